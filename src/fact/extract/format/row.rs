//! What the table of formats says of each.

use super::Name;
use crate::document::yaml::Node;
use crate::fact::Facts;
use crate::fact::extract::Neighbours;
use crate::fact::extract::names::{Named, Usage};
use crate::fact::extract::pipelines::Collector;
use crate::fact::extract::script::Script;
use crate::fact::extract::secrets::Places;
use crate::text::RepoPath;

/// A format of YAML or JSON: how it is known, and what is read of it.
pub(in crate::fact::extract) struct Format {
    /// What people call it.
    #[allow(dead_code, reason = "tests and debuggers tell formats apart by it")]
    pub(in crate::fact::extract) title: &'static str,
    /// Whether a document says itself that it is one, so that no name of its file counts against it.
    pub(in crate::fact::extract) is_certain: fn(Node<'_>) -> bool,
    /// Whether a file of this name is one, whatever it holds.
    pub(in crate::fact::extract) is_named: fn(&Name) -> bool,
    /// What others use a file for that is one, whatever it is called.
    pub(in crate::fact::extract) usage: Option<Usage>,
    /// Whether a document looks like one, where the name of its file tells nothing.
    pub(in crate::fact::extract) is_one: fn(Node<'_>) -> bool,
    /// Reads the images, remote sources, rights and policies.
    pub(in crate::fact::extract) facts: fn(Node<'_>, &Around<'_>, &mut Facts),
    /// Reads the jobs and what these run and use.
    pub(in crate::fact::extract) pipeline: fn(Node<'_>, &mut Collector),
    /// Reads the scripts of what is no pipeline.
    pub(in crate::fact::extract) scripts: fn(Node<'_>, &mut Vec<Script>),
    /// Marks the places in which a secret means more than itself.
    pub(in crate::fact::extract) secrets: for<'a> fn(Node<'a>, &mut Places<'a>),
    /// Reads which other files it names.
    pub(in crate::fact::extract) names: fn(Node<'_>, &mut Vec<Named>),
}

impl Format {
    /// A format that no file has and that says nothing: what the rows of the table leave out.
    pub(super) const SILENT: Self = Self {
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
pub(in crate::fact::extract) struct Around<'a> {
    /// Its file.
    pub(in crate::fact::extract) path: &'a RepoPath,
    /// The files beside it.
    pub(in crate::fact::extract) neighbours: &'a dyn Neighbours,
}
