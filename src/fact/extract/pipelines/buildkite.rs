//! Buildkite.
//!
//! <https://buildkite.com/docs/pipelines/configure/step-types>

use super::collector::{Collector, site_of};
use super::condition::{condition, says_yes, value_site};
use super::plan::{Needs, Plan};
use super::purpose::Signs;
use super::{lines, variables};
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::has_item;
use crate::fact::extract::image_key;
use crate::fact::extract::place::{self, no_values, short};
use crate::fact::extract::splice::Value;
use crate::fact::{Job, Place, Purpose, System};
use crate::text::Site;

/// Whether a document looks like a pipeline of Buildkite's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    ["command", "commands"].iter().any(|key| has_item(document, "steps", &["label", key]))
}

/// Reads a pipeline.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let mut reader =
        Reader { plan: Plan::new(System::Other("Buildkite")), before: Vec::new(), since: Vec::new(), env: None };
    out.image("image", document.get("image"), "", &no_values);
    let steps = document.get("steps").or_else(|| document.is_sequence().then_some(document));
    for step in steps.into_iter().flat_map(Node::items) {
        reader.env = document.get("env");
        reader.step(step, out);
        for inner in step.get("steps").filter(|_| step.get("group").is_some()).into_iter().flat_map(Node::items) {
            reader.step(inner, out);
        }
    }
    out.pipeline(reader.plan, document.span());
}

struct Reader<'a> {
    /// The variables of all steps.
    env: Option<Node<'a>>,
    plan: Plan,
    /// The jobs before the last `wait` or `block`, for which all behind it wait.
    before: Vec<usize>,
    /// Those since.
    since: Vec<usize>,
}

impl<'a> Reader<'a> {
    /// The images that a step and its plugins run in.
    /// (<https://github.com/buildkite-plugins/docker-buildkite-plugin>)
    fn images(&self, owner: &str, node: Node<'a>, out: &mut Collector) {
        let values = |written: &str| self.values(node, written);
        out.image(&format!("{owner} image"), node.get("image"), "", &values);
        for (name, plugin) in out.listed(node, "plugins") {
            // `- name#v1: { … }` in a list, `name#v1: { … }` in a mapping.
            let only = plugin.entries().next().filter(|(key, _)| plugin.get("image").is_none() && key.str().is_some());
            let (name, settings) =
                only.map_or((name.as_str(), plugin), |(key, settings)| (key.str().unwrap_or_default(), settings));
            let name = name.split('#').next().unwrap_or_default();
            let is_docker = name.rsplit('/').next().is_some_and(|name| name.starts_with("docker"));
            if let Some(image) = settings.get("image").filter(|image| image.is_scalar()) {
                let owner = format!("{owner} plugins {}", short(name));
                let images = place::with_values(&owner, Place::Pipeline, image, &values);
                out.read.images.extend(images.into_iter().filter(|image| is_docker || image_key::is_likely(image)));
            }
        }
        read_pod(owner, node, out);
    }

