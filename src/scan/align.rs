//! Pairs the facts of base and head: by key, then by what they say, first inside each file, then across files.

use std::collections::{BTreeMap, VecDeque};

use super::Reading;
use crate::change::{Change, align};
use crate::fact::{Fact, Facts};
use crate::text::Sides;

/// A fact across the change, and the file whose rules are asked about it.
pub(super) struct Aligned<'a, T> {
    pub(super) change: Change<&'a T>,
    pub(super) reading: &'a Reading<'a>,
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
        let before = after.by_value().and_then(|value| take(gone.get_mut(&value)?, after));
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

/// How many facts that say nearly the same are compared with one.
const CLOSE: usize = 16;

/// The first of `gone` that may have become `after`.
fn take<'a, T: Fact>(gone: &mut VecDeque<&'a T>, after: &T) -> Option<&'a T> {
    let at = gone.iter().take(CLOSE).position(|before| after.may_have_been(before))?;
    gone.remove(at)
}

/// All facts of a kind: some of them are still to be paired.
type Facing<'a, T> = [Option<Aligned<'a, T>>];

/// Pairs facts inside each file first. What is left over is paired across files: by key, where it may move and its key is the only one
/// of its zone on both sides (staging and production hold equal keys); then by what it says.
pub(super) fn across_files<'a, T: Fact>(readings: &'a [Reading<'a>], of: fn(&Facts) -> &[T]) -> Vec<Aligned<'a, T>>
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
    if all.iter().any(is_gone) {
        pair_by_key(&mut all);
        pair_by_value(&mut all);
    }
    all.into_iter().flatten().collect()
}

fn zone<'a, T: Fact>(one: &Aligned<'a, T>) -> Option<&'a str> {
    one.reading.settings.zone(one.change.any().site().text.path()).map(|zone| zone.name.as_str())
}

fn pair_by_key<T: Fact>(all: &mut Facing<'_, T>) {
    let mut lone: Lone<'_, T::Key> = BTreeMap::new();
    for (index, one) in all.iter().enumerate() {
        let Some(one) = one.as_ref().filter(|one| one.change.any().may_move()) else { continue };
        let places = lone.entry((zone(one), one.change.any().key())).or_default();
        match one.change {
            Change::Added(_) => places.head.push(index),
            Change::Removed(_) => places.base.push(index),
            Change::Kept { .. } => {}
        }
    }
    for places in lone.into_values() {
        let ([gone], [new]) = (places.base.as_slice(), places.head.as_slice()) else { continue };
        pair(all, *gone, *new);
    }
}

/// Only what went away is paired: beside it, the same under another key is one more.
fn pair_by_value<T: Fact>(all: &mut Facing<'_, T>) {
    let mut gone: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, one) in all.iter().enumerate().rev() {
        if let Some(one) = one
            && let Change::Removed(before) = one.change
            && let Some(value) = before.by_value()
        {
            gone.entry((zone(one), value)).or_default().push(index);
        }
    }
    for new in 0..all.len() {
        let Some(Aligned { change: Change::Added(after), .. }) = &all[new] else { continue };
        let key = all[new].as_ref().map(zone).zip(after.by_value());
        let Some(waiting) = key.and_then(|key| gone.get_mut(&key)) else { continue };
        let before = |at: &usize| all[*at].as_ref().map(|one| one.change.any());
        let found =
            waiting.iter().rev().take(CLOSE).position(|at| before(at).is_some_and(|was| after.may_have_been(was)));
        if let Some(found) = found {
            pair(all, waiting.remove(waiting.len() - 1 - found), new);
        }
    }
}

/// Makes of something removed and something added one thing that is kept.
fn pair<T>(all: &mut Facing<'_, T>, gone: usize, new: usize) {
    let Some(before) = all[gone].take().and_then(|one| one.change.before()) else { return };
    if let Some(one) = &mut all[new] {
        one.change = Change::Kept { before, after: one.change.any() };
    }
}
