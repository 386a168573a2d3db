//! From files to the scripts that they hold. Which file holds which is told by its name, by its first line, or by its keys.

pub(super) mod ansible;
pub(super) mod cloud_init;
pub(super) mod containers;
mod cron;
mod docker;
mod just;
pub(super) mod keys;
pub(super) mod lines;
mod make;
mod make_variables;
pub(super) mod packages;
pub(super) mod quoted;
mod systemd;
pub(super) mod tasks;
#[cfg(test)]
mod tests;
mod toml;
mod vagrant;

use super::format::text::TextFormat;
use super::place::short;
use super::script::Script;
use crate::document::Passage;
use crate::document::dockerfile::Dockerfile;
use crate::document::shell::{Dialect, Interpreter, argv};
use crate::document::template;
use crate::fact::Runner;
use crate::text::{Span, Text};

/// The scripts of a text in a format that holds some.
pub(super) fn of_text(text: &Text, format: TextFormat) -> Vec<Script> {
    let filled = template::without_own_lines(text);
    let file = filled.as_ref();
    match format {
        TextFormat::Script(dialect) => {
            let owner = "script".to_owned();
            vec![Script { owner, text: whole(text), dialect, runner: Runner::Script }]
        }
        TextFormat::Make => make::read(file),
        TextFormat::Just => just::read(file),
        TextFormat::Procfile => lines::procfile(file),
        TextFormat::Vagrant => vagrant::read(file),
        TextFormat::Systemd => systemd::read(file),
        TextFormat::Cron { with_user } => cron::read(file, with_user),
        TextFormat::Tox => lines::tox(file),
        TextFormat::PyProject => toml::read(file),
        // Those that say more than what they run are read by rooms of their own.
        TextFormat::Hcl | TextFormat::Tilt | TextFormat::Jenkins | TextFormat::Prose(_) => Vec::new(),
    }
}

/// All of a script but the lines that a template engine takes out: a command may go on behind one.
fn whole(text: &Text) -> Passage {
    let (file, mut at) = (text.bytes(), lines::without_mark(text.bytes()).start);
    let mut script = Passage::default();
    for line in template::own_lines(text) {
        script.append(&Passage::of(file, Span::new(at, line.start.max(at))));
        at = line.end.max(at);
    }
    script.append(&Passage::of(file, Span::new(at, file.len())));
    script
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
pub(super) fn owner(kind: &str, name: &[u8]) -> String {
    let name = String::from_utf8_lossy(&name[..name.len().min(1024)]);
    format!("{kind} {}", short(&name))
}

/// Marks a script, or the line that `text` ends with, as one whose failure does not count.
fn may_fail(text: &mut Passage) {
    text.push_between(b" || true", text.whole().end);
}

/// The shell that a first line `#!…` names, where it names one.
pub(super) fn shebang(script: &[u8]) -> Option<Dialect> {
    Interpreter::of_script(script)?.dialect()
}

/// The dialect of a shell, by its program's name or path.
pub(super) fn shell(program: &[u8]) -> Option<Dialect> {
    Interpreter::named(program).dialect()
}

/// `span` without blanks at its ends.
fn trim(file: &[u8], span: Span) -> Span {
    let bytes = &file[span.range()];
    let start = span.start + bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let end = span.end - bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    Span::new(start, end.max(start))
}
