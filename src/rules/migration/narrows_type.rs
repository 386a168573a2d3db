//! `migration/narrows-type`.

use crate::change::Change;
use crate::fact::MigrationStep;
use crate::fact::migration::{ColumnType, Operation, TypeChange};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A column gets a type that not all of its values fit into.
    ///
    /// ## Why
    /// Depending on the database, what does not fit is cut, rounded, or stops the migration half-way through production's data. What was
    /// cut does not come back with a rollback.
    ///
    /// The type before is known where the migration says it, or where the landed migrations do.
    ///
    /// ## Examples
    /// ### The old type is in an earlier migration
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY, city varchar(200));
    /// ```
    /// ```sql migrations/0002_short.up.sql
    /// ALTER TABLE users ALTER COLUMN city TYPE varchar(50);
    ///                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `city` of `users` goes from text of 200 characters to text of 50 characters: values over 50 characters do not fit
    /// ```
    /// ```sql migrations/0002_short.down.sql
    /// ALTER TABLE users ALTER COLUMN city TYPE varchar(200);
    /// ```
    /// ### A wider type
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY, city varchar(200));
    /// ```
    /// ```sql migrations/0002_long.up.sql
    /// ALTER TABLE users ALTER COLUMN city TYPE text;
    /// ```
    /// ```sql migrations/0002_long.down.sql
    /// ALTER TABLE users ALTER COLUMN city TYPE varchar(200);
    /// ```
    "migration/narrows-type" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::MigrationStep(check),
    }
}

fn check(_: &Context<'_>, step: Change<&MigrationStep>) -> Option<Finding> {
    let step = step.after().filter(|step| step.excuse.is_none())?;
    let Operation::ChangeType { table, column, from, to, .. } = &step.effect.operation else { return None };
    let from = from.as_ref().or(step.type_before.as_ref())?;
    let TypeChange::Narrows(why) = from.change_to(to) else { return None };
    let is_sign_only = matches!(
        (from, to),
        (ColumnType::Integer { bytes: before, unsigned: false }, ColumnType::Integer { bytes: after, unsigned: true })
            if before <= after
    );
    let message = format!("`{column}` of `{table}` goes from {from} to {to}: {why}");
    let finding = Finding::at(&step.site, message).help(
        "add a column of the new type, copy what fits, look at what does not, and drop the old column in a later change",
    );
    // Keys are never negative, and most columns that become unsigned are keys.
    Some(if is_sign_only { finding.at_most(Severity::Medium, Severity::High) } else { finding })
}
