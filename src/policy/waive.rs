//! Who waived what: comments first, then the policy's own list; and what is wrong with the waivers themselves.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::directives::{Directive, Directives, with_fault};
use super::file::Comments;
use super::input::Input;
use super::names::Pattern;
use super::others::{self, Others};
use super::suppress::Waived;
use super::verdict::Waiver;
use super::{Policy, Scope};
use crate::change::{Change, Identity};
use crate::fact::{Fault, Part, Suppression};
use crate::rule::catalogue::NAMES;
use crate::rule::{Context, Rule};
use crate::scan::{Fingerprint, Judged, Origin, Stood};
use crate::text::{RepoPath, Side, Site, Span};

/// The waivers of a run.
pub(super) struct Waivers<'a> {
    policy: &'a Policy,
    /// The comments of the head.
    comments: Directives,
    /// Those of the base.
    before: Directives,
    /// The entries of policies that waived something, by their places.
    used_entries: RefCell<BTreeSet<EntryKey>>,
    whole_tree: bool,
    every_file: bool,
    others: Others,
    today: Date,
}

/// Tells the entries of all policies apart.
type EntryKey = (String, Span);

fn entry_key(entry: &Waived) -> EntryKey {
    (entry.source.name.clone(), entry.rule.span)
}

impl<'a> Waivers<'a> {
    pub(super) fn new(policy: &'a Policy, input: &Input<'_>, others: Others) -> Self {
        let Input { comments, whole_tree, every_file, today, .. } = input;
        let head = comments.iter().filter(|comment| comment.change.as_ref().after().is_some());
        let head = head.map(|comment| (comment.change.clone(), comment.touched && !*whole_tree));
        let base = comments.iter().filter_map(|comment| comment.change.as_ref().before());
        let base = base.map(|comment| (Change::Removed(comment.clone()), false));
        Self {
            policy,
            comments: Directives::new(policy, head, *today),
            before: Directives::new(policy, base, *today),
            used_entries: RefCell::default(),
            whole_tree: *whole_tree,
            every_file: *every_file,
            others,
            today: *today,
        }
    }

    /// Who waives this finding, if anybody does.
    pub(super) fn waive(&self, judged: &Judged) -> Option<Waiver> {
        let at = &judged.finding.at;
        let by_marker = || self.others.by_marker(judged, self.needs_base(at)).filter(|_| at.text.side() == Side::Head);
        self.by_comment(judged)
            .or_else(|| self.by_policy(judged.rule, at, &judged.print))
            .or_else(by_marker)
            .or_else(|| self.by_ignore(judged.rule, at).filter(|_| at.text.side() == Side::Head))
    }

    /// Whether the base had this finding only because somebody waived it there, and nobody does any more. Otherwise one change could
    /// bring it with a comment, and the next one take the comment away.
    pub(super) fn has_lapsed(&self, judged: &Judged) -> bool {
        judged.origin == Origin::Existing
            && judged.stood.as_ref().is_some_and(|stood| self.was_waived(judged, stood))
            && self.waive(judged).is_none()
    }

    fn was_waived(&self, judged: &Judged, stood: &Stood) -> bool {
        let rule = judged.rule;
        // The list of gitleaks counts lines: a line more above is no reason to say that it waives no longer.
        let has_moved = judged.finding.at.text.path() != stood.at.text.path();
        self.before.over(rule.name, &stood.at).any(|directive| directive.suppression().fault.is_none())
            || self.by_policy(rule, &stood.at, &stood.print).is_some()
            || self.others.had_marker(rule, &stood.at)
            || (has_moved && self.by_ignore(rule, &stood.at).is_some())
    }

    /// Whether a comment on the line of `at` counts only where the base has both the finding and the comment.
    fn needs_base(&self, at: &Site) -> bool {
        !self.whole_tree && self.policy.scope(at.text.path()).keys.suppressions == Comments::BaseOnly
    }

