//! Values and what names them, in any language: `key = value`, `"key": "value"`, `--key value`, `<key>value</key>`, pairs and headers.

mod command;
mod key;
mod literal;
mod markup;
mod name;
mod operator;
mod pair;
mod read;
#[cfg(test)]
mod tests;
mod value;
mod vocabulary;

use self::key::Key;
use self::operator::{Ends, Given};
use self::read::NAME;
use super::candidate::Candidate;
use super::found::Written;
use crate::text::Span;

pub(in crate::secret) use name::{Meaning, meaning};

/// Parts of words that name passwords and the like. The sweep looks for these; [`named`] reads what stands around one.
/// What is named otherwise is found by its value: it is long.
pub(super) const WORDS: &[&str] = &[
    "pass",
    "Pass",
    "PASS",
    "pwd",
    "Pwd",
    "PWD",
    "ecret",
    "ECRET",
    "oken",
    "OKEN",
    "redential",
    " -p",
    " -u ",
    "IED BY",
];

/// The assignment whose value holds `run`, a run of token bytes that was found first: what stands in front of it is read, at most 128 bytes.
///
/// The nearest name that is given a value with the run in it, but a name further in front that is about secrets where the nearest is
/// only a function's: `token = decode("…")`.
pub(super) fn around(bytes: &[u8], run: Span) -> Option<Candidate> {
    // `KEY=value` is one run.
    let text = bytes.get(run.range())?;
    let inner = memchr::memchr(b'=', text).filter(|at| text[*at..].iter().any(|byte| *byte != b'='));
    let run = Span::new(run.start + inner.map_or(0, |at| at + 1), run.end);
    let mut found: Option<Candidate> = None;
    let mut at = if inner.is_some() { run.start - 1 } else { run.start };
    let floor = run.start.saturating_sub(NAME);
    let mut lines = 0;
    while let Some(key) = Key::before(bytes, at, floor) {
        lines += memchr::memchr_iter(b'\n', &bytes[key.span.end..at]).count();
        if lines > 1 {
            break;
        }
        at = key.span.start;
        let Some((candidate, is_sure)) = holding(bytes, key, run) else { continue };
        let is_secret = !matches!(key.meaning(bytes), Meaning::Nothing);
        if is_sure || is_secret {
            return Some(candidate);
        }
        found = found.or(Some(candidate));
    }
    command::around(bytes, run).or(found).or_else(|| alone(bytes, run))
}

/// What `key` is given, if that holds the run; and whether it is given nothing else but that.
fn holding(bytes: &[u8], key: Key, run: Span) -> Option<(Candidate, bool)> {
    if matches!(key.text(bytes), b"Bearer" | b"bearer" | b"Basic")
        && bytes.get(key.span.end) == Some(&b' ')
        && key.span.end + 1 == run.start
    {
        return Some((Candidate { value: run, name: Some(key.span), written: Written::Header, quoted: false }, false));
    }
    let given = Given::to(bytes, key).filter(|given| given.at <= run.start)?;
    let candidate = value::read(bytes, given, Some(run))?;
    let candidate = match pair::name_of(bytes, key, candidate.value) {
        Some(name) => Candidate { name: Some(name), ..candidate },
        None => candidate,
    };
    Some((candidate, !matches!(given.ends, Ends::Call | Ends::Quoted)))
}

/// A text between quotes that is the run, with no name.
fn alone(bytes: &[u8], run: Span) -> Option<Candidate> {
    let quote = *bytes.get(run.start.checked_sub(1)?)?;
    let is_quoted = matches!(quote, b'"' | b'\'' | b'`') && bytes.get(run.end) == Some(&quote);
    is_quoted.then_some(Candidate { value: run, name: None, written: Written::Alone, quoted: true })
}

/// The values that a name with one of [`WORDS`] at `at` is given.
pub(super) fn named(bytes: &[u8], at: usize, found: &mut Vec<Candidate>) {
    found.extend(at_word(bytes, at));
}

fn at_word(bytes: &[u8], at: usize) -> Option<Candidate> {
    let word = bytes.get(at..)?;
    if word.starts_with(b" -") {
        return command::flag(bytes, at + 1);
    }
    if word.starts_with(b"IED BY") {
        return value::read(bytes, Given::by(bytes, at + 6)?, None);
    }
    let key = Key::at(bytes, at)?;
    if let Some(candidate) = command::positional(bytes, key.span) {
        return Some(candidate);
    }
    if !matches!(key.meaning(bytes), Meaning::Password | Meaning::Token | Meaning::Weak) {
        return None;
    }
    let given = Given::to(bytes, key).and_then(|given| value::read(bytes, given, None));
    given.or_else(|| pair::value_of(bytes, key))
}
