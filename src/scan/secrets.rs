//! Secrets across the change: one that moved is not new, and one that stands in several places is one finding.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::{Fingerprint, Ground, Judged, Origin, Reading, Stood, Weight};
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Context, Rule};
use crate::secret::Identity;
use crate::settings::Settings;
use crate::text::Sides;
use crate::text::hunks::Touched;

/// The most further places that one finding lists.
const MOST_PLACES: usize = 10;

/// One secret on the head's side.
#[derive(Clone, Copy)]
struct Occurrence<'a> {
    secret: &'a Secret,
    reading: &'a Reading<'a>,
    is_new: bool,
    /// The one of the base that it was.
    was: Option<Former<'a>>,
    /// Which of the secrets with this name in its file it is.
    ordinal: usize,
}

/// A secret of the base, and which of those with this name in its file it is.
type Former<'a> = (&'a Secret, usize);

/// What the rules say about the secrets of all files. One that is removed is no finding.
pub(super) fn judge(readings: &[Reading<'_>], ground: &dyn Ground) -> Vec<Judged> {
    let mut groups: BTreeMap<(usize, usize), Vec<Occurrence<'_>>> = BTreeMap::new();
    let mut first_of: HashMap<(Identity, bool), (usize, usize)> = HashMap::new();
    for (file, occurrence) in occurrence(readings, ground) {
        // A password that many use stands for itself in each place; only what is unique is the same secret.
        let place = (file, occurrence.secret.site.span.start);
        let key = (occurrence.secret.identity, occurrence.is_new);
        let group = match occurrence.secret.identity.is_strong() {
            true => *first_of.entry(key).or_insert(place),
            false => place,
        };
        groups.entry(group).or_default().push(occurrence);
    }
    groups.values().filter_map(|group| judge_group(group, ground)).collect()
}

/// Secrets of the base that no secret of the head is known to be, by what they weighed where they stood.
#[derive(Default)]
struct Stock<'a>(HashMap<Identity, BTreeMap<Weight<'a>, VecDeque<Former<'a>>>>);

impl<'a> Stock<'a> {
    /// Those of a file that a rule speaks about.
    fn of(reading: &'a Reading<'a>, ground: &'a dyn Ground) -> Self {
        let mut stock = Self::default();
        let secrets = &reading.facts.base.secrets;
        for (secret, ordinal) in secrets.iter().zip(ordinals(secrets)) {
            let Some(weight) = weight_before(secret, ground) else { continue };
            stock.0.entry(secret.identity).or_default().entry(weight).or_default().push_back((secret, ordinal));
        }
        stock
    }

    /// Takes out one that excuses a secret which weighs `now`: the lightest that does.
    fn take(&mut self, identity: Identity, now: Weight<'_>) -> Option<Former<'a>> {
        let by_weight = self.0.get_mut(&identity)?;
        by_weight.iter_mut().filter(|(weight, _)| weight.excuses(now)).find_map(|(_, secrets)| secrets.pop_front())
    }

    /// Takes in all of another.
    fn gather(&mut self, other: Self) {
        for (identity, by_weight) in other.0 {
            let own = self.0.entry(identity).or_default();
            by_weight.into_iter().for_each(|(weight, secrets)| own.entry(weight).or_default().extend(secrets));
        }
    }
}

/// What a secret of the base weighed where it stood.
fn weight_before<'a>(secret: &Secret, ground: &'a dyn Ground) -> Option<Weight<'a>> {
    let rule = ground.rule(secret.rule)?;
    let cx = ground.context(secret.site.text.path());
    ground.weigh(rule, &rule.ask(&cx, Change::Added(secret))?)
}

/// Which of the secrets with its name each is.
fn ordinals(secrets: &[Secret]) -> impl Iterator<Item = usize> {
    let mut seen: HashMap<Option<&str>, usize> = HashMap::new();
    secrets.iter().map(move |secret| {
        let ordinal = seen.entry(secret.name.as_deref()).or_default();
        *ordinal += 1;
        *ordinal
    })
}

