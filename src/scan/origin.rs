//! What is new, and what the base had.
//!
//! A gate that stops a change for what stood there before is switched off within a week, and one that lets a change bring what it
//! would have stopped is worth nothing. Both hang on one question: did the base have this?
//!
//! # What is the same
//!
//! Not a line, not a file and not a whole run's list of findings are compared, but **statements**: what a fact says, and of what
//! ([`Fact::statement`](crate::fact::Fact::statement)). "The container `web` of the Deployment `shop/web` runs
//! `docker.io/library/nginx:latest`" is one statement, however the reference is written and in whichever file. So it may move, be
//! copied into another directory, split off or written out in full, and stays what it was. The same image in another container is
//! another statement, since it runs something more. What a document tells its readers, and what a step uses, is the same wherever it
//! stands: a copy tells nobody anything new. A version in an instruction, and a typo in a word that names nothing, do not make
//! another instruction (`fact::wording`).
//!
//! A finding is existing if the base holds such a statement, and its rule, asked about that statement alone, finds the same there. So
//! what the rule knows of the place counts: an instruction that was a warning ("never run this") and is one no more is new.
//!
//! First each fact is compared with the one that it is aligned with ([`same_finding`]): the same container, though its image may be
//! another one. Then what is left over looks for its statement anywhere in the base ([`settle`]): in all files of the change, and, where
//! something would still stop the change, in files of the base that the change does not touch and that a copy may come from
//! (`run::originals`).
//!
//! # When it counts
//!
//! What a place forgives it forgives for what stands there. A manifest under `docs/` is no more than low, one under an excluded path is
//! nothing, and one for development says nothing about production. If moving a file made what is in it existing, two changes that both
//! pass would bring what one would be stopped for: add it under `docs/`, then move it. So the base's statement counts only as what it
//! [weighed](Weight) where it stood: it must have been in the same zone, at least as grave, and have stopped a change there, if that
//! of the head does. What was waived in the base is settled by `policy`, which knows the waivers: it is existing only as long as
//! somebody waives it.
//!
//! # What it costs
//!
//! Each rule that found something is asked once more, about the base's fact. Only if a finding is left over after that, the statements
//! of the base's facts are made, once each, and compared by hash. The cost follows the change.
//!
//! # What was tried
//!
//! Comparing the findings of two whole runs, as baselines do, needs line numbers to tell two findings apart, and loses the one that
//! moved. Alignment alone, by keys inside a file and by unique keys across files, called a copied runbook new in each of its commands.
//! Counting (as many as the base had are existing) makes the copy of a directory new too, and is kept for secrets alone: each place
//! that a secret is copied to is one more place to remove it from.

use std::collections::HashMap;

use super::{Fingerprint, Judged, Origin};
use crate::answers::Answers;
use crate::change::Change;
use crate::fact::kinds::kinds;
use crate::fact::{Fact, Facts, Secret};
use crate::finding::{Finding, Severity};
use crate::rule::{Context, Rule, Subject};
use crate::settings::Settings;
use crate::text::{RepoPath, Site};

/// What holds at a place, and how a finding counts there. Policy knows it.
pub trait Ground: Sync {
    /// The knobs for the file at `path`.
    fn settings(&self, path: &RepoPath) -> &Settings;

    /// What has been looked up.
    fn answers(&self) -> &Answers;

    /// What rules may know about the file at `path`.
    fn context(&self, path: &RepoPath) -> Context<'_> {
        Context::new(self.settings(path), self.answers())
    }

    /// The rule of that name.
    fn rule(&self, name: &str) -> Option<&'static Rule>;

    /// What a finding of `rule` weighs where it stands; nothing where the rule does not speak there.
    fn weigh(&self, rule: &'static Rule, finding: &Finding) -> Option<Weight<'_>>;
}

/// What a finding weighs where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight<'a> {
    /// How grave it is there.
    pub severity: Severity,
    /// Whether it stops a change that brings it.
    pub gates: bool,
    /// The zone that its file belongs to.
    pub zone: Option<&'a str>,
}

impl Weight<'_> {
    /// Whether what weighed this much in the base excuses what weighs `now` in the head.
    pub(super) fn excuses(self, now: Weight<'_>) -> bool {
        let would_stop = self.gates && self.zone == now.zone;
        self.severity >= now.severity && (would_stop || !now.gates)
    }
}

/// Where the base had a finding.
#[derive(Clone, Debug)]
pub struct Stood {
    /// The place.
    pub at: Site,
    /// The finding's identity there.
    pub print: Fingerprint,
}

/// The most answers that are kept of one rule about one statement. They differ in their zones and in how grave they are.
const MOST_ANSWERS: usize = 64;

/// Tells what a fact says from what others say.
pub(super) fn statement<T: Fact>(fact: &T) -> Option<Fingerprint> {
    fact.statement().map(|statement| Fingerprint::of(&[statement.as_bytes()]))
}

