//! Finds the policies that hold for a change: all from the target branch, or from the caller, never from the head.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::baseline::{self, Baseline};
use super::error::{Error, Source};
use super::file::Threshold;
use super::gitleaks::{self, Ignore, Unhonoured};
use super::layer::Layer;
use super::names::Pattern;
use super::scope::Scope;
use super::secrets::{Foreign, Gitleaks};
use super::{BASELINE, FILE, FILE_YML, GITLEAKS_FILES, GITLEAKS_IGNORE, Policy, read};
use crate::finding::{Confidence, Profile};
use crate::settings::{Merge, Placed};
use crate::source::{Mode, Tree, Unread};
use crate::text::RepoPath;

/// How deep policies may extend each other.
const EXTENDS_DEPTH: usize = 8;

/// How many policy files one run reads.
const MOST_FILES: usize = 1_000;

/// How many directories down a policy is looked for.
const NESTED_DEPTH: usize = 32;

/// Where policies come from, and what the command line says.
#[derive(Clone, Default)]
pub struct Sources<'a> {
    /// The target branch's tree ([`ChangeSet::policy_tree`](crate::source::ChangeSet)). Without one there are only the files given here.
    pub tree: Option<&'a dyn Tree>,
    /// `--config`: a name and its bytes, in the place of the root's policy. Paths in it are the repository's.
    pub config: Option<(String, Vec<u8>)>,
    /// An organisation's shared policy, given on the command line: the root's policy stands on it.
    pub extends: Option<(String, Vec<u8>)>,
    /// `--profile`, above every file; so are the following.
    pub profile: Option<Profile>,
    /// `--fail-on`.
    pub fail_on: Option<Threshold>,
    /// `--min-confidence`.
    pub min_confidence: Option<Confidence>,
    /// `--report-only`.
    pub report_only: Option<bool>,
    /// `--only`: the rules that are asked, as patterns; none: all that the policy leaves on.
    pub only: Vec<String>,
}

pub(super) fn load<'p>(sources: &Sources<'_>, paths: impl Iterator<Item = &'p RepoPath>) -> Result<Policy, Error> {
    let mut loader = Loader::new(sources.tree);
    let root_dir = RepoPath::default();
    let mut root = Scope::default();
    for (given, shared) in [(&sources.extends, true), (&sources.config, false)] {
        if let Some((name, bytes)) = given {
            let source = Source::new(name.clone(), RepoPath::new(name.as_bytes()), bytes.clone());
            loader.apply(source, &root_dir, shared, &mut root)?;
        }
    }
    if sources.config.is_none()
        && let Some(source) = loader.policy_in(&root_dir)?
    {
        loader.apply(source, &root_dir, false, &mut root)?;
    }
    loader.secrets(&mut root)?;
    let mut nested: BTreeMap<RepoPath, Scope> = BTreeMap::new();
    // A directory sorts behind the directories that hold it.
    for dir in directories(paths) {
        if let Some(source) = loader.policy_in(&dir)? {
            let mut scope = nearest(&nested, &dir).unwrap_or(&root).clone();
            scope.dir = dir.clone();
            loader.apply(source, &dir, false, &mut scope)?;
            loader.secrets(&mut scope)?;
            nested.insert(dir, scope);
        }
    }
    let only = only(&sources.only)?;
    for scope in nested.values_mut().chain([&mut root]) {
        override_with(sources, scope);
        scope.only.clone_from(&only);
        scope.reads = scope.needed_reads();
    }
    let baseline = loader.baseline()?;
    Ok(Policy { root, nested, baseline, read: loader.read })
}

/// The scope of the nearest directory that has one and holds `path`.
pub(super) fn nearest<'a>(nested: &'a BTreeMap<RepoPath, Scope>, path: &RepoPath) -> Option<&'a Scope> {
    if nested.is_empty() {
        return None;
    }
    let bytes = path.as_bstr();
    let ends: Vec<usize> = memchr::memchr_iter(b'/', bytes).take(NESTED_DEPTH).collect();
    ends.into_iter().rev().find_map(|end| nested.get(&RepoPath::new(&bytes[..end])))
}

/// Every directory that holds one of the paths, but for the root.
fn directories<'p>(paths: impl Iterator<Item = &'p RepoPath>) -> BTreeSet<RepoPath> {
    let mut found = BTreeSet::new();
    for path in paths {
        let bytes = path.as_bstr();
        let ends: Vec<usize> = memchr::memchr_iter(b'/', bytes).take(NESTED_DEPTH).collect();
        // From the inside: where one is known, those that hold it are known too.
        for end in ends.into_iter().rev() {
            if !found.insert(RepoPath::new(&bytes[..end])) {
                break;
            }
        }
    }
    found
}

fn only(patterns: &[String]) -> Result<Vec<Pattern>, Error> {
    let read = |pattern: &String| {
        Pattern::parse(pattern).map_err(|unknown| {
            Error::unreadable("--only", format!("unknown rule `{pattern}`"))
                .with_help("run `portcullis rules` for the full list")
                .did_you_mean(unknown.nearest.as_deref())
        })
    };
    patterns.iter().map(read).collect()
}

