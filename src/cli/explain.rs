//! `portcullis explain RULE`: a rule's page, as Markdown in a pipe, for the eye on a terminal.

use std::io::{self, IsTerminal, Write};

use super::args::Color;
use super::failure::Failure;
use crate::rule::page;
use crate::rules;

const BOLD: &str = "\u{1b}[1m";
const CYAN: &str = "\u{1b}[36m";
const GREEN: &str = "\u{1b}[32m";
const RED: &str = "\u{1b}[31m";
const YELLOW: &str = "\u{1b}[33m";
const RESET: &str = "\u{1b}[0m";

/// How alike a rule's name must be to be offered.
const ALIKE: f64 = 0.6;

/// Shows the page of the rule `name`.
pub(super) fn run(name: &str, color: Color, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(rule) = rules::find(name) else { return Err(unknown(name)) };
    let markdown = page::render(rule);
    let for_the_eye = color == Color::Always || (color == Color::Auto && io::stdout().is_terminal());
    let text = if for_the_eye { painted(&markdown) } else { markdown };
    Ok(out.write_all(text.as_bytes())?)
}

fn unknown(name: &str) -> Failure {
    let listed = "`portcullis rules` lists them all";
    if rules::is_known(name) {
        return Failure::usage(format!("rule `{name}` is planned, not implemented yet"))
            .help("a policy can already refer to it; the setting takes effect once the rule exists");
    }
    if let Some(family) = rules::family(name) {
        let built: Vec<_> = family.rules().map(|rule| rule.name).collect();
        let failure = Failure::usage(format!("`{name}` is a rule family"));
        return match built.is_empty() {
            true => failure.help("none of them is implemented yet"),
            false => failure.help(format!("pick one of them: {}", built.join(", "))),
        };
    }
    let failure = Failure::usage(format!("there is no rule `{name}`"));
    match nearest(name) {
        Some(near) => failure.help(format!("did you mean `{near}`? {listed}")),
        None => failure.help(listed),
    }
}

/// The rule whose name, with or without its family, is most like `name`.
fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |known: &str| {
        let tail = known.split_once('/').map_or(known, |(_, tail)| tail);
        strsim::normalized_damerau_levenshtein(name, known).max(strsim::normalized_damerau_levenshtein(name, tail))
    };
    let near = rules::all().map(|rule| (likeness(rule.name), rule.name));
    near.filter(|(alike, _)| *alike >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// The Markdown of a page as text for a terminal: headings and emphasis as such, blocks of code set in, a diff in its colours.
fn painted(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() * 2);
    let mut block: Option<&str> = None;
    for line in markdown.split_terminator('\n') {
        if let Some(info) = line.strip_prefix("```") {
            block = if block.is_some() { None } else { Some(info) };
            continue;
        }
        match block {
            Some("diff") => paint(&mut out, diff_color(line), &format!("    {line}")),
            Some(_) => paint(&mut out, caret_color(line), &format!("    {line}")),
            None => match line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
                Some(heading) => paint(&mut out, BOLD, heading),
                None => out.push_str(&inline(line)),
            },
        }
        out.push('\n');
    }
    out
}

fn paint(out: &mut String, color: &str, text: &str) {
    let reset = if color.is_empty() { "" } else { RESET };
    out.extend([color, text, reset]);
}

fn diff_color(line: &str) -> &'static str {
    match line.as_bytes().first() {
        Some(b'+') => GREEN,
        Some(b'-') => RED,
        _ => caret_color(line),
    }
}

/// A line of carets says what the gate says.
fn caret_color(line: &str) -> &'static str {
    if line.trim_start().starts_with('^') { YELLOW } else { "" }
}

/// `**strong**` and `code` of a line of prose. A mark without a partner stays as it is.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['`', '*']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (mark, color) = if from.starts_with('`') { ("`", CYAN) } else { ("**", BOLD) };
        let inner = from.strip_prefix(mark).and_then(|after| after.split_once(mark));
        match inner {
            Some((text, after)) if !text.is_empty() => {
                paint(&mut out, color, text);
                rest = after;
            }
            _ => {
                out.push_str(&from[..1]);
                rest = &from[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{inline, nearest, painted};

    #[test]
    fn a_page_is_set_for_the_eye() {
        let page = "# image/x\n\n**Severity** high\n\n```diff\n a\n-b\n+c\n ^ why\n```\n";
        let shown = painted(page);
        assert_eq!(
            shown,
            "\u{1b}[1mimage/x\u{1b}[0m\n\n\u{1b}[1mSeverity\u{1b}[0m high\n\n     a\n\u{1b}[31m    -b\u{1b}[0m\n\u{1b}[32m    +c\u{1b}[0m\n\u{1b}[33m     ^ why\u{1b}[0m\n"
        );
    }

    #[test]
    fn a_lone_mark_stays() {
        assert_eq!(inline("2 * 3 ** `x"), "2 * 3 ** `x");
        assert_eq!(inline("a `b` c"), "a \u{1b}[36mb\u{1b}[0m c");
        assert_eq!(inline("``"), "``");
    }

    #[test]
    fn names_are_found_without_their_family() {
        assert_eq!(nearest("image/latest"), Some("image/latest-tag"));
        assert_eq!(nearest("latest-tag"), Some("image/latest-tag"));
        assert_eq!(nearest("lastest-tag"), Some("image/latest-tag"));
        assert_eq!(nearest("quux"), None);
    }
}
