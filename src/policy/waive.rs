//! Who waived what: comments first, then the policy's own list; and what is wrong with the waivers themselves.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::decide::Input;
use super::file::Comments;
use super::layer::Waived;
use super::names::Pattern;
use super::others::Others;
use super::verdict::Waiver;
use super::{Policy, Scope};
use crate::change::{Change, Identity};
use crate::fact::suppress::day;
use crate::fact::{Fault, Part, Suppression};
use crate::rule::catalogue::NAMES;
use crate::rule::{Context, Rule};
use crate::scan::{Fingerprint, Judged, Origin};
use crate::text::{RepoPath, Side, Site, Span};

/// Rules about the gate itself, which no comment of the files that it judges can silence.
const NOT_BY_COMMENT: &[&str] = &["gate/bad-suppression", "gate/policy-changed"];

/// The most comments that are asked about one line; each finding on the line asks them all.
const MOST_OVER_LINE: usize = 100;

/// The waivers of a run.
pub(super) struct Waivers<'a> {
    policy: &'a Policy,
    comments: Vec<Directive>,
    /// By file and the first byte of the line that it covers.
    by_line: BTreeMap<(RepoPath, usize), Vec<usize>>,
    /// The entries of policies that waived something, by their places.
    used_entries: RefCell<BTreeSet<EntryKey>>,
    every_file: bool,
    others: Others,
    today: Date,
}

/// Tells the entries of all policies apart.
type EntryKey = (String, Span);

fn entry_key(entry: &Waived) -> EntryKey {
    (entry.source.name.clone(), entry.rule.span)
}

/// A comment with what policy makes of it.
struct Directive {
    change: Change<Suppression>,
    patterns: Vec<Pattern>,
    touched: bool,
    used: Cell<bool>,
}

impl Directive {
    fn suppression(&self) -> &Suppression {
        self.change.as_ref().any()
    }
}

impl<'a> Waivers<'a> {
    pub(super) fn new(policy: &'a Policy, input: &Input<'_>, others: Others) -> Self {
        let Input { comments, whole_tree, every_file, today, .. } = input;
        let mut directives: Vec<Directive> = comments
            .iter()
            .filter(|comment| comment.change.as_ref().after().is_some())
            .map(|comment| {
                let touched = comment.touched && !*whole_tree;
                let scope = policy.scope(comment.change.as_ref().any().site.text.path());
                directive(scope, comment.change.clone(), touched, *today)
            })
            .collect();
        directives.sort_by(|a, b| a.suppression().site.cmp(&b.suppression().site));
        let mut by_line = BTreeMap::new();
        for (index, directive) in directives.iter().enumerate() {
            let suppression = directive.suppression();
            let line = (suppression.site.text.path().clone(), suppression.covers.start);
            let over: &mut Vec<usize> = by_line.entry(line).or_default();
            if over.len() < MOST_OVER_LINE {
                over.push(index);
            }
        }
        Self {
            policy,
            comments: directives,
            by_line,
            used_entries: RefCell::default(),
            every_file: *every_file,
            others,
            today: *today,
        }
    }

    /// Who waives this finding, if anybody does.
    pub(super) fn waive(&self, judged: &Judged) -> Option<Waiver> {
        let by_others = || self.others.waive(self.policy.scope(judged.finding.at.text.path()), judged);
        self.by_comment(judged).or_else(|| self.by_policy(judged)).or_else(by_others)
    }

    fn by_comment(&self, judged: &Judged) -> Option<Waiver> {
        let at = &judged.finding.at;
        if self.by_line.is_empty() || at.text.side() == Side::Base || NOT_BY_COMMENT.contains(&judged.rule.name) {
            return None;
        }
        let line = at.text.lines().span(at.text.lines().line(at.span.start));
        let key = (at.text.path().clone(), line.start);
        let mut waiver = None;
        for &index in self.by_line.get(&key)? {
            let directive = &self.comments[index];
            if !directive.patterns.iter().any(|pattern| pattern.covers(judged.rule.name)) {
                continue;
            }
            // One that does not count is wrong already; it is not useless on top.
            directive.used.set(true);
            let suppression = directive.suppression();
            if suppression.fault.is_none() && waiver.is_none() {
                waiver = Some(Waiver {
                    comment: Some(suppression.site.clone()),
                    reason: suppression.reason.clone().unwrap_or_default(),
                    until: suppression.until.as_ref().map(|until| until.text.clone()),
                    added_here: directive.touched,
                });
            }
        }
        waiver
    }

    fn by_policy(&self, judged: &Judged) -> Option<Waiver> {
        let path = judged.finding.at.text.path();
        let entries = &self.policy.scope(path).suppress;
        // The nearest file's word, and in it the last one, as everywhere in the policy.
        let print = judged.print.to_string();
        let entry = entries.iter().rev().find(|entry| {
            entry.pattern.covers(judged.rule.name)
                && !is_over(entry, self.today)
                && entry.globs.as_ref().is_none_or(|globs| globs.is_match(path))
                && entry.fingerprint.as_ref().is_none_or(|wanted| *wanted == print)
        })?;
        self.used_entries.borrow_mut().insert(entry_key(entry));
        Some(Waiver {
            comment: None,
            reason: entry.reason.clone(),
            until: entry.until.as_ref().map(|(_, written)| written.value.clone()),
            added_here: false,
        })
    }

