//! CloudFormation: tasks, functions and services that run images.
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html>)

use super::FEW;
use crate::document::yaml::Node;
use crate::fact::extract::image_key;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::Walk;
use crate::fact::{Facts, Place};

/// Whether a document is a template: its resources say of which kind of AWS's they are.
pub(super) fn is_one(document: Node<'_>) -> bool {
    let is_resource = |(_, resource): (Node<'_>, Node<'_>)| {
        resource.get("Type").and_then(Node::str).is_some_and(|kind| kind.starts_with("AWS::"))
    };
    document.get("Resources").into_iter().flat_map(Node::entries).take(FEW).any(is_resource)
}

/// Reads the images of all resources. The default of a parameter stands for it.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let parameter = |name: &str| document.get("Parameters")?.get(name)?.get("Default");
    for (name, resource) in document.get("Resources").into_iter().flat_map(Node::entries) {
        let Some(properties) = resource.get("Properties").filter(|properties| !properties.is_alias()) else { continue };
        let owner = format!("Resources {}", short(name.str().unwrap_or_default()));
        if resource.get("Type").and_then(Node::str) == Some("AWS::ECR::Repository") {
            let setting = properties.get("ImageTagMutability");
            facts.image_repositories.push(place::image_repository(owner.clone(), setting, name));
        }
        let walk = Walk::new(properties);
        for (index, at) in walk.places() {
            for (key, value) in at.node.entries() {
                let Some(key) = key.str().filter(|key| image_key::is_one(key)) else { continue };
                let written = value.get("Ref").or_else(|| value.get("Fn::Sub")).unwrap_or(value);
                let value = written.str().and_then(parameter).unwrap_or(written);
                let owner = format!("{owner} {}.{}", walk.path(index), short(key));
                let values = |written: &str| place::nodes(parameter(name_in(written)));
                let found = place::with_values(&owner, Place::Manifest, value, &values);
                facts.images.extend(found.into_iter().filter(image_key::is_likely));
            }
        }
    }
}

/// `Tag` of `${Tag}`.
fn name_in(written: &str) -> &str {
    written.trim_start_matches(['$', '{']).trim_end_matches('}')
}
