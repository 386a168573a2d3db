//! The fake is as strict as what it stands for.

use std::io::Write;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::fake::{Access, BOT, Fake, GATE, READER, Rights, Trouble, node};

const REPOSITORY: &str = "/repos/octocat/hello-world";

fn pull(rest: &str) -> String {
    format!("{REPOSITORY}/pulls/1{rest}")
}

/// Twenty lines, of which the change edits the tenth, and a file that it adds.
fn fake() -> Fake {
    let old: String = (1..=20).map(|line| format!("{line}\n")).collect();
    let fake = Fake::new(&[("old", &old)]);
    fake.open("topic", &[("old", &old.replace("\n10\n", "\nten\n")), ("new", "a\nb\nc\n")]);
    fake
}

fn review(fake: &Fake, comments: Value) -> Value {
    let head = fake.pull(1).head;
    json!({ "commit_id": head, "event": "COMMENT", "body": "Look.", "comments": comments })
}

#[test]
fn a_review_is_all_or_nothing_and_one_mail() {
    let fake = fake();
    let good =
        json!({ "path": "old", "line": 12, "start_line": 10, "start_side": "RIGHT", "side": "RIGHT", "body": "x" });
    for (bad, says) in [
        (json!({ "path": "old", "line": 2, "side": "RIGHT", "body": "x" }), "line must be part of the diff"),
        (json!({ "path": "gone", "line": 2, "body": "x" }), "path is invalid"),
        (json!({ "path": "old", "line": 10, "start_line": 10, "body": "x" }), "must precede"),
        (json!({ "path": "new", "line": 2, "body": " " }), "blank"),
    ] {
        let refused = fake.post(&pull("/reviews"), &review(&fake, json!([good, bad])));
        let error = refused.json()["errors"][0].as_str().unwrap().to_owned();
        assert!(refused.status == 422 && error.contains(says) && !error.contains("old"), "{error}");
    }
    assert_eq!((fake.notified(), fake.pull(1).threads.len()), (0, 0));
    let taken = fake.post(&pull("/reviews"), &review(&fake, json!([good, { "path": "new", "line": 1, "body": "y" }])));
    assert_eq!((taken.status, fake.notified(), fake.pull(1).threads.len()), (200, 1, 2));
    let listed = fake.get(&pull("/comments")).json();
    assert_eq!((&listed[0]["path"], &listed[0]["start_line"]), (&json!("old"), &json!(10)));
}

#[test]
fn a_review_needs_a_text_and_a_commit_of_the_pull_request() {
    let fake = fake();
    let mut body = review(&fake, json!([]));
    body["body"] = json!("");
    assert_eq!(fake.post(&pull("/reviews"), &body).status, 422);
    body["body"] = json!("x");
    body["commit_id"] = json!(fake.world().git.commit("main"));
    assert!(
        String::from_utf8(fake.post(&pull("/reviews"), &body).body).unwrap().contains("not part of the pull request")
    );
}

#[test]
fn a_pending_review_is_seen_by_its_author_alone_and_there_is_one() {
    let fake = fake();
    let mut body = review(&fake, json!([{ "path": "new", "line": 1, "body": "y" }]));
    body.as_object_mut().unwrap().remove("event");
    let begun = fake.post(&pull("/reviews"), &body).json();
    assert_eq!((&begun["state"], fake.notified()), (&json!("PENDING"), 0));
    assert_eq!(fake.post(&pull("/reviews"), &body).status, 422);
    fake.token("hers", "hubot", Rights::GATE);
    let seen = |token: &str| {
        fake.send(token, "GET", &pull("/reviews"), &Value::Null).unwrap().json().as_array().unwrap().len()
    };
    assert_eq!((seen(GATE), seen("hers")), (1, 0));
    let document =
        "mutation($i: DeletePullRequestReviewInput!) { deletePullRequestReview(input: $i) { clientMutationId } }";
    let variables = json!({ "i": { "pullRequestReviewId": begun["node_id"] } });
    assert_eq!(fake.graphql("hers", document, &variables)["errors"][0]["type"], "NOT_FOUND");
    assert!(fake.graphql(GATE, document, &variables).get("errors").is_none());
    assert_eq!((seen(GATE), fake.pull(1).threads.len()), (0, 0));
}