    /// What is wrong with comments and with the policy's entries, as findings of `gate_rule`. Asked after every finding
    /// was waived or not: only then a comment is known to be useless.
    pub(super) fn faults(
        &self,
        rules: &[&'static Rule],
        unread: &BTreeSet<RepoPath>,
        gate_rule: &'static Rule,
    ) -> Vec<Judged> {
        let mut clerk = Clerk { rule: gate_rule, seen: BTreeMap::new(), found: Vec::new() };
        for directive in &self.comments {
            let path = directive.suppression().site.text.path();
            let scope = self.policy.scope(path);
            let mut change = directive.change.clone();
            if directive.suppression().fault.is_none() && self.is_useless(directive, scope, rules, unread) {
                change = with_fault(change, Fault::Useless);
            }
            if scope.is_on(gate_rule, path) {
                clerk.ask(scope, change.as_ref(), directive.touched);
            }
        }
        self.faulty_entries(rules, &mut clerk);
        clerk.found
    }

    /// Only where every rule that it names was asked about its file, and none had anything to say on its line.
    fn is_useless(
        &self,
        directive: &Directive,
        scope: &Scope,
        rules: &[&'static Rule],
        unread: &BTreeSet<RepoPath>,
    ) -> bool {
        let path = directive.suppression().site.text.path();
        let was_asked = |name: &str| rules.iter().any(|rule| rule.name == name && scope.is_on(rule, path));
        !directive.used.get()
            && !unread.contains(path)
            && directive.patterns.iter().all(|pattern| match pattern {
                Pattern::Rule(name) => was_asked(name),
                Pattern::Family(_) | Pattern::All => {
                    NAMES.iter().filter(|name| pattern.covers(name)).all(|name| was_asked(name))
                }
            })
    }

    /// Entries of `suppress:` whose last day is past, at their place in the policy; in a whole tree, also those that waived nothing.
    fn faulty_entries(&self, rules: &[&'static Rule], clerk: &mut Clerk) {
        let mut seen = BTreeSet::new();
        let used = self.used_entries.borrow();
        let is_built = |entry: &Waived| rules.iter().any(|rule| entry.pattern.covers(rule.name));
        let is_useless = |entry: &Waived| self.every_file && is_built(entry) && !used.contains(&entry_key(entry));
        let scopes = self.policy.nested.values().chain([&self.policy.root]);
        for entry in scopes.flat_map(|scope| &scope.suppress) {
            // A nested scope holds the entries of those above it too.
            let fault = match &entry.until {
                Some((last, until)) if *last < self.today => Fault::Expired { until: until.value.clone() },
                _ if is_useless(entry) => Fault::Useless,
                _ => continue,
            };
            if !seen.insert((&entry.source.name, entry.rule.span)) {
                continue;
            }
            let site = entry.source.site(entry.rule.span);
            let scope = self.policy.scope(site.text.path());
            if scope.is_on(clerk.rule, site.text.path()) {
                let suppression = as_suppression(entry, site, fault);
                clerk.ask(scope, Change::Kept { before: &suppression, after: &suppression }, false);
            }
        }
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
    if touched && scope.suppressions == Comments::BaseOnly {
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
fn with_fault(change: Change<Suppression>, fault: Fault) -> Change<Suppression> {
    change.map(|suppression| Suppression { fault: Some(fault.clone()), ..suppression })
}

fn is_over(entry: &Waived, today: Date) -> bool {
    entry.until.as_ref().is_some_and(|(last, _)| *last < today)
}

fn as_suppression(entry: &Waived, site: Site, fault: Fault) -> Suppression {
    let part = |written: &super::place::Placed<String>| Part {
        text: written.value.clone(),
        site: entry.source.site(written.span),
    };
    let until = entry.until.as_ref().map(|(_, written)| written);
    Suppression {
        rules: vec![part(&entry.rule)],
        until: until.map(part),
        reason: Some(entry.reason.clone()),
        fault: Some(fault),
        covers: site.span,
        site,
        line: None,
    }
}

/// Asks `gate/bad-suppression` about one suppression after another.
struct Clerk {
    rule: &'static Rule,
    /// How often each was met: two equal comments in one file are two findings.
    seen: BTreeMap<(RepoPath, String, String), u64>,
    found: Vec<Judged>,
}

impl Clerk {
    fn ask(&mut self, scope: &Scope, change: Change<&Suppression>, touched: bool) {
        let Some(finding) = self.rule.ask(&Context::new(scope.settings()), change) else { return };
        let path = finding.at.text.path().clone();
        let key = change.any().key();
        let count = self.seen.entry((path.clone(), key.clone(), finding.detail.clone())).or_default();
        let occurrence = count.to_le_bytes();
        *count += 1;
        let pieces: [&[u8]; 5] =
            [self.rule.name.as_bytes(), path.as_bstr(), key.as_bytes(), finding.detail.as_bytes(), &occurrence];
        let origin = if matches!(change, Change::Added(_)) { Origin::Introduced } else { Origin::Existing };
        let print = Fingerprint::of(&pieces);
        self.found.push(Judged::new(self.rule, finding, origin, touched, print));
    }
}
