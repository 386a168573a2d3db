//! From push to push: what stands, what is edited, what is gone. One mail for each push at most.

use serde_json::json;

use super::{LATEST, PINNED, POD, expect, is_buried, pod, summary, threads, with};
use crate::github::fake::{Access, BOT, Fake, GATE, Rights};

#[test]
fn push_and_push_again_and_fix_and_break_again() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 1);
    assert_eq!((ran.outputs["verdict"].as_str(), ran.outputs["findings"].as_str()), ("fail", "2"));
    assert!(ran.summary.contains("image/latest-tag") && summary(&fake).contains("blocked"));
    let lines: Vec<_> = threads(&fake).iter().map(|thread| (thread.path.clone(), thread.line)).collect();
    assert_eq!(lines, [(POD.to_owned(), Some(9)), (POD.to_owned(), Some(11))]);

    fake.push(1, &[("README.md", "More of it.\n")]);
    expect(&fake.on_pull(1).go(), 1, 0);
    let edits = |fake: &Fake| threads(fake).iter().map(|thread| thread.comments[0].edits).sum::<usize>();
    assert_eq!((threads(&fake).len(), edits(&fake)), (2, 0));

    fake.push(1, &[(POD, &pod(&[PINNED, PINNED, LATEST]))]);
    expect(&fake.on_pull(1).go(), 1, 0);
    assert_eq!((is_buried(&fake, 0), is_buried(&fake, 1)), (true, false));

    fake.push(1, &[(POD, &pod(&[PINNED, PINNED, PINNED]))]);
    let ran = fake.on_pull(1).go();
    expect(&ran, 0, 0);
    assert_eq!((ran.outputs["verdict"].as_str(), is_buried(&fake, 1)), ("pass", true));
    assert!(summary(&fake).contains("passed"));

    fake.push(1, &[(POD, &pod(&[PINNED, LATEST, PINNED]))]);
    expect(&fake.on_pull(1).go(), 1, 0);
    assert_eq!((threads(&fake).len(), is_buried(&fake, 0)), (2, false));
    assert!(threads(&fake)[0].comments[0].minimized.is_none() && summary(&fake).contains("blocked"));
}

