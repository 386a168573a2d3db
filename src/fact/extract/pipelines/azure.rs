//! Azure Pipelines: stages, jobs, deployments, steps.
//!
//! <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/>

use std::collections::{BTreeMap, BTreeSet};

use super::collector::{Collector, site_of};
use super::condition::{condition, cut, outlives_failure, says_never, says_yes, value_site};
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::{Signs, place_input};
use super::variables;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::{has_item, list, str};
use crate::fact::extract::place::{self, short};
use crate::fact::extract::splice::Value;
use crate::fact::{Job, Purpose, Step, System};
use crate::text::Site;

const SYSTEM: System = System::Other("Azure Pipelines");

/// How deep `${{ if … }}:` may nest.
const DEPTH: usize = 8;

/// The most items of one list that are read.
const MOST_ITEMS: usize = 4_096;

/// Whether a document looks like a pipeline of Azure's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let is_task = |step: Node<'_>| str(step, "task").is_some_and(|task| task.contains('@'));
    has_item(document, "stages", &["stage", "jobs"])
        || has_item(document, "jobs", &["job", "steps"])
        || has_item(document, "jobs", &["deployment", "strategy"])
        || list(document, "steps").any(is_task)
}

/// Reads a pipeline or a template of one.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let mut plan = Plan::new(SYSTEM);
    read_resources(document, out);
    let stages = items(document.get("stages"));
    if !stages.is_empty() {
        read_stages(document, &stages, &mut plan, out);
    } else if document.get("jobs").is_some() {
        let stage = Stage { root: Some(document), ..Stage::default() };
        read_jobs(&stage, &items(document.get("jobs")), &mut plan, out);
    } else if document.get("steps").is_some() && out.takes_job() {
        read_images("steps", document, document, out);
        let mut job = plan.job("steps", document.site());
        job.site =
            document.entries().find(|(key, _)| key.str() == Some("steps")).map_or(job.site, |(key, _)| key.site());
        job.steps = read_steps("steps", document, is_windows(document), out);
        job.purpose = job.steps.iter().map(|step| step.purpose).max().unwrap_or_default();
        plan.add(job, Needs::default());
    }
    out.pipeline(plan, document.span());
}

/// The items of a list, those below `${{ if … }}:` and `${{ each … }}:` among them.
fn items(list: Option<Node<'_>>) -> Vec<Node<'_>> {
    fn collect<'a>(list: Node<'a>, depth: usize, found: &mut Vec<Node<'a>>) {
        for item in list.items() {
            if found.len() == MOST_ITEMS || depth == 0 {
                return;
            }
            let only = item.entries().next().filter(|(key, _)| key.str().is_some_and(|key| key.starts_with("${{")));
            match only {
                Some((_, inner)) => collect(inner, depth - 1, found),
                None => found.push(item),
            }
        }
    }
    let mut found = Vec::new();
    list.into_iter().for_each(|list| collect(list, DEPTH, &mut found));
    found
}

/// The stage that jobs stand in.
#[derive(Default)]
struct Stage<'a> {
    name: &'a str,
    title: &'a str,
    /// What the stage waits for: the jobs of others.
    needs: Vec<usize>,
    node: Option<Node<'a>>,
    /// The pipeline.
    root: Option<Node<'a>>,
}

/// The containers that jobs may run in by name. (<https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/resources-containers-container>)
fn read_resources(document: Node<'_>, out: &mut Collector) {
    let values = |written: &str| variable(document, document, written);
    let Some(resources) = document.get("resources").filter(|resources| resources.is_mapping()) else { return };
    for (index, container) in out.listed(resources, "containers") {
        let name = str(container, "container").map_or(index, |name| short(name).to_owned());
        out.image(&format!("resources containers {name}"), container.get("image"), "", &values);
    }
}

/// The images that a job runs in and beside; the names of containers among the resources are none.
fn read_images<'a>(owner: &str, root: Node<'a>, job: Node<'a>, out: &mut Collector) {
    let containers = || root.get("resources").into_iter().flat_map(|resources| list(resources, "containers"));
    let is_image = |node: Node<'_>| {
        let named = node.get("image").unwrap_or(node).str();
        !containers().any(|container| str(container, "container") == named)
    };
    let values = |written: &str| variable(root, job, written);
    let alias = |node: Node<'a>| node.get("alias").or(Some(node)).filter(|node| is_image(*node));
    out.image(&format!("{owner} container"), job.get("container").and_then(alias), "image", &values);
    for (name, service) in out.listed(job, "services") {
        out.image(&format!("{owner} services {name}"), alias(service), "image", &values);
    }
}

