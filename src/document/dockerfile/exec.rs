//! The exec form: a JSON array of strings.

use std::ops::Range;

use super::line::{Line, is_blank};
use super::word::{Piece, Pieces, Word};

/// The words of `range`, if it is a JSON array of strings and nothing else. Anything else is the shell form.
pub(super) fn words(line: &Line, range: Range<usize>) -> Option<Vec<Word>> {
    let mut array = Array { line, at: range.start, end: range.end };
    array.blanks();
    array.eat(b'[')?;
    let mut words = Vec::new();
    array.blanks();
    if array.eat(b']').is_none() {
        loop {
            array.blanks();
            words.push(array.string()?);
            array.blanks();
            match array.next()? {
                b',' => {}
                b']' => break,
                _ => return None,
            }
        }
    }
    array.blanks();
    (array.at == array.end).then_some(words)
}

struct Array<'a> {
    line: &'a Line,
    at: usize,
    end: usize,
}

impl Array<'_> {
    fn peek(&self) -> Option<u8> {
        if self.at < self.end { self.line.bytes().get(self.at).copied() } else { None }
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    fn string(&mut self) -> Option<Word> {
        let start = self.at;
        self.eat(b'"')?;
        let mut out = Pieces::default();
        loop {
            let from = self.at;
            match self.next()? {
                b'"' => break,
                b'\\' => {
                    let text = self.escaped()?.to_string();
                    out.piece(Piece::Text { text, span: self.line.span(from..self.at) });
                }
                byte => out.byte(byte, self.line.source(from)),
            }
        }
        Some(Word { span: self.line.span(start..self.at), pieces: out.finish() })
    }

    /// What stands after a backslash. Half of a surrogate pair becomes U+FFFD, as in Go's decoder.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            escaped @ (b'"' | b'\\' | b'/') => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let mut code = 0;
                for _ in 0..4 {
                    code = code * 16 + digit(self.next()?)?;
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }
}
