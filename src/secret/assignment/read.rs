//! Steps over bytes that everything here takes: each bounded, none out of range.

use crate::text::Span;

/// The most of a name, of an operator or of what leads to them that is read.
pub(super) const NAME: usize = 128;
/// The most of a value that is read where quotes or tags end it.
pub(super) const VALUE: usize = 4096;
/// The most of a value that is read where nothing but a blank ends it: longer ones are runs, found by themselves.
pub(super) const WORD: usize = 256;

/// The byte at `at`; a line end behind the last.
pub(super) fn peek(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(b'\n')
}

/// What stands from `at` on, at most `most` bytes.
pub(super) fn ahead(bytes: &[u8], at: usize, most: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    &rest[..rest.len().min(most)]
}

/// What stands on the same line in front of `at`, at most [`NAME`] bytes.
pub(super) fn line_before(bytes: &[u8], at: usize) -> &[u8] {
    let before = &bytes[at.saturating_sub(NAME)..at];
    &before[memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)..]
}

/// Behind the blanks from `at` on; a longer row of them divides what stands around it.
pub(super) fn blanks(bytes: &[u8], at: usize) -> usize {
    at + count(ahead(bytes, at, NAME), |byte| matches!(byte, b' ' | b'\t'))
}

/// Behind blanks and at most one line end.
pub(super) fn blanks_and_line(bytes: &[u8], at: usize) -> usize {
    let at = blanks(bytes, at);
    match ahead(bytes, at, 3) {
        [b'\n', ..] => blanks(bytes, at + 1),
        [b'\r', b'\n', ..] | [b'\\', b'\n', ..] => blanks(bytes, at + 2),
        [b'\\', b'\r', b'\n'] => blanks(bytes, at + 3),
        _ => at,
    }
}

/// How many bytes from the start are such.
pub(super) fn count(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| !is_such(*byte)).unwrap_or(bytes.len())
}

/// A span without the white space at its ends.
pub(super) fn trimmed(bytes: &[u8], span: Span) -> Span {
    let text = &bytes[span.range()];
    let front = count(text, |byte| byte.is_ascii_whitespace());
    let back = text[front..].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    Span::new(span.start + front, span.end - back)
}

/// Whether the list holds the word, in whatever case.
pub(super) fn is_one_of(word: &[u8], list: &[&str]) -> bool {
    list.iter().any(|entry| entry.as_bytes().eq_ignore_ascii_case(word))
}
