//! Development containers. (<https://containers.dev/implementors/json_reference/>)

use crate::document::yaml::Node;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::script::Script;
use crate::fact::extract::scripts::keys::Found;
use crate::fact::{Facts, Place, Runner};
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

/// Reads the commands of a development container. (<https://containers.dev/implementors/json_reference/#lifecycle-scripts>)
pub(super) fn read_scripts(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Machine, scripts);
    let keys = [
        "initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand",
        "postAttachCommand",
    ];
    for key in keys {
        let Some(command) = document.get(key) else { continue };
        if !command.is_mapping() {
            found.text_or_words(|| key.to_owned(), command);
        }
        for (name, one) in command.entries() {
            found.text_or_words(|| format!("{key} {}", short(name.str().unwrap_or_default())), one);
        }
    }
}
