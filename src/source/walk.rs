//! Walking a directory: which files are there, without following a link and without a bound on depth but the path's length.
//! Where rules decide on the way what is of interest, one directory is read after the other; else they are read side by side.

use std::fs;
use std::sync::Arc;
use std::vec::IntoIter;

use bstr::{BStr, BString, ByteSlice};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::disk::{Disk, mode_of};
use super::{Enters, Mode, Unchecked};
use crate::text::RepoPath;

/// The longest path that is followed; systems refuse longer ones anyway.
const LONGEST_PATH: usize = 4096;

/// Who says on the way what is of interest.
pub(super) trait Guide {
    /// The walk goes into `directory` (empty for the root), which holds a `.gitignore` or does not.
    fn enter(&mut self, directory: &BStr, has_rules: bool);
    /// It leaves the directory entered last.
    fn leave(&mut self);
    /// Whether to go into the directory `path`, or to take the file.
    fn wants(&mut self, path: &BStr, is_directory: bool) -> bool;
    /// Whether another git repository inside is left alone.
    fn stops_at_repositories(&self) -> bool;
    /// Whether pipes, sockets and devices are of interest, if only to say that they are not read.
    fn tells_oddities(&self) -> bool;
}

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    /// Sorted by path.
    pub(super) files: Vec<Found>,
    pub(super) unchecked: Vec<Unchecked>,
}

/// A file or a link.
pub(super) struct Found {
    pub(super) path: RepoPath,
    pub(super) mode: Mode,
}

/// Walks all that is below `start` (empty for the root).
pub(super) fn walk(disk: &Arc<Disk>, start: &BStr, guide: &mut dyn Guide) -> Walked {
    let mut walked = Walked::default();
    let mut open = Vec::new();
    open.extend(walked.open(disk, start, guide));
    while let Some((prefix, names)) = open.last_mut() {
        let Some((name, kind)) = names.next() else {
            open.pop();
            guide.leave();
            continue;
        };
        let path = join(prefix.as_bstr(), name.as_bstr());
        if path.len() > LONGEST_PATH {
            walked.too_long(&path);
        } else if kind.is_dir() {
            if name != ".git" && guide.wants(path.as_bstr(), true) {
                open.extend(walked.open(disk, path.as_bstr(), guide));
            }
        } else if let Some(mode) = mode_of(kind) {
            if name != ".git" && guide.wants(path.as_bstr(), false) {
                walked.files.push(Found { path: RepoPath::new(path), mode });
            }
        } else if guide.tells_oddities() {
            walked.odd(&path);
        }
    }
    walked.files.sort_by(|a, b| a.path.cmp(&b.path));
    walked
}

/// Every file below `start` (empty for the root), also in other repositories.
pub(super) fn everything(disk: &Arc<Disk>, start: &BStr) -> Walked {
    entered(disk, start, &|_| true)
}

/// Likewise, but for what stands below directories that `enters` turns down; level by level.
pub(super) fn entered(disk: &Arc<Disk>, start: &BStr, enters: Enters<'_>) -> Walked {
    let mut walked = Walked::default();
    let mut level = vec![start.to_owned()];
    while !level.is_empty() {
        let listings: Vec<Listing> = std::mem::take(&mut level)
            .into_par_iter()
            .map(|directory| Listing::of(disk, directory.as_bstr()))
            .collect();
        for listing in listings {
            walked.files.extend(listing.walked.files);
            walked.unchecked.extend(listing.walked.unchecked);
            level.extend(listing.below.into_iter().filter(|dir| enters(&RepoPath::new(dir.as_bstr()))));
        }
    }
    walked.files.sort_by(|a, b| a.path.cmp(&b.path));
    walked
}

/// What stands right below a directory.
#[derive(Default)]
struct Listing {
    walked: Walked,
    below: Vec<BString>,
}

impl Listing {
    fn of(disk: &Disk, directory: &BStr) -> Self {
        let mut listing = Self::default();
        let walked = &mut listing.walked;
        let names = match list(disk, directory) {
            Ok(names) => names,
            Err(error) => {
                walked.skip(directory, format!("the directory cannot be listed: {error}"));
                return listing;
            }
        };
        disk.note_directory(directory);
        let prefix = prefix(directory);
        for (name, kind) in names {
            let path = join(prefix.as_bstr(), name.as_bstr());
            if path.len() > LONGEST_PATH {
                walked.too_long(&path);
            } else if kind.is_dir() {
                listing.below.extend((name != ".git").then_some(path));
            } else if let Some(mode) = mode_of(kind) {
                walked.files.extend((name != ".git").then(|| Found { path: RepoPath::new(path), mode }));
            } else {
                walked.odd(&path);
            }
        }
        listing
    }
}

/// What stands before each name of a directory, and the names that are still to come.
type Open = (BString, IntoIter<(BString, fs::FileType)>);

impl Walked {
    /// Lists a directory and tells the guide; `None` if it is left alone or cannot be listed, which is said.
    fn open(&mut self, disk: &Disk, directory: &BStr, guide: &mut dyn Guide) -> Option<Open> {
        let names = match list(disk, directory) {
            Ok(names) => names,
            Err(error) => {
                self.skip(directory, format!("the directory cannot be listed: {error}"));
                return None;
            }
        };
        let is_repository = !directory.is_empty() && names.iter().any(|(name, _)| name == ".git");
        if is_repository && guide.stops_at_repositories() {
            self.skip(directory, "another git repository, which is not read".to_owned());
            return None;
        }
        disk.note_directory(directory);
        guide.enter(directory, names.iter().any(|(name, kind)| name == ".gitignore" && kind.is_file()));
        Some((prefix(directory), names.into_iter()))
    }

    fn too_long(&mut self, path: &BString) {
        self.skip(path[..LONGEST_PATH].as_bstr(), format!("its path is longer than {LONGEST_PATH} bytes"));
    }

    fn odd(&mut self, path: &BString) {
        self.skip(path.as_bstr(), "it is a pipe, a socket or a device".to_owned());
    }

    fn skip(&mut self, path: &BStr, why: String) {
        let what = if path.is_empty() { ".".to_owned() } else { RepoPath::new(path).to_string() };
        self.unchecked.push(Unchecked { what, why });
    }
}

/// What stands before the names in a directory.
fn prefix(directory: &BStr) -> BString {
    if directory.is_empty() { BString::default() } else { join(directory, "/".into()) }
}

/// `prefix` with `name` behind it.
pub(super) fn join(prefix: &BStr, name: &BStr) -> BString {
    let mut path = BString::from(Vec::with_capacity(prefix.len() + name.len()));
    path.extend_from_slice(prefix);
    path.extend_from_slice(name);
    path
}

fn list(disk: &Disk, directory: &BStr) -> std::io::Result<Vec<(BString, fs::FileType)>> {
    let place = disk.locate(directory).ok_or(std::io::ErrorKind::InvalidFilename)?;
    let mut names = fs::read_dir(place)?
        .map(|entry| {
            let entry = entry?;
            Ok((BString::from(entry.file_name().into_encoded_bytes()), entry.file_type()?))
        })
        .collect::<std::io::Result<Vec<_>>>()?;
    names.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(names)
}
