//! One host's API behind one token. Calls wait: the rest of the gate is not asynchronous.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, HeaderMap};
use http::{Method, Request};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use octocrab::{OctoBody, Octocrab};
use reqwest::Url;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Error;

/// The longest JSON answer that is read, in bytes.
const JSON_CAP: u64 = 32 << 20;

/// A token. Its text goes into the `Authorization` header of one host and nowhere else.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Takes the token.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// What git sends to prove who asks: GitHub takes a token as the password of any name.
    pub(crate) fn basic(&self) -> String {
        format!("basic {}", STANDARD.encode(format!("x-access-token:{}", self.0)))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Where a host's two APIs are, as a runner's `GITHUB_API_URL` and `GITHUB_GRAPHQL_URL` say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `https://api.github.com`, `https://ghe.example.org/api/v3`.
    pub rest: String,
    /// `https://api.github.com/graphql`, `https://ghe.example.org/api/graphql`.
    pub graphql: String,
}

/// What a client is made of.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the APIs are.
    pub host: Host,
    /// The token; public repositories can be read without.
    pub token: Option<Token>,
    /// How long all requests together may take, waits included.
    pub deadline: Duration,
}

/// A host's API. It can be shared between threads.
pub struct Client {
    rest: Endpoint,
    graphql: Endpoint,
    runtime: tokio::runtime::Runtime,
    ends: Instant,
    calls: AtomicUsize,
}

/// An answer, read.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// One request, but for its body.
struct Ask<'a> {
    method: Method,
    path: &'a str,
    accept: Option<&'a str>,
    /// The most bytes that are read of the answer.
    cap: u64,
    /// The request in a message.
    what: String,
}

/// One origin, and the path that stands before each route.
struct Endpoint {
    crab: Octocrab,
    prefix: String,
}

/// What GraphQL answers: data, errors, or some of both.
#[derive(Clone, Debug, Deserialize)]
pub struct Answer<T> {
    /// The data; parts that failed are null in it.
    pub data: Option<T>,
    /// What failed.
    #[serde(default)]
    pub errors: Vec<GraphqlError>,
}

/// One failure of a GraphQL document.
#[derive(Clone, Debug, Deserialize)]
pub struct GraphqlError {
    /// What happened.
    pub message: String,
    /// `NOT_FOUND`, `FORBIDDEN` and so on.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The field, from the document's root: its first part is the alias.
    #[serde(default)]
    pub path: Vec<Value>,
}

impl Client {
    /// A client for `config`.
    ///
    /// # Errors
    /// An address that is none, or one that would send the token without encryption to another machine.
    pub fn new(config: Config) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| Error::Setup(format!("no thread for the network: {error}")))?;
        let Config { host, token, deadline } = config;
        let endpoints = {
            let _inside = runtime.enter();
            (Endpoint::new(&host.rest, token.as_ref())?, Endpoint::new(&host.graphql, token.as_ref())?)
        };
        let (rest, graphql) = endpoints;
        Ok(Self { rest, graphql, runtime, ends: Instant::now() + deadline, calls: AtomicUsize::new(0) })
    }

    /// How many requests were sent.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    /// What stands at `path`, `/repos/o/r/pulls/1`.
    ///
    /// # Errors
    /// See [`Error`]. The same holds for every call.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        self.json(Method::GET, path, None::<&()>)
    }

    /// Posts `body`. Never sent twice: after an error that [is in doubt](Error::is_in_doubt) look first.
    pub fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Error> {
        self.json(Method::POST, path, Some(body))
    }

    /// Runs a GraphQL document.
    pub fn graphql<T: DeserializeOwned>(&self, document: &str, variables: &Value) -> Result<Answer<T>, Error> {
        let body = serde_json::json!({ "query": document, "variables": variables });
        let what = "POST /graphql".to_owned();
        let request = Ask { method: Method::POST, path: "", accept: None, cap: JSON_CAP, what };
        let reply = self.send(&self.graphql, &request, Some(&body))?;
        read(&reply.body, request.what)
    }

    fn json<T: DeserializeOwned>(&self, method: Method, path: &str, body: Option<&impl Serialize>) -> Result<T, Error> {
        let what = format!("{method} {path}");
        let request = Ask { method, path, accept: None, cap: JSON_CAP, what };
        let reply = self.send(&self.rest, &request, body)?;
        let body = if reply.body.is_empty() { b"null".as_slice() } else { &reply.body };
        read(body, request.what)
    }

    fn send(&self, endpoint: &Endpoint, ask: &Ask<'_>, body: Option<&impl Serialize>) -> Result<Reply, Error> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let left = self.ends.saturating_duration_since(Instant::now());
        let late = |_| Error::Unreachable { what: ask.what.clone(), why: "the time for GitHub is over".to_owned() };
        let work = async { tokio::time::timeout(left, endpoint.send(ask, body)).await.map_err(late) };
        let reply = self.runtime.block_on(work)??;
        if (200..300).contains(&reply.status) { Ok(reply) } else { Err(refusal(&reply, &ask.what)) }
    }
}

