//! The index, and what differs between a tree and it.

use std::ops::Range;
use std::sync::Arc;

use bstr::{BStr, BString, ByteSlice};
use gix::ObjectId;
use gix::index::entry::{Flags, Stage};
use gix::index::extension::Tree as CachedTree;

use super::delta::{Deltas, Entry, Place, submodule};
use super::objects::{Objects, TreeEntry, read_tree};
use super::trees::{below, directory, merge, unique};
use super::{Error, entry, git_error};
use crate::source::walk::join;
use crate::source::{File, Listed, Tree, Unchecked, Unread};
use crate::text::RepoPath;

/// The index as it lies on disk; an absent one is empty.
pub(super) type Index = gix::worktree::Index;

/// Reads the index; refuses one that holds conflicts, since it has no one content to judge.
pub(super) fn read(objects: &Objects) -> Result<Index, Error> {
    let index = objects.with(gix::Repository::index_or_empty).map_err(git_error)?;
    match index.entries().iter().find(|entry| entry.stage() != Stage::Unconflicted) {
        Some(entry) => Err(Error::Unmerged(RepoPath::new(entry.path(&index)))),
        None => Ok(index),
    }
}

/// What an index entry holds; `None` for one that is only announced (`git add --intent-to-add`), and for a whole directory.
pub(super) fn held(item: &gix::index::Entry) -> Option<Entry> {
    if item.flags.contains(Flags::INTENT_TO_ADD) {
        return None;
    }
    entry(item.mode.to_tree_entry_mode()?.kind(), item.id)
}

/// What the index holds at or below `start` and a walk of the working tree does not see, as rows; the first `cut` bytes of a path
/// are not shown.
pub(super) fn left_out(index: &Index, start: &BStr, cut: usize) -> Vec<Unchecked> {
    let mut rows = Vec::new();
    let mut sparse = 0_usize;
    for item in index.entries() {
        let path = item.path(index);
        if !(start.is_empty() || path == start || RepoPath::new(path).is_under(&RepoPath::new(start))) {
            continue;
        }
        if item.mode.is_submodule() {
            rows.push(submodule(&RepoPath::new(&path[cut.min(path.len())..])));
        } else if item.flags.contains(Flags::SKIP_WORKTREE) {
            sparse += 1;
        }
    }
    if sparse > 0 {
        let why = format!("{sparse} files or directories of the index are not checked out");
        rows.push(Unchecked { what: "the sparse checkout".to_owned(), why });
    }
    rows
}

/// Adds all that differs between the tree `base` and the index. Directories that the index knows to be equal are skipped unread.
pub(super) fn against_tree(
    repo: &gix::Repository,
    base: Option<ObjectId>,
    index: &Index,
    deltas: &mut Deltas,
) -> Result<(), Error> {
    let all =
        Directory { prefix: BString::default(), tree: base, range: 0..index.entries().len(), cached: index.tree() };
    let mut waiting = vec![all];
    while let Some(at) = waiting.pop() {
        if at.is_known_equal() {
            continue;
        }
        let items = &index.entries()[at.range.clone()];
        // A sparse index holds whole directories as one entry.
        if let [whole] = items
            && whole.mode.is_sparse()
            && whole.path(index) == at.prefix
        {
            below(repo, at.prefix, at.tree, Some(whole.id), deltas)?;
            continue;
        }
        let listed = read_tree(repo, at.tree)?;
        let listed = unique(&listed, deltas, at.prefix.as_ref());
        let held = at.children(index);
        for (name, old, new) in
            merge(&listed, &held.iter().collect::<Vec<_>>(), |old| old.name.as_ref(), |new| new.name)
        {
            waiting.extend(at.compare(name, old, new, index, deltas)?);
        }
    }
    Ok(())
}

/// A directory of the tree with the index's entries below it.
struct Directory<'a> {
    /// Empty, or ending with `/`.
    prefix: BString,
    tree: Option<ObjectId>,
    range: Range<usize>,
    cached: Option<&'a CachedTree>,
}

/// One name in a directory of the index.
struct Child<'a> {
    name: &'a BStr,
    range: Range<usize>,
    is_directory: bool,
}

impl<'a> Directory<'a> {
    fn is_known_equal(&self) -> bool {
        self.cached.is_some_and(|cached| {
            let entries = cached.num_entries.and_then(|count| usize::try_from(count).ok());
            entries == Some(self.range.len()) && Some(cached.id) == self.tree
        })
    }

