//! Git's objects, read from any thread.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bstr::{BStr, BString, ByteSlice};
use gix::ObjectId;
use gix::objs::tree::EntryKind;

use super::{Entry, Place, entry, every, git_error};
use crate::source::{Blob, Enters, Error, EveryFile, File, Listed, Mode, Tree, Unread};
use crate::text::RepoPath;

/// Trees and commits that are asked for again and again stay decoded; per handle.
const OBJECT_CACHE: usize = 1 << 20;

/// The object database with its idle handles: one handle serves one thread at a time, and keeps its caches for the next.
pub(super) struct Objects {
    shared: gix::ThreadSafeRepository,
    idle: Mutex<Vec<gix::Repository>>,
}

impl Objects {
    pub(super) fn open(dir: &Path) -> Result<Arc<Self>, Error> {
        // Trust is about programs that a configuration may name; none is run here.
        let trust = gix::sec::Trust::Full;
        let search = gix::discover::upwards::Options {
            trust: gix::discover::upwards::TrustPolicy::Assume(trust),
            match_ceiling_dir_or_error: false,
            ..Default::default()
        };
        // What merges is the object itself, not what a local `refs/replace` puts in its place.
        let options = || gix::open::Options::default().config_overrides(["core.useReplaceRefs=false"]);
        let levels = gix::sec::trust::Mapping { full: options(), reduced: options() };
        let shared = gix::ThreadSafeRepository::discover_with_environment_overrides_opts(dir, search, levels)
            .map_err(|error| refusal(dir, &error))?;
        Ok(Arc::new(Self { shared, idle: Mutex::default() }))
    }

    /// Lends a handle to `work`.
    pub(super) fn with<T>(&self, work: impl FnOnce(&gix::Repository) -> T) -> T {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repo = idle.unwrap_or_else(|| {
            let mut repo = self.shared.to_thread_local();
            repo.object_cache_size_if_unset(OBJECT_CACHE);
            repo
        });
        let result = work(&repo);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(repo);
        result
    }

    /// The file whose content is the blob `id`.
    pub(super) fn file(self: &Arc<Self>, path: RepoPath, mode: Mode, id: ObjectId) -> File {
        File { path, mode, blob: Arc::new(Object { objects: Arc::clone(self), id }), partial: false }
    }

    /// A blob's bytes, if they are no more than `cap`.
    pub(super) fn read(&self, id: ObjectId, cap: u64) -> Result<Vec<u8>, Unread> {
        let failed = |error: gix::Error| Unread::Failed(error.to_string());
        self.with(|repo| {
            let size = repo.try_find_header(id).map_err(failed)?.ok_or_else(|| missing(id))?.size();
            if size > cap {
                return Err(Unread::TooLarge { size, cap });
            }
            let mut object = repo.try_find_object(id).map_err(failed)?.ok_or_else(|| missing(id))?;
            if object.kind != gix::objs::Kind::Blob {
                return Err(Unread::Failed(format!("its object is a {}, not a file", object.kind)));
            }
            Ok(std::mem::take(&mut object.data))
        })
    }
}

/// One name in a directory of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct TreeEntry {
    pub(in crate::source) name: BString,
    pub(in crate::source) kind: EntryKind,
    pub(in crate::source) id: ObjectId,
}

