//! One page for the reviewer who would rather look than read. It holds all that it needs and asks nobody for anything; without its
//! script everything still stands there.

mod card;
mod escape;
mod facets;
mod frame;
mod head;
mod line;
mod status;

use std::cmp::Reverse;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use self::escape::{code, prose, text};
use self::frame::Frames;
use self::status::Status;
use super::link;
use super::tally;
use super::view::View;
use crate::policy::{Decision, Outcome, Verdict};
use crate::rule::Rule;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const KEYS: &str = include_str!("keys.html");

/// How many bytes of findings are written, the worst first: a browser opens that at once.
const BUDGET: usize = 3 << 20;

/// How many names of what was not looked at are written for one reason, and how many reasons.
const MOST_NAMES: usize = 100;
const MOST_REASONS: usize = 100;

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let title = head::title(view, verdict);
    let outcome = tally::key(verdict.outcome);
    write!(out, "<!doctype html>\n<html lang=\"en\" data-verdict=\"{outcome}\">\n<head>\n<meta charset=\"utf-8\">\n")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy())?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        out,
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">"
    )?;
    writeln!(out, "<link rel=\"icon\" href=\"{}\">\n<title>{title}</title>", icon(verdict.outcome))?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<header><p class=\"brand\">Portcullis</p>{KEYS}{}</header>", head::header(view, verdict))?;
    let findings = Page::new(view, verdict);
    writeln!(out, "<div class=\"page\">{}<main id=\"findings\">", findings.panel())?;
    for status in &status::ALL {
        out.write_all(findings.section(status).as_bytes())?;
    }
    out.write_all(findings.nothing().as_bytes())?;
    out.write_all(unchecked(view, verdict).as_bytes())?;
    out.write_all(rules(&findings.shown()).as_bytes())?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "</main></div>\n<footer>Portcullis {version}</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

/// Only this page's own style and script run, whatever stands in it.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// A dot of the verdict's colour, for the browser's tab.
fn icon(outcome: Outcome) -> String {
    let color = match outcome {
        Outcome::Pass => "2f7d4f",
        Outcome::Fail => "b4322a",
        Outcome::Incomplete | Outcome::Overruled => "b07d12",
    };
    format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
         %3Ccircle cx='8' cy='8' r='7' fill='%23{color}'/%3E%3C/svg%3E"
    )
}

/// The findings, those that fit drawn.
struct Page<'a> {
    view: &'a View,
    verdict: &'a Verdict,
    /// For each part: its findings, the worst first, and the HTML of the first of them.
    parts: Vec<(Vec<&'a Decision>, Vec<String>)>,
}

impl<'a> Page<'a> {
    fn new(view: &'a View, verdict: &'a Verdict) -> Self {
        let frames = Frames::new(view, verdict);
        let mut room = BUDGET;
        let parts = status::ALL.iter().map(|status| {
            let mut decisions: Vec<&Decision> = tally::rows(verdict, status.row).collect();
            decisions.sort_by_key(|decision| Reverse(decision.severity));
            let mut cards = Vec::new();
            for decision in &decisions {
                let card = card::card(view, &frames, decision);
                // What comes after the first that does not fit is not drawn: it is no worse.
                let Some(rest) = room.checked_sub(card.len()) else { break };
                room = rest;
                cards.push(card);
            }
            (decisions, cards)
        });
        let parts = parts.collect();
        Self { view, verdict, parts }
    }

