//! Which paths differ and how, before any content is read.

use std::collections::BTreeMap;

use bstr::{BStr, BString, ByteSlice};
use gix::ObjectId;

use crate::change::Change;
use crate::source::renames::{self, Candidate};
use crate::source::{Error, File, Mode, Unchecked};
use crate::text::RepoPath;

/// The longest path that is followed: what systems can check out. Deeper trees are said to be unread.
const LONGEST_PATH: usize = 4096;

/// How much one change may hold. A tree that names itself over and over would otherwise never end.
const MOST_PATHS: usize = 1_000_000;
const MOST_PATH_BYTES: usize = 256 << 20;

/// One path on one side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Entry {
    pub(in crate::source) mode: Mode,
    pub(in crate::source) place: Place,
}

/// Where the content lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Place {
    /// In the object database.
    Object(ObjectId),
    /// In the working tree.
    Disk,
}

/// A path with what it was and is.
pub(super) type Delta = (BString, Option<Entry>, Option<Entry>);

/// What differs, by path.
#[derive(Default)]
pub(in crate::source) struct Deltas {
    by_path: BTreeMap<BString, (Option<Entry>, Option<Entry>)>,
    path_bytes: usize,
    unchecked: Vec<Unchecked>,
}

impl Deltas {
    /// Takes in what `path` was and is. Equal sides are no difference.
    pub(super) fn add(&mut self, path: BString, before: Option<Entry>, after: Option<Entry>) -> Result<(), Error> {
        if before == after {
            return Ok(());
        }
        self.path_bytes += path.len();
        self.by_path.insert(path, (before, after));
        if self.by_path.len() > MOST_PATHS || self.path_bytes > MOST_PATH_BYTES {
            return Err(Error::TooLarge(format!("more than {MOST_PATHS} paths differ")));
        }
        Ok(())
    }

    /// What `path` was and is, if that differs so far.
    pub(super) fn get(&self, path: &BStr) -> Option<(Option<Entry>, Option<Entry>)> {
        self.by_path.get::<[u8]>(path.as_ref()).copied()
    }

    /// Forgets `path`: its sides proved equal.
    pub(super) fn remove(&mut self, path: &BStr) {
        self.by_path.remove::<[u8]>(path.as_ref());
    }

    /// Says that `path` was not looked at.
    pub(super) fn skip(&mut self, path: &BStr, why: impl Into<String>) {
        self.unchecked.push(Unchecked { what: RepoPath::new(path).to_string(), why: why.into() });
    }

    /// Takes in what somebody else left out.
    pub(super) fn say(&mut self, row: Unchecked) {
        self.unchecked.push(row);
    }

    /// Whether `path` is one that is followed; else says why not.
    pub(super) fn admits(&mut self, path: &BStr, name: &BStr) -> bool {
        let why = if path.len() > LONGEST_PATH {
            format!("its path is longer than {LONGEST_PATH} bytes")
        } else if name.is_empty() || name == "." || name == ".." || name.contains(&b'/') || name == ".git" {
            "git refuses to check out this name".to_owned()
        } else {
            return true;
        };
        self.skip(path[..path.len().min(LONGEST_PATH)].as_bstr(), why);
        false
    }

    /// What differs, by path, and what was left out.
    pub(super) fn into_entries(self) -> (Vec<Delta>, Vec<Unchecked>) {
        let entries = self.by_path.into_iter().map(|(path, (before, after))| (path, before, after));
        (entries.collect(), self.unchecked)
    }

    /// The objects that hold what differs.
    pub(in crate::source) fn objects(&self) -> impl Iterator<Item = ObjectId> {
        let entries = self.by_path.values().flat_map(|(before, after)| [*before, *after]).flatten();
        entries.filter(|entry| entry.mode != Mode::Submodule).filter_map(|entry| match entry.place {
            Place::Object(id) => Some(id),
            Place::Disk => None,
        })
    }

    /// Says of the paths that `doubts` picks that they were not looked at, and forgets them.
    pub(in crate::source) fn leave_out(&mut self, doubts: impl Fn(&BStr) -> bool, why: &str) {
        let doubtful: Vec<BString> = self.by_path.keys().filter(|path| doubts(path.as_ref())).cloned().collect();
        for path in doubtful {
            self.remove(path.as_ref());
            self.skip(path.as_ref(), why);
        }
    }

    /// The files that differ, renames paired, sorted by path; and what was left out. `file` makes what an entry leads to, and
    /// `identify` finds the id of content that has none yet.
    pub(in crate::source) fn into_changes(
        self,
        file: impl Fn(&RepoPath, Entry) -> Option<Candidate<ObjectId>>,
        identify: impl Fn(&File) -> Option<ObjectId> + Sync,
    ) -> (Vec<Change<File>>, Vec<Unchecked>) {
        let mut unchecked = self.unchecked;
        let mut changes = Vec::new();
        for (path, (before, after)) in self.by_path {
            let path = RepoPath::new(path);
            if [before, after].into_iter().flatten().any(|entry| entry.mode == Mode::Submodule) {
                unchecked.push(submodule(&path));
            }
            let side = |entry: Option<Entry>| entry.and_then(|entry| file(&path, entry));
            changes.extend(Change::from_sides(side(before), side(after)));
        }
        unchecked.sort();
        unchecked.dedup();
        (renames::pair(changes, identify), unchecked)
    }
}

/// The row that says that a submodule was left out.
pub(in crate::source) fn submodule(path: &RepoPath) -> Unchecked {
    Unchecked { what: path.to_string(), why: "a submodule, whose repository is not read".to_owned() }
}
