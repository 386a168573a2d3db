//! The pipeline: read, extract, judge, decide. The one file that knows all of it.

pub mod history;
pub mod images;
mod landed;
mod large;
mod migrated;
mod migrations;
mod originals;
mod questions;
mod trees;
mod used;
mod uses;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use self::migrated::Migrations;
use self::originals::Originals;
use self::questions::{ROUNDS, Sources};
use crate::answers::Answers;
use crate::change::{Change, align};
use crate::fact::extract::migration::{self, Location};
use crate::fact::extract::{self, Extracted, Named, Usage, Wanted};
use crate::fact::{Facts, Image, Place, PolicyFile, Read, Reads, Suppression, Unread};
use crate::policy::markers::{self, Marker};
use crate::policy::{self, Comment, Diff, Policy, Verdict};
use crate::rule::{Check, Rule};
use crate::rules;
use crate::scan::{self, Judged, Reading};
use crate::secret::mask::Redactor;
use crate::secret::{Scanner, Search};
use crate::source::{ChangeSet, File, Mode, SIZE_CAP, Unchecked, is_lfs_pointer};
use crate::text::hunks::{self, Hunk, Touched};
use crate::text::{RepoPath, Side, Sides, Site, Span, Text};

pub use self::questions::{Offline, Registries};
use self::trees::{SideTree, Trees};
use self::used::Used;

/// Judges a change by the policy of `sources`. `today` decides which suppressions have ended; `registries` are asked about images.
pub fn check(
    set: &ChangeSet,
    sources: &policy::Sources<'_>,
    today: jiff::civil::Date,
    registries: &dyn Registries,
) -> Result<Verdict, policy::Error> {
    watched(set, sources, today, registries, &|| ())
}

