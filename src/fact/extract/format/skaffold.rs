//! Skaffold: the images that its builders, tests and hooks run in. The artifacts are what it builds.
//! (<https://skaffold.dev/docs/references/yaml/>)

use super::str;
use crate::document::yaml::Node;
use crate::fact::extract::image_key;
use crate::fact::extract::names::{self, Named, Usage};
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::Walk;
use crate::fact::{Facts, Image, Known, Place};

/// Keys of builders whose images are pulled.
const PULLED: &[&str] = &["builder", "runImage", "fromImage"];

/// Whether a document is one of Skaffold's.
pub(super) fn is_one(document: Node<'_>) -> bool {
    str(document, "apiVersion").is_some_and(|version| version.starts_with("skaffold/"))
}

/// Reads a configuration.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let walk = Walk::new(document);
    for (index, at) in walk.places().filter(|(_, at)| at.node.is_mapping()) {
        let place = walk.key(index);
        for (key, value) in at.node.entries().filter(|(_, value)| value.is_scalar()) {
            let Some(key) = key.str() else { continue };
            let owner = || format!("{}.{}", walk.path(index), short(key));
            let is_container = key == "image" && matches!(place, Some("container" | "containers"));
            // A cache of layers is Kaniko's own image.
            if is_container || PULLED.contains(&key) || key == "image" && place == Some("kaniko") {
                facts.images.extend(place::certain(owner(), Place::Pipeline, value));
            } else if place.is_some_and(|place| place.starts_with("setValue") || place == "overrides") {
                facts.images.extend(chart_value(owner(), key, value));
            }
        }
    }
}

/// `setValues: { image.tag: latest }`.
fn chart_value(owner: String, key: &str, value: Node<'_>) -> Option<Image> {
    let mut path = key.rsplit('.');
    let (last, holder) = (path.next().unwrap_or_default(), path.next().unwrap_or_default());
    if image_key::is_one(last) {
        return place::whole(owner, Place::Values, value).filter(image_key::is_explicit);
    }
    let is_tag = image_key::is_version(last) || matches!(last, "tag" | "version") && image_key::is_one(holder);
    let Known::Known(tag) = place::part(value) else { return None };
    let image = place::unknown(owner, Place::Values, tag.site.clone());
    is_tag.then(|| Image { tag: Known::Known(tag), digest: Known::Missing, ..image })
}

/// The files that a configuration names.
pub(super) fn names(document: Node<'_>, names: &mut Vec<Named>) {
    const KEYS: &[(&str, Usage)] = &[
        ("dockerfile", Usage::Dockerfile),
        ("dockerfilePath", Usage::Dockerfile),
        ("rawYaml", Usage::Manifest),
        ("manifests", Usage::Manifest),
        ("valuesFiles", Usage::Values),
    ];
    names::of_keys(document, KEYS, names);
}
