//! What the search for commands costs: `cargo bench --bench commands -- [DIRECTORY…]`.
//!
//! Whole runs over 100 MiB of Markdown and YAML, half and half, in which one file in ten names a tool: once with the rules about commands
//! and pipelines, beside `rg -uuu -a -c 'x{99}'`, which walks, opens and reads the same files and finds nothing, both on two threads.
//! A directory that is named is judged in the same way.

#![allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
#![allow(missing_docs, reason = "nobody links to a benchmark")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const RUNS: usize = 9;
const FILES: usize = 6_400;
const FILE_BYTES: usize = 16 << 10;

fn main() {
    println!("portcullis {}, {RUNS} runs a side, medians", env!("CARGO_PKG_VERSION"));
    let Ok(made) = TempDir::new() else { return };
    make(made.path());
    compare("Markdown and YAML", made.path());
    for directory in
        std::env::args_os().skip(1).filter(|one| !one.to_string_lossy().starts_with("--")).map(PathBuf::from)
    {
        compare(&directory.display().to_string(), &directory);
    }
}

/// Documents and manifests of an ordinary make.
fn make(root: &Path) {
    const PROSE: &str = "The service reads its settings when it starts, and tells what it found.\nSee the next section for `limits`.\n\n\
                         - one item of a list\n- another, with a [link](https://example.org)\n\n```json\n{ \"a\": [1, 2, 3] }\n```\n\n";
    const YAML: &str =
        "- name: web\n  replicas: 3\n  labels: { app: web, tier: front }\n  text: a line of words about nothing\n";
    for index in 0..FILES {
        let (name, piece) = if index % 2 == 0 { ("md", PROSE) } else { ("yaml", YAML) };
        let mut text = piece.repeat(FILE_BYTES / piece.len());
        if index % 10 == 0 {
            text.push_str("\n## Look\n\n```sh\nkubectl get pods -n shop\n```\n\n");
        }
        let directory = root.join(format!("d{}", index / 100));
        let _ = fs::create_dir_all(&directory);
        let _ = fs::write(directory.join(format!("{index}.{name}")), text);
    }
}

fn compare(what: &str, directory: &Path) {
    let bytes = size(directory);
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.env("PORTCULLIS_OFFLINE", "1");
        command.args([
            "check", "--all", "--only", "manual/*,pipeline/*,terraform/*", "--exit-zero", "-q", "--threads", "2",
        ]);
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
    let rate = bytes as f64 / f64::from(1 << 20) / own.as_secs_f64();
    print!("{what}: {:.0} MiB: {:.0} ms, {rate:.0} MiB/s", bytes as f64 / f64::from(1 << 20), millis(own));
    match has_floor {
        true => {
            let least = median(least);
            println!("; rg {:.0} ms; ratio {:.2}", millis(least), own.as_secs_f64() / least.as_secs_f64());
        }
        false => println!("; ripgrep is not here"),
    }
}

fn size(directory: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(directory) else { return 0 };
    let below = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    below.sum()
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
