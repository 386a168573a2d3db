//! Comments that silence rules: which count, and what is said about those that do not.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::rules::{GATE, LATEST, NO_TAG, POLICY};
use super::{judged_in, root, stood};
use crate::change::Change;
use crate::fact::suppress;
use crate::policy::{Comment, Decision, Input, Policy, Standing, Verdict, Waiver};
use crate::rule::Rule;
use crate::scan::{Judged, Origin};
use crate::text::{RepoPath, Side, Sides, Span, Text};

static RULES: &[&Rule] = &[LATEST, NO_TAG, GATE, POLICY];

static WITHOUT_LATEST: &[&Rule] = &[NO_TAG, GATE, POLICY];

/// A changed file in which `LATEST` speaks about each line that holds `:latest`.
struct Story {
    policy: Policy,
    text: Arc<Text>,
    rule: &'static Rule,
    /// Whether the change adds the comments, or the base has them already.
    added: bool,
    whole_tree: bool,
    unread: BTreeSet<RepoPath>,
    rules: &'static [&'static Rule],
}

impl Story {
    fn new(text: &str) -> Self {
        Self {
            policy: root(""),
            text: Text::new(Side::Head, "a.yaml".into(), text.as_bytes().to_vec()),
            rule: LATEST,
            added: false,
            whole_tree: false,
            unread: BTreeSet::new(),
            rules: RULES,
        }
    }

    fn under(self, policy: &str) -> Self {
        Self { policy: root(policy), ..self }
    }

    fn decide(&self) -> Verdict {
        let found = memchr::memmem::find_iter(self.text.bytes(), ":latest");
        let judged = found.map(|at| judged_in(self.rule, &self.text, at));
        self.decide_on(judged.map(|judged| if self.added { judged } else { stood(judged) }).collect())
    }

    fn decide_on(&self, judged: Vec<Judged>) -> Verdict {
        self.policy.decide(self.input(judged, self.comments().collect()))
    }

    fn comments(&self) -> impl Iterator<Item = Comment> {
        let bytes = self.text.bytes();
        let spans: Vec<_> = memchr::memchr_iter(b'#', bytes)
            .map(|at| Span::new(at, memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end)))
            .collect();
        suppress::read(&self.text, &spans).into_iter().map(|suppression| Comment {
            change: match self.added {
                true => Change::Added(suppression),
                false => Change::Kept { before: suppression.clone(), after: suppression },
            },
            touched: self.added,
        })
    }

    fn input(&self, judged: Vec<Judged>, comments: Vec<Comment>) -> Input<'_> {
        Input {
            base: String::new(),
            head: String::new(),
            files: 1,
            judged,
            comments,
            markers: Sides::default(),
            unchecked: Vec::new(),
            unverified: false,
            whole_tree: self.whole_tree,
            every_file: false,
            today: jiff::civil::date(2026, 9, 1),
            rules: self.rules,
            unread: &self.unread,
            gate_rule: GATE,
        }
    }

    /// Who waived the one finding, if anybody did.
    fn waiver(&self) -> Option<Waiver> {
        let verdict = self.decide();
        let mut found = verdict.decisions.into_iter().filter(|decision| decision.judged.rule.name == self.rule.name);
        let decision = found.next().expect("a finding");
        assert!(found.next().is_none());
        match decision.standing {
            Standing::Suppressed(waiver) => Some(waiver),
            _ => None,
        }
    }

    /// What is said about the comments.
    fn faults(&self) -> Vec<String> {
        let decisions = self.decide().decisions;
        let faults = decisions.into_iter().filter(|decision| decision.judged.rule.name == GATE.name);
        faults.map(|decision| decision.judged.finding.message).collect()
    }
}

const TRAILING: &str = "image: a:latest # portcullis: allow image/latest-tag: built locally\n";

#[test]
fn a_comment_waives_the_finding_on_its_line_with_its_reason() {
    let story = Story::new(TRAILING);
    let waiver = story.waiver().expect("a waiver");
    assert_eq!((waiver.reason.as_str(), waiver.until, waiver.added_here), ("built locally", None, false));
    assert_eq!(waiver.comment.expect("a place").bytes(), &TRAILING.trim_end().as_bytes()[18..]);
    assert!(story.faults().is_empty());
    assert!(story.decide().decisions.iter().all(|decision| !decision.gates()));
}

