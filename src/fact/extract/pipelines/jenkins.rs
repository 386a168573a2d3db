//! Jenkins: declarative and scripted pipelines, stages as jobs.
//!
//! <https://www.jenkins.io/doc/book/pipeline/syntax/>

use std::sync::Arc;

use super::agents;
use super::collector::Collector;
use super::condition::{cut, is_never};
use super::dialect_of;
use super::plan::{Needs, Plan};
use super::purpose::Signs;
use super::tools::Tools;
use bstr::ByteSlice;

use crate::document::Passage;
use crate::document::groovy::{self, Call, Groovy, Value};
use crate::document::shell::Dialect;
use crate::fact::extract::place::short;
use crate::fact::{Job, Part, Purpose, Step, System};
use crate::text::{Site, Span, Text};

/// Whether Groovy is a Jenkinsfile, a step of a library, or holds a pipeline.
pub(super) fn is_one(text: &Text) -> bool {
    let path = text.path();
    let name = path.rendered_name();
    let is_in = |folder: &[u8]| path.parent().as_bstr().split_str("/").any(|part| part.eq_ignore_ascii_case(folder));
    let holds = |words: &[u8]| text.bytes().contains_str(words);
    !name.ends_with(".groovy")
        || name.starts_with("jenkinsfile")
        || is_in(b"vars")
        || is_in(b"jenkins")
        || holds(b"pipeline {")
        || holds(b"pipeline{")
}

/// Reads a Jenkinsfile or a part of one.
pub(super) fn read(text: &Arc<Text>, out: &mut Collector) {
    let groovy = groovy::read(text.bytes());
    agents::read(text, &groovy, out);
    let children = groovy.children();
    let mut reader = Reader { text, groovy: &groovy, children: &children, plan: Plan::new(System::Jenkins), out };
    let around = Around { owner: "pipeline".to_owned(), ..Around::default() };
    reader.scope(groovy.calls.len(), &around, Vec::new());
    let Reader { mut plan, out, .. } = reader;
    plan.jobs.iter_mut().for_each(sum_up);
    out.pipeline(plan, Span::new(0, text.bytes().len()));
}

/// What the steps of a stage say about it.
fn sum_up(job: &mut Job) {
    job.purpose = job.steps.iter().map(|step| step.purpose).fold(job.purpose, Purpose::max);
    // Where nothing in it can fail, it cannot.
    if job.steps.iter().all(|step| step.may_fail.is_some()) {
        let first = job.steps.first().and_then(|step| step.may_fail.clone());
        job.may_fail = job.may_fail.take().or(first);
    }
}

/// What holds for all that stands in a closure.
#[derive(Clone, Default)]
struct Around {
    /// The stage, by its place in the plan.
    job: Option<usize>,
    owner: String,
    condition: Option<Part>,
    never: Option<Site>,
    may_fail: Option<Site>,
    manual: Option<Site>,
}

struct Reader<'a> {
    text: &'a Arc<Text>,
    groovy: &'a Groovy,
    children: &'a [Vec<usize>],
    plan: Plan,
    out: &'a mut Collector,
}

impl<'a> Reader<'a> {
    /// Reads the calls in `holder`, in front of which the jobs `before` must be done; the jobs that must be done behind it. Calls nest
    /// no deeper than the reader of Groovy lets them.
    fn scope(&mut self, holder: usize, around: &Around, mut before: Vec<usize>) -> Vec<usize> {
        let mut around = around.clone();
        let calls = &self.children[holder];
        for (place, &index) in calls.iter().enumerate() {
            let call = &self.groovy.calls[index];
            let name = if call.is_closure { "" } else { call.name.as_str() };
            match name {
                "stage" if !call.arguments.is_empty() => {
                    before = self.stage(index, &around, before);
                    // `stage 'Build'` without a closure: what follows is in it.
                    if call.body.is_none() && self.children[index].is_empty() {
                        around.job = self.plan.jobs.len().checked_sub(1);
                        around.owner = self.plan.jobs.last().map(owner_of).unwrap_or_default();
                    }
                }
                "parallel" => before = self.parallel(index, &around, &before),
                "when" | "environment" | "agent" | "options" | "parameters" | "triggers" | "tools"
                    if call.body.is_some() => {}
                "input" => {
                    let manual = Some(self.site(call.name_span));
                    if let Some(job) = around.job {
                        self.plan.jobs[job].manual = manual.clone();
                    }
                    around.manual = manual;
                    self.scope(index, &around, Vec::new());
                }
                "sh" | "bat" | "powershell" | "pwsh" | "sshCommand" => {
                    self.script(call, &around);
                    self.scope(index, &around, Vec::new());
                }
                "push" if self.is_of_docker(call) => self.push(call, &around),
                "build" if call.receiver.is_none() && call.named(self.bytes(), "job").is_some() => {
                    self.trigger(call, &around)
                }
                _ if self.children[index].is_empty() => {}
                _ => {
                    let inner = self.inside(call, calls.get(place + 1).map(|next| &self.groovy.calls[*next]), &around);
                    before = self.scope(index, &inner, before);
                }
            }
        }
        before
    }

