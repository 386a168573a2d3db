//! What a comment on a line says: how bad, which rule, what is wrong, what to do, the fix, how to let it stand.
//! It names no line of its own place, so that a finding that moves says the same.

use super::marker::Marker;
use super::quote;
use super::{Pull, suggestion};
use crate::report::model::{Finding, SideName};
use crate::report::tally::capital;
use crate::rules;

/// The most related places.
const MOST_RELATED: usize = 3;

/// GitHub takes 65,536 characters.
const LONGEST: usize = 60_000;

/// The comment on `finding`. `on` is what its lines were when a suggestion was made on them.
pub(super) fn body(finding: &Finding, id: &str, pull: &Pull, on: Option<&str>) -> String {
    let mut parts = vec![head(finding), said(finding)];
    parts.extend(fix(finding, on).filter(|fix| fix.len() < LONGEST / 2));
    parts.extend(related(finding, pull));
    parts.extend(waive(finding));
    parts.push(Marker::finding(id, on).write(&pull.category));
    parts.join("\n\n")
}

/// The comment on a finding that is no longer one.
pub(super) fn gone(old: &str, word: &str, marker: Marker, pull: &Pull) -> String {
    let old = old.replace("\r\n", "\n");
    // What was said stays below, in its own words: people may have answered to it.
    let said = old.split("\n\n").nth(1).filter(|said| !said.contains('\n') && !said.starts_with('<'));
    let marker = Marker { is_gone: true, ..marker }.write(&pull.category);
    match said {
        Some(said) => format!("{word}\n\n> {said}\n\n{marker}"),
        None => format!("{word}\n\n{marker}"),
    }
}

/// Whether two bodies say the same: their line ends may differ, and what a permalink led to yesterday it still leads to.
pub(super) fn is_same(one: &str, other: &str, pull: &Pull) -> bool {
    let blob = format!("]({}", quote::blob(pull));
    let essence = |body: &str| {
        let body = normal(body);
        let mut pieces = body.split(blob.as_str());
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |said, piece| said + "](" + piece.split_once(')').map_or(piece, |(_, rest)| rest))
    };
    essence(one) == essence(other)
}

/// A body as GitHub may give it back: other line ends, no blanks around it.
pub(super) fn normal(body: &str) -> String {
    body.replace("\r\n", "\n").trim().to_owned()
}

/// `**High** · image/latest-tag · blocks this change`.
fn head(finding: &Finding) -> String {
    let gates = if finding.gates { " · blocks this change" } else { "" };
    format!("**{}** · {}{gates}", capital(&finding.severity.to_string()), quote::rule(&finding.rule))
}

fn said(finding: &Finding) -> String {
    let mut said = quote::sentence(&finding.message);
    if finding.side == SideName::Base {
        said.push_str(" This change removes what was here.");
    }
    if let Some(help) = &finding.help {
        said.push_str(&format!("\n\n{}", quote::sentence(help)));
    }
    said
}

fn fix(finding: &Finding, on: Option<&str>) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let lines = suggestion::exact(finding).filter(|lines| on == Some(suggestion::print(lines).as_str()));
    Some(lines.map_or_else(|| suggestion::told(fix, finding), |lines| suggestion::suggested(fix, lines)))
}

fn related(finding: &Finding, pull: &Pull) -> Option<String> {
    let row = |related: &crate::report::model::Related| {
        let (first, last) = (related.start.line, related.end.line.min(related.start.line.saturating_add(10)));
        let place = match related.side {
            SideName::Head => quote::permalink(pull, &related.path, &related.path, first, last),
            SideName::Base => format!("{} before the change", quote::name(&related.path)),
        };
        format!("- {place}: {}", quote::phrase(&related.message))
    };
    let rows: Vec<String> = finding.related.iter().take(MOST_RELATED).map(row).collect();
    (!rows.is_empty()).then(|| rows.join("\n"))
}

/// How to let it stand, where a comment can: not for what is gone, what is about the gate itself, or a file without comments.
fn waive(finding: &Finding) -> Option<String> {
    let rule = rules::find(&finding.rule)?;
    let has_comments = !finding.path.ends_with(".json") && finding.side == SideName::Head;
    (has_comments && rule.family() != "gate").then(|| {
        format!(
            "<sub>To waive it, give a reason in a comment here: <code>portcullis: allow {} until YYYY-MM-DD: reason</code></sub>",
            rule.name
        )
    })
}
