//! Helm values: images as one text, or split into registry, repository, tag and digest.

use std::collections::HashMap;

use crate::document::yaml::Node;
use crate::fact::extract::contents::Contents;
use crate::fact::extract::image_key::{self, Versions};
use crate::fact::extract::place::{self, short};
use crate::fact::extract::splice;
use crate::fact::extract::walk::{Roles, Walk};
use crate::fact::{Facts, Image, Known, Part, Place};

/// Keys below which the name of an image stands, apart from its version.
const NAMES: [&str; 4] = ["repository", "name", "repo", "image"];

/// Keys below which its version stands.
const VERSIONS: [&str; 3] = ["tag", "version", "imageTag"];

/// Reads a file of values. What an empty tag falls to is in the chart beside it.
pub(in crate::fact::extract::format) fn read_file(document: Node<'_>, contents: &mut Contents<'_>) {
    let version = app_version(contents);
    read("values", document, version.as_ref(), &mut contents.facts);
}

/// `appVersion` of the chart beside a file.
fn app_version(contents: &Contents<'_>) -> Option<Known<Part>> {
    let chart = contents.neighbours.read(&contents.path().parent().join(b"Chart.yaml")?)?;
    let document = chart.documents().next()?;
    document.get("appVersion").filter(|version| !version.is_null()).map(place::part)
}

/// The image of a chart's values whose version is the chart's own.
pub(in crate::fact::extract::format) fn of_chart(values: Node<'_>, app_version: &Known<Part>) -> Option<Image> {
    let global = values.get("global").and_then(|global| global.get("imageRegistry")).filter(|node| !node.is_null());
    let image = values.get("image").filter(|image| image.is_mapping())?;
    let is_open = VERSIONS.iter().chain(&["digest", "sha"]).all(|key| place::part_of(image.get(key)).is_missing());
    split("values image".to_owned(), image, Some("image"), global, Some(app_version)).filter(|_| is_open)
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
        let key = walk.key(index);
        if is_split(at.node, key) {
            let is_main = walk.path(index) == "image";
            facts.images.extend(split(owner(), at.node, key, global, app_version.filter(|_| is_main)));
            continue;
        }
        let mut versions = None;
        for (key, value) in at.node.entries() {
            if let Some(key) = key.str().filter(|key| value.is_scalar() && image_key::is_one(key)) {
                let versions = versions.get_or_insert_with(|| Versions::of(at.node));
                facts.images.extend(whole(owner(), versions, key, value));
            }
        }
    }
}

/// Whether a mapping is one image in parts: it has a repository, or another name beside a version, where its key says that it is one.
fn is_split(node: Node<'_>, key: Option<&str>) -> bool {
    let has = |key: &str| node.get(key).is_some_and(Node::is_scalar);
    let is_versioned = VERSIONS.iter().any(|key| has(key));
    has("repository") || key.is_some_and(image_key::is_one) && is_versioned && NAMES.iter().any(|key| has(key))
}

/// `image: { registry, repository, tag, digest }`, the form that most charts use.
pub(in crate::fact::extract::format) fn split(
    owner: String,
    node: Node<'_>,
    key: Option<&str>,
    global: Option<Node<'_>>,
    app_version: Option<&Known<Part>>,
) -> Option<Image> {
    let named = key.is_some_and(image_key::is_one);
    let versioned = ["tag", "digest", "registry", "pullPolicy"].iter().any(|key| node.get(key).is_some());
    if !versioned && !named {
        return None;
    }
    let name = NAMES.iter().find_map(|key| node.get(key).filter(|name| name.is_scalar()))?;
    let inside = place::whole(owner, Place::Values, name).filter(image_key::has_image_name)?;
    let registry = node.get("registry").filter(|node| !node.is_null()).or(global).map_or(Known::Missing, place::part);
    let repository = joined(registry, inside.repository);
    let digest = match place::part_of(node.get("digest").or_else(|| node.get("sha"))) {
        Known::Missing => inside.digest,
        digest => digest,
    };
    let versions = if named { &VERSIONS[..] } else { &VERSIONS[..1] };
    let written = versions.iter().find_map(|key| node.get(key));
    let tag = match place::part_of(written) {
        // The chart decides; only its `Chart.yaml` can tell what that comes to.
        Known::Missing if inside.tag.is_missing() => app_version.cloned().unwrap_or(Known::Unknown),
        Known::Missing => inside.tag,
        tag => tag,
    };
    let digest = tag_with_digest(&tag).map_or(digest, Known::Known);
    let open = written.filter(|tag| matches!(place::part(*tag), Known::Unknown));
    let site = match open {
        Some(tag) => tag.site().with_span(tag.value_span()),
        None => {
            let pieces = [&tag, &digest, &repository];
            pieces.into_iter().find_map(Known::get).map_or(inside.site, |part| part.site.clone())
        }
    };
    let pull_policy = node.get("pullPolicy").and_then(|policy| place::part(policy).get().cloned());
    let (owner, tag) = (inside.owner, without_digest(tag));
    Some(Image { owner, place: Place::Values, repository, tag, digest, site, version_from: None, pull_policy })
}

