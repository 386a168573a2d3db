//! The repository behind the fake, as git tells it.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;

use super::state::{NAME, OWNER};
use crate::repository::{Repository, command};

/// The server's bare repository, and the clone in which its people work.
pub(crate) struct Server {
    directory: TempDir,
    bare: PathBuf,
    pub(crate) clone: Repository,
}

/// A file that differs.
#[derive(Clone, Debug)]
pub(crate) struct FileRow {
    /// Git's letter: `A`, `M`, `R`.
    pub(crate) status: char,
    pub(crate) path: String,
    pub(crate) previous: Option<String>,
    pub(crate) blob: String,
    /// From the first `@@` on; nothing where there are no lines.
    pub(crate) patch: Option<String>,
}

impl Server {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let bare = directory.path().join(OWNER).join(NAME);
        std::fs::create_dir_all(&bare).unwrap();
        let clone = Repository::new();
        let server = Self { directory, bare, clone };
        server.must(&["init", "--quiet", "--bare", "--initial-branch=main", "."]);
        // As on GitHub, any commit can be asked for by its id.
        server.must(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        server
    }

    /// What the runner calls the server, for git alone.
    pub(crate) fn url(&self) -> String {
        format!("file://{}", self.directory.path().display())
    }

    pub(crate) fn bare(&self) -> &Path {
        &self.bare
    }

    /// What git prints, if it succeeds.
    pub(crate) fn bytes(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = command(&self.bare).args(arguments).stderr(Stdio::null()).output().unwrap();
        output.status.success().then_some(output.stdout)
    }

    pub(crate) fn ask(&self, arguments: &[&str]) -> Option<String> {
        self.bytes(arguments).map(|bytes| String::from_utf8_lossy(&bytes).trim_end().to_owned())
    }

    pub(crate) fn must(&self, arguments: &[&str]) -> String {
        self.ask(arguments).unwrap_or_else(|| panic!("git {arguments:?}"))
    }

    /// The commit that a branch, a reference or an id names.
    pub(crate) fn commit(&self, name: &str) -> Option<String> {
        let name = name.rsplit_once(':').map_or(name, |(_, branch)| branch);
        let places = [format!("refs/heads/{name}^{{commit}}"), format!("{name}^{{commit}}")];
        places.iter().find_map(|place| self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", place]))
    }

    pub(crate) fn merge_base(&self, one: &str, other: &str) -> Option<String> {
        self.ask(&["merge-base", one, other])
    }

    /// Brings what `reference` names in the clone to the server, as `to`.
    pub(crate) fn push(&self, reference: &str, to: &str) {
        let refspec = format!("+{reference}:{to}");
        self.clone.git(&["push", "--quiet", &format!("file://{}", self.bare.display()), refspec.as_str()]);
    }

    /// Makes `refs/pull/N/head` and, where there is no conflict, `refs/pull/N/merge` what they are for `head`.
    pub(crate) fn refresh(&self, number: u64, head: &str) {
        self.must(&["update-ref", &format!("refs/pull/{number}/head"), head]);
        let merge = format!("refs/pull/{number}/merge");
        match self.ask(&["merge-tree", "--write-tree", "refs/heads/main", head]) {
            Some(tree) => {
                let base = self.must(&["rev-parse", "refs/heads/main"]);
                let parents = ["commit-tree", "-p", &base, "-p", head, "-m", "Merge"];
                let commit = self.must(&[parents.as_slice(), &[tree.as_str()]].concat());
                self.must(&["update-ref", &merge, &commit]);
            }
            None => drop(self.ask(&["update-ref", "-d", &merge])),
        }
    }

    /// What differs between two commits, in git's order.
    pub(crate) fn rows(&self, base: &str, head: &str) -> Vec<FileRow> {
        let raw = self.bytes(&["diff", "--raw", "-z", "--no-abbrev", "-M", base, head]).unwrap();
        let patches = self.bytes(&["diff", "--patch", "--no-color", "--no-ext-diff", "-M", base, head]).unwrap();
        let mut patches = sections(&String::from_utf8_lossy(&patches)).into_iter();
        let mut parts = raw.split(|byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into_owned());
        let mut rows = Vec::new();
        while let Some(about) = parts.next().filter(|about| !about.is_empty()) {
            let words: Vec<&str> = about.split(' ').collect();
            let status = words[4].chars().next().unwrap();
            let first = parts.next().unwrap();
            let (previous, path) = match status {
                'R' | 'C' => (Some(first), parts.next().unwrap()),
                _ => (None, first),
            };
            let blob = words[if status == 'D' { 2 } else { 3 }].to_owned();
            rows.push(FileRow { status, path, previous, blob, patch: patches.next().unwrap() });
        }
        rows
    }

    /// Whether none of the lines from `first` to `last` of `path` in `old` is another in `new`.
    pub(crate) fn has_still(&self, old: &str, new: &str, path: &str, first: usize, last: usize) -> bool {
        let exists = self.ask(&["rev-parse", "--verify", "--quiet", &format!("{new}:{path}")]).is_some();
        let Some(diff) = self.ask(&["diff", "-U0", "--no-color", "--no-renames", old, new, "--", path]) else {
            return false;
        };
        let touched = diff.split('\n').filter_map(|line| line.strip_prefix("@@ -")).any(|hunk| {
            let (start, count) = range(hunk.split(' ').next().unwrap());
            count > 0 && start <= last && start + count > first
        });
        exists && !touched
    }
}

/// The hunks of each file of a patch. A line of a file never starts with a `d`.
fn sections(patch: &str) -> Vec<Option<String>> {
    let mut found: Vec<(bool, String)> = Vec::new();
    for line in patch.split_inclusive('\n') {
        if line.starts_with("diff --git ") {
            found.push((false, String::new()));
        }
        let Some((in_hunk, text)) = found.last_mut() else { continue };
        *in_hunk |= line.starts_with("@@ ");
        if *in_hunk {
            text.push_str(line);
        }
    }
    found.into_iter().map(|(any, text)| any.then(|| text.trim_end_matches('\n').to_owned())).collect()
}

/// `12,3` of a hunk's head: the first line and how many.
pub(crate) fn range(text: &str) -> (usize, usize) {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    (start.parse().unwrap(), count.parse().unwrap())
}
