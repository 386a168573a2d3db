//! A blocked change that somebody lets pass, whom the target's policy names, with a reason.

use super::{LATEST, PINNED, POD, expect, pod, summary, threads};
use crate::github::fake::Fake;

const POLICY: &str = "version: 1\nbreak_glass: { by: [octocat], label: break-glass }\n";

fn blocked() -> Fake {
    let fake = Fake::new(&[(POD, &pod(&[PINNED])), (".portcullis.yaml", POLICY)]);
    fake.open("topic", &[(POD, &pod(&[PINNED, LATEST]))]);
    expect(&fake.on_pull(1).go(), 1, 1);
    fake
}

/// Asserts that a run lets the change pass, on record everywhere.
#[track_caller]
fn passes(fake: &Fake) {
    let ran = fake.on_pull(1).go();
    expect(&ran, 0, 0);
    assert_eq!(ran.outputs["verdict"], "overruled");
    for told in [&ran.log, &ran.summary, &summary(fake)] {
        assert!(told.contains("octocat") && told.contains("The site is down"), "{told}");
    }
    assert!(threads(fake).iter().all(|thread| thread.comments[0].minimized.is_none()));
}

#[test]
fn an_approval_with_a_reason() {
    let fake = blocked();
    fake.reviews("octocat", 1, "APPROVED", "The site is down.");
    passes(&fake);
    // It was given to that commit, not to the next one.
    fake.push(1, &[("more", "x\n")]);
    expect(&fake.on_pull(1).go(), 1, 0);
    assert!(!summary(&fake).contains("The site is down"));
}

#[test]
fn a_label_and_a_comment_with_a_reason() {
    let fake = blocked();
    let head = fake.pull(1).head;
    fake.labels("octocat", 1, "break-glass");
    fake.says("octocat", 1, &format!("break-glass: {head} The site is down."));
    passes(&fake);
    fake.push(1, &[("more", "x\n")]);
    expect(&fake.on_pull(1).go(), 1, 0);
}

#[test]
fn what_does_not_count() {
    type Operation = fn(&Fake);
    let operations: [(&str, Operation); 5] = [
        ("no reason", |fake| fake.reviews("octocat", 1, "APPROVED", "")),
        ("not named", |fake| fake.reviews("mallory", 1, "APPROVED", "The site is down.")),
        ("an app", |fake| fake.reviews("octocat[bot]", 1, "APPROVED", "The site is down.")),
        ("a label without a comment", |fake| fake.labels("octocat", 1, "break-glass")),
        ("a label by somebody else", |fake| {
            let head = fake.pull(1).head;
            fake.labels("mallory", 1, "break-glass");
            fake.says("octocat", 1, &format!("break-glass: {head} The site is down."));
        }),
    ];
    for (what, operation) in operations {
        let fake = blocked();
        operation(&fake);
        let ran = fake.on_pull(1).go();
        assert_eq!((ran.code, ran.mails.len()), (1, 0), "{what}: {ran:#?}");
        assert_eq!(ran.outputs["verdict"], "fail", "{what}");
    }
}

#[test]
fn the_change_does_not_name_those_who_may() {
    let fake = Fake::new(&[(POD, &pod(&[PINNED]))]);
    fake.open("topic", &[(POD, &pod(&[PINNED, LATEST])), (".portcullis.yaml", POLICY)]);
    fake.reviews("octocat", 1, "APPROVED", "The site is down.");
    expect(&fake.on_pull(1).go(), 1, 1);
}

#[test]
fn in_the_queue_it_still_holds() {
    let fake = blocked();
    fake.reviews("octocat", 1, "APPROVED", "The site is down.");
    let (base, head, branch) = fake.queue(1);
    expect(&fake.on_queue(&base, &head, &branch).go(), 0, 0);
}
