//! A script cut into commands and words by their bytes alone: enough to see which tools it names, no shell.

use std::ops::Range;

/// One command of a script.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// Its words, quotes left out.
    pub(super) words: Vec<Range<usize>>,
    /// Where the `||` in front of it stands.
    pub(super) or: Option<usize>,
}

/// Calls `each` with every command of `bytes` in turn.
pub(super) fn each(bytes: &[u8], each: &mut dyn FnMut(&Segment)) {
    let mut cutter = Cutter { bytes, at: 0, segment: Segment::default(), word: None, quote: None };
    while cutter.at < bytes.len() {
        cutter.step(each);
    }
    cutter.end_segment(each);
}

struct Cutter<'a> {
    bytes: &'a [u8],
    at: usize,
    segment: Segment,
    /// Where the word at hand starts.
    word: Option<usize>,
    quote: Option<u8>,
}

impl Cutter<'_> {
    fn step(&mut self, each: &mut dyn FnMut(&Segment)) {
        let next = self.bytes.get(self.at + 1).copied();
        let length = match (self.bytes[self.at], self.quote) {
            (b'\\', _) if next == Some(b'\n') => self.blank(2),
            (b'\\', _) if next == Some(b'\r') && self.bytes.get(self.at + 2) == Some(&b'\n') => self.blank(3),
            (b'\n', _) => {
                self.quote = None;
                self.cut(None, 1, each)
            }
            (byte, Some(quote)) if byte == quote => {
                self.quote = None;
                self.blank(1)
            }
            (b' ' | b'\t' | b'\r', _) => self.blank(1),
            (_, Some(_)) => self.letter(),
            (quote @ (b'"' | b'\''), None) => {
                self.quote = Some(quote);
                // `a"b"` is one word as good as two.
                self.blank(1)
            }
            (b'#', None) if self.word.is_none() => {
                memchr::memchr(b'\n', &self.bytes[self.at..]).unwrap_or(self.bytes.len() - self.at)
            }
            (b'|', None) if next == Some(b'|') => self.cut(Some(self.at), 2, each),
            (b'&', None) if next == Some(b'>') || self.at > 0 && self.bytes[self.at - 1] == b'>' => self.letter(),
            (b'|' | b'&' | b';', None) => self.cut(None, 1, each),
            (b'(', None) if self.at == 0 || !matches!(self.bytes[self.at - 1], b'$' | b'<' | b'>') => {
                self.cut(None, 1, each)
            }
            (b'(' | b')' | b'`', None) => self.blank(1),
            _ => self.letter(),
        };
        self.at += length;
    }

    fn letter(&mut self) -> usize {
        self.word.get_or_insert(self.at);
        1
    }

    fn blank(&mut self, length: usize) -> usize {
        if let Some(start) = self.word.take() {
            self.segment.words.push(start..self.at);
        }
        length
    }

    fn cut(&mut self, or: Option<usize>, length: usize, each: &mut dyn FnMut(&Segment)) -> usize {
        self.end_segment(each);
        if self.bytes[self.at] != b'\n' {
            self.segment.or = None;
        }
        if or.is_some() {
            self.segment.or = or;
        }
        length
    }

    fn end_segment(&mut self, each: &mut dyn FnMut(&Segment)) {
        self.blank(0);
        if !self.segment.words.is_empty() {
            each(&self.segment);
            self.segment.words.clear();
            self.segment.or = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn commands_and_words() {
        let source = b"a b \\\n c && d 'e && f' ||\ntrue # g\nh=$(i j) | \"k\"\n# l\nm 2>&1";
        let mut seen = Vec::new();
        each(source, &mut |segment| {
            let words: Vec<_> =
                segment.words.iter().map(|word| String::from_utf8_lossy(&source[word.clone()]).into_owned()).collect();
            seen.push((words.join(" "), segment.or.is_some()));
        });
        let expected = [
            ("a b c", false),
            ("d e && f", false),
            ("true", true),
            ("h=$ i j", false),
            ("k", false),
            ("m 2>&1", false),
        ];
        assert_eq!(seen, expected.map(|(words, or)| (words.to_owned(), or)));
    }
}
