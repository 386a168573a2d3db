//! Kustomizations: the `images:` transformer, inline patches, remote resources and charts.
//!
//! Fields: <https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/>.

pub(in crate::fact::extract) mod overlay;

use super::helm::{chart, values};
use super::{kubernetes, str};
use crate::document::yaml::{Node, Yaml};
use crate::fact::extract::place::{self, short};
use crate::fact::extract::splice;
use crate::fact::extract::walk::Roles;
use crate::fact::{Facts, Image, Known, Part, Place, Remote};

/// Whether a document says that it is a Kustomization or a Component.
pub(super) fn is_one(document: Node<'_>) -> bool {
    matches!(str(document, "kind"), Some("Kustomization" | "Component"))
        && str(document, "apiVersion").is_some_and(|version| version.starts_with("kustomize.config.k8s.io/"))
}

/// Reads one Kustomization.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let mut seen = Roles::default();
    read_transformers("", document, &mut seen, facts);
    for key in ["resources", "components", "bases"] {
        for entry in document.get(key).into_iter().flat_map(Node::items) {
            facts.remotes.extend(remote(key, entry));
        }
    }
    for chart in document.get("helmCharts").into_iter().flat_map(Node::items) {
        let name = short(chart.get("name").and_then(Node::str).unwrap_or_default());
        facts.remotes.extend(chart::remote(format!("helmCharts {name}"), name, chart, chart.get("version")));
        if let Some(inline) =
            chart.get("valuesInline").filter(|values| values.is_mapping() && seen.is_new("values", *values))
        {
            values::read(&format!("helmCharts {name}"), inline, None, facts);
        }
    }
}

/// Reads `images:` and the patches, which a Flux `Kustomization` has too; `owner` is what holds them.
pub(super) fn read_transformers(owner: &str, holder: Node<'_>, seen: &mut Roles, facts: &mut Facts) {
    facts.images.extend(seen.items(holder, "images").filter_map(|entry| image(owner, entry)));
    read_patches(owner, holder, seen, facts);
}

/// Reads the patches that stand in the file itself.
pub(super) fn read_patches(owner: &str, holder: Node<'_>, seen: &mut Roles, facts: &mut Facts) {
    let owner = format!("{owner} patches").trim_start().to_owned();
    for key in ["patches", "patchesJson6902", "patchesStrategicMerge"] {
        for entry in seen.items(holder, key) {
            // A strategic merge patch may stand in the list itself.
            let Some(patch) = entry.get("patch").or(Some(entry).filter(|_| key == "patchesStrategicMerge")) else {
                continue;
            };
            if !patch.is_scalar() {
                if seen.is_outside("patch", patch) {
                    read_patch(&owner, patch, facts);
                }
            } else if seen.is_new("patch text", patch) {
                let text = patch.embedded();
                let documents = text.iter().flat_map(Yaml::documents);
                documents.for_each(|document| read_patch(&owner, document, facts));
            }
        }
    }
}

fn read_patch(owner: &str, patch: Node<'_>, facts: &mut Facts) {
    if patch.is_sequence() {
        kubernetes::read_json_patch(owner, patch, facts);
    } else {
        kubernetes::read_patch(owner, patch, facts);
    }
}

/// An entry of `images:`. A digest wins over a tag; what the entry leaves alone is decided in the resources.
fn image(owner: &str, entry: Node<'_>) -> Option<Image> {
    let name = entry.get("name")?;
    let owner = format!("{owner} images {}", short(name.str()?)).trim_start().to_owned();
    // Kustomize writes a new name as it stands, also one with a version in it.
    let new = entry.get("newName").filter(|new| !new.is_null());
    let inside = place::whole(owner, Place::Kustomize, new.unwrap_or(name))?;
    let is_written = |piece: Known<Part>| if new.is_some() { piece } else { Known::Missing };
    let digest = match place::part_of(entry.get("digest")) {
        Known::Known(part) if !crate::fact::reference::is_digest(&part.text) => Known::Missing,
        Known::Missing => is_written(inside.digest),
        digest => digest,
    };
    let tag = match place::part_of(entry.get("newTag")) {
        Known::Missing => is_written(inside.tag),
        tag => tag,
    };
    let tag = if tag.is_missing() { Known::Unknown } else { tag };
    let (owner, repository) = (inside.owner, inside.repository);
    let pieces = [&tag, &digest, &repository];
    let site = pieces.into_iter().find_map(Known::get)?.site.clone();
    // Only what is set here is said here: an entry that just renames an image leaves its version to the resources.
    let digest = if tag.get().is_none() && digest.is_missing() { Known::Unknown } else { digest };
    Some(Image { owner, place: Place::Kustomize, repository, tag, digest, site, version_from: None, pull_policy: None })
}

/// A remote resource: a URL or a git host's path, with `?ref=`.
/// (<https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/>)
fn remote(key: &str, entry: Node<'_>) -> Option<Remote> {
    let text = entry.str().filter(|text| text.len() <= splice::LONGEST && !entry.is_unknown())?;
    let is_git =
        text.contains("//") && !text.starts_with("https://raw.") && !text.ends_with(".yaml") && !text.ends_with(".yml");
    let is_remote = text.starts_with("github.com/")
        || text.starts_with("git@")
        || (text.contains("://") && is_git)
        || text.contains("?ref=");
    if !is_remote {
        return None;
    }
    let (name, query) = text.split_once('?').unwrap_or((text, ""));
    let site = entry.site().with_span(entry.value_span());
    let reference =
        query.split('&').find_map(|pair| pair.strip_prefix("ref=").or_else(|| pair.strip_prefix("version=")));
    let version = reference.map(|reference| {
        let start = reference.as_ptr() as usize - text.as_ptr() as usize;
        Part { text: reference.to_owned(), site: entry.site().with_span(entry.part(start..start + reference.len())) }
    });
    let moves = match reference {
        None => Some("no version"),
        Some(reference) => chart::moving_revision(reference),
    };
    let place = version.as_ref().map_or(&site, |part| &part.site).clone();
    Some(Remote { owner: format!("{key} {name}"), name: name.to_owned(), version, moves, site: place })
}
