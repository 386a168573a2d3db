//! Words with their quotes, escapes and variables, each piece with its place.

use std::ops::Range;

use super::line::{Line, is_blank};
use crate::text::Span;

/// Variables inside a variable's default are read this deep; below that they are opaque.
const MOST_NESTED: usize = 8;

/// One word of an instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// All of it, quotes included.
    pub span: Span,
    /// What it is made of, in order. A text's bytes are those of its span, unless an escape or invalid UTF-8 was decoded.
    pub pieces: Vec<Piece>,
}

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is meant, without quotes and escapes.
    Text {
        /// The text.
        text: String,
        /// The bytes that it was read from.
        span: Span,
    },
    /// `$V` or `${V…}`.
    Variable(Variable),
    /// Something that only a run decides: `$1`, a pattern.
    Opaque(Span),
}

/// The use of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// From `$` to the end of the name or brace.
    pub span: Span,
    /// What is made of its value.
    pub operation: Operation,
}

/// What `${V…}` makes of a value (<https://docs.docker.com/reference/dockerfile/#environment-replacement>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `$V`, `${V}`; `${V:?}` too, since a build that goes on has the value.
    Plain,
    /// `${V:-word}`, `${V-word}`.
    Default {
        /// Whether an empty value counts as none: the colon.
        unless_empty: bool,
        /// What stands in its place.
        word: Vec<Piece>,
    },
    /// `${V:+word}`, `${V+word}`.
    Alternative {
        /// Whether an empty value counts as none: the colon.
        unless_empty: bool,
        /// What stands there if there is a value.
        word: Vec<Piece>,
    },
    /// `${V#pattern}`, `${V/a/b}` and kin: not worked out.
    Pattern,
}

impl Word {
    /// Its text, where no variable has a part in it.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.pieces.iter().map(Piece::text).collect()
    }

    /// Whether its text is `text`.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let mut rest = text;
        let mut eat = |piece: &Piece| piece.text().and_then(|start| rest.strip_prefix(start)).map(|left| rest = left);
        self.pieces.iter().all(|piece| eat(piece).is_some()) && rest.is_empty()
    }

    /// The words between the `separator`s that are written down.
    #[must_use]
    pub fn split(&self, separator: char) -> Vec<Self> {
        let mut words = Vec::new();
        let mut word = Self { span: Span::empty(self.span.start), pieces: Vec::new() };
        for piece in &self.pieces {
            let Piece::Text { text, span } = piece else {
                word.push(piece.clone());
                continue;
            };
            let mut start = 0;
            for (at, _) in text.match_indices(separator) {
                word.push(cut(text, *span, start..at));
                start = at + separator.len_utf8();
                words.push(std::mem::take(&mut word));
                word.span = Span::empty(span.part(start..start).start);
            }
            word.push(cut(text, *span, start..text.len()));
        }
        words.push(word);
        words
    }

    fn push(&mut self, piece: Piece) {
        if piece.text() == Some("") {
            return;
        }
        self.span = if self.pieces.is_empty() { piece.span() } else { self.span.join(piece.span()) };
        self.pieces.push(piece);
    }
}

impl Piece {
    /// Its text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text, .. } => Some(text),
            Self::Variable(_) | Self::Opaque(_) => None,
        }
    }

    /// The bytes that it was read from.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Text { span, .. } | Self::Opaque(span) => *span,
            Self::Variable(variable) => variable.span,
        }
    }
}

fn cut(text: &str, span: Span, range: Range<usize>) -> Piece {
    let exact = span.len() == text.len();
    Piece::Text { text: text[range.clone()].to_owned(), span: if exact { span.part(range) } else { span } }
}

/// The blank-separated ranges in `range`.
pub(super) fn blank_separated(line: &Line, range: Range<usize>) -> Vec<Range<usize>> {
    separated(line, range, None)
}

/// The ranges in `range` that blanks outside quotes separate.
pub(super) fn quote_separated(line: &Line, range: Range<usize>, escape: u8) -> Vec<Range<usize>> {
    separated(line, range, Some(escape))
}

fn separated(line: &Line, range: Range<usize>, escape: Option<u8>) -> Vec<Range<usize>> {
    let bytes = line.bytes();
    let (mut words, mut start, mut quote) = (Vec::new(), None, None);
    let mut at = range.start;
    while at < range.end {
        let byte = bytes[at];
        if quote.is_none() && is_blank(byte) {
            words.extend(start.take().map(|start| start..at));
        } else {
            start.get_or_insert(at);
            if escape == Some(byte) {
                at += 1;
            } else if quote == Some(byte) {
                quote = None;
            } else if escape.is_some() && quote.is_none() && matches!(byte, b'"' | b'\'') {
                quote = Some(byte);
            }
        }
        at += 1;
    }
    words.extend(start.map(|start| start..range.end));
    words
}

/// The word that `range` of an instruction holds.
pub(super) fn word(line: &Line, range: Range<usize>, escape: u8) -> Word {
    let span = line.span(range.clone());
    Word { span, pieces: Lexer { line, at: range.start, end: range.end, escape }.pieces(|_| false, 0) }
}

