//! What uses the tables and columns that rules ask about: one pass over the files of both sides for all questions.
//!
//! A file that the change does not touch is the same on both sides and searched once, so that a question about both sides costs no more
//! than one about either. Nothing is checked out: files are read from wherever the tree has them, each by one thread, and what one says
//! depends on its bytes alone.
//!
//! What a name means is told by what stands around it ([`context`], [`receiver`], [`sql`], [`models`]); what a file is to the search, by where it stands
//! ([`role`]). A search that had to leave something out says so and proves nothing.

mod context;
mod file;
mod marker;
mod models;
mod plan;
mod receiver;
mod role;
mod sql;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use self::file::Found;
use self::plan::{Hit, Plan, Target};
use self::role::Role;
use crate::answers::{Answer, Certainty, Marker, Question, Use, Uses};
use crate::source::{ChangeSet, File, Mode, Unread};
use crate::text::{Before, RepoPath, Side, Sides, Site, Span, Text};

/// The largest file that is searched; people write no larger ones.
const LARGEST: u64 = 1 << 20;

/// The most bytes that are searched in all.
const MOST_BYTES: usize = 512 << 20;

/// The most tables and columns that are searched for; a change that drops more is not read by anybody.
const MOST_TARGETS: usize = 1_000;

/// The most uses that an answer holds.
const MOST_USES: usize = 100;

/// In so many files that do not name the table a word means something else, so that it is a common one.
const MOST_ELSEWHERE: usize = 10;

/// How many of the first bytes of a file tell whether it is text.
const SNIFFED: usize = 1024;

/// Why nothing can be said about a change that is only a diff, or that is only read file by file.
const NO_TREE: &str = "the change comes without its tree";
const TOO_MANY: &str = "too many tables and columns are dropped at once";
const NO_WALK: &str = "its tree is only read file by file; check it out to have it searched";

/// The answers to questions about uses, in their order; to others none.
pub(super) fn answer(set: &ChangeSet, questions: &[Question]) -> Vec<Option<Answer>> {
    let targets: BTreeSet<Target> = questions.iter().filter_map(|question| Some(target(question)?.1)).collect();
    if targets.is_empty() {
        return vec![None; questions.len()];
    }
    let plan = Plan::new(targets.into_iter().take(MOST_TARGETS));
    let files = files(set);
    let searched = files.as_ref().map(|files| Searched::new(&plan, files));
    let answer = |question: &Question| {
        let (side, target) = target(question)?;
        Some(match (&searched, plan.targets.binary_search(&target)) {
            (Ok(searched), Ok(index)) => Answer::Uses(searched.uses(side, index, &target)),
            (Ok(_), Err(_)) => Answer::Unknown(TOO_MANY.to_owned()),
            (Err(why), _) => Answer::Unknown((**why).to_owned()),
        })
    };
    questions.iter().map(answer).collect()
}

fn target(question: &Question) -> Option<(Side, Target)> {
    let Question::Uses { side, table, column } = question else { return None };
    Some((*side, Target { table: table.clone(), column: column.clone() }))
}

/// A file, and the sides on which it stands.
struct Standing {
    file: File,
    role: Role,
    on: Sides<bool>,
}

/// The files to be searched, and what the walk had to leave out.
struct Files {
    standing: Vec<Standing>,
    left_out: usize,
}

/// The files of both sides. One tree is walked; what the other one has instead of its files, the change says.
fn files(set: &ChangeSet) -> Result<Files, &'static str> {
    let trees = [(Side::Base, &set.trees.base), (Side::Head, &set.trees.head)];
    let mut trees = trees.iter().filter_map(|(side, tree)| Some((*side, tree.as_ref()?))).peekable();
    trees.peek().ok_or(NO_TREE)?;
    let (side, walked) = trees.find_map(|(side, tree)| Some((side, tree.every_file(&role::enters)?))).ok_or(NO_WALK)?;
    let changed: BTreeSet<&RepoPath> =
        set.files.iter().filter_map(|change| Some(&on(change.as_ref(), side)?.path)).collect();
    let here = walked.files.into_iter().filter_map(|file| {
        let both = !changed.contains(&file.path);
        let on = Sides { base: both || side == Side::Base, head: both || side == Side::Head };
        Standing::new(file, on)
    });
    let other = if side == Side::Base { Side::Head } else { Side::Base };
    let there = set.files.iter().filter_map(|change| {
        let file = on(change.as_ref(), other).filter(|file| file.mode == Mode::File)?;
        let is_entered = file.path.directories().all(|dir| role::enters(&dir));
        is_entered
            .then(|| Standing::new(file.clone(), Sides { base: other == Side::Base, head: other == Side::Head }))?
    });
    let mut standing: Vec<Standing> = here.chain(there).collect();
    standing.sort_by(|a, b| (&a.file.path, a.on.head).cmp(&(&b.file.path, b.on.head)));
    Ok(Files { standing, left_out: walked.unchecked.len() })
}

