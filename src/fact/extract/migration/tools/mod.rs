//! The tools whose migrations are written in a language of their own, or in a programming language.

mod alembic;
mod db_migrate;
mod django;
mod doctrine;
mod ecto;
mod ef_core;
mod fluent_migrator;
mod flyway_java;
mod goose;
#[cfg(test)]
mod hostile;
mod knex;
mod kysely;
mod laravel;
mod liquibase;
mod mikroorm;
mod node_pg_migrate;
mod pgroll;
mod phinx;
mod rails;
mod refinery;
mod sea_orm;
mod sequelize;
#[cfg(test)]
mod tests;
mod typeorm;

use super::Source;
use crate::fact::migration::{Framework, Script};

/// A tool, and who reads its files.
pub(super) struct Room {
    /// The tool.
    pub(super) framework: Framework,
    /// The endings of its files.
    extensions: &'static [&'static str],
    /// Whether a file is one of its migrations: by its text, without parsing it.
    is_one: fn(Source<'_>) -> bool,
    /// What it says.
    pub(super) read: fn(Source<'_>) -> Vec<Script>,
}

/// All of them. The first whose mark a file bears reads it.
const ALL: &[Room] = &[
    Room { framework: Framework::Rails, extensions: RUBY, is_one: rails::is_one, read: rails::read },
    Room { framework: Framework::Django, extensions: PYTHON, is_one: django::is_one, read: django::read },
    Room { framework: Framework::Alembic, extensions: PYTHON, is_one: alembic::is_one, read: alembic::read },
    Room { framework: Framework::Laravel, extensions: PHP, is_one: laravel::is_one, read: laravel::read },
    Room { framework: Framework::Doctrine, extensions: PHP, is_one: doctrine::is_one, read: doctrine::read },
    Room { framework: Framework::Phinx, extensions: PHP, is_one: phinx::is_one, read: phinx::read },
    Room { framework: Framework::Ecto, extensions: ELIXIR, is_one: ecto::is_one, read: ecto::read },
    Room { framework: Framework::TypeOrm, extensions: SCRIPT, is_one: typeorm::is_one, read: typeorm::read },
    Room { framework: Framework::MikroOrm, extensions: SCRIPT, is_one: mikroorm::is_one, read: mikroorm::read },
    Room { framework: Framework::Kysely, extensions: SCRIPT, is_one: kysely::is_one, read: kysely::read },
    Room {
        framework: Framework::NodePgMigrate,
        extensions: SCRIPT,
        is_one: node_pg_migrate::is_one,
        read: node_pg_migrate::read,
    },
    Room { framework: Framework::Sequelize, extensions: SCRIPT, is_one: sequelize::is_one, read: sequelize::read },
    Room { framework: Framework::Knex, extensions: SCRIPT, is_one: knex::is_one, read: knex::read },
    Room { framework: Framework::DbMigrate, extensions: SCRIPT, is_one: db_migrate::is_one, read: db_migrate::read },
    Room { framework: Framework::EfCore, extensions: CSHARP, is_one: ef_core::is_one, read: ef_core::read },
    Room {
        framework: Framework::FluentMigrator,
        extensions: CSHARP,
        is_one: fluent_migrator::is_one,
        read: fluent_migrator::read,
    },
    Room { framework: Framework::Goose, extensions: GO, is_one: goose::is_one, read: goose::read },
    Room { framework: Framework::SeaOrm, extensions: RUST, is_one: sea_orm::is_one, read: sea_orm::read },
    Room { framework: Framework::Refinery, extensions: RUST, is_one: refinery::is_one, read: refinery::read },
    Room { framework: Framework::Flyway, extensions: JAVA, is_one: flyway_java::is_one, read: flyway_java::read },
    Room { framework: Framework::Pgroll, extensions: DOCUMENT, is_one: pgroll::is_one, read: pgroll::read },
    Room { framework: Framework::Liquibase, extensions: DOCUMENT, is_one: liquibase::is_one, read: liquibase::read },
];

const RUBY: &[&str] = &["rb"];
const PYTHON: &[&str] = &["py"];
const PHP: &[&str] = &["php"];
const ELIXIR: &[&str] = &["exs", "ex"];
const SCRIPT: &[&str] = &["js", "cjs", "mjs", "ts", "cts", "mts"];
const CSHARP: &[&str] = &["cs"];
const GO: &[&str] = &["go"];
const RUST: &[&str] = &["rs"];
const JAVA: &[&str] = &["java"];
const DOCUMENT: &[&str] = &["xml", "yaml", "yml", "json"];

/// Who reads a file with this ending.
pub(super) fn of(source: Source<'_>, extension: &str) -> Option<&'static Room> {
    ALL.iter().find(|room| room.extensions.contains(&extension) && (room.is_one)(source))
}

/// Whether a file with this ending may be a migration of one of them.
pub(super) fn may_be(extension: &str) -> bool {
    ALL.iter().any(|room| room.extensions.contains(&extension))
}
