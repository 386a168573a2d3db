//! One step from a command to the command inside it.

use std::ops::Range;

use super::script::Script;
use super::{Dialect, Through};

/// What a command does with the words behind it.
#[derive(Debug)]
pub(super) enum Step {
    /// It is what it is.
    Plain,
    /// The command begins at the word with this number.
    Command { at: usize, through: Through, is_own: bool },
    /// Several commands, each in a range of words.
    Commands { ranges: Vec<Range<usize>>, through: Through },
    /// The word with the first number stands for `program`, such as an image; its arguments begin at the second.
    Named { program: &'static str, at: usize, args: usize, through: Through, is_own: bool },
    /// A script in its words.
    Script { script: Script, through: Through, is_own: bool },
    /// A shell that reads its script from standard input.
    Input { through: Through, dialect: Dialect, is_own: bool },
}

impl Step {
    /// Whether the command that runs others is one of its own, to be yielded before them.
    pub(super) const fn is_own(&self) -> bool {
        match self {
            Self::Plain => false,
            Self::Commands { .. } => true,
            Self::Command { is_own, .. }
            | Self::Named { is_own, .. }
            | Self::Script { is_own, .. }
            | Self::Input { is_own, .. } => *is_own,
        }
    }
}
