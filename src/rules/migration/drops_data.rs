//! `migration/drops-data`.

use super::dropped::{Dropped, as_sure_as, first_phase, place, with_places};
use crate::answers::{Use, Uses};
use crate::change::Change;
use crate::fact::MigrationStep;
use crate::fact::migration::{Excuse, Name, Object, Operation};
use crate::finding::{Confidence, Finding, Severity};
use crate::rule::{Check, Context};
use crate::text::Side;

crate::rule! {
    /// A migration destroys data, and nothing shows that the code has stopped using it.
    ///
    /// ## Why
    /// What is dropped is gone: a rollback brings back the table, not its rows. Data may go once nothing has used it for a while, so that
    /// nobody has to ask for it back.
    ///
    /// The rule is silent where an earlier change has stopped using it. That is so where the base defines the table or column in a
    /// landed migration or a schema file, holds application code, and none of that code names it; or where the base says so itself: Rails'
    /// `ignored_columns`, a landed migration of Django with `state_operations`, Entity Framework's `[NotMapped]` and `Ignore`, JPA's
    /// `@Transient`, Prisma's `@ignore`, SeaORM's `#[sea_orm(ignore)]`. It cannot know whether that change was deployed, only that it is
    /// merged.
    ///
    /// It is also silent about what the same change creates, about temporary tables, and about a table that is built anew.
    ///
    /// ## Examples
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY, age int, name text);
    /// ```
    /// ```python app/people.py (unchanged)
    /// def people(db):
    ///     return db.execute("SELECT id FROM users")
    /// ```
    ///
    /// ### Too common a word to tell
    /// ```sql migrations/0004_drop_name.up.sql
    /// ALTER TABLE users DROP COLUMN name;
    ///                   ^^^^^^^^^^^^^^^^ dropping column `users.name` destroys its data
    /// ```
    ///
    /// ### A column that no migration here has created
    /// ```sql migrations/0004_drop_shoe_size.up.sql
    /// ALTER TABLE users DROP COLUMN shoe_size;
    ///                   ^^^^^^^^^^^^^^^^^^^^^ dropping column `users.shoe_size` destroys its data
    /// ```
    ///
    /// ### Every row
    /// ```sql migrations/0004_clean.up.sql
    /// TRUNCATE users;
    ///          ^^^^^ every row of `users` is deleted
    /// ```
    ///
    /// ### Every row, but not all at once
    /// ```sql migrations/0004_clean.up.sql
    /// DELETE FROM sessions;
    /// ^^^^^^^^^^^^^^^^^^^^ every row of `sessions` is deleted
    /// ```
    ///
    /// ### A schema
    /// ```sql migrations/0004_drop_billing.up.sql
    /// DROP SCHEMA billing CASCADE;
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^ dropping schema `billing` destroys everything in it
    /// ```
    ///
    /// ### The second of two changes: nothing uses it any more
    /// ```sql migrations/0004_drop_age.up.sql
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    /// ```sql migrations/0004_drop_age.down.sql
    /// ALTER TABLE users ADD COLUMN age int;
    /// ```
    ///
    /// ### Rails leaves it alone already
    /// ```sql migrations/0004_drop_name.up.sql
    /// ALTER TABLE users DROP COLUMN name;
    /// ```
    /// ```ruby app/models/user.rb (unchanged)
    /// class User < ApplicationRecord
    ///   self.ignored_columns += %w[name]
    /// end
    /// ```
    ///
    /// ### Django has dropped the field from its models in an earlier migration
    /// ```sql migrations/0004_drop_name.up.sql
    /// ALTER TABLE users DROP COLUMN name;
    /// ```
    /// ```python people/migrations/0002_forget_name.py (unchanged)
    /// from django.db import migrations
    ///
    ///
    /// class Migration(migrations.Migration):
    ///     operations = [
    ///         migrations.SeparateDatabaseAndState(
    ///             state_operations=[migrations.RemoveField(model_name="user", name="name")],
    ///         ),
    ///     ]
    /// ```
    ///
    /// ### A table that is built anew without its rows
    /// ```sql migrations/0004_users.up.sql
    /// DROP TABLE IF EXISTS users;
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^ dropping table `users` destroys its rows
    /// CREATE TABLE users (id uuid PRIMARY KEY);
    /// ```
    ///
    /// ### Nothing stands in the way of a new table
    /// ```sql migrations/0004_pets.up.sql
    /// DROP TABLE IF EXISTS pets;
    /// CREATE TABLE pets (id bigint PRIMARY KEY);
    /// ```
    /// ```python app/pets.py
    /// def pets(db):
    ///     return db.execute("SELECT id FROM pets")
    /// ```
    ///
    /// ### Rails, the second of two changes
    /// ```ruby db/migrate/20260401000000_drop_age.rb
    /// class DropAge < ActiveRecord::Migration[8.0]
    ///   def change
    ///     remove_column :users, :age, :integer
    ///   end
    /// end
    /// ```
    /// ```diff app/models/user.rb
    ///  class User < ApplicationRecord
    /// -  self.ignored_columns += ["age"]
    ///  end
    /// ```
    ///
    /// ### What the change itself creates
    /// ```sql migrations/0004_move.up.sql
    /// CREATE TABLE moved (id bigint);
    /// INSERT INTO moved SELECT id FROM users;
    /// DROP TABLE moved;
    /// ```
    "migration/drops-data" {
        standard: Critical, strict: Critical, confidence: Likely,
        yields_to: ["migration/drops-in-use"],
        check: Check::MigrationStep(check),
    }
}

