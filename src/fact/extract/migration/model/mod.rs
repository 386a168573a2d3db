//! Models of ORMs: which columns the code of a file relies on. A file for each ORM; all that is dynamic is left out, or noted as a name
//! that may be a column.

mod django;
mod ecto;
mod ef_core;
mod home;
mod prisma;
mod python;
mod rails;
mod sqlalchemy;
#[cfg(test)]
mod testing;

use std::sync::Arc;

use memchr::memmem::find;

use crate::fact::extract::Neighbours;
use crate::fact::{Field, Model, Orm};
use crate::text::{RepoPath, Site, Span, Text};

/// An ORM, and who reads its files.
struct Room {
    orm: Orm,
    /// Whether a file of this name, in small letters, may hold its models.
    is_named: fn(&str) -> bool,
    /// Words that such a file holds: one of each group.
    needles: &'static [&'static [&'static [u8]]],
    /// Its models.
    read: fn(&[u8]) -> Vec<Found>,
    /// Where their migrations stand.
    home: fn(&RepoPath, &dyn Neighbours) -> Option<RepoPath>,
}

/// All of them. A file may be of several.
const ALL: [Room; 7] = [
    Room {
        orm: Orm::Django,
        is_named: |name| name.ends_with(".py"),
        needles: &[&[b"django"], &[b"Field(", b"ForeignKey(", b"ParentalKey("]],
        read: django::read,
        home: home::of_django,
    },
    Room {
        orm: Orm::SqlAlchemy,
        is_named: |name| name.ends_with(".py"),
        needles: &[&[b"sqlalchemy", b"sqlmodel", b"SQLModel", b"db.Model"], &[b"Column(", b"Mapped[", b"table=True"]],
        read: sqlalchemy::read,
        home: home::of_sqlalchemy,
    },
    Room {
        orm: Orm::Prisma,
        is_named: |name| name.ends_with(".prisma"),
        needles: &[&[b"model"]],
        read: prisma::read,
        home: home::of_prisma,
    },
    Room {
        orm: Orm::Ecto,
        is_named: |name| name.ends_with(".ex"),
        needles: &[&[b"schema"], &[b"field", b"belongs_to"]],
        read: ecto::read,
        home: home::of_ecto,
    },
    Room {
        orm: Orm::EfCore,
        is_named: |name| name.ends_with("modelsnapshot.cs"),
        needles: &[&[b"ModelSnapshot"]],
        read: ef_core::read,
        home: home::of_ef_core,
    },
    Room {
        orm: Orm::Rails,
        is_named: |name| name == "schema.rb" || name.ends_with("_schema.rb"),
        needles: &[&[b"ActiveRecord::Schema"]],
        read: rails::read,
        home: home::of_rails,
    },
    Room {
        orm: Orm::Rails,
        is_named: |name| name == "structure.sql" || name.ends_with("_structure.sql"),
        needles: &[&[b"CREATE TABLE"]],
        read: rails::read_structure,
        home: home::of_rails,
    },
];

impl Room {
    fn is_one(&self, path: &RepoPath, bytes: &[u8]) -> bool {
        let holds = |group: &&[&[u8]]| group.iter().any(|needle| find(bytes, needle).is_some());
        (self.is_named)(&path.lower_name()) && self.needles.iter().all(holds)
    }
}

/// Whether a file of this name may hold models.
#[must_use]
pub fn may_be(path: &RepoPath) -> bool {
    let name = path.lower_name();
    ALL.iter().any(|room| (room.is_named)(&name))
}

/// The models of a file.
#[must_use]
pub fn read(text: &Arc<Text>, beside: &dyn Neighbours) -> Vec<Model> {
    let rooms = ALL.iter().filter(|room| room.is_one(text.path(), text.bytes()));
    let models = rooms.flat_map(|room| {
        let found = (room.read)(text.bytes());
        let home = if found.is_empty() { None } else { (room.home)(text.path(), beside) };
        found.into_iter().map(move |found| found.at(room.orm, home.clone(), text))
    });
    models.collect()
}

/// A model as its reader finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    name: String,
    span: Span,
    table: Option<crate::fact::migration::Name>,
    has_table: bool,
    fields: Vec<Column>,
    others: Vec<String>,
}

/// A field that is a column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    name: String,
    column: String,
    span: Span,
}

impl Column {
    /// One that the database calls as the code does.
    fn new(name: impl Into<String>, span: Span) -> Self {
        let name = name.into();
        Self { column: name.clone(), name, span }
    }

    /// The same one, called so by the database.
    fn called(self, column: impl Into<String>) -> Self {
        Self { column: column.into(), ..self }
    }
}

impl Found {
    fn at(self, orm: Orm, home: Option<RepoPath>, text: &Arc<Text>) -> Model {
        let field = |Column { name, column, span }: Column| Field { name, column, site: Site::new(text, span) };
        Model {
            orm,
            name: self.name,
            table: self.table,
            has_table: self.has_table,
            fields: self.fields.into_iter().map(field).collect(),
            others: self.others,
            home,
            site: Site::new(text, self.span),
        }
    }
}
