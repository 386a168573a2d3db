//! The threads that stand on the pull request, by the findings that they are about.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::marker::{self, Marker};
use super::{Edit, Existing, Plan, Pull, Thread, What, comment, quote};
use crate::report::model::{Finding, Report};

/// A thread, with what its first comment is marked as.
pub(super) struct MarkedThread<'e> {
    thread: &'e Thread,
    marker: Marker,
}

/// The threads of one gate.
pub(super) struct Threads<'e> {
    pull: &'e Pull,
    /// The first of each finding.
    first: BTreeMap<String, MarkedThread<'e>>,
    /// Any further one, which two runs at the same time may have opened.
    again: Vec<MarkedThread<'e>>,
}

impl<'e> Threads<'e> {
    pub(super) fn new(existing: &'e Existing, pull: &'e Pull) -> Self {
        let mut threads = Self { pull, first: BTreeMap::new(), again: Vec::new() };
        for thread in &existing.threads {
            let Some(marker) = marker::read(&thread.body, &pull.category) else { continue };
            let Some(id) = marker.mark.finding().map(str::to_owned) else { continue };
            let marked = MarkedThread { thread, marker };
            match threads.first.entry(id) {
                Entry::Vacant(entry) => _ = entry.insert(marked),
                Entry::Occupied(_) => threads.again.push(marked),
            }
        }
        threads
    }

    /// Takes the finding's own, as one that stays.
    pub(super) fn take(&mut self, id: &str) -> Option<MarkedThread<'e>> {
        self.first.remove(id)
    }

    /// Says of all that were not taken that their findings are gone, and folds them away where nobody has answered.
    pub(super) fn bury(self, report: &Report, plan: &mut Plan) {
        let mut left: HashMap<String, &Finding> = HashMap::new();
        for finding in &report.findings {
            left.entry(marker::id(&finding.fingerprint)).or_insert(finding);
        }
        let commit = quote::short_commit(self.pull);
        for (id, marked) in self.first {
            let word = match left.get(&id) {
                Some(finding) if finding.suppressed.is_some() => format!("Waived in {commit}."),
                Some(_) => format!("No longer worth a comment as of {commit}."),
                None if report.verdict == "incomplete" => {
                    format!("Not found in {commit}, which could not be fully verified.")
                }
                None => format!("Fixed in {commit}."),
            };
            marked.bury(&word, self.pull, plan);
        }
        for marked in self.again {
            marked.bury("Covered by another thread.", self.pull, plan);
        }
    }
}

impl MarkedThread<'_> {
    /// Whether its comment is beside the lines that it is about.
    pub(super) fn is_in_sight(&self) -> bool {
        !self.thread.outdated
    }

    /// Lets it say what there is to say about its finding now.
    pub(super) fn renew(self, finding: &Finding, id: &str, pull: &Pull, plan: &mut Plan) {
        let body = comment::body(finding, id, pull, self.marker.on.as_deref());
        if comment::is_same(&body, &self.thread.body, pull) {
            return;
        }
        // Whoever folded away a comment that stands meant it; one that was folded because its finding was gone comes back.
        if self.marker.is_gone && self.thread.minimized {
            plan.unminimize.push(self.thread.id.clone());
        }
        plan.edits.push(Edit { id: self.thread.id.clone(), what: What::ReviewComment, body });
    }

    fn bury(self, word: &str, pull: &Pull, plan: &mut Plan) {
        if self.marker.is_gone {
            return;
        }
        let body = comment::gone(&self.thread.body, word, self.marker, pull);
        plan.edits.push(Edit { id: self.thread.id.clone(), what: What::ReviewComment, body });
        if !self.thread.answered && !self.thread.minimized {
            plan.minimize.push(self.thread.id.clone());
        }
    }
}
