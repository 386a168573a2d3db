//! Commits, trees, blobs and files.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::pulls::file;
use super::{Answer, Asked, Refusal, need};
use crate::github::fake::state::{Access, WEB, World};

/// A longer file has no content in an answer, and no bytes at all above the second.
const MOST_IN_JSON: usize = 1 << 20;
const MOST: usize = 100 << 20;

/// Three hundred files, and those on the first page only.
const MOST_COMPARED: usize = 300;

pub(super) fn compare(world: &World, asked: &Asked<'_>, names: &str) -> Result<Answer, Refusal> {
    need(asked.rights().contents, Access::Read)?;
    let (base, head) = names.split_once("...").ok_or_else(Refusal::not_found)?;
    let find = |name: &str| world.git.commit(name).ok_or_else(Refusal::not_found);
    let (base, head) = (find(base)?, find(head)?);
    let none = || Refusal::new(404, &format!("No common ancestor between {base} and {head}."));
    let merge_base = world.git.merge_base(&base, &head).ok_or_else(none)?;
    let count = |from: &str, to: &str| -> usize {
        world.git.must(&["rev-list", "--count", &format!("{from}..{to}")]).parse().unwrap()
    };
    let (ahead, behind) = (count(&base, &head), count(&head, &base));
    let is_first = asked.request.asked("page").is_none_or(|page| page == "1");
    let files = is_first.then(|| world.git.rows(&merge_base, &head));
    let files: Option<Vec<Value>> = files.map(|rows| rows.iter().take(MOST_COMPARED).map(file).collect());
    let status = match (ahead, behind) {
        (0, 0) => "identical",
        (_, 0) => "ahead",
        (0, _) => "behind",
        _ => "diverged",
    };
    let mut value = json!({
        "status": status, "ahead_by": ahead, "behind_by": behind, "total_commits": ahead, "commits": [],
        "base_commit": { "sha": base }, "merge_base_commit": { "sha": merge_base },
    });
    if let Some(files) = files {
        value["files"] = json!(files);
    }
    Ok(Answer::One(200, value))
}

pub(super) fn commits(world: &World, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    need(asked.rights().contents, Access::Read)?;
    let name = asked.request.asked("sha").unwrap_or_else(|| "main".to_owned());
    let commit = world.git.commit(&name).ok_or_else(Refusal::not_found)?;
    let listed = world.git.must(&["log", "--format=%H %T", &commit]);
    let row = |line: &str| {
        let (sha, tree) = line.split_once(' ').unwrap();
        json!({ "sha": sha, "commit": { "message": "", "tree": { "sha": tree } } })
    };
    Ok(Answer::Many(listed.split('\n').map(row).collect()))
}

pub(super) fn reference(world: &World, asked: &Asked<'_>, name: &str) -> Result<Answer, Refusal> {
    need(asked.rights().contents, Access::Read)?;
    let full = format!("refs/{name}");
    let id = world.git.ask(&["rev-parse", "--verify", "--quiet", &full]).ok_or_else(Refusal::not_found)?;
    let (address, object) = (format!("{WEB}/git/{full}"), format!("{WEB}/git/commits/{id}"));
    let object = json!({ "type": "commit", "sha": id, "url": object });
    Ok(Answer::One(200, json!({ "ref": full, "node_id": "REF_1", "url": address, "object": object })))
}

pub(super) fn tree(world: &World, asked: &Asked<'_>, name: &str) -> Result<Answer, Refusal> {
    need(asked.rights().contents, Access::Read)?;
    let id = world.git.commit(name).unwrap_or_else(|| name.to_owned());
    let deep = asked.request.asked("recursive").is_some();
    let arguments: &[&str] = if deep { &["ls-tree", "-r", "-t", "-l", "-z"] } else { &["ls-tree", "-l", "-z"] };
    let listed = world.git.bytes(&[arguments, &[id.as_str()]].concat()).ok_or_else(Refusal::not_found)?;
    let entry = |row: &[u8]| {
        let row = String::from_utf8_lossy(row);
        let (about, path) = row.split_once('\t').unwrap();
        let words: Vec<&str> = about.split_whitespace().collect();
        let mut value = json!({ "path": path, "mode": words[0], "type": words[1], "sha": words[2] });
        if let Ok(size) = words[3].parse::<u64>() {
            value["size"] = json!(size);
        }
        value
    };
    let mut rows: Vec<Value> = listed.split(|byte| *byte == 0).filter(|row| !row.is_empty()).map(entry).collect();
    let is_cut = deep && rows.len() > world.longest_tree;
    rows.truncate(if is_cut { world.longest_tree } else { rows.len() });
    let sha = world.git.ask(&["rev-parse", &format!("{id}^{{tree}}")]);
    Ok(Answer::One(200, json!({ "sha": sha, "url": WEB, "tree": rows, "truncated": is_cut })))
}

pub(super) fn blob(world: &World, asked: &Asked<'_>, id: &str) -> Result<Answer, Refusal> {
    need(asked.rights().contents, Access::Read)?;
    let bytes = world.git.bytes(&["cat-file", "blob", id]).ok_or_else(Refusal::not_found)?;
    if bytes.len() > MOST {
        return Err(Refusal::new(403, "This API returns blobs up to 100 MB in size."));
    }
    if asked.wants_raw() {
        return Ok(Answer::Raw(bytes));
    }
    let value =
        json!({ "sha": id, "node_id": "B_1", "size": bytes.len(), "encoding": "base64", "content": lines(&bytes) });
    Ok(Answer::One(200, value))
}

pub(super) fn contents(world: &World, asked: &Asked<'_>, path: &str) -> Result<Answer, Refusal> {
    need(asked.rights().contents, Access::Read)?;
    let reference = asked.request.asked("ref").unwrap_or_else(|| "main".to_owned());
    let missing = || Refusal::new(404, &format!("No commit found for the ref {reference}"));
    let commit = world.git.commit(&reference).ok_or_else(missing)?;
    let object = format!("{commit}:{path}");
    let kind = world.git.ask(&["cat-file", "-t", &object]).ok_or_else(Refusal::not_found)?;
    if kind == "tree" {
        let listed = world.git.must(&["ls-tree", "--name-only", &object]);
        let entry = |name: &str| json!({ "name": name, "path": format!("{path}/{name}").trim_start_matches('/') });
        return Ok(Answer::One(200, listed.split('\n').filter(|name| !name.is_empty()).map(entry).collect()));
    }
    let bytes = world.git.bytes(&["cat-file", "blob", &object]).ok_or_else(Refusal::not_found)?;
    if bytes.len() > MOST {
        let error = json!({ "code": "too_large", "field": "data", "resource": "Blob" });
        return Err(Refusal {
            errors: vec![error],
            ..Refusal::new(403, "This API returns blobs up to 100 MB in size.")
        });
    }
    if asked.wants_raw() {
        return Ok(Answer::Raw(bytes));
    }
    let is_long = bytes.len() > MOST_IN_JSON;
    Ok(Answer::One(
        200,
        json!({
            "type": "file", "path": path, "name": path.rsplit('/').next(), "size": bytes.len(),
            "sha": world.git.ask(&["rev-parse", &object]),
            "encoding": if is_long { "none" } else { "base64" },
            "content": if is_long { String::new() } else { lines(&bytes) },
        }),
    ))
}

/// Base64 as GitHub writes it: with a line break after every sixty characters.
fn lines(bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    text.as_bytes().chunks(60).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}
