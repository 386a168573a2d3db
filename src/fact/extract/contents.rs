//! What the formats read of a file's documents, each document walked once.

use std::rc::Rc;

use super::Neighbours;
use super::format::kubernetes::Parameters;
use super::format::{self, Name};
use super::pipelines::{self, Collector};
use super::script::Script;
use super::secrets::Places;
use crate::document::yaml::{Node, Yaml};
use crate::fact::Facts;
use crate::text::RepoPath;

/// What is read of what a file runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    /// Nothing: nobody asks.
    Nothing,
    /// Its pipelines alone: it names no tool that changes anything.
    Pipelines,
    /// Also the scripts of whatever else it is.
    All,
}

/// All that is read of one file, and what stands around it.
pub(super) struct Contents<'a> {
    yaml: &'a Yaml,
    /// The files beside it.
    pub(super) neighbours: &'a dyn Neighbours,
    /// Images, remote sources, rights and policies.
    pub(super) facts: Facts,
    /// Pipelines: their jobs, and what these run, use and pull.
    pub(super) pipelines: Collector,
    /// The places in which a secret means more than itself.
    pub(super) places: Places<'a>,
    /// The scripts of what is no pipeline.
    scripts: Vec<Script>,
    /// Whether these are read.
    reads_scripts: bool,
    parameters: Option<Rc<Parameters<'a>>>,
}

impl<'a> Contents<'a> {
    /// Reads all documents of a file.
    pub(super) fn read(yaml: &'a Yaml, name: &Name, runs: Runs, neighbours: &'a dyn Neighbours) -> Self {
        let text = yaml.text();
        let mut contents = Self {
            yaml,
            neighbours,
            facts: Facts::default(),
            pipelines: Collector::new(text, runs != Runs::Nothing),
            places: Places::default(),
            scripts: Vec::new(),
            reads_scripts: runs == Runs::All,
            parameters: None,
        };
        for document in yaml.documents() {
            let (jobs, scripts) = (contents.pipelines.count(), contents.scripts.len());
            format::of(name, document).for_each(|format| (format.read)(document, &mut contents));
            // What a pipeline runs is read as such alone.
            if contents.pipelines.count() > jobs {
                contents.scripts.truncate(scripts);
            }
        }
        contents
    }

    /// The path of the file.
    pub(super) fn path(&self) -> &'a RepoPath {
        self.yaml.text().path()
    }

    /// Reads the scripts of a document with `read`.
    pub(super) fn scripts(&mut self, document: Node<'_>, read: fn(Node<'_>, &mut Vec<Script>)) {
        if self.reads_scripts {
            read(document, &mut self.scripts);
        }
    }

    /// What there is to add to: facts, places of secrets, and scripts, where somebody reads them.
    pub(super) fn parts(&mut self) -> (&mut Facts, &mut Places<'a>, Option<&mut Vec<Script>>) {
        (&mut self.facts, &mut self.places, self.reads_scripts.then_some(&mut self.scripts))
    }

    /// The parameters of the objects in the file, which are gathered once.
    pub(super) fn parameters(&mut self) -> Rc<Parameters<'a>> {
        let yaml = self.yaml;
        Rc::clone(self.parameters.get_or_insert_with(|| Rc::new(Parameters::of(yaml))))
    }

    /// What was read: the facts, what runs, and the places of secrets.
    pub(super) fn close(mut self) -> (Facts, pipelines::Read, Places<'a>) {
        let mut runs = self.pipelines.close();
        runs.scripts.append(&mut self.scripts);
        self.places.extend(std::mem::take(&mut runs.places));
        self.facts.images.append(std::mem::take(&mut runs.images));
        self.facts.retentions.append(std::mem::take(&mut runs.retentions));
        (self.facts, runs, self.places)
    }
}
