//! A change out of git's own data: two commits, the index, the working tree. No git binary, filter or driver is ever run.

pub(super) mod delta;
mod every;
pub mod history;
mod ignore;
mod index;
pub(super) mod objects;
pub(super) mod revision;
mod selection;
pub(super) mod trees;
mod work_tree;

use std::path::Path;
use std::sync::Arc;

use bstr::{BStr, BString};
use gix::ObjectId;

use self::delta::{Deltas, Entry, Place};
use self::objects::{GitTree, Objects};
use self::revision::Named;
use self::selection::Guide;
use super::disk::Disk;
use super::renames::Candidate;
use super::walk::{self, Walked};
use super::{Ancestry, ChangeSet, Error, File, Mode, SIZE_CAP, Tree};
use crate::text::{RepoPath, Sides};

const WORKING_TREE: &str = "the working tree";
const INDEX: &str = "the index";

/// A git repository, open for reading. It can be shared between threads.
pub struct Repository {
    objects: Arc<Objects>,
    /// The working tree, where there is one.
    disk: Option<Arc<Disk>>,
}

/// Opens the repository that `dir` lies in: an ordinary one, a linked worktree, a bare or a shallow one, of either hash.
///
/// Who owns it does not matter: nothing that its configuration names is ever run. The environment of a git hook (`GIT_DIR`,
/// `GIT_INDEX_FILE`) is obeyed, so that `staged` sees what is about to be committed.
pub fn open(dir: &Path) -> Result<Repository, Error> {
    let objects = Objects::open(dir)?;
    let disk = objects.with(|repo| repo.workdir().map(Disk::new));
    Ok(Repository { objects, disk })
}

impl Repository {
    /// The working tree and the commits of this branch against the merge base with the default branch, by the policy of that branch.
    /// A bare repository has the commits only.
    pub fn against_default_branch(&self) -> Result<ChangeSet, Error> {
        let default = self.objects.with(revision::default_branch);
        let Some(head) = self.objects.with(revision::head)? else {
            return self.working_tree(Base { target: default.ok().map(|default| default.tree), ..Base::empty() });
        };
        let default = default?;
        let base = self.merge_base(&default, &head)?;
        if self.disk.is_some() { self.working_tree(base) } else { self.commits(base, &head) }
    }

    /// The commit `head` (or else the working tree) against its merge base with `base`, by the policy of `base` itself.
    pub fn range(&self, base: &str, head: Option<&str>) -> Result<ChangeSet, Error> {
        let base = self.objects.with(|repo| revision::resolve(repo, base))?;
        if let Some(head) = head {
            let head = self.objects.with(|repo| revision::resolve(repo, head))?;
            return self.commits(self.merge_base(&base, &head)?, &head);
        }
        let head = self.objects.with(|repo| revision::resolve(repo, "HEAD"))?;
        self.working_tree(self.merge_base(&base, &head)?)
    }

    /// The commit `head` against the commit `base`, whatever lies between them.
    pub fn pair(&self, base: &str, head: &str) -> Result<ChangeSet, Error> {
        let base = self.objects.with(|repo| revision::resolve(repo, base))?;
        let head = self.objects.with(|repo| revision::resolve(repo, head))?;
        self.commits(Base::commit(&base), &head)
    }

    /// The commit `head` against nothing: the first one of a history.
    pub fn from_nothing(&self, head: &str) -> Result<ChangeSet, Error> {
        let head = self.objects.with(|repo| revision::resolve(repo, head))?;
        self.commits(Base::empty(), &head)
    }

    /// All of the commit `rev`, by itself: what [`whole`](crate::source::directory::whole) is for a directory.
    pub fn whole(&self, rev: &str) -> Result<ChangeSet, Error> {
        let set = self.from_nothing(rev)?;
        let trees = Sides { base: None, ..set.trees };
        let policy_tree = trees.head.clone();
        Ok(ChangeSet { base: "nothing".to_owned(), trees, policy_tree, whole_tree: true, every_file: true, ..set })
    }

    /// The full id of the commit `rev`, and those of its parents, which a shallow clone may name and not hold.
    pub fn parents(&self, rev: &str) -> Result<(String, Vec<String>), Error> {
        self.objects.with(|repo| {
            let commit = revision::resolve(repo, rev)?.commit;
            Ok((commit.to_string(), revision::parents(repo, commit)?))
        })
    }

