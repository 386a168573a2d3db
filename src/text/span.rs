//! Byte ranges: the one way in which a place in a file is written down.

use std::ops::Range;

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty range before the byte at `at`.
    #[must_use]
    pub const fn empty(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte; an empty range meets what it stands in or at the start of.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        let (first, second) = if self.start <= other.start { (self, other) } else { (other, self) };
        second.start < first.end || second.start == first.start
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The part `inner` of this range, `inner` counted from its start and cut to its end.
    #[must_use]
    pub fn part(self, inner: Range<usize>) -> Self {
        Self::new((self.start + inner.start).min(self.end), (self.start + inner.end).min(self.end))
    }

    /// As a range, to index bytes with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn an_empty_span_meets_what_it_stands_in() {
        let word = Span::new(3, 6);
        assert!(Span::empty(3).meets(word) && word.meets(Span::empty(5)));
        assert!(!Span::empty(6).meets(word) && !Span::new(6, 9).meets(word));
    }
}
