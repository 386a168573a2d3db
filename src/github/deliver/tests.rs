//! What reaches GitHub, and how often, when it refuses, fails, or moves on.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{Delivered, Delivery};
use crate::github::commit::CommitId;
use crate::github::state;
use crate::net::github::Error;
use crate::net::github::tests::server::{Request, Response, Server};
use crate::report::model::Report;
use crate::review::Pull;

const HEAD: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const OTHER: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

fn pull() -> Pull {
    Pull {
        server: "https://github.com".to_owned(),
        repository: "octocat/hello".to_owned(),
        number: 1,
        head: HEAD.to_owned(),
        category: "portcullis".to_owned(),
    }
}

/// A report with findings on lines 1 to `count` of one file.
fn report(count: usize) -> Report {
    let finding = |line: usize| {
        json!({
            "rule": "image/latest-tag", "severity": "high", "confidence": "certain", "side": "head",
            "path": "web.yaml", "zone": null, "start": { "line": line, "column": 1 }, "end": { "line": line, "column": 2 },
            "message": "a tag", "help": null, "origin": "introduced", "touched": true, "gates": true, "comments": true,
            "suppressed": null, "related": [], "fix": null, "fingerprint": format!("{line:032x}"),
        })
    };
    serde_json::from_value(json!({
        "schema": "portcullis/1", "verdict": "fail", "base": "a", "head": "b", "unchecked": [], "files": 1,
        "findings": (1..=count).map(finding).collect::<Vec<_>>(), "overruled": null,
    }))
    .unwrap()
}

/// A pull request that takes comments on any line but some.
struct Fake {
    head: &'static str,
    /// Lines on which GitHub takes no comment, for reasons of its own.
    bad: BTreeSet<u64>,
    /// What the first review that is submitted comes to: a status after which it stands all the same or not.
    first: Option<(u16, bool)>,
    posted: Mutex<Vec<Value>>,
    trials: AtomicUsize,
    submitted: AtomicUsize,
}

impl Fake {
    fn new() -> Self {
        let (posted, trials, submitted) = (Mutex::default(), AtomicUsize::new(0), AtomicUsize::new(0));
        Self { head: HEAD, bad: BTreeSet::new(), first: None, posted, trials, submitted }
    }

    fn answer(&self, request: &Request) -> Response {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        match (request.method.as_str(), request.path.split('?').next().unwrap_or_default()) {
            ("POST", "/api/graphql") if body["query"].as_str().unwrap().contains("mutation") => {
                Response::json(&json!({ "data": {} }))
            }
            ("POST", "/api/graphql") => Response::json(&self.state()),
            ("POST", "/api/v3/repos/octocat/hello/pulls/1/reviews") => self.review(body),
            ("POST", "/api/v3/repos/octocat/hello/issues/1/comments") => {
                self.posted.lock().unwrap().push(json!({ "body": body["body"], "comments": [] }));
                Response::json(&json!({ "node_id": "C" }))
            }
            ("GET", "/api/v3/repos/octocat/hello/pulls/1/files") => {
                let lines: String = (1..=40).map(|line| format!("+line {line}\n")).collect();
                let patch = format!("@@ -0,0 +1,40 @@\n{}", lines.trim_end());
                Response::json(&json!([{ "filename": "web.yaml", "patch": patch }]))
            }
            ("GET", "/api/v3/repos/octocat/hello/pulls/1") => Response::json(&json!({ "head": { "sha": self.head } })),
            other => panic!("{other:?}"),
        }
    }

