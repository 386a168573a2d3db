//! A sign of life on standard error, for a run that takes longer than a second.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is over before this needs no sign of life.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a run has come. It has no thread and draws nothing before a second is over: whoever works tells it.
pub(super) struct Progress {
    begun: Instant,
    is_watched: bool,
    done: AtomicUsize,
    expected: AtomicUsize,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Begins to count. Nothing is ever drawn for a caller who wants `quiet`, or where nobody watches.
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            begun: Instant::now(),
            is_watched: !quiet && io::stderr().is_terminal() && !in_pipeline(),
            done: AtomicUsize::new(0),
            expected: AtomicUsize::new(0),
            bar: OnceLock::new(),
        }
    }

    /// So many files are to be read.
    pub(super) fn expect(&self, files: usize) {
        self.expected.store(files, Ordering::Relaxed);
    }

    /// One more has been read.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_watched && self.begun.elapsed() >= PATIENCE {
            // It draws at most some times a second, however often it is called.
            self.bar.get_or_init(|| bar(self.expected.load(Ordering::Relaxed))).set_position(done as u64);
        }
    }

    /// Wipes the line: reports follow.
    pub(super) fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// Some pipelines give their jobs a terminal, and keep each of its lines in a log.
#[expect(clippy::disallowed_methods, reason = "cli reads the environment, and no result depends on it")]
fn in_pipeline() -> bool {
    std::env::var_os("CI").is_some()
}

fn bar(files: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} of {len} files read, {elapsed}");
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_elapsed(PATIENCE);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}
