//! The lines that differ between two texts.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{LineIndex, Span};

/// Where more lines than this differ on one side, all of them count as one change: a bound by size and not by time, so that the
/// result stays the same on every machine. It can only add findings.
const MOST_LINES: usize = 200_000;

/// One run of lines that differ: lines `removed` of the base became lines `added` of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Bytes of the base; empty where lines were only added.
    pub removed: Span,
    /// Bytes of the head; empty where lines were only removed.
    pub added: Span,
}

/// The runs of lines that differ, in order.
#[must_use]
pub fn between(base: &[u8], head: &[u8]) -> Vec<Hunk> {
    let (old, new) = (LineIndex::new(base), LineIndex::new(head));
    let (old_lines, new_lines) = (slices(base, &old), slices(head, &new));
    let same_before = old_lines.iter().zip(&new_lines).take_while(|(a, b)| a == b).count();
    let (old_lines, new_lines) = (&old_lines[same_before..], &new_lines[same_before..]);
    let same_after = old_lines.iter().rev().zip(new_lines.iter().rev()).take_while(|(a, b)| a == b).count();
    let old_lines = &old_lines[..old_lines.len() - same_after];
    let new_lines = &new_lines[..new_lines.len() - same_after];
    let hunk = |removed: Range<usize>, added: Range<usize>| Hunk {
        removed: whole_lines(&old, removed.start + same_before..removed.end + same_before),
        added: whole_lines(&new, added.start + same_before..added.end + same_before),
    };
    if old_lines.is_empty() && new_lines.is_empty() {
        return Vec::new();
    }
    if old_lines.len().max(new_lines.len()) > MOST_LINES {
        return vec![hunk(0..old_lines.len(), 0..new_lines.len())];
    }
    capture_diff_slices(Algorithm::Myers, old_lines, new_lines)
        .into_iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .map(|op| hunk(op.old_range(), op.new_range()))
        .collect()
}

fn slices<'a>(bytes: &'a [u8], index: &LineIndex) -> Vec<&'a [u8]> {
    (1..=index.count()).map(|line| &bytes[index.span(line).range()]).collect()
}

/// The bytes of lines `range`, counted from 0.
fn whole_lines(index: &LineIndex, range: Range<usize>) -> Span {
    let start = index.span(range.start + 1).start;
    Span::new(start, if range.is_empty() { start } else { index.span(range.end).end })
}

/// The parts of one side of a file that the change touched, as sorted byte ranges of whole lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched(Vec<Span>);

impl Touched {
    /// The given ranges, which need no order.
    #[must_use]
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.retain(|span| !span.is_empty());
        spans.sort();
        Self(spans)
    }

    /// All `len` bytes of a file.
    #[must_use]
    pub fn whole(len: usize) -> Self {
        // One byte more, so that a place at the end of an empty file is inside.
        Self(vec![Span::new(0, len + 1)])
    }

    /// Whether a touched line meets `span`.
    #[must_use]
    pub fn meets(&self, span: Span) -> bool {
        let first = self.0.partition_point(|touched| touched.end <= span.start);
        self.0[first..].iter().take_while(|touched| touched.start <= span.end).any(|touched| touched.meets(span))
    }

    /// The ranges, sorted.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Hunk, Span, Touched, between};

    #[test]
    fn finds_changed_added_and_removed_lines() {
        assert_eq!(between(b"a\nb\nc\n", b"a\nB\nc\n"), [Hunk { removed: Span::new(2, 4), added: Span::new(2, 4) }]);
        assert_eq!(between(b"a\nc\n", b"a\nb\nc\n"), [Hunk { removed: Span::empty(2), added: Span::new(2, 4) }]);
        assert_eq!(between(b"a\nb\n", b"a\n"), [Hunk { removed: Span::new(2, 4), added: Span::empty(2) }]);
        assert_eq!(between(b"same", b"same"), []);
    }

    #[test]
    fn touched_lines_meet_what_stands_on_them() {
        let touched = Touched::new(vec![Span::new(10, 20), Span::new(2, 4), Span::empty(7)]);
        assert!(touched.meets(Span::new(3, 8)) && touched.meets(Span::new(19, 30)) && touched.meets(Span::empty(10)));
        assert!(
            !touched.meets(Span::new(4, 10)) && !touched.meets(Span::new(20, 22)) && !touched.meets(Span::empty(7))
        );
        assert!(Touched::whole(0).meets(Span::empty(0)));
    }
}
