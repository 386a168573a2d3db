//! Pipelines of all systems: the scripts that they run, the jobs and what these wait for, and what they use.

mod agents;
pub(super) mod argo;
pub(super) mod azure;
pub(super) mod bitbucket;
pub(super) mod buildkite;
pub(super) mod circleci;
pub(super) mod cloud_build;
mod collector;
mod condition;
pub(super) mod drone;
mod expression;
pub(super) mod github;
pub(super) mod gitlab;
mod jenkins;
mod lines;
mod name;
mod plan;
mod purpose;
mod run;
pub(super) mod tekton;
#[cfg(test)]
mod tests;
mod tools;
pub(super) mod travis;
mod uses;
mod variables;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::script::Script;
use crate::document::shell::{Dialect, Interpreter, Invocation};
use crate::fact::{Image, List, Pipeline, Retention, Stands, Uses};
use crate::text::{Span, Text};

pub(super) use collector::Collector;

/// What one file says about pipelines.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The scripts that are run, each once, at its first use.
    pub(super) scripts: Vec<Script>,
    /// The commands of those that were read already, by their place in the list.
    pub(super) runs: BTreeMap<usize, Vec<Invocation>>,
    /// The pipelines; none for a file that only holds parts of some.
    pub(super) pipelines: Vec<Pipeline>,
    /// The actions and workflows that are used, each once.
    pub(super) uses: Vec<Uses>,
    /// The images in which jobs run, and those of their services.
    pub(super) images: List<Image>,
    /// What cleans images away.
    pub(super) retentions: List<Retention>,
    /// The places in which a secret means more than itself.
    pub(super) places: Vec<(Span, Stands)>,
}

/// The dialect of the shell that a pipeline names, by its name or its template: `bash`, `bash -e {0}`; nothing for what is not a shell.
fn dialect_named(shell: &str) -> Option<Dialect> {
    Interpreter::of_line(shell.as_bytes()).dialect_or_posix()
}

/// The dialect of a script: that of the shell that its first line names, else `default`.
fn dialect_of(script: &[u8], default: Option<Dialect>) -> Option<Dialect> {
    Interpreter::of_script(script.trim_ascii_start()).map_or(default, Interpreter::dialect_or_posix)
}

/// Reads a Jenkinsfile; nothing, if Groovy is none.
pub(super) fn read_jenkins(text: &Arc<Text>, runs: bool) -> Read {
    let mut out = Collector::new(text, runs);
    if jenkins::is_one(text) {
        jenkins::read(text, &mut out);
    }
    out.close()
}
