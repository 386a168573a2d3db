//! A repository behind the API: commits, where they part, and what stands in their directories.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bstr::BString;
use gix::ObjectId;
use gix::objs::tree::EntryKind;
use serde::Deserialize;

use super::is_doubtful;
use super::together::together;
use crate::net::github::{self, Client};
use crate::source::Error;
use crate::source::git::objects::TreeEntry;
use crate::source::git::trees::Listings;

/// How many directories are asked for one by one: only where a repository is too large to be listed at once.
const MOST_LISTINGS: usize = 400;

/// A repository, and what was learnt of it.
pub(super) struct Remote {
    pub(super) client: Arc<Client>,
    pub(super) owner: String,
    pub(super) name: String,
    /// What stands in a directory, by the id of its tree. A commit stands for its root.
    listings: Mutex<HashMap<ObjectId, Arc<[TreeEntry]>>>,
    sizes: Mutex<HashMap<ObjectId, u64>>,
    asked: AtomicUsize,
}

/// <https://docs.github.com/en/rest/git/trees#get-a-tree>
#[derive(Deserialize)]
struct Listing {
    tree: Vec<Row>,
    #[serde(default)]
    truncated: bool,
}

#[derive(Deserialize)]
struct Row {
    path: String,
    mode: String,
    sha: String,
    /// Of blobs only.
    #[serde(default)]
    size: Option<u64>,
}

#[derive(Deserialize)]
struct Commit {
    sha: String,
}

#[derive(Deserialize)]
struct Comparison {
    merge_base_commit: Commit,
}

impl Remote {
    pub(super) fn new(client: &Arc<Client>, repository: &str) -> Result<Self, Error> {
        let named = repository.split_once('/').filter(|(owner, name)| !owner.is_empty() && !name.is_empty());
        let Some((owner, name)) = named.filter(|(_, name)| !name.contains('/')) else {
            return Err(Error::GitHub(github::Error::Setup(format!("`{repository}` is not of the form `owner/name`"))));
        };
        Ok(Self {
            client: Arc::clone(client),
            owner: owner.to_owned(),
            name: name.to_owned(),
            listings: Mutex::default(),
            sizes: Mutex::default(),
            asked: AtomicUsize::new(0),
        })
    }

    /// The address of `rest` in this repository.
    pub(super) fn route(&self, rest: &str) -> String {
        format!("/repos/{}/{}/{rest}", github::segment(&self.owner), github::segment(&self.name))
    }

    /// The commit that `name` is, or that the branch of this name leads to.
    pub(super) fn commit(&self, name: &str) -> Result<ObjectId, Error> {
        if let Ok(id) = ObjectId::from_hex(name.as_bytes()) {
            return Ok(id);
        }
        let route = self.route(&format!("commits?per_page=1&sha={}", github::segment(name)));
        let commits: Vec<Commit> = self.client.get(&route).map_err(Error::GitHub)?;
        let unknown = || Error::UnknownRevision { name: name.to_owned(), near: Vec::new() };
        id(&commits.first().ok_or_else(unknown)?.sha, &route)
    }

    /// Where the two part, each given by its name and its commit.
    pub(super) fn merge_base(&self, base: (&str, ObjectId), head: (&str, ObjectId)) -> Result<ObjectId, Error> {
        if base.1 == head.1 {
            return Ok(base.1);
        }
        // The list of files is of no use, since it ends after 300: a page of one commit is the shortest answer.
        let route = self.route(&format!("compare/{}...{}?per_page=1", base.1, head.1));
        match self.client.get::<Comparison>(&route) {
            Ok(comparison) => id(&comparison.merge_base_commit.sha, &route),
            Err(github::Error::Denied { status: 404, message, .. }) if message.contains("No common ancestor") => {
                Err(Error::NoCommonHistory { base: base.0.to_owned(), head: head.0.to_owned() })
            }
            Err(error) => Err(Error::GitHub(error)),
        }
    }

    /// Lists the whole trees of `commits`, as far as GitHub does so at once.
    pub(super) fn load(&self, commits: &[ObjectId]) -> Result<(), Error> {
        together(commits.iter().copied(), |commit| {
            let listing = self.ask(commit, "?recursive=1")?;
            let whole = !listing.truncated;
            for (dir, entries) in self.directories(listing)? {
                match dir {
                    Some(id) if tree_id(&entries, id) == Some(id) => self.keep(id, entries),
                    None if whole => self.keep(commit, entries),
                    // Cut off, or with names that JSON does not tell: it is asked for alone where it matters.
                    _ => {}
                }
            }
            Ok(Vec::new())
        })
    }

