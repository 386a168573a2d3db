//! Asks the rules about the facts, and tells what the change brought from what was there before.

mod align;
pub mod origin;
mod secrets;

pub use origin::{Ground, Stood, Weight};

use std::collections::HashMap;
use std::fmt;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use self::align::Aligned;
use crate::fact::kinds::kinds;
use crate::fact::{Fact, Facts, Secret};
use crate::finding::{Finding, Site};
use crate::rule::{Context, Rule, Subject};
use crate::settings::Settings;
use crate::text::hunks::Touched;
use crate::text::{RepoPath, Side, Sides};

/// Whether the change brought what a finding reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The base did not have it.
    Introduced,
    /// The base had it too.
    Existing,
}

/// A finding's identity across runs, without line numbers or line text: rule, file, fact key, detail, occurrence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of these pieces, in this order.
    #[must_use]
    pub fn of(pieces: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for piece in pieces {
            hash.update((piece.len() as u64).to_le_bytes());
            hash.update(piece);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        Self(short)
    }

    /// That of what `rule` found about `fact`.
    fn of_finding<T: Fact>(rule: &Rule, fact: &T, finding: &Finding) -> Self
    where
        T::Key: AsRef<str>,
    {
        let (key, about) = (fact.key(), fact.detail());
        let path = finding.at.text.path().as_bstr();
        Self::of(&[rule.name.as_bytes(), path, key.as_ref().as_bytes(), about.as_bytes(), finding.detail.as_bytes()])
    }
}

/// 32 lower-case hex digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A finding, and what became of it in the change.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The rule that spoke.
    pub rule: &'static Rule,
    /// What it said.
    pub finding: Finding,
    /// Whether the change brought it.
    pub origin: Origin,
    /// Whether its place meets a line of the change, and what stands there is not what stood there.
    pub touched: bool,
    /// Its identity across runs.
    pub print: Fingerprint,
    /// The block of its file whose findings are reported together.
    pub block: Option<usize>,
    /// Where the base had it, so that it is existing.
    pub stood: Option<Stood>,
    /// What its fact says, wherever it stands.
    pub statement: Option<Fingerprint>,
}

impl Judged {
    /// A finding that stands alone: no other is reported together with it.
    #[must_use]
    pub fn new(rule: &'static Rule, finding: Finding, origin: Origin, touched: bool, print: Fingerprint) -> Self {
        Self { rule, finding, origin, touched, print, block: None, stood: None, statement: None }
    }

    /// Where the base had it, if the change did not give what stands there another value.
    #[must_use]
    pub fn unchanged(&self) -> Option<&Stood> {
        self.stood.as_ref().filter(|_| !self.touched)
    }
}

/// One changed file, read: what each side says, which of its lines the change touched, and who is asked about it.
pub struct Reading<'a> {
    /// The facts of each side.
    pub facts: Sides<Facts>,
    /// The lines of each side that the change touched.
    pub touched: Sides<Touched>,
    /// The path on each side.
    pub paths: Sides<Option<RepoPath>>,
    /// The knobs that hold for it.
    pub settings: &'a Settings,
    /// The rules that are on for it.
    pub rules: Vec<&'static Rule>,
}

/// Asks every reading's rules about its facts. Sorted by place and rule; one rule speaks once about one place.
#[must_use]
pub fn scan(readings: &[Reading<'_>], ground: &dyn Ground) -> Vec<Judged> {
    let mut judged = in_order(Scan::new(readings, ground).every_kind());
    origin::settle(&mut judged, readings.iter().map(|reading| &reading.facts.base), (ground, ground));
    judged
}

/// Sorts by place and rule, keeps the gravest finding of a rule at a place, and tells equal fingerprints apart by their order.
#[must_use]
pub fn in_order(mut judged: Vec<Judged>) -> Vec<Judged> {
    // Of two answers at one place the graver one stays.
    let ceiling = |judged: &Judged| judged.finding.ceiling.map(|levels| (levels.standard, levels.strict));
    let lowered = |judged: &Judged| (ceiling(judged).is_some(), std::cmp::Reverse(ceiling(judged)));
    judged.sort_by(|a, b| {
        let places = a.finding.at.cmp(&b.finding.at).then(a.rule.name.cmp(b.rule.name));
        places.then_with(|| (lowered(a), &a.finding.message).cmp(&(lowered(b), &b.finding.message)))
    });
    judged.dedup_by(|a, b| a.rule.name == b.rule.name && a.finding.at == b.finding.at);
    let mut seen: HashMap<Fingerprint, u64> = HashMap::new();
    for one in &mut judged {
        let count = seen.entry(one.print).or_default();
        if *count > 0 {
            one.print = Fingerprint::of(&[&one.print.0, &count.to_le_bytes()]);
        }
        *count += 1;
    }
    judged
}

struct Scan<'a> {
    readings: &'a [Reading<'a>],
    touched: HashMap<(Side, &'a RepoPath), &'a Touched>,
    ground: &'a dyn Ground,
}