/// The entries of the tree `id`, sorted by name; none for no tree.
pub(super) fn read_tree(repo: &gix::Repository, id: Option<ObjectId>) -> Result<Vec<TreeEntry>, Error> {
    let mut entries = entries(repo, id, |_, _| true)?;
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// The entries of the tree `id` that `wants` asks for, in git's order.
fn entries(
    repo: &gix::Repository,
    id: Option<ObjectId>,
    wants: impl Fn(&BStr, EntryKind) -> bool,
) -> Result<Vec<TreeEntry>, Error> {
    let Some(id) = id else { return Ok(Vec::new()) };
    let gone = || Error::MissingObject { what: "the directory listing", id: id.to_string() };
    let object = repo.try_find_object(id).map_err(git_error)?.ok_or_else(gone)?;
    if object.kind != gix::objs::Kind::Tree {
        return Err(Error::Git(format!("object {id} is a {}, not a directory", object.kind)));
    }
    let mut found = Vec::new();
    for entry in gix::objs::TreeRefIter::from_bytes(&object.data, id.kind()) {
        let entry = entry.map_err(|error| Error::Git(format!("the directory {id}: {error}")))?;
        let kind = entry.mode.kind();
        if wants(entry.filename, kind) {
            found.push(TreeEntry { name: entry.filename.to_owned(), kind, id: entry.oid.to_owned() });
        }
    }
    Ok(found)
}

/// The tree of a commit, or of none.
pub(super) struct GitTree {
    objects: Arc<Objects>,
    root: Option<ObjectId>,
    /// The trees of directories that were met in a listing: whoever lists one is likely to list these next.
    met: Mutex<HashMap<RepoPath, ObjectId>>,
}

impl GitTree {
    pub(super) fn new(objects: &Arc<Objects>, root: Option<ObjectId>) -> Self {
        Self { objects: Arc::clone(objects), root, met: Mutex::default() }
    }

    /// The tree of the directory `dir`, if there is one.
    fn directory(&self, repo: &gix::Repository, dir: &RepoPath) -> Result<Option<ObjectId>, Error> {
        match self.met.lock().unwrap_or_else(PoisonError::into_inner).get(dir) {
            Some(id) => Ok(Some(*id)),
            None => directory_at(repo, self.root, dir),
        }
    }
}

impl Tree for GitTree {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        let found = self.objects.with(|repo| find(repo, self.root, path));
        Ok(match found.map_err(|error| Unread::Failed(error.to_string()))? {
            Some(Entry { mode, place: Place::Object(id) }) => Some(self.objects.file(path.clone(), mode, id)),
            _ => None,
        })
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let entries = self.objects.with(|repo| read_tree(repo, self.directory(repo, dir)?)).unwrap_or_default();
        let dirs = entries.iter().filter(|entry| entry.kind == EntryKind::Tree);
        let met = dirs.filter_map(|entry| Some((dir.join(&entry.name)?, entry.id)));
        self.met.lock().unwrap_or_else(PoisonError::into_inner).extend(met);
        let listed = |entry: TreeEntry| Listed { name: entry.name, is_dir: entry.kind == EntryKind::Tree };
        entries.into_iter().map(listed).collect()
    }

    fn every_file(&self, enters: Enters<'_>) -> Option<EveryFile> {
        Some(every::files(&self.objects, self.root, enters))
    }
}

/// The tree of the directory `dir` below `root`, if there is one.
fn directory_at(repo: &gix::Repository, root: Option<ObjectId>, dir: &RepoPath) -> Result<Option<ObjectId>, Error> {
    let mut tree = root;
    for part in dir.as_bstr().split_str("/").filter(|part| !part.is_empty()) {
        let found = entries(repo, tree, |name, kind| name == part && kind == EntryKind::Tree)?.pop();
        let Some(found) = found else { return Ok(None) };
        tree = Some(found.id);
    }
    Ok(tree)
}

/// What `path` is in the tree `root`; `None` for nothing and for a directory.
fn find(repo: &gix::Repository, root: Option<ObjectId>, path: &RepoPath) -> Result<Option<Entry>, Error> {
    let mut tree = root;
    let mut parts = path.as_bstr().split_str("/").peekable();
    while let Some(part) = parts.next() {
        let Some(found) = entries(repo, tree, |name, _| name == part)?.into_iter().next() else { return Ok(None) };
        if parts.peek().is_none() {
            return Ok(entry(found.kind, found.id));
        }
        if found.kind != EntryKind::Tree {
            return Ok(None);
        }
        tree = Some(found.id);
    }
    Ok(None)
}

struct Object {
    objects: Arc<Objects>,
    id: ObjectId,
}

impl Blob for Object {
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread> {
        self.objects.read(self.id, cap)
    }
}

fn missing(id: ObjectId) -> Unread {
    Unread::Failed(format!("its object {id} is not in this clone (a partial clone omits objects)"))
}

fn refusal(dir: &Path, error: &gix::Error) -> Error {
    let absent = error.downcast_any_ref::<gix::discover::upwards::Error>().is_some_and(|error| {
        use gix::discover::upwards::Error as Discover;
        matches!(
            error,
            Discover::NoGitRepository { .. }
                | Discover::NoGitRepositoryWithinCeiling { .. }
                | Discover::NoGitRepositoryWithinFs { .. }
        )
    });
    if absent {
        Error::NoRepository(dir.to_owned())
    } else {
        Error::Open { dir: dir.to_owned(), reason: error.to_string() }
    }
}
