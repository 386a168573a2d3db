//! Parameters of tasks, workflows and templates that images are made of: their defaults, and the values that runs give them.
//!
//! <https://tekton.dev/docs/pipelines/tasks/#specifying-parameters>, <https://argo-workflows.readthedocs.io/en/latest/walk-through/parameters/>,
//! <https://docs.openshift.com/container-platform/latest/openshift_images/using-templates.html>

use std::collections::BTreeMap;

use crate::document::yaml::{Node, Yaml};
use crate::fact::extract::format::str;
use crate::fact::extract::pipelines::argo;
use crate::fact::extract::walk::Walk;

/// The most values of one parameter that count.
const MOST: usize = 64;

/// How often one parameter may stand for another, and how many are asked for the values of one.
const DEPTH: usize = 4;
const MOST_ASKED: usize = 256;

/// The parameters of a file's objects: whose, called what, and their values.
#[derive(Default)]
pub(in crate::fact::extract) struct Parameters<'a>(BTreeMap<&'a str, BTreeMap<&'a str, Vec<Node<'a>>>>);

impl<'a> Parameters<'a> {
    /// Those of all documents of a file.
    pub(in crate::fact::extract) fn of(yaml: &'a Yaml) -> Self {
        let mut parameters = Self::default();
        yaml.documents().filter(|document| takes_parameters(*document)).for_each(|document| parameters.add(document));
        parameters
    }

    fn add(&mut self, document: Node<'a>) {
        let walk = Walk::new(document);
        for (_, at) in walk.places().filter(|(_, at)| at.node.is_mapping()) {
            let owner = refers_to(at.node).unwrap_or_else(|| name_of(document));
            for item in lists(at.node).flat_map(Node::items) {
                let value = ["default", "value"].iter().find_map(|key| item.get(key));
                if let (Some(name), Some(value)) = (str(item, "name"), value) {
                    let values = self.0.entry(owner).or_default().entry(name).or_default();
                    if values.len() < MOST {
                        values.push(value);
                    }
                }
            }
        }
    }

    /// Those that a document's object has.
    pub(super) fn within<'p>(&'p self, document: Node<'a>) -> Within<'p, 'a> {
        Within { parameters: self, owner: name_of(document) }
    }
}

/// The parameters that one object has.
#[derive(Clone, Copy)]
pub(super) struct Within<'p, 'a> {
    parameters: &'p Parameters<'a>,
    owner: &'a str,
}

impl<'a> Within<'_, 'a> {
    /// The values of a variable, given as it is written: `$(params.image)`, `{{inputs.parameters.image}}`.
    pub(super) fn values(self, written: &str) -> Vec<Node<'a>> {
        let (mut found, mut budget) = (Vec::new(), MOST_ASKED);
        if !self.parameters.0.is_empty() {
            self.collect(written, DEPTH, &mut budget, &mut found);
        }
        found
    }

    fn collect(self, written: &str, depth: usize, budget: &mut usize, found: &mut Vec<Node<'a>>) {
        for value in name_in(written).map(|name| self.get(name)).unwrap_or_default() {
            *budget = budget.saturating_sub(1);
            if *budget == 0 || found.len() == MOST {
                return;
            }
            let text = String::from_utf8_lossy(value.file().text().slice(value.value_span()));
            let is_other = depth > 0 && name_in(&text).is_some_and(|name| !self.get(name).is_empty());
            if is_other {
                self.collect(&text, depth - 1, budget, found);
            } else {
                found.push(value);
            }
        }
    }

    /// The values of a name; `images.builder` is a key of what `images` stands for.
    fn get(self, name: &str) -> Vec<Node<'a>> {
        let Some(all) = self.parameters.0.get(self.owner) else { return Vec::new() };
        if let Some(values) = all.get(name) {
            return values.clone();
        }
        let Some((object, key)) = name.split_once('.') else { return Vec::new() };
        all.get(object).into_iter().flatten().filter_map(|value| value.get(key)).collect()
    }
}

/// Whether the images of a document may be parameters.
fn takes_parameters(document: Node<'_>) -> bool {
    let is_tekton = || str(document, "apiVersion").is_some_and(|version| version.contains("tekton.dev/"));
    let is_template = || str(document, "kind") == Some("Template") && document.get("objects").is_some();
    is_tekton() || argo::is_one(document) || is_template()
}

fn name_of(document: Node<'_>) -> &str {
    let metadata = document.get("metadata");
    let name = metadata.and_then(|metadata| metadata.get("name").or_else(|| metadata.get("generateName")));
    name.and_then(Node::str).unwrap_or_default()
}

/// The object whose parameters are given values beside the reference to it.
fn refers_to(node: Node<'_>) -> Option<&str> {
    ["taskRef", "pipelineRef", "workflowTemplateRef"].iter().find_map(|key| str(node.get(key)?, "name"))
}

/// The lists of parameters in a mapping.
fn lists(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    ["params", "parameters"].into_iter().filter_map(move |key| node.get(key)).chain(
        // The arguments of what is referred to in the same mapping.
        node.get("arguments").filter(|_| refers_to(node).is_some()).and_then(|given| given.get("parameters")),
    )
}

/// The parameter that a variable names.
fn name_in(written: &str) -> Option<&str> {
    let written = written.trim();
    let inside = |open: &str, close: &str| Some(written.strip_prefix(open)?.strip_suffix(close)?.trim());
    if let Some(inside) = inside("$(", ")") {
        let inside = ["inputs.", "tt."].iter().find_map(|prefix| inside.strip_prefix(prefix)).unwrap_or(inside);
        return key(inside.strip_prefix("params")?);
    }
    if let Some(name) = inside("${{", "}}").or_else(|| inside("${", "}")) {
        return Some(name);
    }
    let (_, rest) = inside("{{", "}}")?.split_once("parameters")?;
    key(rest)
}

/// `name` of `.name`, `["name"]`, `['name']` and `.name[*]`.
fn key(access: &str) -> Option<&str> {
    if let Some(name) = access.strip_prefix('.') {
        return Some(name.strip_suffix("[*]").unwrap_or(name));
    }
    let name = access.strip_prefix('[')?.strip_suffix(']')?;
    Some(name.trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn variables_name_parameters() {
        for (written, name) in [
            ("$(params.image)", Some("image")),
            ("$(inputs.params.image)", Some("image")),
            ("$(tt.params.image)", Some("image")),
            ("$(params[\"builder.image\"])", Some("builder.image")),
            ("$(params['image'])", Some("image")),
            ("{{workflow.parameters.image}}", Some("image")),
            ("{{ inputs.parameters.image }}", Some("image")),
            ("{{=workflow.parameters['image']}}", Some("image")),
            ("${IMAGE}", Some("IMAGE")),
            ("$(workspaces.source.path)", None),
            ("{{item}}", None),
            ("web:1.4", None),
        ] {
            assert_eq!(name_in(written), name, "{written}");
        }
    }
}
