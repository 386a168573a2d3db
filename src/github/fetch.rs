//! Asks git for commits that a shallow checkout lacks. The only place that runs a program: no shell, no hook, no filter, no prompt, and
//! nothing of the change among its arguments but commit ids.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::commit::CommitId;
use super::environment::Environment;

/// How long one fetch may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The most that is kept of what git says, in bytes.
const MOST_SAID: u64 = 16 << 10;

/// What git reads of its environment that could name a program, another repository, or have a request's headers printed.
const UNSET: [&str; 18] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_ASKPASS", "GIT_COMMON_DIR", "GIT_CONFIG_PARAMETERS", "GIT_CURL_VERBOSE",
    "GIT_DIR", "GIT_EXEC_PATH", "GIT_EXTERNAL_DIFF", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY",
    "GIT_PROXY_COMMAND", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_TRACE", "GIT_TRACE_CURL", "GIT_TRACE_PACKET",
    "GIT_WORK_TREE",
];

/// What no configuration of the clone, or of the machine, may say otherwise.
const SETTINGS: [&str; 8] = [
    "safe.directory=*", "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.askPass=", "credential.helper=",
    "gc.auto=0", "maintenance.auto=false", "protocol.allow=never",
];

/// The repository on the server, and the clone that is to know more of it.
pub(super) struct Remote<'a> {
    clone: &'a Path,
    url: String,
    /// The only way on which git may go.
    protocol: &'static str,
    /// The header that proves who asks, and for which addresses.
    header: Option<Header>,
}

struct Header {
    addresses: String,
    value: String,
}

/// How much is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The commits alone.
    One,
    /// So many more than there are.
    More(u32),
    /// All that lead to them.
    All,
}

impl<'a> Remote<'a> {
    /// The repository that the run is about.
    pub(super) fn new(clone: &'a Path, environment: &Environment) -> Self {
        let Environment { server, repository, token, .. } = environment;
        let header = token.as_ref().map(|token| Header {
            addresses: format!("http.{server}/.extraheader"),
            value: format!("AUTHORIZATION: {}", token.basic()),
        });
        // The server is the runner's word; nobody but it can name a directory.
        let protocol = if server.starts_with("file://") { "file" } else { "https" };
        Self { clone, url: format!("{server}/{repository}"), protocol, header }
    }

    /// Fetches `commits`.
    ///
    /// # Errors
    /// Why it could not, in a few words.
    pub(super) fn fetch(&self, depth: Depth, commits: &[&CommitId]) -> Result<(), String> {
        let mut child = self.command(depth, commits).spawn().map_err(|error| format!("cannot run git: {error}"))?;
        let (done, said) = mpsc::channel();
        if let Some(mut stderr) = child.stderr.take() {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let _ = stderr.by_ref().take(MOST_SAID).read_to_end(&mut bytes);
                // Whoever waits gets what there is; the rest is read so that git can go on.
                let _ = done.send(bytes);
                let _ = io::copy(&mut stderr, &mut io::sink());
            });
        }
        let begun = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(_)) => return Err(self.reason(&said.recv_timeout(Duration::from_secs(1)).unwrap_or_default())),
                Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(20)),
                gone => {
                    // It may have ended by itself in between.
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(gone.map_or_else(
                        |error| error.to_string(),
                        |_| format!("git did not finish within {} s", PATIENCE.as_secs()),
                    ));
                }
            }
        }
    }

    fn command(&self, depth: Depth, commits: &[&CommitId]) -> Command {
        let mut git = Command::new("git");
        git.current_dir(self.clone).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        for name in UNSET.iter().chain(&super::environment::TOKENS) {
            git.env_remove(name);
        }
        git.env("GIT_TERMINAL_PROMPT", "0").env("GIT_TRACE_REDACT", "1").env("LC_ALL", "C");
        // An empty value takes back the headers that a checkout has left in the clone: two of them are refused.
        let secret =
            self.header.iter().flat_map(|header| [(&header.addresses, ""), (&header.addresses, &header.value)]);
        let mut count = 0;
        for (at, (key, value)) in secret.enumerate() {
            git.env(format!("GIT_CONFIG_KEY_{at}"), key).env(format!("GIT_CONFIG_VALUE_{at}"), value);
            count = at + 1;
        }
        git.env("GIT_CONFIG_COUNT", count.to_string());
        SETTINGS.iter().for_each(|setting| {
            git.args(["-c", setting]);
        });
        git.arg("-c").arg(format!("protocol.{}.allow=always", self.protocol));
        git.args(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]);
        git.arg("--no-auto-maintenance");
        let depth = match depth {
            Depth::One => Some("--depth=1".to_owned()),
            Depth::More(commits) => Some(format!("--deepen={commits}")),
            Depth::All => self.clone_is_shallow().then(|| "--unshallow".to_owned()),
        };
        git.args(depth).arg("--end-of-options").arg(&self.url).args(commits.iter().map(|commit| commit.as_str()));
        git
    }

    fn clone_is_shallow(&self) -> bool {
        crate::source::git::open(self.clone).is_ok_and(|repository| repository.is_shallow())
    }

    /// What git said last, on one line and without what only the server may know.
    fn reason(&self, said: &[u8]) -> String {
        let text = String::from_utf8_lossy(said);
        let last = text.trim_end().rsplit(['\n', '\r']).find(|line| !line.trim().is_empty());
        let last = last.map_or("git gave no reason", str::trim).to_owned();
        match &self.header {
            Some(header) if last.contains(&header.value) => last.replace(&header.value, "…"),
            _ => last,
        }
    }
}
