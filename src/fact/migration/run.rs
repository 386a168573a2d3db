//! Where migrations are applied.

use crate::change::Identity;
use crate::fact::operation::Kind;
use crate::fact::{Command, Fact, Runner};
use crate::text::Site;

/// That a pipeline, a script or a machine's start applies migrations: one for each file that does.
#[derive(Clone, Debug)]
pub struct MigrationRun {
    /// The first command that does: `alembic upgrade`.
    pub what: String,
    /// That command.
    pub site: Site,
}

impl MigrationRun {
    /// That of a file with these commands.
    #[must_use]
    pub fn of(commands: &[Command]) -> Option<Self> {
        commands.iter().filter(|command| command.runner != Runner::Reader).find_map(|command| {
            let operation = command.operation.as_ref().filter(|operation| operation.kind == Kind::Migration)?;
            Some(Self { what: operation.what.clone(), site: command.site.clone() })
        })
    }
}

/// There is one in a file.
impl Identity for MigrationRun {
    type Key = String;

    fn key(&self) -> String {
        String::new()
    }
}

impl Fact for MigrationRun {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.what == other.what
    }

    /// A step that moves to another file is still there.
    fn by_value(&self) -> Option<String> {
        Some("applies migrations".to_owned())
    }
}
