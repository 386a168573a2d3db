//! The contents of files: many in one GraphQL request, and one by one where that cannot tell the exact bytes. Each is asked for once,
//! and is what its id says, or is not read.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use gix::ObjectId;
use serde::Deserialize;
use serde_json::json;

use super::concurrent::concurrently;
use super::remote::Remote;
use crate::net::github;
use crate::source::git::blob_id;
use crate::source::{Blob, Error, File, Mode, SIZE_CAP, Unread};
use crate::text::RepoPath;

/// The document for one file, and its line that is there once for each.
const DOCUMENT: &str = include_str!("blobs.graphql");
const LINE: &str = "    blob: object(oid: \"0000000000000000000000000000000000000000\") { ...Content }\n";

/// How much one GraphQL request asks for, in files and in bytes. It must be answered within ten seconds.
const BATCH_FILES: usize = 50;
const BATCH_BYTES: u64 = 1 << 20;

/// Files from this size on are asked for alone: GraphQL cuts off long texts.
const LONG: u64 = 256 << 10;

/// How much is held of all files, in bytes.
const MOST_BYTES: u64 = 256 << 20;

/// How many files are asked for alone, of the change and later of the trees: a job has 1,000 requests an hour.
const MOST_OF_CHANGE: usize = 300;
const MOST_OF_TREES: usize = 200;

/// What is held of a file.
type Held = Result<Arc<[u8]>, Unread>;

/// The contents of a repository's files, as far as somebody asked.
pub(super) struct Contents {
    pub(super) remote: Arc<Remote>,
    held: Mutex<HashMap<ObjectId, Arc<OnceLock<Held>>>>,
    bytes_left: AtomicU64,
    of_change_left: AtomicUsize,
    of_trees_left: AtomicUsize,
}

/// One request to be made.
enum Work {
    Together(Vec<ObjectId>),
    Alone(ObjectId),
}

#[derive(Deserialize)]
struct Data {
    repository: Option<HashMap<String, Option<Content>>>,
}

/// <https://docs.github.com/en/graphql/reference/objects#blob>. Whether it is binary, cut off or in another encoding need not be asked:
/// then its text has not the blob's id.
#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    text: Option<String>,
}

impl Contents {
    pub(super) fn new(remote: &Arc<Remote>) -> Self {
        Self {
            remote: Arc::clone(remote),
            held: Mutex::default(),
            bytes_left: AtomicU64::new(MOST_BYTES),
            of_change_left: AtomicUsize::new(MOST_OF_CHANGE),
            of_trees_left: AtomicUsize::new(MOST_OF_TREES),
        }
    }

    /// The file whose content is the blob `id`.
    pub(super) fn file(self: &Arc<Self>, path: RepoPath, mode: Mode, id: ObjectId) -> File {
        File { path, mode, blob: Arc::new(Remembered { contents: Arc::clone(self), mode, id }), partial: false }
    }

    /// Asks for all of `ids` now, since all of them will be read. What is too large stays where it is.
    pub(super) fn fetch(&self, ids: impl Iterator<Item = ObjectId>) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        let (mut work, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
        for id in ids.filter(|id| seen.insert(*id)) {
            let size = self.remote.size(id).unwrap_or(LONG);
            if size > SIZE_CAP {
                continue;
            } else if let Err(unread) = self.reserve(size) {
                self.hold(id, Err(unread));
            } else if size >= LONG {
                work.push(Work::Alone(id));
            } else {
                if batch.len() == BATCH_FILES || bytes + size > BATCH_BYTES {
                    work.push(Work::Together(std::mem::take(&mut batch)));
                    bytes = 0;
                }
                batch.push(id);
                bytes += size;
            }
        }
        work.extend((!batch.is_empty()).then_some(Work::Together(batch)));
        concurrently(work, |work| match work {
            Work::Together(ids) => self.batch(ids),
            Work::Alone(id) => self.alone(id).map(|()| Vec::new()),
        })
    }

