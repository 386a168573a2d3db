//! Lines and columns as people and SARIF count them: from 1, columns in Unicode code points.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use bstr::ByteSlice;

use crate::text::{BOM, Position, Site, Span, Text};

/// From which byte of a line on columns are counted from a mark instead of from the line's start: a file of one line of 16 MB
/// may hold a hundred thousand findings.
const FAR: usize = 4096;

/// What was found out about texts, each of which is kept, so that its address stays its own.
pub(super) type ByText<T> = RefCell<HashMap<*const Text, (Arc<Text>, T)>>;

/// Where a site starts and ends; the end is the first position behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// Turns bytes into positions, fast on long lines too.
#[derive(Default)]
pub(super) struct Places {
    marks: ByText<Vec<(usize, usize)>>,
}

impl Places {
    /// Where `site` is. A line end at its end does not count: the range stays on the lines that it is about.
    pub(super) fn range(&self, site: &Site) -> Range {
        self.exact(&site.with_span(without_line_end(&site.text, site.span)))
    }

    /// Where `site` is, to the byte: what an edit replaces.
    pub(super) fn exact(&self, site: &Site) -> Range {
        let span = site.span;
        Range { start: self.position(&site.text, span.start), end: self.position(&site.text, span.end) }
    }

    fn position(&self, text: &Arc<Text>, offset: usize) -> Position {
        let bytes = text.bytes();
        let offset = offset.min(bytes.len());
        let line = text.lines().line(offset);
        let start = text.lines().span(line).start;
        if offset - start <= FAR {
            return text.position(offset);
        }
        let mut all = self.marks.borrow_mut();
        let (_, marks) = all.entry(Arc::as_ptr(text)).or_insert_with(|| (Arc::clone(text), marks(bytes)));
        let chars_to = |offset: usize| {
            let (at, chars) = marks[marks.partition_point(|(at, _)| *at <= offset) - 1];
            chars + bytes[at..offset].chars().count()
        };
        let bom = usize::from(line == 1 && bytes.starts_with(BOM));
        text.placed(Position { line, column: chars_to(offset) - chars_to(start) - bom + 1 })
    }
}

/// Every so many bytes: an offset where a character starts, and how many characters stand before it.
fn marks(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut marks = vec![(0, 0)];
    for (count, (start, _, _)) in bytes.char_indices().enumerate() {
        if start >= marks.last().map_or(0, |(at, _)| at + FAR) {
            marks.push((start, count));
        }
    }
    marks
}

/// `span` cut to the text, without the CR and LF at its end.
pub(super) fn without_line_end(text: &Text, span: Span) -> Span {
    let end = span.end.min(text.bytes().len());
    let span = Span::new(span.start.min(end), end);
    let line_end = text.slice(span).iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    Span::new(span.start, span.end - line_end)
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::text::{Position, RepoPath, Side, Site, Span, Text};

    #[test]
    fn counts_as_the_line_index_does_however_long_the_line() {
        let line = "\u{feff}".to_owned() + &"aé日\u{1f600}".repeat(2000);
        let bytes = [line.as_bytes(), b"\xff\xfe\nx", line.as_bytes()].concat();
        let text = Text::new(Side::Head, RepoPath::from("a"), bytes);
        let places = Places::default();
        for offset in (0..text.bytes().len()).step_by(97) {
            assert_eq!(places.position(&text, offset), text.position(offset), "at {offset}");
        }
    }

    #[test]
    fn a_line_end_at_the_end_does_not_count() {
        let text = Text::new(Side::Head, RepoPath::from("a"), b"ab\r\ncd\n".to_vec());
        let range = |start, end| Places::default().range(&Site::new(&text, Span::new(start, end)));
        assert_eq!(range(0, 4).end, Position { line: 1, column: 3 });
        assert_eq!(range(4, 99).end, Position { line: 2, column: 3 });
        assert_eq!(range(99, 99).start, Position { line: 3, column: 1 });
    }
}
