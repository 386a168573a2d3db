//! All files of a commit's tree, its directories read side by side.

use std::sync::Arc;

use bstr::{BString, ByteSlice};
use gix::ObjectId;
use gix::objs::tree::EntryKind;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::Error;
use super::objects::{Objects, TreeEntry, read_tree};
use crate::source::walk::join;
use crate::source::{Enters, EveryFile, Mode, Unchecked};
use crate::text::RepoPath;

/// The most directories and files that are looked at. Git stores equal directories once, so that a small pack may hold a tree without
/// end.
const MOST_DIRECTORIES: usize = 200_000;
const MOST_FILES: usize = 1_000_000;

/// How deep directories may lie in each other.
const DEEPEST: usize = 512;

/// A directory: where it stands (empty, or ending with `/`), and its tree.
type Directory = (BString, ObjectId);

/// The ordinary files below the tree `root` but those in directories that `enters` turns down, level by level.
pub(super) fn files(objects: &Arc<Objects>, root: Option<ObjectId>, enters: Enters<'_>) -> EveryFile {
    let mut found = EveryFile::default();
    let mut level: Vec<Directory> = root.into_iter().map(|root| (BString::default(), root)).collect();
    let mut opened = 0;
    for _ in 0..DEEPEST {
        opened += level.len();
        if level.is_empty() || opened > MOST_DIRECTORIES || found.files.len() > MOST_FILES {
            break;
        }
        let open = |(prefix, id): Directory| {
            let entries = objects.with(|repo| read_tree(repo, Some(id)));
            Opened::new(objects, prefix, entries, enters)
        };
        let listed: Vec<Opened> = std::mem::take(&mut level).into_par_iter().map(open).collect();
        for mut one in listed {
            found.files.append(&mut one.found.files);
            found.unchecked.append(&mut one.found.unchecked);
            level.append(&mut one.below);
        }
    }
    if !level.is_empty() {
        let why = format!("it has more than {MOST_DIRECTORIES} directories or {MOST_FILES} files");
        found.unchecked.push(Unchecked { what: "the rest of the tree".to_owned(), why });
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// What stands right below a directory.
#[derive(Default)]
struct Opened {
    found: EveryFile,
    below: Vec<Directory>,
}

impl Opened {
    fn new(
        objects: &Arc<Objects>,
        prefix: BString,
        entries: Result<Vec<TreeEntry>, Error>,
        enters: Enters<'_>,
    ) -> Self {
        let mut opened = Self::default();
        let entries = entries.unwrap_or_else(|error| {
            let what = RepoPath::new(prefix.trim_end_with(|c| c == '/')).to_string();
            opened.found.unchecked.push(Unchecked { what, why: error.to_string() });
            Vec::new()
        });
        for entry in entries {
            let path = join(prefix.as_ref(), entry.name.as_ref());
            match entry.kind {
                EntryKind::Tree if enters(&RepoPath::new(path.as_bstr())) => {
                    opened.below.push((join(path.as_ref(), "/".into()), entry.id));
                }
                EntryKind::Blob | EntryKind::BlobExecutable => {
                    opened.found.files.push(objects.file(RepoPath::new(path), Mode::File, entry.id));
                }
                EntryKind::Tree | EntryKind::Link | EntryKind::Commit => {}
            }
        }
        opened
    }
}
