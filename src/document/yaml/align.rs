//! Where the parts of a decoded scalar stand in its source.
//!
//! A rule reads the text that YAML makes of a scalar: without quotes, escapes undone, folded lines joined, a block's indentation taken
//! away. But a finding points at bytes of the file, and an edit replaces exactly those. So for any range of the decoded text somebody
//! has to say which bytes it was written with. In most scalars the two are the same bytes, and nobody asks this module. It is for the
//! others, the first time that a part of one is asked for ([`Node::part`](super::Node::part)); what it finds is kept with the scalar.
//!
//! # How
//!
//! Source and decoded text are walked side by side and cut into **pieces**. In most pieces both sides hold the same bytes, one for one,
//! and a part of such a piece is exact. The others are **units**: an escape (`\u00e9` and its character), a doubled quote, the white
//! space around a line break and the blank or line feeds that it was folded to, the indentation of a block's line and nothing. A unit
//! cannot be divided, so a range that ends inside one takes all of it: a place may be a little too wide, never too narrow, and never
//! off. The pieces stand in one sorted list of their starts, so that a range is found by two binary searches.
//!
//! The source alone decides the walk: the kind of the scalar says what can stand there (backslashes mean something between
//! double quotes alone), and a line break says whether lines are folded. How much an escape or a fold became is read off the decoded
//! text, which is there already: this module never decodes, and so cannot decode otherwise than the parser did.
//!
//! If the two do not fit together, the answer is nothing, and the whole scalar stands for any part of it. That happens where the parser
//! reads something that this module does not know; the tests at the foot look for such a case.
//!
//! # Why not otherwise
//!
//! - *Asking the parser.* It gives each scalar's start and end, and its decoded text; the way between the two is not kept. A parser
//!   that keeps it for every scalar pays for millions of bytes that nobody asks about.
//! - *Searching the decoded part in the source.* The obvious way. It finds the wrong place where the
//!   part occurs twice, and none where it holds an escape or a line break: the two cases in which the place matters.
//! - *Decoding a second time, with a map.* All of YAML's rules for chomping, folding and indentation once more, which would have to
//!   agree with the parser's in every corner. Walking along the result of the first decoding needs none of them: that is why folding
//!   is one function here, and chomping is none.
//!
//! # What it costs
//!
//! One pass over the scalar and sixteen bytes for each piece. A scalar of escapes alone has a piece for each of its characters.

use std::ops::Range;

use super::tree::Kind;

/// Stretches of a decoded text, each with its start there and in the source, ended by one past both.
/// A stretch of equal length on both sides is the same byte by byte; any other is one unit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pieces(Vec<(usize, usize)>);

