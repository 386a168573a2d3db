//! `portcullis check`: a change in, reports and a verdict out.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};

use super::args::{CheckArgs, Color, PolicyArgs, ReportArgs};
use super::failure::{Exit, Failure};
use super::fix::{self, Fixing};
use super::progress::Progress;
use super::registries::registries;
use super::{change, files};
use crate::policy::{self, Outcome, Verdict};
use crate::report::{self, Format};
use crate::run::{self, Registries};
use crate::source::{ChangeSet, Tree, git};

/// Judges a change and writes the reports.
pub(super) fn run(args: &CheckArgs, color: Color) -> Result<Exit, Failure> {
    let ReportArgs { format, output, exit_zero, quiet, .. } = &args.report;
    writable(output)?;
    let registries = registries(args.offline, args.cache_dir.as_deref())?;
    let progress = Progress::new(*quiet);
    let judged = in_pool(args.threads, || match &args.source.history {
        _ if args.fixes.fix => fix::run(args, &*registries, &progress),
        Some(range) => judge_history(range, args, &progress).map(Judged::from),
        None => {
            judge(&change::read(&args.source)?, &args.policy, &args.only, &*registries, &progress).map(Judged::from)
        }
    });
    progress.end();
    let Judged { verdict, fixing } = judged?;
    if let Some(fixing) = &fixing {
        fixing.tell(*quiet, color);
    }
    let options = |color| report::Options {
        color,
        width: terminal_width(),
        quiet: *quiet,
        verbose: args.report.verbose,
        sarif_suppressed: args.report.sarif_suppressed,
        category: None,
    };
    for (format, path) in output {
        write_file(*format, path, &verdict, &options(false))?;
    }
    let choice = AutoStream::new(io::stdout(), color.choice()).current_choice();
    let options = options(*format == Format::Terminal && choice != ColorChoice::Never);
    // Without colour there is nothing to strip, and a report may be large.
    let choice = if options.color { choice } else { ColorChoice::AlwaysAnsi };
    let mut out = BufWriter::new(AutoStream::new(io::stdout(), choice));
    let report = |out: &mut dyn Write| match &fixing {
        Some(fixing) if args.fixes.dry_run => fixing.diff(out),
        _ => report::write(*format, &verdict, &options, out),
    };
    match report(&mut out).and_then(|()| out.flush()) {
        // Nobody reads on, but whoever called us still waits for the verdict.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    Ok(match verdict.outcome {
        Outcome::Fail if !exit_zero => Exit::Blocked,
        Outcome::Pass | Outcome::Fail | Outcome::Overruled => Exit::Pass,
        Outcome::Incomplete => Exit::Incomplete,
    })
}

/// The verdict, and which fixes it comes after.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    pub(super) fixing: Option<Fixing>,
}

impl From<Verdict> for Judged {
    fn from(verdict: Verdict) -> Self {
        Self { verdict, fixing: None }
    }
}

/// The verdict on `set`, by the policy that the arguments name or else by its own.
pub(super) fn judge(
    set: &ChangeSet,
    policy: &PolicyArgs,
    only: &[String],
    registries: &dyn Registries,
    progress: &Progress,
) -> Result<Verdict, Failure> {
    let sources = sources(policy, only, set.policy_tree.as_deref())?;
    progress.expect(set.files.len());
    Ok(run::watched(set, &sources, today(), registries, &|| progress.step())?)
}

/// The verdict on every commit of `range`.
fn judge_history(range: &str, args: &CheckArgs, progress: &Progress) -> Result<Verdict, Failure> {
    let history = git::open(Path::new("."))?.history(range)?;
    let tree = history.policy_tree();
    let sources = sources(&args.policy, &args.only, Some(tree.as_ref()))?;
    progress.expect(history.len());
    match run::history::check(&history, &sources, today(), &|| progress.step()) {
        Ok(verdict) => Ok(verdict),
        Err(run::history::Error::Policy(error)) => Err(error.into()),
        Err(run::history::Error::Source(error)) => Err(error.into()),
    }
}

fn sources<'a>(
    policy: &PolicyArgs,
    only: &[String],
    tree: Option<&'a dyn Tree>,
) -> Result<policy::Sources<'a>, Failure> {
    Ok(policy::Sources {
        tree,
        config: policy.config.as_deref().map(files::named).transpose()?,
        extends: policy.extends.as_deref().map(files::named).transpose()?,
        profile: policy.profile,
        fail_on: policy.fail_on,
        min_confidence: policy.min_confidence,
        report_only: policy.report_only.then_some(true),
        only: only.to_vec(),
    })
}

/// The day by which suppressions end: everybody's, wherever the machine stands.
pub(super) fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Finds out before the work whether its reports have a place to go to.
pub(super) fn writable(outputs: &[(Format, PathBuf)]) -> Result<(), Failure> {
    for (at, (format, path)) in outputs.iter().enumerate() {
        if let Some((other, _)) = outputs[..at].iter().find(|(_, earlier)| earlier == path) {
            return Err(Failure::usage(format!("both {other} and {format} would be written to `{}`", path.display()))
                .help("give each report its own file"));
        }
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !dir.is_dir() {
            return Err(Failure::usage(format!(
                "cannot write `{}`: there is no directory `{}`",
                path.display(),
                dir.display()
            ))
            .help(format!("create it first: mkdir -p {}", dir.display())));
        }
        if path.is_dir() {
            return Err(Failure::usage(format!("cannot write `{}`: it is a directory", path.display())));
        }
    }
    Ok(())
}

/// Writes one report to a file.
pub(super) fn write_file(
    format: Format,
    path: &Path,
    verdict: &Verdict,
    options: &report::Options,
) -> Result<(), Failure> {
    let wrong = |error: io::Error| Failure::file("write", path, &error);
    let mut file = BufWriter::new(File::create(path).map_err(wrong)?);
    report::write(format, verdict, options, &mut file).and_then(|()| file.flush()).map_err(wrong)
}

/// Runs `work` with so many threads, or with one a core.
fn in_pool<T: Send>(threads: Option<u8>, work: impl FnOnce() -> T + Send) -> T {
    let pool =
        threads.and_then(|threads| rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// How many columns a report may have.
pub(super) fn terminal_width() -> usize {
    const PIPED: usize = 120;
    terminal_size::terminal_size().map_or(PIPED, |(width, _)| usize::from(width.0).clamp(60, 160))
}
