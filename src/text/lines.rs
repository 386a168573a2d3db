//! Where lines start, and which line and column a byte is. Only `report` asks.

use bstr::ByteSlice;

use super::Span;

/// The byte-order mark that some editors put in front of UTF-8; no column counts it.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// A place as people and SARIF count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode code points; a byte that is no UTF-8 counts as one.
    pub column: usize,
}

/// The offset of each line's first byte. A line ends with LF; a CR before it belongs to the line's end.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    end: usize,
}

impl LineIndex {
    /// Reads `bytes` once.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect();
        Self { starts, end: bytes.len() }
    }

    /// How many lines there are; an empty file has one, a final LF opens an empty last one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 1) that holds the byte at `offset`.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The bytes of line `line` (from 1) with its line end; empty past the last.
    #[must_use]
    pub fn span(&self, line: usize) -> Span {
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(self.end);
        Span::new(start, self.starts.get(line).copied().unwrap_or(self.end))
    }

    /// The line and column of the byte at `offset` in `bytes`, the text that this index was made from.
    #[must_use]
    pub fn position(&self, bytes: &[u8], offset: usize) -> Position {
        let offset = offset.min(self.end);
        let line = self.line(offset);
        let before = &bytes[self.span(line).start..offset];
        let before = if line == 1 { before.strip_prefix(BOM).unwrap_or(before) } else { before };
        Position { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    fn at(text: &[u8], offset: usize) -> (usize, usize) {
        let Position { line, column } = LineIndex::new(text).position(text, offset);
        (line, column)
    }

    #[test]
    fn columns_are_code_points() {
        assert_eq!(at("é日x".as_bytes(), 5), (1, 3));
        assert_eq!(at(b"a\r\nb\xffc", 5), (2, 3));
        assert_eq!(at(b"\xef\xbb\xbfab", 4), (1, 2));
    }

    #[test]
    fn a_final_line_feed_opens_a_line() {
        let text = b"a\n";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 2);
        assert_eq!(at(text, 2), (2, 1));
        assert_eq!(at(text, 99), (2, 1));
        assert!(index.span(2).is_empty() && index.span(9).is_empty() && index.span(0).is_empty());
    }
}