    /// Asks for several at once; what is left to be asked for in another way comes back.
    fn batch(&self, ids: Vec<ObjectId>) -> Result<Vec<Work>, Error> {
        let fields = ids.iter().enumerate().map(|(index, id)| {
            let line = LINE.replacen("blob:", &format!("b{index}:"), 1);
            line.replacen("0000000000000000000000000000000000000000", &id.to_string(), 1)
        });
        let document = DOCUMENT.replacen(LINE, &fields.collect::<String>(), 1);
        let variables = json!({ "owner": self.remote.owner, "name": self.remote.name });
        let mut found = match self.remote.client.graphql::<Data>(&document, &variables) {
            Ok(answer) => answer.data.and_then(|data| data.repository).unwrap_or_default(),
            // Without a token there is no GraphQL, but there are public files.
            Err(error) if error.is_denied() => HashMap::new(),
            Err(github::Error::Status { status: 500.., .. }) if ids.len() > 1 => {
                let (first, second) = ids.split_at(ids.len() / 2);
                return Ok(vec![Work::Together(first.to_vec()), Work::Together(second.to_vec())]);
            }
            Err(github::Error::Status { status: 500.., .. }) => HashMap::new(),
            Err(error) => return Err(Error::GitHub(error)),
        };
        let mut left = Vec::new();
        for (index, id) in ids.into_iter().enumerate() {
            let text = found.remove(&format!("b{index}")).flatten().and_then(|content| content.text);
            match text.filter(|text| blob_id(text.as_bytes(), id.kind()) == Some(id)) {
                Some(text) => self.hold(id, Ok(text.into_bytes().into())),
                None => left.push(Work::Alone(id)),
            }
        }
        Ok(left)
    }

    /// Asks for one of the change's files. That a file cannot be had is said of it; that nothing can be had is an error.
    fn alone(&self, id: ObjectId) -> Result<(), Error> {
        let held = match spend(&self.of_change_left, MOST_OF_CHANGE) {
            Err(unread) => Err(unread),
            Ok(()) => match self.raw(id) {
                Ok(held) => held,
                Err(error @ github::Error::Denied { status: 404, .. }) => Err(Unread::Failed(error.to_string())),
                Err(error) => return Err(Error::GitHub(error)),
            },
        };
        self.hold(id, held);
        Ok(())
    }

    /// One blob by itself.
    fn raw(&self, id: ObjectId) -> Result<Held, github::Error> {
        match self.remote.client.raw(&self.remote.route(&format!("git/blobs/{id}")), SIZE_CAP) {
            Ok(bytes) if blob_id(&bytes, id.kind()) == Some(id) => Ok(Ok(bytes.into())),
            Ok(_) => Ok(Err(Unread::Failed(format!("GitHub did not send object {id}")))),
            Err(github::Error::TooLarge { cap, .. }) => {
                Ok(Err(Unread::TooLarge { size: self.remote.size(id).unwrap_or(cap + 1), cap }))
            }
            Err(error) => Err(error),
        }
    }

    /// The bytes of `id`, which are asked for where nobody did.
    fn bytes(&self, id: ObjectId) -> Held {
        let ask = || {
            self.reserve(self.remote.size(id).unwrap_or(LONG))?;
            spend(&self.of_trees_left, MOST_OF_TREES)?;
            self.raw(id).unwrap_or_else(|error| Err(Unread::Failed(error.to_string())))
        };
        self.place(id).get_or_init(ask).clone()
    }

    fn hold(&self, id: ObjectId, held: Held) {
        // Whoever was first has asked for the same.
        let _ = self.place(id).set(held);
    }

    fn place(&self, id: ObjectId) -> Arc<OnceLock<Held>> {
        Arc::clone(self.held.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default())
    }

    fn reserve(&self, size: u64) -> Result<(), Unread> {
        let taken = self.bytes_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(size));
        let why = || {
            format!(
                "all files together have more than {} MiB, which is over the limit; use a checkout",
                MOST_BYTES >> 20
            )
        };
        taken.map(|_| ()).map_err(|_| Unread::Failed(why()))
    }
}

fn spend(left: &AtomicUsize, most: usize) -> Result<(), Unread> {
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
    let why = || format!("more than {most} files would have to be fetched one by one; use a checkout");
    taken.map(|_| ()).map_err(|_| Unread::Failed(why()))
}

/// A blob that is asked for at most once.
struct Remembered {
    contents: Arc<Contents>,
    mode: Mode,
    id: ObjectId,
}

impl Blob for Remembered {
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread> {
        if self.mode == Mode::Submodule {
            return Err(Unread::Failed("it is a commit in another repository".to_owned()));
        }
        let told = self.contents.remote.size(self.id).unwrap_or_default();
        let size = if told > cap { told } else { self.contents.bytes(self.id)?.len() as u64 };
        if size > cap {
            return Err(Unread::TooLarge { size, cap });
        }
        Ok(self.contents.bytes(self.id)?.to_vec())
    }
}
