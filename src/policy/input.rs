//! All that a verdict is made from.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::markers::Marker;
use crate::change::Change;
use crate::fact::Suppression;
use crate::rule::Rule;
use crate::scan::Judged;
use crate::source::Unchecked;
use crate::text::{RepoPath, Sides};

/// All that a verdict is made from.
pub struct Input<'a> {
    /// The base as a reader knows it.
    pub base: String,
    /// The head likewise.
    pub head: String,
    /// How many files the change touches.
    pub files: usize,
    /// What the rules said.
    pub judged: Vec<Judged>,
    /// The comments that silence rules, in the files of the change; also those that it removes.
    pub comments: Vec<Comment>,
    /// The comments of other tools that silence secrets, in the files with findings about secrets and where these were in the base.
    pub markers: Sides<Vec<Marker>>,
    /// What was not looked at.
    pub unchecked: Vec<Unchecked>,
    /// Whether something that the policy requires could not be verified.
    pub unverified: bool,
    /// Whether there is no base (`--all`): everything counts as introduced, and the tree's own comments and baseline count.
    pub whole_tree: bool,
    /// Whether all files of that tree are judged: then what waives nothing serves nobody.
    pub every_file: bool,
    /// The day by which suppressions expire.
    pub today: Date,
    /// Every rule that is built: a comment about another one is not useless.
    pub rules: &'a [&'static Rule],
    /// Files that were not read in full: a comment in one is not useless.
    pub unread: &'a BTreeSet<RepoPath>,
    /// `gate/bad-suppression`.
    pub gate_rule: &'static Rule,
}

/// A comment that silences rules, and what became of it in the change.
#[derive(Clone, Debug)]
pub struct Comment {
    /// By its text.
    pub change: Change<Suppression>,
    /// Whether the change writes its line, so that it counts as the change's own.
    pub touched: bool,
}