/// Likewise, and calls `read_one` for each file of the change that has been read, from whichever thread did it.
pub fn watched(
    set: &ChangeSet,
    sources: &policy::Sources<'_>,
    today: jiff::civil::Date,
    registries: &dyn Registries,
    read_one: &(dyn Fn() + Sync),
) -> Result<Verdict, policy::Error> {
    // In a whole tree the policies are among the files.
    let is_asked = |path: &&RepoPath| !set.every_file || policy::is_policy_file(path);
    let policy = Policy::load(sources, paths(set).filter(is_asked))?;
    let trees = Trees::new(&set.trees);
    let budget = Budget::default();
    let scanner = Scanner::default();
    let read = |change, used| {
        if budget.is_spent() { None } else { read(change, used, set.whole_tree, &policy, &scanner, &trees, &budget) }
    };
    let read_first = |change| {
        let file = read(change, Sides::default());
        read_one();
        file
    };
    let mut files: Vec<Option<Checked<'_>>> = set.files.par_iter().map(read_first).collect();
    let used = Used::new(files.iter().flatten().map(|file| &file.names)).of(&set.files);
    let again: Vec<_> = used.par_iter().map(|(index, used)| (*index, read(&set.files[*index], *used))).collect();
    for (index, file) in again {
        files[index] = file;
    }
    let mut files: Vec<Checked<'_>> = files.into_iter().flatten().collect();

    let mut unchecked = set.unchecked.clone();
    if budget.is_spent() {
        // Which files the threads came to first must not show.
        files.clear();
        unchecked.push(Unchecked { what: "the change".to_owned(), why: TOO_MUCH.to_owned() });
    }
    unchecked.extend(files.iter().flat_map(|file| file.unchecked.iter().cloned()));
    let migrations = migrations::read(&files, set, &policy, &trees);
    let (mut readings, diffs): (Vec<Reading<'_>>, Vec<Diff>) =
        files.into_iter().map(|file| (file.reading, file.diff)).unzip();
    readings.extend(migrations);
    unchecked.extend(readings.iter().flat_map(undecided));
    let in_part = set.files.iter().filter_map(|change| change.as_ref().after().filter(|file| file.partial));
    let stopped = readings.iter().flat_map(|reading| &reading.facts.head.unread);
    let unread: BTreeSet<RepoPath> =
        in_part.map(|file| file.path.clone()).chain(stopped.map(|unread| unread.site.text.path().clone())).collect();
    unchecked.extend(policy.unhonoured());
    let redactor = redactor(&readings, &mut unchecked);
    let rules: Vec<&'static Rule> = rules::all().collect();
    let asked = Sources::new(set, &policy, registries).with(Migrations::new(set, &readings, &trees));
    let (mut judged, answers) = ask(&readings, &policy, today, &asked);
    let grounds = policy.grounds(&answers);
    let originals = Originals::find(&judged, set, sources, &grounds, &trees);
    originals.iter().for_each(|originals| originals.settle(&mut judged, &grounds));
    let (unverified, is_required) = questions::unverified(&answers, &policy);
    unchecked.extend(unverified);
    let copied = originals.iter().flat_map(Originals::comments);
    let mut verdict = policy.decide(policy::Input {
        base: set.base.clone(),
        head: set.head.clone(),
        files: set.files.len(),
        markers: markers(&judged, &readings),
        judged,
        comments: readings.iter().flat_map(comments).chain(copied).collect(),
        unchecked,
        unverified: budget.is_spent() || is_required,
        whole_tree: set.whole_tree,
        every_file: set.every_file,
        today,
        rules: &rules,
        unread: &unread,
        gate_rule: rules::gate::bad_suppression(),
    });
    verdict.redactor = Arc::new(redactor);
    if !set.whole_tree {
        verdict.diffs = spoken_of(diffs, &verdict);
    }
    Ok(verdict)
}

/// Asks the rules, then whoever can answer what they asked for, then the rules again, until nothing is open.
fn ask(
    readings: &[Reading<'_>],
    policy: &Policy,
    today: jiff::civil::Date,
    sources: &Sources<'_>,
) -> (Vec<Judged>, Answers) {
    let mut answers = Answers::new(today);
    for _ in 0..ROUNDS {
        let judged = scan::scan(readings, &policy.grounds(&answers));
        if !answers.learn(sources) {
            return (judged, answers);
        }
    }
    (scan::scan(readings, &policy.grounds(&answers)), answers)
}

/// Hides whatever was found to be a secret on either side.
fn redactor(readings: &[Reading<'_>], unchecked: &mut Vec<Unchecked>) -> Redactor {
    let facts = readings.iter().flat_map(|reading| [&reading.facts.base, &reading.facts.head]);
    let redactor = Redactor::new(facts.flat_map(Facts::hidden));
    unchecked.extend(redactor.overflows().then(too_many_secrets));
    redactor
}

fn too_many_secrets() -> Unchecked {
    let why = "they are too many to search for in all report text; each is hidden where it was found";
    Unchecked { what: "the values of secrets".to_owned(), why: why.to_owned() }
}

/// Where the files of a change stand, on both sides: what was moved is judged by what held where it stood, too.
fn paths(set: &ChangeSet) -> impl Iterator<Item = &RepoPath> {
    set.files.iter().flat_map(|change| {
        let change = change.as_ref();
        change.before().into_iter().chain(change.after()).map(|file| &file.path)
    })
}

/// The diffs of the files that a finding is about.
fn spoken_of(mut diffs: Vec<Diff>, verdict: &Verdict) -> Vec<Diff> {
    let findings = verdict.decisions.iter().map(|decision| &decision.judged.finding);
    let sites =
        findings.flat_map(|finding| std::iter::once(&finding.at).chain(finding.related.iter().map(|(site, _)| site)));
    let texts: HashSet<*const Text> = sites.map(|site| Arc::as_ptr(&site.text)).collect();
    diffs.retain(|diff| [&diff.base, &diff.head].into_iter().flatten().any(|text| texts.contains(&Arc::as_ptr(text))));
    diffs
}

/// Why a change is not judged at all.
pub(crate) const TOO_MUCH: &str =
    "it is too large to judge, so nothing was judged; pass paths, or exclude some in the policy";

/// What may be held at once: the bytes of the files that say anything, and what a fact and its findings cost. Its end is the end of
/// the run, since which files came first is up to the threads.
#[derive(Default)]
struct Budget(AtomicUsize);

impl Budget {
    const ALL: usize = 1 << 30;
    const FACT: usize = 2 << 10;

    fn spend(&self, diff: &Diff, facts: &Sides<Facts>) {
        let bytes = [&diff.base, &diff.head].into_iter().flatten().map(|text| text.bytes().len()).sum::<usize>();
        self.spend_on(bytes, facts.base.count() + facts.head.count());
    }

    /// What so many bytes and facts cost.
    fn spend_on(&self, bytes: usize, facts: usize) {
        self.0.fetch_add(bytes + facts * Self::FACT, Ordering::Relaxed);
    }

    fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) > Self::ALL
    }
}

/// A changed file, read, and what was not looked at in it.
struct Checked<'a> {
    reading: Reading<'a>,
    names: Sides<Vec<Named>>,
    migrations: Sides<Option<Location>>,
    diff: Diff,
    unchecked: Vec<Unchecked>,
}

