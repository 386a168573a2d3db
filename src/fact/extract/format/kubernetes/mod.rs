//! Kubernetes objects of any kind: containers at any depth, and the custom resources that embed them.

mod gitops;
mod parameters;
mod scripts;

use super::helm::{chart, values};
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::extract::contents::Contents;
use crate::fact::extract::embedded::Inner;
use crate::fact::extract::image_key::{self, is_explicit};
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::{Once, Place as Found, Roles, Walk, object_key};
use crate::fact::{Facts, Grant, Image, ImageRepository, Known, Part, Place};
use crate::text::Site;
pub(in crate::fact::extract) use parameters::Parameters;
use parameters::Within;

/// Keys whose mappings, or whose items, are containers: of pods, Argo Workflows, Tekton, KubeVirt.
const CONTAINERS: &[&str] = &[
    "container", "containerDisk", "containerTemplate", "containers", "ephemeralContainers", "initContainers", "script",
    "sidecars", "stepTemplate", "steps",
];

/// The variables by which the Operator Lifecycle Manager tells an operator which images it may start.
/// (<https://docs.openshift.com/container-platform/latest/operators/operator_sdk/osdk-generating-csvs.html>)
const RELATED: &str = "RELATED_IMAGE_";

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

/// Reads the objects of one document: what they run, pull and fetch, whom they give rights, and where they keep secrets.
pub(super) fn read<'a>(document: Node<'a>, contents: &mut Contents<'a>) {
    let walk = Walk::new(document);
    let all_parameters = contents.parameters();
    let parameters = all_parameters.within(document);
    let (mut all_sources, mut all_texts, mut seen) = (Once::default(), Once::default(), Roles::default());
    let (facts, places, found) = contents.parts();
    let mut scripts = found.and_then(|found| scripts::Reader::new(document, found));
    for (index, at) in walk.places() {
        let Some(object) = at.object else { continue };
        read_place(&walk, (index, at, object), "", parameters, facts);
        places.read_object(&walk, (index, at, object));
        scripts.iter_mut().for_each(|scripts| scripts.read(&walk, (index, at, object)));
        match walk.key(index) {
            // https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/
            Some("resource") => read_manifest(&walk, (index, at, object), &mut all_texts, facts),
            // https://docs.openshift.com/container-platform/latest/cicd/builds/creating-build-inputs.html
            Some("source") if all_texts.is_new(at.node) => {
                let text = at.node.get("dockerfile").filter(|text| text.is_scalar());
                let passage = text.map(Passage::of_scalar).unwrap_or_default();
                let owner = format!("{} {}", object_key(object), walk.path(index));
                Inner { file: document.file().text(), owner: &owner, passage: &passage }.dockerfile(facts);
            }
            _ => {}
        }
        if at.node.span() == object.span() {
            chart::read_object(object, &mut all_sources, facts);
            facts.grants.extend(grant(object));
            facts.image_repositories.extend(image_repository(object));
            gitops::read(object, &mut seen, facts);
        }
    }
}

/// A place on a walk: its number, itself, and the object that it stands in.
pub(in crate::fact::extract) type At<'w, 'a> = (usize, &'w Found<'a>, Node<'a>);

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

/// A repository of ECR, by AWS's own controller or by Crossplane.
/// (<https://aws-controllers-k8s.github.io/community/reference/ecr/v1alpha1/repository/>)
fn image_repository(object: Node<'_>) -> Option<ImageRepository> {
    let group = object.get("apiVersion")?.str()?.split('/').next()?;
    let is_one = group.starts_with("ecr.") && object.get("kind").and_then(Node::str) == Some("Repository");
    let spec = object.get("spec").filter(|_| is_one)?;
    let spec = spec.get("forProvider").unwrap_or(spec);
    let name = object.get("metadata")?.get("name")?;
    Some(place::image_repository(object_key(object), spec.get("imageTagMutability"), name))
}

/// The manifest that a step of Argo Workflows creates, in a block of its own.
fn read_manifest(walk: &Walk<'_>, (index, at, object): At<'_, '_>, all_texts: &mut Once, facts: &mut Facts) {
    let text = at.node.get("manifest").filter(|text| all_texts.is_new(*text));
    let Some(text) = text.and_then(Node::embedded) else { return };
    let owner = format!("{} {}", object_key(object), walk.path(index));
    text.documents().for_each(|document| read_patch(&owner, document, facts));
}

/// Reads the images of a patch that is written like the object it changes; `owner` is what holds the patch.
pub(super) fn read_patch(owner: &str, patch: Node<'_>, facts: &mut Facts) {
    let walk = Walk::new(patch);
    let no_parameters = Parameters::default();
    for (index, at) in walk.places() {
        if let Some(object) = at.object {
            read_place(&walk, (index, at, object), owner, no_parameters.within(patch), facts);
        }
    }
}

/// The images of one place of an object.
fn read_place<'a>(
    walk: &Walk<'a>,
    (index, at, object): At<'_, 'a>,
    prefix: &str,
    parameters: Within<'_, 'a>,
    facts: &mut Facts,
) {
    if !at.node.is_mapping() || at.is_aside {
        return;
    }
    let key = walk.key(index);
    let is_container = key.is_some_and(|key| CONTAINERS.contains(&key))
        // Tekton's step actions are one container: https://tekton.dev/docs/pipelines/stepactions/
        || key == Some("spec") && object.get("kind").and_then(Node::str) == Some("StepAction");
    let owner = || format!("{prefix} {} {}", object_key(object), walk.path(index)).trim_start().to_owned();
    read_mapping(at.node, is_container, &owner, parameters, facts);
    read_related(at.node, key, &owner, facts);
    let is_stream = at.node.get("kind").and_then(Node::str) == Some("DockerImage") && key != Some("to");
    if let Some(name) = at.node.get("name").filter(|_| is_stream) {
        // https://docs.openshift.com/container-platform/latest/openshift_images/image-streams-manage.html
        facts.images.extend(place::certain(owner(), Place::Manifest, name));
    }
    if key.is_some_and(image_key::is_one) {
        facts.images.extend(split(at.node, key, &owner));
    }
}

