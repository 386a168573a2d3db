//! Why a source yields no change, and what its user can do about it.

use std::path::PathBuf;

use crate::net::github;
use crate::text::RepoPath;

/// Why there is no change to judge.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No repository here or in any directory above.
    #[error("`{}` is not in a git repository", .0.display())]
    NoRepository(PathBuf),
    /// There is one, but it cannot be opened.
    #[error("cannot open the git repository of `{}`: {reason}", .dir.display())]
    Open {
        /// Where it was looked for.
        dir: PathBuf,
        /// What git's reader said.
        reason: String,
    },
    /// Neither `origin/HEAD` nor a branch of a usual name exists.
    #[error("there is no default branch to compare with: none of `origin/HEAD`, `main`, `master` exists")]
    NoDefaultBranch,
    /// A name that leads to nothing.
    #[error("`{name}` is not a commit in this repository")]
    UnknownRevision {
        /// As it was given.
        name: String,
        /// References of a like name.
        near: Vec<String>,
    },
    /// The two commits may have a merge base, but this clone does not hold it.
    #[error("this shallow clone does not contain the merge base of `{base}` and `{head}`")]
    ShallowHistory {
        /// The base as it was given.
        base: String,
        /// The head likewise.
        head: String,
    },
    /// The two commits have nothing in common.
    #[error("`{base}` and `{head}` have no common history")]
    NoCommonHistory {
        /// The base as it was given.
        base: String,
        /// The head likewise.
        head: String,
    },
    /// The question needs a working tree.
    #[error("a bare repository has no {0}")]
    Bare(&'static str),
    /// The index holds conflicts.
    #[error("`{0}` has unresolved merge conflicts")]
    Unmerged(RepoPath),
    /// An object that the comparison needs is not in this clone.
    #[error("{what} {id} is not in this clone")]
    MissingObject {
        /// Its kind.
        what: &'static str,
        /// Its name.
        id: String,
    },
    /// More differs than the gate takes in.
    #[error("the change is too large: {0}")]
    TooLarge(String),
    /// Git's own data cannot be read.
    #[error("the repository cannot be read: {0}")]
    Git(String),
    /// A path that was asked for cannot be read.
    #[error("`{}` cannot be read: {reason}", .path.display())]
    Path {
        /// As it was given.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A path that was asked for lies elsewhere.
    #[error("`{}` is outside `{}`", .path.display(), .root.display())]
    Outside {
        /// As it was given.
        path: PathBuf,
        /// Where it should lie.
        root: PathBuf,
    },
    /// The diff is none, or a broken one.
    #[error("the diff cannot be read: line {line}: {what}")]
    Patch {
        /// From 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// The checkout is neither the diff's base nor its head.
    #[error("the checkout matches neither the base nor the head of the diff: {reason}")]
    PatchDoesNotFit {
        /// Which file shows it, and how.
        reason: String,
    },
    /// GitHub did not tell the change, or not all of it.
    #[error("the change cannot be fetched from GitHub: {0}")]
    GitHub(#[source] github::Error),
}

impl Error {
    /// What its user can do, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::NoRepository(_) => {
                "run it inside a clone, or read a directory with `--all PATH` or a diff with `--diff FILE`"
            }
            Self::NoDefaultBranch => {
                "set the base with `--base REF`, or run `git remote set-head origin --auto`; in CI, fetch the base branch too"
            }
            Self::UnknownRevision { near, .. } if !near.is_empty() => {
                return Some(format!("did you mean `{}`?", near.join("`, `")));
            }
            Self::UnknownRevision { .. } => "fetch it first: a CI checkout often has only one branch",
            Self::ShallowHistory { .. } => "run `git fetch --unshallow`, or set `fetch-depth: 0` in actions/checkout",
            Self::NoCommonHistory { .. } => "choose another base with `--base REF`",
            Self::Bare(_) => "compare two commits with `--base REF --head REF`",
            Self::Unmerged(_) => "finish the merge (`git add` the resolved files), then check again",
            Self::MissingObject { .. } => "clone without `--filter`, or run `git fetch --refetch --no-filter`",
            Self::PatchDoesNotFit { .. } => "check out the diff's base or head commit, or run outside a checkout",
            Self::GitHub(error) => return error.help().map(str::to_owned),
            Self::Outside { .. } => "run it in a directory that contains every path",
            Self::Open { .. } | Self::TooLarge(_) | Self::Git(_) | Self::Path { .. } | Self::Patch { .. } => {
                return None;
            }
        };
        Some(help.to_owned())
    }

    /// Whether the change exists but could not be seen whole: exit code 3, where all else is a wrong call (2).
    #[must_use]
    pub fn unverifiable(&self) -> bool {
        matches!(
            self,
            Self::ShallowHistory { .. }
                | Self::MissingObject { .. }
                | Self::TooLarge(_)
                | Self::PatchDoesNotFit { .. }
                | Self::GitHub(_)
        ) || matches!(self, Self::UnknownRevision { name, .. } if is_full_id(name))
    }
}

/// Whether `name` is a commit's whole id: nobody mistypes one, so that the clone lacks the commit.
fn is_full_id(name: &str) -> bool {
    gix::ObjectId::from_hex(name.as_bytes()).is_ok()
}
