//! Justfiles: what each recipe runs. (<https://just.systems/man/en/>)

use std::collections::HashMap;

use super::lines::{Lines, indent};
use super::quoted::{self, Style};
use super::{owner, posix, shebang, shell, trim};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// The variables that are assigned one string.
type Variables<'a> = HashMap<&'a [u8], Vec<u8>>;

/// Reads the recipes, and the commands between backticks that variables are assigned from.
pub(super) fn read(file: &[u8]) -> Vec<Script> {
    let (mut found, mut variables, mut dialect) = (Vec::new(), Variables::new(), Dialect::Posix);
    let mut recipes: Vec<(Span, Vec<Span>)> = Vec::new();
    let mut in_recipe = false;
    for line in Lines::of(file) {
        let bytes = &file[line.range()];
        let content = trim(file, line);
        if indent(bytes) > 0 || content.is_empty() {
            if let Some((_, body)) = recipes.last_mut().filter(|_| in_recipe) {
                body.push(line);
            }
            continue;
        }
        if matches!(bytes[0], b'#' | b'[') {
            continue;
        }
        in_recipe = false;
        if let Some(at) = memchr::memmem::find(bytes, b":=") {
            let name = bytes[..at].trim_ascii();
            let value = trim(file, Span::new(line.start + at + 2, line.end));
            if name == b"set shell" || name == b"set windows-shell" {
                dialect = set_shell(file, value).filter(|_| name == b"set shell").unwrap_or(dialect);
            } else if !name.starts_with(b"set ") && !name.starts_with(b"alias ") {
                let name = name.strip_prefix(b"export ").unwrap_or(name).trim_ascii();
                assign(file, name, value, &mut variables, &mut found);
            }
        } else if memchr::memchr(b':', bytes).is_some() {
            let start = line.start + usize::from(bytes[0] == b'@');
            let name = file[start..line.end].iter().take_while(|byte| is_name(**byte)).count();
            in_recipe = name > 0;
            recipes.push((Span::new(start, start + name), Vec::new()));
        }
    }
    let mut budget = (4 * file.len()).saturating_add(1 << 16);
    let recipes = recipes.iter().filter_map(|(name, body)| recipe(file, *name, body, dialect, &variables, &mut budget));
    found.extend(recipes);
    found
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// `["pwsh", "-c"]`
fn set_shell(file: &[u8], value: Span) -> Option<Dialect> {
    let quote = file[value.range()].iter().position(|byte| matches!(byte, b'"' | b'\''))?;
    shell(quoted::string(&file[..value.end], value.start + quote, Style::Plain)?.0.bytes())
}

/// `"text"`, or a command between backticks. Anything else is not known.
fn assign<'a>(file: &'a [u8], name: &'a [u8], value: Span, variables: &mut Variables<'a>, found: &mut Vec<Script>) {
    let bytes = &file[value.range()];
    if let Some(command) = bytes.strip_prefix(b"`") {
        let width = if bytes.starts_with(b"```") { 3 } else { 1 };
        let length = memchr::memchr(b'`', &command[width - 1..]).unwrap_or(command.len() + 1 - width);
        let command = value.part(width..width + length);
        found.push(posix(owner("variable", name), Passage::of(file, command), Runner::Script));
    }
    // A name that is assigned twice is not known.
    let is_whole = |(_, end): &(Passage, usize)| *end == value.end && bytes.len() > 1 && bytes.first() == bytes.last();
    let text = quoted::string(&file[..value.end], value.start, Style::Plain).filter(is_whole);
    if let Some((text, _)) = text.filter(|_| !bytes.starts_with(b"'''") && !bytes.starts_with(b"\"\"\""))
        && variables.insert(name, text.bytes().to_vec()).is_some()
    {
        variables.remove(name);
    }
}

fn recipe(
    file: &[u8],
    name: Span,
    body: &[Span],
    dialect: Dialect,
    variables: &Variables<'_>,
    budget: &mut usize,
) -> Option<Script> {
    let first = body.iter().find(|line| !trim(file, **line).is_empty())?;
    let own = indent(&file[first.range()]);
    let content = |line: &Span| Span::new(line.start + own.min(indent(&file[line.range()])), line.end);
    let start = &file[content(first).range()];
    let script = shebang(start);
    if script.is_none() && start.starts_with(b"#!") {
        return None;
    }
    let mut text = Passage::default();
    let mut continues = false;
    for line in body {
        let mut span = content(line);
        let bytes = &file[span.range()];
        let marks = bytes.iter().take_while(|byte| matches!(byte, b'@' | b'-')).count();
        let is_marked = script.is_none() && !continues;
        if is_marked {
            span.start += marks;
        }
        expand(file, span, variables, budget, &mut text);
        continues = bytes.ends_with(b"\\");
        if is_marked && !continues && bytes[..marks].contains(&b'-') {
            text.push_between(b" || true", span.end);
        }
        text.push_between(b"\n", span.end);
    }
    let owner = owner("recipe", &file[name.range()]);
    Some(Script { owner, text, dialect: script.unwrap_or(dialect), runner: Runner::Script })
}

/// Adds a line with what `{{…}}` stands for; what is not known reads as a shell's variable. `{{{{` is two braces.
fn expand(file: &[u8], span: Span, variables: &Variables<'_>, budget: &mut usize, text: &mut Passage) {
    let mut at = span.start;
    while let Some(found) = memchr::memmem::find(&file[at..span.end], b"{{") {
        let open = at + found;
        text.append(&Passage::of(file, Span::new(at, open)));
        if file[open..span.end].starts_with(b"{{{{") {
            text.push_for(b"{{", Span::new(open, open + 4));
            at = open + 4;
            continue;
        }
        let close = memchr::memmem::find(&file[open..span.end], b"}}").map_or(span.end, |close| open + close + 2);
        let inside = file[open + 2..close].strip_suffix(b"}}").unwrap_or(&file[open + 2..close]).trim_ascii();
        match variables.get(inside).filter(|value| value.len() <= *budget) {
            Some(value) => {
                *budget -= value.len();
                text.push_for(value, Span::new(open, close));
            }
            None => text.push_open(inside, Span::new(open, close)),
        }
        at = close;
    }
    text.append(&Passage::of(file, Span::new(at, span.end)));
}
