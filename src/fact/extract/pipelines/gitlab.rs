//! GitLab CI: stages, jobs, what they extend and what they need.
//!
//! <https://docs.gitlab.com/ci/yaml/>

use std::collections::BTreeMap;

use super::collector::Collector;
use super::condition::{condition, says_yes, value_site};
use super::lines;
use super::name::Name;
use super::plan::{MOST_NEEDS, Needs, Plan};
use super::purpose::Signs;
use super::variables;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::format::FEW;
use crate::fact::extract::image_key;
use crate::fact::extract::place::{self, short};
use crate::fact::{Job, Place, Purpose, System};
use crate::text::{Site, Span};

/// Keys of the file that are no jobs.
const NO_JOBS: &[&str] = &[
    "after_script", "before_script", "cache", "default", "image", "include", "services", "spec", "stages", "types",
    "variables", "workflow",
];

/// The keys of a job that are scripts, in the order in which they run.
const SCRIPTS: [&str; 3] = ["before_script", "script", "after_script"];

/// The tag in front of what stands for another job's lines or rules.
const REFERENCE: &[u8] = b"!reference";

/// Keys of which a job has at least one.
const OF_JOBS: [&str; 10] =
    ["script", "trigger", "run", "extends", "stage", "rules", "only", "when", "environment", "needs"];

/// Runners on Linux read scripts with sh or bash.
const SHELL: Option<Dialect> = Some(Dialect::Posix);

/// The most jobs that one key is looked for in, through `extends`.
const MOST_EXTENDED: usize = 32;

/// The most rules of one job.
const MOST_RULES: usize = 256;

/// Whether a document looks like one of GitLab's.
pub(in crate::fact::extract) fn is_one(document: Node<'_>) -> bool {
    let is_job = |job: Node<'_>| job.get("script").is_some() && job.get("stage").is_some();
    document.get("stages").is_some_and(Node::is_sequence) && document.entries().take(FEW).any(|(_, job)| is_job(job))
}

/// Reads a file.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let config = Config::new(document);
    let mut plan = Plan::new(System::GitLab);
    let mut stages = Vec::new();
    read_includes(document, &mut plan, &mut stages, out);
    for holder in document.get("default").into_iter().chain([document]) {
        read_images("default", holder, &config, out);
        for key in ["before_script", "after_script"] {
            lines::read(&format!("default {key}"), &config.lines(holder.get(key)), SHELL, out);
        }
    }
    for (key, node) in document.entries() {
        let name = short(key.str().unwrap_or_default());
        if !node.is_mapping() || NO_JOBS.contains(&name) {
            continue;
        }
        if !out.takes_job() {
            break;
        }
        read_images(&format!("jobs {name}"), node, &config, out);
        if name.starts_with('.') {
            for key in SCRIPTS {
                lines::read(&format!("jobs {name} {key}"), &config.lines(node.get(key)), SHELL, out);
            }
        } else {
            if !OF_JOBS.iter().any(|key| node.get(key).is_some()) {
                continue;
            }
            let (job, staged) = read_job(&config, plan.job(name, key.site()), node, out);
            plan.add(job, Needs::default());
            stages.push(staged);
        }
    }
    out.pipeline(order(plan, &stages), document.span());
}

/// The images that a job, or all of them, run in and beside. (<https://docs.gitlab.com/ci/docker/using_docker_images/>)
fn read_images<'a>(owner: &str, holder: Node<'a>, config: &Config<'a>, out: &mut Collector) {
    let values = |written: &str| place::nodes(config.variable(holder, written));
    out.image(&format!("{owner} image"), holder.get("image"), "name", &values);
    for (index, service) in out.listed(holder, "services") {
        out.image(&format!("{owner} services {index}"), Some(service), "name", &values);
    }
}

/// When a job runs among the others.
struct Staged {
    /// The place of its stage, if this file says which stages there are.
    stage: Option<usize>,
    /// Whether jobs of later stages wait for it.
    blocks: bool,
    /// Whether it runs although others failed.
    outlives: bool,
    /// The names in `needs`, if there is one: then stages do not count.
    needs: Option<Vec<String>>,
}