/// Reads both sides of a file; `None` where nothing in it could matter.
fn read<'a>(
    change: &Change<File>,
    used: Sides<Option<Usage>>,
    whole_tree: bool,
    policy: &'a Policy,
    scanner: &Scanner,
    trees: &Trees<'_>,
    budget: &Budget,
) -> Option<Checked<'a>> {
    let path = &change.as_ref().any().path;
    let scope = policy.scope(path);
    // A whole tree is judged by the policy that is in it: nothing about that policy changes.
    let role = if whole_tree { None } else { policy_role(path, policy) };
    let reads = scope.reads();
    let of_any_text = reads.contains(Read::Runs) || reads.contains(Read::Secrets);
    let may_migrate =
        || reads.contains(Read::Migrations) && (migration::may_be(path) || migration::model::may_be(path));
    let is_read = || extract::is_read(path, of_any_text) || may_migrate() || is_out_of_reach(change);
    if role.is_none() && (scope.excludes(path) || !is_read()) {
        return None;
    }
    let search = Search { scanner, custom: &scope.settings().secrets.custom };
    let asked = Asked { reads, search: reads.contains(Read::Secrets).then_some(search), trees };
    let mut unchecked = Vec::new();
    let (before, after) = (change.as_ref().before(), change.as_ref().after());
    let sides = Sides {
        base: before.map(|file| asked.side(file, Side::Base, used.base, &mut Vec::new())),
        head: after.map(|file| asked.side(file, Side::Head, used.head, &mut unchecked)),
    };
    let diff = diff(&sides);
    let touched = touched(&diff);
    let paths = Sides { base: before.map(|file| file.path.clone()), head: after.map(|file| file.path.clone()) };
    let facts = |side: Option<Known>, touched: &Touched| {
        let Some(Known { text, said: Extracted { mut facts, names, migration } }) = side else {
            return Extracted::default();
        };
        if let Some(role) = role {
            facts.policy_files.push(policy_file(role, &text, touched));
            broken_policy(&text).into_iter().for_each(|broken| facts.unread.push_past_bound(broken));
        }
        Extracted { facts, names, migration }
    };
    let Sides { base, head } = sides;
    let (base, head) = (facts(base, &touched.base), facts(head, &touched.head));
    let names = Sides { base: base.names, head: head.names };
    let migrations = Sides { base: base.migration, head: head.migration };
    let is_migration = migrations.base.is_some() || migrations.head.is_some();
    let facts = Sides { base: base.facts, head: head.facts };
    // Of most files there is nothing to say.
    let said = facts.base.count() + facts.head.count() + names.base.len() + names.head.len();
    if said + unchecked.len() == 0 && !is_migration {
        return None;
    }
    let known = rules::secret::of(&facts.head.secrets);
    budget.spend(&diff, &facts);
    let rules: Vec<_> = rules::written().chain(known).filter(|rule| scope.is_on(rule, path)).collect();
    if !rules.iter().any(|rule| matches!(rule.check, Check::Unread(_))) {
        let row = |why| Unchecked { what: path.to_string(), why };
        unchecked.extend(facts.head.left_out().map(row));
    }
    let reading = Reading { facts, touched, paths, settings: scope.settings(), rules };
    Some(Checked { reading, names, migrations, diff, unchecked })
}

/// Whether a file that no reader asks for is one that none could read: too large to be looked at by anybody.
fn is_out_of_reach(change: &Change<File>) -> bool {
    let text = change.as_ref().after().filter(|file| file.mode == Mode::File && !extract::is_asset(&file.path));
    text.is_some_and(|file| file.blob.size().map_or(true, |size| size > SIZE_CAP))
}

/// One side of a file: its text, which is empty where it could not be read, and what it says.
struct Known {
    text: Arc<Text>,
    said: Extracted,
}

