//! What the readers put together: every script once, jobs and steps in bounds.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Read;
use super::condition::{first_line, value_site};
use super::drone::Drone;
use super::plan::Plan;
use super::tools::{self, Tools};
use crate::document::Passage;
use crate::document::shell::{self, Dialect};
use crate::document::yaml::Node;
use crate::fact::extract::place::{self, Values, short};
use crate::fact::extract::script::Script;
use crate::fact::extract::walk::{Once, Roles};
use crate::fact::reference::Spliced;
use crate::fact::{Image, Pipeline, Place, Purpose, Runner, Stands, Step};
use crate::text::{Site, Span, Text};

/// The most jobs, steps and names of jobs waited for that are read of one file. Aliases may make millions of a few lines.
const MOST_JOBS: usize = 2_000;
const MOST_STEPS: usize = 20_000;
const MOST_WAITS: usize = 200_000;

/// All that is read of one file.
pub(in crate::fact::extract) struct Collector {
    text: Arc<Text>,
    pub(super) read: Read,
    /// What each script is seen to do, by its place.
    known: BTreeMap<Span, Tools>,
    told: Once,
    /// Whether anybody asks what is run; else only images and places of secrets are read.
    reads_runs: bool,
    /// The lists that were read, each in its role: many jobs may name one by an alias.
    lists: Roles,
    /// What Drone's documents have said so far.
    pub(super) drone: Option<Drone>,
    jobs: usize,
    steps: usize,
    waits: usize,
    /// Bytes of words in lists that are still read: aliases may repeat one without end.
    bytes: usize,
}

impl Collector {
    pub(in crate::fact::extract) fn new(text: &Arc<Text>, reads_runs: bool) -> Self {
        let (text, read) = (Arc::clone(text), Read::default());
        let (known, told, lists) = (BTreeMap::new(), Once::default(), Roles::default());
        let bytes = text.bytes().len().saturating_mul(4).saturating_add(4_096);
        let [jobs, steps, waits] = [MOST_JOBS, MOST_STEPS, MOST_WAITS];
        Self { text, read, known, told, reads_runs, lists, drone: None, jobs, steps, waits, bytes }
    }

    /// How much was read so far.
    pub(in crate::fact::extract) fn count(&self) -> usize {
        self.read.pipelines.len() + self.read.scripts.len()
    }

    /// All that was read.
    pub(in crate::fact::extract) fn close(mut self) -> Read {
        if let Some(drone) = self.drone.take() {
            drone.finish(&mut self);
        }
        if !self.reads_runs {
            (self.read.pipelines, self.read.uses) = Default::default();
        }
        self.read
    }

    /// A place in the file.
    pub(super) fn site(&self, span: Span) -> Site {
        Site::new(&self.text, span)
    }

    /// Whether `node`, or what it is an alias of, was not told yet.
    pub(super) fn is_new(&mut self, node: Node<'_>) -> bool {
        self.told.is_new(node)
    }

    /// Whether one more job is read.
    pub(super) fn takes_job(&mut self) -> bool {
        self.jobs = self.jobs.saturating_sub(1);
        self.jobs > 0
    }

    /// Whether one more step is read.
    pub(super) fn takes_step(&mut self) -> bool {
        self.steps = self.steps.saturating_sub(1);
        self.steps > 0
    }

    /// Whether one more word of a list is read.
    pub(super) fn takes_bytes(&mut self, word: Node<'_>) -> bool {
        let length = word.str().map_or(1, |text| text.len().max(1));
        let left = self.bytes.checked_sub(length);
        self.bytes = left.unwrap_or_default();
        left.is_some()
    }

    /// Tells the script that a scalar holds, if it was not told before; what it is seen to do. Without a dialect it is none for a
    /// shell.
    pub(super) fn scalar(&mut self, owner: &str, node: Node<'_>, dialect: Option<Dialect>) -> Tools {
        let Some(dialect) = dialect.filter(|_| node.is_scalar() && !node.is_null()) else { return Tools::default() };
        match self.known.get(&node.value_span()) {
            Some(tools) => tools.clone(),
            None => self.script(owner, node.value_span(), Passage::of_scalar(node), dialect),
        }
    }

    /// Tells a script that is known by `place`, if it was not told before; what it is seen to do.
    pub(super) fn script(&mut self, owner: &str, place: Span, text: Passage, dialect: Dialect) -> Tools {
        if let Some(tools) = self.known(place) {
            return tools;
        }
        if !self.reads_runs {
            return Tools::default();
        }
        let runs = shell::read(&text, dialect);
        let tools = tools::of(&runs, text.bytes(), self.text.bytes());
        self.known.insert(place, tools.clone());
        // Who asks for the commands need not read the script once more.
        self.read.runs.insert(self.read.scripts.len(), runs);
        self.tell(owner, text, dialect);
        tools
    }

