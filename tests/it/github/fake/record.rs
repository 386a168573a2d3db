//! Every request that the gate sends is kept, so that `.ci/github-api` can hold it to GitHub's own description.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::http::Request;

/// Keeps `request`, without its token. The same one is kept once.
pub(super) fn record(request: &Request, prefix: &str) {
    if request.header("user-agent") == Some(super::plain::AGENT) {
        return;
    }
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let path = request.path.strip_prefix(prefix).unwrap_or(&request.path);
    let (folder, record) = match path.ends_with("/graphql") {
        true => ("graphql", body),
        false => {
            let accept = request.header("accept");
            let query = &request.query;
            (
                "github-requests",
                json!({ "method": request.method, "path": path, "query": query, "accept": accept, "body": body }),
            )
        }
    };
    let text = record.to_string();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let place = folders().join(folder).join(format!("{:016x}.json", hasher.finish()));
    // Two stories may write the same one at the same time, to the same effect.
    fs::write(place, text).unwrap();
}

/// `target/tmp`, with the folders in it as new: what an earlier run has left says nothing of this one.
fn folders() -> &'static Path {
    static FOLDERS: OnceLock<PathBuf> = OnceLock::new();
    FOLDERS.get_or_init(|| {
        let top = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        for name in ["graphql", "github-requests"] {
            let folder = top.join(name);
            drop(fs::remove_dir_all(&folder));
            fs::create_dir_all(&folder).unwrap();
        }
        top
    })
}