/// Every secret of the head, and whether the change brought it: the base did not have as many in this file that count here, none of
/// them went missing in another one, and the change wrote a line of it or moved the file.
fn occurrence<'a>(readings: &'a [Reading<'a>], ground: &'a dyn Ground) -> Vec<(usize, Occurrence<'a>)> {
    let mut stocks: Vec<Stock<'a>> = readings.iter().map(|reading| Stock::of(reading, ground)).collect();
    let mut all: Vec<(usize, Occurrence<'a>)> = Vec::new();
    for (file, (reading, stock)) in readings.iter().zip(&mut stocks).enumerate() {
        let secrets = &reading.facts.head.secrets;
        let stands = |(secret, ordinal)| (file, Occurrence { secret, reading, is_new: false, was: None, ordinal });
        let mut here: Vec<_> = secrets.iter().zip(ordinals(secrets)).map(stands).collect();
        // Lines that the change did not write keep theirs first: of two equal secrets the added one is new.
        let mut order: Vec<_> = here.iter_mut().map(|(_, occurrence)| occurrence).collect();
        order.sort_by_key(|occurrence| is_touched(&reading.touched.head, occurrence.secret));
        order.into_iter().for_each(|occurrence| occurrence.find_in(stock, ground));
        all.append(&mut here);
    }
    let mut gone = Stock::default();
    stocks.into_iter().for_each(|stock| gone.gather(stock));
    for (_, occurrence) in &mut all {
        occurrence.find_in(&mut gone, ground);
        occurrence.is_new = occurrence.was.is_none() && occurrence.is_written();
    }
    all
}

impl<'a> Occurrence<'a> {
    /// Looks for the one of the base that it was, if that is not known yet.
    fn find_in(&mut self, stock: &mut Stock<'a>, ground: &dyn Ground) {
        if self.was.is_none()
            && stock.0.contains_key(&self.secret.identity)
            && let Some((rule, finding)) = answer(self, ground)
            && let Some(now) = ground.weigh(rule, &finding)
        {
            self.was = stock.take(self.secret.identity, now);
        }
    }

    /// Whether the change wrote it, or moved the file that it stands in.
    fn is_written(&self) -> bool {
        let Sides { base, head } = &self.reading.paths;
        base != head || is_touched(&self.reading.touched.head, self.secret)
    }
}

/// Of a file that was too large to be compared every line counts as written.
fn is_touched(touched: &Touched, secret: &Secret) -> bool {
    secret.site.text.is_part() || touched.meets(secret.evidence)
}

/// One finding for all places of a secret: at the place of the gravest rule, the first of those.
fn judge_group(group: &[Occurrence<'_>], ground: &dyn Ground) -> Option<Judged> {
    let answers = group.iter().filter_map(|occurrence| Some((occurrence, answer(occurrence, ground)?)));
    let weight = |(_, (rule, finding)): &(&Occurrence<'_>, (&'static Rule, Finding))| {
        let ceiling = finding.ceiling.map_or(rule.standard, |levels| levels.standard.min(rule.standard));
        (ceiling, finding.confidence.unwrap_or(rule.confidence))
    };
    let (main, (rule, mut finding)) =
        answers.reduce(|best, next| if weight(&next) > weight(&best) { next } else { best })?;
    let others: Vec<_> = group.iter().filter(|other| !std::ptr::eq(other.secret, main.secret)).collect();
    for other in others.iter().take(MOST_PLACES) {
        finding = finding.related(&other.secret.site, "the same secret");
    }
    if let Some(more) = others.len().checked_sub(MOST_PLACES + 1) {
        finding.message.push_str(&format!("; it appears in {} more places", more + 1 + MOST_PLACES));
    }
    let origin = if main.is_new { Origin::Introduced } else { Origin::Existing };
    let stood = main.was.map(|(secret, ordinal)| Stood {
        at: secret.site.clone(),
        print: print(ground.settings(secret.site.text.path()), secret, ordinal),
    });
    let print = print(main.reading.settings, main.secret, main.ordinal);
    Some(Judged { stood, ..Judged::new(rule, finding, origin, main.is_new, print) })
}

fn answer(occurrence: &Occurrence<'_>, ground: &dyn Ground) -> Option<(&'static Rule, Finding)> {
    let Occurrence { secret, reading, .. } = occurrence;
    let rule = reading.rules.iter().find(|rule| rule.name == secret.rule)?;
    let finding = rule.ask(&Context::new(reading.settings, ground.answers()), Change::Added(*secret))?;
    Some((rule, finding))
}

fn print(settings: &Settings, secret: &Secret, ordinal: usize) -> Fingerprint {
    Fingerprint::of_secret(&settings.secrets.key, secret, ordinal)
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
