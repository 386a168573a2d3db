//! What all reports count and say alike: which findings are shown where, and the verdict in a line.

use std::fmt::Write;

use super::view::View;
use crate::finding::Severity;
use crate::policy::{Decision, How, Outcome, Overruled, Standing, Verdict};
use crate::scan::Origin;
use crate::source::Unchecked;

/// What a finding is to the reader of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// It stops the change.
    Gates,
    /// It is about the change, and stops nothing.
    Advises,
    /// The change has nothing to do with it.
    Existing,
    /// The change itself waives it: a reviewer decides whether it may.
    WaivedHere,
    /// Somebody waived it before, or the baseline lists it.
    Waived,
}

impl Row {
    pub(super) fn of(decision: &Decision) -> Self {
        match &decision.standing {
            Standing::Blocks => Self::Gates,
            Standing::Advises if decision.judged.origin == Origin::Existing && !decision.judged.touched => {
                Self::Existing
            }
            Standing::Advises => Self::Advises,
            Standing::Suppressed(waiver) if waiver.added_here => Self::WaivedHere,
            Standing::Suppressed(_) | Standing::Baselined => Self::Waived,
        }
    }
}

/// The decisions that are `row`, in the order of the verdict.
pub(super) fn rows(verdict: &Verdict, row: Row) -> impl Iterator<Item = &Decision> {
    verdict.decisions.iter().filter(move |decision| Row::of(decision) == row)
}

/// The outcome as machines read it.
pub(super) fn key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Incomplete => "incomplete",
        Outcome::Overruled => "overruled",
    }
}

/// The outcome as people read it.
pub(super) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "blocked",
        Outcome::Incomplete => "incomplete",
        Outcome::Overruled => "blocked, and overruled",
    }
}

/// Who let a blocked change pass: "`octocat` let it pass, by the label `break-glass`: the site is down".
pub(super) fn overruled(view: &View, verdict: &Verdict) -> Option<String> {
    let Overruled { by, how, why } = verdict.overruled.as_ref()?;
    let how = match how {
        How::Label(label) => format!("by the label `{label}`"),
        How::Approval => "by approving it".to_owned(),
    };
    Some(view.prose(&format!("`{by}` let it pass, {how}: {why}")))
}

/// The counts: `3 findings gate (2 critical, 1 high); 1 advises, 4 existing, 1 waived; 12 files checked`.
pub(super) fn counts(verdict: &Verdict) -> String {
    let count = |row| rows(verdict, row).count();
    let mut parts = Vec::new();
    let gates = count(Row::Gates);
    if gates > 0 {
        parts.push(format!("{} ({})", number(gates, "finding gates", "findings gate"), by_severity(verdict)));
    }
    if verdict.outcome == Outcome::Incomplete {
        parts.push("something that the policy requires could not be verified".to_owned());
    }
    let rest: Vec<String> = [
        number(count(Row::Advises), "advises", "advise"),
        number(count(Row::Existing), "existing", "existing"),
        number(count(Row::Waived), "waived", "waived"),
        number(count(Row::WaivedHere), "waived by the change itself", "waived by the change itself"),
    ]
    .into_iter()
    .filter(|part| !part.starts_with("0 "))
    .collect();
    if !rest.is_empty() {
        parts.push(rest.join(", "));
    }
    if !verdict.unchecked.is_empty() {
        parts.push(format!("{} not looked at", number(verdict.unchecked.len(), "thing", "things")));
    }
    parts.push(number(verdict.files, "file checked", "files checked"));
    parts.join("; ")
}

/// `2 critical, 1 high`, of what gates.
pub(super) fn by_severity(verdict: &Verdict) -> String {
    let mut out = String::new();
    for severity in Severity::worst_first() {
        let count = rows(verdict, Row::Gates).filter(|decision| decision.severity == severity).count();
        if count > 0 {
            let separator = if out.is_empty() { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(out, "{separator}{count} {severity}");
        }
    }
    out
}

/// `1 file`, `2 files`.
pub(crate) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `text` with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// What was not looked at, alike reasons together, in the order of the verdict.
pub(super) fn unchecked(verdict: &Verdict) -> Vec<(&str, Vec<&Unchecked>)> {
    let mut index = std::collections::HashMap::new();
    let mut groups: Vec<(&str, Vec<&Unchecked>)> = Vec::new();
    for row in &verdict.unchecked {
        let at = *index.entry(row.why.as_str()).or_insert_with(|| {
            groups.push((row.why.as_str(), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(row);
    }
    groups
}
