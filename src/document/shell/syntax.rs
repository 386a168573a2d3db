//! What a text says before anything is looked up in it: commands, their words, and the holes in them that a run fills.

use std::ops::Range;

use super::Joined;
use crate::document::Passage;
use crate::text::Span;

/// A simple command, or words that only hold commands.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// How it follows the one before it.
    pub(super) joined: Joined,
    /// Its words, assignments in front included.
    pub(super) words: Vec<Raw>,
    /// Its redirections.
    pub(super) redirects: Vec<RawRedirect>,
    /// What swallows its failure, in the file.
    pub(super) swallowed: Option<Span>,
    /// What it is.
    pub(super) kind: ItemKind,
}

impl Item {
    /// Where its last word or redirection ends, in the file.
    pub(super) fn end(&self) -> usize {
        let words = self.words.last().map(|word| word.span.end);
        words
            .into_iter()
            .chain(self.redirects.iter().map(|redirect| redirect.target.span.end))
            .max()
            .unwrap_or_default()
    }
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A command.
    #[default]
    Command,
    /// `[[ … ]]`, `case … in`, `(( … ))`: only the substitutions in its words run.
    Words,
    /// `for NAME in …`, its first word the name: that variable is no longer what it was.
    Loop,
}

/// A redirection as written.
#[derive(Debug)]
pub(super) struct RawRedirect {
    /// Its operator.
    pub(super) operator: &'static str,
    /// Its target.
    pub(super) target: Raw,
    /// The number of its here-document among [`Limits::bodies`].
    pub(super) body: Option<usize>,
}

/// A here-document.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its lines.
    pub(super) text: Passage,
    /// What runs while it is read: the substitutions of one whose delimiter is not quoted.
    pub(super) holes: Vec<Hole>,
}

/// A here-document that is announced, and whose lines are still to come.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) delimiter: Vec<u8>,
    /// `<<-`: tabs in front of its lines are no part of it.
    pub(super) is_stripped: bool,
    /// A quoted delimiter: nothing in the lines is open.
    pub(super) is_quoted: bool,
    /// Where its lines go: a number among [`Limits::bodies`].
    pub(super) body: usize,
}

impl Waiting {
    /// For `<<target`, the body to be put at `body`.
    pub(super) fn new(target: &Raw, is_stripped: bool, body: usize) -> Self {
        Self { delimiter: target.text.bytes().to_vec(), is_stripped, is_quoted: target.is_quoted, body }
    }
}

/// A word as written, quotes undone.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Its text, holes as written.
    pub(super) text: Passage,
    /// As written.
    pub(super) span: Span,
    /// How many bytes of `text`, from its start, are neither quoted nor in a hole.
    pub(super) bare: usize,
    /// Whether some of it is quoted.
    pub(super) is_quoted: bool,
    /// Whether it holds a placeholder.
    pub(super) is_open: bool,
    /// What a run fills, in order.
    pub(super) holes: Vec<Hole>,
    /// The words of `NAME=(…)`.
    pub(super) list: Option<Vec<Raw>>,
}

impl Raw {
    /// Its bytes, if nothing in it is quoted or open.
    pub(super) fn literal(&self) -> Option<&[u8]> {
        (self.bare == self.text.len() && self.holes.is_empty()).then(|| self.text.bytes())
    }

    /// The length of the name in `NAME=…` or `NAME+=…`, and of the name with its operator.
    pub(super) fn assigns(&self) -> Option<(usize, usize)> {
        assigns(&self.text.bytes()[..self.bare])
    }

    /// Adds a part of the word that was read apart.
    pub(super) fn join(&mut self, part: Self) {
        let at = self.text.len();
        self.text.append(&part.text);
        self.is_quoted |= part.is_quoted;
        self.is_open |= part.is_open;
        self.holes.extend(
            part.holes.into_iter().map(|hole| Hole { range: hole.range.start + at..hole.range.end + at, ..hole }),
        );
    }
}

/// The length of the name in `NAME=…` or `NAME+=…`, and of the name with its operator.
pub(super) fn assigns(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut name = name_len(bytes);
    // `NAME[1]=value` sets an element.
    if name > 0 && bytes[name..].starts_with(b"[") {
        name += memchr::memchr(b']', &bytes[name..]).map_or(0, |len| len + 1);
    }
    let rest = &bytes[name..];
    let operator = if rest.starts_with(b"+=") { 2 } else { 1 };
    (name > 0 && rest.get(operator - 1) == Some(&b'=')).then_some((name, name + operator))
}

/// How long the variable's name at the start of `bytes` is.
pub(super) fn name_len(bytes: &[u8]) -> usize {
    if bytes.first().is_none_or(u8::is_ascii_digit) {
        return 0;
    }
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
}

/// A part of a word that only a run decides.
#[derive(Debug)]
pub(super) struct Hole {
    /// Where in the word's text.
    pub(super) range: Range<usize>,
    /// Whether it stands between double quotes.
    pub(super) is_quoted: bool,
    /// What it is.
    pub(super) kind: HoleKind,
}

/// What a [`Hole`] is.
#[derive(Debug)]
pub(super) enum HoleKind {
    /// `$NAME`, `${NAME…}`, `%NAME%`.
    Variable(Variable),
    /// `$(…)`, backticks, `<(…)`: the commands in it.
    Commands(Vec<Item>),
    /// Arithmetic, and what else nobody looks up: the words in it.
    Opaque(Vec<Raw>),
}

/// The use of a variable.
#[derive(Debug)]
pub(super) struct Variable {
    /// Its name.
    pub(super) name: String,
    /// `${NAME[@]}`: all elements.
    pub(super) is_all: bool,
    /// What is made of it.
    pub(super) operation: Operation,
}

/// What `${NAME…}` makes of a value.
#[derive(Debug)]
pub(super) enum Operation {
    /// Nothing; `${NAME:?…}` too, since a run that goes on has the value.
    Plain,
    /// `${NAME:-word}`, `${NAME=word}` and kin.
    Default(Box<Raw>),
    /// `${NAME#…}`, `${NAME/…}` and what else is not worked out.
    Other(Box<Raw>),
}

/// What one passage may cost, all that is read inside it together.
#[derive(Debug)]
pub(super) struct Limits {
    /// Words that may still be read.
    pub(super) words: usize,
    /// Bytes that may still be read again, where a quote or a bracket turned out to be unclosed.
    pub(super) again: usize,
    /// Bytes of scripts in words that may still be read.
    pub(super) scripts: usize,
    /// The here-documents so far.
    pub(super) bodies: Vec<Body>,
}

impl Limits {
    /// For a passage of `len` bytes.
    pub(super) fn new(len: usize) -> Self {
        let again = len.saturating_mul(4).saturating_add(1 << 16);
        Self { words: super::MOST_WORDS, again, scripts: again.saturating_mul(8), bodies: Vec::new() }
    }

    /// Whether `len` bytes may be read again; takes them off if so.
    pub(super) fn again(&mut self, len: usize) -> bool {
        let enough = self.again >= len;
        self.again = self.again.saturating_sub(len);
        enough
    }

    /// Whether a script of `len` bytes in a word may be read; takes them off.
    pub(super) fn script(&mut self, len: usize) -> bool {
        let enough = self.scripts >= len;
        self.scripts = self.scripts.saturating_sub(len.max(1));
        enough
    }
}
