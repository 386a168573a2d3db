//! What a change's author could send to stop the gate, to slow it down, to blind it or to make it run something.
//!
//! Every input goes through the binary. Memory is bounded from outside, and a run that does not end is killed; how fast the runs
//! are is measured by `benches/speed.rs`, with the largest inputs, and not tested.

mod execution;
mod inputs;
mod names;
mod policies;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// A run that takes longer hangs, even in a debug build on a busy machine.
const HANGS: Duration = Duration::from_secs(120);

/// What a run may have of memory, in KiB of address space, which is more than it ever has resident.
const MEMORY: u64 = 1 << 20;

/// What came of a run.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Ran {
    /// The JSON report of a run that judged: exit 0 or 1, and nothing on standard error.
    pub(crate) fn report(&self) -> Value {
        assert!(matches!(self.code, Some(0 | 1)), "exit {:?}: {}", self.code, self.stderr);
        assert_eq!(self.stderr, "");
        serde_json::from_slice(&self.stdout).unwrap()
    }
}

/// Runs the binary in `directory` with bounded memory and time, blind to the machine, with `input` on standard input.
pub(crate) fn run(directory: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = start(directory, arguments);
    let mut to = child.stdin.take().unwrap();
    let (mut from, mut errors) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let input = input.to_vec();
    // It may end without having read all.
    let writer = thread::spawn(move || drop(to.write_all(&input)));
    let stdout = thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map(|_| bytes)
    });
    let stderr = thread::spawn(move || {
        let mut bytes = Vec::new();
        errors.read_to_end(&mut bytes).map(|_| String::from_utf8_lossy(&bytes).into_owned())
    });
    let code = wait(&mut child);
    writer.join().unwrap();
    Ran { code, stdout: stdout.join().unwrap().unwrap(), stderr: stderr.join().unwrap().unwrap() }
}

/// Starts the binary, its memory bounded where a shell can do that.
pub(crate) fn start(directory: &Path, arguments: &[&str]) -> Child {
    let binary = env!("CARGO_BIN_EXE_portcullis");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("ulimit -v {MEMORY} && exec \"$@\"")).arg("sh").arg(binary);
        shell
    } else {
        Command::new(binary)
    };
    command
        .args(arguments)
        .current_dir(directory)
        .env_clear()
        .env("HOME", directory)
        .env("PORTCULLIS_OFFLINE", "1")
        // Address space that the allocator only reserves is none that is used.
        .env("MALLOC_ARENA_MAX", "2")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The exit code; `None` after a signal.
pub(crate) fn wait(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if start.elapsed() > HANGS {
            child.kill().unwrap();
            panic!("it hangs");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The paths of which a report says that something there was not read or not decided.
pub(crate) fn said(report: &Value) -> BTreeSet<&str> {
    let rows = |key: &str| report[key].as_array().unwrap().iter();
    let unread = rows("findings").filter(|finding| finding["rule"] == "gate/unreadable");
    unread
        .map(|finding| &finding["path"])
        .chain(rows("unchecked").map(|row| &row["what"]))
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn whoever_stops_reading_gets_the_verdict() {
    let directory = tempfile::tempdir().unwrap();
    let services: String = (0..1000).map(|number| format!("  s{number}: {{image: redis}}\n")).collect();
    std::fs::write(directory.path().join("compose.yaml"), format!("services:\n{services}")).unwrap();
    for format in ["terminal", "json", "sarif", "markdown", "github"] {
        let mut child = start(directory.path(), &["check", "--all", "--format", format]);
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        assert_eq!(wait(&mut child), Some(1), "{format}");
        let mut complaint = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        assert_eq!(complaint, "", "{format}");
    }
}
