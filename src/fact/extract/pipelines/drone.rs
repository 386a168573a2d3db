//! Drone and Woodpecker: pipelines whose steps are containers.
//!
//! <https://docs.drone.io/pipeline/overview/>, <https://woodpecker-ci.org/docs/usage/workflow-syntax>

use std::collections::{BTreeMap, BTreeSet};

use super::collector::{Collector, site_of};
use super::condition::{condition, value_site};
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::{Signs, place_input};
use super::{lines, variables};
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::{list, str};
use crate::fact::extract::place::{self, short};
use crate::fact::{Job, Purpose, Step, System};
use crate::text::{Site, Span};

/// The pipelines of a file, which may wait for one another.
#[derive(Default)]
pub(super) struct Drone {
    plan: Option<Plan>,
    /// The jobs of each pipeline by its name.
    named: BTreeMap<String, Vec<usize>>,
    whole: Option<Span>,
}

impl Drone {
    /// Tells all of them as one.
    pub(super) fn finish(self, out: &mut Collector) {
        if let (Some(plan), Some(whole)) = (self.plan, self.whole) {
            out.pipeline(plan, whole);
        }
    }
}

/// Whether a document looks like a pipeline of Drone's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    str(document, "kind") == Some("pipeline") && list(document, "steps").next().is_some()
}

/// Reads one document of Drone's.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    if document.get("steps").is_none() {
        return;
    }
    let kind = str(document, "type").unwrap_or("docker");
    if matches!(kind, "docker" | "kubernetes") {
        read_images(document, &["steps", "services"], out);
    }
    let mut drone = out.drone.take().unwrap_or_default();
    let windows =
        document.get("platform").and_then(|platform| platform.get("os")).and_then(Node::str) == Some("windows");
    let dialect = if windows { Dialect::PowerShell } else { Dialect::Posix };
    let plan = drone.plan.get_or_insert_with(|| Plan::new(System::Other("Drone")));
    drone.whole.get_or_insert(document.span());
    let named = &drone.named;
    let depends = document.get("depends_on").into_iter().flat_map(Node::items).take(MOST_NEEDS);
    let depends: BTreeSet<_> = depends.filter_map(Node::str).map(short).collect();
    let before: BTreeSet<_> = depends.into_iter().filter_map(|name| named.get(name)).flatten().copied().collect();
    let before = before.into_iter().collect();
    let name = document.get("name").and_then(Node::str).map(short).unwrap_or("default");
    let steps = document.get("steps").into_iter().flat_map(Node::items).map(|step| (None, step)).collect();
    let jobs = read_steps(&Whole { name, document, before, dialect }, steps, plan, out);
    drone.named.entry(name.to_owned()).or_default().extend(jobs);
    out.drone = Some(drone);
}

/// Reads a file of Woodpecker's.
pub(in crate::fact::extract) fn read_woodpecker(document: Node<'_>, out: &mut Collector) {
    read_images(document, &["clone", "pipeline", "services", "steps"], out);
    let Some(list) = document.get("steps").or_else(|| document.get("pipeline")) else { return };
    let steps =
        list.items().map(|step| (None, step)).chain(list.entries().map(|(key, step)| (Some(key), step))).collect();
    let mut plan = Plan::new(System::Other("Woodpecker"));
    let whole = Whole { name: "", document, before: Vec::new(), dialect: Dialect::Posix };
    read_steps(&whole, steps, &mut plan, out);
    out.pipeline(plan, document.span());
}

/// The images of what stands below `keys`. Woodpecker's matrix has values for what they leave open.
fn read_images(document: Node<'_>, keys: &[&'static str], out: &mut Collector) {
    let matrix = document.get("matrix");
    let rows =
        || matrix.and_then(|matrix| matrix.get("include").or(Some(matrix).filter(|matrix| matrix.is_sequence())));
    let values = |written: &str| {
        let Some(name) = variables::shell_name(written) else { return Vec::new() };
        let included = rows().into_iter().flat_map(Node::items).take(MOST_NEEDS).filter_map(|row| row.get(name));
        place::nodes(variables::values(matrix, name).into_iter().chain(included))
    };
    let title = str(document, "name").map(short).unwrap_or_default();
    for key in keys {
        for (name, container) in out.listed(document, key) {
            let name = str(container, "name").map_or(name, |name| short(name).to_owned());
            out.image(format!("{title} {key} {name}").trim_start(), container.get("image"), "", &values);
        }
    }
}

