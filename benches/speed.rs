//! Whole runs of the release binary, both sides of each comparison in turn: `cargo bench --bench speed`.
//!
//! The figures in BENCHMARKS.md come from here. Every row is a median over alternating runs, so that a machine that slows down
//! slows both sides.

#![allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
#![allow(missing_docs, reason = "nobody links to a benchmark")]

#[path = "speed/hostile.rs"]
mod hostile;
#[path = "speed/repository.rs"]
mod repository;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use repository::{git, repository_of};
use tempfile::TempDir;

const RUNS: usize = 15;
const GNU_TIME: &str = "/usr/bin/time";
const CHANGED: usize = 20;

fn main() {
    println!("portcullis {}, {} runs a side, medians", env!("CARGO_PKG_VERSION"), RUNS);
    change_in_large_repository();
    working_tree_of_large_repository();
    whole_tree();
    println!("binary: {:.1} MB", megabytes(fs::metadata(binary()).map_or(0, |metadata| metadata.len())));
    hostile::table();
}

/// Cost follows the change, not the repository.
fn change_in_large_repository() {
    let (small, large) = (repository(100), repository(100_000));
    let arguments = ["check", "--exit-zero", "--base", "main", "--head", "change"];
    let [small_time, large_time] = alternate([(small.path(), &arguments), (large.path(), &arguments)]);
    println!("{CHANGED}-file change, 100 files:      {:>8.1} ms", millis(small_time));
    println!(
        "{CHANGED}-file change, 100,000 files:  {:>8.1} ms, ratio {:.2}",
        millis(large_time),
        ratio(large_time, small_time)
    );
    println!("peak memory, 100,000 files:   {}", peak_memory(large.path(), &arguments));
}

/// Beside git's own look at the same working tree.
fn working_tree_of_large_repository() {
    let large = repository(100_000);
    git(large.path(), &["config", "core.bare", "false"]);
    let tree = large.path().join("tree");
    git(large.path(), &["worktree", "add", "--quiet", "tree", "change"]);
    let check = ["check", "--exit-zero", "--base", "main"];
    let time = alternate([(&tree, &check), (&tree, &check)])[0];
    let status = median(
        (0..RUNS).map(|_| timed(Command::new("git").current_dir(&tree).args(["status", "--porcelain"]))).collect(),
    );
    println!(
        "working tree, 100,000 files:  {:>8.1} ms, ratio to `git status` {:.2}",
        millis(time),
        ratio(time, status)
    );
}

/// Every manifest of a tree, with both cores and with one.
fn whole_tree() {
    let directory = TempDir::new().expect("a temporary directory");
    let bytes: usize = (0..2_000)
        .map(|number| {
            let text = large_manifest(number);
            let path = directory.path().join(format!("apps/{:03}/manifest-{number}.yaml", number % 200));
            fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            fs::write(path, &text).expect("a file");
            text.len()
        })
        .sum();
    let all = ["check", "--exit-zero", "--all", "-q"];
    let one = ["check", "--exit-zero", "--all", "-q", "--threads", "1"];
    let [many, single] = alternate([(directory.path(), &all), (directory.path(), &one)]);
    let mebibytes = bytes as f64 / f64::from(1 << 20);
    println!(
        "--all, 2,000 manifests, {mebibytes:.1} MiB: {:>6.1} ms, {:.0} MiB/s",
        millis(many),
        mebibytes / many.as_secs_f64()
    );
    println!("  on one thread:              {:>8.1} ms, ratio {:.2}", millis(single), ratio(single, many));
    println!("  peak memory:                {}", peak_memory(directory.path(), &all));
}

/// A bare repository of `files` files in which branch `change` changes [`CHANGED`] manifests.
fn repository(files: usize) -> TempDir {
    let text = |text: String| text.into_bytes();
    let other =
        |number: usize| (format!("src/{:03}/{number:03}.txt", number / 100 % 1000), text(format!("file {number}\n")));
    let manifests = |tag: &'static str| (0..CHANGED).map(move |number| manifest(number, tag));
    repository_of((CHANGED..files).map(other).chain(manifests("1.4.2")), manifests("latest"))
}

fn manifest(number: usize, tag: &str) -> (String, Vec<u8>) {
    (format!("deploy/app-{number}/deployment.yaml"), deployment(number, tag).into_bytes())
}

fn deployment(number: usize, tag: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-{number}\n  labels: {{ app: app-{number}, tier: backend }}\nspec:\n  \
         replicas: 3\n  selector:\n    matchLabels:\n      app: app-{number}\n  template:\n    metadata:\n      labels:\n        app: app-{number}\n    \
         spec:\n      containers:\n        - name: app\n          image: registry.example.org/team/app-{number}:{tag}\n          ports:\n            \
         - containerPort: 8080\n              name: http\n          resources:\n            requests: {{ cpu: 100m, memory: 128Mi }}\n            \
         limits: {{ memory: 256Mi }}\n          env:\n            - name: LOG_LEVEL\n              value: \"info\"\n"
    )
}

/// About 8 KiB of objects, as a rendered chart has them.
fn large_manifest(number: usize) -> String {
    (0..12).map(|part| format!("---\n{}", deployment(number * 100 + part, "1.4.2"))).collect()
}

/// The median time of each side, run in turn.
fn alternate<const N: usize>(sides: [(&Path, &[&str]); N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for run in 0..=RUNS {
        for (side, (directory, arguments)) in sides.iter().enumerate() {
            let time =
                timed(Command::new(binary()).env("PORTCULLIS_OFFLINE", "1").current_dir(directory).args(*arguments));
            if run > 0 {
                times[side].push(time);
            }
        }
    }
    times.map(median)
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it starts");
    assert!(status.success(), "{command:?}");
    start.elapsed()
}

/// The largest resident set, as GNU time tells it.
fn peak_memory(directory: &Path, arguments: &[&str]) -> String {
    let output = Command::new(GNU_TIME)
        .env("PORTCULLIS_OFFLINE", "1")
        .args(["-f", "%M"])
        .arg(binary())
        .args(arguments)
        .current_dir(directory)
        .output();
    let text = output.ok().map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
    let kibibytes = text.split_whitespace().last().and_then(|number| number.parse::<u64>().ok());
    kibibytes.map_or_else(
        || "not measured: GNU time is missing".to_owned(),
        |kib| format!("{:>8.1} MB", megabytes(kib * 1024)),
    )
}

fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_portcullis"))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
