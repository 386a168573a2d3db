//! Scripts that stand in words.

use std::ops::Range;

use super::Dialect;
use super::arg::Arg;
use crate::document::Passage;
use crate::text::Span;

/// A text to be read as commands.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// The text.
    pub(super) text: Passage,
    /// What in it is open already: it is not read again.
    pub(super) sealed: Vec<Range<usize>>,
    /// For which shell, if not the one that it is written in.
    pub(super) dialect: Option<Dialect>,
}

impl Script {
    /// A text as it stands.
    pub(super) const fn of(text: Passage) -> Self {
        Self { text, sealed: Vec::new(), dialect: None }
    }

    /// `words` with blanks between, as `ssh` and `eval` join them.
    pub(super) fn joined<'a>(words: impl IntoIterator<Item = &'a Arg>) -> Self {
        let mut script = Self::default();
        let mut last: Option<Span> = None;
        for word in words {
            if let Some(last) = last {
                let gap = Span::new(last.end, word.word.span.start);
                script.text.push(b" ", if gap.start < gap.end { gap } else { Span::empty(last.end) });
            }
            last = Some(word.word.span);
            let at = script.text.len();
            script.sealed.extend(word.holes.iter().map(|hole| hole.start + at..hole.end + at));
            script.text.append(&word.word.text);
        }
        script
    }

    /// `word`, from its byte at `at` on.
    pub(super) fn word(word: &Arg, at: usize) -> Self {
        Self::joined([&word.from(at)])
    }

    /// The same for `dialect`.
    pub(super) fn for_dialect(self, dialect: Dialect) -> Self {
        Self { dialect: Some(dialect), ..self }
    }

    /// With `\n` as the line break that `printf` and `echo -e` make of it.
    pub(super) fn with_line_breaks(self) -> Self {
        let bytes = self.text.bytes();
        if memchr::memmem::find(bytes, b"\\n").is_none() || !self.sealed.is_empty() {
            return self;
        }
        let mut text = Passage::default();
        let mut at = 0;
        for found in memchr::memmem::find_iter(bytes, b"\\n") {
            text.append(&self.text.slice(at..found));
            text.push(b"\n", self.text.span(found..found + 2));
            at = found + 2;
        }
        text.append(&self.text.slice(at..bytes.len()));
        Self { text, ..self }
    }
}
