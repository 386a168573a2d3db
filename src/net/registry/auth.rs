//! Who is asking: each host's challenge is remembered, and tokens are fetched once for all who wait for them.
//!
//! A credential leaves for two places only: the registry that it is stored for, and the token server that this registry names. The latter
//! may be another host (Docker Hub's is `auth.docker.io`): it gets the credential if the registry was asked over an encrypted connection
//! or on this machine, so that nobody on the way could have named it, and if it is itself asked so.
//! <https://distribution.github.io/distribution/spec/auth/token/>, <https://distribution.github.io/distribution/spec/auth/oauth/>

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::{HeaderValue, Method};
use reqwest::Url;
use serde::Deserialize;
use tokio::time::timeout;

use super::challenge::{Challenge, Scope};
use super::config::is_this_machine;
use super::credentials::{Login, Secret, Stored, bearer};
use super::exchange::Exchange;
use super::failure::Unreachable;
use super::host::{Ask, Reply};
use super::{Failure, Outcome, refusal};
use crate::net::http::Deadline;

/// How many repositories one token is for. Some token servers refuse all if they refuse one: then each is asked for alone.
const MOST_SCOPES: usize = 10;

/// The most that is read of a token server's answer.
const TOKEN_CAP: usize = 256 << 10;

/// How long a token is good that does not say, and how long before its end it is not used any more.
const USUAL_LIFE: Duration = Duration::from_secs(60);
const MARGIN: Duration = Duration::from_secs(5);

/// What is known of how one host wants to be asked.
#[derive(Default)]
pub(super) struct Auth {
    /// Held by the first request of all, so that the others need not be refused to know how to ask.
    first: tokio::sync::Mutex<()>,
    is_met: AtomicBool,
    challenge: Mutex<Option<Challenge>>,
    /// By the key of the credential that they were given for.
    tokens: Mutex<BTreeMap<Option<String>, Arc<Pot>>>,
}

/// The first request to a host, until it has its answer.
pub(super) struct First<'a> {
    is_met: &'a AtomicBool,
    _held: tokio::sync::MutexGuard<'a, ()>,
}

impl Drop for First<'_> {
    fn drop(&mut self) {
        self.is_met.store(true, Ordering::Release);
    }
}

/// Tokens that one credential gives.
#[derive(Default)]
struct Pot {
    /// Held while a token is on its way.
    flight: tokio::sync::Mutex<()>,
    known: Mutex<Known>,
}

/// By path of a repository.
#[derive(Default)]
struct Known {
    tokens: BTreeMap<String, Token>,
    refused: BTreeMap<String, Failure>,
    wanted: BTreeSet<String>,
    /// What is not asked for together with others.
    alone: BTreeSet<String>,
}

#[derive(Clone)]
struct Token {
    header: HeaderValue,
    until: Instant,
    is_shared: bool,
}

/// What a token is fetched for.
pub(super) struct Errand<'a> {
    pub(super) exchange: &'a Exchange,
    /// The registry's address.
    pub(super) registry: &'a Url,
    pub(super) path: &'a str,
    pub(super) stored: Option<&'a Stored>,
}