/// Where `rule` finds in the base's fact alone what it finds now, if that counts.
pub(super) fn same_finding<T: Fact + Subject>(
    rule: &'static Rule,
    now: &Finding,
    before: &T,
    ground: &dyn Ground,
) -> Option<Stood>
where
    T::Key: AsRef<str>,
{
    let cx = ground.context(before.site().text.path());
    let old = rule.ask(&cx, Change::Added(before)).filter(|old| old.detail == now.detail)?;
    let counts = ground.weigh(rule, &old)?.excuses(ground.weigh(rule, now)?);
    counts.then(|| Stood { print: Fingerprint::of_finding(rule, before, &old), at: old.at })
}

/// Makes existing, and untouched, whatever `base` says too. The grounds are those of the head and of `base`.
pub fn settle<'f>(
    judged: &mut [Judged],
    base: impl Iterator<Item = &'f Facts>,
    (head, there): (&dyn Ground, &dyn Ground),
) {
    let mut recalled = Recalled { asked: HashMap::new(), ground: there };
    let is_open = |one: &Judged| one.origin == Origin::Introduced || one.touched;
    for one in judged.iter().filter(|one| is_open(one)) {
        one.statement.into_iter().for_each(|statement| recalled.expect(statement, one.rule));
    }
    if recalled.asked.is_empty() {
        return;
    }
    base.for_each(|facts| recalled.every_kind(facts));
    for one in judged.iter_mut().filter(|one| is_open(one)) {
        if let Some(stood) = recalled.where_stood(one, head) {
            (one.origin, one.touched, one.stood) = (Origin::Existing, false, Some(stood));
        }
    }
}

/// What the base says of the statements that somebody asks about.
struct Recalled<'a> {
    asked: HashMap<Fingerprint, Vec<Recollections<'a>>>,
    ground: &'a dyn Ground,
}

/// What one rule finds in the base's facts with one statement.
struct Recollections<'a> {
    rule: &'static Rule,
    /// Each with what it is about.
    found: Vec<(String, Weight<'a>, Stood)>,
}

macro_rules! every_kind {
    ($($field:ident: $Kind:ident, $plural:literal, $($read:ident)|+, $asked:ident;)*) => {
        impl Recalled<'_> {
            /// Takes in what the facts of every kind say.
            fn every_kind(&mut self, facts: &Facts) {
                $(self.$asked(&facts.$field);)*
            }
        }
    };
}

kinds!(every_kind);

impl Recalled<'_> {
    fn expect(&mut self, statement: Fingerprint, rule: &'static Rule) {
        let rules = self.asked.entry(statement).or_default();
        if !rules.iter().any(|answers| std::ptr::eq(answers.rule, rule)) {
            rules.push(Recollections { rule, found: Vec::new() });
        }
    }

    fn each<T: Fact + Subject>(&mut self, facts: &[T])
    where
        T::Key: AsRef<str>,
    {
        for fact in facts {
            let asked = statement(fact).and_then(|statement| self.asked.get_mut(&statement));
            asked.into_iter().flatten().for_each(|answers| answers.ask(fact, self.ground));
        }
    }

    /// Secrets are counted: see `secrets`.
    fn by_identity(&mut self, _: &[Secret]) {}

    /// What policy asks about itself.
    fn later<T>(&mut self, _: &[T]) {}

    fn where_stood(&self, one: &Judged, head: &dyn Ground) -> Option<Stood> {
        let now = head.weigh(one.rule, &one.finding)?;
        let answers = self.asked.get(&one.statement?)?.iter().find(|answers| std::ptr::eq(answers.rule, one.rule))?;
        let counts =
            |(detail, weight, _): &&(String, Weight<'_>, Stood)| *detail == one.finding.detail && weight.excuses(now);
        answers.found.iter().find(counts).map(|(_, _, stood)| stood.clone())
    }
}

impl<'a> Recollections<'a> {
    fn ask<T: Fact + Subject>(&mut self, fact: &T, ground: &'a dyn Ground)
    where
        T::Key: AsRef<str>,
    {
        let cx = ground.context(fact.site().text.path());
        let Some(finding) = self.rule.ask(&cx, Change::Added(fact)) else { return };
        let Some(weight) = ground.weigh(self.rule, &finding) else { return };
        let is_known = self.found.iter().any(|(detail, known, _)| *detail == finding.detail && *known == weight);
        if !is_known && self.found.len() < MOST_ANSWERS {
            let print = Fingerprint::of_finding(self.rule, fact, &finding);
            self.found.push((finding.detail, weight, Stood { at: finding.at, print }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Weight;
    use crate::finding::Severity;

    const GRAVE: Weight<'static> = Weight { severity: Severity::High, gates: true, zone: None };
    const SOFT: Weight<'static> = Weight { severity: Severity::Low, gates: false, zone: None };

    #[test]
    fn what_was_let_through_excuses_nothing_graver() {
        assert!(GRAVE.excuses(GRAVE) && SOFT.excuses(SOFT) && GRAVE.excuses(SOFT));
        assert!(!SOFT.excuses(GRAVE));
        assert!(!Weight { gates: false, ..GRAVE }.excuses(GRAVE), "its policy only reports");
    }

    #[test]
    fn another_zone_excuses_nothing_that_stops_a_change() {
        let there = Weight { zone: Some("development"), ..GRAVE };
        assert!(!there.excuses(GRAVE) && !GRAVE.excuses(there) && there.excuses(there));
        assert!(there.excuses(SOFT));
    }
}
