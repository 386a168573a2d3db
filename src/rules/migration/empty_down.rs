//! `migration/empty-down`.

use super::skeleton;
use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::{Down, Framework};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};
use crate::text::Span;

crate::rule! {
    /// A down migration does nothing, or refuses.
    ///
    /// ## Why
    /// An empty down migration is worse than none: the tool reports that it has rolled back, the schema stays, and the next attempt to
    /// migrate fails half-way. One that raises an error says at least so, but leaves a restore from backup as the only way.
    ///
    /// A migration that only fills in data is reported at medium, and not at all if it says in its tool's own words that nothing is to be
    /// undone (`migrations.RunPython.noop`).
    ///
    /// ## Examples
    /// ### It does nothing
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// SELECT 1;
    /// ^^^^^^^^^ the down migration of `0002_add_age` does nothing
    /// ```
    /// ### It undoes the change
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    "migration/empty-down" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let migration = migration.after()?;
    let name = migration.title();
    let (at, message, is_declared) = match &migration.down {
        Down::Empty { at, is_declared } => (*at, format!("the down migration of `{name}` does nothing"), *is_declared),
        Down::Irreversible { at } => (*at, format!("`{name}` declares that it cannot be rolled back"), false),
        _ => return None,
    };
    let is_data_only = migration.is_data_only();
    if migration.up.is_empty() || is_declared && concerns_data(migration, at) {
        return None;
    }
    let site = migration.down_site(at);
    let site = if site.bytes().trim_ascii().is_empty() { migration.headline() } else { site };
    let finding =
        Finding::at(&site, message).help("write what undoes the migration, and try it: up, down, and up again");
    let finding = skeleton::offered(finding, migration);
    let levels = match (migration.around.is_forward_only, is_data_only) {
        (true, _) if !migration.around.is_first => return None,
        (true, _) => Some((Severity::Low, Severity::Low)),
        (false, true) => Some((Severity::Medium, Severity::High)),
        (false, false) => None,
    };
    Some(levels.map_or(finding.clone(), |(standard, strict)| finding.at_most(standard, strict)))
}

/// Whether what is declared to need no way back at `at` leaves the structure alone. Django says so step by step, and undoes the others.
fn concerns_data(migration: &Migration, at: Span) -> bool {
    let own: Vec<_> = migration.up.iter().filter(|effect| at.contains(effect.span)).collect();
    match own.is_empty() {
        true => migration.framework == Framework::Django || migration.is_data_only(),
        false => own.iter().all(|effect| effect.operation.is_data()),
    }
}
