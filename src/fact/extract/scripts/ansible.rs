//! Ansible: the commands of tasks, handlers and plays.
//! (<https://docs.ansible.com/ansible/latest/collections/ansible/builtin/shell_module.html>)

use super::keys::{Found, str};
use super::posix;
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::place::short;
use crate::fact::extract::script::Script;

/// The modules that run commands.
const MODULES: &[&str] = &["shell", "command", "raw", "script", "win_shell", "win_command", "expect"];

/// Keys below which tasks stand.
const LISTS: &[&str] = &["tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"];

/// How deep blocks may stand in blocks.
const DEEPEST: usize = 16;

/// Whether a document holds plays or tasks.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let site = document.site();
    let is_among = || {
        let mut parts = site.text.path().as_bstr().split(|byte| *byte == b'/');
        parts.any(|part| matches!(part, b"roles" | b"tasks" | b"handlers" | b"playbooks"))
    };
    let is_task = |item: Node<'_>| {
        let names_module = || item.entries().any(|(key, _)| key.str().is_some_and(|key| key.starts_with("ansible.")));
        item.get("hosts").is_some()
            || item.get("name").is_some() && MODULES.iter().any(|key| item.get(key).is_some())
            || item.get("block").is_some_and(Node::is_sequence)
            || names_module()
    };
    document.is_sequence() && (is_among() || document.items().take(32).any(is_task))
}

/// Reads the tasks of a document.
pub(in crate::fact::extract) fn read(document: Node<'_>, scripts: &mut Vec<Script>) {
    tasks(document, &mut Found::new(document, Runner::Machine, scripts), DEEPEST);
}

fn tasks(list: Node<'_>, found: &mut Found<'_>, depth: usize) {
    let Some(depth) = depth.checked_sub(1).filter(|_| found.is_new(list)) else { return };
    for item in list.items().filter(|item| item.is_mapping()) {
        task(item, found);
        for list in LISTS.iter().filter_map(|key| item.get(key)) {
            tasks(list, found, depth);
        }
    }
}

fn task(task: Node<'_>, found: &mut Found<'_>) {
    let ignores = matches!(str(task, "ignore_errors"), Some("true" | "yes" | "True"))
        || matches!(str(task, "failed_when"), Some("false" | "no" | "False"));
    for (key, value) in task.entries() {
        let Some(key) = key.str().filter(|key| is_module(key) && found.is_new(value)) else { continue };
        let module = key.rsplit('.').next().unwrap_or(key);
        let text = match module {
            "action" | "local_action" if module == key => action(value, found),
            _ => command(value, task, found).map(|text| (text, dialect(module))),
        };
        let Some((mut text, dialect)) = text else { continue };
        if ignores {
            super::may_fail(&mut text);
        }
        let owner = format!("task {}", short(str(task, "name").unwrap_or(module)));
        found.push(Script { dialect, ..posix(owner, text, Runner::Machine) });
    }
}

/// `shell`, `ansible.builtin.shell`, `action`.
fn is_module(key: &str) -> bool {
    let collections = ["ansible.builtin.", "ansible.legacy.", "ansible.windows."];
    let name = collections.iter().find_map(|collection| key.strip_prefix(collection)).unwrap_or(key);
    MODULES.contains(&name) || matches!(key, "action" | "local_action")
}

fn dialect(module: &str) -> Dialect {
    if module == "win_shell" { Dialect::PowerShell } else { Dialect::Posix }
}

/// The command of a module: free text, or below `cmd` or `argv`, of the module or of the task's `args`.
fn command(module: Node<'_>, task: Node<'_>, found: &mut Found<'_>) -> Option<Passage> {
    if let Some(text) = found.scalar(module) {
        return Some(text);
    }
    let holders = [Some(module), task.get("args")];
    holders.into_iter().flatten().find_map(|holder| {
        let text = ["cmd", "_raw_params", "command"].iter().find_map(|key| holder.get(key));
        let argv = holder.get("argv").filter(|list| list.is_sequence());
        text.and_then(|text| found.scalar(text)).or_else(|| argv.map(|list| super::argv::joined(&found.list(list))))
    })
}

/// `action: shell kubectl apply …`, or a mapping with `module`.
fn action(value: Node<'_>, found: &mut Found<'_>) -> Option<(Passage, Dialect)> {
    if value.is_mapping() {
        let module = str(value, "module").filter(|module| MODULES.contains(module))?;
        return Some((command(value, value, found)?, dialect(module)));
    }
    let (module, rest) = value.str()?.split_once(' ')?;
    let name = module.rsplit('.').next().unwrap_or(module);
    let text = found.scalar(value)?;
    MODULES.contains(&name).then(|| (text.slice(text.len() - rest.len().min(text.len())..text.len()), dialect(name)))
}