impl Endpoint {
    fn new(address: &str, token: Option<&Token>) -> Result<Self, Error> {
        let wrong = |why: String| Error::Setup(format!("`{address}` is no address of an API: {why}"));
        let url = Url::parse(address).map_err(|error| wrong(error.to_string()))?;
        let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !local {
            return Err(wrong("a token is sent over https only".to_owned()));
        }
        // A second installation of the same provider is refused, and means the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(60))
            .user_agent(concat!("portcullis/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| wrong(causes(&error)))?;
        let builder =
            Octocrab::builder().base_uri(url.origin().ascii_serialization()).map_err(|e| wrong(causes(&e)))?;
        let builder = match token {
            Some(token) => builder.personal_token(token.0.clone()),
            None => builder,
        };
        let crab = builder.build_with_reqwest(http).map_err(|error| wrong(causes(&error)))?;
        Ok(Self { crab, prefix: url.path().trim_end_matches('/').to_owned() })
    }

    async fn send(&self, ask: &Ask<'_>, body: Option<&impl Serialize>) -> Result<Reply, Error> {
        let unreachable = |why: String| Error::Unreachable { what: ask.what.clone(), why };
        let accept = ask.accept.unwrap_or("application/vnd.github+json");
        let builder = Request::builder().method(ask.method.clone()).uri(format!("{}{}", self.prefix, ask.path));
        let request = self.crab.build_request(builder.header(ACCEPT, accept), body);
        let request: Request<OctoBody> = request.map_err(|error| unreachable(causes(&error)))?;
        let response = self.crab.execute(request).await.map_err(|error| unreachable(causes(&error)))?;
        let (parts, body) = response.into_parts();
        let limit = usize::try_from(ask.cap).unwrap_or(usize::MAX);
        let body = match Limited::new(body, limit).collect().await {
            Ok(body) => body.to_bytes().to_vec(),
            Err(error) if error.is::<LengthLimitError>() => {
                return Err(Error::TooLarge { what: ask.what.clone(), cap: ask.cap });
            }
            Err(error) => return Err(unreachable(causes(error.as_ref()))),
        };
        Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, body })
    }
}

fn read<T: DeserializeOwned>(body: &[u8], what: String) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| Error::Malformed { what, why: error.to_string() })
}

/// What an answer that is no success means.
fn refusal(reply: &Reply, what: &str) -> Error {
    let what = what.to_owned();
    let said: Option<Said> = serde_json::from_slice(&reply.body).ok();
    let message = said.map_or_else(|| "it gives no reason".to_owned(), |said| said.message);
    match reply.status {
        status @ (401 | 403 | 404) => Error::Denied { what, status, message },
        422 => Error::Unprocessable { what, message },
        status => Error::Status { what, status, message },
    }
}

/// The body of an error.
#[derive(Deserialize)]
struct Said {
    message: String,
}

/// An error with its causes, outermost first, each said once.
fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in std::iter::successors(Some(error), |error| error.source()) {
        let text = cause.to_string();
        if !said.iter().any(|earlier| earlier.contains(&text)) {
            said.push(text);
        }
    }
    said.join(": ")
}
