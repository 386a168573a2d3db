//! Where the parts of a decoded scalar stand in its source: escapes, doubled quotes, folded lines and block indentation undone.

use std::ops::Range;

use super::tree::Kind;

/// Stretches of a decoded text, each with its start there and in the source, ended by one past both.
/// A stretch of equal length on both sides is the same byte by byte; any other is one unit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pieces(Vec<(usize, usize)>);

impl Pieces {
    /// The source of `range` of the decoded text, both counted from their starts.
    pub(super) fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start =
            self.piece(range.start).map_or(usize::MAX, |(decoded, source)| match decoded.len() == source.len() {
                true => source.start + (range.start - decoded.start),
                false => source.start,
            });
        if range.end <= range.start {
            return start..start;
        }
        let end =
            self.piece(range.end - 1).map_or(usize::MAX, |(decoded, source)| match decoded.len() == source.len() {
                true => source.start + (range.end - decoded.start),
                false => source.end,
            });
        start..end
    }

    /// The piece that holds the decoded byte at `at`.
    fn piece(&self, at: usize) -> Option<(Range<usize>, Range<usize>)> {
        let index = self.0.partition_point(|&(decoded, _)| decoded <= at);
        let (decoded, source) = *self.0.get(index.checked_sub(1)?)?;
        let (decoded_end, source_end) = *self.0.get(index)?;
        Some((decoded..decoded_end, source..source_end))
    }
}

/// Aligns `decoded` with the `source` (without quotes) of a scalar written as `kind`; `None` if they do not fit.
pub(super) fn align(kind: Kind, source: &str, decoded: &str) -> Option<Pieces> {
    let mut aligner =
        Aligner { source: source.as_bytes(), decoded: decoded.as_bytes(), s: 0, d: 0, pieces: Vec::new() };
    match kind {
        Kind::Literal | Kind::Folded => aligner.block()?,
        Kind::Plain | Kind::Single | Kind::Double => aligner.flow(kind)?,
        Kind::Sequence | Kind::Mapping | Kind::Alias => return None,
    }
    aligner.pieces.push((decoded.len(), source.len()));
    Some(Pieces(aligner.pieces))
}

struct Aligner<'a> {
    source: &'a [u8],
    decoded: &'a [u8],
    s: usize,
    d: usize,
    pieces: Vec<(usize, usize)>,
}

impl Aligner<'_> {
    /// A unit: `decoded` bytes that stand for `source` bytes.
    fn unit(&mut self, decoded: usize, source: usize) -> Option<()> {
        self.pieces.push((self.d, self.s));
        self.d += decoded;
        self.s += source;
        (self.d <= self.decoded.len() && self.s <= self.source.len()).then_some(())
    }

    /// `len` bytes that are the same on both sides.
    fn same(&mut self, len: usize) -> Option<()> {
        let [source, decoded] = [self.source.get(self.s..self.s + len)?, self.decoded.get(self.d..self.d + len)?];
        (source == decoded).then_some(())?;
        if len > 0 { self.unit(len, len) } else { Some(()) }
    }

    fn flow(&mut self, kind: Kind) -> Option<()> {
        while self.s < self.source.len() {
            let rest = &self.source[self.s..];
            let plain = rest.iter().position(|&byte| match byte {
                b'\n' | b'\r' | b' ' | b'\t' => true,
                b'\\' => kind == Kind::Double,
                b'\'' => kind == Kind::Single,
                _ => false,
            });
            let plain = plain.unwrap_or(rest.len());
            self.same(plain)?;
            match rest.get(plain) {
                None => {}
                Some(b'\\') => self.escape()?,
                Some(b'\'') => self.unit(1, 2)?,
                Some(_) => self.white()?,
            }
        }
        (self.d == self.decoded.len()).then_some(())
    }

    /// White space: itself within a line, a fold around a line break.
    fn white(&mut self) -> Option<()> {
        let rest = &self.source[self.s..];
        let len = rest.iter().position(|byte| !b" \t\r\n".contains(byte)).unwrap_or(rest.len());
        let breaks = line_breaks(&rest[..len]);
        match breaks {
            0 => self.same(len),
            1 => self.unit(1, len),
            more => self.unit(more - 1, len),
        }
    }

    /// A backslash and what it makes of the bytes after it (YAML 1.2, 5.7).
    fn escape(&mut self) -> Option<()> {
        let rest = &self.source[self.s..];
        let len = match rest.get(1)? {
            b'\n' | b'\r' => {
                let white = rest[1..].iter().position(|byte| !b" \t\r\n".contains(byte)).unwrap_or(rest.len() - 1);
                // The first break is escaped; each blank line after it is a line feed.
                return self.unit(line_breaks(&rest[1..=white]) - 1, white + 1);
            }
            b'x' => 4,
            b'u' => 6,
            b'U' => 10,
            _ => 2,
        };
        let decoded = self.decoded[self.d..].first().map(|&byte| utf8_len(byte))?;
        // A character beyond the first plane is two escapes in JSON.
        self.unit(decoded, if decoded == 4 && len == 6 { 12 } else { len })
    }

    /// Lines without their indentation; in a folded scalar a break may have become a space.
    fn block(&mut self) -> Option<()> {
        let mut indent = None;
        // The source starts after the first line's indentation.
        let mut skip = 0;
        while self.s < self.source.len() {
            let rest = &self.source[self.s..];
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            let spaces = rest[..end].iter().take_while(|&&byte| byte == b' ').count();
            if self.s > 0 && spaces < end && indent.is_none() {
                let kept = self.decoded[self.d..].iter().take_while(|&&byte| byte == b' ').count();
                indent = Some(spaces.checked_sub(kept)?);
            }
            if self.s > 0 {
                skip = indent.unwrap_or(spaces).min(spaces);
            }
            if skip > 0 {
                self.unit(0, skip)?;
            }
            self.same(end - skip)?;
            skip = 0;
            self.line_break()?;
        }
        self.decoded[self.d..].iter().all(|&byte| byte == b'\n').then_some(())
    }

    /// The break at the end of a block scalar's line, with what it was folded to.
    fn line_break(&mut self) -> Option<()> {
        let len = match &self.source[self.s..] {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => return Some(()),
        };
        let folded = self.decoded[self.d..].first().is_some_and(|byte| matches!(byte, b' ' | b'\n'));
        self.unit(usize::from(folded), len)
    }
}

fn line_breaks(white: &[u8]) -> usize {
    let feeds = white.iter().filter(|&&byte| byte == b'\n').count();
    let returns = white.iter().enumerate().filter(|&(at, &byte)| byte == b'\r' && white.get(at + 1) != Some(&b'\n'));
    feeds + returns.count()
}

fn utf8_len(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}
