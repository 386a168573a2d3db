//! One host: a request goes out and comes back as bytes. How many are under way at once, and when none may be, is kept here.

use std::error::Error as _;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Certificate, Url};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::address::{Refused, Resolver, Unresolved, is_public};
use super::auth::Auth;
use super::config::{HostConfig, is_this_machine};
use super::failure::Unreachable;
use super::name::DOCKER_HUB_NAMES;
use super::{Failure, Outcome};
use crate::net::http::{AGENT, Deadline, Fault, builder, causes, chain, read};

/// How many requests are under way at one host at once. Docker Hub counts strangers' requests by the address that they come from.
const IN_FLIGHT: usize = 16;
const IN_FLIGHT_AT_DOCKER_HUB: usize = 8;

/// How many more are under way at a host that is slow because it is far, and that sets no limits: after the first answers one is as slow as this.
const MORE_IN_FLIGHT: usize = 16;
const FIRST_ANSWERS: usize = 16;
const FAR: Duration = Duration::from_millis(50);

/// How long a connection and a whole request may take.
const CONNECT: Duration = Duration::from_secs(5);
const REQUEST: Duration = Duration::from_secs(15);

/// How many requests in a row find nobody until the others do not try.
const MOST_IN_VAIN: u32 = 2;

/// The most that is read of an answer that says no.
const REFUSAL_CAP: usize = 64 << 10;

/// One request.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) accept: &'static str,
    pub(super) authorization: Option<HeaderValue>,
    /// A form, URL-encoded.
    pub(super) form: Option<String>,
    /// The most bytes that are read of the answer.
    pub(super) cap: usize,
}

/// An answer, read.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Whether another host gave it, where the first one sent us.
    pub(super) is_from_elsewhere: bool,
}

/// A host.
pub(super) struct Host {
    /// Whether the configuration names it.
    pub(super) is_named: bool,
    /// With its port, as a message shows it.
    pub(super) name: String,
    pub(super) auth: Auth,
    http: reqwest::Client,
    in_flight: Semaphore,
    first_answers: Mutex<Vec<(Duration, bool)>>,
    is_docker_hub: bool,
    quiet: Mutex<Option<Quiet>>,
    in_vain: AtomicU32,
    /// Why the first of those found nobody: all others are told the same, whichever came first.
    why: OnceLock<Failure>,
}

/// Nothing is sent until then, and what this means for a request that cannot wait so long.
#[derive(Clone)]
struct Quiet {
    until: Instant,
    failure: Failure,
}

impl Host {
    /// The host that `url` leads to, which `config` names, if it does.
    pub(super) fn new(url: &Url, config: Option<&HostConfig>) -> Outcome<Self> {
        let name = authority(url);
        let wrong = |why: String| Failure::Unreachable(Unreachable::Tls(why));
        let resolver = Resolver { guarded: config.is_none().then(|| url.host_str().map(str::to_owned)).flatten() };
        let mut builder = builder().user_agent(AGENT).dns_resolver(resolver).connect_timeout(CONNECT);
        if is_this_machine(url) {
            // A proxy cannot reach this machine's loopback.
            builder = builder.no_proxy();
        }
        if url.scheme() == "http" {
            // So that no certificate is looked for.
            builder = builder.tls_certs_only([]);
        } else if let Some(pem) = config.and_then(|config| config.ca.as_deref()) {
            let certificates = certificates(pem).map_err(wrong)?;
            builder = builder.tls_certs_merge(certificates);
        }
        let http = builder.build().map_err(|error| wrong(causes(&error)))?;
        let is_docker_hub = url.host_str().is_some_and(|host| DOCKER_HUB_NAMES.contains(&host));
        let limit = if is_docker_hub { IN_FLIGHT_AT_DOCKER_HUB } else { IN_FLIGHT };
        Ok(Self {
            is_named: config.is_some(),
            name,
            auth: Auth::default(),
            http,
            in_flight: Semaphore::new(limit),
            first_answers: Mutex::default(),
            is_docker_hub,
            quiet: Mutex::default(),
            in_vain: AtomicU32::new(0),
            why: OnceLock::new(),
        })
    }

    /// Sends `ask` once, as soon as it may be sent.
    pub(super) async fn send(&self, ask: &Ask, all: &Semaphore, deadline: Deadline) -> Outcome<Reply> {
        let late = || Failure::Unreachable(Unreachable::Timeout);
        let places = async {
            let own = self.in_flight.acquire().await;
            (own, all.acquire().await)
        };
        let _places = timeout(deadline.left(), places).await.map_err(|_| late())?;
        self.must_not_be_lost()?;
        self.keep_quiet(deadline).await?;
        let begun = Instant::now();
        let outcome = timeout(deadline.left().min(REQUEST), self.exchange(ask)).await.map_err(|_| late()).flatten();
        if let Ok(reply) = &outcome {
            self.in_vain.store(0, Ordering::Relaxed);
            self.learn_pace(begun.elapsed(), &reply.headers);
        }
        outcome
    }

    /// Whether nobody is there.
    pub(super) fn is_lost(&self) -> bool {
        self.in_vain.load(Ordering::Relaxed) >= MOST_IN_VAIN
    }

