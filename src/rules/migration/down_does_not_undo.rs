//! `migration/down-does-not-undo`.

use super::undo::left_over;
use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::{Down, Operation};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A down migration leaves something of the migration in place.
    ///
    /// ## Why
    /// After a rollback the schema is neither what it was nor what the migration makes of it, and migrating again fails: the column is
    /// already there. It is mostly a copy of another down migration, or a rename that one half missed.
    ///
    /// Only the structure is compared, whatever the order. Where either half does something that cannot be told from its text, this rule
    /// is silent.
    ///
    /// ## Examples
    /// ### It drops another column
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^ rolling back `0002_add_age` leaves column `age` of `users` behind
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// ALTER TABLE users DROP COLUMN city;
    /// ```
    /// ### It undoes both
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// CREATE TABLE cities (name text);
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// DROP TABLE cities;
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    "migration/down-does-not-undo" {
        standard: High, strict: Critical, confidence: Likely,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let migration = migration.after()?;
    let Down::Written { at, .. } = &migration.down else { return None };
    let left = left_over(migration)?;
    let (first, others) = left.split_first()?;
    let more = match others.len() {
        0 => String::new(),
        1 => ", and one more thing".to_owned(),
        count => format!(", and {count} more things"),
    };
    let message = format!("rolling back `{}` {}{more}", migration.title(), leaves(&first.operation));
    let mut finding = Finding::at(&migration.site.with_span(first.span), message)
        .related(&migration.down_site(*at), "the down migration")
        .help("undo each step in the down migration, and try it: up, down, and up again");
    for effect in others.iter().take(MOST_RELATED) {
        finding = finding.related(&migration.site.with_span(effect.span), "not undone either");
    }
    Some(finding)
}

/// How many further steps are pointed at.
const MOST_RELATED: usize = 8;

/// What is wrong after a rollback.
fn leaves(operation: &Operation) -> String {
    match operation {
        Operation::CreateTable { table, .. } => format!("leaves table `{table}` behind"),
        Operation::AddColumn { table, column } => format!("leaves column `{}` of `{table}` behind", column.name),
        Operation::Create { kind, name, .. } => format!("leaves {} `{name}` behind", kind.noun()),
        Operation::DropTable { table, .. } => format!("does not bring back table `{table}`"),
        Operation::DropColumn { table, column } => format!("does not bring back column `{column}` of `{table}`"),
        Operation::Drop { kind, name, .. } => format!("does not bring back {} `{name}`", kind.noun()),
        Operation::RenameTable { from, to } => format!("does not rename `{to}` back to `{from}`"),
        Operation::RenameColumn { table, from, to } => format!("does not rename `{to}` of `{table}` back to `{from}`"),
        Operation::ChangeType { table, column, .. } => format!("does not restore the type of `{column}` of `{table}`"),
        other => format!("does not undo that it {other}"),
    }
}
