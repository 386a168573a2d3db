//! Bitbucket Pipelines.
//!
//! <https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/>

use super::collector::{Collector, site_of};
use super::condition::{condition, value_site};
use super::lines;
use super::plan::{Needs, Plan};
use super::purpose::Signs;
use super::tools::Tools;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::FEW;
use crate::fact::extract::image_key;
use crate::fact::extract::place::{self, no_values, short};
use crate::fact::{Job, Place, Purpose, Step, System};

/// Whether a document looks like one of Bitbucket's: `default: [{ step: … }]`, or a mapping of such lists.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let has_step = |list: Node<'_>| list.items().take(FEW).any(|item| item.get("step").is_some());
    let holds = |value: Node<'_>| has_step(value) || value.entries().take(FEW).any(|(_, list)| has_step(list));
    document.get("pipelines").into_iter().flat_map(Node::entries).take(FEW).any(|(_, value)| holds(value))
}

/// Reads a configuration: each list of steps is a pipeline.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    out.image("image", document.get("image"), "name", &no_values);
    if let Some(definitions) = document.get("definitions") {
        for (name, service) in out.listed(definitions, "services") {
            out.image(&format!("definitions services {name}"), service.get("image"), "name", &no_values);
        }
    }
    for (key, value) in document.get("pipelines").into_iter().flat_map(Node::entries) {
        let name = key.str().map(short).unwrap_or_default();
        if value.is_sequence() {
            read_pipeline(name, value, out);
        }
        for (pattern, list) in value.entries() {
            read_pipeline(&format!("{name} {}", pattern.str().map(short).unwrap_or_default()), list, out);
        }
    }
}

fn read_pipeline(owner: &str, list: Node<'_>, out: &mut Collector) {
    let mut plan = Plan::new(System::Other("Bitbucket"));
    // The jobs that the next one waits for.
    let mut before = Vec::new();
    for item in list.items() {
        let parallel = item.get("parallel");
        let stage = item.get("stage");
        let inner = parallel.map(|parallel| parallel.get("steps").unwrap_or(parallel)).or_else(|| stage?.get("steps"));
        let steps: Vec<_> = match inner {
            Some(inner) => inner.items().filter_map(|item| item.get("step")).collect(),
            None => item.get("step").into_iter().collect(),
        };
        let mut done = Vec::new();
        for step in steps {
            if !out.takes_job() {
                break;
            }
            let job = read_step(owner, step, stage, &plan, out);
            let at = plan.add(job, Needs { jobs: before.clone(), ..Needs::default() });
            done.push(at);
            if parallel.is_none() {
                before = vec![at];
            }
        }
        if parallel.is_some() && !done.is_empty() {
            before = done;
        }
    }
    out.pipeline(plan, list.span());
}

fn read_step(owner: &str, node: Node<'_>, stage: Option<Node<'_>>, plan: &Plan, out: &mut Collector) -> Job {
    let index = plan.jobs.len();
    let title = node.get("name").and_then(Node::str).map(short);
    let name = title.map_or_else(|| format!("step {}", index + 1), str::to_owned);
    let mut job = plan.job(&name, site_of(node));
    out.image(&format!("pipelines {owner} {name} image"), node.get("image"), "name", &no_values);
    let said = |key: &str| node.get(key).or_else(|| stage.and_then(|stage| stage.get(key)));
    for key in ["script", "after-script"] {
        let owner = format!("pipelines {owner} {name} {key}");
        let scripts = lines::lines(node.get(key));
        job.steps.extend(lines::read(&owner, &scripts, Some(Dialect::Posix), out));
        let pipes = node.get(key).into_iter().flat_map(Node::items).filter_map(|item| item.get("pipe"));
        for pipe in pipes {
            if out.takes_step() {
                read_image(&owner, pipe, out);
                job.steps.push(read_pipe(pipe, out));
            }
        }
    }
    job.steps.sort_by_key(|step| step.site.span);
    let deployment = said("deployment").and_then(Node::str);
    job.environment = deployment.map(|name| short(name).to_owned());
    job.manual = said("trigger").filter(|trigger| trigger.str() == Some("manual")).map(value_site);
    job.condition = said("condition").and_then(condition);
    let stage_name = stage.and_then(|stage| stage.get("name")).and_then(Node::str).unwrap_or_default();
    let signs =
        Signs { names: [title.unwrap_or_default(), stage_name, ""], environment: deployment, ..Signs::default() };
    job.purpose = job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max);
    job
}

/// A pipe is an image, with or without `docker://` before it; without a version it is no pipe.
fn read_image(owner: &str, pipe: Node<'_>, out: &mut Collector) {
    let owner = format!("{owner} pipe {}", short(pipe.str().unwrap_or_default()));
    if pipe.str().is_some_and(|text| text.starts_with("docker://")) {
        out.docker_url(&owner, pipe);
    } else {
        let image = place::whole(owner, Place::Pipeline, pipe);
        out.read.images.extend(image.filter(image_key::is_likely));
    }
}

/// `pipe: owner/name:1.0`.
fn read_pipe(pipe: Node<'_>, out: &Collector) -> Step {
    let name = pipe.str().map(short).unwrap_or_default();
    let signs = Signs { action: name.split(':').next(), ..Signs::default() };
    let mut step = out.step(name, signs.purpose(), &Tools::default(), value_site(pipe));
    step.pushes = name.contains("push-image").then(|| value_site(pipe));
    step
}