    /// Whether commits are missing that others name as their parents.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.objects.with(|repo| repo.is_shallow().unwrap_or(false))
    }

    /// The index against `HEAD`, by the policy of `HEAD`: what the next commit brings to its branch, wherever that will be merged.
    pub fn staged(&self) -> Result<ChangeSet, Error> {
        if self.disk.is_none() {
            return Err(Error::Bare("index"));
        }
        let base = match self.objects.with(revision::head)? {
            Some(head) => Base::commit(&head),
            None => Base::empty(),
        };
        let index = index::read(&self.objects)?;
        let mut deltas = Deltas::default();
        self.objects.with(|repo| index::against_tree(repo, base.tree, &index, &mut deltas))?;
        let head: Arc<dyn Tree> = Arc::new(index::IndexTree { objects: Arc::clone(&self.objects), index });
        self.finish(deltas, base, INDEX.to_owned(), head)
    }

    /// The directory that holds the working tree; a bare repository has none.
    #[must_use]
    pub fn work_dir(&self) -> Option<&Path> {
        self.disk.as_deref().map(Disk::root)
    }

    /// The whole tree of the commit `rev`.
    pub fn tree_at(&self, rev: &str) -> Result<Arc<dyn Tree>, Error> {
        let named = self.objects.with(|repo| revision::resolve(repo, rev))?;
        Ok(self.git_tree(Some(named.tree)))
    }

    /// The files of the working tree below `disk`'s root, which lies at `prefix` in it, without those that are ignored.
    pub(super) fn files(&self, disk: &Arc<Disk>, prefix: &RepoPath, start: &BStr) -> Result<Walked, Error> {
        let Some(all) = &self.disk else { return Err(Error::Bare("working tree")) };
        let index = index::read(&self.objects)?;
        let prefix =
            if prefix.as_bstr().is_empty() { BString::default() } else { walk::join(prefix.as_bstr(), "/".into()) };
        let mut walked = self.objects.with(|repo| {
            let mut guide = Guide::all(repo, all, &index, prefix.clone())?;
            Ok::<_, Error>(walk::walk(disk, start, &mut guide))
        })?;
        let start = walk::join(prefix.as_ref(), start);
        walked.unchecked.extend(index::left_out(&index, start.as_ref(), prefix.len()));
        Ok(walked)
    }

    fn merge_base(&self, base: &Named, head: &Named) -> Result<Base, Error> {
        let found = self.objects.with(|repo| revision::merge_base(repo, base, head))?;
        let label = revision::merge_base_label(found.commit, base.commit, &base.name);
        let tips = vec![base.commit, head.commit];
        Ok(Base { tree: Some(found.tree), target: Some(base.tree), tips, label })
    }

    fn commits(&self, mut base: Base, head: &Named) -> Result<ChangeSet, Error> {
        base.tips.push(head.commit);
        let mut deltas = Deltas::default();
        self.objects.with(|repo| trees::between(repo, base.tree, Some(head.tree), &mut deltas))?;
        let tree = self.git_tree(Some(head.tree));
        self.finish(deltas, base, head.label(), tree)
    }

    fn working_tree(&self, base: Base) -> Result<ChangeSet, Error> {
        let disk = self.disk.as_ref().ok_or(Error::Bare("working tree"))?;
        let index = index::read(&self.objects)?;
        let mut deltas = Deltas::default();
        self.objects.with(|repo| index::against_tree(repo, base.tree, &index, &mut deltas))?;
        work_tree::against_index(&self.objects, disk, &index, &mut deltas)?;
        let head = Arc::new(work_tree::WorkTree::new(Arc::clone(disk), Arc::clone(&self.objects), index));
        self.finish(deltas, base, WORKING_TREE.to_owned(), head)
    }

    fn finish(&self, deltas: Deltas, base: Base, head: String, head_tree: Arc<dyn Tree>) -> Result<ChangeSet, Error> {
        let hash = self.objects.with(gix::Repository::object_hash);
        let identify = |file: &File| blob_id(&file.blob.read(SIZE_CAP).ok()?, hash);
        let (files, unchecked) = deltas.into_changes(|path, entry| self.candidate(path, entry), identify);
        Ok(ChangeSet {
            base: base.label,
            head,
            files,
            trees: Sides { base: Some(self.git_tree(base.tree)), head: Some(head_tree) },
            policy_tree: Some(self.git_tree(base.target)),
            ancestry: Some(Arc::new(History { objects: Arc::clone(&self.objects), tips: base.tips })),
            whole_tree: false,
            every_file: false,
            unchecked,
        })
    }

    fn candidate(&self, path: &RepoPath, entry: Entry) -> Option<Candidate<ObjectId>> {
        let (mode, path) = (entry.mode, path.clone());
        match entry.place {
            _ if mode == Mode::Submodule => None,
            Place::Object(id) => Some(Candidate { file: self.objects.file(path, mode, id), id: Some(id) }),
            Place::Disk => Some(Candidate { file: self.disk.as_ref()?.file(path, mode), id: None }),
        }
    }

    fn git_tree(&self, root: Option<ObjectId>) -> Arc<dyn Tree> {
        Arc::new(GitTree::new(&self.objects, root))
    }
}

/// What the head is compared with: a tree, or nothing before the first commit.
struct Base {
    tree: Option<ObjectId>,
    /// The tree of the target branch's tip, whose policy holds.
    target: Option<ObjectId>,
    /// The commits whose histories are, or will be, merged: the target's tip, and the head.
    tips: Vec<ObjectId>,
    label: String,
}

impl Base {
    fn empty() -> Self {
        Self { tree: None, target: None, tips: Vec::new(), label: "nothing (no commit yet)".to_owned() }
    }

    /// A commit that is the target's tip too.
    fn commit(commit: &Named) -> Self {
        Self { tree: Some(commit.tree), target: Some(commit.tree), tips: vec![commit.commit], label: commit.label() }
    }
}

/// The history of a repository.
struct History {
    objects: Arc<Objects>,
    tips: Vec<ObjectId>,
}

impl Ancestry for History {
    fn is_merged(&self, commit: &str) -> Result<Option<bool>, String> {
        self.objects.with(|repo| revision::is_merged(repo, commit, &self.tips))
    }
}

/// What git's reader said, for a message.
fn git_error(error: impl std::fmt::Display) -> Error {
    Error::Git(error.to_string())
}

/// The id that `bytes` have as a blob.
pub(super) fn blob_id(bytes: &[u8], hash: gix::hash::Kind) -> Option<ObjectId> {
    gix::objs::compute_hash(hash, gix::objs::Kind::Blob, bytes).ok()
}

/// The mode and id of an entry as git holds it; `None` for a directory.
pub(super) fn entry(kind: gix::objs::tree::EntryKind, id: ObjectId) -> Option<Entry> {
    use gix::objs::tree::EntryKind;
    let mode = match kind {
        EntryKind::Tree => return None,
        EntryKind::Blob | EntryKind::BlobExecutable => Mode::File,
        EntryKind::Link => Mode::Link,
        EntryKind::Commit => Mode::Submodule,
    };
    Some(Entry { mode, place: Place::Object(id) })
}
