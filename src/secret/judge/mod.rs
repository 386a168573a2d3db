//! Whether a value that something names is a secret: placeholders, references, expressions, hashes and plain words are none.

use super::candidate::Candidate;
use super::found::Note;
use crate::finding::Confidence;
use crate::text::RepoPath;

/// What a file's name tells about what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Source code: unquoted values are expressions.
    Code,
    /// Configuration: unquoted values are values.
    Config,
    /// Prose: commands and settings are quoted in it.
    Document,
    /// Checksums by the thousand: lock files, minified and generated code, locales.
    Noise,
}

impl Place {
    /// By the file's name.
    pub(super) fn of(_path: &RepoPath) -> Self {
        Self::Code
    }
}

/// What a judge says of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// How sure.
    pub(super) confidence: Confidence,
    /// Why it is worth no more than a note.
    pub(super) note: Option<Note>,
}

/// Judges a named value of no known form; `None`: no secret.
pub(super) fn generic(_bytes: &[u8], _candidate: &Candidate, _place: Place) -> Option<Judgement> {
    None
}

/// Whether a token's body was made up: one letter again and again, a sequence, `example`, a published sample.
pub(super) fn is_made_up(_token: &[u8]) -> bool {
    false
}

/// Whether bytes look drawn by lot rather than written by a person.
pub(super) fn is_random(_value: &[u8]) -> bool {
    false
}

/// An estimate of how many bits somebody would have to guess who knows how the value was made.
pub(super) fn bits(_value: &[u8]) -> u16 {
    0
}

/// Whether a value says where the secret is kept, or is computed: `${NAME}`, `vault:…`, `process.env.X`.
pub(super) fn is_reference(_value: &[u8]) -> bool {
    false
}
