//! `migration/journal-not-updated`.

use crate::change::Change;
use crate::fact::Migration;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A new migration is missing from the file that lists them.
    ///
    /// ## Why
    /// Drizzle only applies what its journal lists, and Atlas refuses a directory that does not match `atlas.sum`. A migration that was
    /// written or copied by hand is then never applied, or stops the deployment.
    ///
    /// ## Examples
    /// ### The journal does not know it
    /// ```json drizzle/meta/_journal.json (unchanged)
    /// {"entries": [{"idx": 0, "tag": "0000_users"}]}
    /// ```
    /// ```sql drizzle/0001_age.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^ `drizzle/meta/_journal.json` does not list `0001_age`, so Drizzle will not apply it
    /// ```
    /// ### The journal lists it
    /// ```diff drizzle/meta/_journal.json
    /// -{"entries": [{"idx": 0, "tag": "0000_users"}]}
    /// +{"entries": [{"idx": 0, "tag": "0000_users"}, {"idx": 1, "tag": "0001_age"}]}
    /// ```
    /// ```sql drizzle/0001_age.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    "migration/journal-not-updated" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let Change::Added(migration) = migration else { return None };
    let journal = migration.around.journal.as_ref()?;
    let (name, tool) = (migration.title(), migration.framework.title());
    let message = format!("`{journal}` does not list `{name}`, so {tool} will not apply it");
    Some(Finding::at(&migration.headline(), message).help("let the tool write that file anew, and commit it as well"))
}
