//! Whose policy judges a pull request that has fallen behind: that of the branch it is for, as it is now.

use super::{LATEST, PINNED, POD, expect, pod};
use crate::github::fake::{BOT, Checkout, Fake, Rights};

const POLICY: &str = ".portcullis.yaml";
const LAX: &str = "version: 1\nfail_on: never\n";
const STRICT: &str = "version: 1\nfail_on: high\n";

/// A pull request with a finding, opened when `main` had the policy `before`.
fn opened_under(before: &str) -> Fake {
    let fake = Fake::new(&[(POD, &pod(&[PINNED])), (POLICY, before)]);
    fake.open("topic", &[("deploy/new.yaml", &pod(&[LATEST]))]);
    fake
}

/// Asserts the exit code of each way to the change, none of which speaks of an edit of the policy.
#[track_caller]
fn judged(fake: &Fake, code: i32) {
    let head = fake.pull(1).head;
    let on_head = |checkout| fake.on_pull(1).checkout(checkout).at(&head);
    let runs = [
        fake.on_pull(1),
        fake.on_pull(1).checkout(Checkout::Full),
        on_head(Checkout::Depth(1)),
        on_head(Checkout::Full),
        fake.on_pull(1).with("--api"),
        fake.on_target(1),
    ];
    for (way, run) in runs.into_iter().enumerate() {
        let ran = run.with("--no-comment").go();
        assert_eq!(ran.code, code, "{way}: {}", ran.log);
        assert!(!ran.log.contains("gate/policy-changed"), "{way}: {}", ran.log);
    }
}

#[test]
fn a_policy_that_was_tightened_since_holds() {
    let fake = opened_under(LAX);
    fake.advance(&[(POLICY, STRICT)]);
    judged(&fake, 1);
}

#[test]
fn so_does_one_that_was_loosened() {
    let fake = opened_under(STRICT);
    fake.advance(&[(POLICY, LAX)]);
    judged(&fake, 0);
}

#[test]
fn so_does_that_of_a_directory() {
    let fake = opened_under(STRICT);
    fake.advance(&[("deploy/.portcullis.yaml", "version: 1\nexclude: ['**']\n")]);
    judged(&fake, 0);
}

#[test]
fn an_event_that_tells_of_an_old_tip_is_not_believed() {
    let fake = opened_under(LAX);
    let head = fake.pull(1).head;
    let late = [
        fake.on_pull(1).checkout(Checkout::Full).at(&head),
        fake.on_pull(1).checkout(Checkout::Depth(1)).at(&head),
        fake.on_pull(1).with("--api"),
        fake.on_target(1),
    ];
    fake.advance(&[(POLICY, STRICT)]);
    for run in late {
        let ran = run.with("--no-comment").go();
        assert_eq!(ran.code, 1, "{}", ran.log);
    }
}

#[test]
fn those_who_may_break_the_glass_are_named_by_the_tip() {
    let glass = "version: 1\nbreak_glass: { by: [octocat] }\n";
    let fake = opened_under(glass);
    fake.reviews("octocat", 1, "APPROVED", "The site is down.");
    expect(&fake.on_pull(1).with("--no-comment").go(), 0, 0);
    fake.advance(&[(POLICY, STRICT)]);
    judged(&fake, 1);
}

#[test]
fn a_policy_that_an_input_names_is_that_of_the_tip() {
    let fake = Fake::new(&[(POD, &pod(&[PINNED])), ("ci/gate.yaml", LAX)]);
    fake.open("topic", &[(POD, &pod(&[PINNED, LATEST]))]);
    fake.advance(&[("ci/gate.yaml", STRICT)]);
    for run in [fake.on_pull(1), fake.on_pull(1).checkout(Checkout::Full).at(&fake.pull(1).head), fake.on_target(1)] {
        expect(&run.with("--config=ci/gate.yaml").with("--no-comment").go(), 1, 0);
    }
}

#[test]
fn a_branch_is_not_judged_by_what_was_pushed_to_it_before() {
    let fake = Fake::new(&[(POD, &pod(&[PINNED]))]);
    fake.push_branch("fresh", &[(POLICY, LAX)]);
    let (before, after) = fake.push_branch("fresh", &[(POD, &pod(&[PINNED, LATEST]))]);
    for checkout in [Checkout::Depth(1), Checkout::Depth(2), Checkout::Full] {
        let ran = fake.on_push("fresh", before.as_deref(), &after).checkout(checkout).go();
        expect(&ran, 1, 0);
        assert!(!ran.log.contains("gate/policy-changed"), "that was another push: {}", ran.log);
    }
}

#[test]
fn the_default_branch_is_judged_by_what_it_had_before() {
    let fake = Fake::new(&[(POD, &pod(&[PINNED])), (POLICY, STRICT)]);
    let (before, after) = fake.push_branch("main", &[(POD, &pod(&[PINNED, LATEST])), (POLICY, LAX)]);
    expect(&fake.on_push("main", before.as_deref(), &after).go(), 1, 0);
}

#[test]
fn a_tip_that_nobody_tells_is_never_green() {
    let fake = Fake::new(&[(POD, &pod(&[PINNED]))]);
    let (before, after) = fake.push_branch("fresh", &[("more", "x\n")]);
    fake.token("blind", BOT, Rights { contents: crate::github::fake::Access::None, ..Rights::GATE });
    let ran = fake.on_push("fresh", before.as_deref(), &after).token(Some("blind")).go();
    expect(&ran, 3, 0);
    assert!(ran.log.contains("the tip of `main`"), "{}", ran.log);
}