    /// The values of `$NAME`, `{{matrix}}` and `{{matrix.name}}`.
    fn values(&self, node: Node<'a>, written: &str) -> Vec<Value<'a>> {
        if let Some(inside) = written.strip_prefix("{{") {
            let matrix = node.get("matrix");
            let setup = matrix.and_then(|matrix| matrix.get("setup")).or(matrix);
            let name = inside.trim_end_matches('}').trim().strip_prefix("matrix.");
            let list = name.map_or(setup, |name| setup.and_then(|setup| setup.get(name)));
            return place::nodes(list.into_iter().flat_map(Node::items));
        }
        let Some(name) = variables::shell_name(written) else { return Vec::new() };
        let lists = [node.get("env"), self.env].map(|env| variables::values(env, name));
        place::nodes(lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default())
    }

    fn step(&mut self, node: Node<'a>, out: &mut Collector) {
        let is_wait = node.str().is_some_and(|word| matches!(word, "wait" | "waiter")) || node.get("wait").is_some();
        if is_wait {
            let goes_on = node.get("continue_on_failure").or_else(|| node.get("wait")?.get("continue_on_failure"));
            let since = std::mem::take(&mut self.since);
            if says_yes(goes_on).is_some() {
                self.before = Vec::new();
            } else if !since.is_empty() {
                self.before = since;
            }
            return;
        }
        if !node.is_mapping() || node.get("group").is_some() || !out.takes_job() {
            return;
        }
        let gate = ["block", "input"].into_iter().find_map(|key| node.get(key));
        let job = self.read(node, gate, out);
        let needs = match node.get("depends_on") {
            Some(list) => Needs { names: names(list), ..Needs::default() },
            None => Needs { jobs: self.before.clone(), ..Needs::default() },
        };
        let at = self.plan.add(job, needs);
        if node.get("block").is_some() {
            self.since.clear();
            self.before = vec![at];
        } else {
            self.since.push(at);
        }
    }

    fn read(&self, node: Node<'a>, gate: Option<Node<'a>>, out: &mut Collector) -> Job {
        let text = |key: &str| node.get(key).and_then(Node::str).map(short);
        let title = text("label").or_else(|| text("name")).or_else(|| gate?.str().map(short));
        let commands = lines::lines(node.get("commands").or_else(|| node.get("command")));
        let first = commands.first().and_then(|line| line.str()).map(short).unwrap_or_default();
        let name = text("key").or_else(|| text("id")).or(title).unwrap_or(first);
        let mut job = self.plan.job(name, site_of(node));
        job.site = ["label", "key", "block"].into_iter().find_map(|key| node.get(key)).map_or(job.site, value_site);
        job.steps = lines::read(&format!("steps {name}"), &commands, Some(Dialect::Posix), out);
        self.images(&format!("steps {name}"), node, out);
        job.manual = gate.map(value_site);
        job.condition = node.get("if").or_else(|| node.get("branches")).and_then(condition);
        job.never = node.get("skip").filter(|skip| skip.str().is_some_and(is_said)).map(value_site);
        job.may_fail = soft_fail(node);
        let trigger = text("trigger");
        let signs = Signs { names: [name, title.unwrap_or_default(), trigger.unwrap_or_default()], ..Signs::default() };
        job.purpose = job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max);
        job
    }
}

/// The pod of a step that Kubernetes runs, as the plugin is given it or as its patch.
/// (<https://buildkite.com/docs/agent/v3/agent-stack-k8s/podspec>)
fn read_pod(owner: &str, node: Node<'_>, out: &mut Collector) {
    let plugins = node.get("plugins").into_iter().flat_map(Node::items).filter_map(|plugin| plugin.get("kubernetes"));
    let pods = plugins
        .chain([node])
        .flat_map(|holder| ["podSpec", "podSpecPatch"].into_iter().filter_map(move |key| holder.get(key)));
    for pod in pods.take(MOST_PODS) {
        for key in ["containers", "initContainers", "sidecars"] {
            for (index, container) in out.listed(pod, key) {
                out.image(&format!("{owner} {key} {index}"), container.get("image"), "", &no_values);
            }
        }
    }
}

/// The most pods of one step.
const MOST_PODS: usize = 16;

/// `skip: true`, or the reason.
fn is_said(text: &str) -> bool {
    !matches!(text, "" | "false" | "null" | "~")
}

fn names(list: Node<'_>) -> Vec<String> {
    let alone = (list.is_scalar() && !list.is_null()).then_some(list);
    let name = |item: Node<'_>| item.get("step").unwrap_or(item).str().map(|name| short(name).to_owned());
    list.items().take(256).chain(alone).filter_map(name).collect()
}

/// `soft_fail: true`, or for any exit status.
fn soft_fail(node: Node<'_>) -> Option<Site> {
    let setting = node.get("soft_fail")?;
    let is_any = |item: Node<'_>| item.get("exit_status").and_then(Node::str) == Some("*");
    says_yes(Some(setting)).or_else(|| setting.items().take(64).any(is_any).then(|| value_site(setting)))
}
