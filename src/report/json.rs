//! `portcullis/1`: the JSON that scripts read. Keys may be added, none is renamed. Edits and paths are exact.

use std::io;

use serde::Serialize;

use super::clean;
use super::place::Range;
use super::tally;
use super::view::View;
use crate::finding::{Confidence, Fix, Safety, Severity};
use crate::policy::{Decision, Standing, Verdict, Waiver};
use crate::scan::Origin;
use crate::text::{Side, Site};

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let report = Report {
        schema: "portcullis/1",
        verdict: tally::key(verdict.outcome),
        base: view.prose(&verdict.base),
        head: view.prose(&verdict.head),
        findings: verdict.decisions.iter().map(|decision| finding(view, decision)).collect(),
        unchecked: verdict
            .unchecked
            .iter()
            .map(|row| Unchecked { what: view.prose(&row.what), why: view.prose(&row.why) })
            .collect(),
        files: verdict.files,
    };
    let text = serde_json::to_string_pretty(&report)?;
    out.write_all(clean::json(&text).as_bytes())?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Report {
    schema: &'static str,
    verdict: &'static str,
    base: String,
    head: String,
    findings: Vec<Finding>,
    unchecked: Vec<Unchecked>,
    files: usize,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    severity: Severity,
    confidence: Confidence,
    #[serde(flatten)]
    place: Place,
    message: String,
    help: Option<String>,
    origin: &'static str,
    touched: bool,
    gates: bool,
    suppressed: Option<Suppressed>,
    related: Vec<Related>,
    fix: Option<Fixed>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Place {
    side: &'static str,
    path: String,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Related {
    #[serde(flatten)]
    place: Place,
    message: String,
}

#[derive(Serialize)]
struct Suppressed {
    reason: Option<String>,
    until: Option<String>,
    by: &'static str,
    path: Option<String>,
    line: Option<usize>,
    added_here: bool,
}

#[derive(Serialize)]
struct Fixed {
    title: String,
    safety: Safety,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    path: String,
    start: Position,
    end: Position,
    text: String,
}

#[derive(Serialize)]
struct Unchecked {
    what: String,
    why: String,
}

fn finding(view: &View, decision: &Decision) -> Finding {
    let judged = &decision.judged;
    let said = &judged.finding;
    Finding {
        rule: judged.rule.name,
        severity: decision.severity,
        confidence: decision.confidence,
        place: place(view, &said.at),
        message: view.prose(&said.message),
        help: said.help.as_ref().map(|help| view.prose(help)),
        origin: match judged.origin {
            Origin::Introduced => "introduced",
            Origin::Existing => "existing",
        },
        touched: judged.touched,
        gates: decision.gates(),
        suppressed: suppressed(view, &decision.standing),
        related: said
            .related
            .iter()
            .map(|(site, note)| Related { place: place(view, site), message: view.prose(note) })
            .collect(),
        fix: view.fix(said.fix.as_ref()).map(|fix| fixed(view, fix)),
        fingerprint: judged.print.to_string(),
    }
}

fn place(view: &View, site: &Site) -> Place {
    let (start, end) = positions(view.range(site));
    Place {
        side: match site.text.side() {
            Side::Base => "base",
            Side::Head => "head",
        },
        path: view.machine_path(site.text.path()),
        start,
        end,
    }
}

fn positions(range: Range) -> (Position, Position) {
    let position = |at: crate::text::Position| Position { line: at.line, column: at.column };
    (position(range.start), position(range.end))
}

fn suppressed(view: &View, standing: &Standing) -> Option<Suppressed> {
    match standing {
        Standing::Blocks | Standing::Advises => None,
        Standing::Suppressed(waiver) => Some(waived(view, waiver)),
        Standing::Baselined => {
            Some(Suppressed { reason: None, until: None, by: "baseline", path: None, line: None, added_here: false })
        }
    }
}

fn waived(view: &View, waiver: &Waiver) -> Suppressed {
    let comment = waiver.comment.as_ref();
    Suppressed {
        reason: Some(view.prose(&waiver.reason)),
        until: waiver.until.as_ref().map(|until| view.prose(until)),
        by: if comment.is_some() { "comment" } else { "policy" },
        path: comment.map(|site| view.machine_path(site.text.path())),
        line: comment.map(|site| view.range(site).start.line),
        added_here: waiver.added_here,
    }
}

fn fixed(view: &View, fix: &Fix) -> Fixed {
    let edit = |edit: &crate::finding::Edit| {
        let (start, end) = positions(view.exact(&edit.site));
        Edit { path: view.machine_path(edit.site.text.path()), start, end, text: edit.text.clone() }
    };
    Fixed { title: view.prose(&fix.title), safety: fix.safety, edits: fix.edits.iter().map(edit).collect() }
}
