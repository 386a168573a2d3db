//! `portcullis check` and `portcullis baseline write`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::args::{BaselineArgs, CheckArgs, Color, PolicyArgs, SourceArgs};
use super::{Exit, Failure};
use crate::policy::{self, Outcome, Verdict, baseline};
use crate::report::{self, Format};
use crate::run;
use crate::source::{self, ChangeSet, between, directory, git, patch};

/// A diff larger than this is not a change that anybody reviews.
const DIFF_CAP: u64 = 256 << 20;

/// Judges a change and writes the reports.
pub(super) fn run(args: &CheckArgs, color: Color) -> Result<Exit, Failure> {
    let dir = args.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let verdict = in_pool(args.threads, || judge(&dir, &args.source, &args.policy))?;
    let options = |colored: bool| report::Options {
        color: colored,
        width: terminal_width(),
        quiet: args.quiet,
        verbose: args.verbose,
        sarif_suppressed: args.sarif_suppressed,
    };
    for (format, path) in &args.output {
        write_file(*format, path, &verdict, &options(false))?;
    }
    let colored =
        args.format == Format::Terminal && super::stdout(color).current_choice() != anstream::ColorChoice::Never;
    let mut out = BufWriter::new(super::stdout(color));
    report::write(args.format, &verdict, &options(colored), &mut out)?;
    out.flush()?;
    Ok(match verdict.outcome {
        _ if args.exit_zero => Exit::Pass,
        Outcome::Pass => Exit::Pass,
        Outcome::Fail => Exit::Blocked,
        Outcome::Incomplete => Exit::Incomplete,
    })
}

/// Judges the whole tree and lists what it found, so that only what comes later gates.
pub(super) fn write_baseline(args: &BaselineArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let dir = args.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let root = git::open(&dir).ok().and_then(|repository| repository.work_dir().map(Path::to_owned)).unwrap_or(dir);
    let set = directory::whole(&root, &[])?;
    let verdict = judge_set(&set, &args.policy)?;
    let path = root.join(policy::BASELINE);
    let text = baseline::write(&verdict.decisions);
    fs::write(&path, &text).map_err(|error| Failure::usage(format!("cannot write {}: {error}", path.display())))?;
    let count = text.matches("\"fingerprint\"").count();
    writeln!(out, "{}: {count} findings are accepted as they are; commit the file", path.display())?;
    Ok(Exit::Pass)
}

fn judge(dir: &Path, source: &SourceArgs, policy: &PolicyArgs) -> Result<Verdict, Failure> {
    let set = change_set(dir, source)?;
    judge_set(&set, policy)
}

fn judge_set(set: &ChangeSet, policy: &PolicyArgs) -> Result<Verdict, Failure> {
    let config = policy.config.as_deref().map(named_file).transpose()?;
    let extends = policy.extends.as_deref().map(named_file).transpose()?;
    let sources = policy::Sources {
        tree: run::policy_tree(set).map(AsRef::as_ref),
        config,
        extends,
        profile: policy.profile,
        fail_on: policy.fail_on,
        ..policy::Sources::default()
    };
    Ok(run::check(set, &sources, jiff::Zoned::now().date())?)
}

fn change_set(dir: &Path, source: &SourceArgs) -> Result<ChangeSet, Failure> {
    if let [base, head] = source.between.as_slice() {
        return Ok(between::directories(base, head)?);
    }
    if source.all {
        return whole(dir, &source.paths);
    }
    if let Some(file) = &source.diff {
        let checkout = git::open(dir).ok().and_then(|repository| repository.work_dir().map(Path::to_owned));
        return Ok(patch::read(&diff(file)?, checkout.as_deref())?);
    }
    let repository = git::open(dir)?;
    Ok(match (&source.base, source.staged) {
        (Some(base), _) => repository.range(base, source.head.as_deref())?,
        (None, true) => repository.staged()?,
        (None, false) => repository.against_default_branch()?,
    })
}

/// Everything below `dir`, or the paths that are named from there; paths and policy are those of the repository that holds them.
fn whole(dir: &Path, paths: &[PathBuf]) -> Result<ChangeSet, Failure> {
    let Some(root) = git::open(dir).ok().and_then(|repository| repository.work_dir().map(Path::to_owned)) else {
        return Ok(directory::whole(dir, paths)?);
    };
    let wrong = |error: io::Error| Failure::usage(format!("cannot read {}: {error}", dir.display()));
    let (here, top) = (fs::canonicalize(dir).map_err(wrong)?, fs::canonicalize(&root).map_err(wrong)?);
    let named: Vec<PathBuf> = match paths {
        [] if here == top => Vec::new(),
        [] => vec![here],
        paths => paths.iter().map(|path| here.join(path)).collect(),
    };
    Ok(directory::whole(&root, &named)?)
}

fn diff(file: &Path) -> Result<Vec<u8>, Failure> {
    let wrong = |error: io::Error| Failure::usage(format!("cannot read the diff {}: {error}", file.display()));
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(DIFF_CAP + 1).read_to_end(&mut bytes).map_err(wrong)?;
    } else {
        File::open(file).map_err(wrong)?.take(DIFF_CAP + 1).read_to_end(&mut bytes).map_err(wrong)?;
    }
    if bytes.len() as u64 > DIFF_CAP {
        return Err(Failure::usage(format!("the diff has more than {DIFF_CAP} bytes"))
            .help("compare two commits with --base and --head"));
    }
    Ok(bytes)
}

/// A file that the caller names, with that name.
pub(super) fn named_file(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))?;
    Ok((path.display().to_string(), bytes))
}

fn write_file(format: Format, path: &Path, verdict: &Verdict, options: &report::Options) -> Result<(), Failure> {
    let wrong = |error: io::Error| Failure::usage(format!("cannot write {}: {error}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(wrong)?);
    report::write(format, verdict, options, &mut file).map_err(wrong)?;
    file.flush().map_err(wrong)
}

/// Runs in a pool of as many threads as asked for; the result is the same with any number.
fn in_pool<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let pool =
        threads.and_then(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads.clamp(1, 256)).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

fn terminal_width() -> usize {
    const PIPED: usize = 120;
    terminal_size::terminal_size().map_or(PIPED, |(width, _)| usize::from(width.0).clamp(60, 160))
}

impl From<source::Error> for Failure {
    fn from(error: source::Error) -> Self {
        let exit = if error.unverifiable() { Exit::Incomplete } else { Exit::Usage };
        Self { message: error.to_string(), help: error.help(), exit }
    }
}

impl From<policy::Error> for Failure {
    fn from(error: policy::Error) -> Self {
        Self::usage(error.report())
    }
}
