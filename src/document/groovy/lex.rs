//! Tokens: words, strings, marks and the ends of lines; comments are skipped.

use std::collections::VecDeque;

use super::quote::{self, Quote};
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a number, a keyword.
    Word,
    /// A string with its quotes.
    Text(Quote),
    /// One byte that is neither.
    Mark(u8),
    /// The end of one or more lines.
    Break,
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

impl Token {
    /// Whether it is this mark.
    pub(super) fn is(self, mark: u8) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// A reader of tokens that can look ahead.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    ahead: VecDeque<Token>,
    /// Whether a `/` would start a string: no value stands before it.
    wants_value: bool,
    /// Whether some `$/` was not closed, so that none after it is.
    no_dollar_slash: bool,
    /// Up to where no `/` closes a string.
    no_slash: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let at = if bytes.starts_with(b"#!") { line_end(bytes, 0) } else { 0 };
        Self { bytes, at, ahead: VecDeque::new(), wants_value: true, no_dollar_slash: false, no_slash: 0 }
    }

    /// The token `ahead` of the next one, without taking it.
    pub(super) fn peek(&mut self, ahead: usize) -> Option<Token> {
        while self.ahead.len() <= ahead {
            let token = self.read()?;
            self.ahead.push_back(token);
        }
        self.ahead.get(ahead).copied()
    }

    fn read(&mut self) -> Option<Token> {
        let breaks = self.skip_blanks();
        let start = self.at;
        if breaks {
            self.wants_value = true;
            return Some(Token { kind: Kind::Break, span: Span::empty(start) });
        }
        let first = *self.bytes.get(start)?;
        let kind = if is_word(first) {
            let length = self.bytes[start..].iter().take_while(|byte| is_word(**byte)).count();
            // A name may start in a dollar sign, and so does a string.
            match self.text(first) {
                Some(kind) => kind,
                None => {
                    self.at += length;
                    Kind::Word
                }
            }
        } else {
            self.text(first).unwrap_or_else(|| {
                self.at += 1;
                Kind::Mark(first)
            })
        };
        let span = Span::new(start, self.at);
        self.wants_value = match kind {
            Kind::Word => &self.bytes[span.range()] == b"return",
            Kind::Text(_) => false,
            Kind::Mark(mark) => !b")]}".contains(&mark),
            Kind::Break => true,
        };
        Some(Token { kind, span })
    }

    /// Reads the string that starts here, if one does.
    fn text(&mut self, first: u8) -> Option<Kind> {
        if !matches!(first, b'\'' | b'"' | b'/' | b'$') {
            return None;
        }
        let quote = quote::opens(&self.bytes[self.at..]).filter(|quote| match quote {
            Quote::Slash => self.wants_value && self.at >= self.no_slash,
            Quote::DollarSlash => self.wants_value && !self.no_dollar_slash,
            _ => true,
        })?;
        let Some(end) = quote::end(self.bytes, self.at, quote) else {
            match quote {
                Quote::DollarSlash => self.no_dollar_slash = true,
                _ => self.no_slash = line_end(self.bytes, self.at),
            }
            return None;
        };
        self.at = end;
        Some(Kind::Text(quote))
    }

    /// Skips blanks and comments; whether a line ended among them.
    fn skip_blanks(&mut self) -> bool {
        let mut breaks = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            let rest = &self.bytes[self.at..];
            self.at = match byte {
                b' ' | b'\t' | b'\r' => self.at + 1,
                b'\n' => {
                    breaks = true;
                    self.at + 1
                }
                // A backslash joins lines.
                b'\\' if rest.starts_with(b"\\\n") => self.at + 2,
                b'\\' if rest.starts_with(b"\\\r\n") => self.at + 3,
                b'/' if rest.starts_with(b"//") => line_end(self.bytes, self.at),
                b'/' if rest.starts_with(b"/*") => {
                    memchr::memmem::find(&rest[2..], b"*/").map_or(self.bytes.len(), |end| self.at + end + 4)
                }
                _ => break,
            };
        }
        breaks
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.peek(0)?;
        self.ahead.pop_front()
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |feed| at + feed)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}
