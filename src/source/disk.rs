//! Files as they lie in a directory. No symbolic link is ever followed, and nothing but an ordinary file is ever opened.

use std::collections::HashSet;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use bstr::{BStr, BString, ByteSlice};

use super::{Blob, Enters, EveryFile, File, Listed, Mode, Tree, Unread, walk};
use crate::text::RepoPath;

/// A directory that files are read from; nothing outside of it is.
#[derive(Debug)]
pub(super) struct Disk {
    root: PathBuf,
    /// The directories below it that are known to be none but directories: each is looked at once a run.
    directories: RwLock<HashSet<BString>>,
}

impl Disk {
    pub(super) fn new(root: impl Into<PathBuf>) -> Arc<Self> {
        Arc::new(Self { root: root.into(), directories: RwLock::default() })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where `path` (empty for the root) lies in the file system; `None` for one that could lead out.
    pub(super) fn locate(&self, path: &BStr) -> Option<PathBuf> {
        let mut place = self.root.clone();
        for part in path.split_str("/").filter(|_| !path.is_empty()) {
            place.push(component(part)?);
        }
        Some(place)
    }

    /// What stands at `path`. `None`: nothing does, or a link or a file stands where a directory should be.
    pub(super) fn look(&self, path: &BStr) -> io::Result<Option<(PathBuf, Metadata)>> {
        let Some(place) = self.reach(path)? else { return Ok(None) };
        match fs::symlink_metadata(&place) {
            Ok(metadata) => Ok(Some((place, metadata))),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where `path` lies, if all that leads there are directories and no links.
    fn reach(&self, path: &BStr) -> io::Result<Option<PathBuf>> {
        let Some(place) = self.locate(path).filter(|_| !path.is_empty()) else { return Ok(None) };
        let parent = parent_of(path);
        if self.is_directory(parent) {
            return Ok(Some(place));
        }
        for end in memchr::memchr_iter(b'/', path) {
            let above = path[..end].as_bstr();
            if self.is_directory(above) {
                continue;
            }
            let Some(place) = self.locate(above) else { return Ok(None) };
            match fs::symlink_metadata(&place) {
                Ok(metadata) if metadata.is_dir() => self.note_directory(above),
                Ok(_) => return Ok(None),
                Err(error) if is_absent(&error) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(place))
    }

    /// Whether `path` is known to be a directory and no link.
    fn is_directory(&self, path: &BStr) -> bool {
        let known = self.directories.read().unwrap_or_else(PoisonError::into_inner);
        path.is_empty() || known.contains::<[u8]>(path.as_ref())
    }

    /// Takes note that `path` is a directory and no link.
    pub(super) fn note_directory(&self, path: &BStr) {
        self.directories.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    /// The file at `path`, to be read later.
    pub(super) fn file(self: &Arc<Self>, path: RepoPath, mode: Mode) -> File {
        let blob = Arc::new(OnDisk { disk: Arc::clone(self), path: path.clone(), mode });
        File { path, mode, blob, partial: false }
    }

    /// All bytes of the file at `path`, if they are no more than `cap`.
    fn read_file(&self, path: &BStr, cap: u64) -> Result<Vec<u8>, Unread> {
        let place =
            self.reach(path).map_err(failed)?.ok_or_else(|| Unread::Failed("it no longer exists".to_owned()))?;
        read_file(&place, cap)
    }

    /// All bytes of the file (or the target of the link) at `path`, if they are no more than `cap`.
    pub(super) fn read(&self, path: &BStr, cap: u64) -> Result<Vec<u8>, Unread> {
        let (place, metadata) =
            self.look(path).map_err(failed)?.ok_or_else(|| Unread::Failed("it no longer exists".to_owned()))?;
        if metadata.is_symlink() { link_target(&place) } else { read_file(&place, cap) }
    }
}

/// Whether an error says that there is nothing at that place.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What kind of entry this is; `None` for directories, pipes, sockets and devices.
pub(super) fn mode_of(kind: fs::FileType) -> Option<Mode> {
    if kind.is_file() {
        Some(Mode::File)
    } else if kind.is_symlink() {
        Some(Mode::Link)
    } else {
        None
    }
}

/// Opens an ordinary file, and nothing else: a pipe would wait forever, a link could lead anywhere.
pub(super) fn open_file(place: &Path) -> Result<(fs::File, u64), Unread> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = options.open(place).map_err(|error| if is_link(&error) { odd() } else { failed(error) })?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_file() { Ok((file, metadata.len())) } else { Err(odd()) }
}

fn odd() -> Unread {
    Unread::Failed("it is not a regular file".to_owned())
}

/// Whether the system refused to follow a link.
#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::ELOOP)
}

#[cfg(not(unix))]
fn is_link(_: &io::Error) -> bool {
    false
}

/// The directory that holds `path`; empty for the root.
fn parent_of(path: &BStr) -> &BStr {
    path.rfind_byte(b'/').map_or(&path[..0], |at| &path[..at]).as_bstr()
}

fn read_file(place: &Path, cap: u64) -> Result<Vec<u8>, Unread> {
    let (mut file, size) = open_file(place)?;
    if size > cap {
        return Err(Unread::TooLarge { size, cap });
    }
    // One byte more than there should be: a read that does not fill it has met the end, and a second one is spared.
    let mut bytes = vec![0; usize::try_from(size).unwrap_or_default() + 1];
    let mut len = 0;
    while len < bytes.len() {
        match file.read(&mut bytes[len..]) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
        if len as u64 == size {
            break;
        }
    }
    let grown = len == bytes.len();
    bytes.truncate(len);
    if grown {
        // It grew while it was read.
        file.take(cap.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    }
    let size = bytes.len() as u64;
    if size > cap { Err(Unread::TooLarge { size, cap }) } else { Ok(bytes) }
}

fn link_target(place: &Path) -> Result<Vec<u8>, Unread> {
    let target = fs::read_link(place).map_err(failed)?;
    Ok(Vec::from(bstr::BString::from(target.into_os_string().into_encoded_bytes())))
}

fn failed(error: io::Error) -> Unread {
    Unread::Failed(error.to_string())
}

/// One component of a path, if it is an ordinary name on this system.
fn component(part: &[u8]) -> Option<&Path> {
    if part.is_empty() || part == b"." || part == b".." || part.contains(&0) {
        return None;
    }
    if cfg!(windows) && part.iter().any(|byte| matches!(byte, b'\\' | b':')) {
        return None;
    }
    part.to_path().ok()
}

struct OnDisk {
    disk: Arc<Disk>,
    path: RepoPath,
    mode: Mode,
}

impl Blob for OnDisk {
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread> {
        let path = self.path.as_bstr();
        match self.mode {
            Mode::Submodule => Err(Unread::Failed("it is a submodule".to_owned())),
            Mode::File => self.disk.read_file(path, cap),
            Mode::Link => self.disk.read(path, cap),
        }
    }

    fn open(&self) -> Option<Box<dyn Read>> {
        let place = self.disk.reach(self.path.as_bstr()).ok().flatten().filter(|_| self.mode == Mode::File)?;
        let (file, _) = open_file(&place).ok()?;
        Some(Box::new(file))
    }
}

/// A directory as a tree: any file in it by its path, but git's own.
pub(super) struct Directory(pub(super) Arc<Disk>);

impl Tree for Directory {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        if is_gits_own(path) {
            return Ok(None);
        }
        let found = self.0.look(path.as_bstr()).map_err(failed)?;
        Ok(found.and_then(|(_, metadata)| mode_of(metadata.file_type())).map(|mode| self.0.file(path.clone(), mode)))
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let place = match dir.as_bstr().is_empty() {
            true => Some(self.0.root().to_owned()),
            false => {
                self.0.look(dir.as_bstr()).ok().flatten().filter(|(_, found)| found.is_dir()).map(|(place, _)| place)
            }
        };
        let entries = place.and_then(|place| fs::read_dir(place).ok()).into_iter().flatten().take(MOST_LISTED);
        let listed = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            let is_dir = entry.file_type().ok()?.is_dir();
            Some(Listed { name: entry.file_name().into_encoded_bytes().into(), is_dir })
        };
        let mut listed: Vec<_> = entries.filter_map(listed).filter(|entry| entry.name != ".git").collect();
        listed.sort();
        listed
    }

    fn every_file(&self, enters: Enters<'_>) -> Option<EveryFile> {
        let walked = walk::entered(&self.0, BStr::new(""), enters);
        let files = walked.files.into_iter().filter(|found| found.mode == Mode::File);
        let files = files.map(|found| self.0.file(found.path, found.mode)).collect();
        Some(EveryFile { files, unchecked: walked.unchecked })
    }
}

/// How many names of one directory are listed; one that holds more is no one's work.
const MOST_LISTED: usize = 100_000;

pub(super) fn is_gits_own(path: &RepoPath) -> bool {
    path.as_bstr().split_str("/").any(|part| part == b".git")
}
