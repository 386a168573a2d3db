//! Splits an image reference into repository, tag and digest, with the place of each piece.
//!
//! Grammar: <https://github.com/distribution/reference/blob/main/reference.go>. A registry's port is no tag; a digest is `sha256:`
//! and exactly 64 lower-case hex digits (<https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests>).

use std::ops::Range;

use super::{Known, Part};
use crate::net::registry::Digest;
use crate::text::Site;

/// Text that was pieced together: some of it written there, some a variable's default from elsewhere, some not knowable.
#[derive(Clone, Debug, Default)]
pub struct Spliced {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    site: Site,
    known: bool,
}

impl Spliced {
    /// Appends text that is known. `site` is where it stands; where the two have equal length, a part of the text is a part of the place.
    pub fn push(&mut self, text: &str, site: Site) {
        self.append(text, site, true);
    }

    /// Appends a part that only a later step decides.
    pub fn push_unknown(&mut self, site: Site) {
        self.append("…", site, false);
    }

    fn append(&mut self, text: &str, site: Site, known: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { range: start..self.text.len(), site, known });
    }

    /// The text, with `…` for what is not known.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether all of it is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.pieces.iter().all(|piece| piece.known)
    }

    /// Where `range` of the text stands: exact inside one piece; across several, all of them, or the first where they are far apart.
    #[must_use]
    pub fn site(&self, range: &Range<usize>) -> Option<Site> {
        let mut met = self.pieces.iter().filter(|piece| piece.meets(range));
        let first = met.next()?.part(range);
        Some(met.fold(first, |whole, piece| {
            let next = piece.part(range);
            let near = std::sync::Arc::ptr_eq(&whole.text, &next.text)
                && !whole.text.slice((whole.span.end.min(next.span.start)..next.span.start).into()).contains(&b'\n');
            if near { whole.with_span(whole.span.join(next.span)) } else { whole }
        }))
    }

    fn is_unknown(&self, range: &Range<usize>) -> bool {
        self.pieces.iter().any(|piece| !piece.known && piece.meets(range))
    }

    /// The place of a separator that is itself written down, not part of a variable.
    fn rfind(&self, range: Range<usize>, separator: char) -> Option<usize> {
        self.text[range.clone()]
            .rmatch_indices(separator)
            .map(|(at, _)| range.start + at)
            .find(|at| !self.is_unknown(&(*at..at + 1)))
    }

    fn known(&self, range: Range<usize>) -> Known<Part> {
        if self.is_unknown(&range) {
            return Known::Unknown;
        }
        let text = self.text[range.clone()].to_owned();
        self.site(&range).map_or(Known::Missing, |site| Known::Known(Part { text, site }))
    }
}

impl Piece {
    fn meets(&self, range: &Range<usize>) -> bool {
        self.range.start < range.end && range.start < self.range.end
    }

    fn part(&self, range: &Range<usize>) -> Site {
        let inner =
            range.start.max(self.range.start) - self.range.start..range.end.min(self.range.end) - self.range.start;
        let exact = self.known && self.site.span.len() == self.range.len();
        if exact { self.site.with_span(self.site.span.part(inner)) } else { self.site.clone() }
    }
}

/// The pieces of a reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Registry and path.
    pub repository: Known<Part>,
    /// What stands after the colon.
    pub tag: Known<Part>,
    /// `sha256:…`.
    pub digest: Known<Part>,
}

/// Reads a reference; `None` where the text is empty or cannot be an image's name at all.
#[must_use]
pub fn parse(spliced: &Spliced) -> Option<Reference> {
    let all = 0..spliced.text.len();
    let (before_digest, digest) = match spliced.rfind(all.clone(), '@') {
        Some(at) => (0..at, Some(at + 1..all.end)),
        None => (all, None),
    };
    let last_component = spliced.rfind(before_digest.clone(), '/').map_or(0, |slash| slash + 1);
    let (name, tag) = match spliced.rfind(last_component..before_digest.end, ':') {
        Some(colon) => (0..colon, Some(colon + 1..before_digest.end)),
        None => (before_digest, None),
    };
    let repository = spliced.known(name.clone());
    if repository.get().is_some_and(|part| !is_name(&part.text)) || name.is_empty() {
        return None;
    }
    // A variable at the end of what is written may hold all that could follow: `web${SUFFIX}`, `web:1.4${REST}`.
    let open_end = |range: &Range<usize>| !range.is_empty() && spliced.is_unknown(&(range.end - 1..range.end));
    let tag = match tag {
        Some(tag) if tag.is_empty() => Known::Missing,
        Some(tag) => match spliced.known(tag) {
            // What no registry takes is not a version: somebody is to put one in its place.
            Known::Known(part) if !is_tag(&part.text) => Known::Unknown,
            tag => tag,
        },
        None if open_end(&name) => Known::Unknown,
        None => Known::Missing,
    };
    let digest = match digest.map(|digest| spliced.known(digest)) {
        Some(Known::Known(part)) if is_digest(&part.text) => Known::Known(part),
        // Neither a digest nor anything that a registry would take: the reference pins nothing.
        Some(Known::Known(_) | Known::Missing) => Known::Missing,
        Some(Known::Unknown) => Known::Unknown,
        None if matches!(tag, Known::Unknown) && open_end(&(0..spliced.text.len())) => Known::Unknown,
        None => Known::Missing,
    };
    Some(Reference { repository, tag, digest })
}

