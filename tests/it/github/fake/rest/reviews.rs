//! Reviews and comments on lines: all of a review or nothing, and GitHub does not say which comment it was.

use serde_json::{Value, json};

use super::pulls::{find, rows, text, user};
use super::{Answer, Asked, Refusal, need};
use crate::github::fake::git::FileRow;
use crate::github::fake::lines::fault;
use crate::github::fake::state::{Access, Review, Thread, Who, World, node_id};

pub(super) fn list(world: &World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Read)?;
    let reviews = find(world, number)?.reviews.iter().filter(|review| review.is_seen_by(&asked.token.who));
    Ok(Answer::Many(reviews.map(about).collect()))
}

fn about(review: &Review) -> Value {
    let Review { remark, state, commit } = review;
    json!({
        "id": remark.id, "node_id": node_id("PullRequestReview", remark.id), "user": user(&remark.by),
        "body": remark.body, "state": state, "commit_id": commit,
    })
}

pub(super) fn create(world: &mut World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Write)?;
    let (body, who) = (asked.body()?, asked.token.who.clone());
    let state = match body["event"].as_str() {
        None => "PENDING",
        Some("COMMENT") => "COMMENTED",
        Some("APPROVE") => "APPROVED",
        Some("REQUEST_CHANGES") => "CHANGES_REQUESTED",
        Some(_) => {
            return Err(Refusal::unprocessable(
                "Variable $event of type PullRequestReviewEvent was provided invalid value",
            ));
        }
    };
    if matches!(state, "COMMENTED" | "CHANGES_REQUESTED") || body["body"].is_string() {
        text(&body)?;
    }
    let pull = find(world, number)?;
    let is_begun = |review: &Review| review.state == "PENDING" && review.remark.by == who;
    if pull.reviews.iter().any(is_begun) {
        return Err(Refusal::unprocessable("User can only have one pending review per pull request"));
    }
    if state == "APPROVED" && pull.by == who {
        return Err(Refusal::unprocessable("Can not approve your own pull request"));
    }
    let commit = body["commit_id"].as_str().unwrap_or(&pull.head).to_owned();
    let rows = rows_of(world, number, &commit)?;
    let comments = body["comments"].as_array().cloned().unwrap_or_default();
    let places = comments.iter().map(|comment| place(world, &rows, comment)).collect::<Result<Vec<_>, _>>()?;
    let remark = world.remark(&who, body["body"].as_str().unwrap_or_default());
    let review = Review { remark, state: state.to_owned(), commit: commit.clone() };
    let threads: Vec<Thread> =
        places.into_iter().map(|place| place.thread(world, &who, review.remark.id, &commit)).collect();
    if state != "PENDING" {
        world.notify(&who, "review");
    }
    let value = about(&review);
    let pull = world.pulls.get_mut(&number).unwrap();
    pull.reviews.push(review);
    pull.threads.extend(threads);
    Ok(Answer::One(200, value))
}

/// What differs at `commit`, which has to be one of the pull request.
fn rows_of(world: &World, number: u64, commit: &str) -> Result<Vec<FileRow>, Refusal> {
    let head = &find(world, number)?.head;
    let own = world.git.ask(&["rev-list", head, "^refs/heads/main"]).unwrap_or_default();
    match own.split('\n').any(|known| known == commit) {
        true => Ok(rows(world, commit)),
        false => Err(Refusal::invalid("PullRequestReview", "commit_id", "commit_id is not part of the pull request")),
    }
}

/// Where a comment is to stand, and what it is to say.
struct Place {
    path: String,
    line: Option<usize>,
    start_line: Option<usize>,
    side: String,
    body: String,
}

impl Place {
    fn thread(self, world: &mut World, who: &Who, review: u64, commit: &str) -> Thread {
        let Self { path, line, start_line, side, body } = self;
        let comments = vec![world.remark(who, &body)];
        Thread {
            id: world.id(),
            review,
            path,
            commit: commit.to_owned(),
            line,
            start_line,
            side,
            resolved: false,
            comments,
        }
    }
}