    /// What stands in the directory `id`.
    pub(super) fn listing(&self, id: ObjectId) -> Result<Arc<[TreeEntry]>, Error> {
        if let Some(entries) = self.listings.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(Arc::clone(entries));
        }
        // GitHub need not have an object for nothing.
        let entries = if id.is_empty_tree() {
            Vec::new()
        } else {
            if self.asked.fetch_add(1, Ordering::Relaxed) >= MOST_LISTINGS {
                return Err(Error::TooLarge(format!("more than {MOST_LISTINGS} directories would be asked for")));
            }
            self.directories(self.ask(id, "")?)?.remove(&None).unwrap_or_default()
        };
        self.keep(id, entries.clone());
        Ok(entries.into())
    }

    /// The size of a blob, where a listing told it.
    pub(super) fn size(&self, id: ObjectId) -> Option<u64> {
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    fn ask(&self, id: ObjectId, query: &str) -> Result<Listing, Error> {
        self.client.get(&self.route(&format!("git/trees/{id}{query}"))).map_err(Error::GitHub)
    }

    fn keep(&self, id: ObjectId, entries: Vec<TreeEntry>) {
        self.listings.lock().unwrap_or_else(PoisonError::into_inner).insert(id, entries.into());
    }

    /// The directories of a listing, each with the id of its tree (the root has none) and its entries, sorted by name.
    fn directories(&self, listing: Listing) -> Result<BTreeMap<Option<ObjectId>, Vec<TreeEntry>>, Error> {
        let mut ids: HashMap<String, Option<ObjectId>> = HashMap::from([(String::new(), None)]);
        let mut below: BTreeMap<String, Vec<TreeEntry>> = BTreeMap::new();
        for row in listing.tree {
            let Row { path, mode, sha, size } = row;
            let (dir, name) = path.rsplit_once('/').unwrap_or(("", &path));
            let entry = TreeEntry { name: BString::from(name), kind: kind(&mode)?, id: id(&sha, "a directory")? };
            if let Some(size) = size {
                self.sizes.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.id, size);
            }
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

impl Listings for Remote {
    fn entries(&self, id: ObjectId) -> Result<Vec<TreeEntry>, Error> {
        Ok(self.listing(id)?.to_vec())
    }

    fn expect(&self, ids: &[ObjectId]) -> Result<(), Error> {
        let mut missing: Vec<ObjectId> = {
            let known = self.listings.lock().unwrap_or_else(PoisonError::into_inner);
            ids.iter().filter(|id| !known.contains_key(*id)).copied().collect()
        };
        missing.sort_unstable();
        missing.dedup();
        together(missing, |id| self.listing(id).map(|_| Vec::new()))
    }
}

/// An id out of an answer.
fn id(hex: &str, what: &str) -> Result<ObjectId, Error> {
    let malformed = |_| github::Error::Malformed { what: what.to_owned(), why: format!("`{hex}` is no object's id") };
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
            let why = format!("`{mode}` is no mode that git knows");
            Err(Error::GitHub(github::Error::Malformed { what: "a directory".to_owned(), why }))
        }
    }
}

/// The id that a tree of `entries` has: whether a listing is whole and exact shows in it.
fn tree_id(entries: &[TreeEntry], like: ObjectId) -> Option<ObjectId> {
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
    use std::sync::Arc;

    use proptest::prelude::{Just, any, prop, prop_assert, prop_oneof, proptest};
    use proptest::strategy::Strategy;

    use super::{Listing, Remote, Row, kind, tree_id};
    use crate::net::github::tests::server::{Response, Server};

    fn row() -> impl Strategy<Value = Row> {
        let mode = prop_oneof![Just("040000".to_owned()), Just("100644".to_owned()), "[0-9]{0,7}"];
        let sha = prop_oneof![Just("a".repeat(40)), Just("b".repeat(64)), "[0-9a-f]{38,42}"];
        let path = prop_oneof!["[ab/.]{0,6}", "\\PC{0,8}"];
        (path, mode, sha, any::<Option<u64>>()).prop_map(|(path, mode, sha, size)| Row { path, mode, sha, size })
    }

    proptest! {
        #[test]
        fn no_listing_breaks_it(tree in prop::collection::vec(row(), 0..20), truncated in any::<bool>()) {
            let server = Server::new(|_| Response::none());
            let remote = Remote::new(&Arc::new(server.client("my-t0k3n")), "o/r").unwrap();
            let rows = tree.len();
            if let Ok(directories) = remote.directories(Listing { tree, truncated }) {
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
