//! A real git repository, and a server that tells of it as GitHub does.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::net::github::tests::server::{Request, Response, Server};

/// A repository with a working tree.
pub(super) struct Repository(TempDir);

impl Repository {
    pub(super) fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> &Self {
        let place = self.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
        self
    }

    pub(super) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path().join(path)).unwrap();
        self
    }

    /// Commits all that stands there; what only the index has (a submodule) stays in it.
    pub(super) fn commit(&self) -> String {
        self.git(&["add", "--all", "--ignore-removal", "."]);
        let gone = self.git(&["ls-files", "--deleted", "-z"]);
        for path in gone.split('\0').filter(|path| !path.is_empty() && *path != "module") {
            self.git(&["rm", "--quiet", "--cached", path]);
        }
        self.git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
        self.git(&["rev-parse", "HEAD"])
    }

    pub(super) fn git(&self, arguments: &[&str]) -> String {
        String::from_utf8_lossy(&git(self.path(), arguments).unwrap()).trim_end().to_owned()
    }

    /// A server for it. Whole trees end after `most` entries.
    pub(super) fn serve(&self, most: usize) -> Server {
        let fake = Arc::new(Fake { dir: self.path().to_owned(), most });
        Server::new(move |request| fake.answer(request))
    }
}

/// What git says; `None` where it refuses.
fn git(dir: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new("git");
    command.current_dir(dir).env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("HOME", dir).env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.args(["-c", "user.name=octocat", "-c", "user.email=octocat@example.org", "-c", "commit.gpgsign=false"]);
    let output = command.args(arguments).output().unwrap();
    output.status.success().then_some(output.stdout)
}

/// GitHub, as far as a change is asked for.
struct Fake {
    dir: std::path::PathBuf,
    most: usize,
}

impl Fake {
    fn answer(&self, request: &Request) -> Response {
        let Some(route) = request.path.strip_prefix("/api/v3/repos/octocat/hello%20world/") else {
            return if request.path == "/api/graphql" { self.graphql(&request.body) } else { missing() };
        };
        let (route, query) = route.split_once('?').unwrap_or((route, ""));
        match route.split_once('/') {
            Some(("compare", range)) if query == "per_page=1" => self.compare(range),
            Some(("git", what)) => match what.split_once('/') {
                Some(("ref", name)) => self.reference(name),
                Some(("trees", id)) => self.tree(id, query == "recursive=1"),
                Some(("blobs", id)) if request.header("accept") == Some("application/vnd.github.raw+json") => {
                    git(&self.dir, &["cat-file", "blob", id]).map_or_else(missing, |bytes| Response::new(200, bytes))
                }
                _ => missing(),
            },
            _ => missing(),
        }
    }

    fn reference(&self, name: &str) -> Response {
        let found = git(&self.dir, &["rev-parse", "--verify", &format!("refs/{name}")]);
        found.map_or_else(missing, |id| {
            let object = json!({ "type": "commit", "sha": text(&id) });
            Response::json(&json!({ "ref": format!("refs/{name}"), "object": object }))
        })
    }

    fn compare(&self, range: &str) -> Response {
        let (base, head) = range.split_once("...").unwrap();
        match git(&self.dir, &["merge-base", base, head]) {
            Some(id) => Response::json(&json!({ "merge_base_commit": { "sha": text(&id) }, "files": [] })),
            None => {
                let message = format!("No common ancestor between {base} and {head}.");
                Response::new(404, json!({ "message": message }).to_string())
            }
        }
    }

    fn tree(&self, id: &str, recursive: bool) -> Response {
        let arguments: &[&str] =
            if recursive { &["ls-tree", "-z", "-l", "-r", "-t", id] } else { &["ls-tree", "-z", "-l", id] };
        let Some(listing) = git(&self.dir, arguments) else { return missing() };
        let rows: Vec<Value> = listing.split(|&byte| byte == 0).filter(|row| !row.is_empty()).map(row).collect();
        let cut = recursive && rows.len() > self.most;
        let most = if cut { self.most } else { rows.len() };
        Response::json(&json!({ "sha": id, "tree": rows[..most], "truncated": cut }))
    }

    /// Text as GitHub tells it: none of what is binary, and what is no UTF-8 made into it.
    fn graphql(&self, body: &[u8]) -> Response {
        let body: Value = serde_json::from_slice(body).unwrap();
        assert_eq!(body["variables"], json!({ "owner": "octocat", "name": "hello world" }));
        let document = body["query"].as_str().unwrap();
        let mut found = serde_json::Map::new();
        for field in document.split('\n').filter_map(|line| line.trim().strip_suffix("\") { ...Content }")) {
            let (alias, id) = field.split_once(": object(oid: \"").unwrap();
            let content = git(&self.dir, &["cat-file", "blob", id]).map(|bytes| {
                let text = (!bytes.contains(&0)).then(|| String::from_utf8_lossy(&bytes).into_owned());
                json!({ "text": text })
            });
            found.insert(alias.to_owned(), content.into());
        }
        Response::json(&json!({ "data": { "repository": found } }))
    }
}

fn missing() -> Response {
    Response::new(404, r#"{"message":"Not Found"}"#)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}

/// `100644 blob <id> <size>\t<path>` as the API has it.
fn row(row: &[u8]) -> Value {
    let row = String::from_utf8_lossy(row);
    let (head, path) = row.split_once('\t').unwrap();
    let fields: Vec<&str> = head.split_ascii_whitespace().collect();
    let mut mode = String::new();
    write!(mode, "{:0>6}", fields[0]).unwrap();
    let mut row = json!({ "path": path, "mode": mode, "type": fields[1], "sha": fields[2] });
    if let Ok(size) = fields[3].parse::<u64>() {
        row["size"] = size.into();
    }
    row
}
