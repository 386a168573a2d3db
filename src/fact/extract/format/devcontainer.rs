//! Development containers. (<https://containers.dev/implementors/json_reference/>)

use crate::document::yaml::Node;
use crate::fact::extract::contents::Contents;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::script::Script;
use crate::fact::extract::scripts::keys::Found;
use crate::fact::{Image, Place, Runner, Stands};
use crate::text::RepoPath;

/// Whether a file belongs to one.
pub(super) fn holds(path: &RepoPath) -> bool {
    path.as_bstr().split(|&byte| byte == b'/').any(|part| part == b".devcontainer")
}

/// Reads the image that the container is made from, its features, its commands and what is secret in it.
pub(super) fn read<'a>(document: Node<'a>, contents: &mut Contents<'a>) {
    let image = document.get("image").filter(|image| image.is_scalar());
    let image = image.and_then(|image| place::certain("devcontainer".to_owned(), Place::Development, image));
    let features = document.get("features").into_iter().flat_map(Node::entries);
    contents.facts.images.extend(image.into_iter().chain(features.filter_map(|(name, _)| feature(name))));
    contents.scripts(document, read_scripts);
    contents.places.mark(document, Stands::DevelopmentEnvironment);
}

/// A feature that a registry serves; others are directories and addresses.
/// (<https://containers.dev/implementors/features/#referencing-a-feature>)
fn feature(name: Node<'_>) -> Option<Image> {
    let text =
        name.str().filter(|text| text.split('/').count() > 2 && !text.starts_with('.') && !text.contains("://"))?;
    place::whole(format!("features {}", short(text.split([':', '@']).next()?)), Place::Development, name)
}

/// Reads the commands of a development container. (<https://containers.dev/implementors/json_reference/#lifecycle-scripts>)
fn read_scripts(document: Node<'_>, scripts: &mut Vec<Script>) {
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
