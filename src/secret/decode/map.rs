//! Where decoded bytes came from: stretches of one rate, however long.

use crate::text::Span;

/// From decoded bytes to the original's.
pub(super) struct Map {
    /// Where the encoded value starts in the original.
    start: usize,
    stretches: Vec<Stretch>,
    made: u32,
    read: u32,
    /// Whether the next unit follows the last one without a gap.
    joined: bool,
}

/// Units that follow each other, each of `made` bytes from `from` bytes: 3 from 4 for base64, 1 from 6 for `\u0041`.
struct Stretch {
    decoded: u32,
    source: u32,
    made: u32,
    from: u32,
}

impl Map {
    /// Nothing yet of a value that starts at `start`; with nothing added, all stands as it is.
    pub(super) fn new(start: usize) -> Self {
        Self { start, stretches: Vec::new(), made: 0, read: 0, joined: false }
    }

    /// The next unit: `made` bytes from `from`.
    pub(super) fn push(&mut self, made: usize, from: usize) {
        self.units(1, made, from);
    }

    /// So many bytes that stand as they are.
    pub(super) fn copy(&mut self, count: usize) {
        self.units(count, 1, 1);
    }

    /// Bytes of the original that make none.
    pub(super) fn skip(&mut self, count: usize) {
        self.read += narrow(count);
        self.joined = false;
    }

    fn units(&mut self, count: usize, made: usize, from: usize) {
        let (count, made, from) = (narrow(count), narrow(made), narrow(from));
        if count == 0 || made == 0 {
            return self.skip((count * from) as usize);
        }
        let goes_on = self.joined && self.stretches.last().is_some_and(|last| (last.made, last.from) == (made, from));
        if !goes_on {
            self.stretches.push(Stretch { decoded: self.made, source: self.read, made, from });
        }
        self.made += count * made;
        self.read += count * from;
        self.joined = true;
    }

    /// The bytes of the original that `inner` came from, to whole units.
    pub(super) fn origin(&self, inner: Span) -> Span {
        if self.stretches.is_empty() {
            return Span::new(self.start + inner.start, self.start + inner.end);
        }
        let (start, end) = (narrow(inner.start), narrow(inner.end));
        let first = self.stretches.partition_point(|stretch| stretch.decoded <= start).checked_sub(1);
        let start = first.map_or(0, |at| {
            let stretch = &self.stretches[at];
            stretch.source + (start - stretch.decoded) / stretch.made * stretch.from
        });
        let last = self.stretches.partition_point(|stretch| stretch.decoded < end).checked_sub(1);
        let end = last.map_or(start, |at| {
            let stretch = &self.stretches[at];
            stretch.source + (end - stretch.decoded).div_ceil(stretch.made) * stretch.from
        });
        Span::new(self.start + start as usize, self.start + end.max(start) as usize)
    }
}

/// Values of 4 GiB and more are not decoded, so nothing is cut here.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Map;
    use crate::text::Span;

    #[test]
    fn units_of_one_rate_are_one_stretch() {
        let mut map = Map::new(10);
        map.copy(2);
        map.copy(3);
        map.push(1, 6);
        map.push(1, 6);
        map.skip(2);
        map.push(1, 6);
        assert_eq!(map.stretches.len(), 3);
        assert_eq!(map.origin(Span::new(0, 5)), Span::new(10, 15));
        assert_eq!(map.origin(Span::new(5, 6)), Span::new(15, 21));
        assert_eq!(map.origin(Span::new(6, 7)), Span::new(21, 27));
        assert_eq!(map.origin(Span::new(7, 8)), Span::new(29, 35));
        assert_eq!(map.origin(Span::new(4, 8)), Span::new(14, 35));
    }
}
