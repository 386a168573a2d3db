//! Migrations: which tool a file belongs to, and what it says in that tool's language.
//!
//! Each framework is a room of its own with one function, `read`: from a [`Source`] to its [`Script`]s. SQL, in a file or in a string of a
//! host language, is read by [`sql`] alone. What a host language decides when it runs is [`Operation::Unknown`](crate::fact::migration::Operation::Unknown), never a guess.

mod code;
mod csharp;
pub(in crate::fact::extract) mod db_migrate;
mod dialect;
pub(in crate::fact::extract) mod ef_core;
mod filled;
pub(in crate::fact::extract) mod fluent_migrator;
pub(in crate::fact::extract) mod flyway_java;
pub(in crate::fact::extract) mod goose;
mod javascript;
mod kinds;
pub(in crate::fact::extract) mod knex;
pub(in crate::fact::extract) mod kysely;
pub(in crate::fact::extract) mod liquibase;
pub(in crate::fact::extract) mod mikroorm;
pub(in crate::fact::extract) mod node_pg_migrate;
pub(in crate::fact::extract) mod pgroll;
mod placeholder;
mod program;
pub(in crate::fact::extract) mod refinery;
pub(in crate::fact::extract) mod sea_orm;
pub(in crate::fact::extract) mod sequelize;
mod sql;
mod strings;
#[cfg(test)]
mod testing;
pub(in crate::fact::extract) mod typeorm;
mod unread;

use crate::text::RepoPath;

/// A migration file to be read.
#[derive(Clone, Copy)]
pub(in crate::fact::extract) struct Source<'a> {
    /// Where it stands.
    pub(in crate::fact::extract) path: &'a RepoPath,
    /// All of it.
    pub(in crate::fact::extract) bytes: &'a [u8],
}
