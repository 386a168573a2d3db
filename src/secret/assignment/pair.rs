//! A name and its value as two entries of one thing: `name: DB_PASSWORD` with `value: …`, in either order.

use super::key::Key;
use super::operator::Given;
use super::read::{ahead, blanks, count, is_one_of, peek};
use super::value;
use crate::secret::candidate::Candidate;
use crate::text::Span;

/// How far the two may stand apart.
const APART: usize = 256;

/// Entries that hold the name.
const NAMES: &[&str] = &[
    "name", "key", "parametername", "parameterkey", "field", "variable", "var", "env", "property", "header", "option",
    "envvar", "secretname",
];

/// Entries that hold the value.
const VALUES: &[&str] =
    &["value", "val", "default", "defaultvalue", "default_value", "parametervalue", "content", "stringvalue", "v"];

/// The value beside the entry that holds `key` as a name.
pub(super) fn value_of(bytes: &[u8], key: Key) -> Option<Candidate> {
    let holder = holder(bytes, key)?;
    let named = |candidate: Candidate| Candidate { name: Some(key.span), ..candidate };
    let ahead = value_behind(bytes, key.span.end).and_then(|given| value::read(bytes, given, None));
    ahead.or_else(|| value_before(bytes, holder)).map(named)
}

/// The name beside the entry that `key` holds the value of.
pub(super) fn name_of(bytes: &[u8], key: Key, value: Span) -> Option<Span> {
    if !is_one_of(key.text(bytes), VALUES) {
        return None;
    }
    name_before(bytes, key).or_else(|| name_behind(bytes, value.end))
}

/// The entry that `key` is the value of, if such entries hold names: `"name": "DB_PASSWORD"`, `variable "db_password"`.
fn holder(bytes: &[u8], key: Key) -> Option<Key> {
    let before = bytes[..key.span.start].len();
    let floor = before.saturating_sub(32);
    let entry = Key::before(bytes, before, floor)?;
    let between = &bytes[entry.span.end..key.span.start];
    let is_near = between.iter().all(|byte| matches!(byte, b'"' | b'\'' | b'\\' | b':' | b'=' | b'>' | b' ' | b'\t'));
    let gives = between.iter().any(|byte| matches!(byte, b':' | b'=')) || entry.text(bytes) == b"variable";
    (is_near && gives && is_one_of(entry.text(bytes), NAMES)).then_some(entry)
}

/// The first entry from `at` on that holds a value, before another thing begins.
fn value_behind(bytes: &[u8], at: usize) -> Option<Given> {
    let ceiling = (at + APART).min(bytes.len());
    let mut at = at;
    while let Some(key) = Key::behind(bytes, at, ceiling) {
        if is_apart(bytes.get(at..key.span.start).unwrap_or_default(), b"}") || is_item(bytes, key) {
            return None;
        }
        at = key.span.end.max(at + 1);
        if is_one_of(key.text(bytes), VALUES)
            && let Some(given) = Given::to(bytes, key)
        {
            return Some(given);
        }
        if is_one_of(key.text(bytes), NAMES) && Given::to(bytes, key).is_some() {
            return None;
        }
    }
    None
}

/// The value of the last entry in front of `holder` that holds one.
fn value_before(bytes: &[u8], holder: Key) -> Option<Candidate> {
    let floor = holder.span.start.saturating_sub(APART);
    let mut at = holder.span.start;
    let mut next = holder;
    while let Some(key) = Key::before(bytes, at, floor) {
        if is_apart(&bytes[key.span.end..at], b"{}") || is_item(bytes, next) {
            return None;
        }
        if is_one_of(key.text(bytes), VALUES)
            && let Some(given) = Given::to(bytes, key)
        {
            return value::read(bytes, given, None).filter(|candidate| candidate.value.end <= holder.span.start);
        }
        (at, next) = (key.span.start, key);
    }
    None
}

fn name_before(bytes: &[u8], key: Key) -> Option<Span> {
    let floor = key.span.start.saturating_sub(APART);
    let mut at = key.span.start;
    let mut next = key;
    while let Some(entry) = Key::before(bytes, at, floor) {
        if is_apart(&bytes[entry.span.end..at], b"}") || is_item(bytes, next) {
            return None;
        }
        if is_one_of(entry.text(bytes), NAMES) || entry.text(bytes) == b"variable" {
            return name_in(bytes, entry);
        }
        (at, next) = (entry.span.start, entry);
    }
    None
}

fn name_behind(bytes: &[u8], at: usize) -> Option<Span> {
    let ceiling = (at + APART).min(bytes.len());
    let mut at = at;
    while let Some(entry) = Key::behind(bytes, at, ceiling) {
        if is_apart(bytes.get(at..entry.span.start).unwrap_or_default(), b"{}") || is_item(bytes, entry) {
            return None;
        }
        at = entry.span.end.max(at + 1);
        if is_one_of(entry.text(bytes), NAMES) {
            return name_in(bytes, entry);
        }
    }
    None
}

/// The name that an entry holds.
fn name_in(bytes: &[u8], entry: Key) -> Option<Span> {
    let key = Key::behind(bytes, entry.span.end, (entry.span.end + 160).min(bytes.len()))?;
    holder(bytes, key).filter(|holder| *holder == entry).map(|_| key.span)
}

/// Whether one thing ends between two entries.
fn is_apart(between: &[u8], signs: &[u8]) -> bool {
    between.iter().any(|byte| signs.contains(byte)) || memchr::memmem::find(between, b"/>").is_some()
}

/// Whether a list's next item begins with `key`: `- name`.
fn is_item(bytes: &[u8], key: Key) -> bool {
    let lead = key.lead(bytes).trim_ascii_end();
    let lead = lead.strip_suffix(b"\"").unwrap_or(lead);
    lead.trim_ascii() == b"-"
        && peek(bytes, blanks(bytes, key.span.end + count(ahead(bytes, key.span.end, 2), |byte| byte == b'"'))) == b':'
}
