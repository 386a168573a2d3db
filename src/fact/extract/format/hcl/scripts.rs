//! What provisioners, external data and user data run.
//! (<https://developer.hashicorp.com/terraform/language/provisioners>)

use std::collections::BTreeMap;

use super::tree::{Attribute, Block, Tree};
use crate::document::Passage;
use crate::document::shell::{Dialect, argv};
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::fact::extract::scripts::{owner, shebang, shell};

/// What a block that runs commands is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `provisioner "local-exec"`, `provisioner "remote-exec"`.
    Provisioner,
    /// Packer's `provisioner "shell"`, `post-processor "shell-local"`.
    Build,
    /// `data "external"`.
    External,
    Other,
}

/// Reads `command` and `inline` of provisioners, `program` of external data, and every string that is a script.
pub(super) fn of(tree: &Tree<'_>) -> Vec<Script> {
    let interpreters: BTreeMap<usize, Dialect> =
        tree.attributes.iter().filter_map(|one| interpreter(tree, one)).collect();
    let mut found = Vec::new();
    for attribute in &tree.attributes {
        let kind = kind(tree, attribute.block);
        let dialect = interpreters.get(&attribute.block).copied();
        for (text, own) in scripts(tree, attribute, kind) {
            let runner = if kind == Kind::Build { Runner::Build } else { Runner::Machine };
            if !text.bytes().trim_ascii().is_empty() {
                let owner = owner("attribute", tree.slice(attribute.key));
                found.push(Script { owner, text, dialect: dialect.unwrap_or(own), runner });
            }
        }
    }
    found
}

/// The shell that an `interpreter` names: that of all scripts of its block.
fn interpreter(tree: &Tree<'_>, attribute: &Attribute) -> Option<(usize, Dialect)> {
    let is_one = tree.slice(attribute.key) == b"interpreter" && kind(tree, attribute.block) == Kind::Provisioner;
    let first = attribute.strings.first().filter(|string| is_one && string.is_item)?;
    Some((attribute.block, shell(first.text.bytes())?))
}

/// The scripts that an attribute holds.
fn scripts(tree: &Tree<'_>, attribute: &Attribute, kind: Kind) -> Vec<(Passage, Dialect)> {
    let key = tree.slice(attribute.key);
    let (items, texts): (Vec<_>, Vec<_>) = attribute.strings.iter().partition(|string| string.is_item);
    let words = || items.iter().map(|item| item.text.clone()).collect::<Vec<_>>();
    let list = match (kind, key) {
        (Kind::Provisioner | Kind::Build, b"inline") if !items.is_empty() => Some((lines(&words()), Dialect::Posix)),
        (Kind::External, b"program") => argv::script(&words()),
        _ => None,
    };
    let is_command = kind == Kind::Provisioner && key == b"command" || kind == Kind::Build && key == b"inline";
    let text = |text: &Passage| {
        let dialect = if is_command { Some(Dialect::Posix) } else { shebang(text.bytes().trim_ascii_start()) };
        Some((text.clone(), dialect?))
    };
    list.into_iter().chain(texts.iter().filter_map(|one| text(&one.text))).collect()
}

fn lines(words: &[Passage]) -> Passage {
    let mut text = Passage::default();
    for line in words {
        text.append(line);
        text.push_between(b"\n", line.whole().end);
    }
    text
}

/// What the block around an object is.
fn kind(tree: &Tree<'_>, block: usize) -> Kind {
    let block = &tree.blocks[tree.blocks[block].holder];
    match (tree.slice(block.kind), label(block)) {
        (b"provisioner", b"local-exec" | b"remote-exec") => Kind::Provisioner,
        (b"provisioner" | b"post-processor", b"shell" | b"shell-local" | b"powershell") => Kind::Build,
        (b"data", b"external") => Kind::External,
        _ => Kind::Other,
    }
}

fn label(block: &Block) -> &[u8] {
    block.labels.first().map_or(b"", Passage::bytes)
}
