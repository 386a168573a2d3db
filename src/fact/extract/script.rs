//! Scripts inside other files: what a pipeline, a make target or a play runs.

use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::fact::Runner;

/// A script as some file holds it.
#[derive(Clone, Debug)]
pub(super) struct Script {
    /// What it is in its file, by names: `jobs deploy steps 3`, `target deploy`, `scripts deploy`.
    pub(super) owner: String,
    /// Its text, with the place of each byte.
    pub(super) text: Passage,
    /// Which shell runs it.
    pub(super) dialect: Dialect,
    /// Who runs it.
    pub(super) runner: Runner,
}