impl Pieces {
    /// The source of `range` of the decoded text, both counted from their starts.
    pub(super) fn locate(&self, range: Range<usize>) -> Range<usize> {
        let last = self.0.last().map_or(0, |&(_, source)| source);
        let start = self.piece(range.start).map_or(last, |(decoded, source)| {
            if decoded.len() == source.len() { source.start + (range.start - decoded.start) } else { source.start }
        });
        let Some(end) = range.end.checked_sub(1).filter(|&end| end >= range.start) else { return start..start };
        let end = self.piece(end).map_or(last, |(decoded, source)| {
            if decoded.len() == source.len() { source.start + (range.end - decoded.start) } else { source.end }
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

/// Aligns `decoded` with the `source` (without quotes) of a scalar written as `kind` that starts at `column`; `None` if they do not fit.
pub(super) fn align(kind: Kind, column: usize, source: &str, decoded: &str) -> Option<Pieces> {
    let mut aligner =
        Aligner { source: source.as_bytes(), decoded: decoded.as_bytes(), s: 0, d: 0, pieces: Vec::new() };
    match kind {
        Kind::Literal | Kind::Folded => aligner.block(column)?,
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
        if decoded + source == 0 {
            return Some(());
        }
        self.pieces.push((self.d, self.s));
        self.d += decoded;
        self.s += source;
        (self.d <= self.decoded.len() && self.s <= self.source.len()).then_some(())
    }

    /// `len` bytes that are the same on both sides.
    fn same(&mut self, len: usize) -> Option<()> {
        let [source, decoded] = [self.source.get(self.s..self.s + len)?, self.decoded.get(self.d..self.d + len)?];
        (source == decoded).then_some(())?;
        self.unit(len, len)
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

    /// Lines without the first `indent` blanks of each; in a folded scalar a break may have become a space. The source starts after those of
    /// the first line that has text.
    fn block(&mut self, indent: usize) -> Option<()> {
        let blank = self.decoded.iter().take_while(|&&byte| byte == b'\n').count();
        self.unit(blank, 0)?;
        while self.s < self.source.len() {
            let rest = &self.source[self.s..];
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            let spaces = rest[..end].iter().take_while(|&&byte| byte == b' ').count();
            let skip = if self.s == 0 { 0 } else { spaces.min(indent) };
            self.unit(0, skip)?;
            self.same(end - skip)?;
            self.line_break()?;
        }
        // White lines at the end are not part of the span.
        let rest = self.decoded.len() - self.d;
        self.decoded[self.d..].trim_ascii().is_empty().then(|| self.unit(rest, 0))?
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

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use crate::document::yaml::parse;
    use crate::document::yaml::tests::text;

    /// The source of `wanted` in the value of `a`.
    fn source_of(source: &str, wanted: &str) -> String {
        let yaml = parse(&text(source));
        let value = yaml.documents().next().unwrap().get("a").unwrap();
        let start = value.str().unwrap().find(wanted).unwrap_or_else(|| panic!("{:?}", value.str()));
        String::from_utf8(yaml.text().slice(value.part(start..start + wanted.len())).to_vec()).unwrap()
    }

    #[test]
    fn escapes_are_units() {
        assert_eq!(source_of("a: \"b\\tc\\u00e9d\"", "c"), "c");
        assert_eq!(source_of("a: \"b\\tc\\u00e9d\"", "\té".get(..1).unwrap()), "\\t");
        assert_eq!(source_of("a: \"b\\tc\\u00e9d\"", "é"), "\\u00e9");
        assert_eq!(source_of("a: \"\\ud83d\\ude00b\"", "😀"), "\\ud83d\\ude00");
        assert_eq!(source_of("a: 'it''s b'", "'s"), "''s");
        assert_eq!(source_of("a: 'it''s b'", "b"), "b");
    }

    #[test]
    fn folded_lines_are_found_again() {
        assert_eq!(source_of("a: b\n   c  d\n\n   e\nf: g", "c  d"), "c  d");
        assert_eq!(source_of("a: b\n   c  d\n\n   e\nf: g", "e"), "e");
        assert_eq!(source_of("a: \"b\n\n\n  c \\\n  d\"", "c d"), "c \\\n  d");
        assert_eq!(source_of("a: 'b\r\n  c'", "b c"), "b\r\n  c");
    }

    #[test]
    fn block_scalars_are_found_line_by_line() {
        let source = "a: |\n  one\n\n    two\n  three\n\nb: c";
        assert_eq!(source_of(source, "  two"), "  two");
        assert_eq!(source_of(source, "three"), "three");
        assert_eq!(source_of(source, "one\n"), "one\n");
        assert_eq!(source_of("a: >-\r\n  one\r\n  two\r\n\r\n  three\r\n", "three"), "three");
        assert_eq!(source_of("a: >\n  one\n    two\n  three\n", "two"), "two");
        assert_eq!(source_of("a: |\n  one\n  two three\nb: c", "three"), "three");
        assert_eq!(source_of("a: |2\n    one\n  two\n", "two"), "two");
        assert_eq!(source_of("a: |\n\n \n  one\n   \n  two", "two"), "two");
    }

    proptest! {
        #[test]
        fn a_word_is_found_in_whatever_was_written(
            style in 0..5_usize,
            lines in proptest::collection::vec("[a-z :é'\"\\\\]{0,6}", 0..4),
            word in "[A-Z]{1,4}",
            after in proptest::collection::vec("[a-z ]{0,6}", 0..3),
        ) {
            let plain = |line: &String| line.replace([':', '\'', '"', '\\'], "");
            let lines: Vec<String> = lines.iter().map(plain).chain([word.clone()]).chain(after).collect();
            let body = lines.join("\n   ");
            let source = match style {
                0 => format!("a:\n   z{body}\n"),
                1 => format!("a: '{body}'\n"),
                2 => format!("a: \"\\x61\\n{body}\"\n"),
                3 => format!("a: |\n   z\n   {body}\n"),
                _ => format!("a: >-\n   z\n   {body}\n"),
            };
            let yaml = parse(&text(&source));
            assert_eq!(yaml.problems(), [], "{source}");
            assert_eq!(source_of(&source, &word), word);
        }
    }
}
