//! Real git repositories for tests, made by the git binary and untouched by the machine's configuration.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A repository with a working tree in a directory of its own.
pub(crate) struct Repository {
    _temporary: TempDir,
    top: PathBuf,
}

impl Repository {
    /// An empty one, on branch `main`.
    pub(crate) fn new() -> Self {
        Self::with(&["init", "--quiet", "--initial-branch=main"])
    }

    /// One that `git <arguments> .` makes.
    pub(crate) fn with(arguments: &[&str]) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let top = temporary.path().join("top");
        fs::create_dir(&top).unwrap();
        let repository = Self { _temporary: temporary, top };
        let mut arguments = arguments.to_vec();
        arguments.push(".");
        repository.git(&arguments);
        repository
    }

    /// A clone, made with `arguments`.
    pub(crate) fn clone_of(origin: &Self, arguments: &[&str]) -> Self {
        let url = format!("file://{}", origin.top.display());
        Self::with(&[&["clone", "--quiet"], arguments, &[url.as_str()]].concat())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.top
    }

    /// A place beside the working tree.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.top.with_file_name(name)
    }

    /// Runs git, which must succeed.
    pub(crate) fn git<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = command(&self.top).args(arguments).output().unwrap();
        assert!(output.status.success(), "git: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Writes a file, and the directories above it.
    pub(crate) fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> &Self {
        let place = self.top.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
        self
    }

    pub(crate) fn remove(&self, path: impl AsRef<Path>) -> &Self {
        fs::remove_file(self.top.join(path)).unwrap();
        self
    }

    /// Commits all that there is.
    pub(crate) fn commit(&self, message: &str) -> &Self {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self
    }

    /// Commits `files` on top of `main` as `branch`, without a working tree: their names need not be possible there.
    pub(crate) fn import<P: AsRef<[u8]>, C: AsRef<[u8]>>(&self, branch: &str, files: impl IntoIterator<Item = (P, C)>) {
        let mut stream = format!(
            "commit refs/heads/{branch}\ncommitter A <tester@example.org> 1767225600 +0000\ndata 1\nx\nfrom refs/heads/main\n"
        )
        .into_bytes();
        for (path, content) in files {
            let octal: String = path.as_ref().iter().map(|byte| format!("\\{byte:03o}")).collect();
            let content = content.as_ref();
            stream.extend_from_slice(format!("M 100644 inline \"{octal}\"\ndata {}\n", content.len()).as_bytes());
            stream.extend_from_slice(content);
            stream.push(b'\n');
        }
        let mut import = command(&self.top);
        let mut import = import.args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped()).spawn().unwrap();
        import.stdin.take().unwrap().write_all(&stream).unwrap();
        assert!(import.wait().unwrap().success());
    }

    pub(crate) fn branch(&self, name: &str) -> &Self {
        self.git(&["switch", "--quiet", "--create", name]);
        self
    }
}

/// Git in `directory`, blind to the machine's configuration.
pub(crate) fn command(directory: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(directory)
        .env("HOME", directory)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "A Tester")
            .env(format!("GIT_{who}_EMAIL"), "tester@example.org")
            .env(format!("GIT_{who}_DATE"), "2026-01-01T00:00:00Z");
    }
    git
}
