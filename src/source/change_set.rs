//! A change, whatever it came from: which files differ, and how to read them.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use bstr::BString;

use crate::change::Change;
use crate::text::{RepoPath, Sides};

/// The largest file that is read. Larger ones are said to be unread.
pub const SIZE_CAP: u64 = 16 << 20;

/// What a path holds, as git tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// An ordinary file, executable or not.
    File,
    /// A symbolic link; its content is where it leads. Never followed.
    Link,
    /// A commit of another repository.
    Submodule,
}

/// A file on one side of the change, not read yet.
#[derive(Clone)]
pub struct File {
    /// Where it stands.
    pub path: RepoPath,
    /// What it is.
    pub mode: Mode,
    /// Its bytes, on demand.
    pub blob: Arc<dyn Blob>,
    /// Whether only some of its lines are known: the others are empty, so that line numbers hold.
    pub partial: bool,
}

/// Bytes that can be read when somebody asks.
pub trait Blob: Send + Sync {
    /// Reads all of it, or says why not. Never more than `cap` bytes are held.
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread>;

    /// Opens it to be read piece by piece, where that is possible: a file that is too large to be held can be searched all the same.
    fn open(&self) -> Option<Box<dyn Read>> {
        None
    }

    /// Its size in bytes, told without reading it.
    fn size(&self) -> Result<u64, Unread> {
        match self.read(0) {
            Ok(bytes) => Ok(bytes.len() as u64),
            Err(Unread::TooLarge { size, .. }) => Ok(size),
            Err(unread) => Err(unread),
        }
    }
}

impl Blob for Vec<u8> {
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread> {
        let size = self.len() as u64;
        if size > cap { Err(Unread::TooLarge { size, cap }) } else { Ok(self.clone()) }
    }
}

/// The whole tree of one side, nothing of it read until asked.
pub trait Tree: Send + Sync {
    /// The file at `path`, if there is one.
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread>;

    /// The names right below the directory `dir` (empty for the root), sorted; none where it cannot be listed. It only serves to
    /// find what a file may lean on, so an error is no more than that.
    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let _ = dir;
        Vec::new()
    }
}

/// What a repository knows about its commits.
pub trait Ancestry: Send + Sync {
    /// Whether the target branch or the change contains a commit, named by its id or the first digits of it; nothing where the
    /// repository does not have it.
    ///
    /// # Errors
    /// Why the repository cannot tell, lower case, no full stop.
    fn is_merged(&self, commit: &str) -> Result<Option<bool>, String>;
}

/// A name in a directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The name itself.
    pub name: BString,
    /// Whether it is a directory.
    pub is_dir: bool,
}

/// Why bytes could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Larger than the gate reads.
    #[error("it has {size} bytes, over the limit of {cap}")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The most that is read.
        cap: u64,
    },
    /// The system, or the object database, refused.
    #[error("it cannot be read: {0}")]
    Failed(String),
}

/// Something that the gate did not look at, and why. Every report shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unchecked {
    /// What: a path, a question.
    pub what: String,
    /// Why, lower case, no full stop.
    pub why: String,
}

/// All that a source yields.
pub struct ChangeSet {
    /// The base as a reader knows it: a commit id, `the index`, a directory.
    pub base: String,
    /// The head likewise.
    pub head: String,
    /// The files that differ, sorted by path (the head's, or else the base's). A rename is `Kept`.
    pub files: Vec<Change<File>>,
    /// The whole trees, where the source has them.
    pub trees: Sides<Option<Arc<dyn Tree>>>,
    /// The tree whose policy judges the change: the tip of the target branch, which may have gone on since the base, so that nobody
    /// chooses an old policy by branching off an old commit. A whole tree is judged by its own.
    pub policy_tree: Option<Arc<dyn Tree>>,
    /// The history of the repository, where the source has one.
    pub ancestry: Option<Arc<dyn Ancestry>>,
    /// Whether the base is no state at all (`--all`): everything counts as introduced.
    pub whole_tree: bool,
    /// Whether no file of that tree was left out by name.
    pub every_file: bool,
    /// What the source itself had to leave out.
    pub unchecked: Vec<Unchecked>,
}

/// Where the description of a change stands in reports: no tree can hold a file of that name.
const DESCRIPTION: &str = ".git/PULL_REQUEST.md";

impl ChangeSet {
    /// Adds what the change's author says of it, title and text, as a document.
    pub fn describe(&mut self, text: Vec<u8>) {
        let file = File { path: RepoPath::from(DESCRIPTION), mode: Mode::File, blob: Arc::new(text), partial: false };
        self.files.push(Change::Added(file));
        self.files.sort_by(|a, b| a.as_ref().any().path.cmp(&b.as_ref().any().path));
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("path", &self.path).field("mode", &self.mode).finish_non_exhaustive()
    }
}