#[test]
fn files_come_in_pages_and_some_have_no_patch() {
    let fake = Fake::new(&[("moved", "1\n2\n3\n4\n5\n6\n")]);
    fake.open_as("monalisa", "topic", None, |clone| {
        for number in 0..130 {
            clone.write(format!("f{number:03}"), "x\n");
        }
        clone.write("binary", [0, 1, 2]).write("long", "x\n".repeat(4000));
        clone.git(&["mv", "moved", "to"]);
        clone.write("to", "1\n2\n3\nfour\n5\n6\n");
    });
    let first = fake.get(&pull("/files"));
    assert_eq!(first.json().as_array().unwrap().len(), 30);
    let link = first.header("link").unwrap();
    assert!(link.contains("page=2>; rel=\"next\"") && link.contains("page=5>; rel=\"last\""), "{link}");
    let rows: Vec<Value> = (1..=2)
        .flat_map(|page| {
            fake.get(&pull(&format!("/files?per_page=500&page={page}"))).json().as_array().unwrap().clone()
        })
        .collect();
    assert_eq!(rows.len(), 133);
    let row = |name: &str| rows.iter().find(|row| row["filename"] == name).unwrap();
    assert!(row("binary").get("patch").is_none() && row("long").get("patch").is_none());
    assert_eq!(row("f000")["patch"], "@@ -0,0 +1 @@\n+x");
    assert_eq!((&row("to")["previous_filename"], &row("to")["status"]), (&json!("moved"), &json!("renamed")));
    assert!(row("to")["patch"].as_str().unwrap().starts_with("@@ -1,6 +1,6 @@\n 1\n"));
}

#[test]
fn code_is_read_by_path_tree_blob_and_comparison() {
    let fake = fake();
    let head = fake.pull(1).head;
    fake.advance(&[("other", "x\n")]);
    let file = fake.get(&format!("{REPOSITORY}/contents/new?ref={head}")).json();
    let content = file["content"].as_str().unwrap().replace('\n', "");
    assert_eq!(STANDARD.decode(content).unwrap(), b"a\nb\nc\n");
    assert_eq!(fake.get(&format!("{REPOSITORY}/contents/none?ref={head}")).status, 404);
    let tree = fake.get(&format!("{REPOSITORY}/git/trees/{head}?recursive=1")).json();
    let blob = tree["tree"].as_array().unwrap().iter().find(|row| row["path"] == "new").unwrap()["sha"].clone();
    let blob = fake.get(&format!("{REPOSITORY}/git/blobs/{}", blob.as_str().unwrap())).json();
    assert_eq!(blob["content"], "YQpiCmMK\n");
    let compared = fake.get(&format!("{REPOSITORY}/compare/main...{head}")).json();
    assert_eq!((&compared["status"], compared["files"].as_array().unwrap().len()), (&json!("diverged"), 2));
    let second = fake.get(&format!("{REPOSITORY}/compare/main...{head}?per_page=1&page=2")).json();
    assert_eq!(second["merge_base_commit"], compared["merge_base_commit"]);
    assert!(second.get("files").is_none());
}

