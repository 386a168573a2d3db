//! Reads a small grammar from a place in some bytes, each step with its bound.

use crate::secret::alphabet::Alphabet;
use crate::text::Span;

/// A place that moves forward.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes `text`, where it stands here.
    pub(super) fn take(&mut self, text: &[u8]) -> Option<()> {
        self.rest().starts_with(text).then(|| self.at += text.len())
    }

    /// Passes one byte of `set`.
    pub(super) fn one_of(&mut self, set: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| set.contains(byte))?;
        self.at += 1;
        Some(byte)
    }

    /// Passes what `set` holds, at most `most` bytes; where more follow, it is none of this grammar.
    pub(super) fn run(&mut self, set: Alphabet, most: usize) -> Option<Span> {
        self.until(|byte| !set.has(byte), most)
    }

    /// Passes all up to a byte that `stop` knows, or the end, at most `most` bytes.
    pub(super) fn until(&mut self, stop: impl Fn(u8) -> bool, most: usize) -> Option<Span> {
        let rest = self.rest();
        let window = &rest[..rest.len().min(most + 1)];
        let length = window.iter().position(|byte| stop(*byte)).unwrap_or(window.len());
        if length > most {
            return None;
        }
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Some(span)
    }

    /// Passes blanks of a line, at most 64.
    pub(super) fn blanks(&mut self) {
        let blanks = self.rest().iter().take(64).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.at += blanks;
    }

    /// Passes blanks and ends of lines, also where they are written as `\n` in a string; at most 64 of them.
    pub(super) fn space(&mut self) {
        for _ in 0..64 {
            match self.rest() {
                [b' ' | b'\t' | b'\r' | b'\n', ..] => self.at += 1,
                [b'\\', b'n' | b'r' | b't', ..] => self.at += 2,
                _ => return,
            }
        }
    }

    /// Passes a quote, also where it is escaped itself.
    pub(super) fn quote(&mut self) -> Option<u8> {
        let start = self.at;
        let slashes = self.rest().iter().take(4).take_while(|byte| **byte == b'\\').count();
        self.at += slashes;
        let quote = self.one_of(b"\"'");
        if quote.is_none() {
            self.at = start;
        }
        quote
    }
}

/// Whether `part` stands somewhere in `bytes`.
pub(super) fn holds(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

/// Whether `bytes` begin with `text`, in whatever case.
pub(super) fn begins(bytes: &[u8], text: &[u8]) -> bool {
    bytes.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
}