impl Auth {
    /// Waits until one request was answered, if only by an error; the first gets what the others wait for.
    pub(super) async fn first(&self, deadline: Deadline) -> Option<First<'_>> {
        if self.is_met.load(Ordering::Acquire) {
            return None;
        }
        let held = timeout(deadline.left(), self.first.lock()).await.ok()?;
        (!self.is_met.load(Ordering::Acquire)).then(|| First { is_met: &self.is_met, _held: held })
    }

    /// What `reply`, a 401, asks for is remembered.
    pub(super) fn learn(&self, reply: &Reply, path: &str) -> Outcome<()> {
        let Some(challenge) = Challenge::read(&reply.headers, path) else {
            return Failure::malformed("it asks for credentials, and does not say for which");
        };
        *locked(&self.challenge) = Some(challenge);
        Ok(())
    }

    /// The header with which the repository is asked for: none where nobody has asked who we are.
    pub(super) async fn header(&self, errand: &Errand<'_>) -> Outcome<Option<HeaderValue>> {
        let challenge = locked(&self.challenge).clone();
        match (challenge, errand.stored.map(|stored| &stored.login)) {
            (None, _) => Ok(None),
            (Some(_), Some(Login::Token(token))) => Ok(bearer(token)),
            (Some(Challenge::Basic), Some(login)) => {
                login.basic().map(Some).ok_or(Failure::AuthFailed { anonymous: false })
            }
            (Some(Challenge::Basic), None) => Err(Failure::AuthFailed { anonymous: true }),
            (Some(Challenge::Bearer { realm, service, scope }), _) => {
                let server = Server { realm, service, scope };
                self.pot(errand).token(&server, errand).await.map(|token| Some(token.header))
            }
        }
    }

    /// The registry did not take `header`. Says whether another one may be had.
    pub(super) fn reject(&self, errand: &Errand<'_>, header: &HeaderValue) -> bool {
        let pot = self.pot(errand);
        let mut known = locked(&pot.known);
        let is_this = known.tokens.get(errand.path).is_some_and(|token| token.header == *header);
        let token = if is_this { known.tokens.remove(errand.path) } else { None };
        if token.is_some_and(|token| token.is_shared) {
            known.alone.insert(errand.path.to_owned());
        }
        matches!(*locked(&self.challenge), Some(Challenge::Bearer { .. }))
            && !matches!(errand.stored.map(|stored| &stored.login), Some(Login::Token(_)))
    }

    fn pot(&self, errand: &Errand<'_>) -> Arc<Pot> {
        let key = errand.stored.map(|stored| stored.key.clone());
        Arc::clone(locked(&self.tokens).entry(key).or_default())
    }
}

impl Pot {
    async fn token(&self, server: &Server, errand: &Errand<'_>) -> Outcome<Token> {
        locked(&self.known).wanted.insert(errand.path.to_owned());
        let late = |_| Failure::Unreachable(Unreachable::Timeout);
        if let Some(known) = locked(&self.known).get(errand.path) {
            return known;
        }
        let _flight = timeout(errand.exchange.deadline.left(), self.flight.lock()).await.map_err(late)?;
        // Whoever held the flight may have brought it.
        let together = {
            let mut known = locked(&self.known);
            if let Some(known) = known.get(errand.path) {
                return known;
            }
            known.together_with(errand.path)
        };
        let fetched = server.fetch(errand, &together).await;
        if together.len() > 1 && fetched.as_ref().is_err_and(is_refusal) {
            locked(&self.known).alone.extend(together);
            let alone = [errand.path.to_owned()];
            let fetched = server.fetch(errand, &alone).await;
            return locked(&self.known).keep(&alone, fetched);
        }
        locked(&self.known).keep(&together, fetched)
    }
}

/// Whether a token server says no, and would say so again.
fn is_refusal(failure: &Failure) -> bool {
    matches!(failure, Failure::AuthFailed { .. } | Failure::Denied | Failure::Malformed(_))
}

impl Known {
    /// What is known for `path`, which is then not wanted any more.
    fn get(&mut self, path: &str) -> Option<Outcome<Token>> {
        let token = self.tokens.get(path).filter(|token| token.until > Instant::now()).cloned();
        let known = token.map(Ok).or_else(|| self.refused.get(path).cloned().map(Err))?;
        self.wanted.remove(path);
        Some(known)
    }

    /// `path`, and what others wait for.
    fn together_with(&mut self, path: &str) -> Vec<String> {
        let mut together = vec![path.to_owned()];
        if !self.alone.contains(path) {
            let others = self.wanted.iter().filter(|other| *other != path && !self.alone.contains(*other));
            together.extend(others.take(MOST_SCOPES - 1).cloned());
        }
        self.wanted.retain(|path| !together.contains(path));
        together
    }

    fn keep(&mut self, paths: &[String], fetched: Outcome<Token>) -> Outcome<Token> {
        match &fetched {
            Ok(token) => self.tokens.extend(paths.iter().map(|path| (path.clone(), token.clone()))),
            Err(failure) if is_refusal(failure) => {
                self.refused.extend(paths.iter().map(|path| (path.clone(), failure.clone())));
            }
            // Whoever waits asks again.
            Err(_) => {}
        }
        fetched
    }
}

/// Who gives tokens for a registry.
struct Server {
    realm: Url,
    service: Option<String>,
    scope: Scope,
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    token: Option<String>,
    #[serde(default)]
    access_token: Option<String>,
    #[serde(default)]
    expires_in: Option<u64>,
}