#[test]
fn a_right_that_is_missing_is_403_and_forbidden() {
    let fake = fake();
    let body = review(&fake, json!([]));
    for (path, body) in [
        (pull("/reviews"), &body),
        (format!("{REPOSITORY}/issues/1/comments"), &json!({ "body": "x" })),
        (format!("{REPOSITORY}/code-scanning/sarifs"), &json!({})),
    ] {
        let refused = fake.send(READER, "POST", &path, body).unwrap();
        assert_eq!(
            (refused.status, &refused.json()["message"]),
            (403, &json!("Resource not accessible by integration"))
        );
    }
    let fold = "mutation($i: MinimizeCommentInput!) { a: minimizeComment(input: $i) { clientMutationId } }";
    let id = fake.says("hubot", 1, "hello");
    let variables = json!({ "i": { "subjectId": node("IssueComment", id), "classifier": "OUTDATED" } });
    let refused = fake.graphql(READER, fold, &variables);
    assert_eq!((&refused["data"]["a"], &refused["errors"][0]["type"]), (&Value::Null, &json!("FORBIDDEN")));
    assert!(fake.graphql(GATE, fold, &variables).get("errors").is_none());
    assert!(fake.pull(1).comments[0].minimized.is_some());
    let resolve = "mutation { resolveReviewThread(input: {threadId: \"PRRT_kwDO1\"}) { clientMutationId } }";
    assert_eq!(fake.graphql(GATE, resolve, &json!({}))["errors"][0]["type"], "FORBIDDEN");
    fake.token("mighty", BOT, Rights { contents: Access::Write, ..Rights::GATE });
    assert_eq!(fake.graphql("mighty", resolve, &json!({}))["errors"][0]["type"], "NOT_FOUND");
    assert_eq!(fake.send("nobody's", "GET", REPOSITORY, &Value::Null).unwrap().status, 401);
}

#[test]
fn a_query_shows_what_it_selects_page_by_page() {
    let fake = fake();
    for number in 0..3 {
        fake.says("hubot", 1, &format!("comment {number}"));
    }
    fake.post(&format!("{REPOSITORY}/issues/1/comments"), &json!({ "body": "mine" }));
    fake.post(&pull("/reviews"), &review(&fake, json!([{ "path": "old", "line": 10, "body": "y" }])));
    let document = "query($n: Int!, $after: String) { repository(owner: \"octocat\", name: \"hello-world\") {
        pull: pullRequest(number: $n) { headRefOid author { login ... on User { __typename } ... on Bot { id } }
            comments(first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ...said } }
            reviewThreads(last: 1) { nodes { isOutdated comments(first: 1) { nodes { ...said } } } } } } }
        fragment said on Comment { body viewerDidAuthor author { login } }";
    let ask = |after: &Value| fake.graphql(GATE, document, &json!({ "n": 1, "after": after }));
    let first = ask(&Value::Null)["data"]["repository"]["pull"].clone();
    assert_eq!(first["author"], json!({ "login": "monalisa", "__typename": "User" }));
    assert_eq!(
        (&first["comments"]["totalCount"], &first["comments"]["pageInfo"]["hasNextPage"]),
        (&json!(4), &json!(true))
    );
    assert_eq!(
        first["comments"]["nodes"][0],
        json!({ "body": "comment 0", "viewerDidAuthor": false, "author": { "login": "hubot" } })
    );
    assert_eq!(first["reviewThreads"]["nodes"][0]["isOutdated"], false);
    let second = ask(&first["comments"]["pageInfo"]["endCursor"])["data"]["repository"]["pull"]["comments"].clone();
    let mine = json!({ "body": "mine", "viewerDidAuthor": true, "author": { "login": "github-actions" } });
    assert_eq!((&second["nodes"], &second["pageInfo"]["hasNextPage"]), (&json!([mine]), &json!(false)));
    fake.push(1, &[("old", "all is new\n")]);
    let outdated = ask(&Value::Null)["data"]["repository"]["pull"]["reviewThreads"]["nodes"][0]["isOutdated"].clone();
    assert_eq!(outdated, true);
    for wrong in ["{ repository(owner: \"octocat\", name: \"hello-world\") { nothing } }", "{ viewer }", "{"] {
        let said = fake.graphql(GATE, wrong, &json!({}));
        assert!(said.get("data").is_none() && said["errors"][0]["message"].is_string(), "{said}");
    }
    let unpaged = document.replace("(last: 1)", "");
    assert!(fake.graphql(GATE, &unpaged, &json!({ "n": 1 })).to_string().contains("You must provide a `first`"));
}

