//! A text taken out of a file, escapes and indentation undone, that knows where each of its bytes stands.

use std::ops::Range;

use crate::document::yaml::Node;
use crate::text::Span;

/// Bytes to be read as a language of their own (a shell's), and the bytes of the file that they were read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    bytes: Vec<u8>,
    /// In order, without gaps in `at`; an empty passage may hold one, its place.
    pieces: Vec<Piece>,
}

/// A stretch. As long in the file as here, it is the same byte by byte; else it is one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: usize,
    source: Span,
}

impl Passage {
    /// The bytes of `span` in a file, as they stand.
    #[must_use]
    pub fn of(file: &[u8], span: Span) -> Self {
        let mut passage = Self::default();
        passage.push(file.get(span.range()).unwrap_or_default(), span);
        passage
    }

    /// The text of a scalar; what a template fills in stands in it as it is written: `{{ .Values.tag }}`.
    #[must_use]
    pub fn of_scalar(node: Node<'_>) -> Self {
        let mut passage = Self::default();
        let text = node.str().unwrap_or_default();
        let site = node.site();
        let mut push = |range: Range<usize>| {
            let (bytes, source) = (&text.as_bytes()[range.clone()], node.part(range.clone()));
            let is_filled = source.len() == bytes.len() && node.is_unknown_in(range);
            passage.push(if is_filled { site.text.slice(source) } else { bytes }, source);
        };
        let mut at = 0;
        // Line by line: within one, a scalar's text mostly stands as it is.
        for line in text.split_inclusive('\n') {
            let end = at + line.len();
            if node.part(at..end).len() == line.len() {
                push(at..end);
            } else {
                line.char_indices().for_each(|(start, one)| push(at + start..at + start + one.len_utf8()));
            }
            at = end;
        }
        passage
    }

    /// Adds bytes that were read from `source`: byte by byte if both are as long, else all of one from all of the other.
    pub fn push(&mut self, bytes: &[u8], source: Span) {
        let at = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        let is_literal = bytes.len() == source.len();
        let continues = self.pieces.last().is_some_and(|last| {
            let is_literal_too = at - last.at == last.source.len();
            is_literal && is_literal_too && last.source.end == source.start
        });
        match self.pieces.last_mut() {
            Some(last) if continues => last.source.end = source.end,
            Some(last) if last.at == at => *last = Piece { at, source },
            _ => self.pieces.push(Piece { at, source }),
        }
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: &Self) {
        for (index, piece) in other.pieces.iter().enumerate() {
            let end = other.pieces.get(index + 1).map_or(other.bytes.len(), |next| next.at);
            self.push(&other.bytes[piece.at..end], piece.source);
        }
    }

    /// A part of it.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let range = range.start.min(self.bytes.len())..range.end.min(self.bytes.len());
        let mut part = Self::default();
        if range.is_empty() {
            part.push(b"", self.span(range));
            return part;
        }
        let first = self.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.at >= range.end {
                break;
            }
            let end = self.pieces.get(index + 1).map_or(self.bytes.len(), |next| next.at);
            let own = range.start.max(piece.at)..range.end.min(end);
            part.push(&self.bytes[own.clone()], self.span(own));
        }
        part
    }

    /// The bytes of the file that say `range`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let end = self.pieces.last().map_or(0, |last| last.source.end);
        let start = self.piece(range.start).map_or(end, |(piece, own)| {
            if own.len() == piece.source.len() {
                piece.source.start + range.start - own.start
            } else {
                piece.source.start
            }
        });
        let Some(last) = range.end.checked_sub(1).filter(|last| *last >= range.start) else {
            return Span::empty(start);
        };
        let end = self.piece(last).map_or(end, |(piece, own)| {
            if own.len() == piece.source.len() { piece.source.start + range.end - own.start } else { piece.source.end }
        });
        Span::new(start.min(end), end)
    }

    /// The piece that holds the byte at `at`, and what it covers here.
    fn piece(&self, at: usize) -> Option<(Piece, Range<usize>)> {
        let index = self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?;
        let end = self.pieces.get(index + 1).map_or(self.bytes.len(), |next| next.at);
        (at < end).then(|| (self.pieces[index], self.pieces[index].at..end))
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All that it was read from.
    #[must_use]
    pub fn whole(&self) -> Span {
        let first = self.pieces.first().map(|piece| piece.source).unwrap_or_default();
        self.pieces.last().map_or(first, |last| Span::new(first.start.min(last.source.start), last.source.end))
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Passage;
    use crate::document::yaml::{self, tests::text};
    use crate::text::Span;

    #[test]
    fn knows_where_each_byte_stands() {
        let file = b"a \\\n b \"c\"";
        let mut passage = Passage::of(file, Span::new(0, 2));
        passage.push(b"b", Span::new(5, 6));
        passage.push(b"XYZ", Span::new(7, 9));
        assert_eq!(passage.bytes(), b"a bXYZ");
        assert_eq!(passage.span(0..1), Span::new(0, 1));
        assert_eq!(passage.span(0..3), Span::new(0, 6));
        assert_eq!(passage.span(4..5), Span::new(7, 9));
        assert_eq!(passage.span(6..6), Span::new(9, 9));
        assert_eq!(passage.slice(2..5).bytes(), b"bXY");
        assert_eq!(passage.slice(2..5).span(0..1), Span::new(5, 6));
        assert_eq!(passage.whole(), Span::new(0, 9));
    }

    #[test]
    fn a_block_scalar_is_undone_line_by_line() {
        let yaml = yaml::parse(&text("run: |\n  kubectl apply \\\n    -f x\n  done\n"));
        let run = yaml.documents().next().unwrap().get("run").unwrap();
        let passage = Passage::of_scalar(run);
        assert_eq!(passage.bytes(), b"kubectl apply \\\n  -f x\ndone\n");
        assert_eq!(passage.span(0..7), Span::new(9, 16));
        assert_eq!(passage.span(23..27), Span::new(36, 40));
    }

    #[test]
    fn a_template_stands_as_it_is_written() {
        let yaml = yaml::parse(&text("run: |\n  push {{ a }}\n  b\nc: d\n"));
        let run = yaml.documents().next().unwrap().get("run").unwrap();
        assert_eq!(Passage::of_scalar(run).bytes(), b"push {{ a }}\nb\n");
    }

    proptest! {
        #[test]
        fn a_part_stands_where_it_stood_in_the_whole(
            pieces in prop::collection::vec(("[ab]{0,4}", 0usize..3, 0usize..5), 0..8),
            cut in (0usize..30, 0usize..30, 0usize..30, 0usize..30),
        ) {
            let mut passage = Passage::default();
            let mut at = 0;
            for (bytes, gap, len) in &pieces {
                let len = if *len == 4 { bytes.len() } else { *len };
                passage.push(bytes.as_bytes(), Span::new(at + gap, at + gap + len));
                at += gap + len;
            }
            let (a, b) = (cut.0.min(passage.len()), cut.1.min(passage.len()));
            let outer = a.min(b)..a.max(b);
            let part = passage.slice(outer.clone());
            prop_assert_eq!(part.bytes(), &passage.bytes()[outer.clone()]);
            let (c, d) = (cut.2.min(part.len()), cut.3.min(part.len()));
            let inner = c.min(d)..c.max(d);
            if !inner.is_empty() {
                let (own, there) = (part.span(inner.clone()), passage.span(outer.start + inner.start..outer.start + inner.end));
                prop_assert!(there.contains(own) || own == there, "{own:?} {there:?}");
            }
        }
    }
}
