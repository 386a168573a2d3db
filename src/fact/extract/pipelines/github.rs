//! GitHub, Gitea and Forgejo: workflows and actions, the images of their jobs, and what they run.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax>,
//! <https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax>.

use super::collector::{Collector, site_of};
use super::condition::{condition, cut, outlives_failure, says_never, says_yes, value_site};
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::{Signs, place_input};
use super::{dialect_named, expression, uses};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::has_job;
use crate::fact::extract::place::short;
use crate::fact::{Job, Purpose, Retention, Step, System};
use crate::text::Site;

/// Whether a document looks like a workflow.
pub(in crate::fact::extract) fn is_workflow(document: Node<'_>) -> bool {
    let is_job =
        |job: Node<'_>| job.get("runs-on").is_some() && (job.get("steps").is_some() || job.get("uses").is_some());
    document.get("on").is_some() && has_job(document, is_job)
}

/// Whether a document looks like the metadata of an action.
pub(in crate::fact::extract) fn is_action(document: Node<'_>) -> bool {
    document.get("runs").is_some_and(|runs| runs.get("using").is_some())
}

/// Reads a workflow.
pub(in crate::fact::extract) fn read_workflow(document: Node<'_>, out: &mut Collector) {
    let shell = default_shell(document);
    let mut plan = Plan::new(System::GitHub);
    out.environment(document, "env");
    for (key, node) in document.get("jobs").into_iter().flat_map(Node::entries) {
        if !out.takes_job() {
            break;
        }
        let name = short(key.str().unwrap_or_default());
        let mut job = plan.job(name, key.site());
        let owner = format!("jobs {name}");
        let shell = default_shell(node).or(shell).or_else(|| on_windows(node));
        job.steps = read_steps(&owner, node, shell, out);
        read_job(node, &mut job);
        read_images(document, &owner, node, out);
        if let Some(workflow) = node.get("uses") {
            uses::tell(owner, workflow, out);
        }
        let needs = needs(node);
        plan.add(job, needs);
    }
    out.pipeline(plan, document.span());
}

/// Reads an action's metadata.
pub(in crate::fact::extract) fn read_action(document: Node<'_>, out: &mut Collector) {
    let Some(runs) = document.get("runs") else { return };
    out.environment(runs, "env");
    runs.get("image").into_iter().for_each(|image| out.docker_url("runs image", image));
    read_steps("runs", runs, None, out);
}

/// The images of a job's container and services.
fn read_images(document: Node<'_>, owner: &str, job: Node<'_>, out: &mut Collector) {
    out.environment(job, "env");
    let values = |written: &str| expression::values(document, job, written);
    let container = job.get("container");
    let services = out.listed(job, "services").into_iter();
    let services = services.map(|(name, service)| (format!("{owner} services {name}"), service));
    for (owner, node) in container.map(|node| (format!("{owner} container"), node)).into_iter().chain(services) {
        out.environment(node, "env");
        out.image(&owner, Some(node), "image", &values);
    }
}

/// What a job says besides its steps.
fn read_job(node: Node<'_>, job: &mut Job) {
    let environment = node.get("environment");
    let environment =
        environment.and_then(|environment| environment.get("name").or(Some(environment))).and_then(Node::str);
    job.environment = environment.map(|name| short(name).to_owned());
    job.condition = node.get("if").and_then(condition);
    job.never = says_never(node.get("if"));
    job.may_fail = says_yes(node.get("continue-on-error"));
    let title = node.get("name").and_then(Node::str).unwrap_or_default();
    let signs = Signs {
        names: [&job.name, title, ""],
        environment,
        input: place_input(node.get("with")),
        action: node.get("uses").and_then(Node::str),
        tools: None,
    };
    job.purpose = job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max);
}

/// The jobs that must have succeeded: those of `needs`, unless the condition asks nothing of them.
fn needs(node: Node<'_>) -> Needs {
    let condition = node.get("if").and_then(Node::str).map(cut).unwrap_or_default();
    let asks_nothing = outlives_failure(condition);
    let is_asked = |name: &&str| !asks_nothing || condition.contains(&format!("needs.{name}.result"));
    let list = node.get("needs");
    let alone = list.filter(|list| list.is_scalar());
    let names = list
        .into_iter()
        .flat_map(Node::items)
        .take(MOST_NEEDS)
        .chain(alone)
        .filter_map(Node::str)
        .map(short)
        .filter(is_asked);
    Needs { names: names.map(str::to_owned).collect(), ..Needs::default() }
}

/// `defaults.run.shell`. The inner value is nothing for what is no shell.
fn default_shell(node: Node<'_>) -> Option<Option<Dialect>> {
    node.get("defaults")?.get("run")?.get("shell")?.str().map(dialect_named)
}

/// PowerShell is what runs on Windows.
fn on_windows(job: Node<'_>) -> Option<Option<Dialect>> {
    let runner = job.get("runs-on")?;
    let is_windows = |runner: Node<'_>| runner.str().is_some_and(|name| name.starts_with("windows"));
    (is_windows(runner) || runner.items().take(16).any(is_windows)).then_some(Some(Dialect::PowerShell))
}

