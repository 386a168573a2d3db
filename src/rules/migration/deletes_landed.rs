//! `migration/deletes-landed`.

use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::{Deletion, Framework};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A migration that has landed is deleted.
    ///
    /// ## Why
    /// Databases that have applied it still have what it made, and new ones never will: from then on the two differ, and what builds on
    /// it fails on one of them. Many tools refuse to start when an applied migration is missing.
    ///
    /// Where the whole directory goes, perhaps with the service that it belonged to, the finding is medium. A squashed migration that names
    /// those it stands for (Django's `replaces`) may take their place.
    ///
    /// ## Examples
    /// ### One of two
    /// ```diff migrations/0001_users.up.sql
    /// -CREATE TABLE users (id bigint PRIMARY KEY);
    ///  ^^^^^^^^^^^^^^^^^^ `0001_users` has landed, and this change deletes it
    /// ```
    /// ```sql migrations/0002_cities.up.sql (unchanged)
    /// CREATE TABLE cities (name text);
    /// ```
    /// ### What it made is dropped by another
    /// ```sql migrations/0003_drop_users.up.sql
    /// DROP TABLE users;
    /// ```
    "migration/deletes-landed" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let Change::Removed(migration) = migration else { return None };
    if migration.framework == Framework::Plain && migration.numbers.is_empty() {
        return None;
    }
    let message = format!("`{}` has landed, and this change deletes it", migration.title());
    let finding = Finding::at(&migration.headline(), message)
        .help("keep the file, and undo what it did in a new migration; to squash, use your tool's own way");
    match migration.around.deletion {
        Some(Deletion::Superseded) => None,
        Some(Deletion::WithDirectory) => Some(finding.at_most(Severity::Medium, Severity::High)),
        None => Some(finding),
    }
}
