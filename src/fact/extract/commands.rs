//! From documents, scripts and pipelines to the commands in them.

use std::sync::{Arc, LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::contents::Runs;
use super::embedded::Inner;
use super::format::text::TextFormat;
use super::script::Script;
use super::{Extracted, Name, command_images, format, names, pipelines, scripts};
use crate::document::Passage;
use crate::document::dockerfile::Dockerfile;
use crate::document::prose::{self, Markup, Said};
use crate::document::shell::{self, Dialect, Invocation, Joined, Word};
use crate::fact::operation::{self, Kind, Operation};
use crate::fact::{self, Command, Image, Runner};
use crate::text::{Site, Text};

/// The longest line that is kept of a command, in bytes.
const LONGEST_LINE: usize = 1000;

/// The most commands that feed one through pipes.
const MOST_FEEDING: usize = 8;

/// The most commands of one script that each of them knows of.
const MOST_IN_BLOCK: usize = 200;

/// What a text must hold before anything in it is parsed as commands.
static TOOLS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasickBuilder::new();
    builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(operation::NEEDLES).ok()
});

/// Whether a text may hold a command that changes something: it names a tool.
fn may_hold(bytes: &[u8]) -> bool {
    // If the automaton could not be built, everything is read.
    TOOLS.as_ref().is_none_or(|tools| tools.is_match(bytes))
}

/// What is read of what a text runs, where commands are asked about.
pub(super) fn runs(text: &Text, are_asked: bool) -> Runs {
    match are_asked {
        false => Runs::Nothing,
        true if may_hold(text.bytes()) => Runs::All,
        true => Runs::Pipelines,
    }
}

/// The commands of a Dockerfile.
pub(super) fn of_dockerfile(text: &Arc<Text>, dockerfile: &Dockerfile, found: &mut Extracted) {
    if may_hold(text.bytes()) {
        of_scripts(text, &scripts::of_dockerfile(dockerfile), found);
    }
}

/// Whether the documents of a YAML or JSON file have to be read for what they run, or a Dockerfile for what it does.
pub(super) fn needs_documents(text: &Text, name: &Name) -> bool {
    format::is_pipeline(name) || may_hold(text.bytes()) || holds_grant(text)
}

/// Whether a file may bind a role of a whole cluster to somebody.
pub(super) fn holds_grant(text: &Text) -> bool {
    memchr::memmem::find(text.bytes(), b"ClusterRoleBinding").is_some()
}

/// Whether a JSON file is one that holds scripts, and these name a tool.
pub(super) fn is_in_json(text: &Text) -> bool {
    let name = text.path().rendered_name();
    matches!(name.as_str(), "package.json" | "composer.json" | "deno.json" | "deno.jsonc") && may_hold(text.bytes())
}

/// What any other text says: a document, a script, a Jenkinsfile. Its commands are read if `runs` are asked about.
pub(super) fn of_text(text: &Arc<Text>, runs: bool, found: &mut Extracted) {
    let format = format::text::of(text.path(), text.bytes());
    let is_worth = runs && may_hold(text.bytes());
    match format {
        Some(TextFormat::Jenkins) => of_pipelines(text, pipelines::read_jenkins(text, runs), found),
        Some(TextFormat::Hcl) => {
            let scripts = format::hcl::read(text, is_worth, &mut found.facts);
            of_scripts(text, &scripts, found);
        }
        Some(TextFormat::Tilt) => {
            let scripts = format::tilt::read(text, &mut found.facts);
            of_scripts(text, if is_worth { &scripts } else { &[] }, found);
        }
        _ if !is_worth => {}
        Some(TextFormat::Prose(markup)) => of_prose(text, markup, found),
        Some(format) => of_scripts(text, &scripts::of_text(text, format), found),
        None => {}
    }
    if format.is_none() {
        format::unread::read(text, &mut found.facts);
    }
}

/// Takes over what pipelines say and run.
pub(super) fn of_pipelines(text: &Arc<Text>, read: pipelines::Read, found: &mut Extracted) {
    for (block, script) in read.scripts.iter().enumerate().filter(|(_, script)| may_hold(script.text.bytes())) {
        let place = Place { text, owner: &script.owner, runner: script.runner, block, said: Said::default() };
        match read.runs.get(&block) {
            Some(runs) => place.take(runs, found),
            None => place.read(&script.text, script.dialect, found),
        }
    }
    found.facts.images.append(read.images);
    found.facts.jobs.extend(read.pipelines.iter().flat_map(|pipeline| pipeline.jobs.iter().cloned()));
    found.facts.pipelines.extend(read.pipelines);
    found.facts.uses.extend(read.uses);
}

