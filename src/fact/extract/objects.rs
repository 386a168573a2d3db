//! Kubernetes objects of any kind: containers at any depth, and the custom resources that embed them.

use super::place::short;
use super::walk::{Once, Walk, object_key};
use super::{charts, place, values};
use crate::document::yaml::Node;
use crate::fact::{Facts, Image, Known, Part, Place};

/// Keys whose mappings, or whose items, are containers: of pods, Argo Workflows, Tekton.
const CONTAINERS: &[&str] = &[
    "container",
    "containerTemplate",
    "containers",
    "ephemeralContainers",
    "initContainers",
    "script",
    "sidecars",
    "stepTemplate",
    "steps",
];

/// Reads the objects of one document.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let walk = Walk::new(document);
    let (mut all_values, mut all_sources) = (Once::default(), Once::default());
    for (index, at) in walk.places() {
        let Some(object) = at.object.filter(|_| at.node.is_mapping()) else { continue };
        let in_container = walk.key(index).is_some_and(|key| CONTAINERS.contains(&key));
        for (key, value) in at.node.entries() {
            let Some(key) = key.str() else { continue };
            if !value.is_scalar() || !(key == "image" || key.ends_with("Image")) {
                continue;
            }
            let owner = format!("{} {}", object_key(object), walk.path(index));
            let owner = if key == "image" { owner } else { format!("{owner}.{}", short(key)) };
            let Some(image) = place::whole(owner, Place::Manifest, value) else { continue };
            // Elsewhere than in a container `image` may mean a picture or a disk: only what is written like a reference is one.
            if (in_container && key == "image") || is_explicit(&image) {
                let pull_policy = at.node.get("imagePullPolicy").and_then(known);
                facts.images.push(Image { pull_policy, ..image });
            }
        }
        if at.node.span() == object.span() {
            charts::read_object(object, &mut all_sources, facts);
            if object.get("kind").and_then(Node::str) == Some("HelmRelease") {
                let release = object_key(object);
                let own = object.get("spec").and_then(|spec| spec.get("values"));
                own.filter(|node| all_values.is_outside(*node)).into_iter().for_each(|node| {
                    values::read(&release, node, None, facts);
                });
            }
        }
    }
}

/// The operations of a JSON patch (RFC 6902) that set an image: `{ op: replace, path: /spec/…/image, value: … }`.
pub(super) fn read_json_patch(operations: Node<'_>, facts: &mut Facts) {
    for operation in operations.items() {
        let path = operation.get("path").and_then(Node::str).filter(|path| path.ends_with("/image"));
        let value = operation.get("value").filter(|value| value.is_scalar());
        if let (Some(path), Some(value)) = (path, value) {
            facts.images.extend(place::whole(format!("patch {}", short(path)), Place::Manifest, value));
        }
    }
}

/// Whether the reference says a version, and is written in lower case as image names are.
pub(super) fn is_explicit(image: &Image) -> bool {
    let versioned = image.tag.get().is_some() || image.digest.get().is_some();
    versioned && image.repository.get().is_none_or(|part| !part.text.bytes().any(|byte| byte.is_ascii_uppercase()))
}

fn known(node: Node<'_>) -> Option<Part> {
    match place::part(node) {
        Known::Known(part) => Some(part),
        Known::Missing | Known::Unknown => None,
    }
}
