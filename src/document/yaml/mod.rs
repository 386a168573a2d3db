//! YAML and JSON as one tree with exact byte spans, bounded by work and never failing.

mod align;
mod build;
mod embedded;
#[cfg(test)]
mod hostile;
mod key_index;
mod node;
mod read;
mod source;
mod split;
mod tree;
mod unknown;

use std::sync::{Arc, OnceLock};

pub use node::Node;

pub use super::problem::Problem;

use crate::text::{Span, Text};

use key_index::KeyIndex;
use read::Whole;
use source::Source;
use tree::Tree;

/// The most nodes that are read of one file.
pub const MAX_NODES: usize = 1_000_000;

/// The most mappings that one lookup reads through `<<`.
pub const MAX_MERGES: usize = 32;

/// A file of YAML or JSON documents.
#[derive(Debug)]
pub struct Yaml {
    source: Source,
    tree: Tree,
    wide: OnceLock<KeyIndex>,
}

/// Reads all documents of `text`, JSON alike; Go templates in them are masked.
#[must_use]
pub fn parse(text: &Arc<Text>) -> Yaml {
    read::read(text, Whole::Yes)
}

/// Reads a text of which only some runs of lines are known and the others are empty, as a bare diff gives it: each run is a document of its own.
/// Positions are those of the text. There are no problems, since what is cut out cannot be whole.
#[must_use]
pub fn parse_fragments(text: &Arc<Text>) -> Yaml {
    read::read(text, Whole::No)
}

impl Yaml {
    /// The file.
    #[must_use]
    pub fn text(&self) -> &Arc<Text> {
        self.source.text()
    }

    /// The root of each document.
    pub fn documents(&self) -> impl Iterator<Item = Node<'_>> {
        self.tree.documents.iter().map(|&root| Node::new(self, root))
    }

    /// Every comment with its `#` and without its line end, and the comments of Go templates.
    #[must_use]
    pub fn comments(&self) -> &[Span] {
        &self.tree.comments
    }

    /// What was not read, and why.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.tree.problems
    }

    /// Keys that their mapping already has. The last one counts, as it does for Kubernetes clients.
    #[must_use]
    pub fn duplicates(&self) -> &[Span] {
        &self.tree.duplicates
    }
}

#[cfg(test)]
pub(in crate::document) mod tests {
    use std::sync::Arc;

    use super::{Node, Yaml, parse, parse_fragments};
    use crate::text::{Side, Text};

    /// The node and the values below it in the order of the text; aliases are not entered.
    pub(in crate::document) fn values(root: Node<'_>) -> Vec<Node<'_>> {
        let (mut open, mut seen) = (vec![root], Vec::new());
        while let Some(node) = open.pop() {
            seen.push(node);
            if !node.is_alias() {
                let below: Vec<_> = node.entries().map(|(_, value)| value).chain(node.items()).collect();
                open.extend(below.into_iter().rev());
            }
        }
        seen
    }

    pub(in crate::document) fn text(bytes: impl AsRef<[u8]>) -> Arc<Text> {
        Text::new(Side::Head, "a.yaml".into(), bytes.as_ref().to_vec())
    }

    fn why(yaml: &Yaml) -> Vec<&str> {
        yaml.problems().iter().map(|problem| problem.why.as_str()).collect()
    }

    #[test]
    fn finds_values_and_their_bytes() {
        let yaml = parse(&text("spec:\n  containers:\n  - name: web\n    image: 'nginx:1.27' # pinned\n"));
        let root = yaml.documents().next().unwrap();
        let containers = root.get("spec").and_then(|spec| spec.get("containers")).unwrap();
        let image = containers.items().next().and_then(|item| item.get("image")).unwrap();
        assert_eq!(image.str(), Some("nginx:1.27"));
        assert_eq!(image.site().bytes(), b"'nginx:1.27'");
        assert_eq!(yaml.text().slice(image.part(6..10)), b"1.27");
        assert_eq!(containers.site().bytes(), b"- name: web\n    image: 'nginx:1.27'");
        assert_eq!(yaml.text().slice(yaml.comments()[0]), b"# pinned");
        assert!(yaml.problems().is_empty());
    }

    #[test]
    fn a_broken_document_does_not_hide_the_next() {
        let yaml = parse(&text("a: \"open\n---\nb: [1\n---\nc: 3\n"));
        assert_eq!(why(&yaml).len(), 2);
        assert_eq!(yaml.documents().last().unwrap().get("c").unwrap().str(), Some("3"));
    }

    #[test]
    fn a_fragment_keeps_its_indentation_and_its_place() {
        let yaml = parse_fragments(&text("\n\n      image: a:1\n      name: x\n    restart: y\n\n- b\n"));
        let roots: Vec<_> = yaml.documents().collect();
        assert_eq!(roots[0].get("image").unwrap().site().span.start, 15);
        assert_eq!(roots[1].get("restart").unwrap().str(), Some("y"));
        assert_eq!(roots[2].items().count(), 1);
    }
}
