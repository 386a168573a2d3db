//! Terraform written as JSON. (<https://developer.hashicorp.com/terraform/language/syntax/json>)

use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::extract::embedded::Inner;
use crate::fact::extract::image_key;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::{Once, Walk};
use crate::fact::{Facts, Place};

/// Keys below which containers stand.
const CONTAINERS: &[&str] = &["container", "containers", "init_container", "initContainers"];

/// Reads the images of all resources.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let file = document.file().text();
    let walk = Walk::new(document);
    let mut texts = Once::default();
    for (index, at) in walk.places().filter(|(_, at)| at.node.is_mapping()) {
        let is_container = walk.key(index).is_some_and(|key| CONTAINERS.contains(&key));
        for (key, value) in at.node.entries().filter(|(_, value)| value.is_scalar()) {
            let Some(key) = key.str() else { continue };
            let owner = || format!("{}.{}", walk.path(index), short(key));
            if image_key::is_one(key) {
                let image = place::certain(owner(), Place::Manifest, value);
                facts.images.extend(image.filter(|image| is_container || image_key::is_likely(image)));
            } else if key == "container_definitions" && texts.is_new(value) {
                let (owner, passage) = (owner(), Passage::of_scalar(value));
                Inner { file, owner: &owner, passage: &passage }.containers(facts);
            }
        }
    }
}