/// What is asked of a file, and what stands beside it.
struct Asked<'a> {
    reads: Reads,
    search: Option<Search<'a>>,
    trees: &'a Trees<'a>,
}

impl Asked<'_> {
    fn side(&self, file: &File, side: Side, usage: Option<Usage>, unchecked: &mut Vec<Unchecked>) -> Known {
        let empty = || Text::new(side, file.path.clone(), Vec::new());
        let skipped = |why: &str, unchecked: &mut Vec<Unchecked>| {
            if extract::is_judged(&file.path) {
                unchecked.push(Unchecked { what: file.path.to_string(), why: why.to_owned() });
            }
            Known { text: empty(), said: Extracted::default() }
        };
        match file.mode {
            Mode::Link => {
                return skipped("it is a symbolic link; its target is judged where it is", unchecked);
            }
            Mode::Submodule => return skipped("it is a submodule, whose repository is not read", unchecked),
            Mode::File => {}
        }
        let bytes = match file.blob.read(SIZE_CAP) {
            Ok(bytes) if is_lfs_pointer(&bytes) => {
                return skipped("it is a Git LFS pointer, whose content is not in the repository", unchecked);
            }
            Ok(bytes) => bytes,
            Err(unread) => {
                let text = empty();
                let judged = extract::is_judged(&file.path);
                let searched = self.search.and_then(|search| large::search(search, file, side));
                let but = if searched.is_some() { "; it was only searched for secrets" } else { "" };
                let unread = Unread::whole(&text, format!("{unread}{but}"), judged);
                let mut facts = searched.unwrap_or_default();
                facts.unread = vec![unread].into();
                facts.note_left_out(&text);
                return Known { text, said: Extracted { facts, ..Extracted::default() } };
            }
        };
        let text = Text::new(side, file.path.clone(), bytes);
        let neighbours = SideTree { trees: self.trees, side };
        let wanted = Wanted {
            partial: file.partial,
            structure: self.reads.contains(Read::Structure),
            commands: self.reads.contains(Read::Runs),
            migrations: self.reads.contains(Read::Migrations),
            usage,
            search: self.search,
        };
        let said = extract::read(&text, wanted, &neighbours);
        Known { text, said }
    }
}

/// What the change does to a file. A side that could not be read leaves the other one changed as a whole.
fn diff(sides: &Sides<Option<Known>>) -> Diff {
    let text = |side: &Option<Known>| side.as_ref().map(|known| Arc::clone(&known.text));
    let (base, head) = (text(&sides.base), text(&sides.head));
    let hunks = match (&base, &head) {
        (Some(old), Some(new)) if old.bytes().is_empty() => {
            vec![Hunk { removed: Span::default(), added: Span::new(0, new.bytes().len()) }]
        }
        (Some(old), Some(new)) if old.bytes() != new.bytes() => hunks::between(old.bytes(), new.bytes()),
        _ => Vec::new(),
    };
    Diff { base, head, hunks }
}

/// Which lines the change touched.
fn touched(diff: &Diff) -> Sides<Touched> {
    let whole = |side: &Option<Arc<Text>>| {
        side.as_ref().map_or_else(Touched::default, |text| Touched::whole(text.bytes().len()))
    };
    let is_whole = match (&diff.base, &diff.head) {
        (Some(base), Some(_)) => base.bytes().is_empty(),
        _ => true,
    };
    if is_whole {
        return Sides { base: whole(&diff.base), head: whole(&diff.head) };
    }
    Sides {
        base: Touched::new(diff.hunks.iter().map(|hunk| hunk.removed).collect()),
        head: Touched::new(diff.hunks.iter().map(|hunk| hunk.added).collect()),
    }
}

/// What a file decides about the gate itself.
fn policy_role(path: &RepoPath, policy: &Policy) -> Option<&'static str> {
    match path.as_bstr() == policy::BASELINE {
        true => Some("baseline"),
        false => (policy::is_policy_file(path) || policy.is_from(path)).then_some("policy"),
    }
}

/// What is wrong with a policy that the change writes: it does not count yet, but once merged it would stop every run.
fn broken_policy(text: &Arc<Text>) -> Option<Unread> {
    let is_ours = text.side() == Side::Head && policy::is_policy_file(text.path());
    let error = is_ours.then(|| policy::check_file(&text.path().to_string(), text.bytes()).err())??;
    let span = error.site().map_or(Span::default(), |site| site.span);
    let why = format!("once merged, this policy would stop every run: {}", error.message());
    Some(Unread { why, judged: true, hides: span, site: Site::new(text, span) })
}

