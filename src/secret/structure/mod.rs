//! Secrets that are known by a structure rather than by an alphabet: key blocks, URLs, connection strings, web tokens.

use super::candidate::Hit;
use super::judge::Place;

/// What the structures begin with, or hold. The sweep looks for these; [`at`] reads what stands around one.
pub(super) const MARKS: &[&str] = &["-----BEGIN", "://"];

/// The secrets around `MARKS[mark]`, which stands at `at`. Calls come in the order of the text; what lies before `done`, the end of the last hit, was read already.
pub(super) fn at(_bytes: &[u8], _mark: usize, _at: usize, _place: Place, _done: usize, _found: &mut Vec<Hit>) {}
