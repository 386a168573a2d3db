//! What migrations cost: `cargo bench --bench migrations -- [DIRECTORY…]`.
//!
//! SQL files a second, read in memory on one thread; whole runs on one core beside `squawk` (`pip install squawk-cli`) on the same files,
//! in turn; a dump of 10 MB; and a change of 50 migrations in a repository of 20,000 files, which are searched for what the migrations
//! drop. A directory that is named is one of PostgreSQL's migrations, and is read in the place of those that are made here.

#![allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
#![allow(missing_docs, reason = "nobody links to a benchmark")]

#[path = "migrations/made.rs"]
mod made;
#[path = "speed/repository.rs"]
mod repository;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use portcullis::document::sql::{Dialect, statements};
use portcullis::document::yaml::Yaml;
use portcullis::fact::extract::migration::{self, Location, Part};
use portcullis::fact::extract::{Directory, Neighbours, Overlays};
use portcullis::source::Listed;
use portcullis::text::{RepoPath, Side, Text};
use tempfile::TempDir;

const RUNS: usize = 9;

fn main() {
    println!("portcullis {}, {RUNS} runs a side, medians", env!("CARGO_PKG_VERSION"));
    let given: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|one| !one.to_string_lossy().starts_with("--")).map(PathBuf::from).collect();
    let directory = TempDir::new().expect("a temporary directory");
    if given.is_empty() {
        made::migrations(&directory.path().join("head"));
        files("made here", &directory.path().join("head"));
    }
    for given in &given {
        files(&given.display().to_string(), given);
    }
    dump();
    change();
}

/// All SQL below a directory.
fn files(what: &str, directory: &Path) {
    let tree = Tree::read(directory);
    let bytes: usize = tree.0.values().map(|text| text.bytes().len()).sum();
    println!("{what}: {} files of SQL, {:.0} bytes each", tree.0.len(), bytes as f64 / tree.0.len() as f64);
    let rate = |time: Duration| tree.0.len() as f64 / time.as_secs_f64();
    let split = median(RUNS, || {
        for text in tree.0.values() {
            std::hint::black_box(statements(text.bytes(), Dialect::PostgreSql, false).count());
        }
    });
    println!("  statements, in memory:       {:>8.1} ms, {:.0} files/s", millis(split), rate(split));
    let places = tree.places();
    let read = median(RUNS, || {
        for (place, parts) in &places {
            std::hint::black_box(migration::read(place, parts, &[], &tree, None));
        }
    });
    println!("  migrations, in memory:       {:>8.1} ms, {:.0} files/s", millis(read), rate(read));
    let (own, other) = whole_runs(directory);
    println!("  whole run, one core:         {:>8.1} ms, {:.0} files/s", millis(own), rate(own));
    match other {
        Some(other) => println!(
            "  squawk, one core:            {:>8.1} ms, {:.0} files/s; ratio {:.2}",
            millis(other),
            rate(other),
            other.as_secs_f64() / own.as_secs_f64()
        ),
        None => println!("  squawk is not here to compare with"),
    }
}

/// Portcullis, for which all files are new, and `squawk`, in turn, each held to one core where `taskset` is there.
fn whole_runs(directory: &Path) -> (Duration, Option<Duration>) {
    let none = TempDir::new().expect("a temporary directory");
    let is_there = |program: &str| {
        let mut command = Command::new(program);
        command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    let (has_taskset, has_squawk) = (is_there("taskset"), is_there("squawk"));
    let held = |program: &str| {
        if !has_taskset {
            return Command::new(program);
        }
        let mut command = Command::new("taskset");
        command.args(["-c", "0", program]);
        command
    };
    let ours = || {
        let mut command = held(env!("CARGO_BIN_EXE_portcullis"));
        command.env("PORTCULLIS_OFFLINE", "1").args(["check", "--only", "migration/*", "--exit-zero", "-q"]);
        command.args(["--threads", "1", "--between"]).arg(none.path()).arg(directory);
        command
    };
    let theirs = || {
        let mut command = held("squawk");
        command.args(["--reporter", "gcc"]).arg(directory.join("**/*.sql"));
        command
    };
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        own.push(timed(&mut ours()));
        if has_squawk {
            other.push(timed(&mut theirs()));
        }
    }
    (middle(own), has_squawk.then(|| middle(other)))
}

