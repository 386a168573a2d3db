//! What a container starts with, whoever describes it.

use super::keys::{Found, str};
use crate::document::Passage;
use crate::document::yaml::Node;

/// What a container starts with.
pub(in crate::fact::extract) struct Start<'a> {
    image: Option<&'a str>,
    program: Option<Node<'a>>,
    arguments: Option<Node<'a>>,
}

impl<'a> Start<'a> {
    /// Collector of a container's own keys: those of the program that replaces the image's, and of its arguments.
    pub(in crate::fact::extract) fn of(container: Node<'a>, program: &str, arguments: &str) -> Self {
        let some = |key| container.get(key).filter(|node: &Node<'_>| !node.is_null());
        Self { image: str(container, "image"), program: some(program), arguments: some(arguments) }
    }
}

/// Reads what a container starts with. Where it only gives arguments, an image that is named after a tool runs that tool.
pub(in crate::fact::extract) fn start(owner: String, start: &Start<'_>, found: &mut Found<'_>) {
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
