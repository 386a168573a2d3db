//! A repository behind the API: commits, where they part, and what stands in their directories.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use gix::ObjectId;
use serde::Deserialize;

use super::concurrent::concurrently;
use super::listing::{Listing, id, tree_id};
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

#[derive(Deserialize)]
struct Commit {
    sha: String,
}

#[derive(Deserialize)]
struct Comparison {
    merge_base_commit: Commit,
}

/// <https://docs.github.com/en/rest/git/refs#get-a-reference>
#[derive(Deserialize)]
struct Reference {
    object: Commit,
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
        ObjectId::from_hex(name.as_bytes()).or_else(|_| self.tip(name))
    }

    /// The commit that `branch` leads to. It is asked for as a reference: a tag of the same name is not meant.
    pub(super) fn tip(&self, branch: &str) -> Result<ObjectId, Error> {
        let route = self.route(&format!("git/ref/heads/{}", github::path(branch)));
        let reference: Reference = self.client.get(&route).map_err(Error::GitHub)?;
        id(&reference.object.sha, &route)
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
    pub(super) fn load(&self, commits: impl IntoIterator<Item = ObjectId>) -> Result<(), Error> {
        concurrently(commits, |commit| {
            let listing = self.ask(commit, "?recursive=1")?;
            let whole = listing.is_whole();
            for (dir, entries) in listing.directories()? {
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
                return Err(Error::TooLarge(format!("more than {MOST_LISTINGS} directories would have to be fetched")));
            }
            self.ask(id, "")?.directories()?.remove(&None).unwrap_or_default()
        };
        self.keep(id, entries.clone());
        Ok(entries.into())
    }

    /// The size of a blob, where a listing told it.
    pub(super) fn size(&self, id: ObjectId) -> Option<u64> {
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    fn ask(&self, id: ObjectId, query: &str) -> Result<Listing, Error> {
        let listing: Listing =
            self.client.get(&self.route(&format!("git/trees/{id}{query}"))).map_err(Error::GitHub)?;
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner).extend(listing.sizes());
        Ok(listing)
    }

    fn keep(&self, id: ObjectId, entries: Vec<TreeEntry>) {
        self.listings.lock().unwrap_or_else(PoisonError::into_inner).insert(id, entries.into());
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
        concurrently(missing, |id| self.listing(id).map(|_| Vec::new()))
    }
}
