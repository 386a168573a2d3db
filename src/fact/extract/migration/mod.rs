//! Migrations: which tool a file belongs to, and what it says in that tool's language.
//!
//! Each tool is a room of its own in [`tools`], with one function, `read`: from a [`Source`] to its [`Script`]s. SQL, in a file or in a
//! string of another language, is read by [`sql`] alone; what programs have in common stands in [`language`]. What a program decides when
//! it runs is [`Operation::Unknown`], never a guess. [`read`] puts a migration together from its files, with what stands [`around`] it.
//!
//! [`Operation::Unknown`]: crate::fact::migration::Operation::Unknown
//! [`Script`]: crate::fact::migration::Script

mod around;
mod called;
mod content;
mod directory;
mod excuse;
mod graph;
mod language;
pub mod model;
mod narrow;
mod read;
mod replay;
mod sql;
#[cfg(test)]
mod tests;
mod tool;
mod tools;

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
    tool::is_sql(extension) || tools::may_be(extension)
}
