//! Objects that tell a controller what to render: Argo CD applications, Flux releases and kustomizations, k3s charts.

use crate::document::yaml::{Node, Yaml};
use crate::fact::extract::format::helm::values;
use crate::fact::extract::format::kustomize;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::splice;
use crate::fact::extract::walk::{Roles, object_key};
use crate::fact::reference::Spliced;
use crate::fact::{Facts, Image, Known, Place};

/// Reads the images that one object hands to a chart or a kustomization.
pub(super) fn read(object: Node<'_>, seen: &mut Roles, facts: &mut Facts) {
    let Some(kind) = object.get("kind").and_then(Node::str) else { return };
    let spec = object.get("spec").unwrap_or(object);
    let owner = object_key(object);
    match kind {
        // https://fluxcd.io/flux/components/helm/helmreleases/#values
        "HelmRelease" => read_values(&owner, spec.get("values"), seen, facts),
        // https://fluxcd.io/flux/components/kustomize/kustomizations/
        "Kustomization" => kustomize::read_transformers(&owner, spec, seen, facts),
        // https://docs.k3s.io/add-ons/helm
        "HelmChart" | "HelmChartConfig" => read_values(&owner, spec.get("valuesContent"), seen, facts),
        // https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_helmchartinflationgenerator_
        "HelmChartInflationGenerator" => read_values(&owner, object.get("valuesInline"), seen, facts),
        "Application" => read_sources(&owner, spec, seen, facts),
        "ApplicationSet" => {
            let application = spec.get("template").and_then(|template| template.get("spec"));
            application.into_iter().for_each(|spec| read_sources(&owner, spec, seen, facts));
        }
        _ => {}
    }
}

/// The sources of an Argo CD application. (<https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/>)
fn read_sources(owner: &str, spec: Node<'_>, seen: &mut Roles, facts: &mut Facts) {
    for source in spec.get("source").into_iter().chain(seen.items(spec, "sources")) {
        if let Some(helm) = source.get("helm") {
            read_values(owner, helm.get("valuesObject"), seen, facts);
            read_values(owner, helm.get("values"), seen, facts);
            values::read_parameters(owner, helm, "parameters", seen, facts);
        }
        if let Some(kustomize) = source.get("kustomize") {
            facts.images.extend(seen.items(kustomize, "images").filter_map(|image| override_of(owner, image)));
            kustomize::read_patches(owner, kustomize, seen, facts);
        }
    }
}

/// Values as a mapping, or as the text of a block.
fn read_values(owner: &str, node: Option<Node<'_>>, seen: &mut Roles, facts: &mut Facts) {
    let Some(node) = node else { return };
    if !node.is_scalar() {
        if seen.is_outside("values", node) {
            values::read(owner, node, None, facts);
        }
    } else if seen.is_new("values text", node) {
        let text = node.embedded();
        let documents = text.iter().flat_map(Yaml::documents);
        documents.for_each(|document| values::read(owner, document, None, facts));
    }
}

/// `web=registry.example/web:1.4`, as `kustomize edit set image` takes it.
/// (<https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/>)
fn override_of(owner: &str, node: Node<'_>) -> Option<Image> {
    let text = node.str().filter(|text| text.len() <= splice::LONGEST && !node.is_unknown())?;
    let start = text.find('=').map_or(0, |equals| equals + 1);
    let name = text.get(..start.saturating_sub(1)).filter(|name| !name.is_empty());
    let mut spliced = Spliced::default();
    spliced.push(&text[start..], node.site().with_span(node.part(start..text.len())));
    let name = name.unwrap_or_else(|| text.split(['@', ':']).next().unwrap_or_default());
    let image = place::from_spliced(format!("{owner} images {}", short(name)), Place::Kustomize, node, &spliced)?;
    // An entry that just renames an image leaves its version to the resources.
    let renames = image.tag.is_missing() && image.digest.is_missing();
    let (tag, digest) = if renames { (Known::Unknown, Known::Unknown) } else { (image.tag, image.digest) };
    Some(Image { tag, digest, site: node.site().with_span(node.part(start..text.len())), ..image })
}
