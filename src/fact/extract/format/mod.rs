//! What a file is: the one table of formats, and who speaks for a document.

mod content;
mod name;
mod table;
#[cfg(test)]
mod tests;
pub(super) mod text;

use super::Neighbours;
use super::pipelines::Out;
use super::script::Script;
use super::secrets::Places;
use crate::document::yaml::Node;
use crate::fact::Facts;
use crate::text::RepoPath;

pub(super) use content::{FEW, has_item, has_job, list, str};
pub(super) use name::Name;

/// A format of YAML or JSON: how it is known, and what is read of it.
pub(super) struct Format {
    /// What people call it.
    #[allow(dead_code, reason = "tests and debuggers tell formats apart by it")]
    pub(super) title: &'static str,
    /// Whether a document says itself that it is one, so that no name of its file counts against it.
    pub(super) is_certain: fn(Node<'_>) -> bool,
    /// Whether a file of this name is one, whatever it holds.
    pub(super) is_named: fn(&Name) -> bool,
    /// Whether a document looks like one, where the name of its file tells nothing.
    pub(super) is_one: fn(Node<'_>) -> bool,
    /// Reads the images, remote sources, rights and policies.
    pub(super) facts: fn(Node<'_>, &Around<'_>, &mut Facts),
    /// Reads the jobs and what these run and use.
    pub(super) pipeline: fn(Node<'_>, &mut Out),
    /// Reads the scripts of what is no pipeline.
    pub(super) scripts: fn(Node<'_>, &mut Vec<Script>),
    /// Marks the places in which a secret means more than itself.
    pub(super) secrets: for<'a> fn(Node<'a>, &mut Places<'a>),
}

impl Format {
    /// A format that no file has and that says nothing: what the rows of the table leave out.
    const SILENT: Self = Self {
        title: "",
        is_certain: |_| false,
        is_named: |_| false,
        is_one: |_| false,
        facts: |_, _, _| (),
        pipeline: |_, _| (),
        scripts: |_, _| (),
        secrets: |_, _| (),
    };
}

/// What stands around a document.
pub(super) struct Around<'a> {
    /// Its file.
    pub(super) path: &'a RepoPath,
    /// The files beside it.
    pub(super) neighbours: &'a dyn Neighbours,
}

/// The formats that speak for a document of the file at `path`: one each of what is deployed, what builds and delivers it, and what
/// sets machines and projects up.
pub(super) fn of(path: &RepoPath, document: Node<'_>) -> impl Iterator<Item = &'static Format> {
    let name = Name::new(path);
    table::ALL.into_iter().filter_map(move |formats| {
        let certain = || formats.iter().find(|format| (format.is_certain)(document));
        let named = || formats.iter().find(|format| (format.is_named)(&name));
        certain().or_else(named).or_else(|| formats.iter().find(|format| (format.is_one)(document)))
    })
}

/// Whether the name of a file says what in it is deployed.
pub(super) fn is_deployment(path: &RepoPath) -> bool {
    let name = Name::new(path);
    table::DEPLOYMENTS.iter().any(|format| (format.is_named)(&name))
}

/// Whether the name of a file promises that it can be read: what is broken in it is somebody's mistake.
pub(super) fn is_promised(path: &RepoPath) -> bool {
    let name = Name::new(path);
    is_deployment(path) || table::is_run_by_github(&name)
}

/// Whether a file of this name is a development container's.
pub(super) fn is_devcontainer(path: &RepoPath) -> bool {
    table::is_devcontainer(&Name::new(path))
}

/// Whether a file of this name is a pipeline, or a part of one.
pub(super) fn is_pipeline(path: &RepoPath) -> bool {
    let name = Name::new(path);
    table::PIPELINES.iter().any(|format| (format.is_named)(&name))
}
