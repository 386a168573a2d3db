//! Compose files. (<https://github.com/compose-spec/compose-spec/blob/main/spec.md>)

use std::collections::HashSet;

use super::devcontainer;
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::extract::contents::Contents;
use crate::fact::extract::embedded::Inner;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::scripts::containers::{Start, start};
use crate::fact::extract::scripts::keys::Found;
use crate::fact::extract::walk::Once;
use crate::fact::{Image, Place, Runner, Stands};

/// Whether a document has services that are containers.
pub(super) fn is_one(document: Node<'_>) -> bool {
    let is_service =
        |service: Node<'_>| ["image", "build", "command", "entrypoint"].iter().any(|key| service.get(key).is_some());
    document.get("services").into_iter().flat_map(Node::entries).take(64).any(|(_, service)| is_service(service))
}

/// Reads the services: what they pull, build from and run, and their environments. What a service of this file builds is its output,
/// whoever else starts it. (<https://github.com/compose-spec/compose-spec/blob/main/05-services.md>)
pub(super) fn read<'a>(document: Node<'a>, contents: &mut Contents<'a>) {
    let place = if devcontainer::holds(contents.path()) { Place::Development } else { Place::Compose };
    let (facts, places, scripts) = contents.parts();
    let mut found = scripts.map(|scripts| Found::new(document, Runner::Machine, scripts));
    let (mut all_services, mut all_texts) = (Once::default(), Once::default());
    let services = || document.get("services").into_iter().flat_map(Node::entries);
    let built: HashSet<&str> = services()
        .filter(|(_, service)| service.get("build").is_some())
        .filter_map(|(_, service)| service.get("image")?.str())
        .collect();
    for (name, service) in services().filter(|(_, service)| all_services.is_new(*service)) {
        let owner = format!("services {}", short(name.str().unwrap_or_default()));
        let is_output =
            |image: &Node<'_>| service.get("build").is_some() || image.str().is_some_and(|text| built.contains(text));
        if let Some(image) = service.get("image").filter(|image| !is_output(image)) {
            let pull_policy = service.get("pull_policy").and_then(|policy| place::part(policy).get().cloned());
            let image = place::certain(owner.clone(), place, image);
            facts.images.extend(image.map(|image| Image { pull_policy, ..image }));
        }
        let inline = service.get("build").and_then(|build| build.get("dockerfile_inline"));
        if let Some(inline) = inline.filter(|inline| inline.is_scalar() && all_texts.is_new(*inline)) {
            let (owner, passage) = (format!("{owner} build"), Passage::of_scalar(inline));
            Inner { file: document.file().text(), owner: &owner, passage: &passage }.dockerfile(facts);
        }
        found.iter_mut().for_each(|found| read_scripts(&owner, service, found));
    }
    // Services take over what stands below `x-…`.
    let extensions = document.entries().filter(|(key, _)| key.str().is_some_and(|key| key.starts_with("x-")));
    for (_, holder) in services().chain(extensions) {
        let environment = holder.get("environment").filter(|node| !node.is_scalar() && all_texts.is_new(*node));
        environment.into_iter().for_each(|node| places.mark(node, Stands::DevelopmentEnvironment));
    }
}

/// What a service starts with, and what it runs besides.
fn read_scripts(service_owner: &str, service: Node<'_>, found: &mut Found<'_>) {
    let owner = |key: &str| format!("{service_owner} {key}");
    start(owner("command"), &Start::of(service, "entrypoint", "command"), found);
    if let Some(test) = service.get("healthcheck").and_then(|check| check.get("test")) {
        health(|| owner("healthcheck"), test, found);
    }
    for key in ["post_start", "pre_stop"] {
        for command in service.get(key).into_iter().flat_map(Node::items).filter_map(|hook| hook.get("command")) {
            found.text_or_words(|| owner(key), command);
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
