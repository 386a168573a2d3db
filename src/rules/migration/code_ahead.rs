//! `migration/code-ahead`.

use super::dropped::{place, with_places};
use crate::change::Change;
use crate::fact::MigrationStep;
use crate::fact::migration::{Name, Operation};
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::settings::DeployOrder;
use crate::text::Side;

crate::rule! {
    /// Code uses a column or table that the same change adds.
    ///
    /// ## Why
    /// If nothing makes the new version wait for the migration, it starts on the old schema, and every query for what is not there yet
    /// fails. Add it in one change, and use it in the next.
    ///
    /// Whether the deployment waits cannot be read off the change, so the policy says it: this rule speaks under
    /// `migrations: { order: unordered }`.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// migrations: { order: unordered }
    /// ```
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY);
    /// ```
    /// ### Both at once
    /// ```sql migrations/0002_add_shoe_size.up.sql
    /// ALTER TABLE users ADD COLUMN shoe_size integer;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `app/people.py:2` uses `users.shoe_size`, and may run before this migration has added it
    /// ```
    /// ```python app/people.py
    /// def people(db):
    ///     return db.execute("SELECT shoe_size FROM users")
    /// ```
    /// ### The column first
    /// ```sql migrations/0002_add_shoe_size.up.sql
    /// ALTER TABLE users ADD COLUMN shoe_size integer;
    /// ```
    /// ```python app/people.py (unchanged)
    /// def people(db):
    ///     return db.execute("SELECT id FROM users")
    /// ```
    "migration/code-ahead" {
        standard: Medium, strict: High, confidence: Likely,
        check: Check::MigrationStep(check),
    }
}

fn check(cx: &Context<'_>, step: Change<&MigrationStep>) -> Option<Finding> {
    let Change::Added(step) = step else { return None };
    if cx.settings.migrations.order != Some(DeployOrder::Unordered) {
        return None;
    }
    let (table, column): (&Name, Option<&str>) = match &step.effect.operation {
        Operation::CreateTable { table, is_temporary: false, .. } => (table, None),
        Operation::AddColumn { table, column } if step.excuse.is_none() => (table, Some(&column.name)),
        _ => return None,
    };
    let uses = cx.uses(Side::Head, table, column)?;
    let first = uses.typed().next()?;
    let name = column.map_or_else(|| table.to_string(), |column| format!("{table}.{column}"));
    let message = format!("`{}` uses `{name}`, and may run before this migration has added it", place(&first.site));
    let help = "add it in this change, and use it in a later one; or let the deployment wait for the migrations, and say so in the \
                policy (`migrations.order: migrations_first`)";
    Some(with_places(Finding::at(&step.site, message), uses.typed().skip(1), "uses it, too").help(help))
}
