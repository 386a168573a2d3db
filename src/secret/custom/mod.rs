//! Patterns of the repository's own, wherever they were written: in the policy or in another tool's configuration.

mod allow;
mod expression;
mod find;
mod literals;
mod pattern;
mod prefilter;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

pub use expression::{Expression, Invalid};
pub use find::CustomHit;
pub use pattern::{Allow, Condition, Pattern, Required, Target};

use self::allow::Sighting;
use self::prefilter::Prefilter;
use crate::text::{RepoPath, Span};

/// The patterns and the allowlists that hold for some files. Cheap to make: nothing is compiled before it is needed.
#[derive(Default)]
pub struct Custom {
    patterns: Vec<Pattern>,
    allow: Vec<Allow>,
    disabled: BTreeSet<String>,
    prefilter: OnceLock<Prefilter>,
}

impl Custom {
    /// `patterns`, what `allow` lets pass whoever finds it, and the built-in rules that are off (`secret/github-pat`).
    #[must_use]
    pub fn new(patterns: Vec<Pattern>, allow: Vec<Allow>, disabled: BTreeSet<String>) -> Self {
        Self { patterns, allow, disabled, prefilter: OnceLock::new() }
    }

    /// The patterns, by the index that a [`CustomHit`] names.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// What lets findings pass, whoever finds them.
    #[must_use]
    pub fn allow(&self) -> &[Allow] {
        &self.allow
    }

    /// Whether it adds nothing and takes nothing away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty() && self.allow.is_empty() && self.disabled.is_empty()
    }

    /// What the patterns find in a file, by place, each pattern at most a thousand times.
    #[must_use]
    pub fn find(&self, path: &RepoPath, bytes: &[u8]) -> Vec<CustomHit> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        find::find(self, path, bytes)
    }

    /// Whether a finding of the built-in rule `rule` (`secret/github-pat`) is let pass: `secret` is its value and `whole` all that
    /// the detector looked at.
    #[must_use]
    pub fn allows(&self, rule: &str, path: &RepoPath, bytes: &[u8], secret: Span, whole: Span) -> bool {
        let sighting = Sighting { path, bytes, secret, whole };
        self.allow.iter().any(|allow| allow.built_in && allow.is_about(rule) && sighting.is_allowed_by(allow))
    }

    /// Whether the built-in rule `rule` is off.
    #[must_use]
    pub fn disables(&self, rule: &str) -> bool {
        self.disabled.contains(rule)
    }

    /// The built-in rules that are off.
    pub fn disabled(&self) -> impl Iterator<Item = &str> {
        self.disabled.iter().map(String::as_str)
    }

    fn prefilter(&self) -> &Prefilter {
        self.prefilter.get_or_init(|| Prefilter::new(&self.patterns))
    }
}

/// Counts: an allowlist may quote what it lets pass.
impl fmt::Debug for Custom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Custom({} patterns, {} allowlists, {} rules off)",
            self.patterns.len(),
            self.allow.len(),
            self.disabled.len()
        )
    }
}
