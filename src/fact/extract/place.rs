//! Image facts out of scalars and split mappings, whatever kind of file they stand in.

use crate::document::yaml::Node;
use crate::fact::reference::{self, Reference, Spliced};
use crate::fact::{Image, Known, Part, Place};

/// The image that a scalar names; `None` where it names none.
pub(super) fn whole(owner: String, place: Place, node: Node<'_>) -> Option<Image> {
    from_spliced(owner, place, node, &super::splice::splice(node))
}

/// The image that a scalar names once its text is pieced together.
pub(super) fn from_spliced(owner: String, place: Place, node: Node<'_>, spliced: &Spliced) -> Option<Image> {
    let Reference { repository, tag, digest } = reference::parse(spliced)?;
    // A path of Go's, which `ko` builds and puts an image in the place of.
    if repository.get().is_some_and(|part| part.text.starts_with("github.com/")) {
        return None;
    }
    let site = node.site().with_span(node.value_span());
    Some(Image { owner, place, repository, tag, digest, site, version_from: None, pull_policy: None })
}

/// A scalar as one piece of a reference.
pub(super) fn part(node: Node<'_>) -> Known<Part> {
    let spliced = super::splice::splice(node);
    if spliced.text().is_empty() {
        return Known::Missing;
    }
    if !spliced.is_known() {
        return Known::Unknown;
    }
    let text = spliced.text().to_owned();
    spliced.site(&(0..text.len())).map_or(Known::Missing, |site| Known::Known(Part { text, site }))
}

/// A known piece out of a node that may be missing.
pub(super) fn part_of(node: Option<Node<'_>>) -> Known<Part> {
    node.filter(|node| !node.is_null()).map_or(Known::Missing, part)
}

/// The longest name that is kept in a fact's owner, longer than any that Kubernetes takes: each image of an object repeats its name.
const LONGEST_NAME: usize = 256;

/// A name, cut to what is kept of it.
pub(super) fn short(name: &str) -> &str {
    let end = (0..=LONGEST_NAME.min(name.len())).rev().find(|&end| name.is_char_boundary(end));
    &name[..end.unwrap_or_default()]
}
