//! The secret engine beside the least that a search can cost: `cargo bench --bench secrets -- [DIRECTORY…]`.
//!
//! Each row compares whole runs in turn: `portcullis check --all --only 'secret/*'` and `rg -uuu -a -c 'x{99}'`, which walks, opens
//! and reads the same files and finds nothing, both on two threads. Without a directory it reads the sources of the crates that this
//! machine has fetched. `rg` is ripgrep; without it the row says so.

#![allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
#![allow(clippy::disallowed_methods, reason = "a benchmark asks where the crates are")]
#![allow(missing_docs, reason = "nobody links to a benchmark")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portcullis::secret::Scanner;
use portcullis::text::RepoPath;
use tempfile::TempDir;

const RUNS: usize = 9;

/// What the engine holds of one file in a run.
const LARGEST: u64 = 16 << 20;

/// How much is read into memory at most.
const MOST: usize = 2 << 30;

fn main() {
    let mut given: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|one| !one.to_string_lossy().starts_with("--")).map(PathBuf::from).collect();
    if given.is_empty() {
        given.push(crates());
    }
    println!("portcullis {}, {RUNS} runs a side, medians", env!("CARGO_PKG_VERSION"));
    for directory in &given {
        whole_tree(directory);
        in_memory(directory);
    }
    small_change();
}

/// Where cargo keeps the sources of crates.
fn crates() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    home.unwrap_or_default().join("registry/src")
}

/// Both programs over the same tree, in turn.
fn whole_tree(directory: &Path) {
    let files = files(directory);
    let bytes: u64 = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|metadata| metadata.len()).sum();
    println!("{}: {} files, {:.0} MB", directory.display(), files.len(), bytes as f64 / 1e6);
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.env("PORTCULLIS_OFFLINE", "1");
        command.args(["check", "--all", "--only", "secret/*", "--exit-zero", "-q", "--threads", "2"]);
        command.current_dir(directory);
        command
    };
    let floor = || {
        let mut command = Command::new("rg");
        command.args(["-uuu", "-a", "-c", "x{99}", "-j", "2", "."]).current_dir(directory);
        command
    };
    let has_floor = Command::new("rg").arg("--version").stdout(Stdio::null()).status().is_ok();
    let (mut own, mut least) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        own.push(timed(&mut ours()));
        if has_floor {
            least.push(timed(&mut floor()));
        }
    }
    let own = median(own);
    let rate = bytes as f64 / 1e6 / own.as_secs_f64();
    if has_floor {
        let least = median(least);
        println!(
            "  whole run, 2 threads: {:>7.0} ms, {rate:.0} MB/s; rg {:.0} ms; ratio {:.2}",
            millis(own),
            millis(least),
            own.as_secs_f64() / least.as_secs_f64()
        );
    } else {
        println!(
            "  whole run, 2 threads: {:>7.0} ms, {rate:.0} MB/s; ripgrep is not here to compare with",
            millis(own)
        );
    }
}

/// The engine alone: all files in memory, one thread.
fn in_memory(directory: &Path) {
    let mut held = 0;
    let mut texts = Vec::new();
    for file in files(directory) {
        let small = fs::metadata(&file).is_ok_and(|metadata| metadata.len() <= LARGEST);
        let Some(bytes) = small.then(|| fs::read(&file).ok()).flatten() else { continue };
        held += bytes.len();
        if held > MOST {
            break;
        }
        texts.push((RepoPath::new(file.to_string_lossy().as_bytes()), bytes));
    }
    let scanner = Scanner::default();
    let total: usize = texts.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut found = 0;
    let scan = median(
        (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                found = texts.iter().map(|(path, bytes)| scanner.scan(path, bytes).len()).sum();
                start.elapsed()
            })
            .collect(),
    );
    // One look at every byte, the least that any search does in memory.
    let look = median(
        (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(texts.iter().filter(|(_, bytes)| memchr::memchr(0xff, bytes).is_some()).count());
                start.elapsed()
            })
            .collect(),
    );
    println!(
        "  in memory, 1 thread:  {:>7.0} ms, {:.2} GB/s, {found} found; memchr {:.0} ms; ratio {:.1}",
        millis(scan),
        total as f64 / 1e9 / scan.as_secs_f64(),
        millis(look),
        scan.as_secs_f64() / look.as_secs_f64()
    );
}

/// From start to finish on the change that people make: five files in a repository of a hundred.
fn small_change() {
    let directory = TempDir::new().expect("a temporary directory");
    let (base, head) = (directory.path().join("base"), directory.path().join("head"));
    for (side, is_head) in [(&base, false), (&head, true)] {
        fs::create_dir_all(side).expect("a directory");
        for number in 0..100 {
            let more = if is_head && number < 5 { "changed = True\n" } else { "" };
            let text = format!("name = 'module {number}'\n{}{more}", "x = compute(1, 2)\n".repeat(200));
            fs::write(side.join(format!("m{number}.py")), text).expect("a file");
        }
    }
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.env("PORTCULLIS_OFFLINE", "1");
        command.current_dir(directory.path()).args(["check", "--exit-zero", "-q", "--between", "base", "head"]);
        command
    };
    let version = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.env("PORTCULLIS_OFFLINE", "1");
        command.arg("--version");
        command
    };
    let (mut own, mut least) = (Vec::new(), Vec::new());
    for _ in 0..RUNS * 3 {
        own.push(timed(&mut run()));
        least.push(timed(&mut version()));
    }
    let (own, least) = (median(own), median(least));
    println!(
        "five-file change: {:.1} ms; `--version` {:.1} ms; ratio {:.1}",
        millis(own),
        millis(least),
        own.as_secs_f64() / least.as_secs_f64()
    );
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a program that starts");
    // ripgrep says 1 where nothing matched.
    assert!(matches!(status.code(), Some(0 | 1)), "{command:?}: {status}");
    start.elapsed()
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![directory.to_owned()];
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
