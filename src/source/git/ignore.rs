//! What `.gitignore` and its kin name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bstr::{BStr, ByteSlice};
use gix::glob::pattern::Case;
use gix::glob::search::pattern::List;
use gix::ignore::search::{Ignore, pattern_matching_relative_path};

use super::git_error;
use crate::source::Error;
use crate::source::disk::Disk;

/// The largest `.gitignore` that is obeyed; a larger one is none.
const LARGEST: u64 = 1 << 20;

/// The ignore rules in force while a working tree is walked: one list for each directory on the way down.
pub(in crate::source) struct Rules<'repo> {
    disk: Arc<Disk>,
    global: gix::AttributeStack<'repo>,
    stack: Vec<Option<List<Ignore>>>,
    case: Case,
}

impl<'repo> Rules<'repo> {
    /// The rules of `repo` outside of its working tree: the user's own and `.git/info/exclude`.
    pub(super) fn new(repo: &'repo gix::Repository, disk: &Arc<Disk>) -> Result<Self, Error> {
        // With an empty index as their only source, no file of the working tree is read behind our back: `enter` does that, safely.
        let nothing = gix::index::State::new(repo.object_hash());
        let source = gix::worktree::stack::state::ignore::Source::IdMapping;
        let global = repo.excludes(&nothing, None, source).map_err(git_error)?;
        let fold = repo.config_snapshot().boolean("core.ignoreCase").unwrap_or(false);
        let case = if fold { Case::Fold } else { Case::Sensitive };
        Ok(Self { disk: Arc::clone(disk), global, stack: Vec::new(), case })
    }

    /// Goes into `directory` (empty for the root), which adds the rules of its `.gitignore`, if it has one.
    pub(in crate::source) fn enter(&mut self, directory: &BStr, has_rules: bool) {
        if !has_rules {
            self.stack.push(None);
            return;
        }
        let path =
            if directory.is_empty() { ".gitignore".into() } else { bstr::join("/", [directory, ".gitignore".into()]) };
        self.stack.push(self.disk.read(path.as_bstr(), LARGEST).ok().and_then(|bytes| {
            let source = path.to_path().map(Path::to_owned).unwrap_or_else(|_| PathBuf::from(".gitignore"));
            List::from_bytes(&bytes, source, Some(Path::new("")), Ignore::default()).ok()
        }));
    }

    /// Leaves the directory entered last.
    pub(in crate::source) fn leave(&mut self) {
        self.stack.pop();
    }

    /// Whether `path`, which lies in the directory entered last, is ignored. Whether that directory is, is not asked again.
    pub(in crate::source) fn ignores(&mut self, path: &BStr, is_directory: bool) -> bool {
        let name = path.rfind_byte(b'/').map(|slash| slash + 1);
        let own = self
            .stack
            .iter()
            .rev()
            .flatten()
            .find_map(|list| pattern_matching_relative_path(list, path, name, Some(is_directory), self.case));
        if let Some(own) = own {
            return !own.pattern.is_negative();
        }
        let mode = is_directory.then_some(gix::index::entry::Mode::DIR);
        let Ok(at) = self.global.at_entry(path, mode) else { return false };
        at.matching_exclude_pattern().is_some_and(|found| {
            // It also tells what ignores a parent; that was asked on the way, and overruled if we are here.
            let glob = gix::glob::wildmatch::Mode::NO_MATCH_SLASH_LITERAL;
            !found.pattern.is_negative()
                && found.pattern.matches_repo_relative_path(path, name, Some(is_directory), self.case, glob)
        })
    }
}
