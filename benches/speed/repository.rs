//! Repositories of git that benchmarks make for themselves.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A bare repository with `base` on `main`, and `head` on top of it on `change`.
pub(super) fn repository_of(
    base: impl IntoIterator<Item = (String, Vec<u8>)>,
    head: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    git(directory.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "."]);
    let mut import = Command::new("git")
        .current_dir(directory.path())
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("git fast-import");
    let mut stream = import.stdin.take().expect("its input");
    let mut commit = |branch: &str, from: &str, files: &mut dyn Iterator<Item = (String, Vec<u8>)>| {
        let mut bytes =
            format!("commit refs/heads/{branch}\ncommitter B <b@example.org> 1767225600 +0000\ndata 1\nx\n{from}")
                .into_bytes();
        for (path, content) in files {
            bytes.extend_from_slice(format!("M 100644 inline {path}\ndata {}\n", content.len()).as_bytes());
            bytes.extend_from_slice(&content);
            bytes.push(b'\n');
        }
        stream.write_all(&bytes).expect("git reads");
    };
    commit("main", "", &mut base.into_iter());
    commit("change", "from refs/heads/main\n", &mut head.into_iter());
    drop(stream);
    assert!(import.wait().expect("git fast-import").success());
    directory
}

/// Runs git, which must succeed.
pub(super) fn git(directory: &Path, arguments: &[&str]) {
    let status = Command::new("git").current_dir(directory).args(arguments).status().expect("git");
    assert!(status.success(), "git {arguments:?}");
}
