//! Files that the caller names, and files that are written into the caller's tree.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// A file that the caller names, with that name.
pub(super) fn named(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    /// Policies are small; this only keeps a wrong path from filling the memory.
    const CAP: u64 = 64 << 20;
    let wrong = |error: io::Error| Failure::file("read", path, &error);
    let size = fs::metadata(path).map_err(wrong)?.len();
    if size > CAP {
        return Err(Failure::usage(format!("cannot read `{}`: it has {size} bytes", path.display())));
    }
    Ok((shown(path), fs::read(path).map_err(wrong)?))
}

/// A path as people write it.
pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// What came of a file that was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// There was none.
    New,
    /// What was there is gone.
    Replaced,
    /// What was there is still there.
    Kept,
}

/// Writes `name`, a path below `root`, and the directories on its way. What is there is replaced only if `replace` says so.
///
/// No symbolic link is followed: the tree may be a stranger's, and lead out of itself.
pub(super) fn write(root: &Path, name: &str, text: &str, replace: bool) -> Result<Written, Failure> {
    let mut place = root.to_path_buf();
    let mut names = name.split('/').peekable();
    while let Some(name) = names.next() {
        place.push(name);
        let wrong = |error: io::Error| Failure::file("write", &place, &error);
        let found = fs::symlink_metadata(&place).ok();
        if found.as_ref().is_some_and(fs::Metadata::is_symlink) {
            return Err(Failure::usage(format!("cannot write `{}`: it is a symbolic link", shown(&place))));
        }
        if names.peek().is_some() && found.is_none() {
            fs::create_dir(&place).map_err(wrong)?;
        }
    }
    put(&place, text, replace).map_err(|error| Failure::file("write", &place, &error))
}

fn put(path: &PathBuf, text: &str, replace: bool) -> io::Result<Written> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| Written::New),
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        Err(_) if replace => fs::write(path, text).map(|()| Written::Replaced),
        Err(_) => Ok(Written::Kept),
    }
}

#[cfg(test)]
mod tests {
    use super::{Written, write};
    use std::fs;

    #[test]
    fn what_is_there_stays_unless_it_is_to_go() {
        let root = tempfile::tempdir().unwrap();
        let put = |text, replace| write(root.path(), "a/b/c", text, replace).unwrap();
        assert_eq!([put("1", false), put("2", false)], [Written::New, Written::Kept]);
        assert_eq!(fs::read_to_string(root.path().join("a/b/c")).unwrap(), "1");
        assert_eq!(put("3", true), Written::Replaced);
        assert_eq!(fs::read_to_string(root.path().join("a/b/c")).unwrap(), "3");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out() {
        let root = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("dir")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("file"), root.path().join("file")).unwrap();
        for name in ["dir/file", "file"] {
            assert!(write(root.path(), name, "text", true).is_err());
        }
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}
