//! Tekton: tasks with their steps, pipelines with their tasks.
//!
//! <https://tekton.dev/docs/pipelines/tasks/>, <https://tekton.dev/docs/pipelines/pipelines/>

use super::collector::{Collector, site_of};
use super::condition::{condition, value_site};
use super::dialect_of;
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::Signs;
use super::tools::Tools;
use super::words::{self, program_of};
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::str;
use crate::fact::extract::place::short;
use crate::fact::{Job, Purpose, Step, System};

const SYSTEM: System = System::Other("Tekton");

/// Whether a document is a task or a pipeline of Tekton's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let kinds = ["Task", "ClusterTask", "TaskRun", "Pipeline", "PipelineRun", "StepAction"];
    str(document, "apiVersion").is_some_and(|version| version.starts_with("tekton.dev/"))
        && str(document, "kind").is_some_and(|kind| kinds.contains(&kind))
}

/// Reads an object of Tekton's.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let mut plan = Plan::new(SYSTEM);
    let spec = document.get("spec");
    let name = document.get("metadata").and_then(|metadata| metadata.get("name").or(metadata.get("generateName")));
    let title = name.and_then(Node::str).map(short).unwrap_or_default();
    let kind = document.get("kind").and_then(Node::str).unwrap_or_default();
    match kind {
        "Pipeline" | "PipelineRun" => {
            let spec = spec.and_then(|spec| spec.get("pipelineSpec").or(Some(spec)));
            read_tasks(spec, &mut plan, out);
        }
        // A step of others.
        "StepAction" => drop(spec.map(|spec| read_step(&format!("step {title}"), spec, "", out))),
        _ if out.takes_job() => {
            let mut job = plan.job(title, name.map_or_else(|| site_of(document), value_site));
            let task = spec.and_then(|spec| spec.get("taskSpec").or(Some(spec)));
            job.steps = read_steps(&format!("task {title}"), task, out);
            job.purpose = purpose(&job, title, None);
            plan.add(job, Needs::default());
        }
        _ => {}
    }
    out.pipeline(plan, document.span());
}

fn purpose(job: &Job, task: &str, input: Option<&str>) -> Purpose {
    let signs = Signs { names: [&job.name, task, ""], input, ..Signs::default() };
    job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max)
}

/// The tasks of a pipeline; those in `finally` run whatever became of the others.
fn read_tasks(spec: Option<Node<'_>>, plan: &mut Plan, out: &mut Collector) {
    for list in ["tasks", "finally"] {
        for node in spec.and_then(|spec| spec.get(list)).into_iter().flat_map(Node::items) {
            if !out.takes_job() {
                return;
            }
            let name = node.get("name").and_then(Node::str).map(short).unwrap_or_default();
            let mut job = plan.job(name, site_of(node));
            job.steps = read_steps(&format!("tasks {name}"), node.get("taskSpec"), out);
            job.condition = node.get("when").and_then(condition);
            job.may_fail = node.get("onError").filter(|setting| setting.str() == Some("continue")).map(value_site);
            let task = node.get("taskRef").and_then(|task| task.get("name")).and_then(Node::str).unwrap_or_default();
            let is_place =
                |param: &Node<'_>| param.get("name").and_then(Node::str).is_some_and(|name| name.contains("env"));
            let param = node.get("params").into_iter().flat_map(Node::items).take(64).find(is_place);
            job.purpose = purpose(&job, task, param.and_then(|param| param.get("value")?.str()));
            let names = node.get("runAfter").into_iter().flat_map(Node::items).take(MOST_NEEDS).filter_map(Node::str);
            let mut names: Vec<_> = names.map(|name| short(name).to_owned()).collect();
            names.extend(results(node));
            plan.add(job, Needs { names, ..Needs::default() });
        }
    }
}

/// The tasks whose results a task is given: `$(tasks.build.results.digest)`.
fn results(node: Node<'_>) -> Vec<String> {
    let values =
        node.get("params").into_iter().flat_map(Node::items).take(256).filter_map(|param| param.get("value")?.str());
    let task = |value: &str| Some(short(value).split_once("$(tasks.")?.1.split_once(".results.")?.0.to_owned());
    values.filter_map(task).collect()
}

fn read_steps(owner: &str, task: Option<Node<'_>>, out: &mut Collector) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, node) in task.and_then(|task| task.get("steps")).into_iter().flat_map(Node::items).enumerate() {
        if !out.takes_step() {
            break;
        }
        let name = node.get("name").and_then(Node::str).map(short);
        let owner = format!("{owner} steps {}", name.map_or_else(|| index.to_string(), str::to_owned));
        steps.push(read_step(&owner, node, name.unwrap_or_default(), out));
    }
    steps
}

fn read_step(owner: &str, node: Node<'_>, name: &str, out: &mut Collector) -> Step {
    let tools = container(owner, node, out);
    let signs = Signs { names: [name, "", ""], tools: Some(&tools), ..Signs::default() };
    let mut step = out.step(name, signs.purpose(), &tools, site_of(node));
    step.may_fail =
        node.get("onError").filter(|setting| setting.str() == Some("continue")).map(value_site).or(step.may_fail);
    step.condition = node.get("when").and_then(condition);
    step
}

/// What a container runs: its `script`, or its `command` and `args`; tells it. An image that is given arguments alone runs the
/// program that it is named after.
pub(super) fn container(owner: &str, node: Node<'_>, out: &mut Collector) -> Tools {
    if let Some(script) = node.get("script").filter(|script| script.is_scalar()) {
        let dialect = dialect_of(script.str().unwrap_or_default().as_bytes(), Some(Dialect::Posix));
        return out.scalar(owner, script, dialect);
    }
    let (command, args) = (node.get("command"), node.get("args"));
    let is_unnamed = command.is_none_or(Node::is_null) && args.is_some();
    let program = node.get("image").filter(|_| is_unnamed).and_then(program_of);
    let Some(text) = words::line(program, [command, args], out) else { return Tools::default() };
    let place = args.or(command).map(Node::value_span).unwrap_or_default();
    out.script(owner, place, text, Dialect::Posix)
}