fn on(change: crate::change::Change<&File>, side: Side) -> Option<&File> {
    if side == Side::Base { change.before() } else { change.after() }
}

impl Standing {
    fn new(file: File, on: Sides<bool>) -> Option<Self> {
        let role = Role::of(&file.path)?;
        Some(Self { file, role, on })
    }

    fn is_on(&self, side: Side) -> bool {
        if side == Side::Base { self.on.base } else { self.on.head }
    }
}

/// What came of reading one file.
enum Outcome {
    /// It holds no text.
    Binary,
    /// It is too large.
    TooLarge,
    /// It cannot be read.
    Unreadable,
    /// What it says about each target, and whether it is code.
    Read { is_code: bool, said: BTreeMap<usize, Said> },
}

/// A file's word on one target, with the lines around each place.
struct Said {
    found: Found,
    excerpts: BTreeMap<Hit, Excerpt>,
}

/// The lines around a place, kept when the file is not.
#[derive(Clone)]
struct Excerpt {
    text: Arc<Text>,
    span: Span,
}

impl Excerpt {
    fn on(&self, side: Side) -> Site {
        if side == self.text.side() {
            return Site::new(&self.text, self.span);
        }
        let Before { lines, columns } = self.text.before();
        let before = Before { lines, columns };
        let text = Text::part(side, self.text.path().clone(), self.text.bytes().to_vec(), before);
        Site::new(&text, self.span)
    }
}

/// All files, searched.
struct Searched<'a> {
    files: Vec<(&'a Standing, Outcome)>,
    /// By target: the files that say something about it.
    speaking: BTreeMap<usize, Vec<usize>>,
    is_spent: bool,
    left_out: Sides<Option<String>>,
    searched: Sides<usize>,
}

