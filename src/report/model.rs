//! The verdict as plain data: lines and columns instead of bytes, every text masked. `portcullis/1` is this as JSON, a review is made from
//! it, and what another run wrote is read back into it. Keys may be added, none is renamed. Edits and paths are exact.

use serde::{Deserialize, Serialize};

use super::place::Range;
use super::tally;
use super::view::{self, View};
use crate::finding::{self, Confidence, Fix, Safety, Severity};
use crate::policy::{self, Decision, How, Standing, Verdict, Waiver};
use crate::scan::Origin;
use crate::source;
use crate::text::{Side, Site, Span};

/// The longest run of lines that a fix replaces as a suggestion, in bytes.
const LONGEST_LINES: usize = 8192;

/// The version of this format.
pub const SCHEMA: &str = "portcullis/1";

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// `pass`, `fail`, `incomplete`, `overruled`.
    pub verdict: String,
    /// The base as a reader knows it.
    pub base: String,
    /// The head likewise.
    pub head: String,
    /// Sorted by path, place, rule.
    pub findings: Vec<Finding>,
    /// How many of the findings about the change `check --fix` can fix.
    #[serde(default)]
    pub fixable: Fixable,
    /// What was not looked at.
    pub unchecked: Vec<Unchecked>,
    /// How many files differ.
    pub files: usize,
    /// Who let the change pass although it is blocked.
    pub overruled: Option<Overruled>,
}

/// How many fixes can be applied, by whether somebody has to read them first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixable {
    /// By `--fix`.
    pub safe: usize,
    /// Only with `--unsafe-fixes`.
    pub r#unsafe: usize,
}

/// Who let a blocked change pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    /// The login.
    pub by: String,
    /// `label`, `approval`.
    pub how: String,
    /// The label, where it is one.
    pub label: Option<String>,
    /// The reason that they gave.
    pub why: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// After profile, place and policy.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// `head`, or `base` for what the change removes.
    pub side: SideName,
    /// From the repository's root, with `/`.
    pub path: String,
    /// The zone that the file belongs to.
    pub zone: Option<String>,
    /// Where it starts.
    pub start: Position,
    /// Behind its last character.
    pub end: Position,
    /// What is wrong here.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Whether the base had it.
    pub origin: OriginName,
    /// Whether the change edited the place.
    pub touched: bool,
    /// Whether it alone stops the change.
    pub gates: bool,
    /// Whether a review comments on it.
    pub comments: bool,
    /// Who waived it.
    pub suppressed: Option<Suppressed>,
    /// Other places of the same matter.
    pub related: Vec<Related>,
    /// The change that mends it.
    pub fix: Option<Fixed>,
    /// Its identity across runs.
    pub fingerprint: String,
}

impl Finding {
    /// Whether it is about the change: the base did not have it or the change edits its place, and nobody has waived it.
    fn is_about_the_change(&self) -> bool {
        self.suppressed.is_none() && (self.gates || self.touched || self.origin == OriginName::Introduced)
    }
}

/// How many of `findings` have a fix that can be applied.
pub(super) fn fixable(findings: &[Finding]) -> Fixable {
    let about_the_change = findings.iter().filter(|finding| finding.is_about_the_change());
    Fixable::count(about_the_change.filter_map(|finding| finding.fix.as_ref()).map(|fix| fix.safety))
}

/// A line and a column, from 1; columns count Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A side of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SideName {
    /// What stands before the change.
    Base,
    /// What stands after it.
    Head,
}

/// Whether the change brought a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginName {
    /// The base did not have it.
    Introduced,
    /// The base had it too.
    Existing,
}

/// Another place, with a word on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// Its side.
    pub side: SideName,
    /// Its path.
    pub path: String,
    /// Where it starts.
    pub start: Position,
    /// Behind its last character.
    pub end: Position,
    /// What it has to do with the finding.
    pub message: String,
}

/// Who waived a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppressed {
    /// The reason that was given.
    pub reason: Option<String>,
    /// The last day on which it counts.
    pub until: Option<String>,
    /// `comment`, `policy`, `baseline`.
    pub by: String,
    /// Where the comment stands.
    pub path: Option<String>,
    /// Its line.
    pub line: Option<usize>,
    /// Whether the change itself adds it.
    pub added_here: bool,
}

/// A fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    /// What it does, as an imperative.
    pub title: String,
    /// Whether it may be applied unread.
    pub safety: Safety,
    /// Its edits, to the character.
    pub edits: Vec<Edit>,
    /// The same as whole lines, where it is one run of lines of one file of the head.
    pub lines: Option<Lines>,
}

/// An edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The file.
    pub path: String,
    /// Where what it replaces starts.
    pub start: Position,
    /// Behind the last replaced character.
    pub end: Position,
    /// What comes to stand there.
    pub text: String,
}

/// Lines that take the place of others: what GitHub calls a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// The file.
    pub path: String,
    /// The first replaced line.
    pub first: usize,
    /// The last one.
    pub last: usize,
    /// What stands there now, without the last line end.
    pub before: String,
    /// What comes to stand there, without the last line end; nothing where the lines go.
    pub after: Option<String>,
}