/// The plan with what each job waits for: what it needs, else all jobs of earlier stages.
fn order(plan: Plan, stages: &[Staged]) -> Plan {
    let mut ordered = Plan::new(plan.system);
    for (job, own) in plan.jobs.into_iter().zip(stages) {
        let earlier = |(index, other): (usize, &Staged)| {
            let is_earlier = other.stage.zip(own.stage).is_some_and(|(other, own)| other < own);
            (is_earlier && other.blocks).then_some(index)
        };
        let needs = match &own.needs {
            _ if own.outlives => Needs::default(),
            Some(names) => Needs { names: names.clone(), ..Needs::default() },
            None => Needs { jobs: stages.iter().enumerate().filter_map(earlier).collect(), ..Needs::default() },
        };
        ordered.add(job, needs);
    }
    ordered
}

/// GitLab's own templates bring jobs that scan.
fn read_includes(document: Node<'_>, plan: &mut Plan, stages: &mut Vec<Staged>, out: &mut Collector) {
    let include = document.get("include");
    for entry in include.into_iter().flat_map(|list| list.items().chain(list.is_mapping().then_some(list))) {
        read_inputs(entry, out);
        let Some(template) = entry.get("template").filter(|template| template.is_scalar()) else { continue };
        if !out.takes_job() {
            return;
        }
        let path = short(template.str().unwrap_or_default());
        let name = path.rsplit('/').next().unwrap_or(path);
        let name = name.strip_suffix(".gitlab-ci.yml").unwrap_or(name);
        let scans = path.starts_with("Security/") || Name::of(name).scans();
        let mut job = plan.job(name, value_site(template));
        job.purpose = if scans { Purpose::Scan } else { Purpose::Other };
        if scans {
            plan.add(job, Needs::default());
            stages.push(Staged { stage: None, blocks: false, outlives: false, needs: Some(Vec::new()) });
        }
    }
}

/// The images that a component or a template is given.
fn read_inputs(include: Node<'_>, out: &mut Collector) {
    let owner =
        ["component", "local", "project", "remote"].iter().find_map(|key| include.get(key)?.str()).unwrap_or_default();
    for (name, input) in out.listed(include, "inputs") {
        if image_key::is_one(&name) && input.is_scalar() {
            let image = place::whole(format!("include {} {name}", short(owner)), Place::Pipeline, input);
            out.read.images.extend(image.filter(image_key::is_likely));
        }
    }
}

fn read_job(config: &Config<'_>, mut job: Job, node: Node<'_>, out: &mut Collector) -> (Job, Staged) {
    for key in SCRIPTS {
        let owner = format!("jobs {} {key}", job.name);
        job.steps.extend(lines::read(&owner, &config.lines(config.get(node, key)), SHELL, out));
    }
    let timing = Timing::read(config, node);
    let stage = config.get(node, "stage").and_then(Node::str).unwrap_or("test");
    job.purpose = purpose(config, node, stage, &mut job);
    let decides = config.get(node, "rules").or(config.get(node, "only")).or(timing.when);
    job.condition = decides.and_then(condition);
    (job.never, job.manual, job.may_fail) = (timing.never, timing.manual, timing.may_fail);
    let (stage, needs) = (config.order(stage), config.needs(node));
    (job, Staged { stage, blocks: timing.blocks, outlives: timing.outlives, needs })
}

/// The purpose of a job, which learns its environment.
fn purpose(config: &Config<'_>, node: Node<'_>, stage: &str, job: &mut Job) -> Purpose {
    let environment = config.get(node, "environment");
    let name = environment.and_then(|environment| environment.get("name").or(Some(environment))).and_then(Node::str);
    let action = environment.and_then(|environment| environment.get("action")).and_then(Node::str).unwrap_or("start");
    job.environment = name.map(|name| short(name).to_owned());
    let signs = Signs {
        names: [&job.name, stage, ""],
        environment: name.filter(|_| action == "start"),
        action: config.get(node, "trigger").and_then(trigger),
        ..Signs::default()
    };
    let own = if action == "stop" { Purpose::Other } else { signs.purpose() };
    job.steps.iter().map(|step| step.purpose).fold(own, Purpose::max)
}

