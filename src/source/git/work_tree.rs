//! The working tree against the index: what git's stat data call unchanged is not opened.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use bstr::{BStr, BString, ByteSlice};
use gix::ObjectId;
use gix::index::entry::{Flags, Stat, stat};
use gix::index::fs::Metadata;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::delta::{Deltas, Entry, Place};
use super::index::{Index, IndexTree, held};
use super::objects::Objects;
use super::selection::Guide;
use super::{Error, blob_id, git_error};
use crate::source::disk::{Directory, Disk, open_file};
use crate::source::{File, Listed, Mode, SIZE_CAP, Tree, Unread, lfs, walk};
use crate::text::RepoPath;

/// How many entries one thread looks at in a row.
const BATCH: usize = 512;

/// Adds what the working tree changes beyond `index`; `deltas` holds what the index changes already.
pub(super) fn against_index(
    objects: &Arc<Objects>,
    disk: &Arc<Disk>,
    index: &Index,
    deltas: &mut Deltas,
) -> Result<(), Error> {
    let comparison = Comparison::new(objects, disk, index)?;
    let untracked = || {
        objects.with(|repo| {
            let mut guide = Guide::untracked(repo, disk, index)?;
            Ok::<_, Error>(walk::walk(disk, "".into(), &mut guide))
        })
    };
    let (differing, found) = rayon::join(|| comparison.differing(), untracked);
    for (path, item, after) in differing {
        comparison.settle(deltas, path, item, after)?;
    }
    let found = found?;
    for row in found.unchecked {
        deltas.say(row);
    }
    for file in found.files {
        comparison.settle(deltas, file.path.as_bstr(), None, Some(file.mode))?;
    }
    Ok(())
}

/// What it takes to tell whether a file is what the index says.
struct Comparison<'a> {
    objects: &'a Arc<Objects>,
    disk: &'a Arc<Disk>,
    index: &'a Index,
    options: stat::Options,
    /// Whether the file system has links; without them git writes a link as a file that holds its target.
    links: bool,
}

/// A path, what the index holds there, and what stands there instead.
type Difference<'a> = (&'a BStr, Option<Entry>, Option<Mode>);

impl<'a> Comparison<'a> {
    fn new(objects: &'a Arc<Objects>, disk: &'a Arc<Disk>, index: &'a Index) -> Result<Self, Error> {
        let (options, links) =
            objects.with(|repo| (repo.stat_options(), repo.config_snapshot().boolean("core.symlinks").unwrap_or(true)));
        Ok(Self { objects, disk, index, options: options.map_err(git_error)?, links })
    }

