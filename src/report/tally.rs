//! What all reports count and say alike: which findings are shown where, and the verdict in a line.

use std::fmt::Write;

use super::model::Fixable;
use super::view::View;
use crate::finding::{Safety, Severity};
use crate::policy::{Decision, How, Outcome, Overruled, Standing, Verdict};
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
            Standing::Advises if decision.is_about_the_change() => Self::Advises,
            Standing::Advises => Self::Existing,
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
        Outcome::Overruled => "blocked, but overruled",
    }
}

/// Who let a blocked change pass: "`octocat` allowed this change with the label `break-glass`: the site is down".
pub(super) fn overruled(view: &View, verdict: &Verdict) -> Option<String> {
    let Overruled { by, how, why } = verdict.overruled.as_ref()?;
    let how = match how {
        How::Label(label) => format!("with the label `{label}`"),
        How::Approval => "by approving it".to_owned(),
    };
    Some(view.prose(&format!("`{by}` allowed this change {how}: {why}")))
}

/// The counts: `3 findings block this change (2 critical, 1 high); 1 is advisory, 4 already existed; 12 files checked`.
pub(super) fn counts(verdict: &Verdict) -> String {
    let blocking = rows(verdict, Row::Gates).count();
    let mut parts = Vec::new();
    if blocking > 0 {
        let findings = number(blocking, "finding blocks", "findings block");
        parts.push(format!("{findings} this change ({})", by_severity(verdict)));
    }
    if verdict.outcome == Outcome::Incomplete {
        parts.push("something the policy requires could not be verified".to_owned());
    }
    let rest = others(verdict);
    if !rest.is_empty() {
        parts.push(rest.join(", "));
    } else if parts.is_empty() {
        parts.push("no findings".to_owned());
    }
    parts.push(number(verdict.files, "file checked", "files checked"));
    parts.extend(fixable(verdict).sentence("--fix"));
    parts.join("; ")
}

/// How many of the findings about the change have a fix that can be applied.
pub(super) fn fixable(verdict: &Verdict) -> Fixable {
    let fixes = verdict.decisions.iter().filter_map(Decision::fix);
    Fixable::count(fixes.map(|fix| fix.safety))
}

impl Fixable {
    /// So many of each.
    pub(super) fn count(fixes: impl Iterator<Item = Safety>) -> Self {
        fixes.fold(Self::default(), |so_far, safety| match safety {
            Safety::Safe => Self { safe: so_far.safe + 1, ..so_far },
            Safety::Unsafe => Self { r#unsafe: so_far.r#unsafe + 1, ..so_far },
        })
    }

    /// ``3 can be fixed with `--fix`, 1 more with `--unsafe-fixes` ``, where `fix` is how the reader asks for it; nothing where there
    /// is none.
    pub(crate) fn sentence(self, fix: &str) -> Option<String> {
        match (self.safe, self.r#unsafe) {
            (0, 0) => None,
            (safe, 0) => Some(format!("{safe} can be fixed with `{fix}`")),
            (0, others) => Some(format!("{others} can be fixed with `{fix} --unsafe-fixes`")),
            (safe, others) => Some(format!("{safe} can be fixed with `{fix}`, {others} more with `--unsafe-fixes`")),
        }
    }
}

/// What does not block the change, and what was not checked: `1 is advisory`, `4 already existed`. The first one names what is counted.
pub(super) fn others(verdict: &Verdict) -> Vec<String> {
    let words = [
        (Row::Advises, "is advisory", "are advisory"),
        (Row::Existing, "already existed", "already existed"),
        (Row::Waived, "is waived", "are waived"),
        (Row::WaivedHere, "is waived by this change", "are waived by this change"),
    ];
    let mut is_named = rows(verdict, Row::Gates).next().is_some();
    let mut parts = Vec::new();
    for (row, one, many) in words {
        let count = rows(verdict, row).count();
        if count > 0 {
            let noun = if is_named { "" } else { "finding " };
            let nouns = if is_named { "" } else { "findings " };
            parts.push(number(count, &format!("{noun}{one}"), &format!("{nouns}{many}")));
            is_named = true;
        }
    }
    if !verdict.unchecked.is_empty() {
        parts.push(number(verdict.unchecked.len(), "item was not checked", "items were not checked"));
    }
    parts
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

/// What was not looked at, alike reasons together, in the order of the rows.
pub(super) fn unchecked(rows: &[Unchecked]) -> Vec<(&str, Vec<&Unchecked>)> {
    let mut index = std::collections::HashMap::new();
    let mut groups: Vec<(&str, Vec<&Unchecked>)> = Vec::new();
    for row in rows {
        let at = *index.entry(row.why.as_str()).or_insert_with(|| {
            groups.push((row.why.as_str(), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(row);
    }
    groups
}