    /// Tells a script, if anybody asks.
    pub(super) fn tell(&mut self, owner: &str, text: Passage, dialect: Dialect) {
        if !self.reads_runs {
            return;
        }
        self.read.scripts.push(Script { owner: owner.to_owned(), text, dialect, runner: Runner::Pipeline });
    }

    /// What a script is seen to do, once for each place.
    pub(super) fn look(&mut self, place: Span, text: &Passage, dialect: Dialect) -> Tools {
        if !self.reads_runs {
            return Tools::default();
        }
        let file = self.text.bytes();
        self.known.entry(place).or_insert_with(|| tools::look(text, dialect, file)).clone()
    }

    /// What the script known by `place` is seen to do.
    pub(super) fn known(&self, place: Span) -> Option<Tools> {
        self.known.get(&place).cloned()
    }

    /// Tells the images that `node` names, or its key `key` if it has keys. `values` knows what variables stand for, given as they are
    /// written.
    pub(super) fn image<'a>(&mut self, owner: &str, node: Option<Node<'a>>, key: &str, values: &Values<'_, 'a>) {
        let named = node.and_then(|node| if node.is_mapping() { node.get(key) } else { Some(node) });
        let Some(node) = named.filter(|node| node.is_scalar() && !self.read.images.overflows()) else { return };
        self.read.images.extend(place::with_values(owner, Place::Pipeline, node, values));
    }

    /// Tells the image behind `docker://`; one that an expression decides is not known.
    pub(super) fn docker_url(&mut self, owner: &str, node: Node<'_>) {
        const SCHEME: &str = "docker://";
        let Some(rest) = node.str().and_then(|text| text.strip_prefix(SCHEME)) else { return };
        let site = node.site().with_span(node.part(SCHEME.len()..SCHEME.len() + rest.len()));
        let mut spliced = Spliced::default();
        if rest.contains("${{") {
            spliced.push_unknown(site.clone());
        } else {
            spliced.push(rest, site.clone());
        }
        let image = place::from_spliced(owner.to_owned(), Place::Pipeline, node, &spliced);
        self.read.images.extend(image.map(|image| Image { site, ..image }));
    }

    /// The items below `key` of `holder`, or its values by their names, where they were not read yet.
    pub(super) fn listed<'a>(&mut self, holder: Node<'a>, key: &'static str) -> Vec<(String, Node<'a>)> {
        let Some(list) = holder.get(key).filter(|list| self.lists.is_new(key, *list)) else { return Vec::new() };
        let named = list.entries().map(|(name, value)| (short(name.str().unwrap_or_default()).to_owned(), value));
        named.chain(list.items().enumerate().map(|(index, item)| (index.to_string(), item))).collect()
    }

    /// Marks the environment of a job or a step: what is secret in it is a developer's, not production's.
    pub(super) fn environment(&mut self, holder: Node<'_>, key: &'static str) {
        if let Some(environment) = holder.get(key).filter(|node| !node.is_scalar() && self.lists.is_new("env", *node)) {
            self.read.places.push((environment.value_span(), Stands::DevelopmentEnvironment));
        }
    }

    /// A step with this name, or the first words of its script.
    pub(super) fn step(&self, name: &str, purpose: Purpose, tools: &Tools, site: Site) -> Step {
        let name = if name.is_empty() { tools.first.clone() } else { short(name).to_owned() };
        Step {
            name,
            purpose,
            condition: None,
            never: None,
            may_fail: tools.swallowed.map(|span| self.site(span)),
            pushes: tools.pushes.map(|span| self.site(span)),
            site,
        }
    }

    /// Tells a pipeline, unless it has no jobs.
    pub(super) fn pipeline(&mut self, plan: Plan, whole: Span) {
        let (system, site) = (plan.system, first_line(&self.site(whole)));
        let jobs = plan.close(&mut self.waits);
        if !jobs.is_empty() {
            self.read.pipelines.push(Pipeline { system, jobs, site });
        }
    }
}

/// Where a job or a step stands: its name, or its first key.
pub(super) fn site_of(node: Node<'_>) -> Site {
    let first = || node.entries().next().map(|(key, _)| key.site());
    node.get("name").map(value_site).or_else(first).unwrap_or_else(|| node.site())
}
