//! Task definitions of Amazon ECS.
//! (<https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>)

use crate::document::yaml::Node;
use crate::fact::extract::place::{self, short};
use crate::fact::{Facts, Place};

/// What a file in JSON holds if it is one.
pub(in crate::fact::extract) const NEEDLE: &[u8] = b"ontainerDefinitions\"";

/// Whether a document defines a task's containers.
pub(super) fn is_one(document: Node<'_>) -> bool {
    document.get("containerDefinitions").is_some_and(Node::is_sequence)
}

/// Reads a task definition.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    document.get("containerDefinitions").into_iter().for_each(|list| containers("containerDefinitions", list, facts));
}

/// Reads a list of containers, which `owner` holds.
pub(in crate::fact::extract) fn containers(owner: &str, list: Node<'_>, facts: &mut Facts) {
    for (index, container) in list.items().enumerate() {
        let Some(image) = ["image", "Image"].iter().find_map(|key| container.get(key)) else { continue };
        let name = ["name", "Name"].iter().find_map(|key| container.get(key)).and_then(Node::str);
        let name = name.map_or_else(|| index.to_string(), |name| short(name).to_owned());
        facts.images.extend(place::certain(format!("{owner} {name}").trim_start().to_owned(), Place::Manifest, image));
    }
}