/// Points at the first line that the change touched, or else at the first line.
fn policy_file(role: &'static str, text: &Arc<Text>, touched: &Touched) -> PolicyFile {
    let start = touched.spans().first().map_or(0, |span| span.start);
    let line = text.lines().span(text.lines().line(start));
    let trimmed = text.slice(line).trim_ascii_end().len();
    PolicyFile { role, site: Site::new(text, Span::new(line.start, line.start + trimmed)) }
}

/// Says how many touched references a template or a variable decides: they are not judged, and nobody should think they were. Where
/// nobody asks about images, nobody does.
fn undecided(reading: &Reading<'_>) -> Vec<Unchecked> {
    let is_asked = reading.rules.iter().any(|rule| matches!(rule.check, Check::Image(_)));
    let Some(path) = reading.paths.head.as_ref().filter(|_| is_asked) else { return Vec::new() };
    // What Ansible fills in from a `templates/` of its own is no chart's.
    let in_chart = !path.is_template() && path.as_bstr().split(|&byte| byte == b'/').any(|part| part == b"templates");
    let is_undecided =
        |image: &&Image| image.repository.get().is_none() || (image.tag.get().is_none() && !image.tag.is_missing());
    let written = |image: &&Image| image.digest.get().is_none() && reading.touched.head.meets(image.site.span);
    // What a chart's template leaves to its values is judged there; values and kustomizations leave to others what they do not name.
    let left_to_others = |image: &&Image| match image.place {
        Place::Kustomize | Place::Document | Place::Handled => true,
        Place::Values => image.repository.get().is_some_and(|part| part.site == image.site),
        _ => in_chart && image.site.bytes().windows(2).any(|pair| pair == b"{{"),
    };
    let images = reading.facts.head.images.iter().filter(is_undecided).filter(written);
    let (unread, open): (Vec<&Image>, Vec<&Image>) = images
        .filter(|image| !left_to_others(image) && image.site.text.path() == path)
        .partition(|image| image.place == Place::Unread);
    let row = |count: usize, why: &str| {
        let what = if count == 1 { "an image reference".to_owned() } else { format!("{count} image references") };
        (count > 0).then(|| Unchecked { what: path.to_string(), why: format!("{what} {why}") })
    };
    let rows = [row(open.len(), "set by a template or variable"), row(unread.len(), "in a format that is not read")];
    rows.into_iter().flatten().collect()
}

/// The comments of a file that silence rules, on both sides, and whether the change wrote them.
fn comments(reading: &Reading<'_>) -> Vec<Comment> {
    align(&reading.facts.base.suppressions, &reading.facts.head.suppressions)
        .into_iter()
        .map(|change| Comment {
            change: change.map(Suppression::clone),
            touched: matches!(change, Change::Added(own) if reading.touched.head.meets(own.site.span)),
        })
        .collect()
}

/// The comments of other tools, in the files with findings about secrets and where these stood in the base, and whether the change
/// writes their lines.
fn markers(judged: &[Judged], readings: &[Reading<'_>]) -> Sides<Vec<Marker>> {
    let secrets = || judged.iter().filter(|judged| matches!(judged.rule.check, Check::Secret(_)));
    let now = texts(secrets().map(|judged| &judged.finding.at).filter(|at| at.text.side() == Side::Head));
    let before = texts(secrets().filter_map(|judged| Some(&judged.stood.as_ref()?.at)));
    let mut head = Vec::new();
    for reading in readings {
        let Some(text) = reading.paths.head.as_ref().and_then(|path| now.get(path)) else { continue };
        head.extend(markers::read(text).into_iter().map(|marker| {
            let touched = reading.touched.head.meets(marker.site.span);
            Marker { touched, ..marker }
        }));
    }
    Sides { base: before.into_values().flat_map(markers::read).collect(), head }
}

/// The texts of these places, by their paths.
fn texts<'a>(places: impl Iterator<Item = &'a Site>) -> BTreeMap<&'a RepoPath, &'a Arc<Text>> {
    places.map(|at| (at.text.path(), &at.text)).collect()
}
