//! What the findings of a change lead to here: the policy in force, who waived what, and the verdict.
//!
//! Everything is read from the tip of the target branch or given by the caller: a change cannot loosen the gate that judges it.

pub mod baseline;
mod break_glass;
mod decide;
mod directives;
mod error;
mod file;
mod gitleaks;
mod ground;
mod grouping;
mod input;
mod layer;
mod load;
pub mod markers;
mod mask;
mod names;
mod others;
mod read;
mod reference;
mod rules;
mod schema;
mod scope;
mod secrets;
mod show;
mod soft;
mod starter;
mod suppress;
#[cfg(test)]
mod tests;
mod verdict;
mod waive;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

pub use error::{Error, Wrong};
pub use file::{Comments, Gate, Threshold};
pub use ground::Grounds;
pub use input::{Comment, Input};
pub use load::Sources;
pub use reference::reference;
pub use schema::schema;
pub use scope::Scope;
pub use soft::is_soft_by_name;
pub use starter::starter;
pub use verdict::{BreakGlass, Decision, Diff, How, Outcome, Overruled, Standing, Verdict, Waiver};

use self::names::Pattern;
use crate::source::{Tree, Unchecked};
use crate::text::RepoPath;

/// The name of a policy file, at the root or in any directory.
pub const FILE: &str = ".portcullis.yaml";

/// Its other name.
pub const FILE_YML: &str = ".portcullis.yml";

/// The name of the baseline, at the root.
pub const BASELINE: &str = ".portcullis-baseline.json";

/// The names of a configuration of gitleaks or betterleaks at the root; the first that is there holds.
pub const GITLEAKS_FILES: [&str; 2] = [".gitleaks.toml", ".betterleaks.toml"];

/// The name of the list of findings that gitleaks waives, at the root.
pub const GITLEAKS_IGNORE: &str = ".gitleaksignore";

/// What `fail_on` is called in code that sets it.
pub type FailOn = Threshold;

/// All that decides about a change.
#[derive(Debug)]
pub struct Policy {
    root: Scope,
    nested: BTreeMap<RepoPath, Scope>,
    baseline: baseline::Baseline,
    read: BTreeSet<RepoPath>,
}

impl Policy {
    /// The policies that hold for `paths`: the root's, and those of the directories above each path. For a whole tree
    /// it is enough to give the paths of its policy files.
    pub fn load<'p>(sources: &Sources<'_>, paths: impl Iterator<Item = &'p RepoPath>) -> Result<Self, Error> {
        load::load(sources, paths)
    }

    /// What holds for the file at `path`.
    #[must_use]
    pub fn scope(&self, path: &RepoPath) -> &Scope {
        load::nearest(&self.nested, path).unwrap_or(&self.root)
    }

    /// What holds where no nested policy does.
    #[must_use]
    pub fn root(&self) -> &Scope {
        &self.root
    }

    /// Whether the file at `path` had a part in this policy, or would have if it were there: it is the policy, the baseline, what
    /// one extends, or a file of gitleaks that holds.
    #[must_use]
    pub fn is_from(&self, path: &RepoPath) -> bool {
        let is_foreign = || GITLEAKS_FILES.iter().chain([&GITLEAKS_IGNORE]).any(|name| path.as_bstr() == *name);
        self.read.contains(path) || (self.root.keys.secrets.honours_gitleaks() && is_foreign())
    }

    /// What other tools' files say that cannot be honoured, as rows of a report.
    #[must_use]
    pub fn unhonoured(&self) -> Vec<Unchecked> {
        let scopes = self.nested.values().chain([&self.root]);
        let all: BTreeSet<_> = scopes.flat_map(|scope| &scope.foreign.unhonoured).collect();
        let row = |one: &gitleaks::Unhonoured| Unchecked {
            what: one.file.clone(),
            why: format!("line {}: {}", one.line, one.what),
        };
        all.into_iter().map(row).collect()
    }

    /// The rules (`image/not-found`) and families (`zone/*`) that the policies name and that are planned, not built: they do nothing.
    #[must_use]
    pub fn planned(&self) -> BTreeSet<String> {
        let scopes = || self.nested.values().chain([&self.root]);
        let settings = scopes().flat_map(|scope| scope.keys.rules.keys()).map(|key| Pattern::of_key(key));
        let waivers = scopes().flat_map(|scope| &scope.keys.suppress).map(|waived| waived.pattern.clone());
        settings.chain(waivers).filter(Pattern::is_planned).map(|pattern| pattern.to_string()).collect()
    }

    /// The policy in force as YAML, each value with the file that it comes from: the root's first, then each nested one.
    #[must_use]
    pub fn show(&self) -> String {
        show::show(self)
    }

    /// The verdict on a change.
    #[must_use]
    pub fn decide(&self, input: Input<'_>) -> Verdict {
        decide::decide(self, input)
    }
}

/// Whether `path` is a policy file by its name, in any directory, or the baseline.
#[must_use]
pub fn is_policy_file(path: &RepoPath) -> bool {
    path.name() == FILE || path.name() == FILE_YML || path.as_bstr() == BASELINE
}

/// The policy that says what a configuration of gitleaks says: its name and bytes, those of the `.gitleaksignore` beside it, and
/// the tree in which it extends others.
pub fn import_gitleaks(
    (name, bytes): (String, Vec<u8>),
    ignore: Option<Vec<u8>>,
    tree: Option<&dyn Tree>,
) -> Result<String, Error> {
    let source = error::Source::new(name.clone(), RepoPath::new(name), bytes);
    let ignore =
        ignore.map(|bytes| error::Source::new(GITLEAKS_IGNORE.to_owned(), RepoPath::from(GITLEAKS_IGNORE), bytes));
    load::import(&source, ignore.as_ref(), tree)
}

/// Checks the text of one policy file, baseline or configuration of gitleaks alone: what it extends is not read.
pub fn check_file(name: &str, bytes: &[u8]) -> Result<(), Error> {
    let source = error::Source::new(name.to_owned(), RepoPath::from(name), bytes.to_vec());
    if name.ends_with(".json") {
        return baseline::read(&source).map(drop);
    }
    if name.ends_with(".toml") {
        return gitleaks::check(&source);
    }
    let Some(file) = read::file(&source)? else { return Ok(()) };
    let extends = file.extends.as_ref().is_some_and(|files| !files.is_empty());
    // Zones may come from what it extends, so they can only be checked without it.
    let layer = layer::Layer { source, file, dir: RepoPath::default(), shared: extends };
    let mut scope = Scope::default();
    layer.apply(&mut scope)?;
    layer.check_zones(&scope)
}
