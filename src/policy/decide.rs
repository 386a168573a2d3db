//! From findings to a verdict: the one place where severity, confidence, waivers and the gate's mode meet.

use std::cmp::Ordering;
use std::sync::Arc;

use super::file::Gate;
use super::grouping;
use super::input::Input;
use super::others::Others;
use super::scope::Scope;
use super::verdict::{Decision, Outcome, Standing, Verdict};
use super::waive::Waivers;
use super::{Policy, baseline};
use crate::scan::{Judged, Origin};

pub(super) fn decide(policy: &Policy, input: Input<'_>) -> Verdict {
    let mut input = input;
    let mut judged: Vec<Judged> = std::mem::take(&mut input.judged);
    judged
        .retain(|judged| policy.scope(judged.finding.at.text.path()).is_on(judged.rule, judged.finding.at.text.path()));
    // Sorted first: which of two equal findings a baseline's one entry covers must not depend on threads.
    judged.sort_by(order);
    let others = Others::new(std::mem::take(&mut input.markers), input.whole_tree);
    let waivers = Waivers::new(policy, &input, others);
    judged.iter_mut().filter(|judged| waivers.has_lapsed(judged)).for_each(|judged| judged.origin = Origin::Introduced);
    let mut decider = Decider { policy, baseline: policy.baseline.clone(), whole_tree: input.whole_tree };
    let mut decisions: Vec<Decision> =
        judged.into_iter().map(|judged| decider.decide(|judged| waivers.waive(judged), judged)).collect();
    let mut faults = waivers.faults(input.rules, input.unread, input.gate_rule);
    faults.sort_by(order);
    decisions.extend(faults.into_iter().map(|judged| decider.decide(|judged| waivers.waive(judged), judged)));
    let mut decisions = grouping::join(decisions);
    decisions.sort_by(|a, b| order(&a.judged, &b.judged));
    let mut unchecked = input.unchecked;
    unchecked.sort();
    unchecked.dedup();
    let outcome = match (decisions.iter().any(Decision::gates), input.unverified) {
        (true, _) => Outcome::Fail,
        (false, true) => Outcome::Incomplete,
        (false, false) => Outcome::Pass,
    };
    Verdict {
        base: input.base,
        head: input.head,
        decisions,
        unchecked,
        outcome,
        files: input.files,
        diffs: Vec::new(),
        redactor: Arc::default(),
        overruled: None,
        break_glass: policy.root.keys.break_glass.clone(),
        profile: policy.root.profile(),
    }
}

/// By path, side, place and rule, then by all that may tell two findings apart.
fn order(a: &Judged, b: &Judged) -> Ordering {
    let (x, y) = (&a.finding, &b.finding);
    (x.at.cmp(&y.at))
        .then_with(|| a.rule.name.cmp(b.rule.name))
        .then_with(|| a.print.cmp(&b.print))
        .then_with(|| (&x.detail, &x.message).cmp(&(&y.detail, &y.message)))
}

/// Decides one finding after another.
struct Decider<'a> {
    policy: &'a Policy,
    baseline: baseline::Baseline,
    whole_tree: bool,
}

impl Decider<'_> {
    fn decide(&mut self, waive: impl FnOnce(&Judged) -> Option<super::Waiver>, judged: Judged) -> Decision {
        let scope = self.policy.scope(judged.finding.at.text.path());
        let (severity, confidence) =
            (scope.severity(judged.rule, &judged.finding), judged.rule.confidence_of(&judged.finding));
        let is_in_mode = is_in_mode(scope, &judged);
        let standing = match waive(&judged) {
            Some(waiver) => Standing::Suppressed(waiver),
            None if self.is_listed(&judged) => Standing::Baselined,
            None if is_in_mode && scope.stops(severity, confidence) => Standing::Blocks,
            None => Standing::Advises,
        };
        let is_open = matches!(standing, Standing::Blocks | Standing::Advises);
        let concerns = is_in_mode && confidence >= scope.keys.min_confidence;
        let comments = is_open && concerns && scope.keys.comment_at.holds(severity);
        let zone = scope.settings().zone(judged.finding.at.text.path()).map(|zone| zone.name.clone());
        Decision { judged, severity, confidence, standing, comments, zone, joined: Vec::new() }
    }

    /// Whether the baseline lists it. It lists what the base has: something that was mended and that the change brings
    /// back is new, though its fingerprint is still listed.
    fn is_listed(&mut self, judged: &Judged) -> bool {
        (self.whole_tree || judged.origin == Origin::Existing) && self.baseline.take(&judged.print)
    }
}

fn is_in_mode(scope: &Scope, judged: &Judged) -> bool {
    let is_new = judged.origin == Origin::Introduced;
    match scope.keys.gate {
        Gate::Introduced => is_new,
        Gate::Touched => judged.touched,
        Gate::IntroducedOrTouched => is_new || judged.touched,
        Gate::All => true,
    }
}