/// The values of a variable or a parameter, given as it is written: those of a job's matrix, its own, the pipeline's.
fn variable<'a>(root: Node<'a>, job: Node<'a>, written: &str) -> Vec<Value<'a>> {
    let Some(name) = variables::last_name(written) else { return Vec::new() };
    let matrix = job.get("strategy").and_then(|strategy| strategy.get("matrix"));
    let varied = matrix.into_iter().flat_map(Node::entries).take(MOST_NEEDS).filter_map(|(_, row)| row.get(name));
    let varied: Vec<_> = varied.collect();
    let among = |holder: Node<'a>, key| variables::values(holder.get(key), name);
    let lists = [varied, among(job, "variables"), among(root, "variables"), among(root, "parameters")];
    place::nodes(lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default())
}

fn read_stages(root: Node<'_>, stages: &[Node<'_>], plan: &mut Plan, out: &mut Collector) {
    // The jobs of the stages that were read.
    let mut read: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut last = "";
    for &node in stages {
        let key = node.get("stage").or_else(|| node.get("template"));
        let name = key.and_then(Node::str).map(short).unwrap_or_default();
        let asked = match depends_on(node) {
            _ if asks_nothing(node) => BTreeSet::new(),
            Some(names) => names.into_iter().collect(),
            // A stage waits for the one before it.
            None => BTreeSet::from([last]),
        };
        let needs: BTreeSet<_> = asked.into_iter().filter_map(|stage| read.get(stage)).flatten().copied().collect();
        let title = node.get("displayName").and_then(Node::str).unwrap_or_default();
        let stage = Stage { name, title, needs: needs.into_iter().collect(), node: Some(node), root: Some(root) };
        let first = plan.jobs.len();
        let jobs = items(node.get("jobs"));
        if jobs.is_empty() && out.takes_job() {
            add_job(&stage, node, "", plan, out);
        }
        read_jobs(&stage, &jobs, plan, out);
        read.entry(name).or_default().extend(first..plan.jobs.len());
        last = name;
    }
}

fn read_jobs(stage: &Stage<'_>, jobs: &[Node<'_>], plan: &mut Plan, out: &mut Collector) {
    for &node in jobs {
        if !out.takes_job() {
            break;
        }
        let key = ["job", "deployment", "template"].into_iter().find_map(|key| node.get(key));
        let name = key.and_then(Node::str).map(short).unwrap_or_default();
        add_job(stage, node, name, plan, out);
    }
}

fn add_job(stage: &Stage<'_>, node: Node<'_>, name: &str, plan: &mut Plan, out: &mut Collector) {
    let qualified = |name: &str| match (stage.name, name) {
        ("", name) => name.to_owned(),
        (stage, "") => stage.to_owned(),
        (stage, name) => format!("{stage}.{name}"),
    };
    let key = ["job", "deployment", "stage", "template"].into_iter().find_map(|key| node.get(key));
    let mut job = plan.job(&qualified(name), key.map_or_else(|| site_of(node), value_site));
    let owner = format!("jobs {}", job.name);
    if let Some(root) = stage.root {
        read_images(&owner, root, node, out);
    }
    let windows = is_windows(node) || stage.node.is_some_and(is_windows);
    job.steps = read_steps(&owner, node, windows, out);
    for phase in phases(node) {
        job.steps.extend(read_steps(&owner, phase, windows, out));
    }
    read_job(stage, node, name, &mut job);
    let names =
        depends_on(node).filter(|_| stage.node.is_none_or(|own| own.span() != node.span()) && !asks_nothing(node));
    let names = names.unwrap_or_default().into_iter().map(qualified).collect();
    plan.add(job, Needs { names, jobs: stage.needs.clone() });
}

/// What a job says besides its steps; what its stage says holds for it too.
fn read_job(stage: &Stage<'_>, node: Node<'_>, name: &str, job: &mut Job) {
    let environment = node.get("environment");
    let environment =
        environment.and_then(|environment| environment.get("name").or(Some(environment))).and_then(Node::str);
    job.environment = environment.map(|name| short(name).to_owned());
    let said = |key: &str| node.get(key).or_else(|| stage.node.and_then(|stage| stage.get(key)));
    job.condition = said("condition").and_then(condition);
    let of_stage = stage.node.and_then(|stage| stage.get("condition"));
    job.never = says_never(node.get("condition")).or_else(|| says_never(of_stage));
    job.may_fail = says_yes(node.get("continueOnError"));
    job.manual = job.steps.iter().find(|step| step.name.starts_with("ManualValidation@")).map(|step| step.site.clone());
    let title = node.get("displayName").and_then(Node::str).unwrap_or_default();
    // A job's own name may say no more than `deploy`.
    let both = format!("{} {} {name}", stage.name, stage.title);
    let action = node.get("template").and_then(Node::str);
    let input = place_input(node.get("parameters"));
    let signs = Signs { names: [&both, title, stage.name], environment, action, input, tools: None };
    job.purpose = job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max);
}