    /// What holds in the closure of a call that is no step.
    fn inside(&self, call: &Call, next: Option<&Call>, around: &Around) -> Around {
        let mut inner = around.clone();
        match call.name.as_str() {
            "catchError" | "warnError" => inner.may_fail = Some(self.site(call.name_span)),
            // A failure that is caught and not thrown again is none.
            "try" if next.is_some_and(|next| self.swallows(next)) => inner.may_fail = Some(self.site(call.name_span)),
            "if" => {
                inner.condition = call.parentheses.map(|span| self.part(span)).or(inner.condition);
                let never = inner.condition.as_ref().filter(|part| is_never(&part.text)).map(|part| part.site.clone());
                inner.never = inner.never.or(never);
            }
            _ => {}
        }
        inner
    }

    fn swallows(&self, call: &Call) -> bool {
        let body = call.body.map(|body| self.text.slice(body)).unwrap_or_default();
        let holds = |word: &[u8]| memchr::memmem::find(body, word).is_some();
        call.name == "catch" && !holds(b"throw") && !holds(b"error") && !holds(b"FAILURE") && !holds(b"UNSTABLE")
    }

    /// A stage is a job that waits for all that was done before it.
    fn stage(&mut self, index: usize, around: &Around, before: Vec<usize>) -> Vec<usize> {
        if !self.out.takes_job() {
            return before;
        }
        let call = &self.groovy.calls[index];
        let value = call.named(self.bytes(), "name").or_else(|| call.first());
        let site = self.site(value.map_or(call.name_span, Value::span));
        let name = value.map(|value| self.said(value)).unwrap_or_default();
        let mut job = self.plan.job(short(&name), site);
        let mut inner = Around { owner: owner_of(&job), ..around.clone() };
        self.read_settings(index, &mut inner);
        job.environment = self.environment(index);
        (job.condition, job.never) = (inner.condition.clone(), inner.never.clone());
        (job.may_fail, job.manual) = (inner.may_fail.clone(), inner.manual.clone());
        let signs = Signs { names: [&job.name, "", ""], environment: job.environment.as_deref(), ..Signs::default() };
        job.purpose = signs.purpose();
        let at = self.plan.add(job, Needs { jobs: before.clone(), ..Needs::default() });
        inner.job = Some(at);
        let mut done = self.scope(index, &inner, before);
        done.push(at);
        done.sort_unstable();
        done.dedup();
        done
    }

    /// The branches wait for what was done before, not for one another.
    fn parallel(&mut self, index: usize, around: &Around, before: &[usize]) -> Vec<usize> {
        let mut done = Vec::new();
        let mut is_passed = false;
        for &branch in &self.children[index] {
            let call = &self.groovy.calls[branch];
            let after = if call.name == "stage" && !call.is_closure {
                self.stage(branch, around, before.to_vec())
            } else {
                self.scope(branch, around, before.to_vec())
            };
            // Behind a branch without a stage stands all that was done before, and there may be many such branches.
            if after == before {
                is_passed = true;
            } else {
                done.extend(after);
            }
        }
        if is_passed || done.is_empty() {
            done.extend_from_slice(before);
        }
        done.sort_unstable();
        done.dedup();
        done
    }

    /// `when`, and what a stage's `input` and `options` say.
    fn read_settings(&self, stage: usize, inner: &mut Around) {
        for &index in &self.children[stage] {
            let call = &self.groovy.calls[index];
            if call.name == "when"
                && let Some(body) = call.body
            {
                inner.condition = Some(self.part(body));
                inner.never = self.never(index).or(inner.never.take());
            }
        }
    }

    /// `expression { false }`, also in `allOf`.
    fn never(&self, holder: usize) -> Option<Site> {
        self.children[holder].iter().find_map(|&index| {
            let call = &self.groovy.calls[index];
            match (call.name.as_str(), call.body) {
                ("expression", Some(body)) => {
                    let part = self.part(body);
                    // What a closure says last is what it gives back.
                    let last = part.text.rsplit(['\n', ';']).map(str::trim).find(|line| !line.is_empty())?;
                    let text = Some(last).filter(|_| part.text.matches("return").count() < 2)?;
                    let text = text.strip_prefix("return").filter(|rest| !rest.starts_with(is_name)).unwrap_or(text);
                    is_never(text).then_some(part.site)
                }
                ("allOf", _) => self.never(index),
                _ => None,
            }
        })
    }

