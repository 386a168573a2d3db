//! A change, whatever it came from: which files differ, and how to read them.

use std::collections::{BTreeMap, BTreeSet};
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

    /// Every ordinary file but those below directories that `enters` turns down; none where a tree cannot be walked without asking a
    /// server for each directory of it.
    fn every_file(&self, enters: Enters<'_>) -> Option<EveryFile> {
        let _ = enters;
        None
    }
}

/// Whether to look into a directory.
pub type Enters<'a> = &'a (dyn Fn(&RepoPath) -> bool + Sync);

/// What a walk through a whole tree found.
#[derive(Debug, Default)]
pub struct EveryFile {
    /// The files, sorted by path.
    pub files: Vec<File>,
    /// What could not be walked: a directory, or all that lies behind a bound.
    pub unchecked: Vec<Unchecked>,
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

/// Whether a file is the description of a change, which stands in no directory.
#[must_use]
pub fn is_description(path: &RepoPath) -> bool {
    path.as_bstr() == DESCRIPTION
}

impl ChangeSet {
    /// Adds what the change's author says of it, title and text, as a document.
    pub fn describe(&mut self, text: Vec<u8>) {
        let file = File { path: RepoPath::from(DESCRIPTION), mode: Mode::File, blob: Arc::new(text), partial: false };
        self.files.push(Change::Added(file));
        self.files.sort_by(|a, b| a.as_ref().any().path.cmp(&b.as_ref().any().path));
    }
}

/// Bytes that files of a head come to hold.
pub type Edited = BTreeMap<RepoPath, Arc<Vec<u8>>>;

impl ChangeSet {
    /// The same change, as if these files of the head held other bytes.
    #[must_use]
    pub fn with_head(&self, edited: &Edited) -> Self {
        let mut files: Vec<_> = self.files.iter().filter_map(|change| edited_change(change, edited)).collect();
        let known: BTreeSet<&RepoPath> =
            self.files.iter().filter_map(|change| Some(&change.as_ref().after()?.path)).collect();
        // A value may stand in a file that the change did not touch so far.
        files.extend(edited.keys().filter(|path| !known.contains(path)).filter_map(|path| {
            let find = |tree: &Option<Arc<dyn Tree>>| tree.as_ref()?.file(path).ok().flatten();
            edited_change(&Change::from_sides(find(&self.trees.base), find(&self.trees.head))?, edited)
        }));
        files.sort_by(|a, b| a.as_ref().any().path.cmp(&b.as_ref().any().path));
        let over = |below: &Arc<dyn Tree>| -> Arc<dyn Tree> {
            Arc::new(EditedTree { below: Arc::clone(below), edited: edited.clone() })
        };
        let head = self.trees.head.as_ref().map(over);
        Self {
            base: self.base.clone(),
            head: self.head.clone(),
            files,
            ancestry: self.ancestry.clone(),
            policy_tree: if self.whole_tree { head.clone() } else { self.policy_tree.clone() },
            trees: Sides { base: self.trees.base.clone(), head },
            unchecked: self.unchecked.clone(),
            ..*self
        }
    }
}

/// What becomes of a change; nothing if its file comes to hold what the base has.
fn edited_change(change: &Change<File>, edited: &Edited) -> Option<Change<File>> {
    let (before, after) = (change.as_ref().before().cloned(), change.as_ref().after().cloned());
    let Some(bytes) = after.as_ref().and_then(|file| edited.get(&file.path)) else { return Some(change.clone()) };
    let is_as_before = |before: &File| {
        change.as_ref().after().is_some_and(|after| after.path == before.path)
            && before.blob.read(SIZE_CAP).is_ok_and(|was| was == **bytes)
    };
    if before.as_ref().is_some_and(is_as_before) {
        return None;
    }
    Change::from_sides(before, after.map(|file| file.holding(bytes)))
}

impl File {
    /// The same file with other bytes.
    fn holding(self, bytes: &Arc<Vec<u8>>) -> Self {
        let blob = Arc::clone(bytes);
        Self { blob, ..self }
    }
}

/// A tree some of whose files hold other bytes.
struct EditedTree {
    below: Arc<dyn Tree>,
    edited: Edited,
}

impl Tree for EditedTree {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        let found = self.below.file(path)?;
        Ok(match self.edited.get(path) {
            Some(bytes) => found.map(|file| file.holding(bytes)),
            None => found,
        })
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        self.below.list(dir)
    }

    fn every_file(&self, enters: Enters<'_>) -> Option<EveryFile> {
        let mut found = self.below.every_file(enters)?;
        for file in &mut found.files {
            if let Some(bytes) = self.edited.get(&file.path) {
                *file = file.clone().holding(bytes);
            }
        }
        Some(found)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("path", &self.path).field("mode", &self.mode).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Edited, SIZE_CAP};
    use crate::change::Change;
    use crate::source::memory::{self, Files};
    use crate::text::RepoPath;

    fn files<const N: usize>(files: [(&str, &str); N]) -> Files {
        files.map(|(path, text)| (RepoPath::from(path), text.as_bytes().to_vec())).into()
    }

    #[test]
    fn a_head_is_edited_without_being_written() {
        let set = memory::change_set(
            files([("a", "1"), ("b", "1"), ("c", "1")]),
            files([("a", "2"), ("b", "2"), ("c", "1")]),
        );
        let edited: Edited = [("a", "3"), ("b", "1"), ("c", "9"), ("none", "x")]
            .map(|(path, text)| (RepoPath::from(path), Arc::new(text.as_bytes().to_vec())))
            .into();
        let after = set.with_head(&edited);
        let shown = |change: &Change<super::File>| {
            let text = |file: &super::File| String::from_utf8(file.blob.read(SIZE_CAP).unwrap()).unwrap();
            let (before, after) = change.as_ref().both().unwrap();
            format!("{} {} {}", after.path, text(before), text(after))
        };
        assert_eq!(after.files.iter().map(shown).collect::<Vec<_>>(), ["a 1 3", "c 1 9"]);
        let tree = after.trees.head.unwrap();
        assert_eq!(tree.file(&RepoPath::from("a")).unwrap().unwrap().blob.read(SIZE_CAP).unwrap(), b"3");
        assert!(tree.file(&RepoPath::from("none")).unwrap().is_none());
    }
}