    pub(super) fn must_not_be_lost(&self) -> Outcome<()> {
        match self.why.get().filter(|_| self.is_lost()) {
            Some(why) => Err(why.clone()),
            None => Ok(()),
        }
    }

    /// One more request has found nobody, however often it was sent. Where there is not even a connection, no other is tried.
    pub(super) fn was_in_vain(&self, why: &Failure, is_unconnected: bool) {
        let _ = self.why.set(why.clone());
        self.in_vain.fetch_add(if is_unconnected { MOST_IN_VAIN } else { 1 }, Ordering::Relaxed);
    }

    /// Has all requests to this host wait.
    pub(super) fn be_quiet(&self, wait: Duration, failure: Failure) {
        let Some(until) = Instant::now().checked_add(wait) else { return };
        let mut quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
        if quiet.as_ref().is_none_or(|quiet| quiet.until < until) {
            *quiet = Some(Quiet { until, failure });
        }
    }

    /// Waits until this host wants to hear something.
    async fn keep_quiet(&self, deadline: Deadline) -> Outcome<()> {
        loop {
            let quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let Some(Quiet { until, failure }) = quiet else { return Ok(()) };
            let wait = until.saturating_duration_since(Instant::now());
            if wait.is_zero() {
                return Ok(());
            } else if wait >= deadline.left() {
                return Err(failure);
            }
            tokio::time::sleep(wait).await;
        }
    }

    async fn exchange(&self, ask: &Ask) -> Outcome<Reply> {
        let mut request = self.http.request(ask.method.clone(), ask.url.clone()).header(ACCEPT, ask.accept);
        if let Some(authorization) = &ask.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        if let Some(form) = &ask.form {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.clone());
        }
        let response = request.send().await.map_err(|error| self.failed(&error))?;
        let (parts, body) = http::Response::from(response).into_parts();
        let (status, is_success) = (parts.status.as_u16(), parts.status.is_success());
        let body = match read(body, if is_success { ask.cap } else { REFUSAL_CAP }).await {
            Ok(body) => body,
            Err(_) if !is_success => Vec::new(),
            Err(Fault::TooLong) => return Failure::malformed(format!("more than {} bytes", ask.cap)),
            Err(Fault::Broken(error)) => return Err(Failure::Unreachable(Unreachable::Broken(causes(&*error)))),
        };
        Ok(Reply { status, headers: parts.headers, body, is_from_elsewhere: false })
    }

    /// Why nothing came back.
    fn failed(&self, error: &reqwest::Error) -> Failure {
        let has = |is: fn(&(dyn std::error::Error + 'static)) -> bool| chain(error).any(is);
        // Which library failed, and in which step, is said by the class.
        let why = error.source().and_then(|error| error.source().or(Some(error))).map_or_else(|| causes(error), causes);
        Failure::Unreachable(if has(|cause| cause.is::<Refused>()) {
            return Failure::NotAllowed(format!(
                "`{}` does not have a public address, and the configuration does not name it",
                self.name
            ));
        } else if let Some(unresolved) = chain(error).find_map(|cause| cause.downcast_ref::<Unresolved>()) {
            Unreachable::Dns(unresolved.to_string())
        } else if error.is_timeout() && error.is_connect() {
            Unreachable::Connect(format!("not within {} s", CONNECT.as_secs()))
        } else if error.is_timeout() {
            Unreachable::Timeout
        } else if has(is_of_tls) {
            Unreachable::Tls(why)
        } else if error.is_connect() {
            Unreachable::Connect(why)
        } else {
            Unreachable::Broken(why)
        })
    }

    /// Allows for more at once where the way is long and nobody counts.
    fn learn_pace(&self, took: Duration, headers: &HeaderMap) {
        let mut answers = self.first_answers.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_docker_hub || answers.len() >= FIRST_ANSWERS {
            return;
        }
        answers.push((took, headers.keys().any(|name| name.as_str().contains("ratelimit"))));
        if answers.len() == FIRST_ANSWERS {
            answers.sort_unstable();
            let is_far = answers[FIRST_ANSWERS / 2].0 > FAR;
            if is_far && !answers.iter().any(|(_, is_counted)| *is_counted) {
                self.in_flight.add_permits(MORE_IN_FLIGHT);
            }
        }
    }
}

/// The certificates in `pem`, or why there are none.
pub(super) fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, String> {
    let certificates = Certificate::from_pem_bundle(pem).map_err(|error| causes(&error))?;
    if certificates.is_empty() { Err("there is no certificate in PEM".to_owned()) } else { Ok(certificates) }
}

/// The host of `url`, with its port where that is not the usual one.
pub(super) fn authority(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// Whether `url` names an address by itself, so that nobody looks it up, and one that is not public.
pub(super) fn is_closed_address(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host.parse().is_ok_and(|address| !is_public(address))
}

/// Whether `cause` comes from the encryption. What stands inside an `io::Error`, perhaps another one, is not among its sources.
fn is_of_tls(cause: &(dyn std::error::Error + 'static)) -> bool {
    let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    cause.is::<rustls::Error>() || inner.is_some_and(|inner| chain(inner).any(is_of_tls))
}
