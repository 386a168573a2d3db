//! The whole tree of a commit, listed from what the API told and read file by file.

use std::sync::Arc;

use bstr::ByteSlice;
use gix::ObjectId;
use gix::objs::tree::EntryKind;

use super::contents::Contents;
use crate::source::git::delta::Place;
use crate::source::git::objects::TreeEntry;
use crate::source::{Error, File, Listed, Tree, Unread, git};
use crate::text::RepoPath;

/// The tree of `root`, a commit.
pub(super) struct RemoteTree {
    contents: Arc<Contents>,
    root: ObjectId,
}

impl RemoteTree {
    pub(super) fn new(contents: &Arc<Contents>, root: ObjectId) -> Self {
        Self { contents: Arc::clone(contents), root }
    }

    /// What stands in the directory `dir`, if there is one.
    fn directory(&self, dir: &RepoPath) -> Result<Option<Arc<[TreeEntry]>>, Error> {
        let mut entries = self.contents.remote.listing(self.root)?;
        for part in dir.as_bstr().split_str("/").filter(|part| !part.is_empty()) {
            let below = entries.iter().find(|entry| entry.name == part && entry.kind == EntryKind::Tree);
            let Some(id) = below.map(|entry| entry.id) else { return Ok(None) };
            entries = self.contents.remote.listing(id)?;
        }
        Ok(Some(entries))
    }
}

impl Tree for RemoteTree {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        let unread = |error: Error| Unread::Failed(error.to_string());
        let Some(entries) = self.directory(&path.parent()).map_err(unread)? else { return Ok(None) };
        let found = entries.iter().find(|entry| entry.name == path.name());
        Ok(match found.and_then(|found| git::entry(found.kind, found.id)) {
            Some(git::delta::Entry { mode, place: Place::Object(id) }) => {
                Some(self.contents.file(path.clone(), mode, id))
            }
            _ => None,
        })
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let entries = self.directory(dir).ok().flatten().unwrap_or_default();
        let listed = |entry: &TreeEntry| Listed { name: entry.name.clone(), is_dir: entry.kind == EntryKind::Tree };
        entries.iter().map(listed).collect()
    }
}
