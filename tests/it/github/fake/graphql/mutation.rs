//! What a mutation changes. Nobody gets a mail from any of these.

use serde_json::{Value, json};

use super::Fault;
use crate::github::fake::state::{Access, Token, World, number};

/// Reasons to fold something away.
const CLASSIFIERS: [&str; 6] = ["ABUSE", "DUPLICATE", "OFF_TOPIC", "OUTDATED", "RESOLVED", "SPAM"];

/// Runs the mutation `name`.
pub(super) fn run(world: &mut World, token: &Token, name: &str, input: &Value) -> Result<Value, Fault> {
    let word = |name: &str| input[name].as_str().unwrap_or_default().to_owned();
    let rights = &token.rights;
    let may = match name {
        "updateIssueComment" => rights.pull_requests.max(rights.issues) == Access::Write,
        // Not with `pull-requests: write` alone.
        "resolveReviewThread" | "unresolveReviewThread" => rights.contents == Access::Write,
        _ => rights.pull_requests == Access::Write,
    };
    if !may {
        return Err(Fault::forbidden());
    }
    let body = word("body");
    match name {
        "updatePullRequestReviewComment" => {
            edit(world, token, "PullRequestReviewComment", &word("pullRequestReviewCommentId"), &body)
        }
        "updatePullRequestReview" => edit(world, token, "PullRequestReview", &word("pullRequestReviewId"), &body),
        "updateIssueComment" => edit(world, token, "IssueComment", &word("id"), &body),
        "minimizeComment" => {
            let classifier = word("classifier");
            if !CLASSIFIERS.contains(&classifier.as_str()) {
                return Err(Fault::of_document(format!("Argument 'classifier' has an invalid value ({classifier})")));
            }
            fold(world, &word("subjectId"), Some(classifier))
        }
        "unminimizeComment" => fold(world, &word("subjectId"), None),
        "deletePullRequestReview" => delete(world, token, &word("pullRequestReviewId")),
        "resolveReviewThread" => resolve(world, &word("threadId"), true),
        "unresolveReviewThread" => resolve(world, &word("threadId"), false),
        _ => return Err(Fault::of_document(format!("Field '{name}' doesn't exist on type 'Mutation'"))),
    }?;
    Ok(json!({ "__typename": format!("{name}Payload"), "clientMutationId": input["clientMutationId"] }))
}

fn unknown(id: &str) -> Fault {
    Fault::new("NOT_FOUND", &format!("Could not resolve to a node with the global id of '{id}'"))
}

fn edit(world: &mut World, token: &Token, kind: &str, id: &str, body: &str) -> Result<(), Fault> {
    let (found, remark) = number(kind, id).and_then(|id| world.said(id)).ok_or_else(|| unknown(id))?;
    if found != kind {
        return Err(unknown(id));
    }
    if body.trim().is_empty() || body.chars().count() > 65_536 {
        return Err(Fault::new("UNPROCESSABLE", "Body can't be blank, or is too long (maximum is 65536 characters)"));
    }
    remark.body = body.to_owned();
    remark.editor = Some(token.who.clone());
    remark.edits += 1;
    Ok(())
}

fn fold(world: &mut World, id: &str, classifier: Option<String>) -> Result<(), Fault> {
    let kinds = ["IssueComment", "PullRequestReviewComment", "PullRequestReview"];
    let number = kinds.iter().find_map(|kind| number(kind, id));
    let (_, remark) = number.and_then(|number| world.said(number)).ok_or_else(|| unknown(id))?;
    remark.minimized = classifier;
    Ok(())
}

/// Only a review that was never submitted can be deleted, and by its author alone.
fn delete(world: &mut World, token: &Token, id: &str) -> Result<(), Fault> {
    let wanted = number("PullRequestReview", id).ok_or_else(|| unknown(id))?;
    for pull in world.pulls.values_mut() {
        let Some(at) = pull.reviews.iter().position(|review| review.remark.id == wanted) else { continue };
        if pull.reviews[at].remark.by != token.who {
            return Err(unknown(id));
        }
        if pull.reviews[at].state != "PENDING" {
            return Err(Fault::new("UNPROCESSABLE", "Can not delete a non-pending pull request review"));
        }
        pull.reviews.remove(at);
        pull.threads.retain(|thread| thread.review != wanted);
        return Ok(());
    }
    Err(unknown(id))
}

fn resolve(world: &mut World, id: &str, resolved: bool) -> Result<(), Fault> {
    let wanted = number("PullRequestReviewThread", id).ok_or_else(|| unknown(id))?;
    let mut threads = world.pulls.values_mut().flat_map(|pull| &mut pull.threads);
    threads.find(|thread| thread.id == wanted).ok_or_else(|| unknown(id))?.resolved = resolved;
    Ok(())
}
