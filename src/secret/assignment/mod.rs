//! Values and what names them, in any language: `key = value`, `"key": "value"`, `--key value`, `<key>value</key>`, pairs and headers.

mod name;
mod vocabulary;

use super::candidate::Candidate;
use crate::text::Span;

pub(in crate::secret) use name::{Meaning, meaning};

/// Parts of words that name passwords and the like. The sweep looks for these; [`named`] reads what stands around one.
pub(super) const WORDS: &[&str] = &["assw", "ASSW"];

/// The assignment whose value holds `run`, a run of token bytes that was found first: what stands in front of it is read, at most 128 bytes.
pub(super) fn around(_bytes: &[u8], _run: Span) -> Option<Candidate> {
    None
}

/// The values that a name with one of [`WORDS`] at `at` is given.
pub(super) fn named(_bytes: &[u8], _at: usize, _found: &mut Vec<Candidate>) {}
