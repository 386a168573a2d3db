//! Comments of other tools that silence a secret on their line: `gitleaks:allow` and its kin.

use memchr::memmem;

use crate::text::{Site, Span, Text};

/// What other tools look for, anywhere on a line, and how many lines further down the secret stands.
const MARKERS: &[(&str, usize)] = &[
    ("gitleaks:allow", 0),
    ("betterleaks:allow", 0),
    ("pragma: allowlist secret", 0),
    ("pragma: allowlist nextline secret", 1),
    ("trufflehog:ignore", 0),
];

/// A marker in a file of the change.
#[derive(Clone, Debug)]
pub struct Marker {
    /// Where it stands, as it is written.
    pub site: Site,
    /// The line that it is about, with its end.
    pub covers: Span,
    /// Whether the change writes its line.
    pub touched: bool,
}

/// The markers in a text, in its order. Linear in its bytes.
#[must_use]
pub fn read(text: &std::sync::Arc<Text>) -> Vec<Marker> {
    let mut found: Vec<Marker> = Vec::new();
    for (marker, down) in MARKERS {
        found.extend(memmem::find_iter(text.bytes(), marker).map(|at| {
            let line = text.lines().line(at) + down;
            let site = Site::new(text, Span::new(at, at + marker.len()));
            Marker { site, covers: text.lines().span(line), touched: false }
        }));
    }
    found.sort_by_key(Marker::order);
    found
}

/// Those of `markers`, as [`read`] gives them, that cover a line of the finding at `span`.
pub(super) fn over(markers: &[Marker], span: Span) -> impl Iterator<Item = &Marker> {
    let first = markers.partition_point(|marker| marker.covers.end <= span.start);
    markers[first..].iter().take_while(move |marker| marker.covers.start < span.end.max(span.start + 1))
}

impl Marker {
    /// By the line that it is about, then by its place.
    pub(super) fn order(&self) -> (Span, Span) {
        (self.covers, self.site.span)
    }

    /// Whether it stands above the line that it is about.
    pub(super) fn is_above(&self) -> bool {
        self.site.span.end <= self.covers.start
    }

    /// As it is written: `gitleaks:allow`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let written = self.site.bytes();
        MARKERS.iter().map(|(name, _)| *name).find(|name| name.as_bytes() == written).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{over, read};
    use crate::text::{Side, Span, Text};

    /// The marker that covers the first `S…S` of a text.
    fn silences(text: &str) -> Option<&'static str> {
        let start = text.find('S').expect("a secret");
        let end = start + text[start..].rfind('S').expect("its end") + 1;
        let text = Text::new(Side::Head, "a.py".into(), text.as_bytes().to_vec());
        over(&read(&text), Span::new(start, end)).next().map(super::Marker::name)
    }

    #[test]
    fn a_marker_anywhere_on_the_line_is_enough() {
        assert_eq!(silences("key = SxS  # gitleaks:allow\n"), Some("gitleaks:allow"));
        assert_eq!(silences("/* betterleaks:allow */ SxS"), Some("betterleaks:allow"));
        assert_eq!(silences("SxS  # pragma: allowlist secret\r\n"), Some("pragma: allowlist secret"));
        assert_eq!(silences("a\nSxS trufflehog:ignore"), Some("trufflehog:ignore"));
    }

    #[test]
    fn any_line_of_a_finding_counts_and_no_other() {
        assert_eq!(silences("S\nx\n y gitleaks:allow\nS\n"), Some("gitleaks:allow"));
        assert_eq!(silences("gitleaks:allow\nSxS\ngitleaks:allow\n"), None);
    }

    #[test]
    fn the_next_line_means_the_next_line() {
        let marker = "# pragma: allowlist nextline secret\n";
        assert_eq!(silences(&format!("{marker}SxS\n")), Some("pragma: allowlist nextline secret"));
        assert_eq!(silences(&format!("{marker}\nSxS\n")), None);
        assert_eq!(silences("SxS # pragma: allowlist nextline secret\n"), None);
        assert_eq!(silences("SxS\n# pragma: allowlist nextline secret"), None, "there is no next line");
    }
}
