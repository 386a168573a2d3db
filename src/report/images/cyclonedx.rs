//! CycloneDX 1.6 (<https://cyclonedx.org/docs/1.6/json/>): one component for each image, with the places that name it. No serial number
//! and no time, so that the same tree gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::purl::purl;
use crate::inventory::{Answer, Inventory, Reference, Status};
use crate::report::view::View;

/// A bill of materials.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Bom {
    #[serde(rename = "$schema")]
    schema: &'static str,
    bom_format: &'static str,
    spec_version: &'static str,
    version: u32,
    metadata: Metadata,
    components: Vec<Component>,
    compositions: Vec<Composition>,
}

#[derive(Serialize)]
struct Metadata {
    tools: Tools,
}

#[derive(Serialize)]
struct Tools {
    components: [Tool; 1],
}

#[derive(Serialize)]
struct Tool {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Component {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "bom-ref")]
    bom_ref: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    purl: String,
    evidence: Evidence,
    properties: Vec<Property>,
}

#[derive(Default, Serialize)]
struct Evidence {
    occurrences: Vec<Occurrence>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Occurrence {
    location: String,
    line: usize,
    additional_context: String,
}

#[derive(Serialize)]
struct Property {
    name: &'static str,
    value: &'static str,
}

/// Whether all parts are listed.
#[derive(Serialize)]
struct Composition {
    aggregate: &'static str,
}

/// `inventory` as a bill of materials. A reference whose repository is not known names no component: then the list is incomplete.
pub(super) fn bom(view: &View, inventory: &Inventory) -> Bom {
    let mut components: BTreeMap<String, Component> = BTreeMap::new();
    for reference in &inventory.references {
        let Some(purl) = purl(&masked(view, reference)) else { continue };
        let component = components.entry(purl.clone()).or_insert_with(|| component(view, reference, purl));
        component.evidence.occurrences.push(occurrence(view, reference));
    }
    let is_complete = inventory.unchecked.is_empty()
        && !inventory
            .references
            .iter()
            .any(|reference| matches!(reference.status, Status::Unknown | Status::Placeholder));
    Bom {
        schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
        bom_format: "CycloneDX",
        spec_version: "1.6",
        version: 1,
        metadata: Metadata {
            tools: Tools {
                components: [Tool { kind: "application", name: "portcullis", version: env!("CARGO_PKG_VERSION") }],
            },
        },
        components: components.into_values().collect(),
        compositions: vec![Composition { aggregate: if is_complete { "complete" } else { "incomplete" } }],
    }
}

/// A name is a stranger's text, too.
fn masked(view: &View, reference: &Reference) -> Reference {
    let prose = |text: &Option<String>| text.as_ref().map(|text| view.prose(text));
    Reference { repository: prose(&reference.repository), tag: prose(&reference.tag), ..reference.clone() }
}

fn component(view: &View, reference: &Reference, purl: String) -> Component {
    let status = Property { name: "portcullis:status", value: reference.status.name() };
    let registry = reference.registry.map(Answer::name);
    let registry = registry.map(|value| Property { name: "portcullis:registry", value });
    Component {
        kind: "container",
        bom_ref: purl.clone(),
        name: view.prose(reference.repository.as_deref().unwrap_or_default()),
        version: reference.digest.clone().or_else(|| reference.tag.as_ref().map(|tag| view.prose(tag))),
        purl,
        evidence: Evidence::default(),
        properties: [status].into_iter().chain(registry).collect(),
    }
}

fn occurrence(view: &View, reference: &Reference) -> Occurrence {
    Occurrence {
        location: view.machine_path(reference.at.text.path()),
        line: view.range(&reference.at).start.line,
        additional_context: view.prose(&reference.owner),
    }
}
