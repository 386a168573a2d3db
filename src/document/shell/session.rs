//! What is known while a passage is read, and what was found in it.

use std::collections::HashMap;

use super::arg::Arg;
use super::expand::Values;
use super::syntax::Limits;
use super::{Assignment, Dialect, Invocation, Joined, MOST_INVOCATIONS, MOST_WORDS, Through};
use crate::text::Span;

/// What is known while a passage is read.
pub(super) struct Session {
    /// The commands so far.
    pub(super) out: Vec<Invocation>,
    /// All that was assigned so far, to be remembered or not.
    pub(super) assigned: Vec<Assignment>,
    pub(super) values: Values,
    pub(super) aliases: HashMap<String, Vec<Arg>>,
    pub(super) limits: Limits,
    /// Words that may still be given out: a command that runs others comes with all its words.
    pub(super) left: usize,
}

/// Where a script stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    pub(super) through: Vec<Through>,
    pub(super) environment: Vec<Assignment>,
    pub(super) joined: Joined,
    pub(super) swallowed: Option<Span>,
    pub(super) dialect: Dialect,
    pub(super) depth: usize,
}

impl Session {
    /// For a passage of `len` bytes.
    pub(super) fn new(len: usize, dialect: Dialect) -> Self {
        Self {
            out: Vec::new(),
            assigned: Vec::new(),
            values: Values::new(dialect != Dialect::Posix),
            aliases: HashMap::new(),
            limits: Limits::new(len),
            left: 2 * MOST_WORDS,
        }
    }

    /// Whether no more commands are yielded.
    pub(super) fn is_full(&self) -> bool {
        self.out.len() >= MOST_INVOCATIONS || self.left == 0
    }
}
