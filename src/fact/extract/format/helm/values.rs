//! Helm values: images as one text, or split into registry, repository, tag and digest.

use crate::document::yaml::Node;
use crate::fact::extract::format::Around;
use crate::fact::extract::format::kubernetes::is_explicit;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::Walk;
use crate::fact::{Facts, Image, Known, Part, Place};

/// Reads a file of values. What an empty tag falls to is in the chart beside it.
pub(in crate::fact::extract::format) fn read_file(document: Node<'_>, around: &Around<'_>, facts: &mut Facts) {
    let version = app_version(around);
    read("values", document, version.as_ref(), facts);
}

/// `appVersion` of the chart beside a file.
fn app_version(around: &Around<'_>) -> Option<Known<Part>> {
    let chart = around.neighbours.read(&around.path.parent().join(b"Chart.yaml")?)?;
    let document = chart.documents().next()?;
    document.get("appVersion").filter(|version| !version.is_null()).map(place::part)
}

/// Reads the values below `root`; `release` names what they belong to. `app_version` is what an empty tag falls to.
pub(in crate::fact::extract::format) fn read(
    release: &str,
    root: Node<'_>,
    app_version: Option<&Known<Part>>,
    facts: &mut Facts,
) {
    let walk = Walk::new(root);
    let global = root.get("global").and_then(|global| global.get("imageRegistry")).filter(|node| !node.is_null());
    for (index, at) in walk.places() {
        if !at.node.is_mapping() {
            continue;
        }
        let owner = || format!("{release} {}", walk.path(index)).trim_start().to_owned();
        if at.node.get("repository").is_some_and(Node::is_scalar) {
            let is_main = walk.path(index) == "image";
            facts.images.extend(split(owner(), at.node, walk.key(index), global, app_version.filter(|_| is_main)));
        }
        for (key, value) in at.node.entries() {
            let Some(key) = key.str().filter(|_| value.is_scalar()) else { continue };
            facts.images.extend(whole(owner(), at.node, key, value));
        }
    }
}

/// `image: { registry, repository, tag, digest }`, the form that most charts use.
pub(in crate::fact::extract::format) fn split(
    owner: String,
    node: Node<'_>,
    key: Option<&str>,
    global: Option<Node<'_>>,
    app_version: Option<&Known<Part>>,
) -> Option<Image> {
    let versioned = ["tag", "digest", "registry", "pullPolicy"].iter().any(|key| node.get(key).is_some());
    let named = key.is_some_and(|key| key.to_ascii_lowercase().ends_with("image"));
    if !versioned && !named {
        return None;
    }
    let inside = place::whole(owner, Place::Values, node.get("repository")?)?;
    let registry = node.get("registry").filter(|node| !node.is_null()).or(global).map_or(Known::Missing, place::part);
    let repository = match (registry, inside.repository) {
        (Known::Known(host), Known::Known(part)) => {
            Known::Known(Part { text: format!("{}/{}", host.text, part.text), site: part.site })
        }
        (Known::Unknown, _) => Known::Unknown,
        (_, repository) => repository,
    };
    let digest = match place::part_of(node.get("digest").or_else(|| node.get("sha"))) {
        Known::Missing => inside.digest,
        digest => digest,
    };
    let tag = match place::part_of(node.get("tag")) {
        // The chart decides; only its `Chart.yaml` can tell what that comes to.
        Known::Missing if inside.tag.is_missing() => app_version.cloned().unwrap_or(Known::Unknown),
        Known::Missing => inside.tag,
        tag => tag,
    };
    let digest = tag_with_digest(&tag).map_or(digest, Known::Known);
    let written = node.get("tag").filter(|tag| matches!(place::part(*tag), Known::Unknown));
    let site = match written {
        Some(tag) => tag.site().with_span(tag.value_span()),
        None => {
            let pieces = [&tag, &digest, &repository];
            pieces.into_iter().find_map(Known::get).map_or(inside.site, |part| part.site.clone())
        }
    };
    let pull_policy = node.get("pullPolicy").and_then(|policy| place::part(policy).get().cloned());
    Some(Image {
        owner: inside.owner,
        place: Place::Values,
        repository,
        tag: without_digest(tag),
        digest,
        site,
        version_from: None,
        pull_policy,
    })
}

/// An image whose tag is given by itself.
pub(in crate::fact::extract::format) fn with_tag(
    owner: String,
    repository: Known<Part>,
    tag: Part,
    digest: Known<Part>,
) -> Image {
    let (site, tag) = (tag.site.clone(), Known::Known(tag));
    let digest = tag_with_digest(&tag).map_or(digest, Known::Known);
    Image {
        owner,
        place: Place::Values,
        repository,
        tag: without_digest(tag),
        digest,
        site,
        version_from: None,
        pull_policy: None,
    }
}

/// Charts without a `digest` field take it behind the tag: `tag: 1.4@sha256:…`.
fn tag_with_digest(tag: &Known<Part>) -> Option<Part> {
    let part = tag.get()?;
    let (before, digest) = part.text.split_once('@')?;
    let exact = part.site.span.len() == part.text.len();
    let site = if exact {
        part.site.with_span(part.site.span.part(before.len() + 1..part.text.len()))
    } else {
        part.site.clone()
    };
    crate::fact::reference::is_digest(digest).then(|| Part { text: digest.to_owned(), site })
}

fn without_digest(tag: Known<Part>) -> Known<Part> {
    match tag {
        Known::Known(Part { text, site }) => {
            let Some((before, _)) = text.split_once('@') else { return Known::Known(Part { text, site }) };
            let exact = site.span.len() == text.len();
            let site = if exact { site.with_span(site.span.part(0..before.len())) } else { site };
            Known::Known(Part { text: before.to_owned(), site })
        }
        other => other,
    }
}

/// `image: repository:tag`, `proxyImage: …`, or `image: repository` beside `imageTag: …`.
fn whole(owner: String, holder: Node<'_>, key: &str, value: Node<'_>) -> Option<Image> {
    let is_image = key == "image";
    if !is_image && !key.ends_with("Image") && !key.ends_with("_image") {
        return None;
    }
    let owner = format!("{owner}.{}", short(key)).trim_start_matches('.').to_owned();
    let image = place::whole(owner, Place::Values, value)?;
    if image.repository.get().is_some_and(|part| part.text.bytes().any(|byte| byte.is_ascii_uppercase())) {
        return None;
    }
    if !image.tag.is_missing() || !image.digest.is_missing() {
        return (is_image || is_explicit(&image)).then_some(image);
    }
    let beside = [format!("{key}Tag"), format!("{key}_tag"), "tag".to_owned(), "version".to_owned()];
    let tag = beside.iter().find_map(|key| holder.get(key)).map(place::part);
    match tag {
        Some(tag @ Known::Known(_)) => {
            let site = tag.get().map_or(image.site, |part| part.site.clone());
            Some(Image { tag, site, ..image })
        }
        Some(_) => None,
        None => is_image.then_some(image),
    }
}
