//! `migration/drops-in-use`.

use super::dropped::{Dropped, as_sure_as, first_phase, place, with_places};
use crate::answers::{Certainty, Use, Uses};
use crate::change::Change;
use crate::fact::MigrationStep;
use crate::finding::{Confidence, Finding};
use crate::rule::{Check, Context};
use crate::text::Side;

crate::rule! {
    /// A migration drops a table or a column that the code still uses, or stops using in the same change.
    ///
    /// ## Why
    /// A deployment replaces instances one after the other, and the migration runs in between. Until the last old instance is gone, each
    /// of its queries that names the column fails. A rollback brings the old code back, but not the data.
    ///
    /// So a drop takes two deployments: one with code that no longer uses the column, and a later one that drops it.
    ///
    /// Portcullis searches the application code of both sides: fields of models, columns in SQL statements, arguments of queries. Tests,
    /// documents, other people's code and migrations are no uses. A name that many files use for something else counts only where it
    /// certainly means the column.
    ///
    /// ## Examples
    /// ```sql migrations/0001_users.up.sql (unchanged)
    /// CREATE TABLE users (id bigint PRIMARY KEY, age int);
    /// ```
    ///
    /// ### Code still uses it
    /// ```sql migrations/0004_drop_age.up.sql
    /// ALTER TABLE users DROP COLUMN age;
    ///                   ^^^^^^^^^^^^^^^ `users.age` is dropped, and `app/report.py:3` still uses it
    /// ```
    /// ```sql migrations/0004_drop_age.down.sql
    /// ALTER TABLE users ADD COLUMN age int;
    /// ```
    /// ```python app/report.py (unchanged)
    /// def adults(db):
    ///     return db.execute(
    ///         "SELECT id FROM users WHERE age >= 18"
    ///     )
    /// ```
    ///
    /// ### The same change stops using it
    /// ```sql migrations/0004_drop_age.up.sql
    /// ALTER TABLE users DROP COLUMN age;
    ///                   ^^^^^^^^^^^^^^^ `users.age` is dropped in the change that stops using it: `app/models/user.rb:2`
    /// ```
    /// ```diff app/models/user.rb
    ///  class User < ApplicationRecord
    /// -  validates :age, presence: true
    ///  end
    /// ```
    ///
    /// ### Rails
    /// ```ruby db/migrate/20260401000000_drop_age.rb
    /// class DropAge < ActiveRecord::Migration[8.0]
    ///   def change
    ///     remove_column :users, :age, :integer
    ///     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `users.age` is dropped, and `app/jobs/report.rb:3` still uses it
    ///   end
    /// end
    /// ```
    /// ```ruby app/jobs/report.rb (unchanged)
    /// class Report
    ///   def adults
    ///     User.where(age: 18..)
    ///   end
    /// end
    /// ```
    ///
    /// ### Django
    /// ```python shop/migrations/0002_remove_customer_age.py
    /// from django.db import migrations
    ///
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = [("shop", "0001_initial")]
    ///     operations = [
    ///         migrations.RemoveField(model_name="customer", name="age"),
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `shop_customer.age` is dropped in the change that stops using it: `shop/models.py:6`
    ///     ]
    /// ```
    /// ```diff shop/models.py
    ///  from django.db import models
    ///
    ///
    ///  class Customer(models.Model):
    ///      email = models.EmailField()
    /// -    age = models.IntegerField()
    /// ```
    ///
    /// ### A table that a model stands for
    /// ```sql migrations/0004_drop_pets.up.sql
    /// DROP TABLE pets;
    /// ^^^^^^^^^^^^^^^ `pets` is dropped, and `shop/models.py:4` still uses it
    /// ```
    /// ```sql migrations/0002_pets.up.sql (unchanged)
    /// CREATE TABLE pets (id bigint PRIMARY KEY);
    /// ```
    /// ```python shop/models.py (unchanged)
    /// from django.db import models
    ///
    ///
    /// class Pet(models.Model):
    ///     pass
    /// ```
    ///
    /// ### Nothing has used it since an earlier change
    /// ```sql migrations/0004_drop_age.up.sql
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    /// ```ruby app/models/user.rb (unchanged)
    /// class User < ApplicationRecord
    /// end
    /// ```
    ///
    /// ### Rails leaves it alone already
    /// ```sql migrations/0004_drop_age.up.sql
    /// ALTER TABLE users DROP COLUMN age;
    /// ```
    /// ```ruby app/models/user.rb (unchanged)
    /// class User < ApplicationRecord
    ///   self.ignored_columns += ["age"]
    /// end
    /// ```
    "migration/drops-in-use" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::MigrationStep(check),
    }
}

fn check(cx: &Context<'_>, step: Change<&MigrationStep>) -> Option<Finding> {
    let step = step.after().filter(|step| step.excuse.is_none() && !step.comes_again)?;
    let dropped = Dropped::of(&step.effect.operation)?;
    let [base, head] = [Side::Base, Side::Head].map(|side| cx.uses(side, dropped.table, dropped.column));
    let (base, head) = (base?, head?);
    let finding = still_used(step, dropped, head).or_else(|| stopped(step, dropped, base, head))?;
    Some(as_sure_as(step, finding))
}

/// Code of the head certainly uses it.
fn still_used(step: &MigrationStep, dropped: Dropped<'_>, head: &Uses) -> Option<Finding> {
    let first = head.typed().next()?;
    let more = match head.typed().count() - 1 {
        0 => String::new(),
        1 => " and 1 other place".to_owned(),
        count => format!(" and {count} other places"),
    };
    let verb = if more.is_empty() { "still uses" } else { "still use" };
    let message = format!("`{}` is dropped, and `{}`{more} {verb} it", dropped.name(), place(&first.site));
    let help = format!("{}, and drop it in a later one", first_phase(step, dropped));
    Some(with_places(Finding::at(&step.site, message), head.typed(), "uses it").help(help))
}

/// The change itself takes away what used it.
fn stopped(step: &MigrationStep, dropped: Dropped<'_>, base: &Uses, head: &Uses) -> Option<Finding> {
    let gone: Vec<&Use> = gone(base, head);
    let first = gone.iter().find(|one| one.certainty == Certainty::Typed).or(gone.first())?;
    let message =
        format!("`{}` is dropped in the change that stops using it: `{}`", dropped.name(), place(&first.site));
    let help = format!(
        "{}, and drop it in a later one: until the last old instance is gone, its queries fail",
        first_phase(step, dropped)
    );
    let finding = with_places(Finding::at(&step.site, message), gone.iter().copied(), "used it before this change");
    let finding = finding.help(help);
    Some(if first.certainty == Certainty::Word { finding.confidence(Confidence::Possible) } else { finding })
}

/// The uses of the base in files where the head has fewer; none if there are as many in all, since code moves. Where a marker says that
/// the application leaves it alone, only what certainly uses it counts.
fn gone<'a>(base: &'a Uses, head: &Uses) -> Vec<&'a Use> {
    if head.code.len() >= base.code.len() {
        return Vec::new();
    }
    let counts = |one: &&Use| base.marker.is_none() || one.certainty == Certainty::Typed;
    let in_file = |uses: &Uses, one: &Use| {
        uses.code.iter().filter(|other| other.site.text.path() == one.site.text.path()).count()
    };
    base.code.iter().filter(counts).filter(|one| in_file(head, one) < in_file(base, one)).collect()
}
