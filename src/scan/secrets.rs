//! Secrets across the change: one that moved is not new, and one that stands in several places is one finding.

use std::collections::{BTreeMap, HashMap};

use super::{Fingerprint, Judged, Origin, Reading};
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Context, Rule};
use crate::secret::Identity;
use crate::text::hunks::Touched;

/// The most further places that one finding lists.
const MOST_PLACES: usize = 10;

/// One secret on the head's side.
#[derive(Clone, Copy)]
struct Standing<'a> {
    secret: &'a Secret,
    reading: &'a Reading<'a>,
    is_new: bool,
    /// Which of the secrets with this name in its file it is.
    ordinal: usize,
}

/// What the rules say about the secrets of all files. One that is removed is no finding.
pub(super) fn judge(readings: &[Reading<'_>]) -> Vec<Judged> {
    let mut groups: BTreeMap<(usize, usize), Vec<Standing<'_>>> = BTreeMap::new();
    let mut first_of: HashMap<(Identity, bool), (usize, usize)> = HashMap::new();
    let gone = surplus(readings);
    for (file, standing) in standing(readings, gone) {
        // A password that many use stands for itself in each place; only what is unique is the same secret.
        let place = (file, standing.secret.site.span.start);
        let key = (standing.secret.identity, standing.is_new);
        let group = match standing.secret.identity.is_strong() {
            true => *first_of.entry(key).or_insert(place),
            false => place,
        };
        groups.entry(group).or_default().push(standing);
    }
    groups.values().filter_map(|group| judge_group(group)).collect()
}

/// How many secrets each file lost: what another file gained of them has moved there.
fn surplus(readings: &[Reading<'_>]) -> HashMap<Identity, usize> {
    let mut gone: HashMap<Identity, usize> = HashMap::new();
    for reading in readings {
        let mut count: HashMap<Identity, (usize, usize)> = HashMap::new();
        reading.facts.base.secrets.iter().for_each(|secret| count.entry(secret.identity).or_default().0 += 1);
        reading.facts.head.secrets.iter().for_each(|secret| count.entry(secret.identity).or_default().1 += 1);
        for (identity, (base, head)) in count {
            if base > head {
                *gone.entry(identity).or_default() += base - head;
            }
        }
    }
    gone
}

/// Every secret of the head, and whether the change brought it: the base did not have as many in this file, none of them went
/// missing in another one, and the change wrote a line of it.
fn standing<'a>(
    readings: &'a [Reading<'a>],
    mut gone: HashMap<Identity, usize>,
) -> impl Iterator<Item = (usize, Standing<'a>)> {
    readings.iter().enumerate().flat_map(move |(file, reading)| {
        let mut had: HashMap<Identity, usize> = HashMap::new();
        reading.facts.base.secrets.iter().for_each(|secret| *had.entry(secret.identity).or_default() += 1);
        let mut ordinals: HashMap<Option<&str>, usize> = HashMap::new();
        let head = &reading.facts.head.secrets;
        // Lines that the change did not write keep theirs first: of two equal secrets the added one is new.
        let mut order: Vec<usize> = (0..head.len()).collect();
        order.sort_by_key(|&at| is_touched(&reading.touched.head, &head[at]));
        let mut is_new = vec![false; head.len()];
        for at in order {
            let secret = &head[at];
            let take = |from: &mut HashMap<Identity, usize>| match from.get_mut(&secret.identity) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            };
            let was_there = take(&mut had) || take(&mut gone);
            is_new[at] = !was_there && is_touched(&reading.touched.head, secret);
        }
        let standing = |(secret, is_new): (&'a Secret, bool)| {
            let ordinal = ordinals.entry(secret.name.as_deref()).or_default();
            *ordinal += 1;
            (file, Standing { secret, reading, is_new, ordinal: *ordinal })
        };
        head.iter().zip(is_new).map(standing).collect::<Vec<_>>()
    })
}

/// Of a file that was too large to be compared every line counts as written.
fn is_touched(touched: &Touched, secret: &Secret) -> bool {
    secret.site.text.is_part() || touched.meets(secret.evidence)
}

/// One finding for all places of a secret: at the place of the gravest rule, the first of those.
fn judge_group(group: &[Standing<'_>]) -> Option<Judged> {
    let answers = group.iter().filter_map(|standing| Some((standing, answer(standing)?)));
    let gravity = |(_, (rule, finding)): &(&Standing<'_>, (&'static Rule, Finding))| {
        let ceiling = finding.ceiling.map_or(rule.standard, |levels| levels.standard.min(rule.standard));
        (ceiling, finding.confidence.unwrap_or(rule.confidence))
    };
    let (main, (rule, mut finding)) =
        answers.reduce(|best, next| if gravity(&next) > gravity(&best) { next } else { best })?;
    let others: Vec<_> = group.iter().filter(|other| !std::ptr::eq(other.secret, main.secret)).collect();
    for other in others.iter().take(MOST_PLACES) {
        finding = finding.related(&other.secret.site, "the same secret");
    }
    if let Some(more) = others.len().checked_sub(MOST_PLACES + 1) {
        finding.message.push_str(&format!("; it stands in {} more places", more + 1 + MOST_PLACES));
    }
    let origin = if main.is_new { Origin::Introduced } else { Origin::Existing };
    Some(Judged::new(rule, finding, origin, main.is_new, print(main)))
}

fn answer(standing: &Standing<'_>) -> Option<(&'static Rule, Finding)> {
    let Standing { secret, reading, .. } = standing;
    let rule = reading.rules.iter().find(|rule| rule.name == secret.rule)?;
    let finding = rule.ask(&Context::new(reading.settings), Change::Added(*secret))?;
    Some((rule, finding))
}

fn print(standing: &Standing<'_>) -> Fingerprint {
    Fingerprint::of_secret(&standing.reading.settings.secrets.key, standing.secret, standing.ordinal)
}

impl Fingerprint {
    /// By the secret itself where nobody can guess it from a hash: so it survives a move, a rename, another rule. Others by their place
    /// and name, and by which of those they are.
    #[must_use]
    pub fn of_secret(key: &str, secret: &Secret, ordinal: usize) -> Self {
        if let Some(hash) = secret.identity.public() {
            return Self::of(&[b"secret", key.as_bytes(), hash]);
        }
        let path = secret.site.text.path().as_bstr();
        let name = secret.name.as_deref().unwrap_or_default();
        Self::of(&[secret.rule.as_bytes(), path, name.as_bytes(), &(ordinal as u64).to_le_bytes()])
    }
}
