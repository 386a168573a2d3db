//! Makefiles: what the recipe of each target runs. (<https://www.gnu.org/software/make/manual/make.html#Recipes>)

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Lines, indent};
use super::make_variables::{Variables, assignment, shell_calls, top_level};
use super::{owner, posix, shell, trim};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Reads the recipes, the commands that variables are assigned from, and the canned recipes that recipes call.
pub(super) fn read(file: &[u8]) -> Vec<Script> {
    let mut parts = Parts::read(file);
    let mut found = Vec::new();
    let mut called = BTreeSet::new();
    let dialect = parts.variables.value(b"SHELL").and_then(|value| shell(value.trim_ascii())).unwrap_or_default();
    for (name, value) in &parts.assigned {
        let name = &file[name.range()];
        for call in shell_calls(file, *value) {
            let mut text = Passage::default();
            parts.variables.expand(file, call, name, &mut text);
            found.push(posix(owner("variable", name), text, Runner::Script));
        }
    }
    for rule in &parts.rules {
        let target = &file[rule.target.range()];
        let mut text = Passage::default();
        for line in &rule.lines {
            recipe_line(file, line, target, &mut parts.variables, &mut called, &mut text);
        }
        if !text.is_empty() {
            found.push(Script { owner: owner("target", target), text, dialect, runner: Runner::Script });
        }
    }
    for name in called {
        if let Some(lines) = parts.defines.get(name) {
            found.push(define(file, name, lines, dialect, &mut parts.variables));
        }
    }
    found
}

/// A canned recipe. What it calls in turn is not followed.
fn define(file: &[u8], name: &[u8], lines: &[Span], dialect: Dialect, variables: &mut Variables<'_>) -> Script {
    let mut text = Passage::default();
    for line in lines {
        recipe_line(file, std::slice::from_ref(line), b"", variables, &mut BTreeSet::new(), &mut text);
    }
    Script { owner: owner("define", name), text, dialect, runner: Runner::Script }
}

/// Adds one line of a recipe, which may be continued over several of the file.
fn recipe_line<'a>(
    file: &'a [u8],
    line: &[Span],
    target: &[u8],
    variables: &mut Variables<'_>,
    called: &mut BTreeSet<&'a [u8]>,
    text: &mut Passage,
) {
    let mut whole = Passage::default();
    for span in line {
        variables.expand(file, *span, target, &mut whole);
    }
    let (start, ignores) = without_prefix(whole.bytes());
    if start == whole.len() {
        return;
    }
    called.extend(line.first().and_then(|span| call(&file[span.range()])));
    let end = line.last().map_or(0, |span| span.end);
    text.append(&whole.slice(start..whole.len()));
    if ignores {
        text.push_between(b" || true", end);
    }
    text.push_between(b"\n", end);
}

/// Where the command starts behind `@`, `-` and `+`, and whether its failure is ignored. A variable that is glued to the command holds
/// such a prefix too: `$(Q)docker build`.
fn without_prefix(line: &[u8]) -> (usize, bool) {
    let mut ignores = false;
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        match byte {
            b'-' => ignores = true,
            b'@' | b'+' | b' ' | b'\t' => {}
            b'$' if line[at..].starts_with(b"${") => {
                let name =
                    line[at + 2..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
                let after = line.get(at + 2 + name..).unwrap_or_default();
                let is_glued = after.len() > 1 && after[0] == b'}' && after[1].is_ascii_lowercase();
                return (if is_glued { at + name + 3 } else { at }, ignores);
            }
            _ => break,
        }
        at += 1;
    }
    (at, ignores)
}

/// The name that a recipe's line calls: `$(name)`, `$(call name,…)`.
fn call(line: &[u8]) -> Option<&[u8]> {
    let start = line.iter().position(|byte| !matches!(byte, b'@' | b'-' | b'+' | b' ' | b'\t'))?;
    let inside = line[start..].strip_prefix(b"$(").or_else(|| line[start..].strip_prefix(b"${"))?;
    let name = inside.strip_prefix(b"call ").unwrap_or(inside).trim_ascii_start();
    let length = name.iter().position(|byte| matches!(byte, b',' | b')' | b'}' | b' '))?;
    Some(&name[..length])
}

/// A rule and its recipe.
struct Rule {
    target: Span,
    /// Each line of the recipe, as the lines of the file that it is continued over, without their prefix.
    lines: Vec<Vec<Span>>,
}