    fn by_comment(&self, judged: &Judged) -> Option<Waiver> {
        let at = &judged.finding.at;
        if at.text.side() == Side::Base {
            return None;
        }
        let over: Vec<_> = self.comments.over(judged.rule.name, at).collect();
        // One that does not count is wrong already; it is not useless on top.
        over.iter().for_each(|directive| directive.used.set(true));
        let needs_base = self.needs_base(at);
        let counts = |directive: &&&Directive| {
            directive.suppression().fault.is_none() && (!needs_base || self.stood_under(judged, directive))
        };
        over.iter().find(counts).map(|directive| {
            let suppression = directive.suppression();
            Waiver {
                comment: Some(suppression.site.clone()),
                reason: suppression.reason.clone().unwrap_or_default(),
                until: suppression.until.as_ref().map(|until| until.text.clone()),
                added_here: directive.touched,
            }
        })
    }

    /// Whether the same comment was over the finding in the base.
    fn stood_under(&self, judged: &Judged, directive: &Directive) -> bool {
        let said = directive.suppression().key();
        let same = |before: &Directive| before.suppression().key() == said;
        judged.unchanged().is_some_and(|stood| self.before.over(judged.rule.name, &stood.at).any(same))
    }

    fn by_policy(&self, rule: &Rule, at: &Site, print: &Fingerprint) -> Option<Waiver> {
        let path = at.text.path();
        let entries = &self.policy.scope(path).keys.suppress;
        // The nearest file's word, and in it the last one, as everywhere in the policy.
        let print = print.to_string();
        let entry = entries.iter().rev().find(|entry| {
            entry.pattern.covers(rule.name)
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

    fn by_ignore(&self, rule: &Rule, at: &Site) -> Option<Waiver> {
        others::by_ignore(self.policy.scope(at.text.path()), rule, at)
    }

    /// What is wrong with comments and with the policy's entries, as findings of `gate_rule`. Asked after every finding
    /// was waived or not: only then a comment is known to be useless.
    pub(super) fn faults(
        &self,
        rules: &[&'static Rule],
        unread: &BTreeSet<RepoPath>,
        gate_rule: &'static Rule,
    ) -> Vec<Judged> {
        let mut audit = SuppressionAudit { rule: gate_rule, seen: BTreeMap::new(), found: Vec::new() };
        for directive in self.comments.iter() {
            let path = directive.suppression().site.text.path();
            let scope = self.policy.scope(path);
            let mut change = directive.change.clone();
            if directive.suppression().fault.is_none() && self.is_useless(directive, scope, rules, unread) {
                change = with_fault(change, Fault::Useless);
            }
            if scope.is_on(gate_rule, path) {
                audit.ask(scope, change.as_ref(), directive.touched);
            }
        }
        self.faulty_entries(rules, &mut audit);
        audit.found
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
    fn faulty_entries(&self, rules: &[&'static Rule], audit: &mut SuppressionAudit) {
        let mut seen = BTreeSet::new();
        let used = self.used_entries.borrow();
        let is_built = |entry: &Waived| rules.iter().any(|rule| entry.pattern.covers(rule.name));
        let is_useless = |entry: &Waived| self.every_file && is_built(entry) && !used.contains(&entry_key(entry));
        let scopes = self.policy.nested.values().chain([&self.policy.root]);
        for entry in scopes.flat_map(|scope| &scope.keys.suppress) {
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
            if scope.is_on(audit.rule, site.text.path()) {
                let suppression = as_suppression(entry, site, fault);
                audit.ask(scope, Change::Kept { before: &suppression, after: &suppression }, false);
            }
        }
    }
}

fn is_over(entry: &Waived, today: Date) -> bool {
    entry.until.as_ref().is_some_and(|(last, _)| *last < today)
}

fn as_suppression(entry: &Waived, site: Site, fault: Fault) -> Suppression {
    let part = |written: &crate::settings::Placed<String>| Part {
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
struct SuppressionAudit {
    rule: &'static Rule,
    /// How often each was met: two equal comments in one file are two findings.
    seen: BTreeMap<(RepoPath, String, String), u64>,
    found: Vec<Judged>,
}

impl SuppressionAudit {
    fn ask(&mut self, scope: &Scope, change: Change<&Suppression>, touched: bool) {
        let Some(finding) = self.rule.ask(&Context::alone(scope.settings()), change) else { return };
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
