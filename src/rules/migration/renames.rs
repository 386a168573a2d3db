//! `migration/renames`.

use crate::change::Change;
use crate::fact::MigrationStep;
use crate::fact::migration::{Object, Operation};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A migration renames a table or a column.
    ///
    /// ## Why
    /// While a deployment runs, instances of the old version still ask for the old name, and every request of theirs fails. After a
    /// rollback all of them do.
    ///
    /// Add the new column, write both, copy the old values, read the new one, and drop the old one in a later change. A renamed table can
    /// stay reachable through a view of the old name.
    ///
    /// ## Examples
    /// ### A column under a new name
    /// ```sql migrations/0002_rename.up.sql
    /// ALTER TABLE users RENAME COLUMN mail TO email;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ code that still runs asks for `mail` of `users`, which this renames to `email`
    /// ```
    /// ```sql migrations/0002_rename.down.sql
    /// ALTER TABLE users RENAME COLUMN email TO mail;
    /// ```
    /// ### The old name stays, as a view
    /// ```sql migrations/0002_rename.up.sql
    /// ALTER TABLE users RENAME TO people;
    /// CREATE VIEW users AS SELECT * FROM people;
    /// ```
    /// ```sql migrations/0002_rename.down.sql
    /// DROP VIEW users;
    /// ALTER TABLE people RENAME TO users;
    /// ```
    "migration/renames" {
        standard: High, strict: Critical, confidence: Likely,
        check: Check::MigrationStep(check),
    }
}

fn check(_: &Context<'_>, step: Change<&MigrationStep>) -> Option<Finding> {
    let step = step.after().filter(|step| step.excuse.is_none())?;
    let (what, to) = match &step.effect.operation {
        Operation::RenameTable { from, to } if from.name != to.name => (format!("table `{from}`"), to.to_string()),
        Operation::RenameTable { from, to } if from.schema != to.schema => (format!("table `{from}`"), to.to_string()),
        Operation::RenameColumn { table, from, to } => (format!("`{from}` of `{table}`"), to.clone()),
        Operation::RenameEnumValue { of, from, to } => (format!("value `{from}` of type `{of}`"), to.clone()),
        Operation::Rename {
            kind: kind @ (Object::View | Object::Function | Object::Schema | Object::Type),
            from,
            to,
        } => (format!("{} `{from}`", kind.noun()), to.to_string()),
        _ => return None,
    };
    let message = format!("code that still runs asks for {what}, which this renames to `{to}`");
    Some(
        Finding::at(&step.site, message)
            .help("add the new name beside the old one, move the code over, and drop the old name in a later change"),
    )
}
