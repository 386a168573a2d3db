//! `migration/no-down`.

use super::skeleton;
use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::{Down, Operation, WayBack};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};
use crate::settings::ForwardOnly;

crate::rule! {
    /// A migration has no down migration.
    ///
    /// ## Why
    /// When a deployment goes wrong, the code goes back to the version before, and the schema must be able to follow. A migration that
    /// cannot be undone turns a rollback of minutes into a restore from backup.
    ///
    /// A migration that only fills in data is reported at medium: the schema is as it was.
    ///
    /// A tool whose format has no down migrations (Flyway, Prisma, Drizzle, plain SQL) owes none, unless the policy says
    /// `migrations: { forward_only: require_compensation }`. Where most of the landed migrations in a directory have none, that is the
    /// project's habit: it is reported once, at low.
    ///
    /// ## Examples
    /// ### No file undoes it
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY);
    /// ```
    /// ```sql migrations/0001_users.down.sql (unchanged)
    /// DROP TABLE users;
    /// ```
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    ///                   ^^^^^^^^^^^^^^^^^^^^^^ `0002_add_age` cannot be rolled back: it has no down migration
    /// ```
    /// ### A file undoes it
    /// ```sql migrations/0002_add_age.up.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    /// ```sql migrations/0002_add_age.down.sql
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    /// ### The file that undoes it is deleted
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY);
    /// ^^^^^^^^^^^^^^^^^^ `0001_users` cannot be rolled back: it has no down migration
    /// ```
    /// ```diff migrations/0001_users.down.sql
    /// -DROP TABLE users;
    /// ```
    /// ### The format has none
    /// ```sql db/migration/V2__add_age.sql
    /// ALTER TABLE users ADD COLUMN age integer;
    /// ```
    "migration/no-down" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(cx: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let migration = migration.after()?;
    let name = migration.title();
    let Down::Missing { at, why } = &migration.down else { return uncompensated(cx, migration) };
    if migration.around.is_forward_only {
        return by_habit(migration);
    }
    let cause = match why {
        Some(why) => format!("{why} cannot be reversed automatically"),
        None => "it has no down migration".to_owned(),
    };
    let site = if at.is_empty() { migration.headline() } else { migration.down_site(*at) };
    let finding = Finding::at(&site, format!("`{name}` cannot be rolled back: {cause}")).help(help(migration));
    let finding = skeleton::offered(finding, migration);
    Some(if migration.is_data_only() { finding.at_most(Severity::Medium, Severity::High) } else { finding })
}

/// One low notice for a directory in which nothing can be undone.
fn by_habit(migration: &Migration) -> Option<Finding> {
    let message = format!(
        "most migrations in `{}` have no down migration, and neither has `{}`",
        migration.root,
        migration.title()
    );
    let finding = Finding::at(&migration.headline(), message)
        .help("write down migrations from now on, or switch `migration/no-down` off for this directory in the policy");
    migration.around.is_first.then(|| finding.at_most(Severity::Low, Severity::Low))
}

/// A migration of a format without a way back, where the policy wants one all the same.
fn uncompensated(cx: &Context<'_>, migration: &Migration) -> Option<Finding> {
    let is_asked = cx.settings.migrations.forward_only == ForwardOnly::RequireCompensation;
    let owes = migration.down == Down::Elsewhere && migration.up.iter().any(|effect| owes_down(&effect.operation));
    let message =
        format!("`{}` cannot be rolled back: no file beside it undoes it, as this policy requires", migration.title());
    (is_asked && owes).then(|| Finding::at(&migration.headline(), message).help(help(migration)))
}

/// Whether an effect leaves something to undo.
fn owes_down(operation: &Operation) -> bool {
    !matches!(operation, Operation::Insert { .. } | Operation::StateOnly(_))
}

fn help(migration: &Migration) -> String {
    let name = migration.site.text.path().name().to_string();
    let beside = match migration.framework.way_back() {
        WayBack::File if name == "up.sql" => "add a `down.sql` beside it".to_owned(),
        WayBack::File => format!("add `{}` beside it", name.replace(".up.", ".down.")),
        WayBack::Half => "write the way back in the same file".to_owned(),
        WayBack::None if name == "migration.sql" => "add a `down.sql` beside it".to_owned(),
        WayBack::None => format!("add `{}.down.sql` beside it", name.trim_end_matches(".sql")),
    };
    let content = skeleton::sentence(migration).unwrap_or_default();
    format!("{beside}{content}. Then try it: migrate up, down, and up again")
}