#[test]
fn an_analysis_is_looked_at_before_and_after_it_is_taken() {
    let fake = fake();
    let head = fake.pull(1).head;
    let pack = |sarif: &Value| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(sarif.to_string().as_bytes()).unwrap();
        STANDARD.encode(encoder.finish().unwrap())
    };
    let path = format!("{REPOSITORY}/code-scanning/sarifs");
    let upload = |reference: &str, commit: &str, sarif: &str| {
        fake.post(&path, &json!({ "ref": reference, "commit_sha": commit, "sarif": sarif }))
    };
    let good = pack(&json!({ "version": "2.1.0", "runs": [] }));
    for (reference, commit, sarif, status) in [
        ("main", head.as_str(), good.as_str(), 422),
        ("refs/heads/main", &head, &good, 422),
        ("refs/pull/1/head", &"1".repeat(40), &good, 422),
        ("refs/pull/1/head", &head, "bm8gZ3ppcA==", 400),
        ("refs/pull/1/head", &head, &pack(&json!({ "version": "2.0.0" })), 400),
    ] {
        assert_eq!(upload(reference, commit, sarif).status, status, "{reference}");
    }
    let status = |taken: &Value| fake.get(&format!("{path}/{}", taken["id"].as_str().unwrap())).json();
    let taken = upload("refs/pull/1/head", &head, &good).json();
    assert_eq!(status(&taken)["processing_status"], "pending");
    assert_eq!(status(&taken)["processing_status"], "complete");
    let bad = pack(
        &json!({ "version": "2.1.0", "runs": [{ "results": [{ "message": { "text": "x" }, "locations": [] }] }] }),
    );
    let taken = upload("refs/pull/1/head", &head, &bad).json();
    status(&taken);
    assert!(status(&taken)["errors"][0].as_str().unwrap().contains("expected artifact location"));
}

#[test]
fn trouble_comes_before_or_after_the_effect() {
    let fake = fake();
    let path = format!("{REPOSITORY}/issues/1/comments");
    let say = || fake.send(GATE, "POST", &path, &json!({ "body": "x" }));
    let said = || fake.pull(1).comments.len();
    for (trouble, status, grows) in [
        (Trouble::Before(502), Some(502), false),
        (Trouble::After(502), Some(502), true),
        (Trouble::Drop, None, false),
        (Trouble::DropAfter, None, true),
        (Trouble::Half, None, true),
        (Trouble::secondary(3), Some(403), false),
        (Trouble::primary(99), Some(403), false),
        (Trouble::Then(Arc::new(|world| world.push(1, &[("more", "x")]))), Some(201), true),
    ] {
        let (before, head) = (said(), fake.pull(1).head);
        let happens = matches!(trouble, Trouble::Then(_));
        fake.fault("POST", "/comments", trouble);
        assert_eq!((say().map(|answer| answer.status), said() > before), (status, grows));
        assert_eq!(fake.pull(1).head != head, happens);
    }
    assert_eq!((say().unwrap().status, fake.pull(1).comments.len()), (201, 5));
}

#[test]
fn a_server_of_ones_own_has_other_paths_and_says_less() {
    let fake = Fake::enterprise(&[("a", "x\n")]);
    fake.open("topic", &[("a", "y\n")]);
    assert_eq!(fake.get(&pull("")).status, 404);
    let found = fake.get(&format!("/api/v3{}", pull(""))).json();
    assert!(found.get("html_url").is_none() && found["head"]["sha"].is_string(), "{found}");
    assert_eq!(
        fake.send(GATE, "POST", "/api/graphql", &json!({ "query": "{ viewer { login } }" })).unwrap().json()["data"]["viewer"]
            ["login"],
        BOT
    );
}