/// Something that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unchecked {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// `verdict` as data.
#[must_use]
pub fn report(verdict: &Verdict) -> Report {
    of(&View::new(&verdict.redactor), verdict)
}

pub(super) fn of(view: &View, verdict: &Verdict) -> Report {
    Report {
        schema: SCHEMA.to_owned(),
        verdict: tally::key(verdict.outcome).to_owned(),
        base: view.prose(&verdict.base),
        head: view.prose(&verdict.head),
        findings: verdict.decisions.iter().map(|decision| finding(view, decision)).collect(),
        fixable: tally::fixable(verdict),
        unchecked: verdict.unchecked.iter().map(|row| unchecked(view, row)).collect(),
        files: verdict.files,
        overruled: verdict.overruled.as_ref().map(|overruled| self::overruled(view, overruled)),
    }
}

pub(super) fn unchecked(view: &View, row: &source::Unchecked) -> Unchecked {
    Unchecked { what: view.subject(&row.what), why: view.prose(&row.why) }
}

fn overruled(view: &View, overruled: &policy::Overruled) -> Overruled {
    let policy::Overruled { by, how, why } = overruled;
    let (how, label) = match how {
        How::Label(label) => ("label", Some(view.prose(label))),
        How::Approval => ("approval", None),
    };
    Overruled { by: view.prose(by), how: how.to_owned(), label, why: view.prose(why) }
}

fn finding(view: &View, decision: &Decision) -> Finding {
    let judged = &decision.judged;
    let said = &judged.finding;
    let (start, end) = positions(view.range(&said.at));
    Finding {
        rule: judged.rule.name.to_owned(),
        severity: decision.severity,
        confidence: decision.confidence,
        side: side(&said.at),
        path: view.machine_path(said.at.text.path()),
        zone: decision.zone.as_ref().map(|zone| view.prose(zone)),
        start,
        end,
        message: view.prose(&said.message),
        help: said.help.as_ref().map(|help| view.prose(help)),
        origin: match judged.origin {
            Origin::Introduced => OriginName::Introduced,
            Origin::Existing => OriginName::Existing,
        },
        touched: judged.touched,
        gates: decision.gates(),
        comments: decision.comments,
        suppressed: suppressed(view, &decision.standing),
        related: said.related.iter().map(|(site, note)| related(view, site, note)).collect(),
        fix: view.fix(said.fix.as_ref()).map(|fix| fixed(view, fix)),
        fingerprint: judged.print.to_string(),
    }
}

fn related(view: &View, site: &Site, note: &str) -> Related {
    let (start, end) = positions(view.range(site));
    let path = view.machine_path(site.text.path());
    Related { side: side(site), path, start, end, message: view.prose(note) }
}

fn side(site: &Site) -> SideName {
    match site.text.side() {
        Side::Base => SideName::Base,
        Side::Head => SideName::Head,
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
            let by = "baseline".to_owned();
            Some(Suppressed { reason: None, until: None, by, path: None, line: None, added_here: false })
        }
    }
}

fn waived(view: &View, waiver: &Waiver) -> Suppressed {
    let comment = waiver.comment.as_ref();
    Suppressed {
        reason: Some(view.prose(&waiver.reason)),
        until: waiver.until.as_ref().map(|until| view.prose(until)),
        by: if comment.is_some() { "comment" } else { "policy" }.to_owned(),
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
    Fixed {
        title: view.prose(&fix.title),
        safety: fix.safety,
        edits: fix.edits.iter().map(edit).collect(),
        lines: whole_lines(view, fix),
    }
}

/// `fix` as whole lines: one file of the head, edits that fit together, lines that are text.
fn whole_lines(view: &View, fix: &Fix) -> Option<Lines> {
    let text = &fix.edits.first()?.site.text;
    let same = fix.edits.iter().all(|edit| std::sync::Arc::ptr_eq(&edit.site.text, text));
    if !same || text.side() != Side::Head {
        return None;
    }
    let all =
        fix.edits.iter().map(|edit| view::whole_lines(text, edit.site.span).join(edit.site.span)).reduce(Span::join)?;
    // Between two edits a line may stand that none of them reads.
    if all.len() > LONGEST_LINES || view.holds_secret(text, all) {
        return None;
    }
    let after = String::from_utf8(finding::applied(text, all, &fix.edits)?).ok()?;
    let before = std::str::from_utf8(text.slice(all)).ok()?;
    let range = view.range(&Site::new(text, all));
    Some(Lines {
        path: view.machine_path(text.path()),
        first: range.start.line,
        last: range.end.line,
        before: without_end(before).to_owned(),
        after: (!after.is_empty()).then(|| without_end(&after).to_owned()),
    })
}

fn without_end(lines: &str) -> &str {
    let lines = lines.strip_suffix('\n').unwrap_or(lines);
    lines.strip_suffix('\r').unwrap_or(lines)
}
