//! Asks the rules about the facts, and tells what the change brought from what was there before.

mod secrets;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use crate::change::{Change, align};
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
    /// The block of its file whose findings are told together.
    pub block: Option<usize>,
}

impl Judged {
    /// A finding that stands alone: no other is told together with it.
    #[must_use]
    pub fn new(rule: &'static Rule, finding: Finding, origin: Origin, touched: bool, print: Fingerprint) -> Self {
        Self { rule, finding, origin, touched, print, block: None }
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
pub fn scan(readings: &[Reading<'_>]) -> Vec<Judged> {
    in_order(Scan::new(readings).every_kind())
}

/// Sorts by place and rule, keeps the gravest finding of a rule at a place, and tells equal fingerprints apart by their order.
#[must_use]
pub fn in_order(mut judged: Vec<Judged>) -> Vec<Judged> {
    // Of two answers at one place the graver one stays.
    let softness = |judged: &Judged| judged.finding.ceiling.map(|levels| (levels.standard, levels.strict));
    let lowered = |judged: &Judged| (softness(judged).is_some(), std::cmp::Reverse(softness(judged)));
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

/// Asks one rule about one fact, and whether the base had the same finding: a state rule is asked again about the base alone.
#[must_use]
pub fn judge<T: Fact + Subject>(
    rule: &'static Rule,
    cx: &Context<'_>,
    change: Change<&T>,
    touched: impl Fn(&Site) -> bool,
) -> Option<Judged>
where
    T::Key: AsRef<str>,
{
    let finding = rule.ask(cx, change)?;
    let fact = change.any();
    let was_there = change.both().is_some_and(|(before, after)| {
        let old = rule.ask(cx, Change::Added(before));
        old.is_some_and(|old| old.detail == finding.detail) && before.detail() == after.detail()
    });
    let says_the_same = change.both().is_some_and(|(before, after)| after.same_value(before));
    let path = finding.at.text.path().as_bstr();
    let (key, about) = (fact.key(), fact.detail());
    let pieces: [&[u8]; 5] =
        [rule.name.as_bytes(), path, key.as_ref().as_bytes(), about.as_bytes(), finding.detail.as_bytes()];
    let origin = if was_there { Origin::Existing } else { Origin::Introduced };
    let touched = !says_the_same && touched(&finding.at);
    let print = Fingerprint::of(&pieces);
    Some(Judged { block: fact.block(), ..Judged::new(rule, finding, origin, touched, print) })
}

struct Scan<'a> {
    readings: &'a [Reading<'a>],
    touched: HashMap<(Side, &'a RepoPath), &'a Touched>,
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

/// A fact across the change, and the file whose rules are asked about it.
struct Aligned<'a, T> {
    change: Change<&'a T>,
    reading: &'a Reading<'a>,
}

impl<'a> Scan<'a> {
    fn new(readings: &'a [Reading<'a>]) -> Self {
        let mut touched = HashMap::new();
        for reading in readings {
            touched.extend(reading.paths.base.as_ref().map(|path| ((Side::Base, path), &reading.touched.base)));
            touched.extend(reading.paths.head.as_ref().map(|path| ((Side::Head, path), &reading.touched.head)));
        }
        Self { readings, touched }
    }

    /// About each across the change.
    fn each<T: Fact + Subject + Sync + 'a>(&self, of: fn(&Facts) -> &[T]) -> Vec<Judged>
    where
        T::Key: AsRef<str> + Clone,
    {
        let aligned = across_files(self.readings, of);
        aligned.par_iter().flat_map_iter(|one| self.ask_about(one)).collect()
    }

    /// About those that are one wherever they stand.
    fn by_identity(&self, _: fn(&Facts) -> &[Secret]) -> Vec<Judged> {
        secrets::judge(self.readings)
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
        let cx = Context::new(one.reading.settings);
        let answers: Vec<_> = one
            .reading
            .rules
            .iter()
            .filter_map(|rule| judge(rule, &cx, one.change, |site| self.is_touched(site)))
            .collect();
        let spoke: Vec<_> = answers.iter().map(|judged| judged.rule.name).collect();
        answers.into_iter().filter(|judged| !judged.rule.yields_to.iter().any(|other| spoke.contains(other))).collect()
    }

    fn is_touched(&self, site: &Site) -> bool {
        self.touched.get(&(site.text.side(), site.text.path())).is_some_and(|touched| touched.meets(site.span))
    }
}

/// Facts that have no partner in their own file, by zone and key: their places in the list of all.
type Lone<'a, K> = BTreeMap<(Option<&'a str>, K), Sides<Vec<usize>>>;

/// Pairs the facts of one file by key, and what is left over by what it says.
fn in_file<'a, T: Fact>(base: &'a [T], head: &'a [T]) -> Vec<Change<&'a T>> {
    let mut changes = align(base, head);
    let mut gone: BTreeMap<String, VecDeque<&T>> = BTreeMap::new();
    for change in &changes {
        if let Change::Removed(before) = change {
            before.by_value().into_iter().for_each(|value| gone.entry(value).or_default().push_back(before));
        }
    }
    if gone.is_empty() {
        return changes;
    }
    let mut paired = Vec::new();
    for change in &mut changes {
        let Change::Added(after) = *change else { continue };
        let before = after.by_value().and_then(|value| gone.get_mut(&value)?.pop_front());
        if let Some(before) = before {
            paired.push(std::ptr::from_ref(before));
            *change = Change::Kept { before, after };
        }
    }
    paired.sort_unstable();
    changes.retain(|change| {
        !matches!(change, Change::Removed(before) if paired.binary_search(&std::ptr::from_ref(*before)).is_ok())
    });
    changes
}

/// Pairs facts inside each file first; what is left over is paired across files, where it may move and its key is the only one of
/// its zone on both sides (staging and production hold equal keys).
fn across_files<'a, T: Fact>(readings: &'a [Reading<'a>], of: fn(&Facts) -> &[T]) -> Vec<Aligned<'a, T>>
where
    T::Key: Clone,
{
    let mut all: Vec<Option<Aligned<'a, T>>> = readings
        .iter()
        .flat_map(|reading| {
            in_file(of(&reading.facts.base), of(&reading.facts.head)).into_iter().map(move |change| (reading, change))
        })
        .map(|(reading, change)| Some(Aligned { change, reading }))
        .collect();
    let is_gone =
        |one: &Option<Aligned<'_, T>>| one.as_ref().is_some_and(|one| matches!(one.change, Change::Removed(_)));
    if !all.iter().any(is_gone) {
        return all.into_iter().flatten().collect();
    }
    let mut lone: Lone<'_, T::Key> = BTreeMap::new();
    for (index, one) in all.iter().enumerate() {
        let Some(Aligned { change, reading }) = one else { continue };
        let fact = change.any();
        if !fact.may_move() {
            continue;
        }
        let zone = reading.settings.zone(fact.site().text.path()).map(|zone| zone.name.as_str());
        let places = lone.entry((zone, fact.key())).or_default();
        match change {
            Change::Added(_) => places.head.push(index),
            Change::Removed(_) => places.base.push(index),
            Change::Kept { .. } => {}
        }
    }
    for places in lone.into_values() {
        let ([gone], [new]) = (places.base.as_slice(), places.head.as_slice()) else { continue };
        let Some(before) = all[*gone].take().and_then(|one| one.change.before()) else { continue };
        if let Some(one) = &mut all[*new] {
            one.change = Change::Kept { before, after: one.change.any() };
        }
    }
    all.into_iter().flatten().collect()
}
