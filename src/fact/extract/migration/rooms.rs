//! The tools whose migrations are written in a language of their own, or in a programming language.

use super::{Source, alembic, django, rails};
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
    Room { framework: Framework::Rails, extensions: &["rb"], is_one: rails::is_one, read: rails::read },
    Room { framework: Framework::Django, extensions: &["py"], is_one: django::is_one, read: django::read },
    Room { framework: Framework::Alembic, extensions: &["py"], is_one: alembic::is_one, read: alembic::read },
];

/// Who reads a file with this ending.
pub(super) fn of(source: Source<'_>, extension: &str) -> Option<&'static Room> {
    ALL.iter().find(|room| room.extensions.contains(&extension) && (room.is_one)(source))
}

/// Whether a file with this ending may be a migration of one of them.
pub(super) fn may_be(extension: &str) -> bool {
    ALL.iter().any(|room| room.extensions.contains(&extension))
}
