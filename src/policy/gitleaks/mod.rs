//! What gitleaks and betterleaks are configured with, read as patterns and allowlists of our own.

mod dialect;
mod extend;
mod ignore;
mod import;
mod names;
mod read;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub(super) use ignore::Ignore;
pub(super) use import::import;
pub(super) use names::covers;

use super::error::{Error, Source};
use crate::secret::custom::{Allow, Pattern};

/// How deep configurations may extend each other.
const EXTENDS_DEPTH: usize = 2;

/// A configuration, with all that it extends.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    pub(super) patterns: Vec<Pattern>,
    pub(super) allow: Vec<Allow>,
    /// Built-in rules that are off: `secret/github-pat`.
    pub(super) disabled: BTreeSet<String>,
    /// What is written there and cannot be honoured.
    pub(super) unhonoured: Vec<Unhonoured>,
}

/// Something that is written in another tool's file and means nothing here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unhonoured {
    /// The file, as the user knows it.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// What, and what follows: lower case, no full stop.
    pub(super) what: String,
}

/// Finds the file that `[extend] path` names, in the tree that the configuration comes from.
pub(super) type Neighbour<'a> = dyn FnMut(&str) -> Result<Option<Source>, Error> + 'a;

/// Checks a configuration alone: what it extends is not read.
pub(super) fn check(source: &Source) -> Result<(), Error> {
    read::file(source).map(drop)
}

/// Reads a configuration.
pub(super) fn config(source: &Source, neighbour: &mut Neighbour<'_>) -> Result<Config, Error> {
    extend::config(source, neighbour)
}
