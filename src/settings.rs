//! Every knob that a rule may read. Policy fills it in; rules see nothing else of policy.

use std::sync::Arc;

use globset::GlobSet;
use regex::RegexSet;

use crate::secret::custom::Custom;
use crate::text::RepoPath;

/// What holds for the files of one policy.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The environments, in the order of the policy file.
    pub zones: Vec<Zone>,
    /// What `images:` says.
    pub images: Images,
    /// `images.floating_tags`, compiled.
    pub floating_tags: RegexSet,
    /// What `secrets:` says, with what other tools were told.
    pub secrets: Secrets,
    /// What `commands:` says.
    pub commands: Commands,
    /// What `pipelines:` says.
    pub pipelines: Pipelines,
}

impl Settings {
    /// The zone that a file belongs to: the first whose paths match.
    #[must_use]
    pub fn zone(&self, path: &RepoPath) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.paths.is_match(bstr_path(path)))
    }
}

/// An environment of its own, known by its paths.
#[derive(Clone, Debug)]
pub struct Zone {
    /// As the policy names it.
    pub name: String,
    /// The files that belong to it.
    pub paths: GlobSet,
    /// Whether it has a registry to pull from.
    pub registry: bool,
}

/// What is a secret here beyond the built-in detectors, and what is none.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// Patterns and allowlists, compiled when they are needed.
    pub custom: Arc<Custom>,
    /// What tells this repository's fingerprints from those of others.
    pub key: String,
}

/// What people may be told to run by hand.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    /// Each entry by itself allows what it names.
    pub allow: Vec<Arc<Permitted>>,
}

/// Commands that people may be told to run.
#[derive(Clone, Debug, Default)]
pub struct Permitted {
    /// How they begin, word by word. Empty: every command.
    pub run: Vec<Vec<String>>,
    /// The files in which they may stand. None: any.
    pub paths: Option<GlobSet>,
    /// The zones whose files may hold them. None: any file.
    pub zones: Option<Vec<String>>,
    /// Why.
    pub reason: String,
}

impl Permitted {
    /// Whether it allows a command of these words, without its flags, in the file at `path`, which belongs to `zone`.
    #[must_use]
    pub fn allows(&self, words: &[&str], path: &RepoPath, zone: Option<&str>) -> bool {
        let begins = |prefix: &Vec<String>| {
            prefix.len() <= words.len() && prefix.iter().zip(words).all(|(own, word)| own == word)
        };
        (self.run.is_empty() || self.run.iter().any(begins))
            && self.paths.as_ref().is_none_or(|paths| paths.is_match(bstr_path(path)))
            && self.zones.as_ref().is_none_or(|zones| zone.is_some_and(|zone| zones.iter().any(|own| own == zone)))
    }
}

/// What holds for pipelines; the policy's reference has a word on each.
#[derive(Clone, Debug, Default)]
pub struct Pipelines {
    /// The pipelines and scripts that may deploy. Nothing written: any pipeline.
    pub deploy: GlobSet,
    /// As written, from the repository's root.
    pub deploy_written: Vec<String>,
    /// Whether the cluster follows a repository.
    pub gitops: bool,
    /// Whether every image must be scanned before it is pushed.
    pub scan: bool,
    /// Whether no stage may wait for a person.
    pub no_manual_steps: bool,
    /// More names by which a pipeline passes over a stage.
    pub skip_flags: Vec<String>,
    /// Owners whose actions are the repository's own.
    pub own_actions: Vec<String>,
}

/// What `images:` in the policy says; the policy's reference has a word on each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Repositories that your own pipeline builds, as prefixes: `registry.example.org/team`.
    pub own: Vec<String>,
    /// The only registries or repositories that images may come from, as prefixes. Empty: any.
    pub registries: Vec<String>,
    /// Zones in which every image must name its digest.
    pub digest_zones: Vec<String>,
    /// The only base images that a final stage may stand on, as repository prefixes. Empty: any.
    pub bases: Vec<String>,
    /// More tags that move by convention, as regular expressions over the whole tag: `edge-.*`.
    pub floating_tags: Vec<String>,
    /// How many earlier images a clean-up policy must keep, so that a rollback finds its target.
    pub keep: u32,
}

impl Default for Images {
    fn default() -> Self {
        Self {
            own: Vec::new(),
            registries: Vec::new(),
            digest_zones: Vec::new(),
            bases: Vec::new(),
            floating_tags: Vec::new(),
            keep: 10,
        }
    }
}

/// A repository path as the path that glob sets match on.
#[cfg(unix)]
#[must_use]
pub fn bstr_path(path: &RepoPath) -> std::borrow::Cow<'_, std::path::Path> {
    use std::os::unix::ffi::OsStrExt;
    std::borrow::Cow::Borrowed(std::path::Path::new(std::ffi::OsStr::from_bytes(path.as_bstr())))
}

/// A repository path as the path that glob sets match on.
#[cfg(not(unix))]
#[must_use]
pub fn bstr_path(path: &RepoPath) -> std::borrow::Cow<'_, std::path::Path> {
    use bstr::ByteSlice;
    std::borrow::Cow::Owned(path.as_bstr().to_path_lossy().into_owned())
}
