//! What all rules about manual commands have in common: who is told, what the policy allows, which places matter less.

use crate::change::Change;
use crate::fact::act::{Act, Kind};
use crate::fact::{Command, Runner};
use crate::finding::{Finding, Severity};
use crate::rule::Context;

/// The command, where a person is to run it now, it is of one of `kinds`, and the policy does not allow it.
pub(in crate::rules) fn told<'a>(
    cx: &Context<'_>,
    command: Change<&'a Command>,
    kinds: &[Kind],
) -> Option<(&'a Command, &'a Act)> {
    let command = command.after()?;
    let act = command.act.as_ref().filter(|act| kinds.contains(&act.kind))?;
    let by_hand = matches!(command.runner, Runner::Reader | Runner::Script);
    (by_hand && !is_allowed(cx, command, act)).then_some((command, act))
}

/// Whether an entry of `commands.allow` names it.
pub(in crate::rules) fn is_allowed(cx: &Context<'_>, command: &Command, act: &Act) -> bool {
    let words: Vec<&str> = act.words.iter().map(String::as_str).collect();
    let path = command.site.text.path();
    cx.settings.commands.allow.iter().any(|entry| entry.allows(&words, path, cx.zone(&command.site)))
}

/// A finding at the command, lowered where its place matters less.
pub(in crate::rules) fn finding(command: &Command, act: &Act, message: String) -> Finding {
    let finding = Finding::at(&command.site, message);
    let said = command.said;
    if said.not_to_do || said.mentioned || said.local || act.is_local {
        return finding.at_most(Severity::Low, Severity::Low);
    }
    if said.installs || act.remote.is_some() {
        return finding.at_most(Severity::Medium, Severity::High);
    }
    // Nobody knows from here who starts a script: a person, or a pipeline.
    if command.runner == Runner::Script {
        return finding.at_most(Severity::Medium, Severity::Critical);
    }
    finding
}
