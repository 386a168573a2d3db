//! What there is, as GraphQL shows it. A list is a connection; `__typename` says what each object is.

use serde_json::{Value, json};

use super::Fault;
use crate::github::fake::state::{NAME, OWNER, Pull, Remark, Thread, WEB, Who, World, node_id};

/// A longer text is cut off in a blob.
const LONGEST_TEXT: usize = 512_000;

pub(super) fn repository(owner: &str, name: &str) -> Result<Value, Fault> {
    if owner != OWNER || name != NAME {
        let message = format!("Could not resolve to a Repository with the name '{owner}/{name}'.");
        return Err(Fault::new("NOT_FOUND", &message));
    }
    Ok(json!({
        "__typename": "Repository", "name": NAME, "nameWithOwner": format!("{OWNER}/{NAME}"), "isPrivate": true,
        "url": WEB,
        "defaultBranchRef": { "__typename": "Ref", "name": "main" },
    }))
}

/// Somebody, as GraphQL names them.
fn actor(who: &Who) -> Value {
    json!({ "__typename": if who.is_bot() { "Bot" } else { "User" }, "login": who.graphql() })
}

pub(super) fn pull(world: &World, pull: &Pull, viewer: &Who) -> Value {
    let threads: Vec<Value> = pull
        .threads
        .iter()
        .filter(|thread| pull.shows(thread, viewer))
        .map(|thread| self::thread(world, pull, thread, viewer))
        .collect();
    let comments: Vec<Value> = pull.comments.iter().map(|remark| said(pull, "IssueComment", remark, viewer)).collect();
    let reviews: Vec<Value> = reviews(pull, viewer);
    let labels: Vec<Value> = pull.labels.iter().map(|name| label(name)).collect();
    let events = pull
        .labeled
        .iter()
        .map(|event| json!({ "__typename": "LabeledEvent", "actor": actor(&event.by), "label": label(&event.label) }));
    json!({
        "__typename": "PullRequest", "id": node_id("PullRequest", pull.number), "number": pull.number,
        "title": pull.title, "body": pull.body, "headRefOid": pull.head, "headRefName": pull.branch,
        "baseRefOid": world.git.commit("main"), "baseRefName": "main",
        "state": if pull.is_open { "OPEN" } else { "CLOSED" }, "isDraft": false, "isCrossRepository": pull.is_from_fork(),
        "author": actor(&pull.by), "labels": labels, "timelineItems": events.collect::<Vec<_>>(),
        "reviewThreads": threads, "comments": comments, "latestOpinionatedReviews": opinions(&reviews),
        "reviews": reviews, "viewerDidAuthor": pull.by == *viewer,
    })
}

fn label(name: &str) -> Value {
    json!({ "__typename": "Label", "name": name })
}

fn reviews(pull: &Pull, viewer: &Who) -> Vec<Value> {
    let seen = pull.reviews.iter().filter(|review| review.is_seen_by(viewer));
    seen.map(|review| {
        let mut value = said(pull, "PullRequestReview", &review.remark, viewer);
        value["state"] = json!(review.state);
        value["commit"] = json!({ "__typename": "Commit", "oid": review.commit });
        value
    })
    .collect()
}

/// The last review of each author that approves, requests changes, or was dismissed.
fn opinions(reviews: &[Value]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for review in reviews {
        if matches!(review["state"].as_str(), Some("APPROVED" | "CHANGES_REQUESTED" | "DISMISSED")) {
            found.retain(|earlier| earlier["author"] != review["author"]);
            found.push(review.clone());
        }
    }
    found
}

