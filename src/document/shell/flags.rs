//! Flags in front of what a command is about.

use super::arg::Arg;

/// Which flags of a program take a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Flags {
    /// These do, all others stand alone.
    Valued(&'static [&'static str]),
    /// These stand alone, all others take one.
    Alone(&'static [&'static str]),
}

impl Flags {
    /// Whether `flag` takes the next word, if it is not written in one with its value.
    fn takes(self, flag: &[u8]) -> bool {
        let is_in = |list: &[&str]| list.iter().any(|known| known.as_bytes() == flag);
        match self {
            Self::Valued(list) => is_in(list),
            Self::Alone(list) => !is_in(list),
        }
    }

    /// How many words `flag` takes, itself included.
    pub(super) fn len(self, flag: &[u8]) -> usize {
        if flag.starts_with(b"--") {
            return 1 + usize::from(!flag.contains(&b'=') && self.takes(flag));
        }
        // Known as a whole, such as `-lock`, or a cluster of letters of which the last may take a value.
        if let Self::Valued(list) = self
            && list.iter().any(|known| known.as_bytes() == flag)
        {
            return 2;
        }
        let letters = &flag[1..];
        match letters.iter().position(|letter| self.takes(&[b'-', *letter])) {
            Some(at) => 1 + usize::from(at + 1 == letters.len()),
            None => 1,
        }
    }
}

/// The first of `words`, from `at` on, that is neither a flag nor a flag's value; `--` ends the flags.
pub(super) fn skip(words: &[Arg], mut at: usize, flags: Flags) -> usize {
    while let Some(text) = words.get(at).map(Arg::text) {
        if text == b"--" {
            return at + 1;
        }
        if !text.starts_with(b"-") || text == b"-" {
            break;
        }
        at += flags.len(text);
    }
    at.min(words.len())
}

/// The value of a flag among `words`: the next word, or what stands behind `=`. Where it starts in its word.
pub(super) fn value<'a>(words: &'a [Arg], names: &[&str]) -> Option<(&'a Arg, usize)> {
    words.iter().enumerate().find_map(|(index, word)| {
        let text = word.text();
        let name = names.iter().find(|name| text.starts_with(name.as_bytes()))?;
        match text.get(name.len()) {
            None => words.get(index + 1).map(|next| (next, 0)),
            Some(b'=') => Some((word, name.len() + 1)),
            Some(_) => None,
        }
    })
}
