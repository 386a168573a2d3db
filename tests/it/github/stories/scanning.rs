//! What code scanning comes to know: of a pull request its change, of the default branch all that it holds.

use super::{LATEST, PINNED, POD, expect, pod, with};
use crate::github::fake::{Checkout, Fake};

const MAIN: &str = "refs/heads/main";
const API: &str = "deploy/api.yaml";

/// Another pod than those of `main`, with the same to say about it.
fn job() -> String {
    pod(&[LATEST]).replace("web", "job")
}

/// The alerts that are open on `reference`: `path: severity`.
fn alerts(fake: &Fake, reference: &str) -> Vec<String> {
    fake.alerts(reference).iter().map(|alert| format!("{}: {}", alert.path, alert.severity)).collect()
}

/// A GitHub whose `main` has two pods with something to say about them, and that reads an analysis at once.
fn with_debts() -> Fake {
    let fake = Fake::new(&[(POD, &pod(&[LATEST])), (API, &pod(&[LATEST]))]);
    fake.world().pending = 0;
    fake
}

/// A push of `files` to `main`, judged; its exit code.
fn push(fake: &Fake, files: &[(&str, &str)]) -> i32 {
    let (before, after) = fake.push_branch("main", files);
    fake.on_push("main", before.as_deref(), &after).uploading().go().code
}

#[test]
fn a_push_closes_the_alerts_that_it_mends_and_no_others() {
    let fake = with_debts();
    assert_eq!(push(&fake, &[("notes", "x\n")]), 0);
    assert_eq!(alerts(&fake, MAIN), ["deploy/api.yaml: critical", "deploy/web.yaml: critical"]);
    assert_eq!(push(&fake, &[(API, &pod(&[PINNED]))]), 0);
    assert_eq!(alerts(&fake, MAIN), ["deploy/web.yaml: critical"]);
    // The push is judged by what it brings, whatever else there is.
    assert_eq!(push(&fake, &[("deploy/job.yaml", &job())]), 1);
    assert_eq!(alerts(&fake, MAIN), ["deploy/job.yaml: critical", "deploy/web.yaml: critical"]);
}

#[test]
fn a_run_without_a_change_tells_of_the_default_branch() {
    let fake = with_debts();
    for run in [fake.on_schedule(), fake.on_dispatch("main")] {
        fake.world().uploads.clear();
        let ran = run.uploading().go();
        expect(&ran, 0, 0);
        assert_eq!((ran.outputs["verdict"].as_str(), alerts(&fake, MAIN).len()), ("pass", 2), "{}", ran.log);
    }
    expect(&fake.on_schedule().go(), 0, 0);
}

#[test]
fn the_default_branch_is_judged_by_its_own_policy() {
    let fake = with_debts();
    fake.advance(&[(".portcullis.yaml", "version: 1\nexclude: [deploy/api.yaml]\n")]);
    expect(&fake.on_schedule().uploading().go(), 0, 0);
    assert_eq!(alerts(&fake, MAIN), ["deploy/web.yaml: critical"]);
}

#[test]
fn a_pull_request_tells_of_its_change() {
    let fake = with_debts();
    fake.open("topic", &[("deploy/job.yaml", &job())]);
    expect(&fake.on_pull(1).uploading().go(), 1, 1);
    assert_eq!(alerts(&fake, "refs/pull/1/merge"), ["deploy/job.yaml: critical"]);
    assert_eq!(alerts(&fake, MAIN), [""; 0]);
}

#[test]
fn merge_protection_sees_what_the_gate_sees() {
    let fake = with(&[PINNED]);
    fake.world().pending = 0;
    fake.push(1, &[("docs/examples/web.yaml", &pod(&[LATEST]))]);
    expect(&fake.on_pull(1).uploading().go(), 0, 0);
    let alert = fake.alerts("refs/pull/1/merge").remove(0);
    assert_eq!((alert.rule.as_str(), alert.severity), ("image/latest-tag/low", "low"));
}

#[test]
fn what_would_be_less_than_the_whole_is_not_uploaded() {
    let fake = with_debts();
    let (before, after) = fake.push_branch("main", &[("notes", "x\n")]);
    let on_push = || fake.on_push("main", before.as_deref(), &after).uploading();
    for run in
        [on_push().checkout(Checkout::None), on_push().with("--api"), fake.on_schedule().with("--api").uploading()]
    {
        let ran = run.go();
        expect(&ran, 0, 0);
        assert!(ran.log.contains("nothing is uploaded to code scanning"), "{}", ran.log);
    }
    // A policy that cannot be read judges nothing.
    let (before, after) = fake.push_branch("main", &[(".portcullis.yaml", "version: 1\nno_such_key: 1\n")]);
    let ran = fake.on_push("main", before.as_deref(), &after).uploading().go();
    assert!(ran.log.contains("nothing is uploaded to code scanning") && ran.log.contains("no_such_key"), "{}", ran.log);
    assert_eq!(fake.uploads().len(), 0);
}
