//! What the API says of a tree: rows with whole paths, taken apart into directories.

use std::collections::{BTreeMap, HashMap};

use bstr::BString;
use gix::ObjectId;
use gix::objs::tree::EntryKind;
use serde::Deserialize;

use super::is_doubtful;
use crate::net::github;
use crate::source::Error;
use crate::source::git::objects::TreeEntry;

/// A tree, with all that is below it or without. <https://docs.github.com/en/rest/git/trees#get-a-tree>
#[derive(Deserialize)]
pub(super) struct Listing {
    tree: Vec<Row>,
    #[serde(default)]
    truncated: bool,
}

#[derive(Debug, Deserialize)]
struct Row {
    path: String,
    mode: String,
    sha: String,
    /// Of blobs only.
    #[serde(default)]
    size: Option<u64>,
}

impl Listing {
    /// Whether nothing was left out of it.
    pub(super) fn is_whole(&self) -> bool {
        !self.truncated
    }

    /// The sizes of blobs.
    pub(super) fn sizes(&self) -> impl Iterator<Item = (ObjectId, u64)> {
        self.tree.iter().filter_map(|row| Some((ObjectId::from_hex(row.sha.as_bytes()).ok()?, row.size?)))
    }

    /// The directories, each with the id of its tree (the root has none) and its entries, sorted by name.
    pub(super) fn directories(self) -> Result<BTreeMap<Option<ObjectId>, Vec<TreeEntry>>, Error> {
        let mut ids: HashMap<String, Option<ObjectId>> = HashMap::from([(String::new(), None)]);
        let mut below: BTreeMap<String, Vec<TreeEntry>> = BTreeMap::new();
        for Row { path, mode, sha, .. } in self.tree {
            let (dir, name) = path.rsplit_once('/').unwrap_or(("", &path));
            let entry = TreeEntry { name: BString::from(name), kind: kind(&mode)?, id: id(&sha, "a directory")? };
            below.entry(dir.to_owned()).or_default().push(entry.clone());
            // Two directories may have one name where it is not told exactly.
            if entry.kind == EntryKind::Tree && !is_doubtful(path.as_str().into()) {
                ids.insert(path, Some(entry.id));
            }
        }
        let mut directories = BTreeMap::new();
        for (dir, mut entries) in below {
            if let Some(id) = ids.get(&dir) {
                entries.sort_by(|a, b| a.name.cmp(&b.name));
                directories.insert(*id, entries);
            }
        }
        Ok(directories)
    }
}

/// An id out of an answer.
pub(super) fn id(hex: &str, what: &str) -> Result<ObjectId, Error> {
    let malformed = |_| github::Error::Malformed { what: what.to_owned(), why: format!("`{hex}` is not an object id") };
    ObjectId::from_hex(hex.as_bytes()).map_err(malformed).map_err(Error::GitHub)
}

/// What a mode such as `100644` stands for.
fn kind(mode: &str) -> Result<EntryKind, Error> {
    let number = u32::from_str_radix(mode, 8).unwrap_or_default();
    match number & 0o170_000 {
        0o100_000 if number & 0o111 == 0 => Ok(EntryKind::Blob),
        0o100_000 => Ok(EntryKind::BlobExecutable),
        0o120_000 => Ok(EntryKind::Link),
        0o160_000 => Ok(EntryKind::Commit),
        0o040_000 => Ok(EntryKind::Tree),
        _ => {
            let why = format!("`{mode}` is not a git file mode");
            Err(Error::GitHub(github::Error::Malformed { what: "a directory".to_owned(), why }))
        }
    }
}

/// The id that a tree of `entries` has: whether a listing is whole and exact shows in it.
pub(super) fn tree_id(entries: &[TreeEntry], like: ObjectId) -> Option<ObjectId> {
    let mut entries: Vec<&TreeEntry> = entries.iter().collect();
    // Git sorts a directory as if its name ended with a slash.
    let key = |entry: &TreeEntry| {
        let slash: &[u8] = if entry.kind == EntryKind::Tree { b"/" } else { b"" };
        [entry.name.as_slice(), slash].concat()
    };
    entries.sort_by_cached_key(|entry| key(entry));
    let mut bytes = Vec::new();
    for entry in entries {
        let mode: &[u8] = match entry.kind {
            EntryKind::Tree => b"40000",
            EntryKind::Blob => b"100644",
            EntryKind::BlobExecutable => b"100755",
            EntryKind::Link => b"120000",
            EntryKind::Commit => b"160000",
        };
        for part in [mode, b" ", &entry.name, b"\0", entry.id.as_bytes()] {
            bytes.extend_from_slice(part);
        }
    }
    gix::objs::compute_hash(like.kind(), gix::objs::Kind::Tree, &bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, any, prop, prop_assert, prop_oneof, proptest};
    use proptest::strategy::Strategy;

    use super::{Listing, Row, kind, tree_id};

    fn row() -> impl Strategy<Value = Row> {
        let mode = prop_oneof![Just("040000".to_owned()), Just("100644".to_owned()), "[0-9]{0,7}"];
        let sha = prop_oneof![Just("a".repeat(40)), Just("b".repeat(64)), "[0-9a-f]{38,42}"];
        let path = prop_oneof!["[ab/.]{0,6}", r"\PC{0,8}"];
        (path, mode, sha, any::<Option<u64>>()).prop_map(|(path, mode, sha, size)| Row { path, mode, sha, size })
    }

    proptest! {
        #[test]
        fn no_listing_breaks_it(tree in prop::collection::vec(row(), 0..20), truncated in any::<bool>()) {
            let rows = tree.len();
            if let Ok(directories) = (Listing { tree, truncated }).directories() {
                prop_assert!(directories.values().map(Vec::len).sum::<usize>() <= rows);
                for (id, entries) in directories {
                    prop_assert!(entries.is_sorted_by(|a, b| a.name <= b.name));
                    id.map(|id| tree_id(&entries, id));
                }
            }
        }
    }

    #[test]
    fn modes_are_those_of_git() {
        for mode in ["100644", "100755", "100664", "120000", "160000", "040000", "40000"] {
            assert!(kind(mode).is_ok(), "{mode}");
        }
        for mode in ["", "-1", "8", "0", "010000", "99999999999999999999", "ééé"] {
            assert!(kind(mode).is_err(), "{mode}");
        }
    }
}