fn check(cx: &Context<'_>, step: Change<&MigrationStep>) -> Option<Finding> {
    let step = step.after().filter(|step| step.excuse.is_none() || is_recreated(step))?;
    let finding = match &step.effect.operation {
        Operation::DropTable { .. } | Operation::DropColumn { .. } => {
            dropped(cx, step, Dropped::of(&step.effect.operation)?)?
        }
        Operation::Drop { kind, name, .. } if kind.holds_data() => object(step, *kind, name),
        Operation::Truncate { table } | Operation::Delete { table, is_filtered: false } => emptied(cx, step, table)?,
        Operation::Update { table, is_filtered: false, columns } => overwritten(cx, step, table, columns)?,
        _ => return None,
    };
    Some(as_sure_as(step, finding))
}

/// Whether a table is dropped and created again, so that only its rows are gone.
fn is_recreated(step: &MigrationStep) -> bool {
    step.excuse == Some(Excuse::Recreated) && matches!(step.effect.operation, Operation::DropTable { .. })
}

/// What the base says about the uses of a table or column; nothing if it shows that there are none.
enum Doubt<'a> {
    /// It cannot be searched.
    Unsearched,
    /// It was, and this came out.
    Searched(&'a Uses),
}

impl<'a> Doubt<'a> {
    fn of(cx: &Context<'a>, dropped: Dropped<'_>) -> Option<Self> {
        match cx.uses(Side::Base, dropped.table, dropped.column) {
            None => Some(Self::Unsearched),
            Some(uses) => (!uses.are_ruled_out()).then_some(Self::Searched(uses)),
        }
    }

    /// Whether the base was searched and knows no such thing.
    fn is_of_nothing(&self) -> bool {
        matches!(self, Self::Searched(uses) if uses.defined.is_none() && uses.code.is_empty() && uses.left_out.is_none())
    }

    /// Why phase one is not proven.
    fn reason(&self, dropped: Dropped<'_>) -> String {
        let word = dropped.column.unwrap_or(&dropped.table.name);
        match self {
            Self::Unsearched => "the code could not be searched for uses".to_owned(),
            Self::Searched(uses) => match uses.code.first() {
                Some(one) => format!("`{}` may use it", place(&one.site)),
                None if uses.is_common => format!("`{word}` is too common a word to tell whether it is still used"),
                None if uses.searched == 0 => {
                    "there is no application code here that could be searched for uses".to_owned()
                }
                None if uses.left_out.is_some() => {
                    format!("the search for uses left something out: {}", uses.left_out.as_deref().unwrap_or_default())
                }
                None => format!("no landed migration or schema file defines `{}`", dropped.name()),
            },
        }
    }

    fn uses(&self) -> impl Iterator<Item = &'a Use> {
        let uses = match self {
            Self::Unsearched => None,
            Self::Searched(uses) => Some(*uses),
        };
        uses.into_iter().flat_map(|uses| &uses.code)
    }
}

/// A table or a column goes.
fn dropped(cx: &Context<'_>, step: &MigrationStep, dropped: Dropped<'_>) -> Option<Finding> {
    let doubt = Doubt::of(cx, dropped)?;
    // `DROP TABLE IF EXISTS` before the table is created for the first time.
    if is_recreated(step) && doubt.is_of_nothing() {
        return None;
    }
    let message = match dropped.column {
        Some(_) => format!("dropping column `{}` destroys its data", dropped.name()),
        None => format!("dropping table `{}` destroys its rows", dropped.name()),
    };
    let help = format!("{}, and drop it in a later one; {}", first_phase(step, dropped), doubt.reason(dropped));
    Some(with_places(Finding::at(&step.site, message), doubt.uses(), "may use it").help(help))
}

/// Something that holds data goes, and its uses are not searched for.
fn object(step: &MigrationStep, kind: Object, name: &Name) -> Finding {
    let what = if kind == Object::Sequence { "loses its current value" } else { "destroys everything in it" };
    let message = format!("dropping {} `{name}` {what}", kind.noun());
    Finding::at(&step.site, message)
        .help("first deploy a change that stops using it, back it up, and drop it in a later one")
}

/// All rows go, and the table stays.
fn emptied(cx: &Context<'_>, step: &MigrationStep, table: &Name) -> Option<Finding> {
    Doubt::of(cx, Dropped { table, column: None })?;
    let help =
        "delete only the rows that nothing needs (`WHERE …`), and keep a copy until the change has proven itself";
    Some(Finding::at(&step.site, format!("every row of `{table}` is deleted")).help(help))
}

/// All values of some columns go. They may be made of the old ones, which nobody can tell.
fn overwritten(cx: &Context<'_>, step: &MigrationStep, table: &Name, columns: &[String]) -> Option<Finding> {
    let is_open = |column: &String| Doubt::of(cx, Dropped { table, column: Some(column) }).is_some();
    // All are asked about at once.
    let open: Vec<&String> = columns.iter().filter(|column| is_open(column)).collect();
    let what = match open.as_slice() {
        [] if !columns.is_empty() => return None,
        [] => format!("every row of `{table}` is overwritten"),
        [first, ..] => format!("`{table}.{first}` is overwritten in every row"),
    };
    let help = "limit it to the rows that need it (`WHERE …`), or write to a new column and keep the old values";
    let finding = Finding::at(&step.site, what).help(help).confidence(Confidence::Possible);
    Some(finding.at_most(Severity::Medium, Severity::High))
}
