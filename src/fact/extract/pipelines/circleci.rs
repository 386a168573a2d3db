//! CircleCI: jobs, the commands that they call, and the workflows that order them.
//!
//! <https://circleci.com/docs/reference/configuration-reference/>

use std::collections::BTreeMap;

use super::collector::{Collector, site_of};
use super::condition::{condition, cut, says_never, value_site};
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::{Signs, place_input};
use super::tools::Tools;
use super::{dialect_named, variables};
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::{has_job, str};
use crate::fact::extract::image_key;
use crate::fact::extract::place::{self, short};
use crate::fact::{Place, Purpose, Step, System};

/// The most orbs of a file, and the most uses of one job, that are read for images.
const MOST_ORBS: usize = 64;
const MOST_USES: usize = 64;

/// How deep commands may call commands.
const DEPTH: usize = 6;

/// Whether a document looks like CircleCI's configuration.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    document.get("version").is_some()
        && has_job(document, |job| job.get("steps").is_some_and(Node::is_sequence) && job.get("runs-on").is_none())
}

/// Reads a configuration.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    for (key, command) in document.get("commands").into_iter().flat_map(Node::entries) {
        let owner = format!("commands {}", short(key.str().unwrap_or_default()));
        read_steps(document, &owner, command.get("steps"), DEPTH, out);
    }
    let given = Given::of(document);
    read_executors(document, &given, out);
    let mut alone = Plan::new(SYSTEM);
    for (key, job) in document.get("jobs").into_iter().flat_map(Node::entries) {
        if !out.takes_job() {
            break;
        }
        let name = short(key.str().unwrap_or_default());
        let mut read = alone.job(name, key.site());
        read_images("jobs", name, job, &given, out);
        read.steps = read_steps(document, &format!("jobs {name}"), job.get("steps"), DEPTH, out);
        read.purpose = purpose(name, None, None, &read.steps);
        alone.add(read, Needs::default());
    }
    let workflows: Vec<_> = document.get("workflows").into_iter().flat_map(Node::entries).collect();
    let workflows: Vec<_> = workflows.into_iter().filter(|(_, workflow)| workflow.get("jobs").is_some()).collect();
    for (_, workflow) in &workflows {
        read_workflow(*workflow, &alone, out);
    }
    if workflows.is_empty() {
        out.pipeline(alone, document.span());
    }
}

const SYSTEM: System = System::Other("CircleCI");

/// The executors, those of orbs that stand in the file too.
fn read_executors<'a>(document: Node<'a>, given: &Given<'a>, out: &mut Collector) {
    let orbs = document.get("orbs").into_iter().flat_map(Node::entries).map(|(_, orb)| orb);
    for orb in orbs.filter(|orb| orb.is_mapping()).take(MOST_ORBS).chain([document]) {
        for (key, executor) in orb.get("executors").into_iter().flat_map(Node::entries) {
            read_images("executors", short(key.str().unwrap_or_default()), executor, given, out);
        }
        for (key, job) in orb.get("jobs").filter(|_| orb.span() != document.span()).into_iter().flat_map(Node::entries)
        {
            read_images("jobs", short(key.str().unwrap_or_default()), job, given, out);
        }
    }
}

/// The images of a job or an executor; that of a machine where it names a version.
/// (<https://circleci.com/docs/reference/configuration-reference/#docker>)
fn read_images<'a>(kind: &str, name: &str, holder: Node<'a>, given: &Given<'a>, out: &mut Collector) {
    let values = |written: &str| place::nodes(given.values(holder, name, written));
    for (index, container) in out.listed(holder, "docker") {
        out.image(&format!("{kind} {name} docker {index}"), container.get("image"), "", &values);
    }
    if let Some(image) =
        holder.get("machine").and_then(|machine| machine.get("image")).filter(|image| image.is_scalar())
    {
        let images = place::with_values(&format!("{kind} {name} machine"), Place::Pipeline, image, &values);
        out.read.images.extend(images.into_iter().filter(image_key::is_explicit));
    }
}

/// What jobs and executors are given where they are used.
struct Given<'a> {
    root: Node<'a>,
    /// The mappings that use a job or an executor, by its name.
    uses: BTreeMap<&'a str, Vec<Node<'a>>>,
}

impl<'a> Given<'a> {
    fn of(root: Node<'a>) -> Self {
        let mut uses: BTreeMap<&str, Vec<Node<'a>>> = BTreeMap::new();
        let workflows = root.get("workflows").into_iter().flat_map(Node::entries);
        let called = workflows.flat_map(|(_, workflow)| workflow.get("jobs").into_iter().flat_map(Node::items));
        for (name, settings) in called.flat_map(Node::entries) {
            uses.entry(name.str().unwrap_or_default()).or_default().push(settings);
        }
        for (_, job) in root.get("jobs").into_iter().flat_map(Node::entries) {
            if let Some(executor) = job.get("executor") {
                uses.entry(str(executor, "name").unwrap_or_default()).or_default().push(executor);
            }
        }
        Self { root, uses }
    }

