//! `commands:` and `pipelines:` as they are written, and what they change in a scope. The doc comments are the users' reference.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::error::{Error, Source};
use super::globs::Compiler;
use super::place::Placed;
use super::scope::Scope;
use crate::settings::Permitted;

/// What people may be told to run by hand.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Commands")]
pub(super) struct CommandKeys {
    /// Commands that people may be told to run. What several policies allow adds up.
    #[schemars(extend("default" = []))]
    pub(super) allow: Option<Vec<AllowKeys>>,
}

/// Commands that people may be told to run.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AllowedCommands")]
pub(super) struct AllowKeys {
    /// How they begin, word by word: `kubectl rollout restart`. A command with flags in between begins like that too. Without it:
    /// every command.
    pub(super) run: Option<Vec<Placed<String>>>,

    /// The documents and scripts in which they may stand, as globs. Without it: any.
    pub(super) paths: Option<Vec<Placed<String>>>,

    /// The zones whose files may hold them. Without it: any file.
    pub(super) zones: Option<Vec<Placed<String>>>,

    /// Why.
    pub(super) reason: Placed<String>,
}

/// What holds for pipelines.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Pipelines")]
pub(super) struct PipelineKeys {
    /// The pipelines, and the scripts that they call, that may apply infrastructure and deploy, as globs. Without it: any pipeline.
    #[schemars(extend("default" = []), example = &[".github/workflows/deploy.yml"])]
    pub(super) deploy: Option<Vec<Placed<String>>>,

    /// Whether a cluster follows a repository (Argo CD, Flux): then no pipeline applies to it by command.
    #[schemars(extend("default" = false))]
    pub(super) gitops: Option<bool>,

    /// Whether every image must have been scanned before it is pushed.
    #[schemars(extend("default" = false))]
    pub(super) scan: Option<bool>,

    /// Whether no stage may wait for a person between its steps.
    #[schemars(extend("default" = false))]
    pub(super) no_manual_steps: Option<bool>,

    /// More names of variables, parameters and marks by which a pipeline passes over a stage.
    #[schemars(extend("default" = []), example = &["NO_QA", "[fast-lane]"])]
    pub(super) skip_flags: Option<Vec<Placed<String>>>,

    /// Owners whose actions are yours: a tag of theirs is trusted.
    #[schemars(extend("default" = []), example = &["example-org"])]
    pub(super) own_actions: Option<Vec<Placed<String>>>,
}

impl CommandKeys {
    pub(super) fn apply(&self, scope: &mut Scope, globs: &Compiler<'_>) -> Result<(), Error> {
        let Self { allow } = self;
        for keys in allow.iter().flatten() {
            let permitted = keys.compiled(globs)?;
            scope.settings.commands.allow.push(Arc::new(permitted));
        }
        if allow.is_some() {
            scope.origins.insert("commands.allow", globs.source.name.clone());
        }
        Ok(())
    }
}

impl AllowKeys {
    fn compiled(&self, globs: &Compiler<'_>) -> Result<Permitted, Error> {
        if self.reason.value.trim().is_empty() {
            return Err(globs.source.wrong(self.reason.span, "the reason is empty").with_help("say why it is allowed"));
        }
        let run = self.run.iter().flatten().map(|prefix| words(globs.source, prefix)).collect::<Result<_, _>>()?;
        let paths = self.paths.as_deref().map(|paths| globs.list(paths)).transpose()?;
        let zones = self.zones.as_ref().map(|zones| zones.iter().map(|zone| zone.value.clone()).collect());
        Ok(Permitted { run, paths: paths.map(|globs| globs.set), zones, reason: self.reason.value.clone() })
    }
}

fn words(source: &Source, prefix: &Placed<String>) -> Result<Vec<String>, Error> {
    let words: Vec<String> = prefix.value.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Err(source.wrong(prefix.span, "an empty command").with_help("leave `run` out to allow every command"));
    }
    Ok(words)
}

impl PipelineKeys {
    pub(super) fn apply(&self, scope: &mut Scope, globs: &Compiler<'_>) -> Result<(), Error> {
        // Named one by one, so that a new key cannot be forgotten here.
        let Self { deploy, gitops, scan, no_manual_steps, skip_flags, own_actions } = self;
        let own = &mut scope.settings.pipelines;
        let mut given = Vec::new();
        if let Some(deploy) = deploy {
            let list = globs.list(deploy)?;
            (own.deploy, own.deploy_written) = (list.set, list.written);
            given.push("pipelines.deploy");
        }
        if let Some(gitops) = gitops {
            own.gitops = *gitops;
            given.push("pipelines.gitops");
        }
        if let Some(scan) = scan {
            own.scan = *scan;
            given.push("pipelines.scan");
        }
        if let Some(forbidden) = no_manual_steps {
            own.no_manual_steps = *forbidden;
            given.push("pipelines.no_manual_steps");
        }
        if let Some(flags) = skip_flags {
            own.skip_flags = flags.iter().map(|flag| flag.value.clone()).collect();
            given.push("pipelines.skip_flags");
        }
        if let Some(owners) = own_actions {
            own.own_actions = owners.iter().map(|owner| owner.value.clone()).collect();
            given.push("pipelines.own_actions");
        }
        let name = &globs.source.name;
        given.into_iter().for_each(|key| drop(scope.origins.insert(key, name.clone())));
        Ok(())
    }
}
