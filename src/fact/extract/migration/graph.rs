//! Migrations that name the ones they follow: which of them nobody follows.
//!
//! A directory holds hundreds, so they are not parsed: what is asked of each is two assignments or one list, found by a search for words.

use std::collections::{BTreeMap, BTreeSet};

use bstr::ByteSlice;

use super::directory::Directory;
use crate::fact::extract::Neighbours;
use crate::fact::migration::Framework;
use crate::text::RepoPath;

/// More are not read.
const MOST: usize = 5_000;

/// Which migration follows which.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// By version: the file, and the versions that it follows.
    nodes: BTreeMap<String, (RepoPath, Vec<String>)>,
}

impl Graph {
    pub(super) fn read(directory: &Directory, framework: Framework, beside: &dyn Neighbours) -> Self {
        let mut graph = Self::default();
        for (called, _, path) in directory.all().take(MOST) {
            let Some(text) = beside.text(path) else { continue };
            let found = match framework {
                Framework::Alembic => revision(text.bytes()),
                _ => Some((called.stem.clone(), dependencies(text.bytes()))),
            };
            if let Some((version, parents)) = found {
                graph.nodes.insert(version, (path.clone(), parents));
            }
        }
        graph
    }

    /// Adds what `other` has and `base` has not.
    pub(super) fn merge(&mut self, other: &Self, base: &Self) {
        let is_new = |version: &&String| !base.nodes.contains_key(*version) && !self.nodes.contains_key(*version);
        let new: Vec<&String> = other.nodes.keys().filter(is_new).collect();
        for version in new {
            self.nodes.insert(version.clone(), other.nodes[version].clone());
        }
    }

    /// The files of all.
    pub(super) fn paths(&self) -> impl Iterator<Item = &RepoPath> {
        self.nodes.values().map(|(path, _)| path)
    }

    /// The files of those that nobody follows.
    pub(super) fn heads(&self) -> BTreeSet<&RepoPath> {
        let followed: BTreeSet<&String> = self.nodes.values().flat_map(|(_, parents)| parents).collect();
        self.nodes.iter().filter(|(version, _)| !followed.contains(version)).map(|(_, (path, _))| path).collect()
    }
}

/// `revision = "a1"` and `down_revision = "b2"`, at the start of a line and perhaps with a type.
fn revision(bytes: &[u8]) -> Option<(String, Vec<String>)> {
    let assigned = |name: &[u8]| {
        let is_assigned = |rest: &[u8]| matches!(rest.trim_start().first(), Some(b'=' | b':'));
        let at_line = |at: &usize| *at == 0 || bytes[at - 1] == b'\n';
        let mut places = bytes.find_iter(name).filter(at_line).map(|at| &bytes[at + name.len()..]);
        let rest = places.find(|rest| is_assigned(rest))?;
        let value = &rest[rest.find_byte(b'=')? + 1..];
        let is_open = value.trim_start().starts_with_str("(");
        let end = if is_open { value.find_byte(b')') } else { value.find_byte(b'\n') };
        Some(quoted(&value[..end.unwrap_or(value.len())]))
    };
    let version = assigned(b"revision")?.into_iter().next()?;
    Some((version, assigned(b"down_revision").unwrap_or_default()))
}

/// The migrations that others say they stand for.
pub(super) fn replaced(directory: &Directory, beside: &dyn Neighbours) -> BTreeSet<String> {
    let texts = directory.all().take(MOST).filter_map(|(_, _, path)| beside.text(path));
    texts.flat_map(|text| listed(text.bytes(), "replaces")).collect()
}

/// The names in `dependencies = [("app", "0004_name"), …]`: those of other apps are nobody's here, so that they do no harm.
fn dependencies(bytes: &[u8]) -> Vec<String> {
    // What a squashed migration stands for is followed by it as well.
    ["dependencies", "replaces"].into_iter().flat_map(|list| listed(bytes, list)).collect()
}

/// What stands in quotes in the list of that name.
fn listed(bytes: &[u8], name: &str) -> Vec<String> {
    let rest = bytes.find(name).and_then(|at| bytes.get(at..)).unwrap_or_default();
    let list = rest.find_byte(b'[').zip(rest.find_byte(b']')).and_then(|(start, end)| rest.get(start..end));
    list.map(quoted).unwrap_or_default()
}

/// What stands in quotes.
fn quoted(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(start) = rest.find_byteset(b"'\"#") {
        let quote = rest[start];
        let after = &rest[start + 1..];
        let Some(end) = after.find_byte(if quote == b'#' { b'\n' } else { quote }) else { break };
        if quote != b'#' {
            found.push(after[..end].to_str_lossy().into_owned());
        }
        rest = &after[end + 1..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{dependencies, revision};

    #[test]
    fn alembics_revisions_are_read_off_their_lines() {
        let cases: [(&str, &str, &[&str]); 4] = [
            ("revision = 'b2'\ndown_revision = 'a1'\n", "b2", &["a1"]),
            ("revision: str = \"b2\"\ndown_revision: Union[str, None] = None\n", "b2", &[]),
            ("down_revision = (\n  'a1',  # one\n  'a2',\n)\nrevision = 'm'\n", "m", &["a1", "a2"]),
            ("\"\"\"x\nRevises: a1\n\"\"\"\nrevision = 'b2'\ndown_revision = 'a1'", "b2", &["a1"]),
        ];
        for (text, version, parents) in cases {
            let found = revision(text.as_bytes()).expect("a revision");
            assert_eq!(
                (found.0.as_str(), found.1),
                (version, parents.iter().map(ToString::to_string).collect()),
                "{text}"
            );
        }
        assert_eq!(revision(b"import x\n"), None);
    }

    #[test]
    fn djangos_dependencies_are_names_in_quotes() {
        let text = "class Migration(migrations.Migration):\n    dependencies = [\n        ('shop', '0003_a'),\n        (\"auth\", \"0001_initial\"),\n    ]\n";
        assert_eq!(dependencies(text.as_bytes()), ["shop", "0003_a", "auth", "0001_initial"]);
    }
}
