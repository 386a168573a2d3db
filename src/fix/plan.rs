//! Which fixes of a verdict go together: the first by place wins, and what overlaps with it waits for the next round.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Applied, FixedFile, Which};
use crate::finding::{Edit, Fix, Safety};
use crate::policy::{Decision, Verdict};
use crate::text::{RepoPath, Site, Span, Text, edit};

/// The fixes of one round. Of two edits of one file none overlaps with the other.
pub(super) struct Plan<'v> {
    files: BTreeMap<&'v RepoPath, Edits<'v>>,
    applied: Vec<Applied>,
}

/// The edits of one file, in the order of their places.
struct Edits<'v> {
    text: &'v Arc<Text>,
    edits: BTreeMap<Span, &'v str>,
}

/// What a plan comes to: the fixes, and the files with what they come to hold.
pub(super) struct Made {
    pub(super) applied: Vec<Applied>,
    pub(super) files: Vec<(Arc<Text>, Vec<u8>)>,
}

impl<'v> Plan<'v> {
    /// The fixes of `verdict` that fit together, on top of what the `files` have come to hold.
    pub(super) fn new(verdict: &'v Verdict, which: Which, files: &BTreeMap<RepoPath, FixedFile>) -> Self {
        let mut plan = Self { files: BTreeMap::new(), applied: Vec::new() };
        for decision in &verdict.decisions {
            let is_wanted = |fix: &&Fix| which == Which::All || fix.safety == Safety::Safe;
            let Some(fix) = decision.fix().filter(is_wanted) else { continue };
            let are_current = fix.edits.iter().all(|edit| is_current(edit, files));
            if are_current && plan.has_room_for(fix) {
                plan.add(decision, fix);
            }
        }
        plan
    }

    pub(super) fn is_empty(&self) -> bool {
        self.applied.is_empty()
    }

    /// Edits the files.
    pub(super) fn carry_out(self) -> Made {
        let edited = |file: Edits<'_>| Some((Arc::clone(file.text), file.apply()?));
        Made { applied: self.applied, files: self.files.into_values().filter_map(edited).collect() }
    }

    fn has_room_for(&self, fix: &Fix) -> bool {
        let edits = || fix.edits.iter().enumerate();
        let is_apart = |(at, one): (usize, &Edit)| {
            let others = edits().take(at).map(|(_, other)| other);
            others
                .filter(|other| other.site.text.path() == one.site.text.path())
                .all(|other| !other.site.span.meets(one.site.span))
        };
        edits().all(is_apart) && fix.edits.iter().all(|edit| self.is_free(edit))
    }

    fn is_free(&self, edit: &Edit) -> bool {
        let Site { text, span } = &edit.site;
        self.files.get(text.path()).is_none_or(|file| file.text.bytes() == text.bytes() && file.is_free(*span))
    }

    fn add(&mut self, decision: &Decision, fix: &'v Fix) {
        let mut files = Vec::new();
        for Edit { site, text } in &fix.edits {
            let path = site.text.path();
            let file = self.files.entry(path).or_insert_with(|| Edits { text: &site.text, edits: BTreeMap::new() });
            file.edits.insert(site.span, text);
            files.push(path.clone());
        }
        files.dedup();
        let judged = &decision.judged;
        let (rule, at) = (judged.rule.name, judged.finding.at.clone());
        self.applied.push(Applied { rule, at, title: fix.title.clone(), files });
    }
}

impl Edits<'_> {
    /// Whether nothing is edited at `span` yet.
    fn is_free(&self, span: Span) -> bool {
        let before = self.edits.range(..span).next_back();
        let after = self.edits.range(span..).next();
        before.into_iter().chain(after).all(|(other, _)| !other.meets(span))
    }

    fn apply(&self) -> Option<Vec<u8>> {
        let edits: Vec<(Span, &str)> = self.edits.iter().map(|(span, text)| (*span, *text)).collect();
        edit::apply(self.text.bytes(), &edits)
    }
}

/// Whether an edit was computed for what its file has come to hold, and lies in it.
fn is_current(edit: &Edit, files: &BTreeMap<RepoPath, FixedFile>) -> bool {
    let Site { text, span } = &edit.site;
    let is_inside = span.start <= span.end && span.end <= text.bytes().len();
    is_inside && files.get(text.path()).is_none_or(|file| file.after.as_slice() == text.bytes())
}
