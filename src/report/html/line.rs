//! A line of a frame.

use std::ops::Range;

use super::escape;

/// What the change did to a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Same,
    Added,
    Removed,
}

/// A line of a frame.
pub(super) struct Row {
    /// As the file counts; 0 for none.
    pub(super) number: usize,
    /// As its text counts, which may be a part of the file.
    pub(super) local: usize,
    pub(super) kind: Kind,
    /// As HTML.
    pub(super) code: String,
}

impl Row {
    /// The number is an attribute, so that nobody copies it with the code.
    pub(super) fn html(&self) -> String {
        let tag = match self.kind {
            Kind::Same => "span",
            Kind::Added => "ins",
            Kind::Removed => "del",
        };
        let number = if self.number > 0 { self.number.to_string() } else { String::new() };
        format!("<{tag} class=\"l\" data-n=\"{number}\"><span>{}\n</span></{tag}>", self.code)
    }
}

/// What a mark has to do with the finding; nothing for the finding's own place.
pub(super) type Note = Option<String>;

/// A line that starts at `start` of an excerpt, with what is marked on it, and the notes of the marks that end on it.
pub(super) fn code(line: &str, start: usize, marks: &[(Range<usize>, Note)]) -> String {
    let end = start + line.len();
    let here: Vec<_> = marks.iter().filter(|(range, _)| range.start <= end && range.end >= start).collect();
    let ends = here.iter().flat_map(|(range, _)| [range.start, range.end]).map(|at| at.clamp(start, end));
    let mut cuts: Vec<usize> = ends.chain([start, end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for (index, cut) in cuts.iter().enumerate() {
        if let Some((_, note)) = here.iter().find(|(range, _)| range.is_empty() && range.start == *cut) {
            out.push_str(&format!("<mark class=\"{} gap\"></mark>", class(note)));
        }
        let Some(next) = cuts.get(index + 1) else { break };
        let piece = escape::text(&line[cut - start..next - start]);
        // The finding's own place is the first mark.
        match here.iter().find(|(range, _)| range.start <= *cut && range.end >= *next) {
            Some((_, note)) => out.push_str(&format!("<mark class=\"{}\">{piece}</mark>", class(note))),
            None => out.push_str(&piece),
        }
    }
    for (range, note) in here {
        if let Some(note) = note.as_ref().filter(|_| (start..=end).contains(&range.end)) {
            out.push_str(&format!("<span class=\"note\">{}</span>", escape::prose(note)));
        }
    }
    out
}

/// The lines of a diff, as `report::diff` writes them.
pub(super) fn diff(lines: &str) -> String {
    let row = |line: &str| {
        let (kind, rest) = match line.as_bytes().first() {
            Some(b'+') => (Kind::Added, &line[1..]),
            Some(b'-') => (Kind::Removed, &line[1..]),
            _ => (Kind::Same, line.strip_prefix(' ').unwrap_or(line)),
        };
        Row { number: 0, local: 0, kind, code: escape::text(rest) }.html()
    };
    lines.trim_end_matches('\n').split('\n').map(row).collect()
}

fn class(note: &Note) -> &'static str {
    if note.is_some() { "related" } else { "place" }
}

#[cfg(test)]
mod tests {
    use super::{Note, Range, code, diff};

    fn marks(all: &[(usize, usize, Option<&str>)]) -> Vec<(Range<usize>, Note)> {
        all.iter().map(|(start, end, note)| (*start..*end, note.map(str::to_owned))).collect()
    }

    #[test]
    fn marks_may_meet_and_nothing_in_them_is_markup() {
        assert_eq!(code("a<b>c", 10, &marks(&[(11, 14, None)])), "a<mark class=\"place\">&lt;b&gt;</mark>c");
        assert_eq!(
            code("abcd", 0, &marks(&[(1, 2, None), (0, 3, Some("<i>"))])),
            "<mark class=\"related\">a</mark><mark class=\"place\">b</mark><mark class=\"related\">c</mark>d\
             <span class=\"note\">&lt;i&gt;</span>"
        );
        assert_eq!(code("ab", 5, &marks(&[(2, 9, None)])), "<mark class=\"place\">ab</mark>");
        assert_eq!(code("ab", 5, &marks(&[(6, 6, None)])), "a<mark class=\"place gap\"></mark>b");
        assert_eq!(code("", 5, &marks(&[(5, 5, None)])), "<mark class=\"place gap\"></mark>");
    }

    #[test]
    fn a_diff_is_lines_that_went_and_came() {
        assert_eq!(
            diff("-a\n+<b>\n c\n"),
            "<del class=\"l\" data-n=\"\"><span>a\n</span></del><ins class=\"l\" data-n=\"\"><span>&lt;b&gt;\n</span></ins>\
             <span class=\"l\" data-n=\"\"><span>c\n</span></span>"
        );
    }
}