/// The commands that a text for people shows.
fn of_prose(text: &Arc<Text>, markup: Markup, found: &mut Extracted) {
    for (block, shown) in prose::blocks(text, markup, &may_hold).into_iter().enumerate() {
        let owner = shown.headings.join(" > ");
        let place = Place { text, owner: &owner, runner: Runner::Reader, block, said: shown.said };
        for passage in &shown.commands {
            place.read(passage, shown.dialect, found);
        }
    }
}

/// The commands of scripts.
fn of_scripts(text: &Arc<Text>, scripts: &[Script], found: &mut Extracted) {
    for (block, script) in scripts.iter().enumerate() {
        if may_hold(script.text.bytes()) {
            let place = Place { text, owner: &script.owner, runner: script.runner, block, said: Said::default() };
            place.read(&script.text, script.dialect, found);
        }
    }
}

/// Where commands stand.
struct Place<'a> {
    text: &'a Arc<Text>,
    owner: &'a str,
    runner: Runner,
    block: usize,
    said: Said,
}

impl Place<'_> {
    fn read(&self, passage: &Passage, dialect: Dialect, found: &mut Extracted) {
        self.take(&shell::read(passage, dialect), found);
    }

    /// Takes over what the commands of a script say.
    fn take(&self, runs: &[Invocation], found: &mut Extracted) {
        self.images(runs, found);
        if self.runner != Runner::Reader {
            found.names.extend(names::of_commands(runs));
            for (usage, text) in names::read_by_commands(runs) {
                let inner = Inner { file: self.text, owner: self.owner, passage: &text };
                inner.documents(Some(usage), &mut found.facts);
            }
        }
        let operations: Vec<_> =
            runs.iter().map(|run| operation::operation(run).or_else(|| without_lock(run))).collect();
        let changing = runs.iter().zip(&operations).filter(|(_, operation)| operation.is_some());
        let in_block: Arc<[String]> = changing.map(|(run, _)| line(run)).take(MOST_IN_BLOCK).collect();
        for (index, (run, operation)) in runs.iter().zip(operations).enumerate() {
            let Some(operation) = operation else { continue };
            let fed_by = feeding(&runs[..index], run);
            let site = Site::new(self.text, run.span);
            found.facts.commands.push(Command {
                operation: Some(operation),
                runner: self.runner,
                owner: self.owner.to_owned(),
                block: self.block,
                said: self.said,
                fed_by,
                in_block: Arc::clone(&in_block),
                line: line(run),
                site,
                run: run.clone(),
            });
        }
    }
}

impl Place<'_> {
    /// The images that the commands name. What a pipeline sets to a moving tag in a release, or in what runs, is told of the command:
    /// `pipeline/sets-mutable-tag`. (What `kubectl run` starts is not.)
    fn images(&self, runs: &[Invocation], found: &mut Extracted) {
        let place = if self.runner == Runner::Reader { fact::Place::Document } else { fact::Place::Command };
        let is_told = |image: &Image| {
            let mut words = image.owner.split(' ');
            let sets = matches!(words.next(), Some("helm" | "kubectl" | "argocd")) && words.next() == Some("set");
            let moves = image.tag.get().is_some_and(|tag| !tag.text.bytes().any(|byte| byte.is_ascii_digit()));
            moves && sets && place == fact::Place::Command
        };
        let images = command_images::of_script(runs, self.text, place);
        found.facts.images.extend(images.into_iter().filter(|image| !is_told(image)));
    }
}

/// `export TF_CLI_ARGS=-lock=false`: every later run of Terraform goes without its lock.
fn without_lock(run: &Invocation) -> Option<Operation> {
    let is_set = |name: &str, value: &Word| {
        matches!(name, "TF_CLI_ARGS" | "TF_CLI_ARGS_apply" | "TF_CLI_ARGS_destroy" | "TF_CLI_ARGS_import")
            && operation::text(value).contains("-lock=false")
    };
    let found = run.environment.iter().find(|one| is_set(&one.name, &one.value))?;
    Some(Operation {
        kind: Kind::Unlock,
        what: found.name.clone(),
        words: vec![found.name.clone()],
        remote: None,
        is_local: false,
        is_production: false,
    })
}

/// The commands whose output `run` reads, nearest first.
fn feeding(before: &[Invocation], run: &Invocation) -> Vec<Invocation> {
    let mut joined = run.joined;
    let mut feeding = Vec::new();
    for one in before.iter().rev().take(MOST_FEEDING) {
        if joined != Joined::Pipe {
            break;
        }
        feeding.push(one.clone());
        joined = one.joined;
    }
    feeding
}

/// The command as one line, quotes undone.
fn line(run: &Invocation) -> String {
    let mut line = run.program.clone();
    for word in &run.args {
        if line.len() > LONGEST_LINE {
            break;
        }
        line.push(' ');
        line.push_str(&operation::text(word));
    }
    let cut = line.char_indices().map(|(at, _)| at).find(|at| *at > LONGEST_LINE);
    line.truncate(cut.unwrap_or(line.len()));
    line
}
