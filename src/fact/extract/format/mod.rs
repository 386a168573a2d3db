//! What a file is: the one table of formats, and who speaks for a document.

mod content;
mod name;
mod table;
#[cfg(test)]
mod tests;
pub(super) mod text;

use super::Neighbours;
use super::names::{Named, Usage};
use super::pipelines::Out;
use super::script::Script;
use super::secrets::Places;
use crate::document::yaml::Node;
use crate::fact::Facts;
use crate::text::RepoPath;

pub(super) use content::{FEW, has_item, has_job, list, str};
pub(super) use name::Name;
pub(super) use table::is_devcontainer;

/// A format of YAML or JSON: how it is known, and what is read of it.
pub(super) struct Format {
    /// What people call it.
    #[allow(dead_code, reason = "tests and debuggers tell formats apart by it")]
    pub(super) title: &'static str,
    /// Whether a document says itself that it is one, so that no name of its file counts against it.
    pub(super) is_certain: fn(Node<'_>) -> bool,
    /// Whether a file of this name is one, whatever it holds.
    pub(super) is_named: fn(&Name) -> bool,
    /// What others use a file for that is one, whatever it is called.
    pub(super) usage: Option<Usage>,
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
    /// Reads which other files it names.
    pub(super) names: fn(Node<'_>, &mut Vec<Named>),
}

impl Format {
    /// A format that no file has and that says nothing: what the rows of the table leave out.
    const SILENT: Self = Self {
        title: "",
        is_certain: |_| false,
        is_named: |_| false,
        usage: None,
        is_one: |_| false,
        facts: |_, _, _| (),
        pipeline: |_, _| (),
        scripts: |_, _| (),
        secrets: |_, _| (),
        names: |_, _| (),
    };
}

/// What stands around a document.
pub(super) struct Around<'a> {
    /// Its file.
    pub(super) path: &'a RepoPath,
    /// The files beside it.
    pub(super) neighbours: &'a dyn Neighbours,
}

/// The formats that speak for a document of a file: one each of what is deployed, what builds and delivers it, and what sets machines and
/// projects up.
pub(super) fn of(name: &Name, document: Node<'_>) -> impl Iterator<Item = &'static Format> {
    table::ALL.into_iter().filter_map(move |formats| {
        let certain = || formats.iter().find(|format| (format.is_certain)(document));
        let named = || formats.iter().find(|format| (format.is_named)(name));
        let used = || formats.iter().find(|format| format.usage.is_some() && format.usage == name.usage);
        let alike = || formats.iter().find(|format| (format.is_one)(document));
        certain().or_else(named).or_else(used).or_else(alike)
    })
}

/// Whether the name of a file says what in it is deployed.
pub(super) fn is_deployment(name: &Name) -> bool {
    table::DEPLOYMENTS.iter().any(|format| (format.is_named)(name))
}

/// Whether the name of a file promises that it can be read: what is broken in it is somebody's mistake.
pub(super) fn is_promised(name: &Name) -> bool {
    is_deployment(name) || table::is_run_by_github(name)
}

/// Whether a file of this name is a pipeline, or a part of one.
pub(super) fn is_pipeline(name: &Name) -> bool {
    table::PIPELINES.iter().any(|format| (format.is_named)(name))
}
