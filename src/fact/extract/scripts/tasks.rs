//! Taskfiles and Lefthook: tasks and hooks in YAML.

use super::keys::{Found, str};
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::place::short;
use crate::fact::extract::script::Script;

/// Reads the commands of tasks (<https://taskfile.dev/reference/schema>) and of hooks (<https://lefthook.dev/configuration/>).
pub(in crate::fact::extract) fn read(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Script, scripts);
    variables(document, "variable", &mut found);
    for (name, task) in document.get("tasks").into_iter().flat_map(Node::entries) {
        let owner = format!("task {}", short(name.str().unwrap_or_default()));
        if task.is_mapping() {
            let ignores = str(task, "ignore_error") == Some("true");
            for key in ["cmds", "cmd"] {
                task.get(key).into_iter().for_each(|commands| script(&owner, commands, ignores, &mut found));
            }
            for checks in ["preconditions", "status"].iter().filter_map(|key| task.get(key)) {
                for check in checks.items() {
                    found.text(|| owner.clone(), check.get("sh").unwrap_or(check));
                }
            }
            variables(task, &owner, &mut found);
        } else {
            script(&owner, task, false, &mut found);
        }
    }
    hooks(document, &mut found);
}

/// A command, or a list of them, as one script.
fn script(owner: &str, commands: Node<'_>, ignores: bool, found: &mut Found<'_>) {
    if !found.is_new(commands) {
        return;
    }
    let mut text = Passage::default();
    let own = Some(commands).filter(|node| node.is_scalar());
    for item in own.into_iter().chain(commands.items()) {
        let deferred = item.get("defer");
        let command = deferred.and_then(|it| it.get("cmd").or(Some(it))).or_else(|| item.get("cmd")).unwrap_or(item);
        let Some(line) = found.scalar(command) else { continue };
        text.append(&line);
        let end = line.whole().end;
        if ignores || str(item, "ignore_error") == Some("true") {
            super::may_fail(&mut text);
        }
        text.push_between(b"\n", end);
    }
    found.posix(|| owner.to_owned(), Some(text));
}

/// `vars: { NAME: { sh: command } }`
fn variables(holder: Node<'_>, owner: &str, found: &mut Found<'_>) {
    for (name, value) in holder.get("vars").into_iter().flat_map(Node::entries) {
        if let Some(command) = value.get("sh") {
            found.text(|| format!("{owner} {}", short(name.str().unwrap_or_default())), command);
        }
    }
}

/// `pre-push: { commands: { test: { run: … } }, jobs: [{ run: … }] }`
fn hooks(document: Node<'_>, found: &mut Found<'_>) {
    for (hook, holder) in document.entries() {
        let owner = || format!("hook {}", short(hook.str().unwrap_or_default()));
        for (_, command) in holder.get("commands").into_iter().flat_map(Node::entries) {
            command.get("run").into_iter().for_each(|run| found.text(owner, run));
        }
        for job in holder.get("jobs").into_iter().flat_map(Node::items) {
            job.get("run").into_iter().for_each(|run| found.text(owner, run));
        }
    }
}
