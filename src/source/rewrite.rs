//! Writes a file of a directory anew, whole or not at all. No symbolic link is followed.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::SIZE_CAP;
use super::disk::{Disk, is_gits_own};
use crate::text::RepoPath;

/// Why a file keeps what it holds.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// It is a link, a directory, git's own, or gone; or a link leads to it.
    #[error("it is not a regular file of this directory")]
    NotAFile,
    /// Its owner has locked it.
    #[error("it is read-only")]
    ReadOnly,
    /// It holds other bytes than those that are to be replaced.
    #[error("it does not hold what was judged; it may have changed since")]
    Changed,
    /// The system refused.
    #[error("it cannot be written: {0}")]
    Failed(#[from] io::Error),
}

/// Puts `now` in the place of `was` in the file at `path` below `root`, and keeps its owner and permissions.
///
/// # Errors
/// See [`Unwritten`]; the file is then as it was.
pub fn rewrite(root: &Path, path: &RepoPath, was: &[u8], now: &[u8]) -> Result<(), Unwritten> {
    let disk = Disk::new(root);
    let found = disk.look(path.as_bstr())?.filter(|(_, metadata)| metadata.is_file() && !is_gits_own(path));
    let (place, metadata) = found.ok_or(Unwritten::NotAFile)?;
    if metadata.permissions().readonly() {
        return Err(Unwritten::ReadOnly);
    }
    let beside = Temporary::new(&place, &metadata, now)?;
    // As late as possible: what somebody writes in between would be lost.
    if !disk.read(path.as_bstr(), SIZE_CAP).is_ok_and(|bytes| bytes == was) {
        return Err(Unwritten::Changed);
    }
    Ok(beside.take_the_place_of(&place)?)
}

/// A file beside the one whose place it is to take; it goes if it does not.
struct Temporary {
    place: PathBuf,
    is_needed: bool,
}

impl Temporary {
    fn new(beside: &Path, like: &Metadata, bytes: &[u8]) -> io::Result<Self> {
        let place = beside.with_file_name(OsString::from(format!(".portcullis-{}.tmp", std::process::id())));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // Nobody else reads it before it has the permissions of the other one.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&place)?;
        let temporary = Self { place, is_needed: true };
        file.write_all(bytes)?;
        keep_owner(&file, like);
        file.set_permissions(like.permissions())?;
        file.sync_all()?;
        Ok(temporary)
    }

    fn take_the_place_of(mut self, other: &Path) -> io::Result<()> {
        fs::rename(&self.place, other)?;
        self.is_needed = false;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if self.is_needed {
            // What cannot be removed stays; there is nobody to tell.
            let _ = fs::remove_file(&self.place);
        }
    }
}

/// Who may not give a file away keeps it: that is no reason not to write it.
#[cfg(unix)]
fn keep_owner(file: &File, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_same = file.metadata().is_ok_and(|own| (own.uid(), own.gid()) == (like.uid(), like.gid()));
    if !is_same {
        let _ = fchown(file, Some(like.uid()), Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::{Unwritten, rewrite};
    use crate::text::RepoPath;
    use std::fs;

    fn names(dir: &std::path::Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_written_only_over_what_was_judged() {
        let root = tempfile::tempdir().unwrap();
        let path = RepoPath::from("a/b.yaml");
        fs::create_dir(root.path().join("a")).unwrap();
        fs::write(root.path().join("a/b.yaml"), "old").unwrap();
        rewrite(root.path(), &path, b"old", b"new").unwrap();
        assert!(matches!(rewrite(root.path(), &path, b"old", b"newer"), Err(Unwritten::Changed)));
        assert_eq!(fs::read(root.path().join("a/b.yaml")).unwrap(), b"new");
        assert_eq!(names(&root.path().join("a")), ["b.yaml"], "nothing is left beside it");
        for odd in ["a", "", "none", "../x", "a/../a/b.yaml", ".git/config"] {
            let result = rewrite(root.path(), &RepoPath::from(odd), b"", b"");
            assert!(matches!(result, Err(Unwritten::NotAFile)), "{odd}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_no_link_is_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let script = root.path().join("run.sh");
        fs::write(&script, "old").unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o750)).unwrap();
        rewrite(root.path(), &RepoPath::from("run.sh"), b"old", b"new").unwrap();
        assert_eq!(fs::metadata(&script).unwrap().permissions().mode() & 0o7777, 0o750);
        fs::set_permissions(&script, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(rewrite(root.path(), &RepoPath::from("run.sh"), b"new", b"x"), Err(Unwritten::ReadOnly)));
        fs::write(outside.path().join("file"), "old").unwrap();
        symlink(outside.path(), root.path().join("dir")).unwrap();
        symlink(outside.path().join("file"), root.path().join("link")).unwrap();
        for path in ["dir/file", "link"] {
            let result = rewrite(root.path(), &RepoPath::from(path), b"old", b"new");
            assert!(matches!(result, Err(Unwritten::NotAFile)), "{path}");
        }
        assert_eq!(fs::read(outside.path().join("file")).unwrap(), b"old");
        assert_eq!(names(outside.path()), ["file"]);
    }
}