    fn review(&self, body: Value) -> Response {
        let is_trial = body.get("event").is_none();
        let counter = if is_trial { &self.trials } else { &self.submitted };
        let earlier = counter.fetch_add(1, Ordering::Relaxed);
        let comments = body["comments"].as_array().unwrap();
        if comments.iter().any(|comment| self.bad.contains(&comment["line"].as_u64().unwrap())) {
            return Response::new(422, r#"{"message":"Unprocessable Entity","errors":["Line could not be resolved"]}"#);
        }
        match self.first.filter(|_| earlier == 0 && !is_trial) {
            Some((status, stands)) => {
                if stands {
                    self.posted.lock().unwrap().push(body);
                }
                Response::new(status, "{}")
            }
            None => {
                if !is_trial {
                    self.posted.lock().unwrap().push(body);
                }
                Response::json(&json!({ "node_id": "R" }))
            }
        }
    }

    fn state(&self) -> Value {
        let posted = self.posted.lock().unwrap();
        let node =
            |body: &Value| json!({ "id": "N", "body": body, "url": "https://example.org", "viewerDidAuthor": true });
        let threads: Vec<Value> = posted
            .iter()
            .flat_map(|review| review["comments"].as_array().unwrap())
            .map(|comment| json!({ "comments": { "totalCount": 1, "nodes": [node(&comment["body"])] } }))
            .collect();
        let reviews: Vec<Value> = posted.iter().map(|review| node(&review["body"])).collect();
        json!({ "data": { "repository": { "pullRequest": {
            "headRefOid": self.head, "state": "OPEN",
            "reviewThreads": { "nodes": threads }, "reviews": { "nodes": reviews }, "comments": { "nodes": [] },
        } } } })
    }
}

/// Delivers a report of `count` findings; what came of it, what stands then, and how many trials it took.
fn deliver(fake: Fake, count: usize) -> (Result<Delivered, Error>, Vec<Value>, usize) {
    let fake = std::sync::Arc::new(fake);
    let server = Server::new({
        let fake = std::sync::Arc::clone(&fake);
        move |request| fake.answer(request)
    });
    let (client, pull, report) = (server.client("t"), pull(), report(count));
    let mut state = state::read(&client, &pull).unwrap();
    // What was judged was the head when the run began.
    state.head = CommitId::new(HEAD).unwrap();
    let delivery = Delivery { client: &client, pull: &pull, report: &report, refused: BTreeSet::new() };
    let delivered = delivery.run(state);
    let posted = fake.posted.lock().unwrap().clone();
    (delivered, posted, fake.trials.load(Ordering::Relaxed))
}

fn lines(review: &Value) -> Vec<u64> {
    review["comments"].as_array().unwrap().iter().map(|comment| comment["line"].as_u64().unwrap()).collect()
}

#[test]
fn one_review_on_the_judged_commit() {
    let (delivered, posted, trials) = deliver(Fake::new(), 3);
    assert_eq!(delivered.unwrap(), Delivered::Done { off_lines: 0, failures: Vec::new() });
    assert_eq!((posted.len(), trials), (1, 0));
    assert_eq!((&posted[0]["commit_id"], &posted[0]["event"]), (&json!(HEAD), &json!("COMMENT")));
    assert_eq!(posted[0]["comments"][0]["side"], "RIGHT");
    assert_eq!(lines(&posted[0]).len(), 3);
}

#[test]
fn a_refused_comment_is_found_and_the_others_are_posted_at_once() {
    for bad in [vec![1], vec![12], vec![3, 11], vec![20]] {
        let fake = Fake { bad: bad.iter().copied().collect(), ..Fake::new() };
        let (delivered, posted, trials) = deliver(fake, 20);
        let off_lines = bad.len();
        assert_eq!(delivered.unwrap(), Delivered::Done { off_lines, failures: Vec::new() }, "{bad:?}");
        assert_eq!((posted.len(), lines(&posted[0]).len()), (1, 20 - off_lines), "{bad:?}");
        assert!(trials <= 13, "{bad:?}: {trials}");
    }
}

#[test]
fn where_all_are_refused_the_summary_is_posted() {
    let fake = Fake { bad: (1..=40).collect(), ..Fake::new() };
    let (delivered, posted, trials) = deliver(fake, 20);
    assert_eq!(delivered.unwrap(), Delivered::Done { off_lines: 20, failures: Vec::new() });
    assert!(trials <= 13, "{trials}");
    assert_eq!((posted.len(), lines(&posted[0]).len()), (1, 0));
}

#[test]
fn an_answer_that_never_came_is_not_taken_for_a_failure() {
    for (status, stands) in [(502, true), (502, false), (0, true), (0, false)] {
        let fake = Fake { first: Some((status, stands)), ..Fake::new() };
        let (delivered, posted, _) = deliver(fake, 2);
        assert!(matches!(delivered, Ok(Delivered::Done { .. })), "{status} {stands}: {delivered:?}");
        assert_eq!(posted.len(), 1, "{status} {stands}");
    }
}

#[test]
fn a_refusal_after_another_push_is_the_end() {
    let fake = Fake { head: OTHER, bad: [1].into(), ..Fake::new() };
    let (delivered, posted, trials) = deliver(fake, 2);
    assert_eq!((delivered.unwrap(), posted.len(), trials), (Delivered::Moved, 0, 0));
}

#[test]
fn a_token_that_may_not_write_is_told_at_once() {
    let fake = Fake { first: Some((403, false)), ..Fake::new() };
    let (delivered, posted, _) = deliver(fake, 2);
    assert!(delivered.unwrap_err().is_denied());
    assert!(posted.is_empty());
}
