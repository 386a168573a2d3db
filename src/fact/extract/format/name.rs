//! A file's name as the table of formats asks about it.

use crate::fact::extract::names::Usage;
use crate::text::RepoPath;

/// The name and the directory of a file, in lower case and without the suffixes of templates.
#[derive(Debug)]
pub(in crate::fact::extract) struct Name {
    /// The name: `values.yaml` for `Values.yaml.j2`.
    pub(super) whole: String,
    /// The directory with a slash behind it; empty at the root.
    dir: String,
    /// What others use the file for.
    pub(super) usage: Option<Usage>,
}

impl Name {
    /// The name of the file at `path`, which others use for `usage`.
    pub(in crate::fact::extract) fn new(path: &RepoPath, usage: Option<Usage>) -> Self {
        let dir = path.parent();
        let dir = if dir.as_bstr().is_empty() { String::new() } else { format!("{dir}/").to_ascii_lowercase() };
        Self { whole: path.rendered_name(), dir, usage }
    }

    /// That of a text that stands in a file of another format: it has none.
    pub(in crate::fact::extract) fn of_inner(usage: Option<Usage>) -> Self {
        Self { whole: String::new(), dir: String::new(), usage }
    }

    /// The directory with a slash behind it; empty at the root.
    pub(super) fn dir(&self) -> &str {
        &self.dir
    }

    /// The name without `.yaml`, `.yml` or `.json`; nothing for other files.
    pub(super) fn document(&self) -> Option<&str> {
        [".yaml", ".yml", ".json"].iter().find_map(|end| self.whole.strip_suffix(end))
    }

    /// Likewise, without `.yaml` or `.yml` alone, and all of any other name.
    fn stem(&self) -> &str {
        [".yaml", ".yml"].iter().find_map(|end| self.whole.strip_suffix(end)).unwrap_or(&self.whole)
    }

    /// Whether it is called `word`, but for its extension.
    pub(super) fn is(&self, word: &str) -> bool {
        self.stem() == word
    }

    /// Whether it is `word`, or starts with it and a mark: `values.prod`, `values-prod`.
    pub(super) fn starts(&self, word: &str) -> bool {
        self.stem().strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
    }

    /// Whether it ends with a mark and `word`.
    pub(super) fn ends(&self, word: &str) -> bool {
        self.stem().strip_suffix(word).is_some_and(|rest| rest.ends_with(['.', '-', '_']))
    }

    /// Whether it stands right in a directory that ends with `folder`, which has a slash at its end.
    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.dir.strip_suffix(folder).is_some_and(|above| above.is_empty() || above.ends_with('/'))
    }

    /// Whether it stands in such a directory or below it.
    pub(super) fn is_below(&self, folder: &str) -> bool {
        self.dir.starts_with(folder) || self.dir.contains(&format!("/{folder}"))
    }
}