/// Where the steps of a deployment stand.
fn phases(job: Node<'_>) -> Vec<Node<'_>> {
    const PHASES: [&str; 4] = ["preDeploy", "deploy", "routeTraffic", "postRouteTraffic"];
    let strategies = ["runOnce", "rolling", "canary"];
    let strategy = job.get("strategy").and_then(|all| strategies.into_iter().find_map(|name| all.get(name)));
    let Some(strategy) = strategy else { return Vec::new() };
    let behind = strategy
        .get("on")
        .into_iter()
        .flat_map(|on| ["success", "failure"].into_iter().filter_map(move |key| on.get(key)));
    PHASES.into_iter().filter_map(|phase| strategy.get(phase)).chain(behind).collect()
}

fn depends_on(node: Node<'_>) -> Option<Vec<&str>> {
    let list = node.get("dependsOn")?;
    let alone = (list.is_scalar() && !list.is_null()).then_some(list);
    Some(list.items().take(MOST_NEEDS).chain(alone).filter_map(Node::str).map(short).collect())
}

fn asks_nothing(node: Node<'_>) -> bool {
    node.get("condition").and_then(Node::str).map(cut).is_some_and(outlives_failure)
}

fn is_windows(node: Node<'_>) -> bool {
    let pool = node.get("pool");
    let image =
        pool.and_then(|pool| pool.get("vmImage").or_else(|| pool.get("name")).or(Some(pool))).and_then(Node::str);
    image.is_some_and(|image| image.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("win")))
}

fn read_steps(owner: &str, holder: Node<'_>, windows: bool, out: &mut Collector) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, node) in items(holder.get("steps")).into_iter().enumerate() {
        if !out.takes_step() {
            break;
        }
        let name = node.get("name").and_then(Node::str).map(|name| short(name).to_owned());
        let owner = format!("{owner} steps {}", name.unwrap_or_else(|| index.to_string()));
        steps.push(read_step(&owner, node, windows, out));
    }
    steps
}

fn read_step(owner: &str, node: Node<'_>, windows: bool, out: &mut Collector) -> Step {
    let tools = script(node, windows).map(|(script, dialect)| out.scalar(owner, script, dialect)).unwrap_or_default();
    let action = ["task", "template", "publish", "checkout"].into_iter().find_map(|key| node.get(key)?.str()).map(cut);
    let title = node.get("displayName").and_then(Node::str).unwrap_or_default();
    let signs = Signs {
        names: [title, "", ""],
        action,
        input: place_input(node.get("parameters")),
        tools: Some(&tools),
        environment: None,
    };
    let purpose = signs.purpose();
    // The task says what a step does, where there is one; its title is free.
    let shown = action.unwrap_or(title);
    let site = node.get("displayName").map_or_else(|| site_of(node), value_site);
    let mut step = out.step(shown, purpose, &tools, site);
    step.condition = node.get("condition").and_then(condition);
    step.never = says_never(node.get("condition")).or_else(|| says_never(node.get("enabled")));
    step.may_fail = says_yes(node.get("continueOnError")).or(step.may_fail);
    step.pushes = step.pushes.or_else(|| pushes(node));
    step
}

/// The script of a step and the shell that runs it.
fn script(node: Node<'_>, windows: bool) -> Option<(Node<'_>, Option<Dialect>)> {
    let plain = if windows { Dialect::Cmd } else { Dialect::Posix };
    let short_forms = [
        ("script", plain),
        ("bash", Dialect::Posix),
        ("pwsh", Dialect::PowerShell),
        ("powershell", Dialect::PowerShell),
    ];
    let found = short_forms.into_iter().find_map(|(key, dialect)| Some((node.get(key)?, Some(dialect))));
    found.or_else(|| {
        let inputs = node.get("inputs")?;
        let task = node.get("task")?.str()?.split('@').next().unwrap_or_default();
        let kind = inputs.get("scriptType").and_then(Node::str).unwrap_or_default();
        let dialect = match task {
            "PowerShell" | "AzurePowerShell" => Dialect::PowerShell,
            "AzureCLI" if matches!(kind, "ps" | "pscore") => Dialect::PowerShell,
            "AzureCLI" if kind == "batch" => Dialect::Cmd,
            "CmdLine" => plain,
            "PythonScript" => return None,
            _ => Dialect::Posix,
        };
        let keys = ["script", "inlineScript", "Inline", "commands"];
        Some((keys.into_iter().find_map(|key| inputs.get(key))?, Some(dialect)))
    })
}

/// `Docker@2`, which builds and pushes unless it is told otherwise.
fn pushes(node: Node<'_>) -> Option<Site> {
    let task = node.get("task")?;
    let name = task.str()?.split('@').next().unwrap_or_default();
    let command = node.get("inputs").and_then(|inputs| inputs.get("command"));
    match command.and_then(Node::str) {
        Some(said) if name == "Docker" && said.to_ascii_lowercase().contains("push") => command.map(value_site),
        None if name == "Docker" => Some(value_site(task)),
        _ => None,
    }
}
