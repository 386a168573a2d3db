//! `migration/out-of-order`.

use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::Order;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A new migration comes before one that has landed.
    ///
    /// ## Why
    /// Some tools only apply what is newer than the last migration they know: golang-migrate skips an older one without a word, goose,
    /// Flyway and Supabase refuse to start. Others apply it late, so that databases see the migrations in different orders; there the finding
    /// is low, and there is none if versions are times.
    ///
    /// ## Examples
    /// ### A number below the last one
    /// ```sql migrations/0007_add_city.up.sql (unchanged)
    /// ALTER TABLE users ADD COLUMN city text;
    /// ```
    /// ```sql migrations/0005_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^ `0005_add_age` comes before `migrations/0007_add_city.up.sql`, which has landed: golang-migrate will not apply it everywhere
    /// ```
    /// ### The next number
    /// ```sql migrations/0007_add_city.up.sql (unchanged)
    /// ALTER TABLE users ADD COLUMN city text;
    /// ```
    /// ```sql migrations/0008_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    "migration/out-of-order" {
        standard: High, strict: High, confidence: Likely,
        yields_to: ["migration/duplicate-version"],
        check: Check::Migration(check),
    }
}

/// Numbers from here on are times: `20240131`.
const LEAST_TIME: u64 = 19_000_101;

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let Change::Added(migration) = migration else { return None };
    let newer = migration.around.newer.as_ref()?;
    let is_strict = migration.framework.order() == Order::Strict;
    // Branches that take the time as their number land in any order, and that is what times are taken for.
    let is_time = migration.numbers.first().is_some_and(|number| *number >= LEAST_TIME) || migration.numbers.len() > 2;
    if is_time && !is_strict {
        return None;
    }
    let tool = migration.framework.title();
    let effect = if is_strict { "will not apply it everywhere" } else { "applies it late where that has run" };
    let place = if newer.is_on_target { "has landed on the target branch since" } else { "has landed" };
    let message = format!("`{}` comes before `{}`, which {place}: {tool} {effect}", migration.title(), newer.path);
    let finding =
        Finding::at(&migration.headline(), message).help("give it a version after the last one that has landed");
    Some(if is_strict { finding } else { finding.at_most(Severity::Low, Severity::Medium) })
}