/// One pipeline.
struct Whole<'a> {
    name: &'a str,
    document: Node<'a>,
    /// The jobs of those that it waits for.
    before: Vec<usize>,
    dialect: Dialect,
}

/// Reads the steps of a pipeline, each as a job: what deploys and what tests are steps here. They run one after another, unless some
/// of them say what they depend on.
fn read_steps(
    whole: &Whole<'_>,
    steps: Vec<(Option<Node<'_>>, Node<'_>)>,
    plan: &mut Plan,
    out: &mut Collector,
) -> Vec<usize> {
    let is_graph = steps.iter().any(|(_, step)| step.get("depends_on").is_some());
    let (mut done, mut named) = (Vec::new(), BTreeMap::new());
    for (key, node) in steps {
        if !out.takes_job() {
            break;
        }
        let title = key.or_else(|| node.get("name")).and_then(Node::str).map(short).unwrap_or_default();
        let mut job = plan.job(title, key.map_or_else(|| site_of(node), |key| key.site()));
        read_step(whole, node, &mut job, out);
        let depends = node.get("depends_on");
        let alone = depends.filter(|depends| depends.is_scalar());
        let names = depends.into_iter().flat_map(Node::items).take(MOST_NEEDS).chain(alone).filter_map(Node::str);
        let mut needs = whole.before.clone();
        if is_graph {
            needs.extend(names.filter_map(|name| named.get(short(name)).copied()));
        } else {
            needs.extend(done.last().copied());
        }
        let at = plan.add(job, Needs { jobs: needs, ..Needs::default() });
        named.insert(title, at);
        done.push(at);
    }
    done
}

fn read_step(whole: &Whole<'_>, node: Node<'_>, job: &mut Job, out: &mut Collector) {
    let owner = format!("{} steps {}", whole.name, job.name);
    let commands = lines::lines(node.get("commands"));
    job.steps = lines::read(owner.trim_start(), &commands, Some(whole.dialect), out);
    let settings = node.get("settings");
    if let Some(image) = node.get("image").filter(|_| commands.is_empty() && out.takes_step()) {
        job.steps.push(read_plugin(image, settings, out));
    }
    let when = node.get("when").or_else(|| whole.document.get("trigger")).or_else(|| whole.document.get("when"));
    job.condition = when.and_then(condition);
    job.may_fail = node.get("failure").filter(|failure| failure.str() == Some("ignore")).map(value_site);
    let target = node.get("environment").filter(|environment| environment.is_mapping());
    let input = place_input(settings).or_else(|| place_input(target));
    let signs = Signs { names: [&job.name, whole.name, ""], input, ..Signs::default() };
    job.purpose = job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max);
}

/// A step that is an image and its settings.
fn read_plugin(image: Node<'_>, settings: Option<Node<'_>>, out: &Collector) -> Step {
    let name = image.str().map(short).unwrap_or_default();
    let signs = Signs { action: name.split(':').next(), input: place_input(settings), ..Signs::default() };
    let mut step = out.step(name, signs.purpose(), &super::tools::Tools::default(), value_site(image));
    step.pushes = pushes(name, settings).then(|| value_site(image)).filter(|site: &Site| !site.span.is_empty());
    step
}

/// The plugins that build and push, unless they are told to stay dry.
fn pushes(image: &str, settings: Option<Node<'_>>) -> bool {
    const PLUGINS: &[&str] = &[
        "plugins/docker", "plugins/ecr", "plugins/gcr", "plugins/gar", "plugins/acr", "plugins/kaniko",
        "plugins/kaniko-ecr", "plugins/kaniko-gcr", "plugins/buildx", "woodpeckerci/plugin-docker-buildx",
        "woodpeckerci/plugin-docker", "woodpeckerci/plugin-kaniko", "thegeeklab/drone-docker-buildx",
        "banzaicloud/drone-kaniko",
    ];
    let name = image.split(':').next().unwrap_or_default();
    let name = name.strip_prefix("docker.io/").unwrap_or(name);
    let is_dry = ["dry_run", "dry-run", "no_push"]
        .into_iter()
        .any(|key| settings.and_then(|settings| settings.get(key)).and_then(Node::str) == Some("true"));
    PLUGINS.contains(&name) && !is_dry
}
