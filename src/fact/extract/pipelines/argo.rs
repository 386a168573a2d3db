//! Argo Workflows: templates that are scripts, containers, graphs and lists of steps.
//!
//! <https://argo-workflows.readthedocs.io/en/latest/fields/>

use std::collections::BTreeMap;

use super::collector::{Collector, site_of};
use super::condition::{condition, value_site};
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::Signs;
use super::{dialect_named, dialect_of, tekton};
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::str;
use crate::fact::extract::place::short;
use crate::fact::{Job, Purpose, Step, System};

/// Whether a document is a workflow of Argo's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let kinds = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"];
    str(document, "apiVersion").is_some_and(|version| version.starts_with("argoproj.io/"))
        && str(document, "kind").is_some_and(|kind| kinds.contains(&kind))
}

/// Reads a workflow or a template of one.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let spec = document.get("spec").and_then(|spec| spec.get("workflowSpec").or(Some(spec)));
    let templates: Vec<_> = spec.and_then(|spec| spec.get("templates")).into_iter().flat_map(Node::items).collect();
    let mut steps = BTreeMap::new();
    for &node in &templates {
        if !out.takes_step() {
            break;
        }
        let name = name_of(node);
        steps.insert(name, read_template(name, node, out));
    }
    let mut plan = Plan::new(System::Other("Argo Workflows"));
    for node in templates {
        read_graph(node, &steps, &mut plan, out);
        read_list(node, &steps, &mut plan, out);
    }
    if plan.jobs.is_empty() {
        for (name, steps) in steps.iter().filter(|(_, steps)| !steps.is_empty()) {
            let mut job = plan.job(name, steps[0].site.clone());
            job.steps.clone_from(steps);
            job.purpose = purpose(&job, name);
            plan.add(job, Needs::default());
        }
    }
    out.pipeline(plan, document.span());
}

fn name_of(node: Node<'_>) -> &str {
    node.get("name").and_then(Node::str).map(short).unwrap_or_default()
}

/// What a template runs itself.
fn read_template(name: &str, node: Node<'_>, out: &mut Collector) -> Vec<Step> {
    let owner = format!("templates {name}");
    let tools = if let Some(script) = node.get("script") {
        let command = script.get("command").and_then(|command| command.items().next().unwrap_or(command).str());
        let named = command.map_or(Some(Dialect::Posix), dialect_named);
        let source = script.get("source").filter(|source| source.is_scalar());
        source.map(|source| {
            let dialect = dialect_of(source.str().unwrap_or_default().as_bytes(), named);
            out.scalar(&owner, source, dialect)
        })
    } else {
        node.get("container").map(|container| tekton::container(&owner, container, out))
    };
    let Some(tools) = tools else { return Vec::new() };
    let signs = Signs { names: [name, "", ""], tools: Some(&tools), ..Signs::default() };
    vec![out.step(name, signs.purpose(), &tools, site_of(node))]
}

fn purpose(job: &Job, template: &str) -> Purpose {
    let signs = Signs { names: [&job.name, template, ""], ..Signs::default() };
    job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max)
}

/// A task of a graph, or a step of a list.
fn job(node: Node<'_>, steps: &BTreeMap<&str, Vec<Step>>, plan: &Plan, out: &mut Collector) -> Job {
    let mut job = plan.job(name_of(node), site_of(node));
    let template = node.get("template").or_else(|| node.get("templateRef")?.get("template"));
    let template = template.and_then(Node::str).map(short).unwrap_or_default();
    let known = steps.get(template).into_iter().flatten();
    job.steps = known.take_while(|_| out.takes_step()).cloned().collect();
    job.condition = node.get("when").and_then(condition);
    job.never = super::condition::says_never(node.get("when"));
    let goes_on = node.get("continueOn").and_then(|setting| setting.get("failed"));
    job.may_fail = goes_on.filter(|failed| failed.str() == Some("true")).map(value_site);
    job.purpose = purpose(&job, template);
    job
}

/// `dag.tasks`, with what they depend on.
fn read_graph(node: Node<'_>, steps: &BTreeMap<&str, Vec<Step>>, plan: &mut Plan, out: &mut Collector) {
    for task in node.get("dag").and_then(|dag| dag.get("tasks")).into_iter().flat_map(Node::items) {
        if !out.takes_job() {
            return;
        }
        let listed = task.get("dependencies").into_iter().flat_map(Node::items).take(MOST_NEEDS).filter_map(Node::str);
        let mut names: Vec<_> = listed.map(|name| short(name).to_owned()).collect();
        // `depends: a && (b || c.Succeeded)`; what runs when another failed does not wait for its success.
        let depends = task.get("depends").and_then(Node::str).map(short).unwrap_or_default();
        let words = depends.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
        let waited = words.filter_map(|word| match word.split_once('.') {
            Some((name, "Succeeded")) => Some(name),
            Some(_) => None,
            None => Some(word),
        });
        names.extend(waited.filter(|name| !name.is_empty()).map(str::to_owned));
        let job = job(task, steps, plan, out);
        plan.add(job, Needs { names, ..Needs::default() });
    }
}

/// `steps`, a list of groups: those of one run together, after those of the one before.
fn read_list(node: Node<'_>, steps: &BTreeMap<&str, Vec<Step>>, plan: &mut Plan, out: &mut Collector) {
    let mut before = Vec::new();
    for group in node.get("steps").into_iter().flat_map(Node::items) {
        let alone = group.is_mapping().then_some(group);
        let mut done = Vec::new();
        for step in group.items().chain(alone) {
            if !out.takes_job() {
                return;
            }
            let job = job(step, steps, plan, out);
            done.push(plan.add(job, Needs { jobs: before.clone(), ..Needs::default() }));
        }
        before = done;
    }
}
