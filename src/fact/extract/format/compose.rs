//! Compose files. (<https://github.com/compose-spec/compose-spec/blob/main/spec.md>)

use std::collections::HashSet;

use crate::document::yaml::Node;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::script::Script;
use crate::fact::extract::scripts::containers::{Start, start};
use crate::fact::extract::scripts::keys::Found;
use crate::fact::{Facts, Place, Runner};

/// Whether a document has services that are containers.
pub(super) fn is_one(document: Node<'_>) -> bool {
    let is_service =
        |service: Node<'_>| ["image", "build", "command", "entrypoint"].iter().any(|key| service.get(key).is_some());
    document.get("services").into_iter().flat_map(Node::entries).take(64).any(|(_, service)| is_service(service))
}

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

/// Reads the services of a Compose file. (<https://github.com/compose-spec/compose-spec/blob/main/05-services.md#command>)
pub(super) fn read_scripts(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Machine, scripts);
    for (name, service) in document.get("services").into_iter().flat_map(Node::entries) {
        let owner = |key: &str| format!("services {} {key}", short(name.str().unwrap_or_default()));
        start(owner("command"), &Start::of(service, "entrypoint", "command"), &mut found);
        if let Some(test) = service.get("healthcheck").and_then(|check| check.get("test")) {
            health(|| owner("healthcheck"), test, &mut found);
        }
        for key in ["post_start", "pre_stop"] {
            for command in service.get(key).into_iter().flat_map(Node::items).filter_map(|hook| hook.get("command")) {
                found.text_or_words(|| owner(key), command);
            }
        }
    }
}

/// `["CMD", …]`, `["CMD-SHELL", "…"]`, or a line for a shell.
fn health(owner: impl FnOnce() -> String, test: Node<'_>, found: &mut Found<'_>) {
    if test.is_scalar() || !found.is_new(test) {
        return found.text(owner, test);
    }
    let all = found.list(test);
    match all.split_first() {
        Some((kind, [script])) if kind.bytes() == b"CMD-SHELL" => {
            found.posix(owner, Some(script.clone()));
        }
        Some((kind, rest)) if kind.bytes() == b"CMD" => found.words(owner, rest),
        _ => {}
    }
}