/// The pipeline that a job starts.
fn trigger(node: Node<'_>) -> Option<&str> {
    let include = node.get("include");
    let local = include.and_then(|include| include.items().next().unwrap_or(include).get("local").or(Some(include)));
    local.or_else(|| node.get("project")).unwrap_or(node).str()
}

/// When a job runs, and what its failure means.
#[derive(Default)]
struct Timing<'a> {
    when: Option<Node<'a>>,
    never: Option<Site>,
    manual: Option<Site>,
    may_fail: Option<Site>,
    blocks: bool,
    outlives: bool,
}

impl<'a> Timing<'a> {
    fn read(config: &Config<'a>, node: Node<'a>) -> Self {
        let when = config.get(node, "when");
        let allows = config.get(node, "allow_failure");
        let mut timing = Self { when, may_fail: says_yes(allows), blocks: true, ..Self::default() };
        let said = |node: Option<Node<'a>>, word: &str| node.filter(|node| node.str() == Some(word)).map(value_site);
        match config.get(node, "rules").filter(|rules| rules.is_sequence()) {
            Some(rules) => timing.read_rules(&config.rules(rules), when),
            None => {
                timing.never = said(when, "never");
                timing.manual = said(when, "manual");
                // A manual job of this kind is one that nobody waits for, unless it says otherwise.
                timing.blocks = timing.manual.is_none() || allows.and_then(Node::str) == Some("false");
                timing.outlives = when.and_then(Node::str).is_some_and(|when| matches!(when, "always" | "on_failure"));
            }
        }
        timing.blocks &= timing.never.is_none();
        timing
    }

    /// The first rule that holds decides. What all of them say is certain; what one says about a person is worth telling.
    fn read_rules(&mut self, rules: &[Node<'a>], default: Option<Node<'a>>) {
        let mut running = 0;
        let mut tolerant = 0;
        let mut optional = 0;
        for rule in rules {
            let when = rule.get("when").or(default);
            let text = when.and_then(Node::str).unwrap_or("on_success");
            let is_open =
                rule.entries().all(|(key, _)| matches!(key.str(), Some("when" | "allow_failure" | "variables")));
            if text == "never" {
                self.never = self.never.take().or(when.map(value_site));
                if is_open {
                    break;
                }
                continue;
            }
            running += 1;
            let may_fail = says_yes(rule.get("allow_failure"));
            tolerant += usize::from(may_fail.is_some());
            optional += usize::from(may_fail.is_some() && text == "manual");
            self.may_fail = self.may_fail.take().or(may_fail);
            if text == "manual" {
                self.manual = self.manual.take().or(when.map(value_site));
            }
            self.outlives |= text == "always" && is_open && running == 1;
        }
        self.never = self.never.take().filter(|_| running == 0);
        self.may_fail = self.may_fail.take().filter(|_| running > 0 && (tolerant == 0 || tolerant == running));
        self.blocks = running == 0 || optional < running;
    }
}

/// The jobs of a file by their names, and the order of its stages.
struct Config<'a> {
    root: Node<'a>,
    jobs: BTreeMap<&'a str, Node<'a>>,
    stages: BTreeMap<&'a str, usize>,
}

impl<'a> Config<'a> {
    fn new(root: Node<'a>) -> Self {
        let jobs = root.entries().filter_map(|(key, node)| Some((key.str()?, node))).collect();
        let listed: Vec<_> = root.get("stages").into_iter().flat_map(Node::items).filter_map(Node::str).collect();
        let listed = if listed.is_empty() { vec!["build", "test", "deploy"] } else { listed };
        let stages = listed.into_iter().enumerate().map(|(index, stage)| (stage, index + 1)).collect();
        Self { root, jobs, stages }
    }

