//! The comments of one side that silence rules, with what policy makes of each.

use std::cell::Cell;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::file::Comments;
use super::names::Pattern;
use super::{Policy, Scope};
use crate::change::Change;
use crate::fact::suppress::day;
use crate::fact::{Fault, Suppression};
use crate::text::{RepoPath, Site};

/// Rules about the gate itself, which no comment of the files that it judges can silence.
const NOT_BY_COMMENT: &[&str] = &["gate/bad-suppression", "gate/policy-changed"];

/// The most comments that are asked about one line; each finding on the line asks them all.
const MOST_OVER_LINE: usize = 100;

/// A comment with what policy makes of it.
pub(super) struct Directive {
    pub(super) change: Change<Suppression>,
    pub(super) patterns: Vec<Pattern>,
    /// Whether the change itself brings it.
    pub(super) touched: bool,
    pub(super) used: Cell<bool>,
}

impl Directive {
    pub(super) fn suppression(&self) -> &Suppression {
        self.change.as_ref().any()
    }

    fn covers(&self, rule: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.covers(rule))
    }
}

/// The comments of one side, in the order of their places.
pub(super) struct Directives {
    all: Vec<Directive>,
    /// By file and the first byte of the line that each covers.
    by_line: BTreeMap<(RepoPath, usize), Vec<usize>>,
}

impl Directives {
    /// What policy makes of `comments`, each with whether the change brings it.
    pub(super) fn new(
        policy: &Policy,
        comments: impl Iterator<Item = (Change<Suppression>, bool)>,
        today: Date,
    ) -> Self {
        let read = |(change, touched): (Change<Suppression>, bool)| {
            let scope = policy.scope(change.as_ref().any().site.text.path());
            directive(scope, change, touched, today)
        };
        let mut all: Vec<Directive> = comments.map(read).collect();
        all.sort_by(|a, b| a.suppression().site.cmp(&b.suppression().site));
        let mut by_line: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, directive) in all.iter().enumerate() {
            let suppression = directive.suppression();
            let line = (suppression.site.text.path().clone(), suppression.covers.start);
            let over = by_line.entry(line).or_default();
            if over.len() < MOST_OVER_LINE {
                over.push(index);
            }
        }
        Self { all, by_line }
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Directive> {
        self.all.iter()
    }

    /// Those that speak about `rule` on the line of `at`, whether or not they count.
    pub(super) fn over<'a>(&'a self, rule: &'a str, at: &Site) -> impl Iterator<Item = &'a Directive> {
        let is_open = !self.by_line.is_empty() && !NOT_BY_COMMENT.contains(&rule);
        let line = || at.text.lines().span(at.text.lines().line(at.span.start)).start;
        let over = if is_open { self.by_line.get(&(at.text.path().clone(), line())) } else { None };
        over.into_iter().flatten().map(|&index| &self.all[index]).filter(move |directive| directive.covers(rule))
    }
}

fn directive(scope: &Scope, change: Change<Suppression>, touched: bool, today: Date) -> Directive {
    let suppression = change.as_ref().any();
    let mut patterns = Vec::new();
    let mut fault = suppression.fault.clone();
    for part in &suppression.rules {
        match Pattern::parse(&part.text) {
            Ok(Pattern::Rule(name)) if NOT_BY_COMMENT.contains(&name.as_str()) => {
                fault = fault.or(Some(Fault::Refused(format!("only the policy can waive `{name}`"))));
            }
            Ok(Pattern::All) => fault = fault.or(Some(Fault::Malformed("name a rule or a family, not `*`".to_owned()))),
            Ok(pattern) => patterns.push(pattern),
            Err(unknown) => {
                let name = part.text.clone();
                fault = fault.or(Some(Fault::UnknownRule { name, nearest: unknown.nearest }));
            }
        }
    }
    if let Some(until) = &suppression.until
        && day(&until.text).is_some_and(|last| last < today)
    {
        fault = fault.or_else(|| Some(Fault::Expired { until: until.text.clone() }));
    }
    if touched && scope.keys.suppressions == Comments::BaseOnly {
        let why = "the policy counts only comments that the base has already";
        fault = fault.or_else(|| Some(Fault::Refused(why.to_owned())));
    }
    let change = match fault {
        Some(fault) => with_fault(change, fault),
        None => change,
    };
    Directive { change, patterns, touched, used: Cell::new(false) }
}

/// The same comment, with the fault that policy finds in it; equal text is equally wrong on both sides.
pub(super) fn with_fault(change: Change<Suppression>, fault: Fault) -> Change<Suppression> {
    change.map(|suppression| Suppression { fault: Some(fault.clone()), ..suppression })
}
