//! Every knob that a rule may read, and how a key of the policy is declared. Policy fills it in; rules see nothing else of policy.

mod commands;
mod globs;
mod images;
pub(crate) mod key;
mod measure;
mod migrations;
mod pipelines;
mod place;
mod refusal;
mod registry;
mod shown;
mod zones;

use std::sync::Arc;

pub use commands::{Commands, Permitted};
pub use globs::Globs;
pub use images::{Images, Repositories, TagPatterns};
pub(crate) use key::{FileContext, Key, Merge, Origins, replaced, section};
pub use measure::{Period, Size};
pub use migrations::{DeployOrder, ForwardOnly, Migrations};
pub use pipelines::Pipelines;
pub(crate) use place::{Pairs, Placed, span_of};
pub(crate) use refusal::{Refusal, Source};
pub use registry::{Host, OnError, Provenance, Registry, ScanEvidence, Tier};
pub(crate) use shown::Shown;
pub use zones::Zone;

use crate::secret::custom::Custom;
use crate::text::RepoPath;

/// What holds for the files of one policy.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The environments, in the order of the policy file.
    pub zones: Vec<Zone>,
    /// What `images:` says.
    pub images: Images,
    /// What `secrets:` says, with what other tools were configured with.
    pub secrets: Secrets,
    /// What `commands:` says.
    pub commands: Commands,
    /// What `pipelines:` says.
    pub pipelines: Pipelines,
    /// What `migrations:` says.
    pub migrations: Migrations,
    /// What `registry:` says.
    pub registry: Registry,
}

impl Settings {
    /// The zone that a file belongs to: the first whose paths match.
    #[must_use]
    pub fn zone(&self, path: &RepoPath) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.paths.is_match(path))
    }
}

/// What is a secret here beyond the built-in detectors, and what is none.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// Patterns and allowlists, compiled when they are needed.
    pub custom: Arc<Custom>,
    /// What tells this repository's fingerprints from those of others.
    pub key: String,
}
