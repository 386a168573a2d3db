//! Words behind a program: which are flags, which are values of flags, and which stand for themselves.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::document::shell::Word;
use crate::text::{Site, Text};

/// The flags of a command that take a value.
#[derive(Clone, Copy)]
pub(super) struct Valued {
    /// `--name value`, sorted.
    pub(super) long: &'static [&'static str],
    /// `-n value`.
    pub(super) short: &'static [u8],
}

/// No flag takes a value.
pub(super) const NONE: Valued = Valued { long: &[], short: b"" };

/// A word, or the part of it that is a flag's value.
#[derive(Clone)]
pub(super) struct Piece<'a> {
    /// The word.
    pub(super) word: &'a Word,
    /// The part.
    pub(super) range: Range<usize>,
}

impl<'a> Piece<'a> {
    /// All of a word.
    pub(super) fn whole(word: &'a Word) -> Self {
        Self { word, range: 0..word.text.len() }
    }

    /// Its text; invalid UTF-8 is replaced.
    pub(super) fn text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(&self.word.text.bytes()[self.range.clone()])
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &'a [u8] {
        &self.word.text.bytes()[self.range.clone()]
    }

    /// The part of it.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let at = |offset: usize| (self.range.start + offset).min(self.range.end);
        Self { word: self.word, range: at(range.start)..at(range.end) }
    }

    /// What follows `prefix`, if it starts with it.
    pub(super) fn without(&self, prefix: &str) -> Option<Self> {
        self.bytes().starts_with(prefix.as_bytes()).then(|| self.part(prefix.len()..self.range.len()))
    }

    /// What stands before and behind the first `separator`.
    pub(super) fn split(&self, separator: u8) -> Option<(Self, Self)> {
        let at = memchr::memchr(separator, self.bytes())?;
        Some((self.part(0..at), self.part(at + 1..self.range.len())))
    }

    /// Where it stands.
    pub(super) fn site(&self, text: &Arc<Text>) -> Site {
        Site::new(text, self.word.text.span(self.range.clone()))
    }
}

/// Words told apart.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// Flags with their values: `image` for `--image=x` and `--image x`, `t` for `-t x` and `-tx`.
    pub(super) flags: Vec<(Cow<'a, str>, Piece<'a>)>,
    /// The other words.
    pub(super) words: Vec<Piece<'a>>,
}

impl<'a> Told<'a> {
    /// The values of the flags of these names.
    pub(super) fn values<'b>(&'b self, names: &'b [&str]) -> impl Iterator<Item = &'b Piece<'a>> {
        self.flags.iter().filter(|(name, _)| names.contains(&name.as_ref())).map(|(_, value)| value)
    }
}

/// Tells the words of a command apart. With `stops`, all behind the first word that is no flag is not looked at, but for that word.
pub(super) fn told<'a>(args: &'a [Word], valued: Valued, stops: bool) -> Told<'a> {
    let mut told = Told::default();
    let mut args = args.iter();
    while let Some(word) = args.next() {
        let piece = Piece::whole(word);
        let bytes = piece.bytes();
        if bytes == b"--" {
            // What is read again and again would each time be all of the rest.
            let most = if stops { 1 } else { usize::MAX };
            told.words.extend(args.by_ref().take(most).map(Piece::whole));
            break;
        } else if let Some(long) = piece.without("--") {
            match long.split(b'=') {
                Some((name, value)) => told.flags.push((name.text(), value)),
                None if valued.long.binary_search(&long.text().as_ref()).is_ok() => {
                    told.flags.extend(args.next().map(|value| (long.text(), Piece::whole(value))));
                }
                None => {}
            }
        } else if bytes.len() > 1 && bytes[0] == b'-' {
            let letters = bytes.iter().skip(1).position(|letter| valued.short.contains(letter));
            if let Some(at) = letters.map(|at| at + 1) {
                let rest = piece.part(at + 1..bytes.len());
                let own = Some(rest.without("=").unwrap_or(rest)).filter(|rest| !rest.range.is_empty());
                let value = own.or_else(|| args.next().map(Piece::whole));
                told.flags.extend(value.map(|value| (piece.part(at..at + 1).text(), value)));
            }
        } else {
            told.words.push(piece);
            if stops {
                break;
            }
        }
    }
    told
}

/// The first word that is no flag, and all words behind it.
pub(super) fn verb<'a>(args: &'a [Word], valued: Valued) -> Option<(Cow<'a, str>, &'a [Word])> {
    let told = told(args, valued, true);
    let verb = told.words.first()?;
    let at = args.iter().position(|word| std::ptr::eq(word, verb.word))?;
    Some((verb.text(), &args[at + 1..]))
}