    /// `environment { DEPLOY_ENV = 'production' }`: the value of the first name that tells of a place.
    fn environment(&self, stage: usize) -> Option<String> {
        let is_it = |index: &&usize| self.groovy.calls[**index].name == "environment";
        let body = self.groovy.calls[*self.children[stage].iter().find(is_it)?].body?;
        let text = String::from_utf8_lossy(self.text.slice(body));
        let mut lines = cut(&text).split(['\n', ';']);
        lines.find_map(|line| {
            let (name, value) = line.split_once('=')?;
            let is_place =
                name.trim().split('_').any(|word| matches!(word, "ENV" | "ENVIRONMENT" | "STAGE" | "ZONE" | "TARGET"));
            let value = value.trim().trim_matches(['\'', '"']);
            (is_place && !name.contains("NODE") && !name.contains("RAILS")).then(|| short(value).to_owned())
        })
    }

    /// The scripts that a step is given.
    fn script(&mut self, call: &Call, around: &Around) {
        let dialect = match call.name.as_str() {
            "bat" => Dialect::Cmd,
            "powershell" | "pwsh" => Dialect::PowerShell,
            _ => Dialect::Posix,
        };
        let wanted = if call.name == "sshCommand" { "command" } else { "script" };
        // Asked once: a call may have as many arguments as its file has room for.
        let label = call.named(self.bytes(), "label").map(|label| self.said(label)).unwrap_or_default();
        for argument in &call.arguments {
            let is_wanted = argument.name.is_none_or(|name| self.text.slice(name) == wanted.as_bytes());
            let Some(text) = argument.value.text().filter(|_| is_wanted) else { continue };
            if !self.out.takes_step() {
                return;
            }
            let dialect = dialect_of(text.bytes(), Some(dialect));
            let tools = dialect
                .map(|dialect| self.out.script(&around.owner, text.whole(), text.clone(), dialect))
                .unwrap_or_default();
            self.step(&label, "", &tools, text.whole(), around);
        }
    }

    /// `docker.image(…).push()`, `image.push('tag')`; a list has a `push` too.
    fn is_of_docker(&self, call: &Call) -> bool {
        let receiver = call.receiver.map(|span| self.text.slice(span).to_ascii_lowercase()).unwrap_or_default();
        receiver == b"."
            || [&b"image"[..], b"img", b"docker", b"app", b"container"]
                .iter()
                .any(|word| memchr::memmem::find(&receiver, word).is_some())
    }

    fn push(&mut self, call: &Call, around: &Around) {
        if self.out.takes_step() {
            let tools = Tools { pushes: Some(call.name_span), first: "push".to_owned(), ..Tools::default() };
            self.step("", "", &tools, call.name_span, around);
        }
    }

    /// `build job: 'deploy'` starts another pipeline.
    fn trigger(&mut self, call: &Call, around: &Around) {
        let name = call.named(self.bytes(), "job").map(|job| self.said(job)).unwrap_or_default();
        if self.out.takes_step() {
            self.step(short(&name), short(&name), &Tools::default(), call.name_span, around);
        }
    }

    /// A step of the stage around it; outside all stages there is no job that it could belong to.
    fn step(&mut self, shown: &str, name: &str, tools: &Tools, span: Span, around: &Around) {
        let signs = Signs { names: [name, shown, ""], tools: Some(tools), ..Signs::default() };
        let mut step: Step = self.out.step(shown, signs.purpose(), tools, self.site(span));
        let Some(job) = around.job.and_then(|job| self.plan.jobs.get_mut(job)) else { return };
        let own = |of_step: &Option<Site>, of_job: &Option<Site>| of_step.clone().filter(|_| of_step != of_job);
        step.condition = around.condition.clone().filter(|_| around.condition != job.condition);
        step.never = own(&around.never, &job.never);
        step.may_fail = own(&around.may_fail, &job.may_fail).or(step.may_fail);
        job.steps.push(step);
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.bytes()
    }

    fn site(&self, span: Span) -> Site {
        Site::new(self.text, span)
    }

    /// What stands at `span`, without the blanks around it.
    fn part(&self, span: Span) -> Part {
        let bytes = self.text.slice(span);
        let start = span.start + (bytes.len() - bytes.trim_ascii_start().len());
        let site = self.site(Span::new(start, start + bytes.trim_ascii().len()));
        Part { text: cut(&String::from_utf8_lossy(&site.bytes()[..site.bytes().len().min(4096)])).to_owned(), site }
    }

    /// A value as text.
    fn said(&self, value: &Value) -> String {
        let bytes = value.text().map_or_else(|| self.text.slice(value.span()), Passage::bytes);
        String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned()
    }
}

/// What the scripts of a stage stand in.
fn owner_of(stage: &Job) -> String {
    format!("stage {}", stage.name)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
