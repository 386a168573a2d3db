//! `migration/two-heads`.

use crate::change::Change;
use crate::fact::Migration;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Two migrations follow the same one.
    ///
    /// ## Why
    /// With two heads, `alembic upgrade head` and `manage.py migrate` refuse to run. It happens when two branches build on the same last
    /// migration, and each passes its tests alone; so the target branch's latest state is looked at, too.
    ///
    /// ## Examples
    /// ### Both build on the first
    /// ```python shop/migrations/0001_initial.py (unchanged)
    /// from django.db import migrations
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = []
    ///     operations = []
    /// ```
    /// ```python shop/migrations/0002_city.py (unchanged)
    /// from django.db import migrations, models
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = [("shop", "0001_initial")]
    ///     operations = [migrations.AddField("order", "city", models.TextField(null=True))]
    /// ```
    /// ```python shop/migrations/0002_age.py
    /// from django.db import migrations, models
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = [("shop", "0001_initial")]
    ///     operations = [migrations.AddField("order", "age", models.IntegerField(null=True))]
    ///                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `0002_age` and `shop/migrations/0002_city.py` are both the last migration
    /// ```
    /// ### One after the other
    /// ```python shop/migrations/0001_initial.py (unchanged)
    /// from django.db import migrations
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = []
    ///     operations = []
    /// ```
    /// ```python shop/migrations/0002_age.py
    /// from django.db import migrations, models
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = [("shop", "0001_initial")]
    ///     operations = [migrations.AddField("order", "age", models.IntegerField(null=True))]
    /// ```
    "migration/two-heads" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let Change::Added(migration) = migration else { return None };
    let rival = migration.around.rivals.first()?;
    let place = if rival.is_on_target { ", which has landed on the target branch since," } else { "" };
    let message = format!("`{}` and `{}`{place} are both the last migration", migration.title(), rival.path);
    Some(
        Finding::at(&migration.headline(), message)
            .help("let it follow the other one, or add a migration that merges them"),
    )
}
