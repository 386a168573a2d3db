//! Tables and columns that a migration drops, and how a finding speaks of them.

use crate::answers::Use;
use crate::fact::MigrationStep;
use crate::fact::migration::{Framework, Name, Operation};
use crate::finding::{Confidence, Finding, Site};

/// The most other places that a finding lists.
const MOST_PLACES: usize = 5;

/// A table, or a column of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dropped<'a> {
    /// The table.
    pub(super) table: &'a Name,
    /// The column, if not the whole table goes.
    pub(super) column: Option<&'a str>,
}

impl<'a> Dropped<'a> {
    /// What an operation drops.
    pub(super) fn of(operation: &'a Operation) -> Option<Self> {
        match operation {
            Operation::DropTable { table, .. } => Some(Self { table, column: None }),
            Operation::DropColumn { table, column } => Some(Self { table, column: Some(column) }),
            _ => None,
        }
    }

    /// `users`, `users.age`.
    pub(super) fn name(&self) -> String {
        let column = self.column.map(|column| format!(".{column}")).unwrap_or_default();
        format!("{}{column}", self.table)
    }
}

/// A file and a line, as a message names them.
pub(super) fn place(site: &Site) -> String {
    format!("{}:{}", site.text.path(), site.text.position(site.span.start).line)
}

/// Adds the places of `uses`, each with the same note.
pub(super) fn with_places<'a>(finding: Finding, uses: impl Iterator<Item = &'a Use>, note: &str) -> Finding {
    uses.take(MOST_PLACES).fold(finding, |finding, one| finding.related(&one.site, note))
}

/// Lowers the confidence where the reader was in doubt, or the effect hangs on a condition.
pub(super) fn as_sure_as(step: &MigrationStep, finding: Finding) -> Finding {
    if step.effect.is_certain && !step.effect.is_conditional {
        return finding;
    }
    finding.confidence(Confidence::Possible)
}

/// The first of two deployments, in the words of the framework.
pub(super) fn first_phase(step: &MigrationStep, dropped: Dropped<'_>) -> String {
    let name = dropped.column.unwrap_or(&dropped.table.name);
    match (step.framework, dropped.column) {
        (Framework::Rails, Some(_)) => {
            format!("first deploy a change that adds `self.ignored_columns += [\"{name}\"]` and stops using it")
        }
        (Framework::Django, Some(_)) => {
            "first deploy a change that removes the field in `state_operations` only, so that the column stays"
                .to_owned()
        }
        (Framework::Prisma, Some(_)) => {
            format!("first deploy a change that marks `{name}` with `@ignore` and stops using it")
        }
        (Framework::EfCore, Some(_)) => {
            format!("first deploy a change that marks `{name}` with `[NotMapped]` and stops using it")
        }
        _ => "first deploy a change that stops using it".to_owned(),
    }
}
