//! What an answer that is no success means.

use serde::Deserialize;
use serde_json::Value;

use super::Error;
use super::endpoint::Reply;

/// The body of an error. <https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api>
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    message: String,
    /// Texts, objects, or a text alone.
    #[serde(default)]
    errors: Value,
}

/// How many of GitHub's `errors` are reported.
const MOST_ERRORS: usize = 10;

/// What `reply` says in words.
pub(super) fn message(reply: &Reply) -> String {
    let said: Said = serde_json::from_slice(&reply.body).unwrap_or_default();
    let errors = match &said.errors {
        Value::Array(errors) => errors.as_slice(),
        Value::Null => &[],
        one => std::slice::from_ref(one),
    };
    let mut parts = Vec::new();
    parts.extend(Some(said.message.trim().trim_end_matches('.').to_owned()).filter(|message| !message.is_empty()));
    parts.extend(errors.iter().take(MOST_ERRORS).map(error));
    if errors.len() > MOST_ERRORS {
        parts.push(format!("and {} more", errors.len() - MOST_ERRORS));
    }
    if parts.is_empty() { "no reason given".to_owned() } else { parts.join("; ") }
}

/// One of the `errors`: a text, or an object with a message, or with what stands where and why not.
fn error(error: &Value) -> String {
    let field = |name: &str| error.get(name).and_then(Value::as_str);
    match (error.as_str(), field("message")) {
        (Some(text), _) | (None, Some(text)) => text.to_owned(),
        (None, None) => {
            let fields: Vec<&str> = ["resource", "field", "code"].into_iter().filter_map(field).collect();
            if fields.is_empty() { error.to_string() } else { fields.join(" ") }
        }
    }
}

/// The error that `reply` is.
pub(super) fn of(reply: &Reply, what: &str) -> Error {
    let (what, message) = (what.to_owned(), message(reply));
    match reply.status {
        status @ (401 | 403 | 404) => Error::Denied { what, status, message },
        422 => Error::Unprocessable { what, message },
        status => Error::Status { what, status, message },
    }
}
