//! What the table of formats says of each.

use std::fmt;

use super::Name;
use crate::document::yaml::Node;
use crate::fact::extract::contents::Contents;
use crate::fact::extract::names::{Named, Usage};

/// A format of YAML or JSON: how it is known, and what is read of it.
pub(in crate::fact::extract) struct Format {
    /// What people call it.
    pub(in crate::fact::extract) title: &'static str,
    /// Whether a document says itself that it is one, so that no name of its file counts against it.
    pub(in crate::fact::extract) is_certain: fn(Node<'_>) -> bool,
    /// Whether a file of this name is one, whatever it holds.
    pub(in crate::fact::extract) is_named: fn(&Name) -> bool,
    /// What others use a file for that is one, whatever it is called.
    pub(in crate::fact::extract) usage: Option<Usage>,
    /// Whether a document looks like one, where the name of its file tells nothing.
    pub(in crate::fact::extract) is_one: fn(Node<'_>) -> bool,
    /// Reads all that it says: images, jobs, scripts, places of secrets.
    pub(in crate::fact::extract) read: for<'a> fn(Node<'a>, &mut Contents<'a>),
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
        read: |_, _| (),
        names: |_, _| (),
    };
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title)
    }
}
