//! Cloud-init: what a machine runs at its first start. (<https://cloudinit.readthedocs.io/en/latest/reference/modules.html>)

use super::keys::{Found, str};
use super::{argv, shebang};
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::place::short;
use crate::fact::extract::script::Script;
use crate::text::BOM;

/// Whether a file says that it is cloud-init's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let site = document.site();
    let file = site.text.bytes();
    let file = file.strip_prefix(BOM).unwrap_or(file);
    let file = file.strip_prefix(b"## template: jinja").unwrap_or(file).trim_ascii_start();
    file.starts_with(b"#cloud-config") || file.starts_with(b"#cloud-boothook")
}

/// Reads `runcmd` and `bootcmd`, and the scripts that `write_files` writes.
pub(in crate::fact::extract) fn read(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Machine, scripts);
    for key in ["bootcmd", "runcmd"] {
        let mut text = Passage::default();
        for command in document.get(key).into_iter().flat_map(Node::items).filter(|item| !item.is_null()) {
            if !found.is_new(command) {
                continue;
            }
            let words = found.list(command);
            // A list is the words of one command, a string is a line for a shell.
            let line = if command.is_sequence() { Some(argv::joined(&words)) } else { words.into_iter().next() };
            let Some(line) = line else { continue };
            text.append(&line);
            text.push_between(b"\n", line.whole().end);
        }
        found.posix(|| key.to_owned(), Some(text));
    }
    for file in document.get("write_files").into_iter().flat_map(Node::items) {
        let Some(content) = file.get("content").filter(|content| found.is_new(*content)) else { continue };
        if let Some(dialect) = content.str().and_then(|text| shebang(text.as_bytes()))
            && let Some(text) = found.scalar(content)
        {
            let owner = format!("write_files {}", short(str(file, "path").unwrap_or_default()));
            found.push(Script { owner, text, dialect, runner: Runner::Machine });
        }
    }
}
