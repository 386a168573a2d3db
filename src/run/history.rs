//! The secrets of every commit of a range: what was removed again is still in the history.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::change::Change;
use crate::fact::{Read, Secret, Stands};
use crate::policy::{self, Policy, Verdict};
use crate::rule::{Context, Rule};
use crate::rules;
use crate::scan::{Fingerprint, Judged, Origin};
use crate::secret::mask::{Occurrence, Redactor};
use crate::secret::{Found, Identity, Scanner, Search};
use crate::source::git::history::{BlobId, History, Step, Written};
use crate::source::{Unchecked, is_lfs_pointer};
use crate::text::{RepoPath, Side, Sides, Site, Span, Text};

/// How many commits are compared at a time, so that memory does not grow with the range.
const AT_A_TIME: usize = 256;

/// The most different secrets that are kept. Nobody reads more; the rest is said to be left out.
const MOST: usize = 10_000;

/// Why there may be no verdict on a history.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The policy is wrong.
    #[error(transparent)]
    Policy(#[from] policy::Error),
    /// Git cannot be read.
    #[error(transparent)]
    Source(#[from] crate::source::Error),
}

/// Judges every commit of `history`. `read_one` is called for each commit that was read.
pub fn check(
    history: &History,
    sources: &policy::Sources<'_>,
    today: jiff::civil::Date,
    read_one: &(dyn Fn() + Sync),
) -> Result<Verdict, Error> {
    let policy = Policy::load(sources, std::iter::empty())?;
    let mut reader = Reader::new(history, &policy);
    for start in (0..history.len()).step_by(AT_A_TIME) {
        let chunk = start..history.len().min(start + AT_A_TIME);
        let steps: Vec<Result<Step, _>> = chunk.into_par_iter().map(|index| history.step(index)).collect();
        reader.read(steps.into_iter().collect::<Result<_, _>>()?, read_one);
    }
    let rules: Vec<&'static Rule> = rules::all().collect();
    let files = reader.blobs.len();
    let redactor = reader.redactor();
    let (judged, unchecked) = reader.judge(&history.outcome()?);
    let verdict = policy.decide(policy::Input {
        base: history.base(),
        head: history.head(),
        files,
        markers: Sides::default(),
        judged,
        comments: Vec::new(),
        unchecked,
        unverified: false,
        whole_tree: false,
        every_file: false,
        today,
        rules: &rules,
        unread: &std::collections::BTreeSet::new(),
        gate_rule: rules::gate::bad_suppression(),
    });
    Ok(Verdict { redactor: Arc::new(redactor), ..verdict })
}

/// What tells two secrets of a history apart. One that could be guessed is another one in another file.
type Key = (Identity, Option<RepoPath>);

fn key(identity: Identity, path: &RepoPath) -> Key {
    (identity, (!identity.is_strong()).then(|| path.clone()))
}

/// A secret, where it was first seen.
struct Sighting {
    commit: String,
    secret: Secret,
    hidden: Vec<Occurrence>,
}

/// A secret of a blob, and all that stand in what is kept of its text.
type Kept = (Secret, Vec<Occurrence>);

/// Reads blobs, each once, and remembers little of them.
struct Reader<'a> {
    history: &'a History,
    policy: &'a Policy,
    scanner: Scanner,
    /// What was read.
    blobs: HashSet<BlobId>,
    /// What the few that hold secrets hold.
    known: Mutex<HashMap<BlobId, Vec<Identity>>>,
    sightings: BTreeMap<usize, Sighting>,
    seen: HashSet<Key>,
    unchecked: Vec<Unchecked>,
}

impl<'a> Reader<'a> {
    fn new(history: &'a History, policy: &'a Policy) -> Self {
        Self {
            history,
            policy,
            scanner: Scanner::default(),
            blobs: HashSet::new(),
            known: Mutex::default(),
            sightings: BTreeMap::new(),
            seen: HashSet::new(),
            unchecked: history.unchecked.clone(),
        }
    }

    /// Reads what these commits wrote. What a commit brings is reported in the order of the commits, whatever the threads did.
    fn read(&mut self, steps: Vec<Step>, read_one: &(dyn Fn() + Sync)) {
        let mut wanted: Vec<(&Step, &Written)> = Vec::new();
        for step in &steps {
            self.unchecked.extend(step.unchecked.iter().cloned());
            let files = step.files.iter().filter(|file| self.policy.scope(&file.path).reads().contains(Read::Secrets));
            let files = files.filter(|file| !self.policy.scope(&file.path).excludes(&file.path));
            wanted.extend(files.filter(|file| self.blobs.insert(file.after)).map(|file| (step, file)));
        }
        let found: Vec<_> = wanted.par_iter().map(|(step, file)| self.added(step, file)).collect();
        for ((Step { commit, .. }, file), found) in wanted.into_iter().zip(found) {
            match found {
                Ok(secrets) => secrets.into_iter().for_each(|secret| self.note(commit, secret)),
                Err(why) => self.unchecked.push(Unchecked { what: format!("{} in {commit}", file.path), why }),
            }
        }
        steps.iter().for_each(|_| read_one());
    }

