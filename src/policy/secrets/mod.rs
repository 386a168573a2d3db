//! What the policy says about secrets: patterns, allowlists, and which other tool's files hold too.

mod keys;
pub(super) mod shown;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use keys::Secrets;

use super::gitleaks::{self, Ignore, Unhonoured};
use crate::secret::custom::Custom;
use crate::settings::{self, Placed, Source};

/// Which files of gitleaks hold.
#[derive(Clone, Debug, Default)]
pub(super) enum Gitleaks {
    /// Those at the root of the base, as far as they can be read: nobody asked.
    #[default]
    Found,
    /// Those at the root of the base.
    On,
    /// None.
    Off,
    /// This configuration.
    File(Source, Placed<String>),
}

/// The files of another tool.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    pub(super) config: gitleaks::Config,
    pub(super) ignore: Ignore,
    /// What in them cannot be honoured.
    pub(super) unhonoured: Vec<Unhonoured>,
}

impl Secrets {
    /// For rules and for the engine. A pattern of the policy takes the place of another tool's of the same id.
    pub(super) fn compiled(&self, foreign: &gitleaks::Config) -> settings::Secrets {
        let own: BTreeSet<&str> = self.patterns.iter().map(|pattern| pattern.id.as_str()).collect();
        let others = foreign.patterns.iter().filter(|pattern| !own.contains(pattern.id.as_str()));
        let patterns = self.patterns.iter().chain(others).cloned().collect();
        let allow = self.allow.iter().chain(&foreign.allow).cloned().collect();
        let custom = Arc::new(Custom::new(patterns, allow, foreign.disabled.clone()));
        settings::Secrets { custom, key: self.key.clone() }
    }

    /// Whether the files of gitleaks at the root decide anything.
    pub(super) fn honours_gitleaks(&self) -> bool {
        !matches!(self.gitleaks, Gitleaks::Off)
    }
}
