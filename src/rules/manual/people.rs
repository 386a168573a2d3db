//! What all rules about manual commands have in common: who is addressed, what the policy allows, which places matter less.

use crate::change::Change;
use crate::fact::operation::{Kind, Operation};
use crate::fact::{Command, Runner};
use crate::finding::{Finding, Severity};
use crate::rule::Context;
use crate::text::RepoPath;

/// The command, where a person is to run it now, it is of one of `kinds`, and the policy does not allow it.
pub(in crate::rules) fn instruction<'a>(
    cx: &Context<'_>,
    command: Change<&'a Command>,
    kinds: &[Kind],
) -> Option<(&'a Command, &'a Operation)> {
    let command = command.after()?;
    let operation = command.operation.as_ref().filter(|operation| kinds.contains(&operation.kind))?;
    let by_hand = matches!(command.runner, Runner::Reader | Runner::Script);
    (by_hand && !is_allowed(cx, command, operation)).then_some((command, operation))
}

/// Whether an entry of `commands.allow` names it.
pub(in crate::rules) fn is_allowed(cx: &Context<'_>, command: &Command, operation: &Operation) -> bool {
    let words: Vec<&str> = operation.words.iter().map(String::as_str).collect();
    let path = command.site.text.path();
    cx.settings.commands.allow.iter().any(|entry| entry.allows(&words, path, cx.zone(&command.site)))
}

/// Directories whose documents are somebody else's, or data.
const DATA: &[&str] = &["testdata", "fixtures", "__fixtures__", "vendor", "third_party", "node_modules", "_archived"];

/// Directories whose documents say how to try something.
const TRIALS: &[&str] =
    &["test", "tests", "e2e", "example", "examples", "sample", "samples", "demo", "demos", "tutorial", "tutorials"];

/// Whether one of the directories above a file has one of these names.
fn is_in(path: &RepoPath, names: &[&str]) -> bool {
    let directories = path.parent();
    directories.as_bstr().split(|byte| *byte == b'/').any(|name| names.iter().any(|own| own.as_bytes() == name))
}

/// Whether a file tells what was: a change log, the notes of a release.
fn is_history(path: &RepoPath) -> bool {
    let name = path.rendered_name();
    ["changelog", "changes", "history", "release-notes", "release_notes", "releasenotes", "news"].iter().any(|start| {
        name.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

/// Whether it only shows how the command is called: `argocd app set APPNAME [flags]`.
fn is_synopsis(command: &Command) -> bool {
    let marks = ["[flags]", "[options]", "[args]", "[arguments]", "[command]", "[subcommand]"];
    command.line.split(' ').any(|word| {
        let word = word.to_ascii_lowercase();
        marks.iter().any(|mark| word.starts_with(mark)) || word.starts_with('[') && word.ends_with("...]")
    })
}

/// A finding at the command, lowered where its place matters less.
pub(in crate::rules) fn finding(command: &Command, operation: &Operation, message: String) -> Finding {
    let finding = Finding::at(&command.site, message);
    let said = command.said;
    if said.not_to_do || said.mentioned || said.local || operation.is_local || is_synopsis(command) {
        return finding.at_most(Severity::Low, Severity::Low);
    }
    let path = command.site.text.path();
    if is_in(path, DATA) || is_history(path) {
        return finding.at_most(Severity::Low, Severity::Medium);
    }
    if said.installs || operation.remote.is_some() || is_in(path, TRIALS) {
        return finding.at_most(Severity::Medium, Severity::High);
    }
    // Nobody knows from here who starts a script: a person, or a pipeline.
    if command.runner == Runner::Script {
        return finding.at_most(Severity::Medium, Severity::Critical);
    }
    finding
}
