//! Which files of a working tree a walk takes: only what git does not know yet, or all but what it ignores.

use std::sync::Arc;

use bstr::{BStr, BString, ByteSlice};

use super::Error;
use super::ignore::Rules;
use super::index::Index;
use crate::source::disk::Disk;
use crate::source::walk::{self, join};

/// A guide through a working tree.
pub(in crate::source) struct Guide<'a> {
    rules: Rules<'a>,
    index: &'a Index,
    /// Where the walk's root lies in the working tree: empty, or ending with `/`.
    prefix: BString,
    /// Whether files in the index are taken.
    tracked: bool,
    /// For each directory entered: whether it is ignored, so that only tracked files in it count.
    ignored: Vec<bool>,
    next_is_ignored: bool,
}

impl<'a> Guide<'a> {
    /// To the files that are neither in the index nor ignored.
    pub(super) fn untracked(repo: &'a gix::Repository, disk: &Arc<Disk>, index: &'a Index) -> Result<Self, Error> {
        Self::new(repo, disk, index, BString::default(), false)
    }

    /// To all files below `prefix`, but those that are ignored and not in the index.
    pub(super) fn all(
        repo: &'a gix::Repository,
        disk: &Arc<Disk>,
        index: &'a Index,
        prefix: BString,
    ) -> Result<Self, Error> {
        Self::new(repo, disk, index, prefix, true)
    }

    fn new(
        repo: &'a gix::Repository,
        disk: &Arc<Disk>,
        index: &'a Index,
        prefix: BString,
        tracked: bool,
    ) -> Result<Self, Error> {
        let rules = Rules::new(repo, disk)?;
        Ok(Self { rules, index, prefix, tracked, ignored: Vec::new(), next_is_ignored: false })
    }

    /// Whether the index holds a file below `directory`.
    fn holds_below(&self, directory: &BStr) -> bool {
        let below = join(directory, "/".into());
        let entries = self.index.entries();
        let at = entries.partition_point(|entry| entry.path(self.index) < below.as_bstr());
        entries.get(at).is_some_and(|entry| entry.path(self.index).starts_with(&below))
    }

    /// A submodule, or a directory that a sparse index holds as one.
    fn is_one_entry(&self, directory: &BStr) -> bool {
        let entry = self.index.entry_by_path(directory).or_else(|| {
            let whole = join(directory, "/".into());
            self.index.entry_by_path(whole.as_bstr())
        });
        entry.is_some_and(|entry| entry.mode.is_submodule() || entry.mode.is_sparse())
    }
}

impl walk::Guide for Guide<'_> {
    fn enter(&mut self, directory: &BStr, has_rules: bool) {
        let directory = self.whole(directory);
        if self.ignored.is_empty() && !directory.is_empty() {
            // The way from the working tree's root down to where the walk starts.
            self.rules.enter("".into(), true);
            for slash in directory.find_iter("/") {
                self.rules.enter(directory[..slash].as_bstr(), true);
            }
        }
        self.rules.enter(directory.as_bstr(), has_rules);
        self.ignored.push(self.next_is_ignored);
    }

    fn leave(&mut self) {
        self.rules.leave();
        self.ignored.pop();
    }

    fn wants(&mut self, path: &BStr, is_directory: bool) -> bool {
        let path = self.whole(path);
        let path = path.as_bstr();
        // Most files are tracked, and of those the rules say nothing.
        if !is_directory && self.index.entry_by_path(path).is_some() {
            return self.tracked;
        }
        let ignored = self.ignored.last() == Some(&true) || self.rules.ignores(path, is_directory);
        if is_directory {
            self.next_is_ignored = ignored;
            return !self.is_one_entry(path) && (!ignored || (self.tracked && self.holds_below(path)));
        }
        !ignored
    }

    fn stops_at_repositories(&self) -> bool {
        true
    }

    fn tells_oddities(&self) -> bool {
        self.tracked
    }
}

impl Guide<'_> {
    /// A path below the walk's root, seen from the working tree's.
    fn whole(&self, path: &BStr) -> BString {
        let whole = join(self.prefix.as_bstr(), path);
        whole.strip_suffix(b"/").unwrap_or(&whole).into()
    }
}
