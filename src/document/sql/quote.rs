//! Quotes: where a string, a quoted name or a comment ends, and what a string says.

use memchr::{memchr, memchr2, memchr2_iter, memmem};

use super::Dialect;
use crate::document::Passage;
use crate::text::Span;

/// What a `'…'` string has in front of its quote: `E`, `N`, `U&`.
const PREFIXES: [&[u8]; 7] = [b"E", b"N", b"B", b"X", b"U&", b"nq", b"q"];

/// The length of the prefix of the string that `rest` begins with; `Some(0)` if the quote itself stands there.
pub(super) fn prefix(rest: &[u8]) -> Option<usize> {
    let quote = rest.iter().take(3).position(|byte| *byte == b'\'')?;
    let before = rest.get(..quote)?;
    (before.is_empty() || PREFIXES.iter().any(|one| one.eq_ignore_ascii_case(before))).then_some(quote)
}

/// One past the string whose quote, behind a prefix of `prefix` bytes, `rest` begins with.
pub(super) fn text_end(rest: &[u8], prefix: usize, dialect: Dialect) -> Option<usize> {
    let letter = rest.first().filter(|_| prefix > 0).map_or(0, u8::to_ascii_lowercase);
    let is_raw = letter == b'q' || prefix == 2 && letter == b'n';
    if is_raw && let Some(end) = raw_end(rest, prefix) {
        return Some(end);
    }
    let escapes = if letter == b'e' { Some(true) } else { dialect.escapes() };
    closing(rest, prefix + 1, b'\'', escapes)
}

/// One past the quoted name that `rest` begins with.
pub(super) fn name_end(rest: &[u8], dialect: Dialect) -> Option<usize> {
    let quote = *rest.first()?;
    // What others call a name may be a string to MySQL.
    let escapes = quote == b'"' && dialect.escapes() == Some(true);
    closing(rest, 1, quote, Some(escapes))
}

/// One past the next `quote` that is not doubled and not escaped.
fn closing(rest: &[u8], start: usize, quote: u8, escapes: Option<bool>) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr2(quote, b'\\', rest.get(at..)?)?;
        let next = rest.get(at + 1);
        if rest.get(at) == Some(&quote) {
            if next != Some(&quote) {
                return Some(at + 1);
            }
            at += 2;
        } else {
            let is_escape = match escapes {
                Some(escapes) => escapes,
                None => next == Some(&b'\\') || next == Some(&quote) && !ends_value(rest.get(at + 2..)?),
            };
            at += if is_escape { 2 } else { 1 };
        }
    }
}

/// Whether what follows a quote looks as if a value had ended there.
fn ends_value(rest: &[u8]) -> bool {
    rest.iter().find(|byte| !byte.is_ascii_whitespace()).is_none_or(|byte| b",);:|".contains(byte))
}

/// Oracle's `q'[…]'`.
fn raw_end(rest: &[u8], prefix: usize) -> Option<usize> {
    let open = *rest.get(prefix + 1).filter(|open| !open.is_ascii_whitespace() && **open != b'\'')?;
    let close = match open {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        b'<' => b'>',
        other => other,
    };
    let body = prefix + 2;
    Some(body + memmem::find(rest.get(body..)?, &[close, b'\''])? + 2)
}

/// The length of the `$tag$` that `rest` begins with.
pub(super) fn dollar_tag(rest: &[u8]) -> Option<usize> {
    const LONGEST: usize = 64;
    let inner = rest.get(1..)?;
    let run = inner.iter().take(LONGEST).take_while(|byte| is_word(**byte)).count();
    let is_tag = inner.get(run) == Some(&b'$') && !inner.first().is_some_and(u8::is_ascii_digit);
    is_tag.then_some(run + 2)
}

/// One past the string that the `$tag$` of `tag` bytes opens.
pub(super) fn dollar_end(rest: &[u8], tag: usize) -> Option<usize> {
    let (open, body) = rest.split_at_checked(tag)?;
    Some(tag + memmem::find(body, open)? + tag)
}

