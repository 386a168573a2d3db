//! Code scanning: an upload is looked at, taken, and read later.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use super::{Answer, Asked, Refusal, need};
use crate::github::fake::state::{Access, NAME, OWNER, Upload, World};

/// A longer file, compressed, is refused.
const LONGEST: usize = 10 << 20;
/// Nor are there more results in one run.
const MOST_RESULTS: usize = 25_000;

pub(super) fn upload(world: &mut World, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    need(asked.rights().security_events, Access::Write)?;
    let body = asked.body()?;
    let word = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let (commit, reference) = (word("commit_sha"), word("ref"));
    if world.git.ask(&["cat-file", "-t", &commit]).as_deref() != Some("commit") {
        return Err(Refusal::new(422, "commit not found"));
    }
    if !leads_to(world, &reference, &commit) {
        return Err(Refusal::new(422, &format!("ref '{reference}' does not lead to the commit")));
    }
    let sarif = unpacked(&word("sarif"))?;
    let errors = [world.sarif_errors.clone(), faults(&sarif)].concat();
    let id = format!("47177e22-5596-11eb-80a1-{:012x}", world.id());
    let url = format!("{}/repos/{OWNER}/{NAME}/code-scanning/sarifs/{id}", world.address);
    world.uploads.push(Upload { id: id.clone(), commit, reference, sarif, pending: world.pending, errors });
    Ok(Answer::One(202, json!({ "id": id, "url": url })))
}

/// Whether `reference` is one that a run can be about, and `commit` is on it.
fn leads_to(world: &World, reference: &str, commit: &str) -> bool {
    let is_legal = ["refs/heads/", "refs/tags/", "refs/pull/"].iter().any(|start| reference.starts_with(start));
    // The merge commit of a run may have been followed by another one.
    let was_merge = || {
        let head = reference.strip_suffix("/merge").map(|pull| format!("{pull}/head"));
        let parents = world.git.ask(&["rev-list", "--parents", "-n", "1", commit]).unwrap_or_default();
        head.and_then(|head| world.git.commit(&head)).is_some_and(|head| parents.contains(&head))
    };
    is_legal && (world.git.ask(&["merge-base", "--is-ancestor", commit, reference]).is_some() || was_merge())
}

fn unpacked(text: &str) -> Result<Value, Refusal> {
    let wrong = |why: &str| Refusal::new(400, &format!("Invalid SARIF: {why}"));
    let packed = STANDARD.decode(text).map_err(|_| wrong("not base64"))?;
    if packed.len() > LONGEST {
        return Err(Refusal::new(413, "the SARIF payload is too large"));
    }
    let mut bytes = Vec::new();
    GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).map_err(|_| wrong("not gzip"))?;
    let sarif: Value = serde_json::from_slice(&bytes).map_err(|_| wrong("not JSON"))?;
    match sarif["version"] == "2.1.0" && sarif["runs"].is_array() {
        true => Ok(sarif),
        false => Err(wrong("not SARIF 2.1.0")),
    }
}

/// What makes GitHub reject an analysis as a whole when it reads it.
fn faults(sarif: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for run in sarif["runs"].as_array().into_iter().flatten() {
        let results = run["results"].as_array().map(Vec::as_slice).unwrap_or_default();
        if results.len() > MOST_RESULTS {
            faults.push("rejecting SARIF, as there are more results per run than allowed".to_owned());
        }
        for result in results {
            let place = &result["locations"][0]["physicalLocation"];
            match place["artifactLocation"]["uri"].as_str() {
                None => faults.push("locationFromSarifResult: expected artifact location".to_owned()),
                Some(uri) if uri.contains([' ', '\n', '\\']) || uri.starts_with('/') => {
                    faults.push("an invalid URI was provided as a SARIF location".to_owned());
                }
                Some(_) => {}
            }
            if result["message"]["text"].as_str().is_none_or(str::is_empty) {
                faults.push("expected a message".to_owned());
            }
        }
    }
    faults.dedup();
    faults
}

pub(super) fn progress(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<Answer, Refusal> {
    need(asked.rights().security_events, Access::Read)?;
    let upload = world.uploads.iter_mut().find(|upload| upload.id == id).ok_or_else(Refusal::not_found)?;
    if upload.pending > 0 {
        upload.pending -= 1;
        return Ok(Answer::One(200, json!({ "processing_status": "pending", "analyses_url": null, "errors": null })));
    }
    let is_taken = upload.errors.is_empty();
    let status = if is_taken { "complete" } else { "failed" };
    let errors = (!is_taken).then(|| upload.errors.clone());
    Ok(Answer::One(200, json!({ "processing_status": status, "analyses_url": world.address, "errors": errors })))
}
