//! What a finding leads to.

use std::collections::BTreeSet;

use proptest::prelude::{Just, Strategy, prop, prop_assert_eq, proptest};

use super::rules::{GATE, LATEST, NO_TAG};
use super::{judged, load, root};
use crate::finding::{Confidence, Finding, Profile};
use crate::policy::{BASELINE, Decision, Input, Outcome, Policy, Standing, Verdict, baseline};
use crate::scan::{Judged, Origin};
use crate::source::Unchecked;
use crate::text::{Side, Sides, Site, Span, Text};

/// A change in which these were found.
fn input(judged: Vec<Judged>) -> Input<'static> {
    static NONE: BTreeSet<crate::text::RepoPath> = BTreeSet::new();
    Input {
        base: "base".to_owned(),
        head: "head".to_owned(),
        files: 1,
        judged,
        comments: Vec::new(),
        markers: Sides::default(),
        unchecked: Vec::new(),
        unverified: false,
        whole_tree: false,
        every_file: false,
        today: jiff::civil::date(2026, 9, 1),
        rules: &[],
        unread: &NONE,
        gate_rule: GATE,
    }
}

fn found(origin: Origin, touched: bool) -> Judged {
    Judged { origin, touched, ..judged(LATEST, "a.yaml", 0) }
}

fn decide_one(policy: &Policy, judged: Judged) -> (Decision, Outcome) {
    let mut verdict = policy.decide(input(vec![judged]));
    (verdict.decisions.remove(0), verdict.outcome)
}

fn blocks(policy: &str, judged: Judged) -> bool {
    let (decision, outcome) = decide_one(&root(policy), judged);
    assert_eq!(decision.gates(), outcome == Outcome::Fail);
    decision.gates()
}

#[test]
fn by_default_what_is_new_or_touched_blocks_at_high() {
    assert!(blocks("", found(Origin::Introduced, false)));
    assert!(blocks("", found(Origin::Existing, true)));
    assert!(!blocks("", found(Origin::Existing, false)));
    assert!(!blocks("version: 1\nrules: { image/latest-tag: medium }", found(Origin::Introduced, true)));
}

#[test]
fn the_gates_mode_says_which_findings_concern_the_change() {
    let which = |mode: &str| {
        let policy = format!("version: 1\ngate: {mode}");
        [(Origin::Introduced, false), (Origin::Existing, true), (Origin::Existing, false)]
            .map(|(origin, touched)| blocks(&policy, found(origin, touched)))
    };
    assert_eq!(which("introduced"), [true, false, false]);
    assert_eq!(which("touched"), [false, true, false]);
    assert_eq!(which("introduced-or-touched"), [true, true, false]);
    assert_eq!(which("all"), [true, true, true]);
}

#[test]
fn the_least_severity_that_fails_is_the_policys() {
    let fails = |fail_on: &str| blocks(&format!("version: 1\nfail_on: {fail_on}"), found(Origin::Introduced, true));
    assert_eq!(["critical", "high", "medium", "low", "never"].map(fails), [false, true, true, true, false]);
}

#[test]
fn what_is_not_sure_enough_is_shown() {
    let unsure = || {
        let mut judged = found(Origin::Introduced, true);
        judged.finding = judged.finding.confidence(Confidence::Possible);
        judged
    };
    assert!(!blocks("", unsure()));
    assert!(blocks("version: 1\nmin_confidence: possible", unsure()));
    let (decision, _) = decide_one(&root(""), unsure());
    assert_eq!(decision.confidence, Confidence::Possible);
    assert!(!decision.comments && matches!(decision.standing, Standing::Advises));
    // A rule that is only likely is no surer for a finding that claims more.
    let mut bold = judged(NO_TAG, "a.yaml", 0);
    bold.finding = bold.finding.confidence(Confidence::Certain);
    assert_eq!(decide_one(&root(""), bold).0.confidence, Confidence::Likely);
}

#[test]
fn report_only_shows_everything_and_stops_nothing() {
    let policy = root("version: 1\nreport_only: true");
    let (decision, outcome) = decide_one(&policy, found(Origin::Introduced, true));
    assert!(matches!(decision.standing, Standing::Advises) && decision.comments);
    assert_eq!(outcome, Outcome::Pass);
}

#[test]
fn a_review_comments_from_its_own_severity_on() {
    let comments = |policy: &str, origin| decide_one(&root(policy), found(origin, false)).0.comments;
    assert!(comments("", Origin::Introduced) && !comments("", Origin::Existing));
    assert!(!comments("version: 1\ncomment_at: critical", Origin::Introduced));
    assert!(!comments("version: 1\ncomment_at: never", Origin::Introduced));
    assert!(comments("version: 1\nfail_on: never\ncomment_at: low", Origin::Introduced));
}

