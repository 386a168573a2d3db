//! Where in a text reading stands, and the steps that all parts of the reader share.

use std::ops::Range;

use super::Dialect;
use super::syntax::{Hole, HoleKind, Item, Limits, Raw, Waiting};
use crate::document::Passage;

/// Reads one text from its start to its end.
pub(super) struct Reader<'t> {
    pub(super) text: &'t Passage,
    pub(super) bytes: &'t [u8],
    /// What was a hole already in the word that the text comes from: not read again. In order.
    sealed: &'t [Range<usize>],
    pub(super) dialect: Dialect,
    /// The next byte.
    pub(super) at: usize,
    /// How deep this text, and the substitution that is being read, is nested.
    pub(super) depth: usize,
    pub(super) limits: &'t mut Limits,
    /// Here-documents whose lines begin behind the next line break.
    pub(super) waiting: Vec<Waiting>,
    /// Parentheses that are open as plain text.
    pub(super) loose: usize,
    /// The last `'` and the last backtick: behind them, one opens nothing.
    last: [Option<usize>; 2],
}

/// The commands of `text`. `sealed` are the holes that its author's shell fills before this one reads it.
pub(super) fn parse(
    text: &Passage,
    sealed: &[Range<usize>],
    dialect: Dialect,
    depth: usize,
    limits: &mut Limits,
) -> Vec<Item> {
    Reader::new(text, sealed, dialect, depth, limits).list(false)
}

/// What runs while a here-document whose delimiter is not quoted is read.
pub(super) fn holes(text: &Passage, dialect: Dialect, depth: usize, limits: &mut Limits) -> Vec<Hole> {
    let mut reader = Reader::new(text, &[], dialect, depth, limits);
    let mut raw = Raw::default();
    while let Some(byte) = reader.peek() {
        match byte {
            b'\\' => reader.at = (reader.at + 2).min(reader.bytes.len()),
            b'$' => reader.dollar(&mut raw, true),
            b'`' => reader.backtick(&mut raw, true),
            _ => reader.at += 1,
        }
    }
    raw.holes
}

impl<'t> Reader<'t> {
    pub(super) fn new(
        text: &'t Passage,
        sealed: &'t [Range<usize>],
        dialect: Dialect,
        depth: usize,
        limits: &'t mut Limits,
    ) -> Self {
        let bytes = text.bytes();
        let last = [memchr::memrchr(b'\'', bytes), memchr::memrchr(b'`', bytes)];
        Self { text, bytes, sealed, dialect, at: 0, depth, limits, waiting: Vec::new(), loose: 0, last }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'t [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    pub(super) fn starts(&self, with: &[u8]) -> bool {
        self.rest().starts_with(with)
    }

    /// Whether a `'` or a backtick stands behind the one at `self.at`.
    pub(super) fn closes(&self, quote: u8) -> bool {
        self.last[usize::from(quote == b'`')].is_some_and(|last| last > self.at)
    }

    /// The character that takes away the meaning of the next one.
    pub(super) const fn escape(&self) -> u8 {
        match self.dialect {
            Dialect::Posix => b'\\',
            Dialect::PowerShell => b'`',
            Dialect::Cmd => b'^',
        }
    }

    /// The length of the line's continuation here: an escape, and the line break behind it. Spaces between the two are a slip that
    /// nobody sees.
    pub(super) fn continuation(&self) -> Option<usize> {
        let rest = self.rest();
        let behind = rest.strip_prefix(&[self.escape()])?;
        let blanks = behind.iter().take_while(|byte| is_blank(**byte)).count();
        (behind.get(blanks) == Some(&b'\n')).then_some(blanks + 2)
    }

    /// Skips blanks, continuations and comments; stops in front of a line break.
    pub(super) fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if is_blank(byte) {
                self.at += 1;
            } else if byte == self.escape() {
                let Some(len) = self.continuation() else { break };
                self.at += len;
            } else if byte == b'#' && self.dialect != Dialect::Cmd {
                self.line();
            } else if self.dialect == Dialect::PowerShell && self.starts(b"<#") {
                let len = memchr::memmem::find(self.rest(), b"#>").map_or(self.rest().len(), |len| len + 2);
                self.at += len;
            } else {
                break;
            }
        }
    }

    /// Skips to the end of the line.
    pub(super) fn line(&mut self) {
        self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
    }

    /// Skips a line break, and the here-documents that begin behind it.
    pub(super) fn newline(&mut self) {
        self.at += 1;
        self.loose = 0;
        self.here_documents();
    }

    /// Adds the bytes of `range` to `raw` as they stand.
    pub(super) fn keep(&self, raw: &mut Raw, range: Range<usize>) {
        let span = self.text.span(range.clone());
        if span.len() == range.len() {
            raw.text.push(&self.bytes[range], span);
        } else {
            raw.text.append(&self.text.slice(range));
        }
    }

    /// Adds the bytes of `range` to `raw` as they stand; nothing quotes them.
    pub(super) fn keep_bare(&self, raw: &mut Raw, range: Range<usize>) {
        let is_bare = raw.bare == raw.text.len();
        self.keep(raw, range);
        if is_bare {
            raw.bare = raw.text.len();
        }
    }

    /// Adds what `range` stands for to `raw`.
    pub(super) fn put(&self, raw: &mut Raw, bytes: &[u8], range: Range<usize>) {
        if !bytes.is_empty() {
            raw.text.push(bytes, self.text.span(range));
        }
    }

    /// Adds everything from `start` to here as a hole, as it is written.
    pub(super) fn hole(&self, raw: &mut Raw, start: usize, is_quoted: bool, kind: HoleKind) {
        let from = raw.text.len();
        self.keep(raw, start..self.at);
        raw.holes.push(Hole { range: from..raw.text.len(), is_quoted, kind });
    }

    /// Reads over what was a hole already in the word that this text comes from.
    pub(super) fn sealed(&mut self, raw: &mut Raw, is_quoted: bool) -> bool {
        let index = self.sealed.partition_point(|range| range.end <= self.at);
        let Some(range) = self.sealed.get(index).filter(|range| range.start <= self.at) else { return false };
        let start = self.at;
        self.at = range.end.min(self.bytes.len());
        self.hole(raw, start, is_quoted, HoleKind::Opaque(Vec::new()));
        self.at > start
    }
}

/// Whether `byte` separates words on a line.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | 0x0b | 0x0c)
}
