//! The REST API, as far as a gate asks it.

mod code;
mod pulls;
mod reviews;
mod sarifs;

use serde_json::{Value, json};

pub(super) use self::pulls::about;
use super::http::{Request, Response, decode};
use super::state::{Access, NAME, OWNER, Rights, Token, WEB, World};

/// What is answered where all goes well.
pub(super) enum Answer {
    One(u16, Value),
    /// A list, of which a page is shown.
    Many(Vec<Value>),
    Raw(Vec<u8>),
}

/// Why nothing is done.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) message: String,
    pub(super) errors: Vec<Value>,
}

impl Refusal {
    pub(super) fn new(status: u16, message: &str) -> Self {
        Self { status, message: message.to_owned(), errors: Vec::new() }
    }

    pub(super) fn not_found() -> Self {
        Self::new(404, "Not Found")
    }

    /// GitHub's way to say no to a body.
    pub(super) fn unprocessable(error: &str) -> Self {
        Self { errors: vec![json!(error)], ..Self::new(422, "Unprocessable Entity") }
    }

    /// Its other way.
    fn invalid(resource: &str, field: &str, message: &str) -> Self {
        let error = json!({ "resource": resource, "field": field, "code": "custom", "message": message });
        Self { errors: vec![error], ..Self::new(422, "Validation Failed") }
    }
}

/// What a right has to reach, or the request is refused as GitHub refuses a workflow's token.
fn need(has: Access, needs: Access) -> Result<(), Refusal> {
    match (has, needs) {
        (has, needs) if has >= needs => Ok(()),
        // What may not be seen does not exist.
        (Access::None, Access::Read) => Err(Refusal::not_found()),
        _ => Err(Refusal::new(403, "Resource not accessible by integration")),
    }
}

/// One request, and whoever asks.
struct Asked<'a> {
    request: &'a Request,
    token: &'a Token,
}

impl Asked<'_> {
    fn rights(&self) -> &Rights {
        &self.token.rights
    }

    fn body(&self) -> Result<Value, Refusal> {
        serde_json::from_slice(&self.request.body).map_err(|_| Refusal::new(400, "Problems parsing JSON"))
    }

    fn wants_raw(&self) -> bool {
        self.request.header("accept").is_some_and(|accept| accept.contains("raw"))
    }
}

/// Answers `request`, whose path has lost the server's own prefix.
pub(super) fn answer(world: &mut World, token: &Token, request: &Request) -> Response {
    let asked = Asked { request, token };
    match route(world, &asked) {
        Ok(Answer::One(status, value)) => json_response(status, &value),
        Ok(Answer::Many(rows)) => page(world, request, rows),
        Ok(Answer::Raw(body)) => {
            let headers = vec![("content-type".to_owned(), "application/vnd.github.raw; charset=utf-8".to_owned())];
            Response { status: 200, headers, body }
        }
        Err(Refusal { status, message, errors }) => {
            let mut said = json!({
                "message": message, "status": status.to_string(), "documentation_url": "https://docs.github.com/rest",
            });
            if !errors.is_empty() {
                said["errors"] = json!(errors);
            }
            json_response(status, &said)
        }
    }
}

fn route(world: &mut World, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let segments: Vec<String> = asked.request.path.split('/').skip(1).map(decode).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let ["repos", owner, name, rest @ ..] = segments.as_slice() else { return Err(Refusal::not_found()) };
    if *owner != OWNER || *name != NAME {
        return Err(Refusal::not_found());
    }
    match (asked.request.method.as_str(), rest) {
        ("GET", []) => Ok(Answer::One(200, repository())),
        ("GET", ["contents", path @ ..]) => code::contents(world, asked, &path.join("/")),
        ("GET", ["commits"]) => code::commits(world, asked),
        ("GET", ["compare", names @ ..]) => code::compare(world, asked, &names.join("/")),
        ("GET", ["git", "ref", name @ ..]) => code::reference(world, asked, &name.join("/")),
        ("GET", ["git", "trees", name @ ..]) => code::tree(world, asked, &name.join("/")),
        ("GET", ["git", "blobs", id]) => code::blob(world, asked, id),
        ("POST", ["code-scanning", "sarifs"]) => sarifs::upload(world, asked),
        ("GET", ["code-scanning", "sarifs", id]) => sarifs::progress(world, asked, id),
        (_, ["pulls", ..] | ["issues", ..]) => about_pull(world, asked, rest),
        _ => Err(Refusal::not_found()),
    }
}

fn about_pull(world: &mut World, asked: &Asked<'_>, rest: &[&str]) -> Result<Answer, Refusal> {
    let number = |text: &str| text.parse::<u64>().map_err(|_| Refusal::not_found());
    match (asked.request.method.as_str(), rest) {
        ("GET", ["pulls"]) => pulls::list(world, asked),
        ("GET", ["pulls", pull]) => pulls::one(world, asked, number(pull)?),
        ("GET", ["pulls", pull, "files"]) => pulls::files(world, asked, number(pull)?),
        ("GET", ["pulls", pull, "reviews"]) => reviews::list(world, asked, number(pull)?),
        ("POST", ["pulls", pull, "reviews"]) => reviews::create(world, asked, number(pull)?),
        ("GET", ["pulls", pull, "comments"]) => reviews::comments(world, asked, number(pull)?),
        ("POST", ["pulls", pull, "comments"]) => reviews::comment(world, asked, number(pull)?),
        ("PATCH", ["pulls", "comments", id]) => reviews::edit(world, asked, number(id)?, "PullRequestReviewComment"),
        ("GET", ["issues", pull, "comments"]) => pulls::comments(world, asked, number(pull)?),
        ("POST", ["issues", pull, "comments"]) => pulls::comment(world, asked, number(pull)?),
        ("PATCH", ["issues", "comments", id]) => reviews::edit(world, asked, number(id)?, "IssueComment"),
        _ => Err(Refusal::not_found()),
    }
}

fn repository() -> Value {
    json!({
        "id": 1296269, "node_id": "R_kwDO1", "name": NAME, "full_name": format!("{OWNER}/{NAME}"), "private": true,
        "owner": { "login": OWNER, "id": 1, "type": "User" }, "default_branch": "main", "fork": false,
        "html_url": WEB,
    })
}

/// The page of `rows` that is asked for: 30, or as many as are asked for, but never more than 100.
fn page(world: &World, request: &Request, rows: Vec<Value>) -> Response {
    let asked = |name: &str| request.asked(name).and_then(|text| text.parse::<usize>().ok());
    let size = asked("per_page").unwrap_or(30).clamp(1, 100);
    let at = asked("page").unwrap_or(1).max(1);
    let last = rows.len().div_ceil(size).max(1);
    let shown: Vec<Value> = rows.into_iter().skip((at - 1) * size).take(size).collect();
    let mut response = json_response(200, &json!(shown));
    let link = |page: usize, rel: &str| {
        format!("<{}{}?per_page={size}&page={page}>; rel=\"{rel}\"", world.address, request.path)
    };
    let mut links = Vec::new();
    if at > 1 {
        links.extend([link(at - 1, "prev"), link(1, "first")]);
    }
    if at < last {
        links.extend([link(at + 1, "next"), link(last, "last")]);
    }
    if !links.is_empty() {
        response.headers.push(("link".to_owned(), links.join(", ")));
    }
    response
}

pub(super) fn json_response(status: u16, value: &Value) -> Response {
    let headers = vec![("content-type".to_owned(), "application/json; charset=utf-8".to_owned())];
    Response { status, headers, body: value.to_string().into_bytes() }
}