fn place(world: &World, rows: &[FileRow], comment: &Value) -> Result<Place, Refusal> {
    let body = text(comment)?.to_owned();
    let path = comment["path"].as_str().unwrap_or_default();
    let Some(row) = rows.iter().find(|row| row.path == path) else {
        return Err(Refusal::unprocessable("Pull request review thread path is invalid"));
    };
    let number = |name: &str| comment[name].as_u64().and_then(|number| usize::try_from(number).ok());
    let side = comment["side"].as_str().unwrap_or("RIGHT").to_owned();
    let start_side = comment["start_side"].as_str().unwrap_or(&side);
    let (line, start_line) = (number("line"), number("start_line"));
    if comment["subject_type"] == "file" {
        return Ok(Place { path: path.to_owned(), line: None, start_line: None, side, body });
    }
    let Some(end) = line else { return Err(Refusal::unprocessable("Pull request review thread line can't be blank")) };
    if world.refused.iter().any(|refused| refused == path) {
        return Err(Refusal::unprocessable("Pull request review thread line must be part of the diff"));
    }
    match fault(row.patch.as_deref(), &side, start_line.map(|first| (first, start_side)), end) {
        Some(fault) => Err(Refusal::unprocessable(fault)),
        None => Ok(Place { path: path.to_owned(), line, start_line, side, body }),
    }
}

pub(super) fn comments(world: &World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Read)?;
    let pull = find(world, number)?;
    let threads = pull.threads.iter().filter(|thread| pull.shows(thread, &asked.token.who));
    Ok(Answer::Many(threads.flat_map(remarks).collect()))
}

/// All that was said in a thread.
fn remarks(thread: &Thread) -> Vec<Value> {
    let Thread { path, line, start_line, side, commit, comments, .. } = thread;
    let about = |remark: &crate::github::fake::state::Remark| {
        let first = comments[0].id;
        let answers = (remark.id != first).then_some(first);
        json!({
            "id": remark.id, "node_id": node_id("PullRequestReviewComment", remark.id), "body": remark.body, "path": path,
            "line": line, "start_line": start_line, "side": side, "commit_id": commit, "user": user(&remark.by),
            "in_reply_to_id": answers, "subject_type": if line.is_some() { "line" } else { "file" },
        })
    };
    comments.iter().map(about).collect()
}

/// One comment by itself is a review of its own, and a mail of its own.
pub(super) fn comment(world: &mut World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Write)?;
    let (body, who) = (asked.body()?, asked.token.who.clone());
    if let Some(first) = body["in_reply_to"].as_u64() {
        text(&body)?;
        let remark = world.remark(&who, body["body"].as_str().unwrap());
        let pull = world.pulls.get_mut(&number).ok_or_else(Refusal::not_found)?;
        let thread =
            pull.threads.iter_mut().find(|thread| thread.comments[0].id == first).ok_or_else(Refusal::not_found)?;
        thread.comments.push(remark);
        let value = remarks(thread).pop().unwrap();
        world.notify(&who, "reply");
        return Ok(Answer::One(201, value));
    }
    let commit =
        body["commit_id"].as_str().ok_or_else(|| Refusal::unprocessable("commit_id can't be blank"))?.to_owned();
    let place = place(world, &rows_of(world, number, &commit)?, &body)?;
    let review = Review { remark: world.remark(&who, ""), state: "COMMENTED".to_owned(), commit: commit.clone() };
    let thread = place.thread(world, &who, review.remark.id, &commit);
    let value = remarks(&thread).remove(0);
    world.notify(&who, "comment on a line");
    let pull = world.pulls.get_mut(&number).unwrap();
    pull.reviews.push(review);
    pull.threads.push(thread);
    Ok(Answer::One(201, value))
}

/// Gives a comment of `kind` another text; nobody is told.
pub(super) fn edit(world: &mut World, asked: &Asked<'_>, id: u64, kind: &str) -> Result<Answer, Refusal> {
    let rights = asked.rights();
    need(
        if kind == "IssueComment" { rights.pull_requests.max(rights.issues) } else { rights.pull_requests },
        Access::Write,
    )?;
    let body = asked.body()?;
    let text = text(&body)?;
    let who = asked.token.who.clone();
    let (found, remark) = world.said(id).ok_or_else(Refusal::not_found)?;
    if found != kind {
        return Err(Refusal::not_found());
    }
    remark.body = text.to_owned();
    remark.editor = Some(who);
    remark.edits += 1;
    Ok(Answer::One(
        200,
        json!({ "id": id, "node_id": node_id(kind, id), "body": remark.body, "user": user(&remark.by) }),
    ))
}
