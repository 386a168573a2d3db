//! A command while it is followed through what runs it.

use std::ops::Range;

use super::arg::Arg;
use super::name::assignment;
use super::script::Script;
use super::session::Session;
use super::syntax::{Hole, Item, RawRedirect};
use super::{Assignment, Invocation, Joined, Redirect, Through};
use crate::text::Span;

/// A command, and how far it is followed.
#[derive(Default)]
pub(super) struct Call {
    pub(super) words: Vec<Arg>,
    /// The word that names the program.
    pub(super) at: usize,
    redirects: Vec<Redirect>,
    /// What runs while its here-documents are read.
    pub(super) holes: Vec<Hole>,
    pub(super) environment: Vec<Assignment>,
    pub(super) through: Vec<Through>,
    pub(super) joined: Joined,
    pub(super) swallowed: Option<Span>,
    start: usize,
    end: usize,
}

/// Redirections with variables put in, and what runs while their here-documents are read.
pub(super) fn redirects(
    raws: Vec<RawRedirect>,
    session: &mut Session,
    inner: &mut Vec<Vec<Item>>,
) -> (Vec<Redirect>, Vec<Hole>) {
    let mut redirects = Vec::new();
    let mut holes = Vec::new();
    for RawRedirect { operator, target, body } in raws {
        let span = target.span;
        let mut target = session.values.expand_one(target, inner).word;
        target.span = span;
        let body = body.and_then(|body| session.limits.bodies.get_mut(body)).map(std::mem::take);
        let body = body.map(|body| {
            holes.extend(body.holes);
            body.text
        });
        redirects.push(Redirect { operator, target, body });
    }
    (redirects, holes)
}

impl Call {
    /// A command that is not followed yet.
    pub(super) fn new(words: Vec<Arg>, redirects: Vec<Redirect>, joined: Joined, swallowed: Option<Span>) -> Self {
        let start = words.first().map_or(0, |word| word.word.span.start);
        let end = words.iter().map(|word| word.word.span.end);
        let end = end.chain(redirects.iter().map(|redirect| redirect.target.span.end)).max().unwrap_or(start);
        Self { words, redirects, joined, swallowed, start, end, ..Self::default() }
    }

    /// The program and what stands behind it.
    pub(super) fn rest(&self) -> &[Arg] {
        self.words.get(self.at..).unwrap_or_default()
    }

    /// Takes `NAME=value` behind `env` or `sudo`; what was taken.
    pub(super) fn take_assignments(&mut self) -> &[Assignment] {
        let before = self.environment.len();
        while let Some(word) = self.words.get(self.at) {
            let named = Arg { bare: word.text().len(), ..word.clone() };
            let Some((name, value, _)) = assignment(&named) else { break };
            self.environment.push(Assignment { name, value: value.word });
            self.at += 1;
        }
        &self.environment[before..]
    }

    /// The command begins `at` words further on.
    pub(super) fn enter(&mut self, at: usize, through: Through) {
        self.at += at;
        self.through.push(through);
    }

    /// The word `at` stands for the program.
    pub(super) fn enter_named(&mut self, at: usize, args: usize, through: Through) {
        let (named, args) = (self.at + at, (self.at + args).min(self.words.len()));
        let program = self.words[named].clone();
        self.words.splice(self.at..args, [program]);
        self.through.push(through);
    }

    /// The command in a range of its words.
    pub(super) fn part(&self, range: Range<usize>, through: Through) -> Self {
        let words = self.words[self.at + range.start..self.at + range.end].to_vec();
        let through = self.through.iter().cloned().chain([through]).collect();
        let environment = self.environment.clone();
        let call = Self::new(words, Vec::new(), self.joined, self.swallowed);
        Self { through, environment, start: self.start, ..call }
    }

    /// What it reads, if that is written with it.
    pub(super) fn input(&self) -> Option<Script> {
        self.redirects.iter().rev().find_map(|redirect| match redirect.operator {
            "<<" => redirect.body.clone().map(Script::of),
            "<<<" => Some(Script::of(redirect.target.text.clone())),
            _ => None,
        })
    }

    /// What the program `name` prints, if that is written: `echo …`, `cat <<EOF`.
    pub(super) fn prints(&self, name: &str) -> Option<Script> {
        match name {
            "echo" | "printf" => {
                let is_flag = |word: &&Arg| word.text().len() > 1 && word.text().starts_with(b"-");
                Some(Script::joined(self.rest().iter().skip(1).skip_while(is_flag)).with_line_breaks())
            }
            "cat" => self.input(),
            _ => None,
        }
    }

    /// What it is so far.
    pub(super) fn invocation(&self, program: String) -> Invocation {
        let words = self.rest();
        Invocation {
            is_path: words.first().is_some_and(|word| is_path(word.text(), &program)),
            program,
            program_span: words.first().map(|word| word.word.span).unwrap_or_default(),
            args: words.iter().skip(1).map(|word| word.word.clone()).collect(),
            environment: self.environment.clone(),
            redirects: self.redirects.clone(),
            through: self.through.clone(),
            joined: self.joined,
            swallowed: self.swallowed,
            span: Span::new(self.start, self.end),
        }
    }
}

/// Whether `text` names `program` with its directory.
fn is_path(text: &[u8], program: &str) -> bool {
    let start = text.len().saturating_sub(program.len());
    let is_name = text[start..].eq_ignore_ascii_case(program.as_bytes());
    is_name && start > 0 && matches!(text[start - 1], b'/' | b'\\')
}
