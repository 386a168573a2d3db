//! `portcullis check --fix`: fixes applied to the directory that the head stands in, and what is left.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;

use super::args::{CheckArgs, Color, SourceArgs};
use super::change;
use super::check::{Judged, judge};
use super::failure::Failure;
use super::progress::Progress;
use crate::fix::{self, Applied, Fixed, Which};
use crate::report::fixes;
use crate::run::Registries;
use crate::source::git;
use crate::source::rewrite::{Unwritten, rewrite};
use crate::text::RepoPath;

/// What was fixed, and what could not be written.
pub(super) struct Fixing {
    fixed: Fixed,
    unwritten: Vec<(RepoPath, Unwritten)>,
    is_dry: bool,
}

/// Fixes the change and judges what is left. A dry run tells what that would be.
pub(super) fn run(args: &CheckArgs, registries: &dyn Registries, progress: &Progress) -> Result<Judged, Failure> {
    let root = directory(&args.source)?;
    let set = change::read(&args.source)?;
    let which = if args.fixes.unsafe_fixes { Which::All } else { Which::Safe };
    let judge = |set: &_| judge(set, &args.policy, &args.only, registries, progress);
    let mut fixed = fix::apply(&set, which, judge)?;
    let is_dry = args.fixes.dry_run;
    let unwritten = if is_dry { Vec::new() } else { write(&root, &mut fixed) };
    let verdict = match unwritten.is_empty() {
        true => fixed.after.clone(),
        // What could not be written is as it was.
        false => judge(&set.with_head(&fixed.edited()))?,
    };
    Ok(Judged { verdict, fixing: Some(Fixing { fixed, unwritten, is_dry }) })
}

/// The directory that holds the head.
fn directory(source: &SourceArgs) -> Result<PathBuf, Failure> {
    if let [_, head] = source.between.as_slice() {
        return Ok(head.clone());
    }
    if source.all {
        return Ok(change::root());
    }
    if let Some((what, help)) = elsewhere(source) {
        return Err(Failure::usage(format!("cannot fix {what}: `--fix` edits files of the working tree")).help(help));
    }
    let repository = git::open(Path::new("."))?;
    if let Some(head) = &source.head {
        let (judged, checked_out) = (repository.parents(head)?.0, repository.parents("HEAD")?.0);
        if judged != checked_out {
            return Err(Failure::usage(format!("cannot fix `{head}`: it is not checked out"))
                .help(format!("check it out, or fix the working tree: leave out `--head {head}`")));
        }
    }
    let none = || Failure::usage("cannot fix anything here: a bare repository has no working tree");
    repository.work_dir().map(Path::to_owned).ok_or_else(none)
}

/// What is judged that stands in no directory, and what to do instead.
fn elsewhere(source: &SourceArgs) -> Option<(&'static str, &'static str)> {
    if source.staged {
        Some(("the index", "leave out `--staged`, and stage what was fixed"))
    } else if source.diff.is_some() {
        Some(("a diff", "apply it and leave out `--diff`; to see fixes as a diff, use `--fix --dry-run`"))
    } else if source.history.is_some() {
        Some(("the history", "what a commit holds stays there; revoke the secret"))
    } else {
        None
    }
}

/// Writes the files; those that could not be written are no longer fixed.
fn write(root: &Path, fixed: &mut Fixed) -> Vec<(RepoPath, Unwritten)> {
    let mut unwritten = Vec::new();
    fixed.files.retain(|path, file| match rewrite(root, path, file.before.bytes(), &file.after) {
        Ok(()) => true,
        Err(why) => {
            unwritten.push((path.clone(), why));
            false
        }
    });
    let is_written = |path: &RepoPath| !unwritten.iter().any(|(other, _)| other == path);
    fixed.applied.retain(|applied| applied.files.iter().all(is_written));
    unwritten
}

impl Fixing {
    /// Tells on standard error what was done, so that reports on standard output stay what they are; if `quiet`, what was not.
    pub(super) fn tell(&self, quiet: bool, color: Color) {
        let mut err = AutoStream::new(io::stderr(), color.choice());
        let done = if quiet { Vec::new() } else { self.done() };
        let mut lines = done.into_iter().chain(self.not_done());
        // Where standard error is gone there is nobody left to tell.
        let _ = lines.try_for_each(|line| writeln!(err, "{line}"));
    }

    fn done(&self) -> Vec<String> {
        let done = if self.is_dry { "would fix" } else { "fixed" };
        let line = |one: &Applied| fixes::line(&self.fixed.before.redactor, &one.at, &one.title, one.rule);
        self.fixed.applied.iter().map(|one| format!("{done}: {}", line(one))).collect()
    }

    fn not_done(&self) -> Vec<String> {
        let why =
            |(path, why): &(RepoPath, Unwritten)| fixes::skipped(&self.fixed.before.redactor, path, &why.to_string());
        let unwritten = self.unwritten.iter().map(|one| format!("not fixed: {}", why(one)));
        let again = || format!("not fixed: some findings came back {} times; fix them by hand", fix::MOST_ROUNDS);
        unwritten.chain(self.fixed.is_unfinished.then(again)).collect()
    }

    /// Writes what would be changed.
    pub(super) fn diff(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut files = self.fixed.files.values();
        files.try_for_each(|file| fixes::unified(&file.redactor, &file.before, &file.after, out))
    }
}
