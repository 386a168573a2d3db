//! `migration/breaks-old-code`.

use crate::change::Change;
use crate::fact::MigrationStep;
use crate::fact::migration::{Constraint, Operation};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A migration demands what the code that still runs does not give.
    ///
    /// ## Why
    /// While a deployment runs, and after a rollback, the old code writes to the new schema. It knows nothing of a new column that must not
    /// be empty, and relies on the default that is gone; a new constraint may not even hold for the rows that are there.
    ///
    /// ## Examples
    /// ### A new column must not be empty
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer NOT NULL;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ code that still runs inserts into `users` without `age`, which is not null and has no default
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    /// ### It may be, or has a default
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer, ADD COLUMN city text NOT NULL DEFAULT '';
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// ALTER TABLE users DROP COLUMN age, DROP COLUMN city;
    /// ```
    "migration/breaks-old-code" {
        standard: Medium, strict: High, confidence: Likely,
        check: Check::MigrationStep(check),
    }
}

fn check(_: &Context<'_>, step: Change<&MigrationStep>) -> Option<Finding> {
    let step = step.after().filter(|step| step.excuse.is_none())?;
    let (message, help) = match &step.effect.operation {
        Operation::AddColumn { table, column } if !column.is_nullable && !column.has_default => (
            format!(
                "code that still runs inserts into `{table}` without `{}`, which is not null and has no default",
                column.name
            ),
            "give it a default, or let it be null until all code writes it",
        ),
        Operation::SetNotNull { table, column, is_filled: false } => (
            format!("code that still runs may leave `{column}` of `{table}` empty, which this forbids"),
            "deploy code that always writes it first, fill the rows that are empty, then forbid it in a later change",
        ),
        Operation::DropDefault { table, column } => (
            format!("code that still runs may rely on the default of `{column}` of `{table}`, which this drops"),
            "deploy code that always writes it first, and drop the default in a later change",
        ),
        Operation::AddConstraint { table, kind, checks_rows: true, .. } if *kind != Constraint::PrimaryKey => (
            format!("rows of `{table}` that are there, or that running code writes, may not satisfy this {kind}"),
            "add it without checking the rows that are there (`NOT VALID`), mend them, and validate it in a later change",
        ),
        Operation::AddConstraint { table, kind: Constraint::PrimaryKey, .. } => (
            format!("this changes the primary key of `{table}`, which running code and other tables rely on"),
            "add the new key beside the old one, and move over in later changes",
        ),
        Operation::Restrict { what } => (
            format!("code that still runs may need what this takes away: {what}"),
            "deploy code that does without it first",
        ),
        _ => return None,
    };
    Some(Finding::at(&step.site, message).help(help))
}
