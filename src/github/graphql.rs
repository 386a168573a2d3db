//! GraphQL documents and what they answer. The documents are files, so that they can be held to GitHub's schema.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::net::github::{Client, Error, GraphqlError};

/// What the pull request says of itself, and what was said on it.
pub(super) const STATE: &str = include_str!("graphql/state.graphql");

/// Who might have let it pass.
pub(super) const CONSENT: &str = include_str!("graphql/consent.graphql");

/// So many changes go out in one request.
const BATCH: usize = 25;

/// Kinds of errors that say that the token may not ask this.
const DENIALS: [&str; 3] = ["FORBIDDEN", "NOT_FOUND", "INSUFFICIENT_SCOPES"];

/// A page of a list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page<T> {
    #[serde(default)]
    pub(super) page_info: PageInfo,
    /// What the token may not see is null.
    #[serde(default = "Vec::new")]
    pub(super) nodes: Vec<Option<T>>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { page_info: PageInfo::default(), nodes: Vec::new() }
    }
}

/// Whether another page follows.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PageInfo {
    pub(super) has_next_page: bool,
    pub(super) end_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Root<T> {
    repository: Option<Repository<T>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Repository<T> {
    pull_request: Option<T>,
}

/// What `document`, a question about one pull request, answers.
pub(super) fn pull_request<T: DeserializeOwned>(
    client: &Client,
    document: &str,
    variables: &Value,
) -> Result<T, Error> {
    let answer = client.graphql::<Root<T>>(document, variables)?;
    let found = answer.data.and_then(|root| root.repository).and_then(|repository| repository.pull_request);
    found.ok_or_else(|| refusal(&answer.errors))
}

fn refusal(errors: &[GraphqlError]) -> Error {
    let what = "POST /graphql".to_owned();
    let message =
        errors.first().map_or_else(|| "it knows no such pull request".to_owned(), |error| error.message.clone());
    let is_denied = |error: &GraphqlError| error.kind.as_deref().is_some_and(|kind| DENIALS.contains(&kind));
    match errors.is_empty() || errors.iter().any(is_denied) {
        true => Error::Denied { what, status: 403, message },
        false => Error::Status { what, status: 200, message },
    }
}

/// A change to what was posted before. Each is a field of a mutation with one input.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    field: &'static str,
    input_type: &'static str,
    input: Value,
}

impl Change {
    pub(super) fn review_comment(id: &str, body: &str) -> Self {
        let input = json!({ "pullRequestReviewCommentId": id, "body": body });
        Self { field: "updatePullRequestReviewComment", input_type: "UpdatePullRequestReviewCommentInput", input }
    }

    pub(super) fn review(id: &str, body: &str) -> Self {
        let input = json!({ "pullRequestReviewId": id, "body": body });
        Self { field: "updatePullRequestReview", input_type: "UpdatePullRequestReviewInput", input }
    }

    pub(super) fn issue_comment(id: &str, body: &str) -> Self {
        let input = json!({ "id": id, "body": body });
        Self { field: "updateIssueComment", input_type: "UpdateIssueCommentInput", input }
    }

    pub(super) fn minimize(id: &str) -> Self {
        let input = json!({ "subjectId": id, "classifier": "RESOLVED" });
        Self { field: "minimizeComment", input_type: "MinimizeCommentInput", input }
    }

    pub(super) fn unminimize(id: &str) -> Self {
        let input = json!({ "subjectId": id });
        Self { field: "unminimizeComment", input_type: "UnminimizeCommentInput", input }
    }

    /// Drops a review that was never submitted.
    pub(super) fn drop_review(id: &str) -> Self {
        let input = json!({ "pullRequestReviewId": id });
        Self { field: "deletePullRequestReview", input_type: "DeletePullRequestReviewInput", input }
    }
}

/// Sends `changes`, in their order, in as few requests as may be; tells what became of those that failed.
pub(super) fn change(client: &Client, changes: &[Change]) -> Vec<String> {
    let mut failures = Vec::new();
    for batch in changes.chunks(BATCH) {
        let (document, variables) = document(batch);
        match client.graphql::<Value>(&document, &variables) {
            Ok(answer) => failures.extend(answer.errors.into_iter().map(|error| error.message)),
            Err(error) => {
                failures.push(error.to_string());
                break;
            }
        }
    }
    failures
}

/// One document for all of `batch`: nothing in it but names and numbers, the texts are variables.
fn document(batch: &[Change]) -> (String, Value) {
    let mut variables = Map::new();
    let (mut parameters, mut fields) = (Vec::new(), String::new());
    for (at, Change { field, input_type, input }) in batch.iter().enumerate() {
        parameters.push(format!("$a{at}: {input_type}!"));
        fields.push_str(&format!("  a{at}: {field}(input: $a{at}) {{ clientMutationId }}\n"));
        variables.insert(format!("a{at}"), input.clone());
    }
    (format!("mutation Changes({}) {{\n{fields}}}\n", parameters.join(", ")), Value::Object(variables))
}

#[cfg(test)]
mod tests {
    use super::{Change, Error, GraphqlError, document, refusal};

    #[test]
    fn a_batch_is_what_the_schema_was_asked_about() {
        let all = [
            Change::review_comment("1", "a"),
            Change::review("2", "\") { viewer { login } } #"),
            Change::issue_comment("3", "c"),
            Change::minimize("4"),
            Change::unminimize("5"),
            Change::drop_review("6"),
        ];
        let (document, variables) = document(&all);
        let (_, expected) = include_str!("graphql/changes.graphql").split_once('\n').unwrap();
        assert_eq!(document, expected);
        assert_eq!(variables["a1"]["body"], "\") { viewer { login } } #");
        assert_eq!(variables["a3"]["classifier"], "RESOLVED");
    }

    #[test]
    fn errors_of_a_right_are_denials() {
        let error = |kind: Option<&str>| GraphqlError {
            message: "no".to_owned(),
            kind: kind.map(str::to_owned),
            path: Vec::new(),
        };
        assert!(matches!(refusal(&[error(Some("FORBIDDEN"))]), Error::Denied { .. }));
        assert!(matches!(refusal(&[]), Error::Denied { .. }));
        assert!(matches!(refusal(&[error(None)]), Error::Status { .. }));
    }
}
