//! Development containers. (<https://containers.dev/implementors/json_reference/>)

use super::place;
use crate::document::yaml::Node;
use crate::fact::{Facts, Place};
use crate::text::RepoPath;

/// Whether a file belongs to one.
pub(super) fn holds(path: &RepoPath) -> bool {
    path.as_bstr().split(|&byte| byte == b'/').any(|part| part == b".devcontainer")
}

/// Reads the image that the container is made from.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let image = document.get("image").filter(|image| image.is_scalar());
    facts.images.extend(image.and_then(|image| place::whole("devcontainer".to_owned(), Place::Development, image)));
}
