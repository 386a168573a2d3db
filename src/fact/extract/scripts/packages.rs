//! Scripts in what package managers and Packer read as JSON.

use super::keys::{Found, str};
use super::owner;
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::script::Script;

/// `scripts` of `package.json` (<https://docs.npmjs.com/cli/using-npm/scripts>) and of `composer.json`, where a list is run in its order
/// (<https://getcomposer.org/doc/articles/scripts.md>).
pub(in crate::fact::extract) fn npm(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Script, scripts);
    for (name, script) in document.get("scripts").into_iter().flat_map(Node::entries) {
        let owner = || owner("scripts", name.str().unwrap_or_default().as_bytes());
        if script.is_scalar() {
            found.text(owner, script);
        } else {
            // `@name` runs another script, `Class::method` a function.
            let is_command =
                |line: &Node<'_>| line.str().is_some_and(|text| !text.starts_with('@') && !text.contains("::"));
            lines(&mut found, owner(), script, &is_command);
        }
    }
}

/// `tasks` of `deno.json`. (<https://docs.deno.com/runtime/reference/cli/task/>)
pub(in crate::fact::extract) fn deno(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Script, scripts);
    for (name, task) in document.get("tasks").into_iter().flat_map(Node::entries) {
        let task = if task.is_mapping() { task.get("command") } else { Some(task) };
        if let Some(task) = task {
            found.text(|| owner("tasks", name.str().unwrap_or_default().as_bytes()), task);
        }
    }
}

/// Whether a document has what Packer runs.
pub(in crate::fact::extract) fn is_packer(document: Node<'_>) -> bool {
    document.get("provisioners").is_some() || document.get("post-processors").is_some()
}

/// `inline` of Packer's shell provisioners. (<https://developer.hashicorp.com/packer/docs/provisioners/shell>)
pub(in crate::fact::extract) fn packer(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Build, scripts);
    for key in ["provisioners", "post-processors"] {
        for (index, one) in document.get(key).into_iter().flat_map(Node::items).enumerate() {
            let is_shell = matches!(str(one, "type"), Some("shell" | "shell-local"));
            if let Some(inline) = one.get("inline").filter(|_| is_shell) {
                lines(&mut found, format!("{key} {index}"), inline, &|_| true);
            }
        }
    }
}

/// A list of command lines as one script.
fn lines(found: &mut Found<'_>, owner: String, list: Node<'_>, is_command: &dyn Fn(&Node<'_>) -> bool) {
    if !list.is_sequence() || !found.is_new(list) {
        return;
    }
    let mut text = Passage::default();
    for line in list.items().filter(is_command) {
        let Some(line) = found.scalar(line) else { continue };
        text.append(&line);
        text.push_between(b"\n", line.whole().end);
    }
    found.posix(|| owner, Some(text));
}
