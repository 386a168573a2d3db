//! `migration/model-without-migration`.

use crate::answers::Migrated;
use crate::change::Change;
use crate::fact::{Field, Model};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A model gains or loses a column, and no migration in the change follows.
    ///
    /// ## Why
    /// The new code reads a column that the database does not have: every query for the model fails from the moment it is deployed. Tests
    /// miss it if they create their tables from the models.
    ///
    /// Models of Django, SQLAlchemy, Prisma and Ecto are read, and what Entity Framework Core and Rails write down after their migrations:
    /// the model snapshot, `schema.rb`, `structure.sql`. If an earlier migration added the column, or a migration in the change does
    /// something that cannot be read, this rule is silent. A field that goes before its column is the first of two steps; only Django, whose
    /// own check rejects it, and the generated files must drop both at once.
    ///
    /// ## Examples
    /// ### Django
    /// ```python shop/migrations/0001_initial.py (unchanged)
    /// from django.db import migrations
    /// ```
    /// ```diff shop/models.py
    ///  from django.db import models
    ///
    ///  class Order(models.Model):
    ///      number = models.IntegerField()
    /// +    city = models.TextField(null=True)
    ///      ^^^^ `Order` gains column `city`, but no migration in this change adds it
    /// ```
    /// ### Django, where only an option changes
    /// ```python shop/migrations/0001_initial.py (unchanged)
    /// from django.db import migrations
    /// ```
    /// ```diff shop/models.py
    ///  from django.db import models
    ///
    ///  class Order(models.Model):
    /// -    number = models.IntegerField()
    /// +    number = models.IntegerField(help_text="from the shop")
    ///      tags = models.ManyToManyField("Tag")
    /// ```
    /// ### Prisma
    /// ```sql prisma/migrations/20240101000000_init/migration.sql (unchanged)
    /// CREATE TABLE "users" ("id" TEXT NOT NULL);
    /// ```
    /// ```diff prisma/schema.prisma
    ///  model User {
    ///    id   String @id
    /// +  age  Int?
    ///    ^^^ `User` gains column `age`, but no migration in this change adds it
    ///
    ///    @@map("users")
    ///  }
    /// ```
    /// ### Prisma, where the column has been there before
    /// ```sql prisma/migrations/20240101000000_init/migration.sql (unchanged)
    /// CREATE TABLE "users" ("id" TEXT NOT NULL, "age" INTEGER);
    /// ```
    /// ```diff prisma/schema.prisma
    ///  model User {
    ///    id   String @id
    /// +  age  Int?
    ///
    ///    @@map("users")
    ///  }
    /// ```
    /// ### Prisma, where a migration adds the column
    /// ```sql prisma/migrations/20240101000000_init/migration.sql (unchanged)
    /// CREATE TABLE "users" ("id" TEXT NOT NULL);
    /// ```
    /// ```sql prisma/migrations/20240201000000_age/migration.sql
    /// ALTER TABLE "users" ADD COLUMN "age" INTEGER;
    /// ```
    /// ```diff prisma/schema.prisma
    ///  model User {
    ///    id   String @id
    /// +  age  Int?
    ///
    ///    @@map("users")
    ///  }
    /// ```
    /// ### Django, where the migration forgets one
    /// ```python shop/migrations/0001_initial.py (unchanged)
    /// from django.db import migrations
    /// ```
    /// ```python shop/migrations/0002_city.py
    /// from django.db import migrations, models
    ///
    /// class Migration(migrations.Migration):
    ///     dependencies = [("shop", "0001_initial")]
    ///     operations = [migrations.AddField("buyer", "city", models.TextField(null=True))]
    /// ```
    /// ```diff shop/models.py
    ///  from django.db import models
    ///
    ///  class Buyer(models.Model):
    ///      name = models.TextField()
    /// +    city = models.TextField(null=True)
    /// +    age = models.IntegerField(null=True)
    ///      ^^^ `Buyer` gains column `age`, but no migration in this change adds it
    /// ```
    /// ### Ecto
    /// ```elixir priv/repo/migrations/20240101000000_init.exs (unchanged)
    /// defmodule Shop.Repo.Migrations.Init do
    ///   use Ecto.Migration
    ///   def change, do: create table("orders")
    /// end
    /// ```
    /// ```diff lib/shop/order.ex
    ///  defmodule Shop.Order do
    ///    use Ecto.Schema
    ///
    ///    schema "orders" do
    ///      field :number, :integer
    /// +    field :city, :string
    ///            ^^^^^ `Shop.Order` gains columns `city`, `buyer_id`, but no migration in this change adds them
    /// +    belongs_to :buyer, Shop.Buyer
    ///    end
    ///  end
    /// ```
    /// ### Ecto, where a field goes before its column
    /// ```elixir priv/repo/migrations/20240101000000_init.exs (unchanged)
    /// defmodule Shop.Repo.Migrations.Init do
    ///   use Ecto.Migration
    ///   def change, do: create table("orders")
    /// end
    /// ```
    /// ```diff lib/shop/order.ex
    ///  defmodule Shop.Order do
    ///    use Ecto.Schema
    ///
    ///    schema "orders" do
    ///      field :number, :integer
    /// -    field :city, :string
    ///    end
    ///  end
    /// ```
    "migration/model-without-migration" {
        standard: Medium, strict: High, confidence: Likely,
        check: Check::Model(check),
    }
}

fn check(cx: &Context<'_>, model: Change<&Model>) -> Option<Finding> {
    match model {
        Change::Added(after) => table(cx, after, true),
        Change::Removed(before) => table(cx, before, false),
        Change::Kept { before, after } if before.has_table && after.has_table => {
            columns(cx, after, before, true).or_else(|| columns(cx, before, after, false))
        }
        Change::Kept { .. } => None,
    }
}

/// A model that comes or goes as a whole.
fn table(cx: &Context<'_>, model: &Model, is_new: bool) -> Option<Finding> {
    if !model.has_table || !is_new && !model.orm.drops_at_once() || cx.migrated(model, None, is_new)? != Migrated::No {
        return None;
    }
    let message = match is_new {
        true => format!("model `{}` is new, but no migration in this change creates its table", model.name),
        false => format!("model `{}` is gone, but no migration in this change drops its table", model.name),
    };
    Some(Finding::at(&model.site, message).help(HELP))
}

const HELP: &str = "add the migration to this change; if the schema changes elsewhere, say so with a suppression";

/// The columns of `model` that `other` does not have, as one finding.
fn columns(cx: &Context<'_>, model: &Model, other: &Model, is_new: bool) -> Option<Finding> {
    if !is_new && !model.orm.drops_at_once() {
        return None;
    }
    let is_missing = |field: &&Field| cx.migrated(model, Some(field), is_new) == Some(Migrated::No);
    // Asked about all of them at once.
    let fields: Vec<&Field> = model.beyond(other).into_iter().filter(is_missing).collect();
    let (first, more) = fields.split_first()?;
    let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.column)).collect();
    let (noun, them) = if more.is_empty() { ("column", "it") } else { ("columns", "them") };
    let (gains, adds) = if is_new { ("gains", "adds") } else { ("loses", "drops") };
    let message =
        format!("`{}` {gains} {noun} {}, but no migration in this change {adds} {them}", model.name, names.join(", "));
    let mut finding = Finding::at(&first.site, message).help(HELP);
    finding.detail = names.join(" ");
    finding.related = more.iter().map(|field| (field.site.clone(), format!("`{}` too", field.column))).collect();
    Some(finding)
}
