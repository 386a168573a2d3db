//! What other tools were told to let pass: markers on a secret's line, and entries of `.gitleaksignore`.

use std::collections::BTreeMap;

use super::file::Comments;
use super::markers::{self, Marker};
use super::verdict::Waiver;
use super::{GITLEAKS_IGNORE, Scope};
use crate::rule::Check;
use crate::scan::Judged;
use crate::text::{RepoPath, Side};

/// The most markers over one finding that are asked; each finding asks anew.
const MOST: usize = 100;

/// The markers of a run, by file.
pub(super) struct Others {
    markers: BTreeMap<RepoPath, Vec<Marker>>,
    whole_tree: bool,
}

impl Others {
    /// In a whole tree no marker is the change's own.
    pub(super) fn new(markers: Vec<Marker>, whole_tree: bool) -> Self {
        let mut by_file: BTreeMap<RepoPath, Vec<Marker>> = BTreeMap::new();
        for marker in markers {
            by_file.entry(marker.site.text.path().clone()).or_default().push(marker);
        }
        by_file.values_mut().for_each(|markers| markers.sort_by_key(Marker::order));
        Self { markers: by_file, whole_tree }
    }

    /// Who waives this finding, if anybody does.
    pub(super) fn waive(&self, scope: &Scope, judged: &Judged) -> Option<Waiver> {
        // Those tools know about secrets only.
        let is_ours = matches!(judged.rule.check, Check::Secret(_)) && judged.finding.at.text.side() == Side::Head;
        is_ours.then(|| self.by_marker(scope, judged).or_else(|| by_ignore(scope, judged)))?
    }

    fn by_marker(&self, scope: &Scope, judged: &Judged) -> Option<Waiver> {
        let at = &judged.finding.at;
        let over = markers::over(self.markers.get(at.text.path())?, at.span);
        let is_own = |marker: &Marker| marker.touched && !self.whole_tree;
        let counts = |marker: &&Marker| !(is_own(marker) && scope.suppressions == Comments::BaseOnly);
        over.take(MOST).find(counts).map(|marker| Waiver {
            comment: Some(marker.site.clone()),
            reason: format!(
                "`{}` {}",
                marker.name(),
                if marker.is_above() { "on the line above" } else { "on its line" }
            ),
            until: None,
            added_here: is_own(marker),
        })
    }
}

fn by_ignore(scope: &Scope, judged: &Judged) -> Option<Waiver> {
    let at = &judged.finding.at;
    let ignore = &scope.secrets.foreign.ignore;
    if ignore.len() == 0 {
        return None;
    }
    let line = at.text.lines().line(at.span.start);
    let entry = ignore.covers(judged.rule.name, at.text.path(), line)?;
    let reason = format!("listed in `{}`, line {entry}", GITLEAKS_IGNORE);
    Some(Waiver { comment: None, reason, until: None, added_here: false })
}