    /// The values of a variable, given as it is written: the job's own, those of its matrix, the file's; of an input its default.
    fn variable(&self, job: Node<'a>, written: &str) -> Vec<Node<'a>> {
        if written.starts_with("$[[") {
            let header = self.root.file().documents().next().and_then(|header| header.get("spec"));
            let inputs = header.and_then(|spec| spec.get("inputs"));
            return variables::last_name(written).map(|name| variables::values(inputs, name)).unwrap_or_default();
        }
        let Some(name) = variables::shell_name(written) else { return Vec::new() };
        let rows = job.get("parallel").and_then(|parallel| parallel.get("matrix")).into_iter().flat_map(Node::items);
        let varied: Vec<_> = rows.take(MOST_RULES).flat_map(|row| variables::values(Some(row), name)).collect();
        let own = || variables::values(job.get("variables"), name);
        let of_file = || variables::values(self.root.get("variables"), name);
        [varied, own(), of_file()].into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The place of a stage among the others.
    fn order(&self, stage: &str) -> Option<usize> {
        match stage {
            ".pre" => Some(0),
            ".post" => Some(usize::MAX),
            _ => self.stages.get(stage).copied(),
        }
    }

    /// The value of a job's key: its own, or that of what it extends, or the default.
    fn get(&self, job: Node<'a>, key: &str) -> Option<Node<'a>> {
        let mut open = vec![job];
        for _ in 0..MOST_EXTENDED {
            let Some(job) = open.pop() else { break };
            if let Some(value) = job.get(key) {
                return Some(value);
            }
            // Of several, the last one counts.
            let extends = job.get("extends");
            let alone = extends.filter(|extends| extends.is_scalar());
            let names = extends.into_iter().flat_map(Node::items).take(MOST_EXTENDED).chain(alone);
            open.extend(names.filter_map(|name| self.jobs.get(name.str()?).copied()));
        }
        let default = || self.root.get("default").and_then(|default| default.get(key));
        matches!(key, "before_script" | "after_script").then(|| default().or_else(|| self.root.get(key)))?
    }

    /// The lines of a script; `!reference [.job, script]` stands for another's.
    fn lines(&self, script: Option<Node<'a>>) -> Vec<Node<'a>> {
        lines::lines_with(script, &|node| self.referenced(node))
    }

    /// The rules of a list, and of those that it refers to.
    fn rules(&self, list: Node<'a>) -> Vec<Node<'a>> {
        let list = self.referenced(list).unwrap_or(list);
        let items = list.items().take(MOST_RULES).flat_map(|rule| {
            let rule = self.referenced(rule).unwrap_or(rule);
            rule.items().chain(rule.is_mapping().then_some(rule))
        });
        items.take(MOST_RULES).collect()
    }

    fn referenced(&self, node: Node<'a>) -> Option<Node<'a>> {
        let site = node.site();
        let start = site.span.start.saturating_sub(2 * REFERENCE.len());
        let before = site.text.slice(Span::new(start, site.span.start)).trim_ascii_end();
        if !node.is_sequence() || !before.ends_with(REFERENCE) {
            return None;
        }
        let mut keys = node.items().filter_map(Node::str);
        let job = self.jobs.get(keys.next()?).copied()?;
        keys.take(4).try_fold(job, |node, key| self.get(node, key))
    }

    /// The jobs that `needs` names; nothing if there is no `needs`.
    fn needs(&self, job: Node<'a>) -> Option<Vec<String>> {
        let needs = self.get(job, "needs").filter(|needs| needs.is_sequence())?;
        let is_here = |need: &Node<'_>| need.get("pipeline").is_none() && need.get("project").is_none();
        let name = |need: Node<'a>| need.get("job").unwrap_or(need).str();
        Some(
            needs
                .items()
                .take(MOST_NEEDS)
                .filter(is_here)
                .filter_map(name)
                .map(|name| short(name).to_owned())
                .collect(),
        )
    }
}