#[test]
fn a_rule_that_is_off_or_a_file_that_is_excluded_says_nothing() {
    for policy in ["version: 1\nrules: { image/*: off }", "version: 1\nexclude: [\"*.yaml\"]"] {
        let verdict = root(policy).decide(input(vec![found(Origin::Introduced, true)]));
        assert!(verdict.decisions.is_empty() && verdict.outcome == Outcome::Pass);
    }
}

#[test]
fn what_could_not_be_verified_makes_the_verdict_incomplete_unless_something_blocks() {
    let outcome = |judged| root("").decide(Input { unverified: true, ..input(judged) }).outcome;
    assert_eq!(outcome(Vec::new()), Outcome::Incomplete);
    assert_eq!(outcome(vec![found(Origin::Introduced, true)]), Outcome::Fail);
}

#[test]
fn each_file_is_judged_by_its_own_policy() {
    let files = [(".portcullis.yaml", "version: 1"), ("lab/.portcullis.yaml", "version: 1\nreport_only: true")];
    let policy = load(&files, "lab/a.yaml").expect("a policy");
    let verdict = policy.decide(input(vec![judged(LATEST, "lab/a.yaml", 0), judged(LATEST, "live/a.yaml", 0)]));
    assert_eq!(verdict.decisions.iter().map(Decision::gates).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_verdict_repeats_what_it_was_told() {
    let unchecked = |what: &str| Unchecked { what: what.to_owned(), why: "no network".to_owned() };
    let input =
        Input { unchecked: vec![unchecked("b"), unchecked("a"), unchecked("b")], files: 7, ..input(Vec::new()) };
    let verdict = root("version: 1\nprofile: strict").decide(input);
    assert_eq!(verdict.unchecked, [unchecked("a"), unchecked("b")]);
    assert_eq!((verdict.base.as_str(), verdict.head.as_str(), verdict.files), ("base", "head", 7));
    assert_eq!(verdict.profile, Profile::Strict);
}

#[test]
fn the_policys_list_waives_by_rule_and_path_until_its_day() {
    let entry =
        |until: &str| format!("version: 1\nsuppress: [{{ rule: image/*, path: a.yaml, reason: local{until} }}]");
    let (decision, outcome) = decide_one(&root(&entry("")), found(Origin::Introduced, true));
    let Standing::Suppressed(waiver) = decision.standing else { panic!("{:?}", decision.standing) };
    assert_eq!((waiver.reason.as_str(), waiver.comment, waiver.until, waiver.added_here), ("local", None, None, false));
    assert!(!decision.comments && outcome == Outcome::Pass);
    assert!(!blocks(&entry(", until: 2026-09-01"), found(Origin::Introduced, true)), "its last day counts");
    assert!(blocks(&entry("").replace("a.yaml", "b.yaml"), found(Origin::Introduced, true)));
    assert!(blocks(&entry("").replace("image/*", "image/no-tag"), found(Origin::Introduced, true)));
}

#[test]
fn what_a_change_removes_is_waived_by_the_policy() {
    let text = Text::new(Side::Base, "gone.yaml".into(), b"image: a\n".to_vec());
    let mut removed = judged(LATEST, "gone.yaml", 0);
    removed.finding = Finding::at(&Site::new(&text, Span::new(0, 5)), "gone");
    let policy = root("version: 1\nsuppress: [{ rule: image/latest-tag, path: gone.yaml, reason: moved }]");
    assert!(decide_one(&policy, removed).0.is_waived());
}

#[test]
fn an_expired_entry_waives_nothing_and_is_told_once_at_its_place_in_the_policy() {
    let files = [
        (
            ".portcullis.yaml",
            "version: 1\nsuppress:\n  - { rule: image/latest-tag, path: a.yaml, reason: local, until: 2026-08-31 }\n",
        ),
        ("n/.portcullis.yaml", "version: 1"),
    ];
    let policy = load(&files, "n/a.yaml").expect("a policy");
    let verdict = policy.decide(input(vec![found(Origin::Introduced, true)]));
    let told: Vec<_> = verdict
        .decisions
        .iter()
        .map(|decision| {
            let at = &decision.judged.finding.at;
            let line = at.text.position(at.span.start).line;
            (at.text.path().to_string(), line, decision.judged.finding.message.clone(), decision.gates())
        })
        .collect();
    assert_eq!(
        told,
        [
            (".portcullis.yaml".to_owned(), 3, "expired on 2026-08-31".to_owned(), false),
            ("a.yaml".to_owned(), 1, "image/latest-tag speaks".to_owned(), true),
        ]
    );
}

/// The baseline of a run over a whole tree that found these.
fn written(judged: Vec<Judged>) -> String {
    baseline::write(&root("").decide(Input { whole_tree: true, ..input(judged) }).decisions)
}

#[test]
fn a_baseline_is_sorted_with_a_line_for_each_finding() {
    let text = written(vec![judged(NO_TAG, "b.yaml", 0), judged(LATEST, "b.yaml", 3), judged(LATEST, "a.yaml", 0)]);
    insta::assert_snapshot!(text, @r#"
    {
      "schema": "portcullis-baseline/1",
      "entries": [
        {"rule":"image/latest-tag","path":"a.yaml","fingerprint":"dc02966ce5273c60ec284a1e1fe2362b"},
        {"rule":"image/latest-tag","path":"b.yaml","fingerprint":"86d8ef0d6be937532852e1d977be90af"},
        {"rule":"image/no-tag","path":"b.yaml","fingerprint":"02f306994e4c987d25c17fbdc2b1e1e3"}
      ]
    }
    "#);
    assert_eq!(written(Vec::new()), "{\n  \"schema\": \"portcullis-baseline/1\",\n  \"entries\": []\n}\n");
}

#[test]
fn what_the_baseline_lists_never_blocks() {
    let baseline = written(vec![found(Origin::Introduced, false)]);
    let policy = load(&[(BASELINE, &baseline)], "a.yaml").expect("a policy");
    for (origin, touched, whole_tree, listed) in [
        (Origin::Introduced, false, true, true),
        (Origin::Existing, false, false, true),
        (Origin::Existing, true, false, true),
        // It was mended, and the change brings it back.
        (Origin::Introduced, true, false, false),
    ] {
        let mut verdict = policy.decide(Input { whole_tree, ..input(vec![found(origin, touched)]) });
        let decision = verdict.decisions.remove(0);
        assert_eq!(matches!(decision.standing, Standing::Baselined), listed, "{origin:?} {touched} {whole_tree}");
        assert_eq!(decision.gates(), !listed);
    }
}

#[test]
fn an_entry_covers_as_many_findings_as_were_written() {
    let twice = || vec![found(Origin::Existing, true), found(Origin::Existing, true)];
    let standings = |baseline: &str, judged| {
        let policy = load(&[(BASELINE, baseline)], "a.yaml").expect("a policy");
        policy.decide(input(judged)).decisions.iter().filter(|decision| decision.gates()).count()
    };
    assert_eq!(standings(&written(twice()), twice()), 0);
    assert_eq!(standings(&written(vec![found(Origin::Existing, true)]), twice()), 1);
}

#[test]
fn what_is_waived_is_not_written_into_a_baseline() {
    let policy = root("version: 1\nsuppress: [{ rule: image/*, path: a.yaml, reason: local }]");
    let decisions = policy.decide(input(vec![found(Origin::Introduced, true)])).decisions;
    assert!(!baseline::write(&decisions).contains("image/latest-tag"));
}

/// All of a verdict that reports print.
fn printed(verdict: &Verdict) -> Vec<String> {
    let lines = verdict.decisions.iter().map(|decision| {
        let Judged { rule, finding, print, .. } = &decision.judged;
        format!(
            "{:?} {} {} {print} {:?} {}",
            finding.at, rule.name, finding.message, decision.standing, decision.comments
        )
    });
    lines.collect()
}

proptest! {
    /// Threads may bring findings in any order.
    #[test]
    fn the_order_of_findings_changes_nothing(
        (sorted, shuffled) in prop::collection::vec((0_usize..3, 0_usize..3, 0_usize..3, 0_usize..2), 0..12)
            .prop_flat_map(|found| (Just(found.clone()), Just(found).prop_shuffle())),
    ) {
        let baseline = written(vec![judged(LATEST, "a.yaml", 0), judged(NO_TAG, "b.yaml", 1), judged(NO_TAG, "b.yaml", 1)]);
        let policy = load(&[(BASELINE, &baseline)], "a.yaml").expect("a policy");
        let decided = |found: &[(usize, usize, usize, usize)]| {
            let all = found.iter().map(|&(rule, path, at, word)| {
                let mut one = judged([LATEST, NO_TAG, LATEST][rule], ["a.yaml", "b.yaml", "c/d.yaml"][path], at);
                one.finding.message = ["one", "two"][word].to_owned();
                one
            });
            printed(&policy.decide(Input { whole_tree: true, ..input(all.collect()) }))
        };
        prop_assert_eq!(decided(&sorted), decided(&shuffled));
    }
}
