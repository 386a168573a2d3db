//! One thing that the way forward of a migration does, and what excuses it.

use super::{ColumnType, Effect, Framework};
use crate::change::Identity;
use crate::fact::Fact;
use crate::text::{RepoPath, Site};

/// One effect of the way forward.
#[derive(Clone, Debug)]
pub struct MigrationStep {
    /// The tool that applies it.
    pub framework: Framework,
    /// The directory that the migrations of its kind stand in.
    pub root: RepoPath,
    /// The migration's name.
    pub migration: String,
    /// What it does.
    pub effect: Effect,
    /// The clause that says so.
    pub site: Site,
    /// The type that a column has before, where it gets another one and earlier migrations tell.
    pub type_before: Option<ColumnType>,
    /// What tells steps of other migrations of the file, and of other kinds, from this one.
    pub block: usize,
    /// Whether the same migration creates what it drops again, under the same name: the code still finds it.
    pub comes_again: bool,
    /// Why it harms nobody, if it does not.
    pub excuse: Option<Excuse>,
}

/// Why an effect that would destroy data, or break what runs, does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excuse {
    /// The change itself creates the table, so that nothing is in it and nothing uses it.
    NewTable,
    /// The change itself adds the column.
    NewColumn,
    /// The table is gone with the session.
    Temporary,
    /// The table is built anew under its own name, and its rows are copied.
    Rebuilt,
    /// The same migration creates it again: a view, a function, a trigger, a constraint; or a table, whose rows are gone all the same.
    Recreated,
}

impl Identity for MigrationStep {
    type Key = String;

    fn key(&self) -> String {
        format!("{} {}", self.migration, self.effect.operation)
    }
}

impl Fact for MigrationStep {
    fn site(&self) -> &Site {
        &self.site
    }

    fn may_move(&self) -> bool {
        true
    }

    /// Ten renames of one migration are one thing to talk about.
    fn block(&self) -> Option<usize> {
        Some(self.block)
    }

    fn same_value(&self, other: &Self) -> bool {
        self.effect.operation == other.effect.operation && self.excuse == other.excuse
    }
}
