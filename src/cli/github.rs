//! `portcullis github`: the gate on a GitHub runner. What is not given as an argument is read from the environment.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use super::args::{CONFIDENCES, Color, GithubArgs, PROFILES, PolicyArgs, PostArgs, THRESHOLDS};
use super::check;
use super::failure::{Exit, Failure};
use super::registries::identity;
use crate::github::{CATEGORY, Environment, Gate, Judged, Log, Options};
use crate::policy::{self, Outcome};
use crate::report::{self, Format};

/// Judges the change that the run is about, and tells GitHub.
pub(super) fn run(args: &GithubArgs, color: Color) -> Result<Exit, Failure> {
    check::writable(&args.output)?;
    let environment = Environment::read(&variable)?;
    let options = options(args)?;
    let gate = Gate::new(&environment, &options)?;
    let mut out = io::stdout();
    let mut log = Log::new(&mut out);
    let Some(judged) = gate.judge(&mut log)? else {
        gate.publish(None, None)?;
        gate.deliver(None, &mut log);
        gate.count(&mut log);
        return Ok(Exit::Pass);
    };
    let look = report::Options {
        color: color == Color::Always,
        width: check::terminal_width(),
        verbose: args.post.verbose,
        ..gate.sarif_options()
    };
    let sarif = sarif_file(args, &environment, &options);
    if let Some(path) = &sarif {
        check::write_file(Format::Sarif, path, &judged.verdict, &look)?;
    }
    for (format, path) in &args.output {
        check::write_file(*format, path, &judged.verdict, &report::Options { color: false, ..look.clone() })?;
    }
    show(&judged, &look)?;
    gate.publish(Some(&judged), sarif.as_deref())?;
    gate.deliver(Some(&judged), &mut log);
    gate.count(&mut log);
    Ok(match judged.verdict.outcome {
        Outcome::Fail => Exit::Blocked,
        Outcome::Pass | Outcome::Overruled => Exit::Pass,
        Outcome::Incomplete => Exit::Incomplete,
    })
}

/// The report in the log, with its annotations.
fn show(judged: &Judged, look: &report::Options) -> Result<(), Failure> {
    let mut text = Vec::new();
    report::write(Format::Github, &judged.verdict, look, &mut text)?;
    match io::stdout().write_all(&text) {
        // Nobody reads on, but GitHub still waits for the verdict.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn sarif_file(args: &GithubArgs, environment: &Environment, options: &Options) -> Option<PathBuf> {
    let temporary = || Some(environment.temporary.as_ref()?.join(format!("{}.sarif", options.category)));
    args.sarif.clone().or_else(temporary)
}

fn options(args: &GithubArgs) -> Result<Options, Failure> {
    let PolicyArgs { config, extends, profile, fail_on, min_confidence, report_only } = &args.policy;
    let is_off = |name| Ok::<_, Failure>(switch(name)? == Some(false));
    let policy = policy::Sources {
        profile: given(*profile, "PROFILE", &PROFILES)?,
        fail_on: given(*fail_on, "FAIL_ON", &THRESHOLDS)?,
        min_confidence: given(*min_confidence, "MIN_CONFIDENCE", &CONFIDENCES)?,
        report_only: if *report_only { Some(true) } else { switch("REPORT_ONLY")?.filter(|only| *only) },
        ..policy::Sources::default()
    };
    Ok(Options {
        policy,
        config: config.clone().or_else(|| input("CONFIG").map(PathBuf::from)),
        extends: extends.clone().or_else(|| input("EXTENDS").map(PathBuf::from)),
        api: args.api || switch("API")? == Some(true),
        comment: !args.no_comment && !is_off("COMMENT")?,
        upload: !args.no_upload && (args.upload || !is_off("UPLOAD")?),
        registries: identity(args.offline, None)?,
        ..posting(&args.post)
    })
}

/// What `github` and `report` have in common.
pub(super) fn posting(args: &PostArgs) -> Options {
    Options {
        category: args.category.clone().or_else(|| input("CATEGORY")).unwrap_or_else(|| CATEGORY.to_owned()),
        deadline: Duration::from_secs(args.deadline),
        verbose: args.verbose > 0,
        ..Options::new(check::today())
    }
}

/// The value of an argument, or else that of its variable.
fn given<T: Copy>(argument: Option<T>, name: &str, values: &[(&str, T)]) -> Result<Option<T>, Failure> {
    let Some(text) = input(name).filter(|_| argument.is_none()) else { return Ok(argument) };
    match values.iter().find(|(known, _)| *known == text) {
        Some((_, value)) => Ok(Some(*value)),
        None => Err(wrong(name, &text, &values.iter().map(|(known, _)| *known).collect::<Vec<_>>())),
    }
}

/// A variable that says yes or no.
fn switch(name: &str) -> Result<Option<bool>, Failure> {
    match input(name).as_deref() {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(text) => Err(wrong(name, text, &["true", "false"])),
    }
}

fn wrong(name: &str, text: &str, values: &[&str]) -> Failure {
    Failure::usage(format!("`PORTCULLIS_{name}` is `{text}`")).help(format!("use one of {}", values.join(", ")))
}

/// An input: as the action passes it, or as a runner passes it to an action of its own.
fn input(name: &str) -> Option<String> {
    let names = [format!("PORTCULLIS_{name}"), format!("INPUT_{name}"), format!("INPUT_{}", name.replace('_', "-"))];
    names.iter().find_map(|name| variable(name)).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// A variable of the environment; an empty one is as none.
#[expect(clippy::disallowed_methods, reason = "cli reads the environment, and hands on what it says")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
