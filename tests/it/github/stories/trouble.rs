//! GitHub refuses, fails, waits, and goes away in the middle; and the pull request moves on.

use std::sync::Arc;
use std::time::Instant;

use super::{LATEST, PINNED, POD, expect, pod, summary, threads, with};
use crate::github::fake::{GATE, Trouble};

#[test]
fn one_comment_that_is_refused_costs_no_other() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    let other = pod(&[LATEST]);
    fake.push(1, &[("deploy/other.yaml", &other), ("deploy/more.yaml", &other.replace("web", "more"))]);
    fake.world().refused.push("deploy/other.yaml".to_owned());
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 1);
    assert_eq!(threads(&fake).len(), 3);
    assert!(threads(&fake).iter().all(|thread| thread.path != "deploy/other.yaml"));
    assert!(summary(&fake).contains("deploy/other.yaml"));
    assert_eq!(fake.pull(1).reviews.len(), 1, "{:#?}", fake.pull(1).reviews);
}

#[test]
fn all_of_them_refused_is_a_comment() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    fake.world().refused.push(POD.to_owned());
    expect(&fake.on_pull(1).go(), 1, 1);
    assert_eq!((threads(&fake).len(), fake.pull(1).comments.len(), fake.pull(1).reviews.len()), (0, 1, 0));
}

#[test]
fn an_answer_that_never_came_posts_nothing_twice() {
    for trouble in [Trouble::After(502), Trouble::After(500), Trouble::DropAfter, Trouble::Half] {
        let fake = with(&[PINNED, LATEST, LATEST]);
        fake.fault("POST", "/reviews", trouble);
        expect(&fake.on_pull(1).go(), 1, 1);
        assert_eq!((fake.pull(1).reviews.len(), threads(&fake).len()), (1, 2));
    }
}

#[test]
fn what_had_no_effect_is_posted_after_all() {
    for trouble in [Trouble::Before(502), Trouble::Before(503), Trouble::Drop] {
        let fake = with(&[PINNED, LATEST, LATEST]);
        fake.fault("POST", "/reviews", trouble);
        expect(&fake.on_pull(1).go(), 1, 1);
        assert_eq!((fake.pull(1).reviews.len(), threads(&fake).len()), (1, 2));
    }
}

#[test]
fn a_sticky_comment_is_posted_once_too() {
    for trouble in [Trouble::After(502), Trouble::DropAfter, Trouble::Before(502)] {
        let fake = with(&[PINNED, LATEST]);
        fake.world().longest_patch = 1;
        fake.fault("POST", "/issues/1/comments", trouble);
        expect(&fake.on_pull(1).go(), 1, 1);
        assert_eq!(fake.pull(1).comments.len(), 1);
    }
}

#[test]
fn reading_is_tried_again() {
    let fake = with(&[PINNED, LATEST]);
    fake.faults(2, "GET", "/files", Trouble::Before(502));
    fake.fault("POST", "query State", Trouble::Drop);
    expect(&fake.on_pull(1).go(), 1, 1);
}

#[test]
fn a_server_that_is_gone_changes_no_verdict() {
    for tags in [[PINNED, LATEST], [PINNED, PINNED]] {
        let fake = with(&tags);
        fake.faults(1000, "POST", "", Trouble::Before(502));
        fake.faults(1000, "GET", "", Trouble::Drop);
        let ran = fake.on_pull(1).uploading().go();
        expect(&ran, i32::from(tags[1] == LATEST), 0);
        assert!(ran.log.contains("::warning"), "{}", ran.log);
        assert_eq!(ran.summary.contains("image/latest-tag"), tags[1] == LATEST);
    }
}

#[test]
fn a_short_limit_is_waited_out() {
    let fake = with(&[PINNED, LATEST]);
    fake.fault("POST", "/reviews", Trouble::secondary(1));
    let begun = Instant::now();
    expect(&fake.on_pull(1).go(), 1, 1);
    assert!(begun.elapsed().as_millis() >= 1000);
    assert_eq!(fake.pull(1).reviews.len(), 1);
}

#[test]
fn a_long_one_is_not() {
    for limit in [Trouble::secondary(900), Trouble::primary(4_000_000_000)] {
        let fake = with(&[PINNED, LATEST]);
        fake.faults(100, "POST", "/", limit);
        let ran = fake.on_pull(1).with("--deadline=20").go();
        expect(&ran, 1, 0);
        assert!(ran.log.contains("limit") && ran.calls.len() <= 4, "{ran:#?}");
        assert_eq!(fake.pull(1).reviews.len(), 0);
    }
}

#[test]
fn a_push_under_the_run_is_noticed() {
    let fake = with(&[PINNED, LATEST]);
    fake.fault("POST", "query State", Trouble::Then(Arc::new(|world| world.push(1, &[("more", "x\n")]))));
    let ran = fake.on_pull(1).uploading().go();
    expect(&ran, 1, 0);
    assert!(ran.log.contains("a newer commit"), "{}", ran.log);
    assert_eq!(fake.pull(1).reviews.len(), 0);
    // The run for the newer commit says what there is to say.
    expect(&fake.on_pull(1).go(), 1, 1);
}

#[test]
fn a_force_push_at_the_last_moment_is_noticed() {
    let fake = with(&[PINNED, LATEST]);
    let anew = |world: &mut crate::github::fake::World| world.force_push(1, &[(POD, &pod(&[LATEST, LATEST]))]);
    fake.fault("POST", "/reviews", Trouble::Then(Arc::new(anew)));
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 0);
    assert!(ran.log.contains("a newer commit"), "{}", ran.log);
    assert_eq!((fake.pull(1).reviews.len(), ran.asked("/reviews")), (0, 1));
}

#[test]
fn edits_that_fail_are_made_at_the_next_push() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    fake.push(1, &[(POD, &pod(&[PINNED, PINNED, PINNED]))]);
    fake.fault("POST", "mutation", Trouble::Before(502));
    let ran = fake.on_pull(1).go();
    expect(&ran, 0, 0);
    assert!(ran.log.contains("could not be edited"), "{}", ran.log);
    expect(&fake.on_pull(1).go(), 0, 0);
    assert!(super::is_buried(&fake, 0) && super::is_buried(&fake, 1) && summary(&fake).contains("passed"));
}

#[test]
fn an_upload_that_fails_is_told_and_stops_nothing() {
    let fake = with(&[PINNED, LATEST]);
    {
        let mut world = fake.world();
        world.pending = 0;
        world.sarif_errors.push("repository has too many logical alerts".to_owned());
    }
    let ran = fake.on_pull(1).uploading().go();
    expect(&ran, 1, 1);
    assert!(ran.log.contains("too many logical alerts"), "{}", ran.log);
    fake.fault("POST", "/code-scanning/sarifs", Trouble::Before(413));
    let ran = fake.on_pull(1).uploading().go();
    expect(&ran, 1, 0);
    assert!(ran.log.contains("413") && !ran.log.contains(GATE), "{}", ran.log);
}