#[test]
fn what_comes_later_is_one_more_review_that_points_at_the_summary() {
    let fake = with(&[PINNED, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    fake.push(1, &[(POD, &pod(&[PINNED, LATEST, LATEST, LATEST]))]);
    expect(&fake.on_pull(1).go(), 1, 1);
    let pull = fake.pull(1);
    assert_eq!((pull.reviews.len(), threads(&fake).len()), (2, 3));
    let address =
        format!("https://github.com/octocat/hello-world/pull/1#pullrequestreview-{}", pull.reviews[0].remark.id);
    assert!(pull.reviews[1].remark.body.contains(&address), "{}", pull.reviews[1].remark.body);
    assert!(summary(&fake).contains('3'));
}

#[test]
fn running_again_changes_nothing() {
    let fake = with(&[LATEST, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 0);
    assert_eq!(ran.calls, ["POST /graphql"]);
}

#[test]
fn a_clean_change_is_not_mentioned() {
    let fake = with(&[PINNED, PINNED]);
    let ran = fake.on_pull(1).go();
    expect(&ran, 0, 0);
    assert_eq!((fake.pull(1).comments.len(), fake.pull(1).reviews.len()), (0, 0));
}

#[test]
fn a_force_push_keeps_what_still_stands() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    fake.advance(&[("other", "x\n")]);
    fake.force_push(1, &[(POD, &pod(&[PINNED, LATEST, PINNED]))]);
    expect(&fake.on_pull(1).go(), 1, 0);
    assert_eq!((is_buried(&fake, 0), is_buried(&fake, 1), threads(&fake).len()), (false, true, 2));
}

#[test]
fn lines_that_move_take_their_comments_along() {
    let fake = with(&[PINNED, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    fake.push(1, &[(POD, &format!("# A comment.\n# Another one.\n{}", pod(&[PINNED, LATEST])))]);
    expect(&fake.on_pull(1).go(), 1, 0);
    assert_eq!((threads(&fake).len(), is_buried(&fake, 0)), (1, false));
}

#[test]
fn a_file_that_is_renamed_is_told_once_more_at_most() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    fake.rename(1, POD, "deploy/site.yaml");
    let ran = fake.on_pull(1).go();
    assert!(ran.code == 1 && ran.mails.len() <= 1, "{ran:#?}");
    let open = threads(&fake).iter().filter(|thread| thread.comments[0].minimized.is_none()).count();
    assert_eq!(open, 2, "{:#?}", threads(&fake));
    summary(&fake);
}

#[test]
fn a_closed_pull_request_is_left_alone() {
    let fake = with(&[PINNED, LATEST]);
    fake.close(1);
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 0);
    assert!(ran.log.contains("closed"), "{}", ran.log);
    assert_eq!(fake.pull(1).reviews.len(), 0);
}

#[test]
fn what_people_say_is_never_lost() {
    let fake = with(&[PINNED, LATEST, LATEST]);
    fake.says("hubot", 1, "Nice.");
    expect(&fake.on_pull(1).go(), 1, 1);
    fake.replies("hubot", 1, 0, "Why is that?");
    fake.push(1, &[(POD, &pod(&[PINNED, PINNED, PINNED]))]);
    expect(&fake.on_pull(1).go(), 0, 0);
    let answered = threads(&fake)[0].clone();
    assert!(answered.comments[0].body.contains("Fixed in ") && answered.comments[0].minimized.is_none());
    assert_eq!((answered.comments[1].body.as_str(), answered.comments[1].edits), ("Why is that?", 0));
    assert!(is_buried(&fake, 1));
    assert_eq!((fake.pull(1).comments[0].body.as_str(), fake.pull(1).comments[0].edits), ("Nice.", 0));
}

#[test]
fn a_forged_marker_hides_nothing_and_is_nobodys_but_its_authors() {
    let fake = with(&[PINNED, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    let (own, page) = (threads(&fake)[0].comments[0].body.clone(), summary(&fake));
    // The same change once more, where the markers have been written by its author beforehand.
    let second = fake.open("copy", &[(POD, &pod(&[PINNED, LATEST]))]);
    fake.token("hers", "mallory", Rights { contents: Access::Write, ..Rights::GATE });
    let comments = json!([{ "path": POD, "line": 9, "side": "RIGHT", "body": own }]);
    let review = json!({ "event": "COMMENT", "body": page, "comments": comments });
    assert_eq!(fake.send("hers", "POST", "/repos/octocat/hello-world/pulls/2/reviews", &review).unwrap().status, 200);
    fake.says("mallory", second, &page);
    let ran = fake.on_pull(second).go();
    expect(&ran, 1, 1);
    let pull = fake.pull(second);
    let by: Vec<&str> = pull.threads.iter().map(|thread| thread.comments[0].by.0.as_str()).collect();
    assert_eq!(by, ["mallory", BOT]);
    let forged = [&pull.threads[0].comments[0], &pull.reviews[0].remark, &pull.comments[0]];
    assert!(forged.iter().all(|remark| remark.edits == 0 && remark.minimized.is_none()));
}

#[test]
fn another_gate_on_the_same_pull_request_speaks_for_itself() {
    let fake = with(&[PINNED, LATEST]);
    expect(&fake.on_pull(1).go(), 1, 1);
    expect(&fake.on_pull(1).with("--category=nightly").go(), 1, 1);
    fake.push(1, &[(POD, &pod(&[PINNED, PINNED]))]);
    expect(&fake.on_pull(1).go(), 0, 0);
    assert_eq!((is_buried(&fake, 0), is_buried(&fake, 1)), (true, false));
    expect(&fake.on_pull(1).with("--category=nightly").go(), 0, 0);
    assert!(is_buried(&fake, 1));
}

#[test]
fn a_server_of_ones_own_hears_the_same() {
    let fake = Fake::enterprise(&[(POD, &pod(&[PINNED]))]);
    fake.open("topic", &[(POD, &pod(&[PINNED, LATEST]))]);
    fake.world().pending = 0;
    let ran = fake.on_pull(1).uploading().go();
    expect(&ran, 1, 1);
    assert!(
        ran.calls.iter().all(|call| call.contains(" /api/v3/") || call.ends_with(" /api/graphql")),
        "{:?}",
        ran.calls
    );
    assert_eq!((fake.uploads().len(), threads(&fake).len()), (1, 1));
    fake.push(1, &[(POD, &pod(&[PINNED, PINNED]))]);
    expect(&fake.on_pull(1).go(), 0, 0);
    assert!(is_buried(&fake, 0) && summary(&fake).contains("passed"));
    let ran = fake.on_target(1).go();
    expect(&ran, 0, 0);
    assert!(ran.log.contains("API") && !ran.log.contains(GATE), "{}", ran.log);
}