/// A registry and what it serves as one name.
fn joined(registry: Known<Part>, repository: Known<Part>) -> Known<Part> {
    match (registry, repository) {
        (Known::Known(host), Known::Known(part)) => {
            Known::Known(Part { text: format!("{}/{}", host.text, part.text), site: part.site })
        }
        (Known::Unknown, _) => Known::Unknown,
        (_, repository) => repository,
    }
}

/// `[{ name: image.tag, value: "1.4" }]` below `key`: what `--set` would say.
pub(in crate::fact::extract::format) fn read_parameters(
    owner: &str,
    holder: Node<'_>,
    key: &'static str,
    seen: &mut Roles,
    facts: &mut Facts,
) {
    let listed: Vec<_> = seen.items(holder, key).filter_map(parameter).collect();
    let parameters: HashMap<&str, Node<'_>> = listed.iter().copied().collect();
    let beside = |prefix: &str, name: &str| place::part_of(parameters.get(format!("{prefix}{name}").as_str()).copied());
    for (name, value) in listed {
        let owner = format!("{owner} {key} {}", short(name));
        if name == "image" || name.ends_with(".image") {
            let image = place::whole(owner, Place::Values, value);
            facts.images.extend(image.filter(image_key::is_explicit));
            continue;
        }
        let Some(prefix) =
            ["tag", "version"].iter().find_map(|word| name.strip_suffix(word)).filter(|one| is_image(one))
        else {
            continue;
        };
        let Known::Known(tag) = place::part(value) else { continue };
        let named = NAMES.iter().map(|name| beside(prefix, name)).find(|name| !name.is_missing());
        let repository = match named {
            Some(repository) => joined(beside(prefix, "registry"), repository),
            None => Known::Unknown,
        };
        facts.images.push(with_tag(owner, repository, tag, beside(prefix, "digest")));
    }
}

/// A parameter's name and value.
fn parameter(node: Node<'_>) -> Option<(&str, Node<'_>)> {
    let name = node.get("name")?.str().filter(|name| name.len() <= splice::LONGEST)?;
    Some((name, node.get("value")?))
}

/// Whether a parameter's name up to `tag` is an image's: `image.`, `web.image.`, `sidecarImage.`.
fn is_image(prefix: &str) -> bool {
    prefix.strip_suffix('.').is_some_and(|path| path.rsplit('.').next().is_some_and(|key| key.ends_with("mage")))
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
fn whole(owner: String, versions: &Versions<'_>, key: &str, value: Node<'_>) -> Option<Image> {
    let is_image = key == "image";
    let owner = format!("{owner}.{}", short(key)).trim_start_matches('.').to_owned();
    let image = place::whole(owner, Place::Values, value).filter(image_key::has_image_name)?;
    if !image.tag.is_missing() || !image.digest.is_missing() {
        return (is_image || image_key::is_likely(&image)).then_some(image);
    }
    match versions.get(key).map(place::part) {
        Some(tag @ Known::Known(_)) => {
            let site = tag.get().map_or(image.site, |part| part.site.clone());
            Some(Image { tag, site, ..image })
        }
        Some(_) => None,
        None => is_image.then_some(image),
    }
}