#[test]
fn a_comment_alone_on_its_line_waives_the_next_one() {
    let above = "# portcullis: allow image/*: built locally\n# a word\nimage: a:latest\n";
    assert!(Story::new(above).waiver().is_some());
    assert!(Story::new("image: a:latest\n# portcullis: allow image/*: built locally\n").waiver().is_none());
    assert!(Story::new("b: 1 # portcullis: allow image/*: built locally\nimage: a:latest\n").waiver().is_none());
}

#[test]
fn a_finding_on_several_lines_is_waived_at_its_first() {
    let is_waived = |text: &str| {
        let story = Story::new(text);
        let mut long = judged_in(LATEST, &story.text, text.find("image:").expect("a key"));
        long.finding.at.span.end = text.len();
        story.decide_on(vec![long]).decisions.iter().any(Decision::is_waived)
    };
    assert!(is_waived("# portcullis: allow image/latest-tag: built locally\nimage: >-\n  a:latest\n"));
    assert!(!is_waived("image: >-\n  # portcullis: allow image/latest-tag: built locally\n  a:latest\n"));
}

#[test]
fn another_rule_is_not_waived() {
    let story = Story::new("image: a:latest # portcullis: allow image/no-tag: built locally\n");
    assert!(story.waiver().is_none());
    assert_eq!(story.faults(), ["useless"]);
}

#[test]
fn a_comment_that_the_change_adds_counts_and_is_marked() {
    let story = Story { added: true, ..Story::new(TRAILING) };
    assert!(story.waiver().expect("a waiver").added_here);
    assert!(story.faults().is_empty());
}

#[test]
fn under_base_only_a_comment_that_the_change_adds_counts_for_nothing() {
    let story = Story { added: true, ..Story::new(TRAILING) }.under("version: 1\nsuppressions: base-only");
    assert!(story.waiver().is_none());
    assert_eq!(story.faults(), ["the policy counts only comments that the base has already"]);
    let kept = Story { added: false, ..story };
    assert!(kept.waiver().is_some() && kept.faults().is_empty());
    let whole = Story { added: true, whole_tree: true, ..kept };
    assert!(!whole.waiver().expect("a whole tree has no change that adds").added_here);
}

#[test]
fn under_base_only_a_comment_of_the_base_waives_what_the_base_had_under_it() {
    let story = Story::new(TRAILING).under("version: 1\nsuppressions: base-only");
    let at = memchr::memmem::find(story.text.bytes(), b":latest").expect("a finding");
    let standing = |judged: Judged| story.decide_on(vec![judged]).decisions.remove(0).standing;
    let new = judged_in(LATEST, &story.text, at);
    assert!(matches!(standing(new.clone()), Standing::Blocks), "the change brings it");
    let elsewhere = Text::new(Side::Base, "b.yaml".into(), story.text.bytes().to_vec());
    let moved = Judged { stood: stood(judged_in(LATEST, &elsewhere, at)).stood, ..stood(new) };
    assert!(!matches!(standing(moved), Standing::Suppressed(_)), "it stood under no such comment");
}

#[test]
fn what_the_base_waived_is_new_once_nobody_waives_it() {
    let story = Story::new("image: a:latest\n");
    let base = Story::new(TRAILING);
    let at = memchr::memmem::find(story.text.bytes(), b":latest").expect("a finding");
    let now = stood(judged_in(LATEST, &story.text, at));
    let without = Policy::decide(&story.policy, story.input(vec![now.clone()], Vec::new()));
    assert!(!without.decisions[0].gates(), "the base had it");
    let gone = base.comments().map(|comment| Comment { change: Change::Removed(comment.change.any()), touched: false });
    let lapsed = Policy::decide(&story.policy, story.input(vec![now], gone.collect()));
    assert!(lapsed.decisions[0].gates(), "the base had it only under the comment");
}

#[test]
fn what_is_wrong_with_a_comment_is_said_and_it_waives_nothing() {
    for (directive, said) in [
        ("allow image/latest-tag", "no reason"),
        ("allow image/lastest-tag: x", "unknown image/lastest-tag, perhaps Some(\"image/latest-tag\")"),
        ("allow image/latest-tag, image/nope-nope-nope: x", "unknown image/nope-nope-nope, perhaps None"),
        ("allow image/latest-tag until 2026-08-31: x", "expired on 2026-08-31"),
        ("allow image/latest-tag built locally", "expected `:` and a reason after the rules"),
        ("allow *: x", "name a rule or a family, not `*`"),
        ("allow image/latest-tag, gate/policy-changed: x", "only the policy can waive `gate/policy-changed`"),
    ] {
        let story = Story::new(&format!("image: a:latest # portcullis: {directive}\n"));
        assert!(story.waiver().is_none(), "{directive}");
        assert_eq!(story.faults(), [said], "{directive}");
    }
}

