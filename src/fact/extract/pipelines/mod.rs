//! Pipelines of all systems: the scripts that they run, the jobs and what these wait for, and what they use.

mod argo;
mod azure;
mod bitbucket;
mod buildkite;
mod circleci;
mod cloud_build;
mod condition;
mod drone;
mod github;
mod gitlab;
mod jenkins;
mod lines;
mod name;
mod out;
mod plan;
mod role;
mod run;
mod sign;
mod tekton;
#[cfg(test)]
mod tests;
mod tools;
mod travis;
mod uses;
mod words;

use std::sync::Arc;

use bstr::ByteSlice;

use super::script::Script;
use crate::document::shell::{Dialect, Interpreter};
use crate::document::yaml::Yaml;
use crate::fact::{Pipeline, Uses};
use crate::text::{RepoPath, Text};

use out::Out;
use role::Role;

/// What one file says about pipelines.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The scripts that are run, each once, at its first use.
    pub(super) scripts: Vec<Script>,
    /// The pipelines; none for a file that only holds parts of some.
    pub(super) pipelines: Vec<Pipeline>,
    /// The actions and workflows that are used, each once.
    pub(super) uses: Vec<Uses>,
}

/// Reads a YAML file; nothing, if no document of it belongs to a pipeline.
pub(super) fn read(yaml: &Yaml) -> Read {
    let named = role::by_name(yaml.text().path());
    let mut out = Out::new(yaml.text());
    let mut drone = None;
    for document in yaml.documents() {
        match named.or_else(|| role::by_content(document)) {
            Some(Role::Workflow) => github::read_workflow(yaml, document, &mut out),
            Some(Role::Action) => github::read_action(yaml, document, &mut out),
            Some(Role::GitLab) => gitlab::read(document, &mut out),
            Some(Role::CircleCi) => circleci::read(document, &mut out),
            Some(Role::Azure) => azure::read(document, &mut out),
            Some(Role::Bitbucket) => bitbucket::read(document, &mut out),
            Some(Role::Buildkite) => buildkite::read(document, &mut out),
            Some(Role::Drone) => drone::read(document, drone.get_or_insert_with(drone::Drone::default), &mut out),
            Some(Role::Woodpecker) => drone::read_woodpecker(document, &mut out),
            Some(Role::CloudBuild) => cloud_build::read(document, &mut out),
            Some(Role::Travis) => travis::read(document, &mut out),
            Some(Role::AppVeyor) => travis::read_appveyor(document, &mut out),
            Some(Role::Tekton) => tekton::read(document, &mut out),
            Some(Role::Argo) => argo::read(document, &mut out),
            None => {}
        }
    }
    if let Some(drone) = drone {
        drone.finish(&mut out);
    }
    out.read
}

/// The dialect of the shell that a pipeline names, by its name or its template: `bash`, `bash -e {0}`; nothing for what is not a shell.
fn dialect_named(shell: &str) -> Option<Dialect> {
    Interpreter::of_line(shell.as_bytes()).dialect_or_posix()
}

/// The dialect of a script: that of the shell that its first line names, else `default`.
fn dialect_of(script: &[u8], default: Option<Dialect>) -> Option<Dialect> {
    Interpreter::of_script(script.trim_ascii_start()).map_or(default, Interpreter::dialect_or_posix)
}

/// Whether a YAML file of this name is a pipeline, or a part of one.
pub(super) fn is_named(path: &RepoPath) -> bool {
    role::by_name(path).is_some()
}

/// Reads a file that is no YAML: a Jenkinsfile; nothing, if it is none.
pub(super) fn read_text(text: &Arc<Text>) -> Read {
    if !is_jenkins(text) {
        return Read::default();
    }
    let mut out = Out::new(text);
    jenkins::read(text, &mut out);
    out.read
}

/// Whether files of this name may be Jenkinsfiles or parts of them.
pub(super) fn may_be_jenkins(path: &RepoPath) -> bool {
    let name = path.lower_name();
    name.starts_with("jenkinsfile") || [".jenkinsfile", ".jenkins", ".groovy"].iter().any(|end| name.ends_with(end))
}

/// A file that is named so, a step of a library, or a text that holds a pipeline.
fn is_jenkins(text: &Text) -> bool {
    let path = text.path();
    let name = path.lower_name();
    // `Jenkinsfile.md` tells about one.
    let is_text = [".md", ".txt", ".adoc", ".rst", ".html", ".yaml", ".yml", ".json", ".java", ".go", ".py"]
        .iter()
        .any(|end| name.ends_with(end));
    if !may_be_jenkins(path) || is_text {
        return false;
    }
    let is_in = |folder: &[u8]| path.parent().as_bstr().split_str("/").any(|part| part.eq_ignore_ascii_case(folder));
    let holds = |words: &[u8]| text.bytes().contains_str(words);
    !name.ends_with(".groovy")
        || name.starts_with("jenkinsfile")
        || is_in(b"vars")
        || is_in(b"jenkins")
        || holds(b"pipeline {")
        || holds(b"pipeline{")
}