/// `image: { repository, tag }` of a custom resource; `image: { reference }` of a volume.
/// (<https://kubernetes.io/docs/concepts/storage/volumes/#image>)
fn split(node: Node<'_>, key: Option<&str>, owner: &dyn Fn() -> String) -> Option<Image> {
    if let Some(reference) = node.get("reference").filter(|node| node.is_scalar()) {
        let pull_policy = node.get("pullPolicy").and_then(known);
        let image = place::whole(owner(), Place::Manifest, reference)?;
        let is_volume = image.owner.contains("olumes[");
        return (is_volume || image_key::is_likely(&image)).then_some(Image { pull_policy, ..image });
    }
    let image = values::split(owner(), node, key, None, None).filter(is_explicit)?;
    Some(Image { place: Place::Manifest, ..image })
}

/// The images that an operator is told by its environment.
fn read_related(node: Node<'_>, key: Option<&str>, owner: &dyn Fn() -> String, facts: &mut Facts) {
    let is_related = |node: Node<'_>| node.str().is_some_and(|name| name.starts_with(RELATED));
    if key == Some("env")
        && let (Some(_), Some(value)) = (node.get("name").filter(|name| is_related(*name)), node.get("value"))
    {
        facts.images.extend(place::certain(owner(), Place::Manifest, value));
    }
    // A ConfigMap that the environment is taken from.
    if key == Some("data") {
        for (name, value) in node.entries().filter(|(name, _)| is_related(*name)) {
            let owner = format!("{}.{}", owner(), short(name.str().unwrap_or_default()));
            facts.images.extend(place::certain(owner, Place::Manifest, value));
        }
    }
}

/// The images that the keys of one mapping name.
fn read_mapping<'a>(
    node: Node<'a>,
    is_container: bool,
    owner: &dyn Fn() -> String,
    parameters: Within<'_, 'a>,
    facts: &mut Facts,
) {
    for (key, value) in node.entries() {
        let Some(key) = key.str().filter(|key| image_key::is_one(key)) else { continue };
        if !value.is_scalar() {
            continue;
        }
        let pull_policy = node.get("imagePullPolicy").and_then(known);
        if is_container && key == "image" {
            let found =
                place::with_values(&owner(), Place::Manifest, value, &|name| place::nodes(parameters.values(name)));
            facts.images.extend(found.into_iter().map(|image| Image { pull_policy: pull_policy.clone(), ..image }));
            continue;
        }
        // Elsewhere than in a container `image` may mean a picture or a disk: only what is written like a reference is one.
        let owner = if key == "image" { owner() } else { format!("{}.{}", owner(), short(key)) };
        let image = place::whole(owner, Place::Manifest, value).filter(image_key::is_likely);
        facts.images.extend(image.map(|image| Image { pull_policy, ..image }));
    }
}

/// The operations of a JSON patch (RFC 6902) that bring an image: `{ op: replace, path: /spec/…/image, value: … }`, or a container.
pub(super) fn read_json_patch(owner: &str, operations: Node<'_>, facts: &mut Facts) {
    let (mut seen, no_parameters) = (Roles::default(), Parameters::default());
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
            let owner = || format!("{owner} {}", walk.path(index));
            read_mapping(at.node, is_container, &owner, no_parameters.within(operations), facts);
        }
    }
}

fn known(node: Node<'_>) -> Option<Part> {
    match place::part(node) {
        Known::Known(part) => Some(part),
        Known::Missing | Known::Unknown => None,
    }
}
