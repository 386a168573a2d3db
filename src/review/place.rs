//! Where a finding's comment goes: lines of the head that lie in one hunk of the change.

use super::patch::Patches;
use crate::report::model::{Finding, SideName};

/// The most lines that one comment marks.
const MOST_LINES: usize = 10;

/// Lines of a file of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The part of the finding's place that the change shows; for what the change removes, the line that stands there now.
pub(super) fn of(finding: &Finding, patches: &Patches) -> Option<Place> {
    let (first, last) = lines(finding);
    if finding.side == SideName::Base {
        let (path, line) = patches.survivor(&finding.path, first, last)?;
        return Some(Place { path: path.to_owned(), first: line, last: line });
    }
    let (first, last) = patches.shown(&finding.path, first, last)?;
    Some(Place { path: finding.path.clone(), first, last: last.min(first + MOST_LINES - 1) })
}

/// The first and the last line that a finding has characters on.
pub(super) fn lines(finding: &Finding) -> (usize, usize) {
    let first = finding.start.line.max(1);
    let ends_before = finding.end.column <= 1 && finding.end.line > first;
    (first, finding.end.line.saturating_sub(usize::from(ends_before)).max(first))
}