fn read_steps(owner: &str, holder: Node<'_>, shell: Option<Option<Dialect>>, out: &mut Collector) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, node) in holder.get("steps").into_iter().flat_map(Node::items).enumerate() {
        if !out.takes_step() {
            break;
        }
        let id = node.get("id").or_else(|| node.get("name")).and_then(Node::str);
        let owner = format!("{owner} steps {}", id.map_or_else(|| index.to_string(), |id| short(id).to_owned()));
        steps.push(read_step(owner, node, shell, out));
    }
    steps
}

fn read_step(owner: String, node: Node<'_>, shell: Option<Option<Dialect>>, out: &mut Collector) -> Step {
    let own_shell = node.get("shell").and_then(Node::str).map(dialect_named);
    let dialect = own_shell.or(shell).unwrap_or(Some(Dialect::Posix));
    let tools = node.get("run").map(|run| out.scalar(&owner, run, dialect)).unwrap_or_default();
    let action = node.get("uses").and_then(Node::str).map(cut);
    let title = node.get("name").and_then(Node::str).unwrap_or_default();
    let id = node.get("id").and_then(Node::str).unwrap_or_default();
    let signs = Signs {
        names: [title, id, ""],
        input: place_input(node.get("with")),
        action,
        tools: Some(&tools),
        environment: None,
    };
    let shown = if title.is_empty() { action.unwrap_or_default() } else { title };
    let mut step = out.step(shown, signs.purpose(), &tools, site_of(node));
    step.condition = node.get("if").and_then(condition);
    step.never = says_never(node.get("if"));
    step.may_fail = says_yes(node.get("continue-on-error")).or(step.may_fail);
    out.environment(node, "env");
    if let Some(action) = node.get("uses") {
        out.docker_url(&owner, action);
        out.read.retentions.extend(retention(&owner, action, node));
        let pushes = pushes(action, node);
        let tags = node.get("with").and_then(|with| with.get("tags")).filter(|_| pushes.is_some());
        if let Some(script) = tags.and_then(|tags| as_command(action, tags)) {
            out.tell(&owner, script, Dialect::Posix);
        }
        step.pushes = step.pushes.or(pushes);
        uses::tell(owner, action, out);
    }
    step
}

/// What an action that builds and pushes does, as the command that it runs: rules about tags read commands.
fn as_command(action: Node<'_>, tags: Node<'_>) -> Option<Passage> {
    let place = action.value_span();
    let mut command = Passage::default();
    command.push_for(b"docker buildx build --push", place);
    let text = Passage::of_scalar(tags);
    let bytes = text.bytes();
    let mut start = 0;
    for part in bytes.split(|byte| matches!(byte, b'\n' | b',')) {
        let own = start..start + part.len();
        start = own.end + 1;
        let skipped = part.len() - part.trim_ascii_start().len();
        let tag = own.start + skipped..own.start + skipped + part.trim_ascii().len();
        // A quote would end the word.
        if tag.is_empty() || bytes[tag.clone()].contains(&b'\'') {
            continue;
        }
        let source = text.span(tag.clone());
        command.push_between(b" --tag '", source.start);
        command.append(&text.slice(tag));
        command.push_between(b"'", source.end);
    }
    let names_tags = command.len() > b"docker buildx build --push".len();
    command.push_between(b" .", text.whole().end);
    names_tags.then_some(command)
}

/// Where an action says that it pushes an image.
fn pushes(action: Node<'_>, step: Node<'_>) -> Option<Site> {
    let name = cut(action.str()?).split('@').next().unwrap_or_default();
    let input = |key: &str| step.get("with").and_then(|with| with.get(key));
    match name {
        "docker/build-push-action" | "docker/bake-action" | "depot/build-push-action" | "depot/bake-action" => {
            let push = input("push").filter(|push| push.str().is_some_and(|push| !says_no(push)));
            let outputs = input("outputs").filter(|outputs| {
                let text = outputs.str().map(cut).unwrap_or_default();
                text.contains("type=registry") || text.contains("push=true")
            });
            push.or(outputs).map(value_site)
        }
        "mr-smithers-excellent/docker-build-push" | "int128/kaniko-action" | "aevea/action-kaniko" => {
            let is_off = input("push").and_then(Node::str).is_some_and(says_no);
            (!is_off).then(|| value_site(action))
        }
        "redhat-actions/push-to-registry" | "elgohr/Publish-Docker-Github-Action" | "macbre/push-to-ghcr" => {
            Some(value_site(action))
        }
        _ => None,
    }
}

fn says_no(text: &str) -> bool {
    super::condition::is_never(cut(text)) || text.is_empty()
}

/// `min-versions-to-keep` of the clean-up action (<https://github.com/actions/delete-package-versions>).
fn retention(owner: &str, action: Node<'_>, step: Node<'_>) -> Option<Retention> {
    if cut(action.str()?).split('@').next() != Some("actions/delete-package-versions") {
        return None;
    }
    let inputs = step.get("with")?;
    let untagged_only = inputs.get("delete-only-untagged-versions").and_then(Node::str) == Some("true");
    let container = inputs.get("package-type").and_then(Node::str).is_some_and(|kind| kind == "container");
    let number = inputs.get("min-versions-to-keep")?;
    let keep = number.str()?.parse().ok()?;
    (container && !untagged_only).then(|| Retention {
        owner: owner.to_owned(),
        keep,
        site: number.site().with_span(number.value_span()),
    })
}
