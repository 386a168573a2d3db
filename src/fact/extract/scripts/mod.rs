//! From files to the scripts that they hold. Which file holds which is told by its name, by its first line, or by its keys.

mod ansible;
mod cloud_init;
mod containers;
mod cron;
mod docker;
mod format;
mod hcl;
mod just;
mod keys;
mod kubernetes;
mod lines;
mod make;
mod make_variables;
mod packages;
mod quoted;
mod systemd;
mod tasks;
#[cfg(test)]
mod tests;
mod toml;
mod vagrant;

use super::place::short;
use super::script::Script;
use crate::document::Passage;
use crate::document::dockerfile::Dockerfile;
use crate::document::shell::{Dialect, Interpreter, argv};
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::text::{RepoPath, Span, Text};
use format::Format;

/// The scripts of a document of YAML or JSON.
pub(super) fn of_document(document: Node<'_>) -> Vec<Script> {
    let mut found = Vec::new();
    let site = document.site();
    let (path, bytes) = (site.text.path(), site.text.bytes());
    let name = path.lower_name();
    match name.as_str() {
        "package.json" | "composer.json" => packages::npm(document, &mut found),
        "deno.json" | "deno.jsonc" => packages::deno(document, &mut found),
        _ if tasks::is_one(&name) => tasks::read(document, &mut found),
        _ if super::devcontainer::is_one(path) => containers::devcontainer(document, &mut found),
        _ if cloud_init::is_one(bytes) => cloud_init::read(document, &mut found),
        _ if kubernetes::is_one(document) => kubernetes::read(document, &mut found),
        _ if containers::is_compose(document) => containers::compose(document, &mut found),
        _ if ansible::is_one(path, document) => ansible::read(document, &mut found),
        _ => packages::packer(document, &mut found),
    }
    found
}

/// Whether a file of this name, which is no YAML, no JSON and no Dockerfile, may hold scripts. Only the first line tells it of a name
/// without an extension.
pub(super) fn may_hold(path: &RepoPath) -> bool {
    format::may_hold(path)
}

/// The scripts of any other text but a Dockerfile.
pub(super) fn of_text(text: &Text) -> Vec<Script> {
    let file = text.bytes();
    match format::of(text.path(), file) {
        Some(Format::Whole(dialect)) => {
            let owner = "script".to_owned();
            vec![Script { owner, text: Passage::of(file, lines::without_mark(file)), dialect, runner: Runner::Script }]
        }
        Some(Format::Make) => make::read(file),
        Some(Format::Just) => just::read(file),
        Some(Format::Procfile) => lines::procfile(file),
        Some(Format::Vagrant) => vagrant::read(file),
        Some(Format::Systemd) => systemd::read(file),
        Some(Format::Cron { with_user }) => cron::read(file, with_user),
        Some(Format::Hcl) => hcl::read(file),
        Some(Format::Tox) => lines::tox(file),
        Some(Format::PyProject) => toml::read(file),
        None => Vec::new(),
    }
}

/// The scripts of a Dockerfile: what its build runs, and what its containers start with.
pub(super) fn of_dockerfile(dockerfile: &Dockerfile) -> Vec<Script> {
    docker::read(dockerfile)
}

/// A script of a POSIX shell.
fn posix(owner: String, text: Passage, runner: Runner) -> Script {
    Script { owner, text, dialect: Dialect::Posix, runner }
}

/// `kind name`, with the name cut to what is kept of it.
fn owner(kind: &str, name: &[u8]) -> String {
    let name = String::from_utf8_lossy(&name[..name.len().min(1024)]);
    format!("{kind} {}", short(&name))
}

/// Marks a script, or the line that `text` ends with, as one whose failure does not count.
fn may_fail(text: &mut Passage) {
    text.push_between(b" || true", text.whole().end);
}

/// The shell that a first line `#!…` names, where it names one.
fn shebang(script: &[u8]) -> Option<Dialect> {
    Interpreter::of_script(script)?.dialect()
}

/// The dialect of a shell, by its program's name or path.
fn shell(program: &[u8]) -> Option<Dialect> {
    Interpreter::named(program).dialect()
}

/// `span` without blanks at its ends.
fn trim(file: &[u8], span: Span) -> Span {
    let bytes = &file[span.range()];
    let start = span.start + bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let end = span.end - bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    Span::new(start, end.max(start))
}
