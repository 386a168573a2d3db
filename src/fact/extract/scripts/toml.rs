//! `pyproject.toml`: the tasks of poe, pdm, hatch, taskipy and pixi.

use super::lines::{Lines, indent};
use super::posix;
use super::quoted::{self, Style};
use super::{owner, trim};
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Tables whose values are commands by name.
const TABLES: &[&str] =
    &["tool.pdm.scripts", "tool.pixi.tasks", "tool.poe.tasks", "tool.poetry-scripts.commands", "tool.taskipy.tasks"];

/// Reads every string of the tables that hold tasks, line by line: a command is one string, a task of several is a list of them.
pub(super) fn read(file: &[u8]) -> Vec<Script> {
    let mut found = Vec::new();
    let mut table: Option<Span> = None;
    let mut lines = Lines::of(file);
    let mut name = Span::default();
    while let Some(line) = lines.next() {
        let bytes = &file[line.range()];
        let content = trim(file, line);
        if bytes.starts_with(b"[") {
            let inner = &file[content.range()].trim_ascii_end();
            let is_list = inner.starts_with(b"[[");
            let header = Span::new(content.start + 1 + usize::from(is_list), content.end);
            let length = memchr::memchr(b']', &file[header.range()]).unwrap_or(header.len());
            let header = header.part(0..length);
            table = is_table(&file[header.range()]).then_some(header);
            name = header;
            continue;
        }
        let Some(header) = table.filter(|_| !content.is_empty() && file[content.start] != b'#') else { continue };
        let mut value = content;
        if indent(bytes) == 0
            && let Some(equals) = memchr::memchr(b'=', bytes)
        {
            let key = trim(file, Span::new(line.start, line.start + equals));
            // `[tool.poe.tasks.deploy]` has the command below `cmd` or `shell`.
            let is_part = matches!(&file[key.range()], b"cmd" | b"shell" | b"sequence" | b"composite");
            let is_aside = matches!(&file[key.range()], b"help" | b"env" | b"cwd" | b"args" | b"script" | b"call");
            name = if is_part { header } else { key };
            value = if is_aside { Span::empty(line.end) } else { Span::new(line.start + equals + 1, line.end) };
        }
        let end = strings(file, value, &file[name.range()], &mut found);
        if end > lines.offset() {
            lines = Lines::from(file, memchr::memchr(b'\n', &file[end..]).map_or(file.len(), |feed| end + feed + 1));
        }
    }
    found
}

fn is_table(header: &[u8]) -> bool {
    let is_of_hatch = header.starts_with(b"tool.hatch.envs.") && header.ends_with(b".scripts");
    let below =
        |table: &&str| header.strip_prefix(table.as_bytes()).is_some_and(|rest| rest.is_empty() || rest[0] == b'.');
    is_of_hatch || TABLES.iter().any(below)
}

/// The strings of a value's line that are commands; where the last of them ends.
fn strings(file: &[u8], value: Span, name: &[u8], found: &mut Vec<Script>) -> usize {
    let mut at = value.start;
    let mut key: &[u8] = b"";
    while at < value.end {
        match file[at] {
            b'#' => break,
            b'"' | b'\'' => {
                let limit = if is_triple(&file[at..]) { file.len() } else { value.end };
                let Some((text, end)) = quoted::string(&file[..limit], at, Style::Plain) else { break };
                if is_command(key) && !text.is_empty() {
                    found.push(posix(owner("task", name), text, Runner::Script));
                }
                at = end;
            }
            byte if byte.is_ascii_alphabetic() => {
                let length = file[at..value.end]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                    .count();
                key = &file[at..at + length];
                at += length;
            }
            _ => at += 1,
        }
    }
    at
}

fn is_triple(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\"\"\"") || bytes.starts_with(b"'''")
}

/// Whether an inline table's key names a command: `{ cmd = "…", help = "…" }`.
fn is_command(key: &[u8]) -> bool {
    matches!(key, b"" | b"cmd" | b"shell" | b"sequence" | b"composite" | b"chain")
}
