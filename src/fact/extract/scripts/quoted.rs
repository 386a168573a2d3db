//! Quoted strings of configuration languages, undone with the place of each byte.

use crate::document::Passage;
use crate::text::Span;

/// How a language quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fact::extract) enum Style {
    /// `"…"` with escapes, `'…'` without, three quotes for several lines: TOML, Just, Ruby.
    Plain,
    /// `"…"` with escapes and `${…}`: HCL.
    Interpolated,
}

/// The string whose quote stands at `at`, and where it ends. A string without an end goes to the end of the file, in HCL of its line;
/// `None` where no quote stands there.
pub(in crate::fact::extract) fn string(file: &[u8], at: usize, style: Style) -> Option<(Passage, usize)> {
    let quote = file.get(at).copied().filter(|byte| matches!(byte, b'"') || *byte == b'\'' && style == Style::Plain)?;
    let is_triple = style == Style::Plain && file[at..].starts_with(&[quote; 3]);
    let width = if is_triple { 3 } else { 1 };
    let mut reader = Reader { file, at: at + width, done: at + width, text: Passage::default() };
    while let Some(&byte) = file.get(reader.at) {
        match byte {
            b'\n' if !is_triple && style == Style::Interpolated => break,
            _ if byte == quote && (!is_triple || file[reader.at..].starts_with(&[quote; 3])) => {
                reader.flush(reader.at);
                return Some((reader.text, reader.at + width));
            }
            b'\\' if quote == b'"' => reader.escape(),
            b'$' if style == Style::Interpolated => reader.dollar(),
            _ => reader.at += 1,
        }
    }
    reader.flush(reader.at);
    Some((reader.text, reader.at))
}

/// The bytes of `span` with `${…}` as a variable and `$${` as what it stands for.
pub(in crate::fact::extract) fn interpolated(file: &[u8], span: Span) -> Passage {
    let file = &file[..span.end];
    let mut reader = Reader { file, at: span.start, done: span.start, text: Passage::default() };
    while let Some(dollar) = memchr::memchr(b'$', &file[reader.at..]) {
        reader.at += dollar;
        reader.dollar();
    }
    reader.flush(span.end);
    reader.text
}

struct Reader<'a> {
    file: &'a [u8],
    at: usize,
    /// Where what is not in the text yet starts.
    done: usize,
    text: Passage,
}

impl Reader<'_> {
    fn flush(&mut self, end: usize) {
        self.text.append(&Passage::of(self.file, Span::new(self.done, end)));
        self.done = end;
    }

    /// An escape: `\n`, `\t`, `\"`, `\\`; any other stands for itself. A line's end behind it is nothing.
    fn escape(&mut self) {
        self.flush(self.at);
        let end = (self.at + 2).min(self.file.len());
        let span = Span::new(self.at, end);
        match self.file.get(self.at + 1) {
            Some(b'n') => self.text.push_for(b"\n", span),
            Some(b't') => self.text.push_for(b"\t", span),
            Some(b'r') => self.text.push_for(b"\r", span),
            Some(b'\n') => self.text.push(b"", span),
            Some(&byte) if byte.is_ascii_punctuation() => self.text.push_for(&[byte], span),
            _ => self.text.push_for(&self.file[span.range()], span),
        }
        (self.at, self.done) = (end, end);
    }

    /// `${…}`, `$${`, or a plain dollar.
    fn dollar(&mut self) {
        let rest = &self.file[self.at..];
        if rest.starts_with(b"$${") {
            self.flush(self.at);
            self.text.push_for(b"${", Span::new(self.at, self.at + 3));
            (self.at, self.done) = (self.at + 3, self.at + 3);
        } else if rest.starts_with(b"${") {
            self.flush(self.at);
            let end = expression_end(self.file, self.at + 2);
            let inside = &self.file[self.at + 2..end - usize::from(end > self.at + 2 && self.file[end - 1] == b'}')];
            self.text.push_open(inside, Span::new(self.at, end));
            (self.at, self.done) = (end, end);
        } else {
            self.at += 1;
        }
    }
}

/// Where the expression that starts at `at` ends, its brace included; the file's end where nothing closes it.
fn expression_end(file: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(&byte) = file.get(at) {
        at += 1;
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => break,
            b'}' => depth -= 1,
            b'"' => {
                while let Some(&inner) = file.get(at).filter(|inner| **inner != b'\n') {
                    at += 1 + usize::from(inner == b'\\');
                    if inner == b'"' {
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    at.min(file.len())
}
