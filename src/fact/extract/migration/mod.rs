//! Migrations: which tool a file belongs to, and what it says in that tool's language.
//!
//! Each framework is a room of its own with one function, `read`: from a [`Source`] to its [`Script`]s. SQL, in a file or in a string of a
//! host language, is read by [`sql`] alone. What a host language decides when it runs is [`Operation::Unknown`](crate::fact::migration::Operation::Unknown), never a guess.

mod alembic;
mod around;
mod call;
mod called;
mod code;
mod content;
mod csharp;
mod db_migrate;
mod directory;
mod django;
mod ef_core;
mod excuse;
mod flow;
mod fluent_migrator;
mod flyway_java;
mod goose;
mod graph;
mod half;
mod inverse;
mod javascript;
mod knex;
mod kysely;
mod liquibase;
mod mikroorm;
pub mod model;
mod node_pg_migrate;
mod pgroll;
mod placeholder;
mod program;
mod rails;
mod read;
mod refinery;
mod replay;
mod rooms;
mod sea_orm;
mod sequelize;
#[cfg(test)]
mod shown;
mod sql;
mod strings;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod tool;
mod typeorm;
mod types;
mod unread;
mod value;

pub use around::{Landed, explain_deletions};
pub use read::{Location, Part, place, read};
pub use replay::schema;

use crate::text::RepoPath;

/// A migration file to be read.
#[derive(Clone, Copy)]
pub(in crate::fact::extract) struct Source<'a> {
    /// Where it stands.
    pub(in crate::fact::extract) path: &'a RepoPath,
    /// All of it.
    pub(in crate::fact::extract) bytes: &'a [u8],
}

/// Whether a file of this name may be a migration.
#[must_use]
pub fn may_be(path: &RepoPath) -> bool {
    let name = path.rendered_name();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    tool::is_sql(extension) || rooms::may_be(extension)
}