/// Reads the pieces of words.
struct Lexer<'a> {
    line: &'a Line,
    at: usize,
    end: usize,
    escape: u8,
}

impl Lexer<'_> {
    /// The byte `ahead` of the next one.
    fn peek(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        if at < self.end { self.line.bytes().get(at).copied() } else { None }
    }

    /// The pieces up to a byte outside quotes that `stops`.
    fn pieces(&mut self, stops: fn(u8) -> bool, depth: usize) -> Vec<Piece> {
        let mut out = Pieces::default();
        while let Some(byte) = self.peek(0).filter(|byte| !stops(*byte)) {
            match byte {
                b'\'' => self.single_quoted(&mut out),
                b'"' => self.double_quoted(&mut out, depth),
                b'$' => self.dollar(&mut out, depth),
                _ if byte == self.escape => {
                    self.at += 1;
                    self.take(&mut out);
                }
                _ => self.take(&mut out),
            }
        }
        out.finish()
    }

    fn take(&mut self, out: &mut Pieces) {
        if let Some(byte) = self.peek(0) {
            out.byte(byte, self.line.source(self.at));
            self.at += 1;
        }
    }

    fn single_quoted(&mut self, out: &mut Pieces) {
        self.at += 1;
        while self.peek(0).is_some_and(|byte| byte != b'\'') {
            self.take(out);
        }
        self.at = (self.at + 1).min(self.end);
    }

    fn double_quoted(&mut self, out: &mut Pieces, depth: usize) {
        self.at += 1;
        while let Some(byte) = self.peek(0).filter(|byte| *byte != b'"') {
            match byte {
                b'$' => self.dollar(out, depth),
                _ => {
                    let escapes = |next| matches!(next, b'"' | b'$') || next == self.escape;
                    if byte == self.escape && self.peek(1).is_some_and(escapes) {
                        self.at += 1;
                    }
                    self.take(out);
                }
            }
        }
        self.at = (self.at + 1).min(self.end);
    }

    fn dollar(&mut self, out: &mut Pieces, depth: usize) {
        let start = self.at;
        match self.peek(1) {
            Some(b'{') => {
                let piece = self.braced(depth);
                out.piece(piece);
            }
            Some(b'_' | b'a'..=b'z' | b'A'..=b'Z') => {
                self.at += 1;
                let name = self.name();
                let span = self.line.span(start..self.at);
                out.piece(Piece::Variable(Variable { name, span, operation: Operation::Plain }));
            }
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => {
                self.at += 2;
                out.piece(Piece::Opaque(self.line.span(start..self.at)));
            }
            _ => self.take(out),
        }
    }

    fn name(&mut self) -> String {
        let start = self.at;
        while matches!(self.peek(0), Some(b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9')) {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.line.bytes()[start..self.at]).into_owned()
    }

    fn braced(&mut self, depth: usize) -> Piece {
        let start = self.at;
        self.at += 2;
        let name = self.name();
        let unless_empty = self.peek(0) == Some(b':');
        let operator = self.peek(usize::from(unless_empty));
        let operation = match operator {
            Some(b'}') if !unless_empty => Operation::Plain,
            Some(operator @ (b'-' | b'+' | b'?')) if depth < MOST_NESTED => {
                self.at += 1 + usize::from(unless_empty);
                let word = self.pieces(|byte| byte == b'}', depth + 1);
                match operator {
                    b'-' => Operation::Default { unless_empty, word },
                    b'+' => Operation::Alternative { unless_empty, word },
                    _ => Operation::Plain,
                }
            }
            _ => {
                self.skip_to_brace();
                Operation::Pattern
            }
        };
        let closed = self.peek(0) == Some(b'}');
        self.at = (self.at + 1).min(self.end);
        let span = self.line.span(start..self.at);
        if closed && !name.is_empty() {
            Piece::Variable(Variable { name, span, operation })
        } else {
            Piece::Opaque(span)
        }
    }

    /// Stops before the brace that closes the one before, or at the end.
    fn skip_to_brace(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'}' if open == 0 => return,
                b'}' => open -= 1,
                b'$' if self.peek(1) == Some(b'{') => {
                    open += 1;
                    self.at += 1;
                }
                _ if byte == self.escape => self.at += 1,
                _ => {}
            }
            self.at = (self.at + 1).min(self.end);
        }
    }
}

/// Gathers bytes into pieces whose text stands in the file without a gap.
#[derive(Default)]
pub(super) struct Pieces {
    done: Vec<Piece>,
    bytes: Vec<u8>,
    start: usize,
}

impl Pieces {
    pub(super) fn byte(&mut self, byte: u8, source: usize) {
        if self.start + self.bytes.len() != source {
            self.flush();
        }
        if self.bytes.is_empty() {
            self.start = source;
        }
        self.bytes.push(byte);
    }

    pub(super) fn piece(&mut self, piece: Piece) {
        self.flush();
        self.done.push(piece);
    }

    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let span = Span::new(self.start, self.start + self.bytes.len());
            let text = String::from_utf8_lossy(&self.bytes).into_owned();
            self.done.push(Piece::Text { text, span });
            self.bytes.clear();
        }
    }

    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.flush();
        self.done
    }
}