impl<'a> Searched<'a> {
    fn new(plan: &Plan, files: &'a Files) -> Self {
        let spent = AtomicUsize::new(0);
        let read = |one: &'a Standing| (one, search(plan, one, &spent));
        let outcomes: Vec<_> = files.standing.par_iter().map(read).collect();
        let mut speaking: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, (_, outcome)) in outcomes.iter().enumerate() {
            let Outcome::Read { said, .. } = outcome else { continue };
            said.keys().for_each(|target| speaking.entry(*target).or_default().push(at));
        }
        let is_spent = spent.into_inner() > MOST_BYTES;
        let mut searched =
            Self { files: outcomes, speaking, is_spent, left_out: Sides::default(), searched: Sides::default() };
        let [base, head] = [Side::Base, Side::Head].map(|side| searched.left_out(side, files.left_out));
        searched.left_out = Sides { base, head };
        let code = |side| searched.count(side, |_, outcome| matches!(outcome, Outcome::Read { is_code: true, .. }));
        searched.searched = Sides { base: code(Side::Base), head: code(Side::Head) };
        searched
    }

    /// How many files of one side are such.
    fn count(&self, side: Side, is_it: impl Fn(&Standing, &Outcome) -> bool) -> usize {
        self.files.iter().filter(|(one, outcome)| one.is_on(side) && is_it(one, outcome)).count()
    }

    /// What the files of one side say about a target.
    fn uses(&self, side: Side, index: usize, target: &Target) -> Uses {
        let (left_out, searched) = match side {
            Side::Base => (&self.left_out.base, self.searched.base),
            Side::Head => (&self.left_out.head, self.searched.head),
        };
        let mut uses = Uses { left_out: left_out.clone(), searched, ..Uses::default() };
        if self.is_spent {
            // Which files came first is up to the threads.
            return Uses { searched: 0, ..uses };
        }
        let mut elsewhere = 0;
        let speaking = self.speaking.get(&index).into_iter().flatten().filter_map(|at| self.files.get(*at));
        for (_, outcome) in speaking.filter(|(one, _)| one.is_on(side)) {
            let Outcome::Read { said, .. } = outcome else { continue };
            let Some(Said { found, excerpts }) = said.get(&index) else { continue };
            let site = |hit: &Hit| excerpts.get(hit).map(|excerpt| excerpt.on(side));
            elsewhere += usize::from(found.is_elsewhere);
            let kept =
                found.uses.iter().filter_map(|(hit, certainty)| Some(Use { site: site(hit)?, certainty: *certainty }));
            uses.code.extend(kept);
            if uses.defined.is_none() {
                uses.defined = found.defined.as_ref().and_then(site);
            }
            if uses.marker.is_none() {
                uses.marker = found.marker.as_ref().and_then(|(name, hit)| Some(Marker { name, site: site(hit)? }));
            }
        }
        let word = target.column.as_deref().unwrap_or(&target.table);
        uses.is_common = words::is_common(word) || elsewhere > MOST_ELSEWHERE;
        if uses.is_common {
            uses.code.retain(|one| one.certainty == Certainty::Typed);
        }
        // The sort keeps files and lines in order among those that are equally sure.
        uses.code.sort_by_key(|one| std::cmp::Reverse(one.certainty));
        uses.code.truncate(MOST_USES);
        uses.code
            .sort_by_cached_key(|one| (one.site.text.path().clone(), one.site.text.position(one.site.span.start).line));
        uses
    }

    /// What of one side was not searched.
    fn left_out(&self, side: Side, directories: usize) -> Option<String> {
        if self.is_spent {
            return Some(format!("it holds more than {} MiB of code", MOST_BYTES >> 20));
        }
        let count = |is_it: fn(&Outcome) -> bool| {
            self.count(side, |one, outcome| one.role != Role::Definition && is_it(outcome))
        };
        let large = count(|outcome| matches!(outcome, Outcome::TooLarge));
        let unreadable = count(|outcome| matches!(outcome, Outcome::Unreadable));
        let part = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let mebibytes = LARGEST >> 20;
        let parts = [
            part(large, &format!("file is over {mebibytes} MiB"), &format!("files are over {mebibytes} MiB")),
            part(unreadable, "file cannot be read", "files cannot be read"),
            part(directories, "directory cannot be listed", "directories cannot be listed"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Reads a file and searches it.
fn search(plan: &Plan, one: &Standing, spent: &AtomicUsize) -> Outcome {
    if spent.load(Ordering::Relaxed) > MOST_BYTES {
        return Outcome::Binary;
    }
    let bytes = match one.file.blob.read(LARGEST) {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge { .. }) => return Outcome::TooLarge,
        Err(Unread::Failed(_)) => return Outcome::Unreadable,
    };
    spent.fetch_add(bytes.len(), Ordering::Relaxed);
    if bytes.get(..SNIFFED).unwrap_or(&bytes).contains(&0) {
        return Outcome::Binary;
    }
    let path = &one.file.path;
    let role = one.role.settled(path, &bytes);
    let found = file::search(plan, path, role, &bytes);
    let is_code = role != Role::Definition;
    if found.is_empty() {
        return Outcome::Read { is_code, said: BTreeMap::new() };
    }
    let side = if one.on.base { Side::Base } else { Side::Head };
    let text = Text::new(side, path.clone(), bytes);
    let said = found.into_iter().map(|(target, found)| (target, Said::new(found, &text))).collect();
    Outcome::Read { is_code, said }
}

impl Said {
    fn new(found: Found, text: &Text) -> Self {
        let places = found.uses.iter().map(|(hit, _)| *hit);
        let places = places.chain(found.defined).chain(found.marker.map(|(_, hit)| hit));
        let excerpt = |hit: Hit| {
            let (text, span) = text.excerpt(Span::new(hit.start, hit.end));
            (hit, Excerpt { text, span })
        };
        let excerpts = places.map(excerpt).collect();
        Self { found, excerpts }
    }
}

#[cfg(test)]
mod tests;
