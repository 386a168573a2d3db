//! One host's API behind one token. Calls wait: the rest of the gate is not asynchronous.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http::Method;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::runtime::{Handle, Runtime};
use tokio::sync::Semaphore;

use super::endpoint::{Ask, Endpoint, Reply};
use super::{Config, Error, refusal};

/// The longest JSON answer that is read, in bytes.
const JSON_CAP: u64 = 32 << 20;

/// What is asked for where nothing else is.
const JSON: &str = "application/vnd.github+json";
/// The bytes themselves.
const RAW: &str = "application/vnd.github.raw+json";

/// How many items a page has: the most that GitHub gives.
const PAGE: usize = 100;

/// How often a request is sent on before it is given up.
const MOST_REDIRECTS: usize = 3;

/// How many requests are under way at once; GitHub counts them.
const IN_FLIGHT: usize = 8;

/// A host's API. It can be shared between threads.
pub struct Client {
    rest: Endpoint,
    graphql: Endpoint,
    /// Until the client is dropped.
    runtime: Option<Runtime>,
    handle: Handle,
    in_flight: Semaphore,
    ends: Instant,
    calls: AtomicUsize,
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
        let Config { host, token, deadline } = config;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| Error::Setup(format!("no thread for the network: {error}")))?;
        let handle = runtime.handle().clone();
        let (rest, graphql) = {
            let _inside = handle.enter();
            (Endpoint::new(&host.rest, token.as_ref())?, Endpoint::new(&host.graphql, token.as_ref())?)
        };
        Ok(Self {
            rest,
            graphql,
            runtime: Some(runtime),
            handle,
            in_flight: Semaphore::new(IN_FLIGHT),
            ends: Instant::now() + deadline,
            calls: AtomicUsize::new(0),
        })
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

    /// Puts `body`. Never sent twice.
    pub fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Error> {
        self.json(Method::PUT, path, Some(body))
    }

    /// Changes what stands at `path`. Never sent twice.
    pub fn patch<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Error> {
        self.json(Method::PATCH, path, Some(body))
    }

    /// The bytes of what stands at `path`, if they are no more than `cap`.
    pub fn raw(&self, path: &str, cap: u64) -> Result<Vec<u8>, Error> {
        let ask = Ask { accept: RAW, cap, ..self.ask(Method::GET, path) };
        Ok(self.send(&self.rest, &ask)?.body)
    }

    /// The items of the list at `path`, page by page, but no more than `most`.
    pub fn pages<T: DeserializeOwned>(&self, path: &str, most: usize) -> Result<Vec<T>, Error> {
        let size = most.clamp(1, PAGE);
        let separator = if path.contains('?') { '&' } else { '?' };
        let mut ask = self.ask(Method::GET, &format!("{path}{separator}per_page={size}"));
        let mut items: Vec<T> = Vec::new();
        // Pages may hold less than their size where GitHub hides an item, but a list comes to an end.
        for _ in 0..most / size * 2 + 10 {
            let reply = self.send(&self.rest, &ask)?;
            items.extend(read::<Vec<T>>(&reply.body, &ask.what)?);
            let next = self.rest.next_page(&reply).filter(|_| items.len() < most);
            let Some(next) = next else {
                items.truncate(most);
                return Ok(items);
            };
            ask.path = next;
        }
        Err(Error::Malformed { what: ask.what, why: "its pages do not end".to_owned() })
    }

    /// Runs a GraphQL document.
    pub fn graphql<T: DeserializeOwned>(&self, document: &str, variables: &Value) -> Result<Answer<T>, Error> {
        let body = serde_json::json!({ "query": document, "variables": variables });
        let ask = Ask {
            method: Method::POST,
            path: self.graphql.path(""),
            accept: JSON,
            body: Some(body),
            cap: JSON_CAP,
            repeatable: !document.contains("mutation"),
            what: "POST /graphql".to_owned(),
        };
        let reply = self.send(&self.graphql, &ask)?;
        read(&reply.body, &ask.what)
    }

    fn ask(&self, method: Method, path: &str) -> Ask {
        let what = format!("{method} {path}");
        let repeatable = method == Method::GET;
        Ask { method, path: self.rest.path(path), accept: JSON, body: None, cap: JSON_CAP, repeatable, what }
    }

    fn json<T: DeserializeOwned>(&self, method: Method, path: &str, body: Option<&impl Serialize>) -> Result<T, Error> {
        let mut ask = self.ask(method, path);
        let unwritable = |error| Error::Setup(format!("the body of {} cannot be written: {error}", ask.what));
        ask.body = body.map(serde_json::to_value).transpose().map_err(unwritable)?;
        let reply = self.send(&self.rest, &ask)?;
        let body = if reply.body.is_empty() { b"null".as_slice() } else { &reply.body };
        read(body, &ask.what)
    }

    fn send(&self, endpoint: &Endpoint, ask: &Ask) -> Result<Reply, Error> {
        let reply = self.follow(endpoint, ask)?;
        if (200..300).contains(&reply.status) { Ok(reply) } else { Err(refusal::of(&reply, &ask.what)) }
    }

    /// Sends `ask`, and on to where the answer points.
    fn follow(&self, endpoint: &Endpoint, ask: &Ask) -> Result<Reply, Error> {
        let mut path = ask.path.clone();
        for _ in 0..=MOST_REDIRECTS {
            let reply = self.once(endpoint, ask, &path)?;
            match endpoint.redirect(ask, &reply)? {
                Some(next) => path = next,
                None => return Ok(reply),
            }
        }
        let message = format!("it leads on more than {MOST_REDIRECTS} times");
        Err(Error::Status { what: ask.what.clone(), status: 302, message })
    }

    fn once(&self, endpoint: &Endpoint, ask: &Ask, path: &str) -> Result<Reply, Error> {
        let late = || Error::Unreachable { what: ask.what.clone(), why: "the time for GitHub is over".to_owned() };
        let exchange = async {
            let _place = self.in_flight.acquire().await.map_err(|_| late())?;
            self.calls.fetch_add(1, Ordering::Relaxed);
            endpoint.send(ask, path).await
        };
        let work = async { tokio::time::timeout(self.left(), exchange).await };
        self.handle.block_on(work).map_err(|_| late())?
    }

    /// How much of the time is left.
    fn left(&self) -> Duration {
        self.ends.saturating_duration_since(Instant::now())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A name that is being looked up is not waited for.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn read<T: DeserializeOwned>(body: &[u8], what: &str) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| Error::Malformed { what: what.to_owned(), why: error.to_string() })
}
