//! Models of ORMs: the tables and columns that code relies on.

use std::collections::BTreeSet;

use super::Fact;
use super::migration::Name;
use crate::change::Identity;
use crate::text::{RepoPath, Site};

/// An object-relational mapper, or a tool that writes down what the database looks like after all migrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Orm {
    /// Django's models.
    Django,
    /// SQLAlchemy, Flask-SQLAlchemy, SQLModel.
    SqlAlchemy,
    /// Prisma's schema.
    Prisma,
    /// Ecto's schemas.
    Ecto,
    /// The model snapshot of Entity Framework Core.
    EfCore,
    /// `schema.rb` and `structure.sql` of Rails.
    Rails,
}

impl Orm {
    /// Whether a column must go in the same change as its field: the tool's own check complains otherwise, or it wrote the file itself.
    /// With the others, a field that goes before its column is the first of two steps.
    #[must_use]
    pub const fn drops_at_once(self) -> bool {
        matches!(self, Self::Django | Self::EfCore | Self::Rails)
    }
}

/// A model, or a class whose fields models take over.
#[derive(Clone, Debug)]
pub struct Model {
    /// Whose it is.
    pub orm: Orm,
    /// Its class, module or entity; the table where there is nothing else.
    pub name: String,
    /// Its table, where the file says so.
    pub table: Option<Name>,
    /// Whether a table belongs to it: not to an abstract class, a proxy, a view, a model that migrations leave alone.
    pub has_table: bool,
    /// The fields that are columns, those of base classes in the same file among them.
    pub fields: Vec<Field>,
    /// Other names that it gives a value: they may be columns, or they may not.
    pub others: Vec<String>,
    /// The directory that its migrations stand in, where it is found.
    pub home: Option<RepoPath>,
    /// Its name.
    pub site: Site,
}

/// A field of a model.
#[derive(Clone, Debug)]
pub struct Field {
    /// As code calls it.
    pub name: String,
    /// As the database calls it.
    pub column: String,
    /// The field's name.
    pub site: Site,
}

impl Model {
    /// Its fields whose columns `other` does not have, and has no name for that may be one.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Vec<&Field> {
        let columns: BTreeSet<String> = other.fields.iter().map(|field| field.column.to_lowercase()).collect();
        let others: BTreeSet<&str> = other.others.iter().map(String::as_str).collect();
        let is_there =
            |field: &&Field| columns.contains(&field.column.to_lowercase()) || others.contains(field.name.as_str());
        self.fields.iter().filter(|field| !is_there(field)).collect()
    }
}

/// Its name, wherever its file stands.
impl Identity for Model {
    type Key = String;

    fn key(&self) -> String {
        format!("{:?} {}", self.orm, self.name)
    }
}

impl Fact for Model {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        let columns = |model: &Self| model.fields.iter().map(|field| field.column.clone()).collect::<Vec<_>>();
        self.table == other.table && self.has_table == other.has_table && columns(self) == columns(other)
    }

    fn may_move(&self) -> bool {
        true
    }

    /// A class that was renamed still has its columns.
    fn by_value(&self) -> Option<String> {
        let columns: Vec<&str> = self.fields.iter().map(|field| field.column.as_str()).collect();
        (!columns.is_empty()).then(|| format!("{:?} {} {}", self.orm, self.has_table, columns.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Model, Orm};
    use crate::text::{RepoPath, Side, Site, Span, Text};

    fn model(columns: &[(&str, &str)], others: &[&str]) -> Model {
        let text = Text::new(Side::Head, RepoPath::from("models.py"), Vec::new());
        let site = Site::new(&text, Span::default());
        let field = |(name, column): &(&str, &str)| Field {
            name: (*name).to_owned(),
            column: (*column).to_owned(),
            site: site.clone(),
        };
        Model {
            orm: Orm::Django,
            name: "Order".to_owned(),
            table: None,
            has_table: true,
            fields: columns.iter().map(field).collect(),
            others: others.iter().map(|name| (*name).to_owned()).collect(),
            home: None,
            site: site.clone(),
        }
    }

    #[test]
    fn a_field_that_is_only_called_otherwise_brings_no_column() {
        let before = model(&[("buyer", "buyer_id"), ("city", "town"), ("old", "old")], &["price"]);
        let after = model(&[("buyer_id", "Buyer_ID"), ("town", "town"), ("price", "price"), ("new", "new")], &[]);
        let columns = |fields: Vec<&Field>| fields.into_iter().map(|field| field.column.clone()).collect::<Vec<_>>();
        assert_eq!(columns(after.beyond(&before)), ["new"]);
        assert_eq!(columns(before.beyond(&after)), ["old"]);
    }
}
