//! rdjsonl: one Diagnostic of the Reviewdog Diagnostic Format a line. Columns are bytes of UTF-8, from 1.
//!
//! Source: reviewdog's `proto/rdf/reviewdog.proto`.

use std::io;
use std::sync::Arc;

use serde::Serialize;

use super::at_head::{self, Placed};
use super::level::Level;
use super::link::{self, HOME};
use super::place;
use super::view::View;
use super::{clean, markdown};
use crate::finding::{self, Fix};
use crate::policy::Verdict;
use crate::text::{Side, Site, Span, Text};

/// reviewdog reads lines with Go's `bufio.Scanner`, which stops at a longer one and says nothing.
const LONGEST_LINE: usize = 60 << 10;

/// The longest text that is suggested.
const LONGEST_SUGGESTION: usize = 8192;

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    original_output: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    for placed in at_head::open(view, verdict) {
        let mut diagnostic = diagnostic(view, &placed);
        let mut line = json(&diagnostic)?;
        if line.len() > LONGEST_LINE {
            diagnostic.suggestions.clear();
            diagnostic.related_locations.clear();
            line = json(&diagnostic)?;
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn json(diagnostic: &Diagnostic) -> io::Result<String> {
    Ok(clean::json(&serde_json::to_string(diagnostic)?).into_owned())
}

fn diagnostic(view: &View, placed: &Placed<'_>) -> Diagnostic {
    let judged = &placed.decision.judged;
    let finding = &judged.finding;
    let severity = match Level::of(placed.decision) {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info => "INFO",
    };
    Diagnostic {
        // reviewdog posts it as a comment, where it is Markdown.
        message: markdown::escape::text(&at_head::all(view, finding)),
        location: Location { path: view.machine_path(placed.path), range: placed.site.as_ref().map(shown) },
        severity,
        source: Source { name: "portcullis", url: HOME },
        code: Code { value: judged.rule.name, url: link::page(judged.rule) },
        suggestions: view.fix(finding.fix.as_ref()).and_then(|fix| suggestion(view, fix)).into_iter().collect(),
        original_output: format!(
            "{}: {}: {}",
            view.origin(&finding.at),
            judged.rule.name,
            at_head::wrong(view, finding)
        ),
        related_locations: finding.related.iter().map(|(site, note)| related(view, site, note)).collect(),
    }
}

fn related(view: &View, site: &Site, note: &str) -> Related {
    let before = if site.text.side() == Side::Base { " (before the change)" } else { "" };
    let is_read = !site.text.bytes().is_empty();
    Related {
        message: format!("{}{before}", markdown::escape::text(&view.prose(note))),
        location: Location { path: view.machine_path(site.text.path()), range: is_read.then(|| shown(site)) },
    }
}

/// All edits as one: by themselves each would be half of a fix.
fn suggestion(view: &View, fix: &Fix) -> Option<Suggestion> {
    let text = &fix.edits.first()?.site.text;
    let same = fix.edits.iter().all(|edit| Arc::ptr_eq(&edit.site.text, text));
    let all = fix.edits.iter().map(|edit| edit.site.span).reduce(Span::join)?;
    let written: usize = fix.edits.iter().map(|edit| edit.text.len()).sum();
    if !same || text.side() != Side::Head || all.len() + written > LONGEST_SUGGESTION || view.holds_secret(text, all) {
        return None;
    }
    let written = String::from_utf8(finding::applied(text, all, &fix.edits)?).ok()?;
    let range = range(&Site::new(text, all));
    // Without columns it would be about whole lines.
    let is_exact = range.start.column.is_some() && range.end.column.is_some();
    is_exact.then_some(Suggestion { range, text: written })
}

/// A place, without a line end at its end.
fn shown(site: &Site) -> Range {
    range(&site.with_span(place::without_line_end(&site.text, site.span)))
}

fn range(site: &Site) -> Range {
    let (start, end) = (position(&site.text, site.span.start), position(&site.text, site.span.end));
    // Both columns or none: with one alone the format says nothing.
    let exact = start.column.is_some() && end.column.is_some();
    let of = |position: Position| Position { column: position.column.filter(|_| exact), ..position };
    Range { start: of(start), end: of(end) }
}

/// The bytes before `offset` on its line, and one; nothing where the line's own start is not known.
fn position(text: &Text, offset: usize) -> Position {
    let offset = offset.min(text.bytes().len());
    let line = text.lines().line(offset);
    let before = text.before();
    let is_cut = line == 1 && before.columns > 0;
    let column = offset - text.lines().span(line).start + 1;
    Position { line: line + before.lines, column: (!is_cut).then_some(column) }
}
