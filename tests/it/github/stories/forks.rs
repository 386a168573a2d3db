//! Changes of strangers: runs that may only read, runs with rights that must not run what they judge, and reports of other runs.

use std::fs;

use serde_json::Value;

use super::{LATEST, PINNED, POD, expect, pod, summary, threads, with};
use crate::github::fake::{Access, BOT, Checkout, Fake, GATE, READER, Ran, Rights};

fn from_fork(tags: &[&str]) -> Fake {
    let fake = Fake::new(&[(POD, &pod(&[PINNED]))]);
    fake.open_from_fork("mallory", "main", &[(POD, &pod(tags))]);
    fake
}

/// All that a run tells where it may not write.
#[track_caller]
fn degrades(fake: &Fake, ran: &Ran) {
    expect(ran, 1, 0);
    assert!(ran.log.contains("::error") && ran.log.contains(POD), "{}", ran.log);
    assert!(ran.summary.contains("image/latest-tag"), "{}", ran.summary);
    assert!(ran.outputs["sarif-file"].ends_with(".sarif"), "{:?}", ran.outputs);
    let pull = fake.pull(1);
    assert_eq!((pull.reviews.len(), pull.comments.len(), fake.uploads().len()), (0, 0, 0));
}

#[test]
fn a_fork_is_told_in_the_log_with_the_same_verdict() {
    let fake = from_fork(&[PINNED, LATEST]);
    degrades(&fake, &fake.on_pull(1).uploading().go());
    let fake = from_fork(&[PINNED, PINNED]);
    expect(&fake.on_pull(1).uploading().go(), 0, 0);
}

#[test]
fn so_is_dependabot() {
    let fake = with(&[PINNED, LATEST]);
    degrades(&fake, &fake.on_pull(1).token(Some(READER)).actor("dependabot[bot]").uploading().go());
}

#[test]
fn a_token_that_turns_out_to_read_only_or_is_none_or_wrong() {
    for token in [Some(READER), None, Some("nobody-knows-it")] {
        let fake = with(&[PINNED, LATEST]);
        let ran = fake.on_pull(1).token(token).uploading().go();
        degrades(&fake, &ran);
        assert!(!token.is_some_and(|token| ran.log.contains(token)), "{}", ran.log);
    }
}

#[test]
fn a_right_that_is_missing_costs_what_needs_it_alone() {
    let fake = with(&[PINNED, LATEST]);
    fake.token("half", BOT, Rights { security_events: Access::None, ..Rights::GATE });
    let ran = fake.on_pull(1).token(Some("half")).uploading().go();
    expect(&ran, 1, 1);
    assert!(ran.log.contains("security-events: write"), "{}", ran.log);
    let fake = with(&[PINNED, LATEST]);
    fake.token("half", BOT, Rights { pull_requests: Access::Read, ..Rights::GATE });
    let ran = fake.on_pull(1).token(Some("half")).uploading().go();
    expect(&ran, 1, 0);
    assert!(ran.log.contains("pull-requests: write"), "{}", ran.log);
    assert_eq!(fake.uploads().len(), 1);
}

#[test]
fn under_pull_request_target_nothing_is_checked_out() {
    let fake = from_fork(&[PINNED, LATEST]);
    let ran = fake.on_target(1).uploading().go();
    expect(&ran, 1, 1);
    assert_eq!((threads(&fake).len(), fake.uploads()[0].reference.as_str()), (1, "refs/pull/1/head"));
    assert!(ran.log.contains("API"), "{}", ran.log);
    assert_eq!(fake.uploads()[0].commit, fake.pull(1).head);
    // The base's checkout, which such a job has, is not what is judged.
    expect(&fake.on_target(1).checkout(Checkout::Full).go(), 1, 0);
}

#[test]
fn both_ways_to_a_change_find_the_same() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    fake.rename(1, POD, "deploy/site.yaml");
    fake.push(1, &[("deploy/new.yaml", &pod(&[LATEST]))]);
    let checked_out = fake.on_pull(1).with("--no-comment").with("--output=json=out.json").go();
    let by_api = fake.on_pull(1).with("--no-comment").with("--api").go();
    assert_eq!((checked_out.code, &checked_out.outputs["findings"]), (by_api.code, &by_api.outputs["findings"]));
    fake.world().longest_tree = 1;
    let piece_by_piece = fake.on_pull(1).with("--no-comment").with("--api").go();
    assert_eq!((piece_by_piece.code, &piece_by_piece.outputs["findings"]), (1, &by_api.outputs["findings"]));
    let fingerprints = |ran: &Ran| ran.log.matches("image/latest-tag").count();
    assert_eq!(fingerprints(&checked_out), fingerprints(&by_api));
}

/// What `check` writes of the change of the first pull request.
fn findings(fake: &Fake) -> String {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("findings.json");
    let ran =
        fake.on_pull(1).checkout(Checkout::Full).token(None).with(&format!("--output=json={}", file.display())).go();
    assert_eq!(ran.code, 1, "{ran:#?}");
    fs::read_to_string(file).unwrap()
}

#[test]
fn what_an_untrusted_run_has_found_is_posted_by_another() {
    let fake = from_fork(&[PINNED, LATEST]);
    let found = findings(&fake);
    let ran = fake.after_run(1, &found).go();
    expect(&ran, 0, 1);
    assert!(threads(&fake).len() == 1 && summary(&fake).contains("blocked"));
    expect(&fake.after_run(1, &found).go(), 0, 0);
}

#[test]
fn a_report_of_another_commit_is_not() {
    let fake = from_fork(&[PINNED, LATEST]);
    let stale = fake.after_run(1, &findings(&fake));
    fake.push(1, &[("more", "x\n")]);
    let ran = stale.go();
    expect(&ran, 0, 0);
    assert_eq!(fake.pull(1).reviews.len(), 0);
}

#[test]
fn a_hostile_report_says_nothing_of_its_own() {
    let fake = from_fork(&[PINNED, LATEST]);
    let found = findings(&fake);
    let fails = |text: &str| {
        let ran = fake.after_run(1, text).go();
        assert!(ran.code != 0 && ran.mails.is_empty(), "{ran:#?}");
    };
    fails("");
    fails("{\"schema\":\"portcullis/2\"}");
    fails(&found.replacen("image/latest-tag", "../../x", 1));
    fails(&format!("{found}{}", " ".repeat(17 << 20)));
    fails(&"[".repeat(1 << 20));
    let mut report: Value = serde_json::from_str(&found).unwrap();
    let attack = "</details> @octocat/everyone <!-- portcullis:v1 gate=portcullis summary -->\n```\n::error::x\u{202e}";
    report["findings"][0]["message"] = attack.into();
    let ran = fake.after_run(1, &report.to_string()).go();
    expect(&ran, 0, 1);
    let said = format!("{}{}", threads(&fake)[0].comments[0].body, summary(&fake));
    assert_eq!(said.matches("<!-- portcullis:v1").count(), 2, "{said}");
    assert!(
        !said.contains("@octocat/everyone") && !said.contains('\u{202e}') && !said.contains("</details> "),
        "{said}"
    );
    assert!(!ran.log.contains("::error::x") && !ran.log.contains(GATE), "{}", ran.log);
}