/// One past the `[name]` that `rest` begins with. Where the dialect is not known, only what is a name beyond doubt.
pub(super) fn bracket_end(rest: &[u8], is_strict: bool) -> Option<usize> {
    const LONGEST: usize = 256;
    let rest = rest.get(..LONGEST).unwrap_or(rest);
    let mut at = 1;
    loop {
        let run = memchr(b']', rest.get(at..)?)?;
        let name = rest.get(at..at + run)?;
        at += run + 1;
        if is_strict && !name.iter().all(|byte| is_word(*byte) || b" -.#${}".contains(byte)) || name.contains(&b'\n') {
            return None;
        }
        if rest.get(at) != Some(&b']') {
            let is_name = rest
                .get(1)
                .is_some_and(|first| !is_strict || is_word(*first) && !first.is_ascii_digit() || *first == b'$');
            return (at > 2 && is_name).then_some(at);
        }
        at += 1;
    }
}

/// One past the block comment that `rest` begins with.
pub(super) fn comment_end(rest: &[u8], nests: bool) -> Option<usize> {
    if !nests {
        return Some(memmem::find(rest.get(2..)?, b"*/")? + 4);
    }
    let (mut depth, mut done) = (1_usize, 2);
    for at in memchr2_iter(b'/', b'*', rest) {
        if at < done {
            continue;
        }
        match rest.get(at..at + 2) {
            Some(b"/*") => depth += 1,
            Some(b"*/") if depth == 1 => return Some(at + 2),
            Some(b"*/") => depth -= 1,
            _ => continue,
        }
        done = at + 2;
    }
    None
}

/// Whether a byte may stand in a word.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// What the string, or the quoted name, at `range` of a passage says: quotes and escapes undone.
#[must_use]
pub fn content(passage: &Passage, range: Span, dialect: Dialect) -> Passage {
    let bytes = passage.bytes().get(range.range()).unwrap_or_default();
    let slice = |from: usize, to: usize| passage.slice(range.start + from..range.start + to);
    if let Some(tag) = bytes.starts_with(b"$").then(|| dollar_tag(bytes)).flatten() {
        return slice(tag, bytes.len().saturating_sub(tag).max(tag));
    }
    let prefix = prefix(bytes).unwrap_or_default();
    let letter = bytes.first().filter(|_| prefix > 0).map_or(0, u8::to_ascii_lowercase);
    if (letter == b'q' || prefix == 2 && letter == b'n') && raw_end(bytes, prefix) == Some(bytes.len()) {
        return slice(prefix + 2, bytes.len().saturating_sub(2).max(prefix + 2));
    }
    let escapes = letter == b'e' || dialect.escapes() == Some(true);
    let Some(&open) = bytes.get(prefix) else { return slice(0, bytes.len()) };
    let close = if open == b'[' { b']' } else { open };
    let end = bytes.len().saturating_sub(1).max(prefix + 1);
    let mut said = slice(prefix + 1, prefix + 1);
    let mut run = prefix + 1;
    let mut at = run;
    while let Some(&byte) = bytes.get(at).filter(|_| at < end) {
        let next = bytes.get(at + 1).copied();
        let stands_for = match byte {
            _ if at + 1 >= end => None,
            _ if byte == close && next == Some(close) => Some(close),
            b'\\' if next == Some(close) || next == Some(b'\\') && (escapes || dialect == Dialect::Unknown) => next,
            b'\\' if escapes => Some(match next {
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'r') => b'\r',
                other => other.unwrap_or(b'\\'),
            }),
            _ => None,
        };
        if let Some(one) = stands_for {
            said.append(&slice(run, at));
            said.push_for(&[one], passage.span(range.start + at..range.start + at + 2));
            run = at + 2;
        }
        at += if stands_for.is_some() { 2 } else { 1 };
    }
    said.append(&slice(run, end));
    said
}
