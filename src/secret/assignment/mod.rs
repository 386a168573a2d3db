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
use self::operator::Given;
use self::read::NAME;
use super::candidate::Candidate;
use super::found::Written;
use super::sweep::Literal;
use crate::text::Span;

pub(in crate::secret) use name::{Meaning, meaning};

/// What leads to values that are too short to be found by themselves: the sweep looks for these, and [`named`] reads what stands around
/// one. They are the flags of tools, words of SQL, and [stems](vocabulary::stems) of all words that name what people choose.
pub(super) fn leads() -> impl Iterator<Item = Literal> {
    [" -p", " -u ", "IED BY"]
        .map(Literal::exact)
        .into_iter()
        .chain(vocabulary::stems().map(|stem| Literal::folded(&stem)))
}

/// The assignment whose value holds `run`, a run of token bytes that was found first: what stands in front of it is read, at most 128 bytes.
///
/// Of the names that are given a value with the run in it this is the nearest that says something about secrets, or else the nearest:
/// `token = decode(x = "…")`.
pub(super) fn around(bytes: &[u8], run: Span) -> Option<Candidate> {
    let run = without_name(bytes, run)?;
    let floor = run.start.saturating_sub(NAME);
    let mut found = None;
    let mut at = run.start;
    let (mut lines, mut measured) = (0, 0);
    for _ in 0..NAMES {
        let Some(key) = Key::before(bytes, at, floor) else { break };
        lines += memchr::memchr_iter(b'\n', &bytes[key.span.end..at]).count();
        if lines > 1 || measured > VALUES {
            break;
        }
        at = key.span.start;
        let Some(candidate) = holding(bytes, key, run, &mut measured) else { continue };
        let named = candidate.name.map_or(Meaning::Nothing, |name| meaning(&bytes[name.range()]));
        if named != Meaning::Nothing && !is_scheme_of(bytes, key, run) {
            return Some(candidate);
        }
        found = found.or(Some(candidate));
    }
    command::around(bytes, run).or(found).or_else(|| alone(bytes, run))
}

/// How many names in front of a run are looked at, and how many values that they are given are measured.
const NAMES: usize = 24;
const VALUES: usize = 6;

/// The run without the name and the operator that it begins with: `KEY=value` is one run.
fn without_name(bytes: &[u8], run: Span) -> Option<Span> {
    let text = bytes.get(run.range())?;
    let mut start = read::count(text, |byte| matches!(byte, b'-' | b'='));
    let value = text.iter().rposition(|byte| *byte != b'=')?;
    let mut rest = start;
    while let Some(len) = memchr::memchr(b'=', read::ahead(text, rest, NAME)) {
        let is_first = start == 0 || text[start - 1] != b'=';
        let equals = rest + len;
        if equals < value && (is_first || meaning(&text[rest..equals]) != Meaning::Nothing) {
            start = equals + 1;
        }
        rest = equals + 1;
        if rest > NAME {
            break;
        }
    }
    (start <= value).then(|| Span::new(run.start + start, run.end))
}

/// What `key` is given, if that holds the run.
fn holding(bytes: &[u8], key: Key, run: Span, measured: &mut usize) -> Option<Candidate> {
    let is_held = |candidate: &Candidate| candidate.value.start <= run.start && run.start < candidate.value.end;
    if is_scheme_of(bytes, key, run) {
        return Some(Candidate { value: run, name: Some(key.span), written: Written::Header, quoted: false });
    }
    if let Some(candidate) = command::positional(bytes, key.span).filter(is_held) {
        return Some(candidate);
    }
    let given = Given::to(bytes, key).filter(|given| given.at <= run.start)?;
    *measured += 1;
    let candidate = value::read(bytes, given, Some(run))?;
    match pair::name_of(bytes, key, candidate.value) {
        Some(name) => Some(Candidate { name: Some(name), ..candidate }),
        None => Some(candidate),
    }
}

/// Whether `key` is the word in front of the credentials in a header: `Bearer …`.
fn is_scheme_of(bytes: &[u8], key: Key, run: Span) -> bool {
    let between = bytes.get(key.span.end..run.start);
    between == Some(b" ") && read::is_one_of(key.text(bytes), &["Bearer", "Basic"])
}

/// A text between quotes that is the run, with no name.
fn alone(bytes: &[u8], run: Span) -> Option<Candidate> {
    let quote = *bytes.get(run.start.checked_sub(1)?)?;
    let is_quoted = matches!(quote, b'"' | b'\'' | b'`') && bytes.get(run.end) == Some(&quote);
    is_quoted.then_some(Candidate { value: run, name: None, written: Written::Alone, quoted: true })
}

/// The values that a name with one of the [`leads`] at `at` is given.
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