macro_rules! every_kind {
    ($($field:ident: $Kind:ident, $plural:literal, $($read:ident)|+, $asked:ident;)*) => {
        impl Scan<'_> {
            /// What the rules say about facts of every kind.
            fn every_kind(&self) -> Vec<Judged> {
                [$(self.$asked(|facts| &facts.$field)),*].into_iter().flatten().collect()
            }
        }
    };
}

kinds!(every_kind);

impl<'a> Scan<'a> {
    fn new(readings: &'a [Reading<'a>], ground: &'a dyn Ground) -> Self {
        let mut touched = HashMap::new();
        for reading in readings {
            touched.extend(reading.paths.base.as_ref().map(|path| ((Side::Base, path), &reading.touched.base)));
            touched.extend(reading.paths.head.as_ref().map(|path| ((Side::Head, path), &reading.touched.head)));
        }
        Self { readings, touched, ground }
    }

    /// About each across the change.
    fn each<T: Fact + Subject + Sync + 'a>(&self, of: fn(&Facts) -> &[T]) -> Vec<Judged>
    where
        T::Key: AsRef<str> + Clone,
    {
        let is_asked = |reading: &Reading<'_>| reading.rules.iter().any(|rule| T::question(&rule.check).is_some());
        if !self.readings.iter().any(is_asked) {
            return Vec::new();
        }
        let aligned = align::across_files(self.readings, of);
        aligned.par_iter().flat_map_iter(|one| self.ask_about(one)).collect()
    }

    /// About those that are one wherever they stand.
    fn by_identity(&self, _: fn(&Facts) -> &[Secret]) -> Vec<Judged> {
        secrets::judge(self.readings, self.ground)
    }

    /// Not here: policy asks once it knows what the findings are.
    fn later<T>(&self, _: fn(&Facts) -> &[T]) -> Vec<Judged> {
        Vec::new()
    }

    /// Every rule of the file about one fact; a rule gives way where one that says more has spoken.
    fn ask_about<T: Fact + Subject>(&self, one: &Aligned<'_, T>) -> Vec<Judged>
    where
        T::Key: AsRef<str>,
    {
        let answers: Vec<_> = one.reading.rules.iter().filter_map(|rule| self.judge(rule, one)).collect();
        let spoke: Vec<_> = answers.iter().map(|judged| judged.rule.name).collect();
        answers.into_iter().filter(|judged| !judged.rule.yields_to.iter().any(|other| spoke.contains(other))).collect()
    }

    /// Asks one rule about one fact, and whether the base had the same finding there.
    fn judge<T: Fact + Subject>(&self, rule: &'static Rule, one: &Aligned<'_, T>) -> Option<Judged>
    where
        T::Key: AsRef<str>,
    {
        let finding = rule.ask(&Context::new(one.reading.settings, self.ground.answers()), one.change)?;
        let fact = one.change.any();
        let says_the_same = one.change.both().is_some_and(|(before, after)| after.same_value(before));
        let stood = one.change.both().filter(|(before, after)| before.detail() == after.detail());
        let stood = stood.and_then(|(before, _)| origin::same_finding(rule, &finding, before, self.ground));
        let origin = if stood.is_some() { Origin::Existing } else { Origin::Introduced };
        let touched = !says_the_same && self.is_touched(&finding.at);
        let print = Fingerprint::of_finding(rule, fact, &finding);
        let statement = one.change.after().and_then(origin::statement);
        let alone = Judged::new(rule, finding, origin, touched, print);
        Some(Judged { block: fact.block(), stood, statement, ..alone })
    }

    fn is_touched(&self, site: &Site) -> bool {
        self.touched.get(&(site.text.side(), site.text.path())).is_some_and(|touched| touched.meets(site.span))
    }
}
