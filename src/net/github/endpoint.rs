//! One origin: a request goes out with the token and comes back as bytes. Nothing is decided here.

use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION, USER_AGENT};
use http::{Method, Request, Uri};
use octocrab::service::middleware::auth_header::AuthHeaderLayer;
use octocrab::service::middleware::base_uri::BaseUriLayer;
use octocrab::service::middleware::extra_headers::ExtraHeadersLayer;
use octocrab::service::middleware::reqwest_connector::ReqwestConnector;
use octocrab::{AuthState, OctoBody, Octocrab, OctocrabBuilder};
use reqwest::Url;
use serde_json::Value;

use super::{Error, Token};
use crate::net::http::{AGENT, Fault, builder, causes, is_redirect, next_page, read};

/// One request.
pub(super) struct Ask {
    pub(super) method: Method,
    /// From the origin's root, with the query.
    pub(super) path: String,
    pub(super) accept: &'static str,
    pub(super) body: Option<Value>,
    /// The most bytes that are read of the answer.
    pub(super) cap: u64,
    /// Whether a second one would do no harm.
    pub(super) repeatable: bool,
    /// Whether it goes to GraphQL, which tells of limits in its own way.
    pub(super) is_graphql: bool,
    /// The request in a message.
    pub(super) what: String,
}

/// An answer, read.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// One origin, and the path that stands before each route.
pub(super) struct Endpoint {
    crab: Octocrab,
    /// Without path.
    origin: Url,
    prefix: String,
}

impl Endpoint {
    /// The API at `address`. It must be made inside a runtime.
    pub(super) fn new(address: &str, token: Option<&Token>) -> Result<Self, Error> {
        let wrong = |why: String| Error::Setup(format!("`{address}` is not an API address: {why}"));
        let url = Url::parse(address).map_err(|error| wrong(error.to_string()))?;
        let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && local) {
            return Err(wrong("a token is sent over https only".to_owned()));
        }
        let origin = Url::parse(&url.origin().ascii_serialization()).map_err(|error| wrong(error.to_string()))?;
        let crab = client(&url, token)?;
        Ok(Self { crab, origin, prefix: url.path().trim_end_matches('/').to_owned() })
    }

    /// A route's path from the origin's root.
    pub(super) fn path(&self, route: &str) -> String {
        format!("{}{route}", self.prefix)
    }

    /// Sends `ask` once, to `path`.
    pub(super) async fn send(&self, ask: &Ask, path: &str) -> Result<Reply, Error> {
        let unreachable = |why: String| Error::Unreachable { what: ask.what.clone(), why };
        let builder = Request::builder().method(ask.method.clone()).uri(path).header(ACCEPT, ask.accept);
        // Octocrab adds the version of the API.
        let request = self.crab.build_request(builder, ask.body.as_ref());
        let impossible = |error| Error::Setup(format!("{} is not a valid request: {}", ask.what, causes(&error)));
        let request: Request<OctoBody> = request.map_err(impossible)?;
        let response = self.crab.execute(request).await.map_err(|error| unreachable(causes(&error)))?;
        let (parts, body) = response.into_parts();
        let limit = usize::try_from(ask.cap).unwrap_or(usize::MAX);
        let body = read(body, limit).await.map_err(|fault| match fault {
            Fault::TooLong => Error::TooLarge { what: ask.what.clone(), cap: ask.cap },
            Fault::Broken(error) => unreachable(causes(error.as_ref())),
        })?;
        Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    /// Where a `GET` of `path` is sent on to. Another origin is refused: the token is not for it.
    pub(super) fn redirect(&self, ask: &Ask, path: &str, reply: &Reply) -> Result<Option<String>, Error> {
        if ask.method != Method::GET || !is_redirect(reply.status) {
            return Ok(None);
        }
        let Some(target) = reply.headers.get(LOCATION).and_then(|value| value.to_str().ok()) else { return Ok(None) };
        match self.inside(path, target) {
            Some(path) => Ok(Some(path)),
            None => Err(Error::Status {
                what: ask.what.clone(),
                status: reply.status,
                message: "it redirects to another host, which is not followed".to_owned(),
            }),
        }
    }

    /// The page after `reply`, which is the one at `path`, as its `Link` header tells: only on the same origin.
    pub(super) fn next_page(&self, path: &str, reply: &Reply) -> Option<String> {
        self.inside(path, next_page(&reply.headers)?)
    }

    /// The path of `target`, as seen from `path`, on this origin; `None` elsewhere.
    fn inside(&self, path: &str, target: &str) -> Option<String> {
        let url = self.origin.join(path).ok()?.join(target).ok()?;
        let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
        (url.origin() == self.origin.origin()).then(|| format!("{}{query}", url.path()))
    }
}

/// Octocrab with the layers that are wanted, and no others: it would send requests again by itself, and under its own name.
fn client(url: &Url, token: Option<&Token>) -> Result<Octocrab, Error> {
    let uri: Uri = url.origin().ascii_serialization().parse().map_err(|error| Error::Setup(causes(&error)))?;
    let agent = vec![(USER_AGENT, HeaderValue::from_static(AGENT))];
    let bearer = token.map(|token| HeaderValue::try_from(format!("Bearer {}", token.0))).transpose();
    let mut bearer =
        bearer.map_err(|_| Error::Setup("the token contains characters a header cannot carry".to_owned()))?;
    bearer.iter_mut().for_each(|header| header.set_sensitive(true));
    let built = OctocrabBuilder::new_empty()
        .with_service(ReqwestConnector::new(transport(url)?))
        .with_layer(&ExtraHeadersLayer::new(Arc::new(agent)))
        .with_layer(&BaseUriLayer::new(uri.clone()))
        .with_layer(&AuthHeaderLayer::new(bearer, uri.clone(), uri))
        .with_auth(AuthState::None)
        .build();
    built.map_err(|never| match never {})
}

/// What carries requests to `url`. It reads `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR`.
fn transport(url: &Url) -> Result<reqwest::Client, Error> {
    let builder = builder().connect_timeout(Duration::from_secs(10)).read_timeout(Duration::from_secs(60));
    // What is not encrypted stays on this machine, whatever proxy there is.
    let builder = if url.scheme() == "http" { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| Error::Setup(format!("cannot set up TLS: {}", causes(&error))))
}