fn override_with(sources: &Sources<'_>, scope: &mut Scope) {
    fn choose<T: Copy>(scope: &mut Scope, key: &str, value: Option<T>, field: fn(&mut Scope) -> &mut T) {
        if let Some(value) = value {
            *field(scope) = value;
            scope.origins.note(key, "the command line", Merge::Replace);
        }
    }
    choose(scope, "profile", sources.profile, |scope| &mut scope.keys.profile);
    choose(scope, "fail_on", sources.fail_on, |scope| &mut scope.keys.fail_on);
    choose(scope, "min_confidence", sources.min_confidence, |scope| &mut scope.keys.min_confidence);
    choose(scope, "report_only", sources.report_only, |scope| &mut scope.keys.report_only);
}

/// A policy file on its way to be a layer.
struct Part {
    source: Source,
    /// What the paths under `extends` are relative to.
    own_dir: RepoPath,
    shared: bool,
}

struct Loader<'a> {
    tree: Option<&'a dyn Tree>,
    left: usize,
    read: BTreeSet<RepoPath>,
    /// What gitleaks' files at the root say, once they are read.
    found: Option<Arc<Foreign>>,
}

/// What is told about a file that nobody asked for and that cannot be read.
fn refused(error: &Error) -> Unhonoured {
    let line = error.position().map_or(1, |position| position.line);
    Unhonoured { file: error.file().to_owned(), line, what: format!("ignored as a whole: {}", error.message()) }
}

/// The policy that says what a configuration of gitleaks says.
pub(super) fn import(source: &Source, ignore: Option<&Source>, tree: Option<&dyn Tree>) -> Result<String, Error> {
    let mut loader = Loader::new(tree);
    let dir = source.text.path().parent();
    gitleaks::import(source, ignore, &mut |path| loader.beside(&dir, path))
}

impl<'a> Loader<'a> {
    fn new(tree: Option<&'a dyn Tree>) -> Self {
        Self { tree, left: MOST_FILES, read: BTreeSet::new(), found: None }
    }

    /// Applies what `source` extends, then `source` itself. A file from the command line speaks for the root.
    fn apply(&mut self, source: Source, dir: &RepoPath, shared: bool, scope: &mut Scope) -> Result<(), Error> {
        let mut layers = Vec::new();
        let mut above = vec![source.text.path().clone()];
        self.layers(Part { source, own_dir: dir.clone(), shared }, dir, &mut above, &mut layers)?;
        for layer in &layers {
            layer.apply(scope)?;
        }
        layers.iter().try_for_each(|layer| layer.check_zones(scope))
    }

    /// The file and all that it extends, in the order in which they are applied; their globs are relative to `dir`.
    fn layers(
        &mut self,
        part: Part,
        dir: &RepoPath,
        above: &mut Vec<RepoPath>,
        layers: &mut Vec<Layer>,
    ) -> Result<(), Error> {
        let Part { source, own_dir, shared } = part;
        let Some(file) = read::file(&source)? else { return Ok(()) };
        for path in file.extends.iter().flatten() {
            let extended = self.extended(&source, &own_dir, path, above)?;
            above.push(extended.text.path().clone());
            let own_dir = extended.text.path().parent();
            self.layers(Part { source: extended, own_dir, shared: true }, dir, above, layers)?;
            above.pop();
        }
        layers.push(Layer { source, file, dir: dir.clone(), shared });
        Ok(())
    }

    fn extended(
        &mut self,
        by: &Source,
        dir: &RepoPath,
        path: &Placed<String>,
        above: &[RepoPath],
    ) -> Result<Source, Error> {
        let wrong = |message: String| by.wrong(path.span, message);
        let written = &path.value;
        let Some(target) = dir.join(written.as_bytes()).filter(|target| !target.as_bstr().is_empty()) else {
            return Err(wrong(format!("`{written}` is not a file of this repository"))
                .with_help("`extends` takes paths inside the repository, relative to this file"));
        };
        if above.contains(&target) {
            return Err(wrong(format!("`{written}` extends this file in a circle"))
                .with_help("remove one of the two `extends`"));
        }
        if above.len() > EXTENDS_DEPTH {
            return Err(wrong(format!("policies extend each other more than {EXTENDS_DEPTH} levels deep")));
        }
        if self.tree.is_none() {
            return Err(wrong("`extends` needs the repository, but only a change was given".to_owned()));
        }
        match self.file(&target) {
            Ok(Some(source)) => Ok(source),
            Ok(None) => Err(wrong(format!("the target branch has no file `{target}`"))
                .with_help("policies are read from the target branch: merge the shared file first")),
            Err(error) if error.unverifiable() => Err(error),
            Err(error) => Err(wrong(format!("`{target}`: {}", error.message()))),
        }
    }

