//! One policy file, and what it changes in the scope above it.

use std::collections::BTreeSet;

use super::error::{Error, Source};
use super::file::File;
use super::names::nearest;
use super::scope::Scope;
use crate::settings::{FileContext, Key};
use crate::text::RepoPath;

/// A policy file with the directory that its globs are relative to.
pub(super) struct Layer {
    pub(super) source: Source,
    pub(super) file: File,
    pub(super) dir: RepoPath,
    /// Whether another file, or the command line, brings it in as a shared policy.
    pub(super) shared: bool,
}

impl Layer {
    /// Changes `scope` to what holds below this file.
    pub(super) fn apply(&self, scope: &mut Scope) -> Result<(), Error> {
        let mut cx = FileContext::new(&self.source, &self.dir, &mut scope.origins);
        scope.keys.take(&self.file, &mut cx).map_err(|refusal| self.source.refused(refusal))
    }

    /// Checks that the zones which this file speaks of exist. A shared policy may speak of zones that not everyone has.
    pub(super) fn check_zones(&self, scope: &Scope) -> Result<(), Error> {
        let written = self.file.images.as_ref().and_then(|images| images.digest_zones.as_deref()).unwrap_or_default();
        let known: BTreeSet<&str> = scope.keys.zones.iter().map(|zone| zone.name.as_str()).collect();
        match written.iter().find(|zone| !known.contains(zone.value.as_str())) {
            Some(zone) if !self.shared => Err(self
                .source
                .wrong(zone.span, format!("unknown zone `{}`", zone.value))
                .with_help("define it under `zones`, with its `paths`")
                .did_you_mean(nearest(&zone.value, known))),
            _ => Ok(()),
        }
    }
}