/// A dump of a database, as one migration.
fn dump() {
    let path = RepoPath::from("db/migrations/1_dump.up.sql");
    let text = Text::new(Side::Head, path.clone(), made::dump(10_000_000));
    let bytes = text.bytes().len();
    let tree = Tree(BTreeMap::from([(path, text)]));
    let places = tree.places();
    let time = median(RUNS, || {
        for (place, parts) in &places {
            std::hint::black_box(migration::read(place, parts, &[], &tree, None));
        }
    });
    println!("a dump of {:.1} MB, in memory:   {:>8.1} ms", bytes as f64 / 1e6, millis(time));
}

/// From start to finish: 50 migrations, and a repository that is searched on both sides.
fn change() {
    let repository = repository::repository_of(made::repository(), made::change());
    repository::git(repository.path(), &["gc", "--quiet"]);
    let run = |rules: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.env("PORTCULLIS_OFFLINE", "1").current_dir(repository.path());
        command.args(["check", "--exit-zero", "-q", "--base", "main", "--head", "change"]).args(rules);
        timed(&mut command)
    };
    let all = middle((0..RUNS).map(|_| run(&[])).collect());
    let family = middle((0..RUNS).map(|_| run(&["--only", "migration/*"])).collect());
    println!(
        "50 migrations in a repository of {} files: {:.0} ms; the family alone {:.0} ms",
        made::FILES,
        millis(all),
        millis(family)
    );
}

/// Files by their paths, all in memory.
struct Tree(BTreeMap<RepoPath, Arc<Text>>);

impl Tree {
    fn read(directory: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut waiting = vec![directory.to_owned()];
        while let Some(next) = waiting.pop() {
            for entry in fs::read_dir(next).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    waiting.push(path);
                } else if path.extension().is_some_and(|extension| extension == "sql") {
                    let relative = path.strip_prefix(directory).map(Path::to_string_lossy).unwrap_or_default();
                    let name = RepoPath::new(relative.as_bytes());
                    files.insert(name.clone(), Text::new(Side::Head, name, fs::read(&path).expect("a file")));
                }
            }
        }
        Self(files)
    }

    /// The files, by where they belong.
    fn places(&self) -> BTreeMap<Location, Vec<Part>> {
        let mut places: BTreeMap<Location, Vec<Part>> = BTreeMap::new();
        for text in self.0.values() {
            if let Some(place) = migration::place(text, self) {
                places.entry(place).or_default().push(Part { text: text.clone(), is_new: true });
            }
        }
        places
    }
}

impl Neighbours for Tree {
    fn read(&self, _: &RepoPath) -> Option<Arc<Yaml>> {
        None
    }

    fn text(&self, path: &RepoPath) -> Option<Arc<Text>> {
        self.0.get(path).cloned()
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let below = self.0.keys().filter(|path| path.is_under(dir));
        let names = below.filter_map(|path| {
            let rest = path.as_bstr().get(dir.as_bstr().len()..)?;
            let mut parts = rest.strip_prefix(b"/").unwrap_or(rest).splitn(2, |byte| *byte == b'/');
            Some(Listed { name: parts.next()?.into(), is_dir: parts.next().is_some() })
        });
        names.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn directory(&self, dir: &RepoPath) -> Arc<Directory> {
        Arc::new(Directory::read(dir, self))
    }

    fn overlays(&self, dir: &RepoPath) -> Option<Arc<Overlays>> {
        Some(Arc::new(Overlays::read(dir, self)))
    }
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a program that starts");
    // squawk says 1 where it found something.
    assert!(matches!(status.code(), Some(0 | 1)), "{command:?}: {status}");
    start.elapsed()
}

fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    middle((0..runs).map(time).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
