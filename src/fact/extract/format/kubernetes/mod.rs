//! Kubernetes objects of any kind: containers at any depth, and the custom resources that embed them.

mod gitops;
mod scripts;

use super::helm::{chart, values};
use crate::document::yaml::Node;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::{Once, Place as Found, Roles, Walk, object_key};
use crate::fact::{Facts, Grant, Image, Known, Part, Place};
use crate::text::Site;

pub(super) use scripts::read as read_scripts;

/// Keys whose mappings, or whose items, are containers: of pods, Argo Workflows, Tekton, KubeVirt.
const CONTAINERS: &[&str] = &[
    "container", "containerDisk", "containerTemplate", "containers", "ephemeralContainers", "initContainers", "script",
    "sidecars", "stepTemplate", "steps",
];

/// Whether a document is an object: it has `apiVersion` and `kind`.
pub(super) fn is_one(document: Node<'_>) -> bool {
    ["apiVersion", "kind"].iter().all(|key| document.get(key).is_some_and(Node::is_scalar))
}

/// Whether a document is an object whatever its file is called: no other kind of document has the rest too. (Values of a chart may have
/// a `kind`.)
pub(super) fn is_whole(document: Node<'_>) -> bool {
    is_one(document) && ["metadata", "items"].iter().any(|key| document.get(key).is_some())
}

/// Whether a document is a list of operations of a JSON patch.
pub(super) fn is_json_patch(document: Node<'_>) -> bool {
    document.items().next().is_some_and(|first| first.get("op").is_some() && first.get("path").is_some())
}

/// Reads the objects of one document.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let walk = Walk::new(document);
    images(&walk, "", facts);
    read_manifests(&walk, facts);
    let (mut all_sources, mut seen) = (Once::default(), Roles::default());
    for (_, at) in walk.places() {
        let Some(object) = at.object.filter(|object| at.node.span() == object.span()) else { continue };
        chart::read_object(object, &mut all_sources, facts);
        facts.grants.extend(grant(object));
        gitops::read(object, &mut seen, facts);
    }
}

/// A role of the whole cluster, and whom it is bound to.
/// (<https://kubernetes.io/docs/reference/access-authn-authz/rbac/>)
fn grant(object: Node<'_>) -> Option<Grant> {
    if object.get("kind").and_then(Node::str) != Some("ClusterRoleBinding") {
        return None;
    }
    let role = object.get("roleRef")?.get("name").filter(|name| !name.is_unknown())?;
    let text = |node: Node<'_>, key| node.get(key).and_then(Node::str).map(|text| short(text).to_owned());
    let subjects = object.get("subjects").into_iter().flat_map(Node::items);
    Some(Grant {
        owner: object_key(object),
        role: role.str()?.to_owned(),
        subjects: subjects.filter_map(|one| Some((text(one, "name")?, text(one, "namespace")))).collect(),
        site: Site::new(&role.site().text, role.value_span()),
    })
}

/// The manifests that Argo Workflows create, each in a block of its own.
/// (<https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/>)
fn read_manifests(walk: &Walk<'_>, facts: &mut Facts) {
    let mut all_texts = Once::default();
    for (index, at) in walk.places().filter(|(index, at)| at.object.is_some() && walk.key(*index) == Some("resource")) {
        let text = at.node.get("manifest").filter(|text| all_texts.is_new(*text));
        let Some(text) = text.and_then(Node::embedded) else { continue };
        let owner = at.object.map(object_key).unwrap_or_default();
        let owner = format!("{owner} {}", walk.path(index));
        text.documents().for_each(|document| read_patch(&owner, document, facts));
    }
}

/// Reads the images of a patch that is written like the object it changes; `owner` is what holds the patch.
pub(super) fn read_patch(owner: &str, patch: Node<'_>, facts: &mut Facts) {
    images(&Walk::new(patch), owner, facts);
}

/// The images of the objects on a walk.
fn images(walk: &Walk<'_>, prefix: &str, facts: &mut Facts) {
    for (index, at) in walk.places() {
        let Some(object) = at.object.filter(|_| at.node.is_mapping() && !at.is_aside) else { continue };
        let key = walk.key(index);
        let is_container = key.is_some_and(|key| CONTAINERS.contains(&key))
            // Tekton's step actions are one container: https://tekton.dev/docs/pipelines/stepactions/
            || key == Some("spec") && object.get("kind").and_then(Node::str) == Some("StepAction");
        let owner = || format!("{prefix} {} {}", object_key(object), walk.path(index)).trim_start().to_owned();
        read_mapping(at, is_container, &owner, facts);
        let is_image = key.is_some_and(|key| key == "image" || key.ends_with("Image"));
        if is_image && at.node.get("repository").is_some_and(Node::is_scalar) {
            let image = values::split(owner(), at.node, key, None, None);
            facts.images.extend(image.filter(is_explicit).map(|image| Image { place: Place::Manifest, ..image }));
        }
    }
}

/// The images that the keys of one mapping name.
fn read_mapping(at: &Found<'_>, is_container: bool, owner: &dyn Fn() -> String, facts: &mut Facts) {
    for (key, value) in at.node.entries() {
        let Some(key) = key.str().filter(|key| *key == "image" || key.ends_with("Image")) else { continue };
        if !value.is_scalar() {
            continue;
        }
        let owner = if key == "image" { owner() } else { format!("{}.{}", owner(), short(key)) };
        let Some(image) = place::whole(owner, Place::Manifest, value) else { continue };
        // Elsewhere than in a container `image` may mean a picture or a disk: only what is written like a reference is one.
        if (is_container && key == "image") || is_explicit(&image) {
            let pull_policy = at.node.get("imagePullPolicy").and_then(known);
            facts.images.push(Image { pull_policy, ..image });
        }
    }
}

/// The operations of a JSON patch (RFC 6902) that bring an image: `{ op: replace, path: /spec/…/image, value: … }`, or a container.
pub(super) fn read_json_patch(owner: &str, operations: Node<'_>, facts: &mut Facts) {
    let mut seen = Roles::default();
    for operation in operations.items() {
        let is_written = matches!(operation.get("op").and_then(Node::str), Some("add" | "replace"));
        let path = operation.get("path").and_then(Node::str).filter(|_| is_written);
        let (Some(path), Some(value)) = (path, operation.get("value")) else { continue };
        let owner = format!("{owner} patch {}", short(path)).trim_start().to_owned();
        if value.is_scalar() {
            let image = path.ends_with("/image").then(|| place::whole(owner, Place::Manifest, value)).flatten();
            facts.images.extend(image);
            continue;
        }
        let is_number = |segment: &&str| *segment == "-" || segment.bytes().all(|byte| byte.is_ascii_digit());
        let is_one = |key: &str| CONTAINERS.contains(&key);
        let brings_containers = path.rsplit('/').find(|segment| !is_number(segment)).is_some_and(is_one);
        if !seen.is_new(if brings_containers { "containers" } else { "value" }, value) {
            continue;
        }
        let walk = Walk::new(value);
        for (index, at) in walk.places().filter(|(_, at)| at.node.is_mapping()) {
            let is_container = walk.key(index).map_or(brings_containers, is_one);
            read_mapping(at, is_container, &|| format!("{owner} {}", walk.path(index)), facts);
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
