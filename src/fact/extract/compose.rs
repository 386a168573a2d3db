//! Compose files. (<https://github.com/compose-spec/compose-spec/blob/main/spec.md>)

use std::collections::HashSet;

use super::place::{self, short};
use crate::document::yaml::Node;
use crate::fact::{Facts, Place};

/// Reads the services that pull; what a service of this file builds is its output, whoever else starts it.
pub(super) fn read(document: Node<'_>, for_development: bool, facts: &mut Facts) {
    let place = if for_development { Place::Development } else { Place::Compose };
    let Some(services) = document.get("services") else { return };
    let built: HashSet<&str> = services
        .entries()
        .filter(|(_, service)| service.get("build").is_some())
        .filter_map(|(_, service)| service.get("image")?.str())
        .collect();
    for (name, service) in services.entries() {
        let (Some(name), Some(value)) = (name.str(), service.get("image")) else { continue };
        let is_output = service.get("build").is_some() || value.str().is_some_and(|text| built.contains(text));
        if !is_output {
            let pull_policy = service.get("pull_policy").and_then(|policy| place::part(policy).get().cloned());
            let found = place::whole(format!("services {}", short(name)), place, value);
            facts.images.extend(found.map(|image| crate::fact::Image { pull_policy, ..image }));
        }
    }
}
