//! Names as they stand in a text: identifiers with dots and dashes.

use super::name::{Meaning, meaning};
use super::read::{NAME, ahead, line_before, peek};
use crate::text::Span;

/// An identifier that may name a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) span: Span,
    /// Where it ends in the text; of a callee a word may stand between.
    pub(super) end: usize,
}

impl Key {
    /// The identifier around `at`; none where it is longer than any name.
    pub(super) fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let back = bytes[at.saturating_sub(NAME)..at].iter().rev().take_while(|byte| is_in_name(**byte)).count();
        let on = ahead(bytes, at, NAME).iter().take_while(|byte| is_in_name(**byte)).count();
        if back.max(on) >= NAME {
            return None;
        }
        Self::trimmed(bytes, Span::new(at - back, at + on)).filter(|key| key.span.start <= at && at < key.span.end)
    }

    /// The last identifier that ends at `at` or before, but begins behind `floor`.
    pub(super) fn before(bytes: &[u8], at: usize, floor: usize) -> Option<Self> {
        let end = floor + bytes.get(floor..at)?.iter().rposition(|byte| is_in_name(*byte))? + 1;
        let start = bytes[floor..end].iter().rposition(|byte| !is_in_name(*byte)).map_or(floor, |at| floor + at + 1);
        Some(Self::trimmed(bytes, Span::new(start, end)).unwrap_or(Self { span: Span::empty(start), end: start }))
    }

    /// The first identifier from `at` on that ends in front of `ceiling`.
    pub(super) fn behind(bytes: &[u8], at: usize, ceiling: usize) -> Option<Self> {
        let start = at + bytes.get(at..ceiling)?.iter().position(|byte| is_in_name(*byte))?;
        let end = start + bytes[start..ceiling].iter().position(|byte| !is_in_name(*byte))?;
        Some(Self::trimmed(bytes, Span::new(start, end)).unwrap_or(Self { span: Span::empty(end), end }))
    }

    /// Without what is no part of a name at its ends, such as a flag's dashes; `API Key` is one name.
    fn trimmed(bytes: &[u8], span: Span) -> Option<Self> {
        let Span { mut start, mut end } = span;
        while start < end {
            match bytes[start] {
                b'-' | b'.' => start += 1,
                // Signs outside of ASCII that are no letters: quotation marks, no-break spaces, the byte order mark.
                0xC2 => start += 2,
                0xE2 | 0xEF => start += 3,
                // `\nname: value` in a text.
                b'n' | b't' | b'r' if bytes[..start].ends_with(b"\\") && end - start > 1 => start += 1,
                // `-Dname=value` of Java.
                b'D' if bytes[..start].ends_with(b"-") && peek(bytes, start + 1).is_ascii_lowercase() => start += 1,
                _ => break,
            }
        }
        while start < end {
            match &bytes[start..end] {
                [.., b'-' | b'.'] => end -= 1,
                [.., 0xC2, _] => end -= 2,
                [.., 0xE2 | 0xEF, _, _] => end -= 3,
                _ => break,
            }
        }
        // `new CredentialsProvider("…")` takes what it provides.
        let called = bytes.get(start..end)?.strip_suffix(b"Provider").filter(|_| peek(bytes, end) == b'(');
        let name = Span::new(start, called.map_or(end, |called| start + called.len()));
        (!name.is_empty()).then(|| Self { span: with_word_before(bytes, name), end })
    }

    pub(super) fn text<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        &bytes[self.span.range()]
    }

    /// What it says about its value.
    pub(super) fn meaning(&self, bytes: &[u8]) -> Meaning {
        meaning(self.text(bytes))
    }

    /// What stands in front of it on its line.
    pub(super) fn lead<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        line_before(bytes, self.span.start)
    }

    /// Whether an escaped line end or tab stands in front of it: then it is the first of a line that stands in a text.
    pub(super) fn is_escaped(&self, bytes: &[u8]) -> bool {
        matches!(self.lead(bytes), [.., b'\\', b'n' | b't' | b'r'])
    }

    /// Whether it is a flag: `--password`, `-password`, `/password`.
    pub(super) fn is_flag(&self, bytes: &[u8]) -> bool {
        let lead = self.lead(bytes);
        let dashes = lead.iter().rev().take_while(|byte| **byte == b'-').count();
        let before = lead.len().checked_sub(dashes + 1).map(|at| lead[at]);
        matches!(dashes, 1 | 2)
            && before.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'`' | b'[' | b'('))
    }

    /// Whether it stands first on its line, behind no more than marks and words such as `export`.
    pub(super) fn is_first(&self, bytes: &[u8]) -> bool {
        const STARTERS: [&str; 9] = ["export", "set", "local", "readonly", "declare", "-x", "ENV", "ARG", "global"];
        let is_mark = |byte: &u8| b" \t-\"'#+>?/*;$@!".contains(byte);
        self.lead(bytes)
            .split(is_mark)
            .filter(|word| !word.is_empty())
            .all(|word| STARTERS.iter().any(|starter| starter.as_bytes() == word) || word == b"x")
    }

    /// Whether it is written as variables of the environment are.
    pub(super) fn is_upper(&self, bytes: &[u8]) -> bool {
        !self.text(bytes).iter().any(u8::is_ascii_lowercase)
    }
}

/// `Key` alone says little: `API Key` does.
fn with_word_before(bytes: &[u8], span: Span) -> Span {
    let is_key = bytes[span.range()].eq_ignore_ascii_case(b"key");
    if !is_key || span.start == 0 || bytes[span.start - 1] != b' ' {
        return span;
    }
    let before = line_before(bytes, span.start - 1);
    let word = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let both = Span::new(span.start - 1 - word, span.end);
    if meaning(&bytes[both.range()]) == Meaning::Token { both } else { span }
}

fn is_in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || byte >= 0x80
}