#[test]
fn its_last_day_counts() {
    let text = "image: a:latest # portcullis: allow image/latest-tag until 2026-09-01: x\n";
    assert_eq!(Story::new(text).waiver().expect("a waiver").until.as_deref(), Some("2026-09-01"));
}

#[test]
fn no_comment_waives_the_gates_own_rules() {
    let text = "a: :latest # portcullis: allow gate/*: trust me\n";
    assert!(Story { rule: POLICY, ..Story::new(text) }.waiver().is_none());
    // Nor does a useless comment waive what is said about it.
    let verdict = Story::new("b: 1 # portcullis: allow image/latest-tag, gate/bad-suppression: x\n").decide();
    assert!(verdict.decisions.iter().all(|decision| !decision.is_waived()) && verdict.decisions.len() == 1);
}

#[test]
fn a_comment_is_useless_only_where_its_rules_were_asked() {
    let useless = "b: 1 # portcullis: allow image/latest-tag: x\n";
    assert_eq!(Story::new(useless).faults(), ["useless"]);
    let not_built = Story { rules: WITHOUT_LATEST, ..Story::new(useless) };
    assert!(not_built.faults().is_empty());
    assert!(Story::new(useless).under("version: 1\nrules: { image/latest-tag: off }").faults().is_empty());
    assert!(Story::new(useless).under("version: 1\nexclude: [a.yaml]").faults().is_empty());
    let unread = Story { unread: BTreeSet::from(["a.yaml".into()]), ..Story::new(useless) };
    assert!(unread.faults().is_empty());
    assert!(Story::new("b: 1 # portcullis: allow workload/*: x\n").faults().is_empty(), "not all of them are built");
    let one_of_two = "image: a:latest # portcullis: allow image/latest-tag, image/no-tag: x\n";
    assert!(Story::new(one_of_two).faults().is_empty());
}

#[test]
fn what_is_said_about_a_comment_is_decided_like_any_finding() {
    let useless = "b: 1 # portcullis: allow image/latest-tag: x\nb: 1 # portcullis: allow image/latest-tag: x\n";
    let gates = |story: Story| story.decide().decisions.iter().map(Decision::gates).collect::<Vec<_>>();
    assert_eq!(gates(Story { added: true, ..Story::new(useless) }), [false, false], "medium under standard");
    let strict = |added| Story { added, ..Story::new(useless) }.under("version: 1\nprofile: strict");
    assert_eq!(gates(strict(true)), [true, true]);
    assert_eq!(gates(strict(false)), [false, false], "the base had them");
    let waived = "version: 1\nsuppress: [{ rule: gate/bad-suppression, path: a.yaml, reason: generated }]";
    let verdict = Story::new(useless).under(waived).decide();
    assert!(verdict.decisions.iter().all(Decision::is_waived));
    assert!(Story::new(useless).under("version: 1\nrules: { gate/*: off }").decide().decisions.is_empty());
}

#[test]
fn two_equal_comments_are_two_findings() {
    let verdict = Story::new(&"b: 1 # portcullis: allow image/latest-tag: x\n".repeat(2)).decide();
    let prints: BTreeSet<_> = verdict.decisions.iter().map(|decision| decision.judged.print).collect();
    assert_eq!(prints.len(), 2);
    assert!(verdict.decisions.iter().all(|decision| decision.judged.origin == Origin::Existing));
}

#[test]
fn a_comment_wins_over_the_policys_list() {
    let listed = "version: 1\nsuppress: [{ rule: image/*, path: a.yaml, reason: listed }]";
    assert_eq!(Story::new(TRAILING).under(listed).waiver().expect("a waiver").reason, "built locally");
    let expired = "image: a:latest # portcullis: allow image/latest-tag until 2026-08-31: x\n";
    assert_eq!(Story::new(expired).under(listed).waiver().expect("a waiver").reason, "listed");
}
