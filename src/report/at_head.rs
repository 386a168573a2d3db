//! Findings as services hold them that know the head alone: a sentence, and where it stands there.

use super::anchor::Anchors;
use super::place::Range;
use super::tally::capital;
use super::view::View;
use crate::finding::Finding;
use crate::policy::{Decision, Verdict};
use crate::text::{RepoPath, Side, Site};

/// A finding on the head.
pub(super) struct Placed<'v> {
    /// The decision.
    pub(super) decision: &'v Decision,
    /// The file, which a change may have removed.
    pub(super) path: &'v RepoPath,
    /// Its place; nothing where the head's text is not known.
    pub(super) site: Option<Site>,
    /// The same as lines and columns.
    pub(super) range: Option<Range>,
}

impl Placed<'_> {
    /// Its line: on the head where it stands there, else where it stood, else the file's first.
    pub(super) fn line(&self, view: &View) -> usize {
        let at = &self.decision.judged.finding.at;
        let stood = || (!at.text.bytes().is_empty()).then(|| view.range(at));
        self.range.or_else(stood).map_or(1, |range| range.start.line)
    }
}

/// What nobody waived, placed, in the order of the verdict.
pub(super) fn open<'v>(view: &View, verdict: &'v Verdict) -> Vec<Placed<'v>> {
    let mut anchors = Anchors::default();
    let open = verdict.decisions.iter().filter(|decision| !decision.is_waived());
    open.map(|decision| {
        let anchor = anchors.of(&decision.judged.finding);
        let site = anchor.site.filter(|site| !site.text.bytes().is_empty());
        let range = site.as_ref().map(|site| view.range(site));
        Placed { decision, path: anchor.path, site, range }
    })
    .collect()
}

/// What is wrong, and where it stood if the change removes it.
pub(super) fn wrong(view: &View, finding: &Finding) -> String {
    let mut told = sentence(&capital(&view.prose(&finding.message)));
    if finding.at.text.side() == Side::Base {
        told.push_str(&format!(
            " This change removes it from line {} of the base.",
            view.range(&finding.at).start.line
        ));
    }
    told
}

/// What is wrong, then what to do.
pub(super) fn all(view: &View, finding: &Finding) -> String {
    let mut told = wrong(view, finding);
    told.extend(finding.help.as_ref().map(|help| format!(" {}", sentence(&capital(&view.prose(help))))));
    told
}

/// With the full stop that a message's own style leaves out.
pub(super) fn sentence(text: &str) -> String {
    let ends = text.ends_with(['.', '!', '?']);
    format!("{text}{}", if ends { "" } else { "." })
}
