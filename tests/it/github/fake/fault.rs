//! What goes wrong between a gate and GitHub.

use std::sync::Arc;

use serde_json::{Value, json};

use super::http::{Request, Response};
use super::rest::json_response;
use super::state::World;

/// What goes wrong, or just happens, with a request.
#[derive(Clone)]
pub(crate) enum Trouble {
    /// Nothing is done, and the answer has this status.
    Before(u16),
    /// It is done, and the answer has this status.
    After(u16),
    /// A limit stops it.
    Limit(Limit),
    /// Nothing is done, and no answer comes.
    Drop,
    /// It is done, and no answer comes.
    DropAfter,
    /// It is done, and half of the answer comes.
    Half,
    /// Something happens just before it is done.
    Then(Arc<dyn Fn(&mut World) + Send + Sync>),
}

impl Trouble {
    /// GitHub's secondary limit, for so many seconds.
    pub(crate) fn secondary(seconds: u64) -> Self {
        let message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
        Self::Limit(Limit { status: 403, headers: vec![("retry-after", seconds.to_string())], message })
    }

    /// Its primary limit, which ends at `reset`, in seconds since 1970.
    pub(crate) fn primary(reset: u64) -> Self {
        let headers = vec![("x-ratelimit-remaining", "0".to_owned()), ("x-ratelimit-reset", reset.to_string())];
        Self::Limit(Limit { status: 403, headers, message: "API rate limit exceeded for installation." })
    }
}

/// A limit, as GitHub tells it.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    status: u16,
    headers: Vec<(&'static str, String)>,
    message: &'static str,
}

impl Limit {
    pub(super) fn response(&self) -> Response {
        let mut response =
            json_response(self.status, &json!({ "message": self.message, "status": self.status.to_string() }));
        response.headers.extend(self.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        response
    }
}

/// Which requests run into trouble.
pub(super) struct Fault {
    pub(super) method: &'static str,
    pub(super) part: &'static str,
    pub(super) times: usize,
    pub(super) trouble: Trouble,
}

/// The trouble that `request` runs into.
pub(super) fn take(faults: &mut [Fault], request: &Request) -> Option<Trouble> {
    let mut about = request.path.clone();
    if request.path.ends_with("/graphql") {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        about.push_str(body["query"].as_str().unwrap_or_default());
    }
    let fits = |fault: &&mut Fault| fault.times > 0 && fault.method == request.method && about.contains(fault.part);
    let fault = faults.iter_mut().find(fits)?;
    fault.times -= 1;
    Some(fault.trouble.clone())
}

/// What a proxy says when the server behind it is gone.
pub(super) fn failed(status: u16) -> Response {
    let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
    Response { status, headers, body: b"<html><title>Unicorn!</title></html>".to_vec() }
}

/// What an answer can do without: older servers and proxies leave it out.
const OPTIONAL: [&str; 24] = [
    "_links", "additions", "ahead_by", "analyses_url", "author_association", "base_commit", "behind_by", "blob_url",
    "changes", "commit_id", "contents_url", "deletions", "documentation_url", "draft", "html_url", "labels", "locked",
    "previous_filename", "raw_url", "size", "status", "subject_type", "total_commits", "url",
];

/// Takes from a REST answer what it can do without.
pub(super) fn thin(response: &mut Response) {
    let Ok(mut value) = serde_json::from_slice::<Value>(&response.body) else { return };
    if value.get("data").is_none() && response.status < 300 {
        strip(&mut value);
        response.body = value.to_string().into_bytes();
    }
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|name, value| !value.is_null() && !OPTIONAL.contains(&name.as_str()));
            object.values_mut().for_each(strip);
        }
        Value::Array(rows) => rows.iter_mut().for_each(strip),
        _ => {}
    }
}
