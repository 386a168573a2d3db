//! Compose files and development containers: what their containers start with.

use super::keys::{Found, str};
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::place::short;
use crate::fact::extract::script::Script;

/// Whether a document has services that are containers.
pub(in crate::fact::extract) fn is_compose(document: Node<'_>) -> bool {
    let is_service =
        |service: Node<'_>| ["image", "build", "command", "entrypoint"].iter().any(|key| service.get(key).is_some());
    document.get("services").into_iter().flat_map(Node::entries).take(64).any(|(_, service)| is_service(service))
}

/// Reads the services of a Compose file. (<https://github.com/compose-spec/compose-spec/blob/main/05-services.md#command>)
pub(in crate::fact::extract) fn compose(document: Node<'_>, scripts: &mut Vec<Script>) {
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

/// What a container starts with.
pub(super) struct Start<'a> {
    image: Option<&'a str>,
    program: Option<Node<'a>>,
    arguments: Option<Node<'a>>,
}

impl<'a> Start<'a> {
    /// Out of a container's own keys: those of the program that replaces the image's, and of its arguments.
    pub(super) fn of(container: Node<'a>, program: &str, arguments: &str) -> Self {
        let some = |key| container.get(key).filter(|node: &Node<'_>| !node.is_null());
        Self { image: str(container, "image"), program: some(program), arguments: some(arguments) }
    }
}

/// Reads what a container starts with. Where it only gives arguments, an image that is named after a tool runs that tool.
pub(super) fn start(owner: String, start: &Start<'_>, found: &mut Found<'_>) {
    let nodes: Vec<Node<'_>> = [start.program, start.arguments].into_iter().flatten().collect();
    let Some(first) = nodes.first() else { return };
    if !found.is_new(*first) {
        return;
    }
    let tool = start.image.filter(|_| start.program.is_none()).and_then(tool);
    if let [line] = nodes[..]
        && line.is_scalar()
    {
        let mut text = Passage::default();
        push_tool(&mut text, tool, line);
        let line = found.scalar(line);
        return found.posix(|| owner, line.map(|line| joined(text, &line)));
    }
    let mut all: Vec<Passage> = Vec::new();
    if let Some(tool) = tool {
        let mut word = Passage::default();
        word.push_between(tool.as_bytes(), first.span().start);
        all.push(word);
    }
    all.extend(nodes.into_iter().flat_map(|node| found.list(node)));
    found.words(|| owner, &all);
}

fn joined(mut first: Passage, second: &Passage) -> Passage {
    first.append(second);
    first
}

fn push_tool(text: &mut Passage, tool: Option<&str>, before: Node<'_>) {
    if let Some(tool) = tool {
        text.push_between(tool.as_bytes(), before.value_span().start);
        text.push_between(b" ", before.value_span().start);
    }
}

/// The tool that an image runs by itself, told by its name: `bitnami/kubectl:1.31`.
fn tool(image: &str) -> Option<&'static str> {
    const TOOLS: &[&str] = &[
        "kubectl", "helm", "helmfile", "terraform", "opentofu", "terragrunt", "argocd", "flux", "crane", "skopeo",
        "trivy",
    ];
    let name = image.split('@').next()?.rsplit('/').next()?.split(':').next()?;
    TOOLS.iter().find(|tool| **tool == name).map(|tool| if *tool == "opentofu" { "tofu" } else { tool })
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

/// Reads the commands of a development container. (<https://containers.dev/implementors/json_reference/#lifecycle-scripts>)
pub(in crate::fact::extract) fn devcontainer(document: Node<'_>, scripts: &mut Vec<Script>) {
    let mut found = Found::new(document, Runner::Machine, scripts);
    let keys = [
        "initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand",
        "postAttachCommand",
    ];
    for key in keys {
        let Some(command) = document.get(key) else { continue };
        if !command.is_mapping() {
            found.text_or_words(|| key.to_owned(), command);
        }
        for (name, one) in command.entries() {
            found.text_or_words(|| format!("{key} {}", short(name.str().unwrap_or_default())), one);
        }
    }
}