/// A Makefile, cut up.
struct Parts<'a> {
    variables: Variables<'a>,
    /// What is assigned to which name.
    assigned: Vec<(Span, Span)>,
    rules: Vec<Rule>,
    defines: BTreeMap<&'a [u8], Vec<Span>>,
}

impl<'a> Parts<'a> {
    fn read(file: &'a [u8]) -> Self {
        let (variables, defines) = (Variables::of(file), BTreeMap::new());
        let mut parts = Self { variables, assigned: Vec::new(), rules: Vec::new(), defines };
        let mut prefix = b'\t';
        let mut lines = Lines::of(file);
        let mut has_rule = false;
        while let Some(line) = lines.next() {
            let bytes = &file[line.range()];
            if has_rule && bytes.first() == Some(&prefix) {
                let line = continued(file, Span::new(line.start + 1, line.end), &mut lines, Some(prefix));
                parts.rules.last_mut().map(|rule| rule.lines.push(line)).unwrap_or_default();
                continue;
            }
            let content = Span::new(line.start + indent(bytes), line.end);
            let bytes = &file[content.range()];
            if bytes.is_empty() || bytes.starts_with(b"#") || is_conditional(bytes) {
                continue;
            }
            let name = bytes.strip_prefix(b"override ").unwrap_or(bytes);
            if let Some(name) = name.strip_prefix(b"define ") {
                parts.define(name, &mut lines);
                has_rule = false;
                continue;
            }
            let logical = continued(file, content, &mut lines, None);
            let end = logical.last().map_or(content.end, |last| last.end);
            if let Some(assigned) = assignment(file, Span::new(content.start, end)) {
                if &file[assigned.name.range()] == b".RECIPEPREFIX" {
                    prefix = file[assigned.value.range()].first().copied().unwrap_or(b'\t');
                }
                parts.variables.assign(&assigned);
                parts.assigned.push((assigned.name, assigned.value));
                has_rule = false;
            } else {
                has_rule = parts.rule(file, content, Span::new(content.start, end));
            }
        }
        parts
    }

    /// `target …: prerequisites ; command`. A variable of a target is no rule.
    fn rule(&mut self, file: &[u8], first: Span, whole: Span) -> bool {
        let Some(colon) = top_level(&file[first.range()], b':') else { return false };
        let after = Span::new(first.start + colon + 1, whole.end);
        let semicolon = memchr::memchr(b';', &file[after.range()]).map(|at| after.start + at);
        let prerequisites = Span::new(after.start, semicolon.unwrap_or(after.end));
        if assignment(file, trim(file, prerequisites)).is_some() {
            return false;
        }
        let target = trim(file, Span::new(first.start, first.start + colon));
        let command = semicolon.map(|at| vec![trim(file, Span::new(at + 1, after.end))]);
        self.rules.push(Rule { target, lines: command.into_iter().collect() });
        true
    }

    /// The lines up to `endef`.
    fn define(&mut self, name: &'a [u8], lines: &mut Lines<'a>) {
        let file = self.variables.file();
        let length =
            name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b':' | b'+' | b'?'));
        let name = &name[..length.unwrap_or(name.len())];
        let mut body = Vec::new();
        for line in lines.by_ref() {
            let content = trim(file, line);
            if file[content.range()].starts_with(b"endef") {
                break;
            }
            // Continuations stay in the text: the lines are read as one script.
            body.push(Span::new(line.start + indent(&file[line.range()]), line.end));
        }
        self.variables.hide(name);
        self.defines.insert(name, body);
    }
}

/// A line with those that it is continued over: each with its line end but the last; a recipe's prefix in front of them is dropped.
fn continued(file: &[u8], first: Span, lines: &mut Lines<'_>, prefix: Option<u8>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut line = first;
    loop {
        let backslashes = file[line.range()].iter().rev().take_while(|byte| **byte == b'\\').count();
        let next = lines.offset();
        if backslashes % 2 == 0 || next >= file.len() {
            found.push(line);
            return found;
        }
        found.push(Span::new(line.start, next));
        let Some(following) = lines.next() else { return found };
        let drops = prefix.is_some() && file.get(following.start).copied() == prefix && !following.is_empty();
        line = Span::new(following.start + usize::from(drops), following.end);
    }
}

fn is_conditional(line: &[u8]) -> bool {
    let words: [&[u8]; 11] = [
        b"ifeq", b"ifneq", b"ifdef", b"ifndef", b"else", b"endif", b"include", b"-include", b"sinclude", b"vpath",
        b"unexport",
    ];
    let length = line.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'(')).unwrap_or(line.len());
    words.contains(&&line[..length])
}
