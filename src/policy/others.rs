//! What other tools were told to let pass: markers on a secret's line, and entries of `.gitleaksignore`.

use std::collections::BTreeMap;

use super::markers::{self, Marker};
use super::verdict::Waiver;
use super::{GITLEAKS_IGNORE, Scope};
use crate::rule::{Check, Rule};
use crate::scan::Judged;
use crate::text::{RepoPath, Sides, Site};

/// The most markers over one finding that are asked; each finding asks anew.
const MOST: usize = 100;

/// The markers of a run.
pub(super) struct Others {
    markers: Sides<ByFile>,
    whole_tree: bool,
}

type ByFile = BTreeMap<RepoPath, Vec<Marker>>;

impl Others {
    /// In a whole tree no marker is the change's own.
    pub(super) fn new(markers: Sides<Vec<Marker>>, whole_tree: bool) -> Self {
        Self { markers: Sides { base: by_file(markers.base), head: by_file(markers.head) }, whole_tree }
    }

    /// The marker that waives this finding. Where the policy counts only what the base has, the change may not bring the marker, and
    /// the same one must have been over the finding there.
    pub(super) fn by_marker(&self, judged: &Judged, needs_base: bool) -> Option<Waiver> {
        let mut over_it = over(&self.markers.head, judged.rule, &judged.finding.at);
        let is_own = |marker: &Marker| marker.touched && !self.whole_tree;
        let stood_under = |marker: &Marker| {
            judged.unchanged().is_some_and(|stood| {
                over(&self.markers.base, judged.rule, &stood.at).any(|was| was.name() == marker.name())
            })
        };
        let counts = |marker: &&Marker| !needs_base || (!is_own(marker) && stood_under(marker));
        over_it.find(counts).map(|marker| Waiver {
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

    /// Whether a marker was over what stood there in the base.
    pub(super) fn had_marker(&self, rule: &Rule, stood: &Site) -> bool {
        over(&self.markers.base, rule, stood).next().is_some()
    }
}

fn by_file(markers: Vec<Marker>) -> ByFile {
    let mut by_file = ByFile::new();
    for marker in markers {
        by_file.entry(marker.site.text.path().clone()).or_default().push(marker);
    }
    by_file.values_mut().for_each(|markers| markers.sort_by_key(Marker::order));
    by_file
}

/// Those tools know about secrets only.
fn is_ours(rule: &Rule) -> bool {
    matches!(rule.check, Check::Secret(_))
}

/// The markers over a finding of `rule` at `at`, if it is one that they are about.
fn over<'a>(markers: &'a ByFile, rule: &Rule, at: &Site) -> impl Iterator<Item = &'a Marker> {
    let ours = if is_ours(rule) { markers.get(at.text.path()) } else { None };
    ours.into_iter()
        .flat_map({
            let span = at.span;
            move |markers| markers::over(markers, span)
        })
        .take(MOST)
}

/// The entry of `.gitleaksignore` that waives a finding of `rule` at `at`.
pub(super) fn by_ignore(scope: &Scope, rule: &Rule, at: &Site) -> Option<Waiver> {
    let ignore = &scope.foreign.ignore;
    if !is_ours(rule) || ignore.len() == 0 {
        return None;
    }
    let line = at.text.lines().line(at.span.start);
    let entry = ignore.covers(rule.name, at.text.path(), line)?;
    let reason = format!("listed in `{}`, line {entry}", GITLEAKS_IGNORE);
    Some(Waiver { comment: None, reason, until: None, added_here: false })
}
