//! A command that somebody is to run: a person who reads a document or starts a script, or a pipeline.

use std::sync::Arc;

use super::operation::{self, Operation};
use super::{Fact, wording};
use crate::change::Identity;
use crate::document::prose::Said;
use crate::document::shell::{Invocation, Through};
use crate::text::Site;

/// Who is meant to run it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Runner {
    /// A reader of a document, of a pull request's text, of a runbook.
    Reader,
    /// A person who starts a script, a make target, a task.
    Script,
    /// A pipeline: a workflow, a CI job.
    Pipeline,
    /// The build of an image.
    Build,
    /// A machine at its start: cloud-init, systemd, an Ansible play.
    Machine,
}

/// A command in a file.
#[derive(Clone, Debug)]
pub struct Command {
    /// What is run.
    pub run: Invocation,
    /// What it changes. Commands that change nothing are no facts, unless a pipeline runs them.
    pub operation: Option<Operation>,
    /// Who runs it.
    pub runner: Runner,
    /// Where in its file, by names: `Deploy > Rollback`, `target deploy`, `jobs deploy steps 3`.
    pub owner: String,
    /// The block that shows it: commands of one block are reported together. Counted through the file.
    pub block: usize,
    /// What the text around it says about it; nothing outside documents.
    pub said: Said,
    /// The commands that feed it through pipes, nearest first: `curl … | kubectl apply -f -`.
    pub fed_by: Vec<Invocation>,
    /// What else its block runs, each as one line: those commands that change something, itself among them.
    pub in_block: Arc<[String]>,
    /// Its words as one line, quotes undone, for messages and for telling it from others.
    pub line: String,
    /// The command.
    pub site: Site,
}

impl Command {
    /// All that decides what it does and its line does not show: where it runs, with which environment, what it is given to read.
    fn around(&self) -> String {
        let hosts = self.run.through.iter().filter_map(|through| match through {
            Through::Remote(host) => Some(operation::text(host).into_owned()),
            _ => None,
        });
        let environment =
            self.run.environment.iter().map(|one| format!("{}={}", one.name, operation::text(&one.value)));
        let inputs = self.run.redirects.iter().map(|redirect| {
            let body = redirect.body.as_ref().map(|body| String::from_utf8_lossy(body.bytes()));
            format!("{} {} {}", redirect.operator, operation::text(&redirect.target), body.unwrap_or_default())
        });
        hosts.chain(environment).chain(inputs).collect::<Vec<_>>().join("\n")
    }
}

/// By what it says: a command that is edited is another.
impl Identity for Command {
    type Key = String;

    fn key(&self) -> String {
        self.line.clone()
    }
}

impl Fact for Command {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        wording::is_same(&other.line, &self.line) && self.said == other.said
    }

    fn may_move(&self) -> bool {
        true
    }

    /// An instruction is the same in whichever document it stands.
    fn statement(&self) -> Option<String> {
        Some(format!("{:?} {}\n{}", self.runner, wording::without_versions(&self.line), self.around()))
    }

    fn by_value(&self) -> Option<String> {
        Some(format!("{:?} {}\n{}", self.runner, wording::outline(&self.line), self.around()))
    }

    fn may_have_been(&self, before: &Self) -> bool {
        wording::is_same(&before.line, &self.line)
    }

    fn block(&self) -> Option<usize> {
        matches!(self.runner, Runner::Reader | Runner::Script).then_some(self.block)
    }
}
