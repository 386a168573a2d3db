//! A whole directory as a change: all of it counts as introduced.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bstr::BStr;

use super::disk::{Directory, Disk, mode_of};
use super::walk::{self, Found, Walked};
use super::{ChangeSet, Error, Tree, git};
use crate::change::Change;
use crate::text::{RepoPath, Sides};

/// All files below `root`, or those at and below `paths` only (relative to `root`, or absolute and inside of it).
///
/// In a git repository that means the tracked files and those that are not ignored; anywhere else every file. A path that is
/// named is read even if it is ignored. Git's own directory never is.
pub fn whole(root: &Path, paths: &[PathBuf]) -> Result<ChangeSet, Error> {
    let root = resolve(root)?;
    if !root.is_dir() {
        return Err(Error::Path { path: root, reason: "it is not a directory".to_owned() });
    }
    let disk = Disk::new(&root);
    let repository = enclosing(&root)?;
    let mut walked = Walked::default();
    let everything = [PathBuf::new()];
    for path in if paths.is_empty() { &everything } else { paths } {
        let start = inside(&root, path)?;
        let found = match kind(&disk, &start, path)? {
            Some(file) => Walked { files: vec![file], unchecked: Vec::new() },
            None => below(&disk, repository.as_ref(), start.as_bstr())?,
        };
        walked.files.extend(found.files);
        walked.unchecked.extend(found.unchecked);
    }
    walked.files.sort_by(|a, b| a.path.cmp(&b.path));
    walked.files.dedup_by(|a, b| a.path == b.path);
    walked.unchecked.sort();
    walked.unchecked.dedup();
    let files = walked.files.into_iter().map(|found| Change::Added(disk.file(found.path, found.mode))).collect();
    let tree: Arc<dyn Tree> = Arc::new(Directory(disk));
    Ok(ChangeSet {
        base: "nothing".to_owned(),
        head: root.display().to_string(),
        files,
        ancestry: None,
        policy_tree: Some(Arc::clone(&tree)),
        trees: Sides { base: None, head: Some(tree) },
        whole_tree: true,
        every_file: paths.is_empty(),
        unchecked: walked.unchecked,
    })
}

/// The files below `root`, read one by one when somebody asks.
pub fn tree(root: &Path) -> Result<Arc<dyn Tree>, Error> {
    Ok(Arc::new(Directory(Disk::new(&resolve(root)?))))
}

/// The repository whose working tree holds `root`, and where.
struct Enclosing {
    repository: git::Repository,
    prefix: RepoPath,
}

fn enclosing(root: &Path) -> Result<Option<Enclosing>, Error> {
    let repository = match git::open(root) {
        Ok(repository) => repository,
        Err(Error::NoRepository(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(top) = repository.work_dir() else { return Err(Error::Bare("working tree")) };
    // Where git's environment names some other working tree, its rules are not about this directory.
    let prefix = resolve(top)?;
    let Ok(prefix) = root.strip_prefix(&prefix) else { return Ok(None) };
    let prefix = RepoPath::default().join(&path_bytes(prefix)).unwrap_or_default();
    Ok(Some(Enclosing { repository, prefix }))
}

fn below(disk: &Arc<Disk>, repository: Option<&Enclosing>, start: &BStr) -> Result<Walked, Error> {
    match repository {
        Some(Enclosing { repository, prefix }) => repository.files(disk, prefix, start),
        None => Ok(walk::everything(disk, start)),
    }
}

/// The file at `start`; `None` for a directory.
fn kind(disk: &Disk, start: &RepoPath, path: &Path) -> Result<Option<Found>, Error> {
    if start.as_bstr().is_empty() {
        return Ok(None);
    }
    let refuse = |reason: String| Error::Path { path: path.to_owned(), reason };
    let found = disk.look(start.as_bstr()).map_err(|error| refuse(error.to_string()))?;
    let (_, metadata) = found.ok_or_else(|| refuse("there is no such file".to_owned()))?;
    if metadata.is_dir() {
        return Ok(None);
    }
    let mode = mode_of(metadata.file_type()).ok_or_else(|| refuse("it is not a regular file".to_owned()))?;
    Ok(Some(Found { path: start.clone(), mode }))
}

/// `path` seen from `root`.
fn inside(root: &Path, path: &Path) -> Result<RepoPath, Error> {
    let outside = || Error::Outside { path: path.to_owned(), root: root.to_owned() };
    let relative = if path.is_absolute() {
        // The last component is kept as it is: it may be a link, which is read and not followed.
        let (parent, name) = (path.parent().unwrap_or(path), path.file_name().unwrap_or_default());
        resolve(parent)?.join(name).strip_prefix(root).map_err(|_| outside())?.to_owned()
    } else {
        path.to_owned()
    };
    RepoPath::default().join(&path_bytes(&relative)).ok_or_else(outside)
}

/// A path of this system as git writes it.
fn path_bytes(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes();
    let slash = |byte: &u8| if cfg!(windows) && *byte == b'\\' { b'/' } else { *byte };
    bytes.iter().map(slash).collect()
}

fn resolve(path: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(path).map_err(|error| Error::Path { path: path.to_owned(), reason: error.to_string() })
}