    fn note(&mut self, commit: &str, (secret, hidden): Kept) {
        if !self.seen.insert(key(secret.identity, secret.site.text.path())) {
            return;
        }
        let count = self.sightings.len();
        if count < MOST {
            self.sightings.insert(count, Sighting { commit: commit.to_owned(), secret, hidden });
        } else if count == MOST {
            let why = format!("more than {MOST} different secrets; the others are not listed");
            self.unchecked.push(Unchecked { what: "the history".to_owned(), why });
        }
    }

    /// The secrets of a file that its predecessor did not have, nor, for a new file, any that its commit took away.
    fn added(&self, step: &Step, file: &Written) -> Result<Vec<Kept>, String> {
        let mut secrets = self.scan(&file.path, file.after)?;
        if secrets.is_empty() {
            return Ok(secrets);
        }
        let before = match file.before {
            Some(before) => self.identities(&file.path, before)?,
            None => self.taken_away(step)?,
        };
        let mut left: HashMap<Identity, usize> = HashMap::new();
        before.into_iter().for_each(|old| *left.entry(old).or_default() += 1);
        secrets.retain(|(secret, _)| match left.get_mut(&secret.identity) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        Ok(secrets)
    }

    fn taken_away(&self, step: &Step) -> Result<Vec<Identity>, String> {
        let mut all = Vec::new();
        for (path, blob) in &step.gone {
            all.extend(self.identities(path, *blob)?);
        }
        Ok(all)
    }

    fn identities(&self, path: &RepoPath, blob: BlobId) -> Result<Vec<Identity>, String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&blob).cloned();
        match known {
            Some(known) => Ok(known),
            None => Ok(self.scan(path, blob)?.iter().map(|(secret, _)| secret.identity).collect()),
        }
    }

    /// The secrets of a blob, each with the lines around it only.
    fn scan(&self, path: &RepoPath, blob: BlobId) -> Result<Vec<Kept>, String> {
        let bytes = self.history.read(blob).map_err(|unread| unread.to_string())?;
        if is_lfs_pointer(&bytes) {
            return Ok(Vec::new());
        }
        let text = Text::new(Side::Head, path.clone(), bytes);
        let custom = &self.policy.scope(path).settings().secrets.custom;
        let found = Search { scanner: &self.scanner, custom }.find(path, text.bytes());
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let secrets: Vec<Kept> = (0..found.len()).map(|at| kept(&text, &found, at)).collect();
        let identities = found.iter().map(|found| found.identity).collect();
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(blob, identities);
        Ok(secrets)
    }

    fn redactor(&mut self) -> Redactor {
        let redactor =
            Redactor::new(self.sightings.values_mut().flat_map(|sighting| std::mem::take(&mut sighting.hidden)));
        self.unchecked.extend(redactor.overflows().then(super::too_many_secrets));
        redactor
    }

    /// What the rules say, and whether the end of the range still has it.
    fn judge(mut self, outcome: &[Written]) -> (Vec<Judged>, Vec<Unchecked>) {
        let mut left: HashSet<Key> = HashSet::new();
        for file in outcome {
            let identities = self.known.get_mut().unwrap_or_else(PoisonError::into_inner).get(&file.after);
            left.extend(identities.into_iter().flatten().map(|identity| key(*identity, &file.path)));
        }
        let judged = self.sightings.values().filter_map(|sighting| {
            let is_left = left.contains(&key(sighting.secret.identity, sighting.secret.site.text.path()));
            judge(self.policy, sighting, is_left)
        });
        (judged.collect(), self.unchecked)
    }
}

/// The secret `found[at]` with the lines around it, and all that stand there.
fn kept(text: &Arc<Text>, found: &[Found], at: usize) -> Kept {
    let one = &found[at];
    let secret = Secret::new(text, one, Stands::Elsewhere);
    let (excerpt, span) = text.excerpt(one.span);
    let start = one.span.start - span.start;
    let kept = Span::new(start, start + excerpt.bytes().len());
    let hidden = Occurrence::around(&excerpt, kept, found, at).collect();
    (Secret { site: Site::new(&excerpt, span), evidence: span, ..secret }, hidden)
}

fn judge(policy: &Policy, sighting: &Sighting, is_left: bool) -> Option<Judged> {
    let Sighting { commit, secret, .. } = sighting;
    let path = secret.site.text.path();
    let scope = policy.scope(path);
    let rule = rules::find(secret.rule).filter(|rule| scope.is_on(rule, path))?;
    let mut finding = rule.ask(&Context::alone(scope.settings()), Change::Added(secret))?;
    if is_left {
        finding.message.push_str(&format!(" (added in {commit})"));
    } else {
        finding.message.push_str(&format!(" (added in {commit}, removed again later)"));
        finding.help = Some("revoke and replace it: it stays in the history".to_owned());
    }
    let print = Fingerprint::of_secret(&scope.settings().secrets.key, secret, 1);
    Some(Judged::new(rule, finding, Origin::Introduced, true, print))
}