    fn differing(&self) -> Vec<Difference<'a>> {
        let batch = |items: &'a [gix::index::Entry]| {
            let mut parents = Parents::new(self.disk);
            let differs = items.iter().filter_map(move |item| {
                let path = item.path(self.index);
                Some((path, held(item), self.differs(item, path, &mut parents)?))
            });
            differs.collect::<Vec<_>>()
        };
        self.index.entries().par_chunks(BATCH).flat_map_iter(batch).collect()
    }

    /// What stands in the place of `item`, if that is something else: `Some(None)` for nothing.
    fn differs(&self, item: &gix::index::Entry, path: &BStr, parents: &mut Parents) -> Option<Option<Mode>> {
        if item.mode.is_submodule() || item.mode.is_sparse() || item.flags.contains(Flags::ASSUME_VALID) {
            return None;
        }
        // What a sparse checkout leaves out is not deleted.
        let gone = (!item.flags.contains(Flags::SKIP_WORKTREE)).then_some(None);
        let Some(place) = self.disk.locate(path).filter(|_| parents.are_directories(path)) else { return gone };
        let metadata = match Metadata::from_path_no_follow(&place) {
            Ok(metadata) => metadata,
            Err(error) if crate::source::disk::is_absent(&error) => return gone,
            // It stands there and cannot be looked at: reading it will say why.
            Err(_) => return Some(Some(Mode::File)),
        };
        if metadata.is_dir() {
            return gone;
        }
        let expected = held(item).map(|held| held.mode);
        let mode = match metadata.is_symlink() {
            true => Mode::Link,
            false if !self.links && expected == Some(Mode::Link) => Mode::Link,
            false => Mode::File,
        };
        if expected != Some(mode) {
            return Some(Some(mode));
        }
        let clean = Stat::from_fs(&metadata).is_ok_and(|now| {
            item.stat.matches(&now, self.options) && !item.stat.is_racy(self.index.timestamp(), self.options)
        });
        (!clean && !self.holds(&place, item.id)).then_some(Some(mode))
    }

    /// Whether the file (or link) at `place` has the content of the blob `id`, but for what a checkout is free to change: line
    /// ends, and the real file in the place of a Git LFS pointer.
    fn holds(&self, place: &Path, id: ObjectId) -> bool {
        if let Ok(target) = std::fs::read_link(place) {
            return blob_id(target.as_os_str().as_encoded_bytes(), id.kind()) == Some(id);
        }
        let Ok((mut file, size)) = open_file(place) else { return false };
        if size > SIZE_CAP {
            return stream_id(&mut file, size, id) == Some(id);
        }
        let mut bytes = Vec::new();
        if file.take(SIZE_CAP).read_to_end(&mut bytes).is_err() {
            return false;
        }
        blob_id(&bytes, id.kind()) == Some(id)
            || (bytes.contains_str("\r\n") && blob_id(&bytes.replace("\r\n", "\n"), id.kind()) == Some(id))
            || self.objects.read(id, lfs::LONGEST).is_ok_and(|pointer| lfs::stands_for(&pointer, &bytes))
    }

    /// Takes in what stands at `path` where the index holds `item`, unless that is what the base has.
    fn settle(&self, deltas: &mut Deltas, path: &BStr, item: Option<Entry>, after: Option<Mode>) -> Result<(), Error> {
        let before = deltas.get(path).map_or(item, |(before, _)| before);
        deltas.remove(path);
        if let (Some(Entry { mode, place: Place::Object(id) }), Some(now)) = (before, after)
            && before != item
            && mode == now
            && self.disk.locate(path).is_some_and(|place| self.holds(&place, id))
        {
            return Ok(());
        }
        deltas.add(path.to_owned(), before, after.map(|mode| Entry { mode, place: Place::Disk }))
    }
}

/// Remembers which directories are real ones, so that each is asked for once.
struct Parents<'a> {
    disk: &'a Disk,
    last: BString,
    last_is_real: bool,
}

impl<'a> Parents<'a> {
    fn new(disk: &'a Disk) -> Self {
        Self { disk, last: BString::default(), last_is_real: true }
    }

    /// Whether nothing on the way to `path` is a link or a file.
    fn are_directories(&mut self, path: &BStr) -> bool {
        let directory = path.rfind_byte(b'/').map_or(b"".as_slice(), |slash| &path[..slash]);
        if self.last != directory {
            self.last = directory.into();
            self.last_is_real = directory.is_empty()
                || match self.disk.look(directory.into()) {
                    Ok(found) => found.is_some_and(|(_, metadata)| metadata.is_dir()),
                    Err(_) => true,
                };
        }
        self.last_is_real
    }
}

/// The id that a file has as a blob, which is too large to hold.
fn stream_id(file: &mut std::fs::File, size: u64, like: ObjectId) -> Option<ObjectId> {
    let mut hasher = gix::hash::hasher(like.kind());
    hasher.update(format!("blob {size}\0").as_bytes());
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return hasher.try_finalize().ok(),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// The working tree as a tree. What a sparse checkout leaves out is found in the index.
pub(super) struct WorkTree {
    directory: Directory,
    index: IndexTree,
}

impl WorkTree {
    pub(super) fn new(disk: Arc<Disk>, objects: Arc<Objects>, index: Index) -> Self {
        Self { directory: Directory(disk), index: IndexTree { objects, index } }
    }
}

impl Tree for WorkTree {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        match self.directory.file(path)? {
            Some(file) => Ok(Some(file)),
            None if self.index.leaves_out(path) => self.index.file(path),
            None => Ok(None),
        }
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        self.directory.list(dir)
    }
}
