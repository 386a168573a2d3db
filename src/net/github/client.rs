//! One host's API behind one token. Calls wait: the rest of the gate is not asynchronous.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::Method;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::runtime::{Handle, Runtime};
use tokio::sync::Semaphore;

use super::endpoint::{Ask, Endpoint, Reply};
use super::retry::{self, Next, Pace, Tries};
use super::{Config, Error, Token, refusal};
use crate::net::http::{Deadline, redact};

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
    token: Option<Token>,
    in_flight: Semaphore,
    pace: Pace,
    /// Nothing is sent before this, since GitHub asked for it.
    quiet: Mutex<Instant>,
    deadline: Deadline,
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
        Self::with(config, Pace::default())
    }

    /// The same with other waits.
    pub(super) fn with(config: Config, pace: Pace) -> Result<Self, Error> {
        let Config { host, token, deadline } = config;
        if token.as_ref().is_some_and(|token| !token.is_sendable()) {
            return Err(Error::Setup("the token is empty, or contains characters a header cannot carry".to_owned()));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| Error::Setup(format!("no thread for the network: {error}")))?;
        let handle = runtime.handle().clone();
        let endpoint = |address: &str| {
            let _inside = handle.enter();
            Endpoint::new(address, token.as_ref())
                .map_err(|error| error.map(|text| redact(text, token.as_ref().map(Token::text))))
        };
        let (rest, graphql) = (endpoint(&host.rest)?, endpoint(&host.graphql)?);
        Ok(Self {
            rest,
            graphql,
            runtime: Some(runtime),
            handle,
            token,
            in_flight: Semaphore::new(IN_FLIGHT),
            pace,
            quiet: Mutex::new(Instant::now()),
            deadline: Deadline::after(deadline),
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
            items.extend(self.read::<Vec<T>>(&reply.body, &ask.what)?);
            let next = self.rest.next_page(&ask.path, &reply).filter(|_| items.len() < most);
            let Some(next) = next else {
                items.truncate(most);
                return Ok(items);
            };
            ask.path = next;
        }
        Err(Error::Malformed { what: ask.what, why: "its pages never end".to_owned() })
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
            is_graphql: true,
            what: "POST /graphql".to_owned(),
        };
        let reply = self.send(&self.graphql, &ask)?;
        self.read(&reply.body, &ask.what)
    }

    fn ask(&self, method: Method, path: &str) -> Ask {
        let what = format!("{method} {path}");
        let repeatable = method == Method::GET;
        let path = self.rest.path(path);
        Ask { method, path, accept: JSON, body: None, cap: JSON_CAP, repeatable, is_graphql: false, what }
    }

    fn json<T: DeserializeOwned>(&self, method: Method, path: &str, body: Option<&impl Serialize>) -> Result<T, Error> {
        let mut ask = self.ask(method, path);
        let unwritable = |error| Error::Setup(format!("the body of {} cannot be written: {error}", ask.what));
        ask.body = body.map(serde_json::to_value).transpose().map_err(unwritable)?;
        let reply = self.send(&self.rest, &ask)?;
        let body = if reply.body.is_empty() { b"null".as_slice() } else { &reply.body };
        self.read(body, &ask.what)
    }

    /// The answer to `ask`, however often it must be sent; an error tells no secret.
    fn send(&self, endpoint: &Endpoint, ask: &Ask) -> Result<Reply, Error> {
        self.insist(endpoint, ask).map_err(|error| self.tell(error))
    }

    fn insist(&self, endpoint: &Endpoint, ask: &Ask) -> Result<Reply, Error> {
        let mut tries = Tries::default();
        loop {
            self.keep_quiet(ask)?;
            let outcome = self.follow(endpoint, ask);
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            match retry::next(ask, &outcome, &mut tries, self.pace, now) {
                Next::Again(wait) if wait < self.left() => thread::sleep(wait),
                Next::Quiet(wait) if wait < self.left() => self.be_quiet(wait),
                Next::Quiet(wait) | Next::GiveUp(wait) => {
                    return Err(Error::RateLimited { what: ask.what.clone(), wait });
                }
                Next::Take | Next::Again(_) => {
                    let reply = outcome?;
                    let is_success = (200..300).contains(&reply.status);
                    return if is_success { Ok(reply) } else { Err(refusal::of(&reply, &ask.what)) };
                }
            }
        }
    }

    /// Waits until GitHub wants to hear something.
    fn keep_quiet(&self, ask: &Ask) -> Result<(), Error> {
        loop {
            let until = *self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            let wait = until.saturating_duration_since(Instant::now());
            if wait.is_zero() {
                return Ok(());
            } else if wait >= self.left() {
                return Err(Error::RateLimited { what: ask.what.clone(), wait });
            }
            thread::sleep(wait);
        }
    }

    /// Has all threads wait.
    fn be_quiet(&self, wait: Duration) {
        let mut quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
        *quiet = (*quiet).max(Instant::now() + wait);
    }

    /// Sends `ask`, and on to where the answer points.
    fn follow(&self, endpoint: &Endpoint, ask: &Ask) -> Result<Reply, Error> {
        let mut path = ask.path.clone();
        for _ in 0..=MOST_REDIRECTS {
            let reply = self.once(endpoint, ask, &path)?;
            match endpoint.redirect(ask, &path, &reply)? {
                Some(next) => path = next,
                None => return Ok(reply),
            }
        }
        let message = format!("it redirects more than {MOST_REDIRECTS} times");
        Err(Error::Status { what: ask.what.clone(), status: 302, message })
    }

    fn once(&self, endpoint: &Endpoint, ask: &Ask, path: &str) -> Result<Reply, Error> {
        let late =
            || Error::Unreachable { what: ask.what.clone(), why: "the deadline for GitHub has passed".to_owned() };
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
        self.deadline.left()
    }

    fn read<T: DeserializeOwned>(&self, body: &[u8], what: &str) -> Result<T, Error> {
        let malformed = |error: serde_json::Error| Error::Malformed { what: what.to_owned(), why: error.to_string() };
        serde_json::from_slice(body).map_err(|error| self.tell(malformed(error)))
    }

    /// `error` without what nobody may read.
    fn tell(&self, error: Error) -> Error {
        error.map(|text| redact(text, self.token.as_ref().map(Token::text)))
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