    /// The values of `<< parameters.name >>` in the job or executor `name`, and of `<< pipeline.parameters.name >>`.
    fn values(&self, holder: Node<'a>, name: &str, written: &str) -> Vec<Node<'a>> {
        let Some(parameter) = variables::last_name(written).filter(|_| written.starts_with("<<")) else {
            return Vec::new();
        };
        if written.contains("pipeline.parameters") {
            return variables::values(self.root.get("parameters"), parameter);
        }
        let uses = self.uses.get(name).into_iter().flatten().take(MOST_USES);
        let given = uses.flat_map(|settings| {
            let matrix = settings.get("matrix").and_then(|matrix| matrix.get("parameters"));
            settings.get(parameter).into_iter().chain(variables::values(matrix, parameter))
        });
        variables::values(holder.get("parameters"), parameter).into_iter().chain(given).collect()
    }
}

fn read_workflow(workflow: Node<'_>, defined: &Plan, out: &mut Collector) {
    let mut plan = Plan::new(SYSTEM);
    for item in workflow.get("jobs").into_iter().flat_map(Node::items) {
        if !out.takes_job() {
            break;
        }
        let (key, settings) = item.entries().next().unwrap_or((item, item));
        let job_name = short(key.str().unwrap_or_default());
        let title = settings.get("name").and_then(Node::str).map_or(job_name, short);
        let mut job = plan.job(title, value_site(settings.get("name").unwrap_or(key)));
        if let Some(defined) = defined.jobs.iter().find(|job| job.name == job_name) {
            job.steps = take_steps(&defined.steps, out);
        }
        job.purpose = purpose(title, Some(job_name), place_input(Some(settings)), &job.steps);
        job.condition = settings.get("filters").or_else(|| settings.get("when")).and_then(condition);
        job.manual = settings.get("type").filter(|kind| kind.str() == Some("approval")).map(value_site);
        let requires = settings.get("requires").into_iter().flat_map(Node::items).take(MOST_NEEDS);
        let names = requires.filter_map(|need| need.str().or_else(|| need.entries().next()?.0.str()));
        let names = names.map(|name| short(name).to_owned()).collect();
        plan.add(job, Needs { names, ..Needs::default() });
    }
    out.pipeline(plan, workflow.span());
}

fn take_steps(steps: &[Step], out: &mut Collector) -> Vec<Step> {
    steps.iter().take_while(|_| out.takes_step()).cloned().collect()
}

fn purpose(name: &str, orb: Option<&str>, input: Option<&str>, steps: &[Step]) -> Purpose {
    // A job of an orb: `snyk/scan`.
    let action = orb.filter(|orb| orb.contains('/'));
    let signs = Signs { names: [name, orb.unwrap_or_default(), ""], action, input, ..Signs::default() };
    steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max)
}

fn read_steps(root: Node<'_>, owner: &str, steps: Option<Node<'_>>, depth: usize, out: &mut Collector) -> Vec<Step> {
    let mut found = Vec::new();
    for (index, item) in steps.into_iter().flat_map(Node::items).enumerate() {
        if depth == 0 || !out.takes_step() {
            break;
        }
        let (key, settings) = item.entries().next().unwrap_or((item, item));
        let name = key.str().map(short).unwrap_or_default();
        match name {
            "run" => found.push(read_run(&format!("{owner} steps {index}"), settings, out)),
            "when" | "unless" => {
                let owner = format!("{owner} steps {index}");
                let never = says_never(settings.get("condition").filter(|_| name == "when"));
                let inner = read_steps(root, &owner, settings.get("steps"), depth - 1, out);
                let part = settings.get("condition").and_then(condition);
                found.extend(inner.into_iter().map(|step| Step {
                    condition: step.condition.or_else(|| part.clone()),
                    never: step.never.or_else(|| never.clone()),
                    ..step
                }));
            }
            _ => {
                let command = root.get("commands").and_then(|commands| commands.get(name));
                let called = command.and_then(|command| command.get("steps"));
                found.extend(read_steps(root, &format!("commands {name}"), called, depth - 1, out));
                found.push(call(name, key, settings, out));
            }
        }
    }
    found
}

/// A step of an orb, or a command of this file.
fn call(name: &str, key: Node<'_>, settings: Node<'_>, out: &Collector) -> Step {
    let pushes = name.contains('/') && name.contains("push");
    let signs =
        Signs { names: [name, "", ""], action: Some(name), input: place_input(Some(settings)), ..Signs::default() };
    let mut step = out.step(name, signs.purpose(), &Tools::default(), key.site());
    step.pushes = pushes.then(|| key.site());
    step
}

/// `run: command`, `run: { command: … }`.
fn read_run(owner: &str, run: Node<'_>, out: &mut Collector) -> Step {
    let dialect = run.get("shell").and_then(Node::str).map_or(Some(Dialect::Posix), dialect_named);
    let command = run.get("command").unwrap_or(run);
    let tools = out.scalar(owner, command, dialect);
    let title = run.get("name").and_then(Node::str).map(cut).unwrap_or_default();
    let signs = Signs { names: [title, "", ""], tools: Some(&tools), ..Signs::default() };
    let site = if run.is_mapping() { site_of(run) } else { value_site(run) };
    let mut step = out.step(title, signs.purpose(), &tools, site);
    step.condition = run.get("when").and_then(condition);
    step
}
