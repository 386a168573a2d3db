//! `migration/duplicate-version`.

use crate::change::Change;
use crate::fact::Migration;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Two migrations have the same version.
    ///
    /// ## Why
    /// The tool applies one of them and takes the other for done, or refuses to start. It mostly happens when two branches take the next
    /// number at the same time, and each passes its tests alone; so the target branch's latest state is looked at, too.
    ///
    /// ## Examples
    /// ### Another migration is number 2
    /// ```sql migrations/0002_add_city.up.sql (unchanged)
    /// ALTER TABLE users ADD COLUMN city text;
    /// ```
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^ `0002_add_age` has the same version as `migrations/0002_add_city.up.sql`
    /// ```
    /// ### The next number
    /// ```sql migrations/0002_add_city.up.sql (unchanged)
    /// ALTER TABLE users ADD COLUMN city text;
    /// ```
    /// ```sql migrations/0003_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    "migration/duplicate-version" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let Change::Added(migration) = migration else { return None };
    let twin = migration.around.twins.first()?;
    let place = if twin.is_on_target { ", which has landed on the target branch since" } else { "" };
    let message = format!("`{}` has the same version as `{}`{place}", migration.title(), twin.path);
    Some(Finding::at(&migration.headline(), message).help("give it the next free version"))
}
