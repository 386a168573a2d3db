//! A change as GitHub's API has it, without a checkout: nothing of it ever stands on this machine's disk.

mod concurrent;
mod contents;
mod listing;
mod remote;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod tree;

use std::collections::BTreeSet;
use std::sync::Arc;

use bstr::{BStr, ByteSlice};
use gix::ObjectId;

use self::contents::Contents;
use self::listing::id;
use self::remote::Remote;
use self::tree::RemoteTree;
use super::git::delta::{Deltas, Entry, Place};
use super::git::revision::{label, merge_base_label};
use super::git::trees;
use super::renames::Candidate;
use super::{ChangeSet, Error, Mode, Tree};
use crate::net::github::Client;
use crate::text::{RepoPath, Sides};

/// What `head` brings to `repository` (`owner/name`) since it left `base`, by the policy of `base` itself. Both are commits by their full
/// id (those of a fork's pull request are known to the repository that it is for), or branches.
///
/// # Errors
/// [`Error::GitHub`] where the change could not be asked for whole; [`Error::NoCommonHistory`]; [`Error::TooLarge`].
pub fn read(client: &Arc<Client>, repository: &str, base: &str, head: &str) -> Result<ChangeSet, Error> {
    let remote = Arc::new(Remote::new(client, repository)?);
    let (from, to) = (remote.commit(base)?, remote.commit(head)?);
    let start = remote.merge_base((base, from), (head, to))?;
    let mut deltas = Deltas::default();
    if start != to {
        let trees: BTreeSet<ObjectId> = [start, to, from].into();
        remote.load(trees)?;
        trees::between(&*remote, Some(start), Some(to), &mut deltas)?;
    }
    deltas.leave_out(is_doubtful, "its name is not UTF-8, which GitHub's API cannot represent; use a checkout");
    let contents = Arc::new(Contents::new(&remote));
    contents.fetch(deltas.objects())?;
    let file = |path: &RepoPath, entry: Entry| match (entry.mode, entry.place) {
        (Mode::Submodule, _) | (_, Place::Disk) => None,
        (mode, Place::Object(id)) => Some(Candidate { file: contents.file(path.clone(), mode, id), id: Some(id) }),
    };
    let (files, unchecked) = deltas.into_changes(file, |_| None);
    let tree = |root: ObjectId| Some(Arc::new(RemoteTree::new(&contents, root)) as Arc<dyn Tree>);
    Ok(ChangeSet {
        base: merge_base_label(start, from, base),
        head: label(to, head),
        files,
        trees: Sides { base: tree(start), head: tree(to) },
        ancestry: None,
        policy_tree: tree(from),
        whole_tree: false,
        every_file: false,
        unchecked,
    })
}

/// The commit that the tip of `branch` is.
///
/// # Errors
/// [`Error::GitHub`] where there is no such branch, or GitHub does not tell.
pub fn tip(client: &Arc<Client>, repository: &str, branch: &str) -> Result<String, Error> {
    Ok(Remote::new(client, repository)?.tip(branch)?.to_string())
}

/// The whole tree of `commit`, given by its full id; nothing is asked for before somebody reads.
///
/// # Errors
/// A name that is not `owner/name`, or an id that is none.
pub fn tree_at(client: &Arc<Client>, repository: &str, commit: &str) -> Result<Arc<dyn Tree>, Error> {
    let remote = Arc::new(Remote::new(client, repository)?);
    Ok(Arc::new(RemoteTree::new(&Arc::new(Contents::new(&remote)), id(commit, "a commit")?)))
}

/// Whether JSON could not tell a path: bytes that are no UTF-8 come as a replacement character, or quoted as git quotes them.
fn is_doubtful(path: &BStr) -> bool {
    let is_quoted =
        |name: &[u8]| name.len() > 1 && name.starts_with(b"\"") && name.ends_with(b"\"") && name.contains(&b'\\');
    path.contains_str("\u{fffd}") || is_quoted(path) || path.split_str("/").any(is_quoted)
}
