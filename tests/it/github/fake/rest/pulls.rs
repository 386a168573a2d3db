//! Pull requests, their files, and what is said below them.

use serde_json::{Value, json};

use super::{Answer, Asked, Refusal, need};
use crate::github::fake::git::FileRow;
use crate::github::fake::state::{Access, NAME, OWNER, Pull, Remark, WEB, Who, World, node_id};

/// GitHub lists no more files of a pull request.
const MOST_FILES: usize = 3000;

/// Nothing that is said is longer, in characters.
const LONGEST: usize = 65_536;

pub(super) fn find(world: &World, number: u64) -> Result<&Pull, Refusal> {
    world.pulls.get(&number).ok_or_else(Refusal::not_found)
}

/// The text of a body, if it can be one.
pub(super) fn text(body: &Value) -> Result<&str, Refusal> {
    let text =
        body["body"].as_str().ok_or_else(|| Refusal::new(422, "Invalid request.\n\n\"body\" wasn't supplied."))?;
    if text.trim().is_empty() {
        return Err(Refusal::unprocessable("Body can't be blank"));
    }
    match text.chars().count() > LONGEST {
        true => Err(Refusal::unprocessable(&format!("Body is too long (maximum is {LONGEST} characters)"))),
        false => Ok(text),
    }
}

pub(super) fn list(world: &World, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Read)?;
    let state = asked.request.asked("state").unwrap_or_else(|| "open".to_owned());
    let head = asked.request.asked("head");
    let is_wanted = |pull: &&Pull| {
        let owner = pull.repository.split('/').next().unwrap();
        (state == "all" || (state == "open") == pull.is_open)
            && head.as_ref().is_none_or(|head| *head == format!("{owner}:{}", pull.branch))
    };
    Ok(Answer::Many(world.pulls.values().filter(is_wanted).map(|pull| about(world, pull)).collect()))
}

pub(super) fn one(world: &World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Read)?;
    Ok(Answer::One(200, about(world, find(world, number)?)))
}

/// A pull request as events and answers describe it.
pub(crate) fn about(world: &World, pull: &Pull) -> Value {
    let base = world.git.commit("main").unwrap();
    let repository = |full: &str| {
        let (owner, name) = full.split_once('/').unwrap();
        json!({ "id": 1, "name": name, "full_name": full, "owner": user(&Who::new(owner)), "default_branch": "main",
            "fork": full != format!("{OWNER}/{NAME}") })
    };
    let labels: Vec<Value> = pull.labels.iter().map(|name| json!({ "name": name })).collect();
    json!({
        "id": pull.number, "node_id": node_id("PullRequest", pull.number), "number": pull.number,
        "state": if pull.is_open { "open" } else { "closed" }, "title": pull.title, "body": pull.body,
        "user": user(&pull.by), "labels": labels, "draft": false, "locked": false,
        "html_url": format!("{WEB}/pull/{}", pull.number),
        "merge_commit_sha": world.git.commit(&format!("refs/pull/{}/merge", pull.number)),
        "head": { "ref": pull.branch, "sha": pull.head, "label": pull.branch, "repo": repository(&pull.repository) },
        "base": { "ref": "main", "sha": base, "label": "main", "repo": repository(&format!("{OWNER}/{NAME}")) },
    })
}

pub(super) fn user(who: &Who) -> Value {
    json!({ "login": who.0, "id": 583_231, "type": if who.is_bot() { "Bot" } else { "User" } })
}

/// What a pull request changes, as far as it shows.
pub(super) fn rows(world: &World, head: &str) -> Vec<FileRow> {
    let Some(base) = world.git.merge_base("refs/heads/main", head) else { return Vec::new() };
    let mut rows = world.git.rows(&base, head);
    for row in &mut rows {
        let is_long = |patch: &String| patch.matches('\n').count() >= world.longest_patch || patch.len() > 500_000;
        row.patch = row.patch.take().filter(|patch| !is_long(patch));
    }
    rows
}

pub(super) fn files(world: &World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests, Access::Read)?;
    let rows = rows(world, &find(world, number)?.head);
    Ok(Answer::Many(rows.iter().take(MOST_FILES).map(file).collect()))
}

pub(super) fn file(row: &FileRow) -> Value {
    let status = match row.status {
        'A' => "added",
        'D' => "removed",
        'R' => "renamed",
        'C' => "copied",
        'T' => "changed",
        _ => "modified",
    };
    let starts =
        |sign: char| row.patch.iter().flat_map(|patch| patch.split('\n')).filter(|line| line.starts_with(sign)).count();
    let (additions, deletions) = (starts('+'), starts('-'));
    let mut value = json!({
        "sha": row.blob, "filename": row.path, "status": status, "additions": additions, "deletions": deletions,
        "changes": additions + deletions, "blob_url": format!("{WEB}/blob/{}", row.blob),
        "raw_url": format!("{WEB}/raw/{}", row.blob),
        "contents_url": format!("{WEB}/contents/{}", row.blob),
    });
    if let Some(patch) = &row.patch {
        value["patch"] = json!(patch);
    }
    if let Some(previous) = &row.previous {
        value["previous_filename"] = json!(previous);
    }
    value
}

pub(super) fn comments(world: &World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests.max(asked.rights().issues), Access::Read)?;
    Ok(Answer::Many(find(world, number)?.comments.iter().map(said).collect()))
}

pub(super) fn comment(world: &mut World, asked: &Asked<'_>, number: u64) -> Result<Answer, Refusal> {
    need(asked.rights().pull_requests.max(asked.rights().issues), Access::Write)?;
    find(world, number)?;
    let body = asked.body()?;
    let who = asked.token.who.clone();
    let remark = world.remark(&who, text(&body)?);
    let value = said(&remark);
    world.notify(&who, "comment");
    world.pulls.get_mut(&number).unwrap().comments.push(remark);
    Ok(Answer::One(201, value))
}

fn said(remark: &Remark) -> Value {
    json!({ "id": remark.id, "node_id": node_id("IssueComment", remark.id), "body": remark.body, "user": user(&remark.by) })
}