    /// Reads the files of other tools that hold here, and compiles what is said about secrets.
    fn secrets(&mut self, scope: &mut Scope) -> Result<(), Error> {
        scope.foreign = match scope.keys.secrets.gitleaks.clone() {
            Gitleaks::Off => Arc::default(),
            Gitleaks::On => Arc::new(self.foreign(None, false)?),
            Gitleaks::File(by, path) => Arc::new(self.foreign(Some((&by, &path)), false)?),
            Gitleaks::Found => match &self.found {
                Some(found) => Arc::clone(found),
                None => {
                    let found = Arc::new(self.foreign(None, true)?);
                    self.found = Some(Arc::clone(&found));
                    found
                }
            },
        };
        scope.settle();
        Ok(())
    }

    /// The configuration and the list of waived findings. Where nobody asked for them (`lenient`), one that is no such thing stops
    /// nothing, and is reported; one that the source does not hand out always does.
    fn foreign(&mut self, named: Option<(&Source, &Placed<String>)>, lenient: bool) -> Result<Foreign, Error> {
        let mut foreign = Foreign::default();
        let mut told = Vec::new();
        let mut tell = |error: Error| {
            if !lenient || error.unverifiable() {
                return Err(error);
            }
            told.push(refused(&error));
            Ok(())
        };
        match self.gitleaks(named) {
            Ok(config) => foreign.config = config,
            Err(error) => tell(error)?,
        }
        match self.file(&RepoPath::from(GITLEAKS_IGNORE)) {
            Ok(Some(source)) => (foreign.ignore, foreign.unhonoured) = Ignore::read(&source),
            Ok(None) => {}
            Err(error) => tell(error)?,
        }
        foreign.unhonoured.append(&mut foreign.config.unhonoured);
        foreign.unhonoured.append(&mut told);
        Ok(foreign)
    }

    /// The configuration that is named, or the first of those at the root.
    fn gitleaks(&mut self, named: Option<(&Source, &Placed<String>)>) -> Result<gitleaks::Config, Error> {
        let root = RepoPath::default();
        let mut found = None;
        match named {
            Some((by, path)) => {
                found = self.beside(&root, &path.value)?;
                if found.is_none() {
                    let message = format!("the target branch has no file `{}`", path.value);
                    let help = "the path is relative to the root of the repository";
                    return Err(by.wrong(path.span, message).with_help(help));
                }
            }
            None => {
                for name in GITLEAKS_FILES {
                    found = if found.is_none() { self.file(&RepoPath::from(name))? } else { found };
                }
            }
        }
        let Some(source) = found else { return Ok(gitleaks::Config::default()) };
        let dir = source.text.path().parent();
        gitleaks::config(&source, &mut |path| self.beside(&dir, path))
    }

    /// A file that another tool names: from the root, where those tools run, or else from `dir`.
    fn beside(&mut self, dir: &RepoPath, path: &str) -> Result<Option<Source>, Error> {
        for from in [&RepoPath::default(), dir] {
            let target = from.join(path.as_bytes()).filter(|target| !target.as_bstr().is_empty());
            if let Some(target) = target
                && let Some(source) = self.file(&target)?
            {
                return Ok(Some(source));
            }
        }
        Ok(None)
    }

    /// The policy of a directory, whichever of the two names it has.
    fn policy_in(&mut self, dir: &RepoPath) -> Result<Option<Source>, Error> {
        let mut found = None;
        for name in [FILE, FILE_YML] {
            let Some(path) = dir.join(name.as_bytes()) else { continue };
            let Some(source) = self.file(&path)? else { continue };
            if let Some(Source { name: first, .. }) = &found {
                return Err(Error::unreadable(&source.name, format!("`{first}` exists as well"))
                    .with_help("keep one of the two: only one can be in force"));
            }
            found = Some(source);
        }
        Ok(found)
    }

    fn baseline(&mut self) -> Result<Baseline, Error> {
        match self.file(&RepoPath::from(BASELINE))? {
            Some(source) => baseline::read(&source),
            None => Ok(Baseline::default()),
        }
    }

    fn file(&mut self, path: &RepoPath) -> Result<Option<Source>, Error> {
        let name = path.to_string();
        let refused = |why: &dyn std::fmt::Display| Error::unreadable(&name, why);
        let Some(tree) = self.tree else { return Ok(None) };
        let unread = |why: Unread| Error::unread(&name, &why);
        let Some(file) = tree.file(path).map_err(unread)? else { return Ok(None) };
        match file.mode {
            Mode::File => {}
            Mode::Link => return Err(refused(&"it is a symbolic link; links are never followed")),
            Mode::Submodule => return Err(refused(&"it is a submodule")),
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| refused(&format!("more than {MOST_FILES} policy files")))?;
        let cap = if path.as_bstr() == BASELINE { baseline::CAP } else { read::CAP };
        let bytes = file.blob.read(cap).map_err(unread)?;
        self.read.insert(path.clone());
        Ok(Some(Source::new(name, path.clone(), bytes)))
    }
}