    /// What the index holds here, by name.
    fn children(&self, index: &'a Index) -> Vec<Child<'a>> {
        let entries = index.entries();
        let mut children: Vec<Child<'a>> = Vec::new();
        let mut at = self.range.start;
        while at < self.range.end {
            let rest: &BStr = entries[at].path(index)[self.prefix.len()..].into();
            let (name, is_directory) = match rest.find_byte(b'/') {
                Some(slash) => (rest[..slash].as_bstr(), true),
                None => (rest, false),
            };
            let mut end = at + 1;
            if is_directory {
                let below = join(join(self.prefix.as_ref(), name).as_ref(), "/".into());
                end = at + entries[at..self.range.end].partition_point(|entry| entry.path(index).starts_with(&below));
            }
            children.push(Child { name, range: at..end.max(at + 1), is_directory });
            at = end.max(at + 1);
        }
        // The index sorts `a-b` before `a/c`, a listing by names alone does not.
        children.sort_by(|a, b| a.name.cmp(b.name));
        children.dedup_by(|later, first| later.name == first.name);
        children
    }

    /// Adds what differs at one name; a directory is left for later.
    fn compare(
        &self,
        name: &BStr,
        old: Option<&TreeEntry>,
        new: Option<&Child<'a>>,
        index: &'a Index,
        deltas: &mut Deltas,
    ) -> Result<Option<Self>, Error> {
        let path = join(self.prefix.as_ref(), name);
        let before = old.and_then(|old| entry(old.kind, old.id));
        let (file, dir) = match new {
            Some(child) if child.is_directory => (None, Some(child)),
            Some(child) => (held(&index.entries()[child.range.start]), None),
            None => (None, None),
        };
        // An executable bit is no difference that a reader of contents could see.
        if before == file && directory(old).is_none() && dir.is_none() {
            return Ok(None);
        }
        if !deltas.admits(path.as_ref(), name) {
            return Ok(None);
        }
        deltas.add(path.clone(), before, file)?;
        if directory(old).is_none() && dir.is_none() {
            return Ok(None);
        }
        let cached = self.cached.and_then(|cached| cached.children.iter().find(|child| child.name[..] == **name));
        let range = dir.map_or(0..0, |dir| dir.range.clone());
        Ok(Some(Self { prefix: join(path.as_ref(), "/".into()), tree: directory(old), range, cached }))
    }
}

/// The index as a tree: what the next commit will hold.
pub(super) struct IndexTree {
    pub(super) objects: Arc<Objects>,
    pub(super) index: Index,
}

impl IndexTree {
    /// Whether a sparse checkout has `path`, but not in the working tree.
    pub(super) fn leaves_out(&self, path: &RepoPath) -> bool {
        match self.index.entry_by_path_and_stage(path.as_bstr(), Stage::Unconflicted) {
            Some(entry) => entry.flags.contains(Flags::SKIP_WORKTREE),
            None => sparse_parent(&self.index, path).is_some(),
        }
    }
}

impl Tree for IndexTree {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        let found = self.index.entry_by_path_and_stage(path.as_bstr(), Stage::Unconflicted).and_then(held);
        if let Some(Entry { mode, place: Place::Object(id) }) = found {
            return Ok(Some(self.objects.file(path.clone(), mode, id)));
        }
        let Some((prefix, whole)) = sparse_parent(&self.index, path) else { return Ok(None) };
        let below = RepoPath::new(&path.as_bstr()[prefix.len()..]);
        let tree = super::GitTree::new(&self.objects, Some(whole));
        Ok(tree.file(&below)?.map(|file| File { path: path.clone(), ..file }))
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let prefix = if dir.as_bstr().is_empty() { BString::default() } else { join(dir.as_bstr(), "/".into()) };
        let entries = self.index.entries();
        let mut at = entries.partition_point(|entry| entry.path(&self.index) < prefix.as_bstr());
        let mut listed = Vec::new();
        while let Some(rest) = entries.get(at).and_then(|entry| entry.path(&self.index).strip_prefix(prefix.as_slice()))
        {
            let slash = rest.find_byte(b'/');
            let name = BString::from(&rest[..slash.unwrap_or(rest.len())]);
            // All that stands below a directory is passed over at once: `0` follows `/`.
            let past =
                join(join(prefix.as_bstr(), name.as_ref()).as_ref(), if slash.is_some() { "0" } else { "" }.into());
            let skip = |entry: &gix::index::Entry| entry.path(&self.index) < past.as_bstr();
            at = (at + 1).max(entries.partition_point(skip));
            listed.push(Listed { name, is_dir: slash.is_some() });
        }
        listed.sort();
        listed.dedup();
        listed
    }
}

/// The directory of a sparse index that holds `path`, if one does.
fn sparse_parent(index: &Index, path: &RepoPath) -> Option<(BString, ObjectId)> {
    path.as_bstr().find_iter("/").find_map(|slash| {
        let prefix = path.as_bstr()[..=slash].as_bstr();
        let found = index.entry_by_path_and_stage(prefix, Stage::Unconflicted)?;
        found.mode.is_sparse().then(|| (prefix.to_owned(), found.id))
    })
}
