//! What many formats ask of a document to know their own.

use crate::document::yaml::Node;

/// The items of a list that are looked at to tell what it is.
pub(in crate::fact::extract) const FEW: usize = 64;

/// The text of a scalar below `key`.
pub(in crate::fact::extract) fn str<'a>(node: Node<'a>, key: &str) -> Option<&'a str> {
    node.get(key)?.str()
}

/// The first items of a list.
pub(in crate::fact::extract) fn list<'a>(document: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> {
    document.get(key).into_iter().flat_map(Node::items).take(FEW)
}

/// Whether the list at `key` has an item with all of `keys`.
pub(in crate::fact::extract) fn has_item(document: Node<'_>, key: &str, keys: &[&str]) -> bool {
    list(document, key).any(|item| keys.iter().all(|key| item.get(key).is_some()))
}

/// Whether one of the first values below `jobs` is such a job.
pub(in crate::fact::extract) fn has_job(document: Node<'_>, is_such: fn(Node<'_>) -> bool) -> bool {
    document.get("jobs").into_iter().flat_map(Node::entries).take(FEW).any(|(_, job)| is_such(job))
}