impl Server {
    /// A token for `paths`.
    async fn fetch(&self, errand: &Errand<'_>, paths: &[String]) -> Outcome<Token> {
        let stored = errand.stored.filter(|_| may_know(errand.registry, &self.realm));
        let begun = Instant::now();
        let reply = errand.exchange.follow(&self.ask(stored, paths)).await?;
        match (reply.status, stored.map(|stored| &stored.login)) {
            (200, _) => {}
            (401 | 403, None) => return Err(Failure::AuthFailed { anonymous: true }),
            (401, Some(_)) | (400, Some(Login::Identity(_))) => return Err(Failure::AuthFailed { anonymous: false }),
            (403, Some(_)) => return Err(Failure::Denied),
            (408 | 429 | 500.., _) => return Err(refusal(&reply)),
            (status, _) => return Failure::malformed(format!("the token server answered with status {status}")),
        }
        let Ok(given) = serde_json::from_slice::<Given>(&reply.body) else {
            return Failure::malformed("the token server's answer is not a token");
        };
        let text = given.token.into_iter().chain(given.access_token).find(|token| !token.is_empty());
        let secret = text.map(Secret);
        let Some(header) = secret.as_ref().and_then(bearer) else {
            return Failure::malformed("the token server's answer does not have a token");
        };
        errand.exchange.hide(secret.map(|secret| secret.0));
        let life = given.expires_in.map_or(USUAL_LIFE, Duration::from_secs).max(USUAL_LIFE).saturating_sub(MARGIN);
        let until = begun.checked_add(life).unwrap_or(begun + USUAL_LIFE);
        Ok(Token { header, until, is_shared: paths.len() > 1 })
    }

    fn ask(&self, stored: Option<&Stored>, paths: &[String]) -> Ask {
        let mut url = self.realm.clone();
        let scopes: Vec<String> = paths.iter().map(|path| self.scope.of(path)).collect();
        let service = self.service.as_deref().map(|service| ("service", service));
        let accept = "application/json";
        if let Some(Stored { login: Login::Identity(token), .. }) = stored {
            let scopes = scopes.join(" ");
            let fields = [
                ("grant_type", "refresh_token"),
                ("client_id", "portcullis"),
                ("refresh_token", &token.0),
                ("scope", &scopes),
            ];
            let form = Some(encoded(fields.into_iter().chain(service)));
            return Ask { method: Method::POST, url, accept, authorization: None, form, cap: TOKEN_CAP };
        }
        let scopes = scopes.iter().map(|scope| ("scope", scope.as_str()));
        url.query_pairs_mut().extend_pairs(service.into_iter().chain(scopes));
        let authorization = stored.and_then(|stored| stored.login.basic());
        Ask { method: Method::GET, url, accept, authorization, form: None, cap: TOKEN_CAP }
    }
}

/// Whether the token server at `realm`, which the registry at `registry` named, may know the registry's credential.
fn may_know(registry: &Url, realm: &Url) -> bool {
    let is_safe = |url: &Url| url.scheme() == "https" || is_this_machine(url);
    registry.origin() == realm.origin() || (is_safe(registry) && is_safe(realm))
}

/// A form's fields, URL-encoded.
fn encoded<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    // An address has the one encoder that is here.
    let Ok(mut url) = Url::parse("https://form.invalid/") else { return String::new() };
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Url, encoded, may_know};

    #[test]
    fn a_credential_goes_where_nobody_on_the_way_sent_it() {
        let may =
            |registry: &str, realm: &str| may_know(&registry.parse::<Url>().unwrap(), &realm.parse::<Url>().unwrap());
        assert!(may("https://registry-1.docker.io/", "https://auth.docker.io/token"));
        assert!(may("http://127.0.0.1:5000/", "http://127.0.0.1:5001/token"));
        assert!(may("http://registry.example:5000/", "http://registry.example:5000/token"));
        for (registry, realm) in [
            ("http://registry.example/", "https://auth.example/token"),
            ("http://registry.example/", "http://127.0.0.1:5001/token"),
            ("https://registry.example/", "http://registry.example/token"),
            ("https://registry.example/", "http://auth.example/token"),
        ] {
            assert!(!may(registry, realm), "{registry} {realm}");
        }
    }

    #[test]
    fn a_form_holds_any_text() {
        assert_eq!(encoded([("a", "x y&z=ü"), ("b", "+")].into_iter()), "a=x+y%26z%3D%C3%BC&b=%2B");
    }
}
