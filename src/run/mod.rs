//! The pipeline: read, extract, judge, decide. The one file that knows all of it.

pub mod history;
mod large;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::change::{Change, align};
use crate::document::yaml::{self, Yaml};
use crate::fact::extract::{self, Look, Neighbours, Region, Wanted};
use crate::fact::{Facts, Image, Place, PolicyFile, Suppression, Unread};
use crate::policy::markers::{self, Marker};
use crate::policy::{self, Comment, Diff, Policy, Verdict};
use crate::rule::{Rule, catalogue};
use crate::rules;
use crate::scan::{self, Judged, Reading};
use crate::secret::mask::Redactor;
use crate::secret::{Scanner, Search};
use crate::source::{ChangeSet, File, Listed, Mode, SIZE_CAP, Tree, Unchecked, is_lfs_pointer};
use crate::text::hunks::{self, Hunk, Touched};
use crate::text::{RepoPath, Side, Sides, Site, Span, Text};

/// Judges a change by the policy of its base. `today` decides which suppressions have ended.
pub fn check(
    set: &ChangeSet,
    sources: &policy::Sources<'_>,
    today: jiff::civil::Date,
) -> Result<Verdict, policy::Error> {
    watched(set, sources, today, &|| ())
}

/// Likewise, and calls `read_one` for each file of the change that has been read, from whichever thread did it.
pub fn watched(
    set: &ChangeSet,
    sources: &policy::Sources<'_>,
    today: jiff::civil::Date,
    read_one: &(dyn Fn() + Sync),
) -> Result<Verdict, policy::Error> {
    // In a whole tree the policies are among the files.
    let is_asked = |path: &&RepoPath| !set.every_file || policy::is_policy_file(path);
    let policy = Policy::load(sources, set.files.iter().map(|change| &change.as_ref().any().path).filter(is_asked))?;
    let trees = Trees::new(&set.trees);
    let budget = Budget::default();
    let scanner = Scanner::default();
    let read = |change| {
        let file =
            if budget.is_spent() { None } else { read(change, set.whole_tree, &policy, &scanner, &trees, &budget) };
        read_one();
        file
    };
    let mut files: Vec<Checked<'_>> = set.files.par_iter().filter_map(read).collect();

    let mut unchecked = set.unchecked.clone();
    if budget.is_spent() {
        // Which files the threads came to first must not show.
        files.clear();
        unchecked.push(Unchecked { what: "the change".to_owned(), why: TOO_MUCH.to_owned() });
    }
    unchecked.extend(files.iter().flat_map(|file| file.unchecked.iter().cloned()));
    let (readings, diffs): (Vec<Reading<'_>>, Vec<Diff>) =
        files.into_iter().map(|file| (file.reading, file.diff)).unzip();
    unchecked.extend(readings.iter().filter_map(undecided));
    let in_part = set.files.iter().filter_map(|change| change.as_ref().after().filter(|file| file.partial));
    let stopped = readings.iter().flat_map(|reading| &reading.facts.head.unread);
    let unread: BTreeSet<RepoPath> =
        in_part.map(|file| file.path.clone()).chain(stopped.map(|unread| unread.site.text.path().clone())).collect();
    unchecked.extend(policy.unhonoured());
    let redactor = redactor(&readings, &mut unchecked);
    let rules: Vec<&'static Rule> = rules::all().collect();
    let judged = scan::scan(&readings);
    let mut verdict = policy.decide(policy::Input {
        base: set.base.clone(),
        head: set.head.clone(),
        files: set.files.len(),
        markers: markers(&judged, &readings),
        judged,
        comments: readings.iter().flat_map(comments).collect(),
        unchecked,
        unverified: budget.is_spent(),
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

/// Hides whatever was found to be a secret on either side.
fn redactor(readings: &[Reading<'_>], unchecked: &mut Vec<Unchecked>) -> Redactor {
    let facts = readings.iter().flat_map(|reading| [&reading.facts.base, &reading.facts.head]);
    let redactor = Redactor::new(facts.flat_map(Facts::hidden));
    unchecked.extend(redactor.overflows().then(too_many_secrets));
    redactor
}

fn too_many_secrets() -> Unchecked {
    let why = "they are too many to be looked for wherever a report shows text; each is hidden where it was found";
    Unchecked { what: "the values of secrets".to_owned(), why: why.to_owned() }
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

/// The families that ask about commands and pipelines.
const ABOUT_RUNS: [&str; 3] = ["manual", "pipeline", "terraform"];

/// Why a change is not judged at all.
const TOO_MUCH: &str =
    "it holds more than can be judged at once, so none of it was; name paths, or exclude some in the policy";

/// What may be held at once: the bytes of the files that say anything, and what a fact and its findings cost. Its end is the end of
/// the run, since which files came first is up to the threads.
#[derive(Default)]
struct Budget(AtomicUsize);

impl Budget {
    const ALL: usize = 1 << 30;
    const FACT: usize = 2 << 10;

    fn spend(&self, diff: &Diff, facts: &Sides<Facts>) {
        let bytes = [&diff.base, &diff.head].into_iter().flatten().map(|text| text.bytes().len()).sum::<usize>();
        let count = facts.base.count() + facts.head.count();
        self.0.fetch_add(bytes + count * Self::FACT, Ordering::Relaxed);
    }

    fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) > Self::ALL
    }
}

/// The tree whose policy judges a change: its base, or the tree itself where there is no base.
#[must_use]
pub fn policy_tree(set: &ChangeSet) -> Option<&Arc<dyn Tree>> {
    if set.whole_tree { set.trees.head.as_ref() } else { set.trees.base.as_ref() }
}

/// A changed file, read, and what was not looked at in it.
struct Checked<'a> {
    reading: Reading<'a>,
    diff: Diff,
    unchecked: Vec<Unchecked>,
}

/// Reads both sides of a file; `None` where nothing in it could matter.
fn read<'a>(
    change: &Change<File>,
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
    let asks_about_secrets = scope.asks("secret");
    let asks_about_texts = asks_about_secrets || ABOUT_RUNS.iter().any(|family| scope.asks(family));
    let is_read = || extract::is_read(path, asks_about_texts) || is_out_of_reach(change);
    if role.is_none() && (scope.excludes(path) || !is_read()) {
        return None;
    }
    let structure = catalogue::FAMILIES
        .iter()
        .any(|family| *family != "secret" && !ABOUT_RUNS.contains(family) && scope.asks(family));
    let commands = structure || ABOUT_RUNS.iter().any(|family| scope.asks(family));
    let search = Search { scanner, custom: &scope.settings().secrets.custom };
    let asked = Asked { structure, commands, search: asks_about_secrets.then_some(search), trees };
    let mut unchecked = Vec::new();
    let (before, after) = (change.as_ref().before(), change.as_ref().after());
    let sides = Sides {
        base: before.map(|file| asked.side(file, Side::Base, &mut Vec::new())),
        head: after.map(|file| asked.side(file, Side::Head, &mut unchecked)),
    };
    let diff = diff(&sides);
    let touched = touched(&diff);
    let paths = Sides { base: before.map(|file| file.path.clone()), head: after.map(|file| file.path.clone()) };
    let facts = |side: Option<Known>, touched: &Touched| {
        let Some(Known { text, mut facts }) = side else { return Facts::default() };
        for unread in facts.unread.iter_mut() {
            unread.changed = text.side() == Side::Head && touched.meets(unread.hides);
        }
        if let Some(role) = role {
            facts.policy_files.push(policy_file(role, &text, touched));
            facts.unread.extend(broken_policy(&text));
        }
        facts
    };
    let Sides { base, head } = sides;
    let facts = Sides { base: facts(base, &touched.base), head: facts(head, &touched.head) };
    // Of most files there is nothing to say.
    if facts.base.count() + facts.head.count() + unchecked.len() == 0 {
        return None;
    }
    let known = rules::secret::of(&facts.head.secrets);
    budget.spend(&diff, &facts);
    let rules = rules::written().chain(known).filter(|rule| scope.is_on(rule, path)).collect();
    Some(Checked { reading: Reading { facts, touched, paths, settings: scope.settings(), rules }, diff, unchecked })
}

/// Whether a file that no reader asks for is one that none could read: too large to be looked at by anybody.
fn is_out_of_reach(change: &Change<File>) -> bool {
    let text = change.as_ref().after().filter(|file| file.mode == Mode::File && !extract::is_asset(&file.path));
    text.is_some_and(|file| file.blob.size().map_or(true, |size| size > SIZE_CAP))
}

/// One side of a file: its text, which is empty where it could not be read, and what it says.
struct Known {
    text: Arc<Text>,
    facts: Facts,
}

/// What is asked of a file, and what stands beside it.
struct Asked<'a> {
    structure: bool,
    commands: bool,
    search: Option<Search<'a>>,
    trees: &'a Trees<'a>,
}

impl Asked<'_> {
    fn side(&self, file: &File, side: Side, unchecked: &mut Vec<Unchecked>) -> Known {
        let empty = || Text::new(side, file.path.clone(), Vec::new());
        let skipped = |why: &str, unchecked: &mut Vec<Unchecked>| {
            if extract::is_judged(&file.path) {
                unchecked.push(Unchecked { what: file.path.to_string(), why: why.to_owned() });
            }
            Known { text: empty(), facts: Facts::default() }
        };
        match file.mode {
            Mode::Link => {
                return skipped("it is a symbolic link; what it leads to is judged where it stands", unchecked);
            }
            Mode::Submodule => return skipped("it is a submodule; its own repository is not read", unchecked),
            Mode::File => {}
        }
        let bytes = match file.blob.read(SIZE_CAP) {
            Ok(bytes) if is_lfs_pointer(&bytes) => {
                return skipped("it is a Git LFS pointer; its content is not in the repository", unchecked);
            }
            Ok(bytes) => bytes,
            Err(unread) => {
                let text = empty();
                let judged = extract::is_judged(&file.path);
                let searched = self.search.and_then(|search| large::search(search, file, side));
                let but = if searched.is_some() { "; it was only searched for secrets" } else { "" };
                let unread = Unread::whole(&text, format!("{unread}{but}"), judged);
                let facts = searched.unwrap_or_default();
                return Known { text, facts: Facts { unread: vec![unread].into(), ..facts } };
            }
        };
        let text = Text::new(side, file.path.clone(), bytes);
        let neighbours = Beside { trees: self.trees, side };
        let wanted =
            Wanted { partial: file.partial, structure: self.structure, commands: self.commands, search: self.search };
        let facts = extract::facts(&text, wanted, &neighbours);
        Known { text, facts }
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
    Some(Unread { why, judged: true, hides: span, changed: true, site: Site::new(text, span) })
}

/// Points at the first line that the change touched, or else at the first line.
fn policy_file(role: &'static str, text: &Arc<Text>, touched: &Touched) -> PolicyFile {
    let start = touched.spans().first().map_or(0, |span| span.start);
    let line = text.lines().span(text.lines().line(start));
    let trimmed = text.slice(line).trim_ascii_end().len();
    PolicyFile { role, site: Site::new(text, Span::new(line.start, line.start + trimmed)) }
}

/// Says how many touched references a template or a variable decides: they are not judged, and nobody should think they were.
fn undecided(reading: &Reading<'_>) -> Option<Unchecked> {
    let path = reading.paths.head.as_ref()?;
    let in_chart = path.as_bstr().split(|&byte| byte == b'/').any(|part| part == b"templates");
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
    let count = images.filter(|image| !left_to_others(image) && image.site.text.path() == path).count();
    let what = match count {
        0 => return None,
        1 => "an image reference".to_owned(),
        count => format!("{count} image references"),
    };
    Some(Unchecked { what: path.to_string(), why: format!("{what} that a template or variable decides") })
}

/// The comments of a file that silence rules, and whether the change wrote them.
fn comments(reading: &Reading<'_>) -> Vec<Comment> {
    align(&reading.facts.base.suppressions, &reading.facts.head.suppressions)
        .into_iter()
        .filter(|change| change.after().is_some())
        .map(|change| Comment {
            change: change.map(Suppression::clone),
            touched: change.before().is_none() && reading.touched.head.meets(change.any().site.span),
        })
        .collect()
}

/// The comments of other tools, in the files with findings about secrets, and whether the change writes their lines.
fn markers(judged: &[Judged], readings: &[Reading<'_>]) -> Vec<Marker> {
    let secrets = judged.iter().filter(|judged| judged.rule.family() == "secret").map(|judged| &judged.finding.at.text);
    let texts: BTreeMap<_, _> =
        secrets.filter(|text| text.side() == Side::Head).map(|text| (text.path(), text)).collect();
    let mut found = Vec::new();
    for reading in readings {
        let Some(text) = reading.paths.head.as_ref().and_then(|path| texts.get(path)) else { continue };
        found.extend(markers::read(text).into_iter().map(|marker| {
            let touched = reading.touched.head.meets(marker.site.span);
            Marker { touched, ..marker }
        }));
    }
    found
}

/// What stands beside the files of the change; nothing where no file stands.
type Neighbouring = HashMap<(Side, RepoPath), Option<Arc<Yaml>>>;

/// The most bytes that are read of such a file; a larger one is none.
const LARGEST_NEIGHBOUR: u64 = 256 << 10;

/// What was made of a directory, made once. Two threads may make it at a time; they make the same.
struct Memo<T>(Mutex<HashMap<(Side, RepoPath), Arc<T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Memo<T> {
    fn get(&self, side: Side, dir: &RepoPath, make: impl FnOnce() -> T) -> Arc<T> {
        let key = (side, dir.clone());
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let made = Arc::new(make());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        made
    }
}

/// The whole trees of both sides, read file by file when somebody asks, each once.
struct Trees<'a> {
    trees: &'a Sides<Option<Arc<dyn Tree>>>,
    read: Mutex<Neighbouring>,
    looks: Memo<Look>,
    regions: Memo<Region>,
}

impl<'a> Trees<'a> {
    fn new(trees: &'a Sides<Option<Arc<dyn Tree>>>) -> Self {
        Self { trees, read: Mutex::default(), looks: Memo::default(), regions: Memo::default() }
    }

    fn yaml(&self, side: Side, path: &RepoPath) -> Option<Arc<Yaml>> {
        let key = (side, path.clone());
        if let Some(known) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let yaml = self.load(side, path);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(key, yaml.clone());
        yaml
    }

    fn tree(&self, side: Side) -> Option<&Arc<dyn Tree>> {
        match side {
            Side::Base => self.trees.base.as_ref(),
            Side::Head => self.trees.head.as_ref(),
        }
    }

    fn load(&self, side: Side, path: &RepoPath) -> Option<Arc<Yaml>> {
        let tree = self.tree(side)?;
        let file = tree.file(path).ok().flatten().filter(|file| file.mode == Mode::File)?;
        let text = Text::new(side, path.clone(), file.blob.read(LARGEST_NEIGHBOUR).ok()?);
        Some(Arc::new(yaml::parse(&text)))
    }
}

/// The files beside those of one side.
struct Beside<'a> {
    trees: &'a Trees<'a>,
    side: Side,
}

impl Neighbours for Beside<'_> {
    fn read(&self, path: &RepoPath) -> Option<Arc<Yaml>> {
        self.trees.yaml(self.side, path)
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        self.trees.tree(self.side).map(|tree| tree.list(dir)).unwrap_or_default()
    }

    fn look(&self, dir: &RepoPath) -> Arc<Look> {
        self.trees.looks.get(self.side, dir, || Look::into(dir, self))
    }

    fn region(&self, dir: &RepoPath) -> Option<Arc<Region>> {
        self.trees.tree(self.side)?;
        Some(self.trees.regions.get(self.side, dir, || Region::read(dir, self)))
    }
}
