//! From a report and what stands on the pull request already to what is to be done there.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::marker::{self, Mark};
use super::patch::Patches;
use super::place::{self, Place};
use super::threads::Threads;
use super::{Edit, Existing, Holder, Inline, NewReview, Plan, Pull, Summary, What, comment, suggestion, summary};
use crate::report::model::{Finding, Lines, Report};

/// The most findings that have a comment beside their lines; the others are reported in the summary.
const MOST_INLINE: usize = 25;

/// Whether a plan has to know the hunks of the change: a change with nothing new to comment on asks for none.
#[must_use]
pub fn needs_patches(report: &Report, existing: &Existing) -> bool {
    let mark = |body: &str| marker::read_any(body).map(|(_, marker)| marker.mark);
    let marks: Vec<Mark> = existing.threads.iter().filter_map(|thread| mark(&thread.body)).collect();
    let told: HashSet<&str> = marks.iter().filter_map(Mark::finding).collect();
    open(report).iter().any(|open| open.finding.comments && !told.contains(open.id.as_str()))
}

/// What is to be done so that the pull request says what `report` says. `refused` are findings that GitHub would not take on a line.
#[must_use]
pub fn plan(report: &Report, pull: &Pull, patches: &Patches, existing: &Existing, refused: &BTreeSet<String>) -> Plan {
    let mut plan = Plan::default();
    let mut threads = Threads::new(existing, pull);
    let mut inline = Vec::new();
    let mut listed = Vec::new();
    let mut seats = MOST_INLINE;
    for Open { finding, id } in open(report) {
        let marked = if finding.comments { threads.take(&id) } else { None };
        let is_told = if let Some(marked) = marked {
            seats = seats.saturating_sub(1);
            let is_told = marked.is_in_sight();
            marked.renew(finding, &id, pull, &mut plan);
            is_told
        } else if let Some(spot) =
            Spot::of(finding, patches).filter(|_| finding.comments && seats > 0 && !refused.contains(&id))
        {
            seats -= 1;
            inline.push(spot.comment(finding, id, pull));
            true
        } else {
            false
        };
        if !is_told {
            listed.push(finding);
        }
    }
    threads.bury(report, &mut plan);
    summarize(report, pull, &listed, inline, existing, &mut plan);
    plan
}

/// A finding that somebody has to see, with its identity.
struct Open<'r> {
    finding: &'r Finding,
    id: String,
}

/// Those that nobody has waived and that stop the change or are worth a comment, worst first, each identity once.
fn open(report: &Report) -> Vec<Open<'_>> {
    let is_open = |finding: &&Finding| finding.suppressed.is_none() && (finding.gates || finding.comments);
    let mut findings: Vec<&Finding> = report.findings.iter().filter(is_open).collect();
    findings.sort_by_key(|finding| (!finding.gates, Reverse(finding.severity), Reverse(finding.confidence)));
    let mut seen = HashSet::new();
    let open = findings.into_iter().map(|finding| Open { finding, id: marker::id(&finding.fingerprint) });
    open.filter(|open| seen.insert(open.id.clone())).collect()
}

/// Where a new comment goes, and the lines that it suggests others for.
struct Spot<'r> {
    place: Place,
    lines: Option<&'r Lines>,
}

impl<'r> Spot<'r> {
    fn of(finding: &'r Finding, patches: &Patches) -> Option<Self> {
        let lines = suggestion::placed(finding, patches);
        let place = match lines {
            Some(Lines { path, first, last, .. }) => Place { path: path.clone(), first: *first, last: *last },
            None => place::of(finding, patches)?,
        };
        Some(Self { place, lines })
    }

    fn comment(self, finding: &Finding, id: String, pull: &Pull) -> Inline {
        let Place { path, first, last } = self.place;
        let on = self.lines.map(suggestion::print);
        let body = comment::body(finding, &id, pull, on.as_deref());
        Inline { finding: id, path, line: last, start_line: (first < last).then_some(first), body }
    }
}

/// Brings the summary up to date: in its place where it has one, else with the new comments, else as a comment of its own.
fn summarize(
    report: &Report,
    pull: &Pull,
    listed: &[&Finding],
    comments: Vec<Inline>,
    existing: &Existing,
    plan: &mut Plan,
) {
    let body = summary::body(report, pull, listed);
    let is_news = summary::is_news(report, listed);
    let is_ours = |old: &&Summary| marker::is_ours(&old.body, &pull.category) == Some(Mark::Summary);
    let Some(old) = existing.summary.as_ref().filter(is_ours) else {
        if !comments.is_empty() {
            plan.review = Some(NewReview { body, comments });
        } else if is_news {
            plan.comment = Some(body);
        }
        return;
    };
    if !comments.is_empty() {
        plan.review = Some(NewReview { body: summary::pointer(comments.len(), &old.url), comments });
    }
    if comment::normal(&body) == comment::normal(&old.body) {
        return;
    }
    if old.minimized && is_news {
        plan.unminimize.push(old.id.clone());
    }
    let what = match old.holder {
        Holder::Review => What::Review,
        Holder::Comment => What::IssueComment,
    };
    plan.edits.push(Edit { id: old.id.clone(), what, body });
}