fn thread(world: &World, pull: &Pull, thread: &Thread, viewer: &Who) -> Value {
    let is_outdated = is_outdated(world, pull, thread);
    let comments = thread.comments.iter().map(|remark| {
        let mut value = said(pull, "PullRequestReviewComment", remark, viewer);
        value["path"] = json!(thread.path);
        value["line"] = json!(thread.line);
        value["outdated"] = json!(is_outdated);
        value
    });
    json!({
        "__typename": "PullRequestReviewThread", "id": node_id("PullRequestReviewThread", thread.id),
        "isResolved": thread.resolved, "isOutdated": is_outdated,
        "isCollapsed": thread.resolved, "path": thread.path, "line": thread.line, "startLine": thread.start_line,
        "originalLine": thread.line, "diffSide": thread.side, "viewerCanResolve": false,
        "subjectType": if thread.line.is_some() { "LINE" } else { "FILE" }, "comments": comments.collect::<Vec<_>>(),
    })
}

/// Whether the lines of a thread have been changed since.
fn is_outdated(world: &World, pull: &Pull, thread: &Thread) -> bool {
    let Some(last) = thread.line.filter(|_| thread.commit != pull.head) else { return false };
    !world.git.has_still(&thread.commit, &pull.head, &thread.path, thread.start_line.unwrap_or(last), last)
}

/// A remark, with all that every kind of it has.
fn said(pull: &Pull, kind: &str, remark: &Remark, viewer: &Who) -> Value {
    let page = format!("{WEB}/pull/{}", pull.number);
    let anchor = match kind {
        "PullRequestReview" => "pullrequestreview-",
        "PullRequestReviewComment" => "discussion_r",
        _ => "issuecomment-",
    };
    json!({
        "__typename": kind, "id": node_id(kind, remark.id), "databaseId": remark.id, "fullDatabaseId": remark.id.to_string(),
        "body": remark.body, "url": format!("{page}#{anchor}{}", remark.id), "author": actor(&remark.by),
        "editor": remark.editor.as_ref().map(actor), "includesCreatedEdit": remark.edits > 0,
        "isMinimized": remark.minimized.is_some(), "minimizedReason": remark.minimized.as_ref().map(|why| why.to_lowercase()),
        "viewerDidAuthor": remark.by == *viewer, "createdAt": "2026-01-01T00:00:00Z",
    })
}

/// `object(oid:)` and `object(expression:)`.
pub(super) fn object(world: &World, arguments: &Value) -> Value {
    let word = |name: &str| arguments[name].as_str().filter(|name| !name.starts_with('-'));
    let Some(name) = word("oid").or_else(|| word("expression")) else { return Value::Null };
    let Some(oid) = world.git.ask(&["rev-parse", "--verify", "--quiet", name]) else { return Value::Null };
    match world.git.ask(&["cat-file", "-t", &oid]).as_deref() {
        Some("blob") => blob(world, &oid),
        Some("tree") => json!({ "__typename": "Tree", "oid": oid, "entries": entries(world, &oid) }),
        Some("commit") => {
            let tree = world.git.must(&["rev-parse", &format!("{oid}^{{tree}}")]);
            let tree = json!({ "__typename": "Tree", "oid": tree, "entries": entries(world, &tree) });
            json!({ "__typename": "Commit", "oid": oid, "tree": tree })
        }
        _ => Value::Null,
    }
}

fn blob(world: &World, oid: &str) -> Value {
    let bytes = world.git.bytes(&["cat-file", "blob", oid]).unwrap();
    let is_binary = bytes.iter().take(8000).any(|byte| *byte == 0);
    let shown = &bytes[..bytes.len().min(LONGEST_TEXT)];
    json!({
        "__typename": "Blob", "oid": oid, "byteSize": bytes.len(), "isBinary": is_binary,
        "isTruncated": bytes.len() > LONGEST_TEXT,
        "text": (!is_binary).then(|| String::from_utf8_lossy(shown)),
    })
}

fn entries(world: &World, tree: &str) -> Vec<Value> {
    let listed = world.git.must(&["ls-tree", tree]);
    let entry = |row: &str| {
        let (about, name) = row.split_once('\t')?;
        let words: Vec<&str> = about.split(' ').collect();
        Some(json!({ "__typename": "TreeEntry", "name": name, "type": words[1], "oid": words[2] }))
    };
    listed.split('\n').filter_map(entry).collect()
}
