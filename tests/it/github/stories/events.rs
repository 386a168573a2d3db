//! Other events, and checkouts of every depth.

use super::{LATEST, PINNED, POD, expect, pod, threads, with};
use crate::github::fake::{Access, BOT, Checkout, Rights};

#[test]
fn every_depth_of_a_checkout_finds_the_same_change() {
    let fake = with(&[PINNED, LATEST]);
    fake.push(1, &[("more", "x\n")]);
    fake.advance(&[("other.yaml", &pod(&[LATEST]))]);
    for (checkout, head) in [
        (Checkout::Depth(1), false),
        (Checkout::Depth(2), false),
        (Checkout::Full, false),
        (Checkout::None, false),
        (Checkout::Depth(1), true),
        (Checkout::Depth(2), true),
        (Checkout::Full, true),
    ] {
        let run = fake.on_pull(1).checkout(checkout).with("--no-comment");
        let ran = if head { run.at(&fake.pull(1).head).go() } else { run.go() };
        assert_eq!((ran.code, ran.outputs["findings"].as_str()), (1, "1"), "{checkout:?} {head} {}", ran.log);
    }
}

#[test]
fn a_change_that_cannot_be_found_is_never_green() {
    let fake = with(&[PINNED, PINNED]);
    fake.token("blind", BOT, Rights { contents: Access::None, pull_requests: Access::None, ..Rights::GATE });
    let ran = fake.on_pull(1).checkout(Checkout::None).token(Some("blind")).go();
    expect(&ran, 3, 0);
    assert!(!ran.log.contains("blind"), "{}", ran.log);
}

#[test]
fn comments_stand_on_the_lines_of_the_pull_request_where_the_merge_has_others() {
    let fake = with(&[PINNED, LATEST]);
    // Meanwhile two lines have come on top of the same file in main: the merge has other line numbers.
    fake.advance(&[(POD, &format!("# One.\n# Two.\n{}", pod(&[PINNED])))]);
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 1);
    assert!(threads(&fake).iter().all(|thread| thread.line == Some(9)), "{:#?}", threads(&fake));
}

#[test]
fn a_merge_group_is_judged_and_nothing_is_posted() {
    let fake = with(&[PINNED, LATEST]);
    let (base, head, branch) = fake.queue(1);
    for checkout in [Checkout::Depth(1), Checkout::Depth(2), Checkout::Full] {
        let ran = fake.on_queue(&base, &head, &branch).checkout(checkout).uploading().go();
        expect(&ran, 1, 0);
        assert_eq!(ran.asked("/reviews") + ran.asked("/sarifs"), 0, "{:?}", ran.calls);
    }
    fake.push(1, &[(POD, &pod(&[PINNED, PINNED]))]);
    let (base, head, branch) = fake.queue(1);
    expect(&fake.on_queue(&base, &head, &branch).go(), 0, 0);
}

#[test]
fn a_push_is_judged_against_what_was_there() {
    let fake = with(&[PINNED]);
    let (before, after) = fake.push_branch("main", &[(POD, &pod(&[PINNED, LATEST]))]);
    fake.world().pending = 0;
    let ran = fake.on_push("main", before.as_deref(), &after).uploading().go();
    expect(&ran, 1, 0);
    assert_eq!((fake.uploads()[0].reference.as_str(), ran.asked("/reviews")), ("refs/heads/main", 0));
    let (before, after) = fake.push_branch("main", &[("more", "x\n")]);
    expect(&fake.on_push("main", before.as_deref(), &after).go(), 0, 0);
}

#[test]
fn a_new_branch_is_judged_against_the_default_one() {
    let fake = with(&[PINNED]);
    fake.push_branch("fresh", &[(POD, &pod(&[PINNED, LATEST]))]);
    let (_, after) = fake.push_branch("fresh", &[("more", "x\n")]);
    fake.advance(&[("other", "x\n")]);
    for checkout in [Checkout::Depth(1), Checkout::Full] {
        expect(&fake.on_push("fresh", None, &after).checkout(checkout).go(), 1, 0);
    }
}

#[test]
fn a_forced_push_whose_past_is_gone() {
    let fake = with(&[PINNED]);
    let (_, after) = fake.push_branch("fresh", &[(POD, &pod(&[PINNED, LATEST]))]);
    let gone = "1".repeat(40);
    expect(&fake.on_push("fresh", Some(&gone), &after).go(), 1, 0);
}