/// Whether `text` is `sha256:` (or `sha512:`) and exactly as many lower-case hex digits as that hash has.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    Digest::parse(text).is_some()
}

/// Whether `text` can be a tag.
fn is_tag(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    text.len() <= 128 && !text.starts_with(['.', '-']) && text.bytes().all(is_part)
}

/// Whether `text` can be a repository's name: a host with a port perhaps, and path components.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let component = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
    };
    let host = |part: &str| {
        let (name, port) = part.split_once(':').unwrap_or((part, "0"));
        component(name) && !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = text.split('/');
    let first = parts.next().unwrap_or_default();
    if text.contains('/') { host(first) && parts.all(component) } else { component(first) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{Known, Part, Reference, Spliced, is_digest, parse};
    use crate::text::{RepoPath, Side, Site, Span, Text};

    fn written(text: &str) -> Spliced {
        let file = Text::new(Side::Head, RepoPath::from("f"), text.as_bytes().to_vec());
        let mut spliced = Spliced::default();
        let mut at = 0;
        for (index, piece) in text.split('$').enumerate() {
            let site = |len| Site::new(&file, Span::new(at, at + len));
            if index > 0 {
                spliced.push_unknown(site(1));
                at += 1;
            }
            spliced.push(piece, Site::new(&file, Span::new(at, at + piece.len())));
            at += piece.len();
        }
        spliced
    }

    /// `repository|tag|digest`, with `-` for missing and `?` for unknown; each known piece is sliced from its place.
    fn shown(text: &str) -> String {
        let piece = |known: &Known<Part>| match known {
            Known::Missing => "-".to_owned(),
            Known::Unknown => "?".to_owned(),
            Known::Known(part) => {
                assert_eq!(part.site.bytes(), part.text.as_bytes());
                part.text.clone()
            }
        };
        let Some(Reference { repository, tag, digest }) = parse(&written(text)) else { return "none".to_owned() };
        format!("{}|{}|{}", piece(&repository), piece(&tag), piece(&digest))
    }

    #[test]
    fn splits_references() {
        let digest = format!("sha256:{}", "0a".repeat(32));
        for (text, expected) in [
            ("nginx", "nginx|-|-"),
            ("nginx:1.27", "nginx|1.27|-"),
            ("registry.example:5000/app", "registry.example:5000/app|-|-"),
            ("registry.example:5000/app:1", "registry.example:5000/app|1|-"),
            ("app@sha256:beef", "app|-|-"),
            ("app:$", "app|?|?"),
            ("app$", "?|?|?"),
            ("$/app:1", "?|1|-"),
            ("$", "?|?|?"),
            ("app:1$", "app|?|?"),
            ("app:$-alpine", "app|?|-"),
            ("app:!TAG!", "app|?|-"),
            ("app:-1", "app|?|-"),
            ("app:1_a.b-c", "app|1_a.b-c|-"),
            ("", "none"),
            (":latest", "none"),
            ("not an image", "none"),
            ("https://example.org/x", "none"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        assert_eq!(shown(&format!("app:1@{digest}")), format!("app|1|{digest}"));
        assert_eq!(shown(&format!("app:$@{digest}")), format!("app|?|{digest}"));
    }

    #[test]
    fn a_digest_has_64_lower_case_hex_digits() {
        assert!(is_digest(&format!("sha256:{}", "f".repeat(64))));
        assert!(!is_digest(&format!("sha256:{}", "F".repeat(64))) && !is_digest(&format!("sha256:{}", "f".repeat(63))));
    }

    proptest! {
        #[test]
        fn pieces_stand_where_they_say(text in "[a-z0-9.:/@$-]{0,40}") {
            prop_assert!(!shown(&text).is_empty());
        }
    }
}
