//! Which of the values that were found are looked for elsewhere, and where they stand.
//!
//! Not all: a report in which every `root` is blanked since it is somebody's password tells nothing, and hides nothing that anybody
//! needed to be known. A value is looked for if it could hardly stand somewhere for another reason:
//!
//! - it has six bytes or more, and is no password that anybody would try first (`postgres`, `Admin123`);
//! - it is no plain word: digits, signs or chance are in it, or it is at least sixteen bytes long.
//!
//! From sixteen bytes on, or ten that were drawn by chance, it is found inside of other letters too (`\nkS8vQ2mZx1…`); a shorter one
//! only where it is no part of a longer word. Whatever is not looked for is still hidden where it was found.

use std::collections::BTreeSet;
use std::fmt;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use crate::secret::entropy::is_random;
use crate::secret::judge;
use crate::text::Span;

/// Shorter values stand in ordinary text by chance.
const SHORTEST: usize = 6;
/// From this length on even plain words are a phrase that nobody writes twice by chance.
const PHRASE: usize = 16;
/// Drawn by chance, so many bytes stand nowhere else.
const DRAWN: usize = 10;
/// So much of a long value is looked for, and the rest compared.
const HEAD: usize = 256;
/// How much of all values together is looked for: the automaton takes some thirty bytes for each.
const MOST: usize = 1 << 20;
/// The least that must be left of a value in front of where a text was cut.
const CUT: usize = 8;

/// Values to look for, before the automaton is made of them.
#[derive(Default)]
pub(super) struct Values {
    all: BTreeSet<Vec<u8>>,
    bytes: usize,
    overflows: bool,
}

impl Values {
    /// Adds a value, if it is one to look for.
    pub(super) fn add(&mut self, value: &[u8]) {
        let value = value.trim_ascii();
        if !is_telling(value) || self.all.contains(value) {
            return;
        }
        let bytes = self.bytes + value.len().min(HEAD);
        self.overflows |= bytes > MOST;
        if bytes <= MOST {
            self.bytes = bytes;
            self.all.insert(value.to_vec());
        }
    }
}

/// The values, ready to be looked for.
#[derive(Default)]
pub(super) struct Needles {
    /// Sorted.
    values: Vec<Vec<u8>>,
    heads: Option<AhoCorasick>,
    overflows: bool,
}

impl Needles {
    pub(super) fn new(values: Values) -> Self {
        let Values { all, overflows, .. } = values;
        if all.is_empty() {
            return Self { overflows, ..Self::default() };
        }
        let values: Vec<Vec<u8>> = all.into_iter().collect();
        let heads = values.iter().map(|value| &value[..value.len().min(HEAD)]);
        let heads = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(heads).ok();
        Self { overflows: overflows || heads.is_none(), values, heads }
    }

    /// Whether some value is not looked for.
    pub(super) fn overflows(&self) -> bool {
        self.overflows
    }

    /// Adds the places of the values in `bytes`. Of two that overlap, the second counts from where it starts.
    pub(super) fn find(&self, bytes: &[u8], spans: &mut Vec<Span>) {
        let Some(heads) = &self.heads else { return };
        let mut at = 0;
        while let Some(found) = heads.find(Input::new(bytes).range(at..)) {
            let value = &self.values[found.pattern().as_usize()];
            let span = Span::new(found.start(), found.end());
            if is_found_anywhere(value) || is_apart(bytes, span) {
                let rest = bytes[span.end..].iter().zip(&value[span.len()..]);
                let more = rest.take_while(|(byte, of_value)| byte == of_value).count();
                spans.push(Span::new(span.start, span.end + more));
                at = span.end;
            } else {
                // No longer than a phrase: so much is read again.
                at = span.start + 1;
            }
        }
    }

    /// Adds what is left of values that were drawn by chance in front of where `text` was cut: at its end, and at each `…`.
    pub(super) fn find_cut(&self, text: &str, spans: &mut Vec<Span>) {
        if self.values.is_empty() {
            return;
        }
        let text = text.as_bytes();
        let sign = "…".as_bytes();
        for end in memchr::memmem::find_iter(text, sign).chain([text.len()]) {
            let before = text[end.saturating_sub(HEAD)..end].iter().rev();
            let length = before.take_while(|byte| byte.is_ascii_graphic()).count();
            let mut starts = (end - length..=end.saturating_sub(CUT)).map(|start| Span::new(start, end));
            spans.extend(starts.find(|span| self.starts_one(&text[span.range()])));
        }
    }

    /// Whether a value begins with `part`, and that was drawn by chance.
    fn starts_one(&self, part: &[u8]) -> bool {
        let next = self.values.partition_point(|value| value.as_slice() < part);
        self.values.get(next).is_some_and(|value| value.starts_with(part)) && is_random(part)
    }
}

impl fmt::Debug for Needles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Needles({})", self.values.len())
    }
}

/// Whether a value would hardly stand anywhere for another reason.
fn is_telling(value: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b'.' | b' ');
    value.len() >= SHORTEST
        && !judge::is_guess(value)
        && (value.len() >= PHRASE || is_random(value) || !value.iter().all(is_word))
}

fn is_found_anywhere(value: &[u8]) -> bool {
    value.len() >= PHRASE || value.len() >= DRAWN && is_random(value)
}

/// Whether no letter or digit goes on at either end of `span`.
fn is_apart(bytes: &[u8], span: Span) -> bool {
    let goes_on = |one: Option<&u8>, other: Option<&u8>| {
        [one, other].iter().all(|byte| byte.is_some_and(u8::is_ascii_alphanumeric))
    };
    let inside = &bytes[span.range()];
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    !goes_on(before, inside.first()) && !goes_on(inside.last(), bytes.get(span.end))
}
