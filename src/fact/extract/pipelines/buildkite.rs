//! Buildkite.
//!
//! <https://buildkite.com/docs/pipelines/configure/step-types>

use super::collector::{Collector, site_of};
use super::condition::{condition, says_yes, value_site};
use super::lines;
use super::plan::{Needs, Plan};
use super::purpose::Signs;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::has_item;
use crate::fact::extract::place::short;
use crate::fact::{Job, Purpose, System};
use crate::text::Site;

/// Whether a document looks like a pipeline of Buildkite's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    ["command", "commands"].iter().any(|key| has_item(document, "steps", &["label", key]))
}

/// Reads a pipeline.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let mut reader = Reader { plan: Plan::new(System::Other("Buildkite")), before: Vec::new(), since: Vec::new() };
    let steps = document.get("steps").or_else(|| document.is_sequence().then_some(document));
    for step in steps.into_iter().flat_map(Node::items) {
        reader.step(step, out);
        for inner in step.get("steps").filter(|_| step.get("group").is_some()).into_iter().flat_map(Node::items) {
            reader.step(inner, out);
        }
    }
    out.pipeline(reader.plan, document.span());
}

struct Reader {
    plan: Plan,
    /// The jobs before the last `wait` or `block`, for which all behind it wait.
    before: Vec<usize>,
    /// Those since.
    since: Vec<usize>,
}

impl Reader {
    fn step(&mut self, node: Node<'_>, out: &mut Collector) {
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

    fn read(&self, node: Node<'_>, gate: Option<Node<'_>>, out: &mut Collector) -> Job {
        let text = |key: &str| node.get(key).and_then(Node::str).map(short);
        let title = text("label").or_else(|| text("name")).or_else(|| gate?.str().map(short));
        let commands = lines::lines(node.get("commands").or_else(|| node.get("command")));
        let first = commands.first().and_then(|line| line.str()).map(short).unwrap_or_default();
        let name = text("key").or_else(|| text("id")).or(title).unwrap_or(first);
        let mut job = self.plan.job(name, site_of(node));
        job.site = ["label", "key", "block"].into_iter().find_map(|key| node.get(key)).map_or(job.site, value_site);
        job.steps = lines::read(&format!("steps {name}"), &commands, Some(Dialect::Posix), out);
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
