//! A word as the commands see it: variables put in, what stays open marked.

use std::ops::Range;

use super::Word;
use crate::document::Passage;
use crate::text::Span;

/// A word after variables are put in.
#[derive(Clone, Debug, Default)]
pub(super) struct Arg {
    /// The word.
    pub(super) word: Word,
    /// What stays open, in the word's text.
    pub(super) holes: Vec<Range<usize>>,
    /// How many bytes at its start nothing quotes.
    pub(super) bare: usize,
}

impl Arg {
    /// Its bytes.
    pub(super) fn text(&self) -> &[u8] {
        self.word.text.bytes()
    }

    /// The word from its byte at `at` on.
    pub(super) fn from(&self, at: usize) -> Self {
        let at = at.min(self.word.text.len());
        let text = self.word.text.slice(at..self.word.text.len());
        let holes = self.holes.iter().filter(|hole| hole.end > at);
        let holes = holes.map(|hole| hole.start.saturating_sub(at)..hole.end - at).collect::<Vec<_>>();
        // As written, with the quote that may open right there: from the end of the byte in front on.
        let before = at.checked_sub(1).map_or(self.word.span.start, |before| self.word.text.span(before..at).end);
        // What was expanded has one place for all of it: a part of it stands where the whole does.
        let before = if text.is_empty() { before } else { before.min(text.whole().start) };
        let span = Span::new(before.clamp(self.word.span.start, self.word.span.end), self.word.span.end);
        let word = Word { span, is_open: self.word.is_open, text, is_quoted: self.word.is_quoted };
        Self { word, holes, bare: self.bare.saturating_sub(at) }
    }

    /// The same word, written at `span`.
    pub(super) fn moved(&self, span: Span) -> Self {
        let mut text = Passage::default();
        text.push(self.text(), span);
        let word = Word { text, span, is_open: self.word.is_open, is_quoted: self.word.is_quoted };
        Self { word, holes: self.holes.clone(), bare: self.bare }
    }

    /// Adds bytes that stand for what is written at `span`.
    pub(super) fn push(&mut self, bytes: &[u8], span: Span) {
        if !bytes.is_empty() {
            self.word.text.push(bytes, span);
        }
    }
}