    /// The findings that are drawn.
    fn shown(&self) -> Vec<&'a Decision> {
        self.parts.iter().flat_map(|(decisions, cards)| decisions.iter().take(cards.len()).copied()).collect()
    }

    fn section(&self, status: &Status) -> String {
        let at = status::ALL.iter().position(|other| other.key == status.key).unwrap_or_default();
        let (decisions, cards) = &self.parts[at];
        if decisions.is_empty() {
            return String::new();
        }
        let (key, title, count) = (status.key, status.title, decisions.len());
        let intro =
            if status.intro.is_empty() { String::new() } else { format!("<p class=\"intro\">{}</p>", status.intro) };
        let left_out = match count - cards.len() {
            0 => String::new(),
            more => format!("<p class=\"more\">{}</p>", left_out(more, cards.is_empty())),
        };
        let inner = format!("{intro}{}{left_out}", cards.concat());
        let heading = format!("<h2>{title} <b>{count}</b></h2>");
        if status.folded {
            format!(
                "<section id=\"{key}\"><details class=\"fold\"><summary>{heading}</summary>{inner}</details></section>\n"
            )
        } else {
            format!("<section id=\"{key}\">{heading}{inner}</section>\n")
        }
    }

    /// The counts and filters; nothing where there is nothing to filter.
    fn panel(&self) -> String {
        if self.verdict.decisions.is_empty() {
            return String::new();
        }
        format!(
            "<aside aria-label=\"Filter\"><details class=\"panel\" open><summary>Filter</summary>\
             <form><label class=\"search\" hidden><span>Search</span><input type=\"search\" autocomplete=\"off\" spellcheck=\"false\" \
             placeholder=\"Search\"><kbd>/</kbd></label>{}</form></details>\
             <p class=\"matches\" aria-live=\"polite\"></p></aside>",
            facets::facets(self.view, self.verdict)
        )
    }

    /// What stands where no finding does, now or under a filter.
    fn nothing(&self) -> &'static str {
        if self.verdict.decisions.is_empty() {
            "<p class=\"nothing\">No findings.</p>\n"
        } else {
            "<p class=\"nothing\" id=\"nothing\" hidden>No matches. <button type=\"button\" id=\"clear\">Show everything</button></p>\n"
        }
    }
}

fn left_out(more: usize, all: bool) -> String {
    let left = match all {
        true => tally::number(more, "finding is", "findings are"),
        false => tally::number(more, "more finding is", "more findings are"),
    };
    format!(
        "{left} left out, the least severe first, to keep this page small. The JSON and SARIF reports list them all."
    )
}

fn unchecked(view: &View, verdict: &Verdict) -> String {
    let groups = tally::unchecked(&verdict.unchecked);
    if groups.is_empty() {
        return String::new();
    }
    let count = verdict.unchecked.len();
    let mut rows = String::new();
    for (why, things) in groups.iter().take(MOST_REASONS) {
        let names: Vec<String> = things.iter().take(MOST_NAMES).map(|row| code(&view.subject(&row.what))).collect();
        let more = match things.len() - names.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        rows.push_str(&format!("<dt>{}{more}</dt><dd>{}</dd>", names.join(", "), prose(&view.prose(why))));
    }
    if groups.len() > MOST_REASONS {
        let more: usize = groups[MOST_REASONS..].iter().map(|(_, things)| things.len()).sum();
        rows.push_str(&format!("<dt>and {more} more</dt>"));
    }
    // Where that is what the verdict is about, it is not folded.
    let open = if verdict.outcome == Outcome::Incomplete { " open" } else { "" };
    format!(
        "<section id=\"unchecked\"><details class=\"fold\"{open}><summary><h2>Not checked <b>{count}</b></h2></summary>\
         <dl>{rows}</dl></details></section>\n"
    )
}

/// What the rules that speak are about.
fn rules(shown: &[&Decision]) -> String {
    let mut rules: Vec<&Rule> = shown.iter().map(|decision| decision.judged.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    if rules.is_empty() {
        return String::new();
    }
    let rule = |rule: &Rule| {
        let page = rule.page();
        let why: String = page
            .why()
            .unwrap_or_default()
            .split("\n\n")
            .filter(|paragraph| !paragraph.is_empty())
            .map(|paragraph| format!("<p>{}</p>", prose(&paragraph.replace('\n', " "))))
            .collect();
        format!(
            "<div id=\"{}\"><dt>{}</dt><dd><p class=\"sum\">{}</p>{why}<p><a href=\"{}\" rel=\"noreferrer noopener\">Rule documentation</a></p></dd></div>",
            card::rule_id(rule.name),
            code(rule.name),
            prose(&page.summary),
            text(&link::page(rule)),
        )
    };
    let count = rules.len();
    let rules: String = rules.into_iter().map(rule).collect();
    format!(
        "<section id=\"rules\"><details class=\"fold\"><summary><h2>About these rules <b>{count}</b></h2></summary>\
         <dl>{rules}</dl></details></section>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::STYLE;
    use crate::finding::Severity;

    #[test]
    fn each_severity_has_its_colour() {
        for severity in Severity::ALL {
            for rule in [
                format!("--{severity}:"),
                format!(".bar .{severity} "),
                format!(".facet[data-severity=\"{severity}\"]"),
            ] {
                assert!(STYLE.contains(&rule), "{rule}");
            }
        }
    }
}
