//! Migrations: which tool a file belongs to, and what it says in that tool's language.
//!
//! Each framework is a room of its own with one function, `read`: from a [`Source`] to its [`Script`]s. SQL, in a file or in a string of a
//! host language, is read by [`sql`] alone. What a host language decides when it runs is [`Operation::Unknown`](crate::fact::migration::Operation::Unknown), never a guess.

pub(in crate::fact::extract) mod alembic;
mod call;
mod code;
pub(in crate::fact::extract) mod django;
pub(in crate::fact::extract) mod doctrine;
pub(in crate::fact::extract) mod ecto;
mod flow;
mod half;
#[cfg(test)]
mod hostile;
mod inverse;
pub(in crate::fact::extract) mod laravel;
pub(in crate::fact::extract) mod phinx;
mod php;
pub(in crate::fact::extract) mod rails;
#[cfg(test)]
mod shown;
mod sql;
mod types;
mod value;

use crate::text::RepoPath;

/// A migration file to be read.
#[derive(Clone, Copy)]
pub(in crate::fact::extract) struct Source<'a> {
    /// Where it stands.
    pub(in crate::fact::extract) path: &'a RepoPath,
    /// All of it.
    pub(in crate::fact::extract) bytes: &'a [u8],
}
