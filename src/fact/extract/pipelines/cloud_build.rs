//! Google Cloud Build: steps that are containers, one after another unless they say what they wait for.
//!
//! <https://cloud.google.com/build/docs/build-config-file-schema>

use std::collections::{BTreeMap, BTreeSet};

use super::collector::{Collector, site_of};
use super::condition::{says_yes, value_site};
use super::dialect_of;
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::Signs;
use super::tools::Tools;
use super::variables;
use super::words::{self, program_of};
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::{list, str};
use crate::fact::extract::place::{self, short};
use crate::fact::{Job, Purpose, System};

/// Whether a document looks like Cloud Build's: its builders are images, and stand where others write a title.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let is_image = |name: &str| name.starts_with("gcr.io/") || name.contains("-docker.pkg.dev/");
    let is_step = |step: Node<'_>| step.get("args").is_some() && str(step, "name").is_some_and(is_image);
    list(document, "steps").any(is_step)
}

/// Reads a build: each step as a job, since any may wait for any.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let mut plan = Plan::new(System::Other("Cloud Build"));
    let mut ids = BTreeMap::new();
    let built = Built::of(document);
    for (index, node) in document.get("steps").into_iter().flat_map(Node::items).enumerate() {
        if !out.takes_job() || !out.takes_step() {
            break;
        }
        built.read_image(index, node, out);
        let job = read_step(index, node, &plan, out);
        let needs = match node.get("waitFor") {
            // `-` waits for nothing.
            Some(list) => {
                list.items().take(MOST_NEEDS).filter_map(Node::str).filter_map(|id| ids.get(id).copied()).collect()
            }
            None => (0..plan.jobs.len()).collect(),
        };
        let at = plan.add(job, Needs { jobs: needs, ..Needs::default() });
        if let Some(id) = node.get("id").and_then(Node::str) {
            ids.insert(id, at);
        }
    }
    read_images(document, &mut plan, out);
    out.pipeline(plan, document.span());
}

/// What a build makes itself: its later steps may run in that.
struct Built<'a> {
    substitutions: Option<Node<'a>>,
    images: BTreeSet<&'a str>,
}

impl<'a> Built<'a> {
    fn of(document: Node<'a>) -> Self {
        const FLAGS: [&str; 3] = ["-t", "--tag", "--destination"];
        let pushed = document.get("images").into_iter().flat_map(Node::items).filter_map(Node::str);
        let mut images: BTreeSet<&str> = pushed.collect();
        for step in document.get("steps").into_iter().flat_map(Node::items) {
            let mut is_tag = false;
            for arg in step.get("args").into_iter().flat_map(Node::items).filter_map(Node::str) {
                let own = FLAGS.iter().find_map(|flag| arg.strip_prefix(flag)?.strip_prefix('='));
                images.extend(own.or_else(|| is_tag.then_some(arg)));
                is_tag = FLAGS.contains(&arg);
            }
        }
        Self { substitutions: document.get("substitutions"), images }
    }

    /// The image that a step runs in, unless the build made it.
    fn read_image(&self, index: usize, step: Node<'a>, out: &mut Collector) {
        let is_pulled = |name: &str| !self.images.contains(name) && !is_of_service(name);
        let name = step.get("name").filter(|name| name.str().is_some_and(is_pulled));
        let id = str(step, "id").map_or_else(|| index.to_string(), |id| short(id).to_owned());
        let values = |written: &str| {
            let name = variables::shell_name(written);
            place::nodes(name.map(|name| variables::values(self.substitutions, name)).unwrap_or_default())
        };
        out.image(&format!("steps {id} name"), name, "", &values);
    }
}

/// The builders that the service itself provides have no versions to choose from, as its machines have none.
/// (<https://cloud.google.com/build/docs/cloud-builders>)
fn is_of_service(name: &str) -> bool {
    name.strip_prefix("gcr.io/cloud-builders/").is_some_and(|builder| !builder.contains([':', '@']))
}

fn read_step(index: usize, node: Node<'_>, plan: &Plan, out: &mut Collector) -> Job {
    let id = node.get("id").and_then(Node::str).map(short);
    let name = id.map_or_else(|| format!("step {index}"), str::to_owned);
    let mut job = plan.job(&name, node.get("id").map_or_else(|| site_of(node), value_site));
    let tools = run(&format!("steps {}", id.map_or_else(|| index.to_string(), str::to_owned)), node, out);
    let image = node.get("name").and_then(Node::str).map(short).unwrap_or_default();
    let signs = Signs { names: [id.unwrap_or_default(), "", ""], tools: Some(&tools), ..Signs::default() };
    let mut step = out.step(id.unwrap_or(image), signs.purpose(), &tools, site_of(node));
    step.may_fail = says_yes(node.get("allowFailure")).or(step.may_fail);
    (job.purpose, job.may_fail) = (step.purpose, says_yes(node.get("allowFailure")));
    job.steps.push(step);
    job
}

/// What a step runs: its script, or its arguments behind its entry point, which is that of its image if it names none.
fn run(owner: &str, node: Node<'_>, out: &mut Collector) -> Tools {
    if let Some(script) = node.get("script").filter(|script| script.is_scalar()) {
        let dialect = dialect_of(script.str().unwrap_or_default().as_bytes(), Some(Dialect::Posix));
        return out.scalar(owner, script, dialect);
    }
    let (entry, args) = (node.get("entrypoint"), node.get("args"));
    let entry = entry.filter(|entry| !entry.is_null());
    let Some(place) = args.or(entry).map(Node::value_span) else { return Tools::default() };
    let program = node.get("name").filter(|_| entry.is_none()).and_then(program_of);
    let Some(text) = words::line(program, [entry, args], out) else { return Tools::default() };
    out.script(owner, place, text, Dialect::Posix)
}

/// `images` are pushed when all steps are done.
fn read_images(document: Node<'_>, plan: &mut Plan, out: &mut Collector) {
    let images = document.get("images").filter(|images| images.items().next().is_some());
    let Some(images) = images.filter(|_| out.takes_job()) else { return };
    let mut job = plan.job("images", value_site(images));
    let mut step = out.step("images", Purpose::Other, &Tools::default(), value_site(images));
    step.pushes = Some(value_site(images));
    job.steps.push(step);
    let needs = Needs { jobs: (0..plan.jobs.len()).collect(), ..Needs::default() };
    plan.add(job, needs);
}
