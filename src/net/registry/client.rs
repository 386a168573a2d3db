//! What a registry can be asked.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::Method;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use reqwest::Url;
use tokio::sync::OnceCell;
use tokio::time::timeout;

use super::auth::Errand;
use super::cache::Cache;
use super::config::{Config, Hosts};
use super::credentials::Stored;
use super::exchange::Exchange;
use super::failure::Unreachable;
use super::host::{Ask, Reply};
use super::manifest::{ACCEPT, ImageConfig, Manifest};
use super::{Credentials, Digest, Error, Failure, Outcome, Reference, Repository, refusal};
use crate::net::http::number;

/// The most that is read of a manifest and of an image's config.
const MANIFEST_CAP: usize = 4 << 20;
const CONFIG_CAP: usize = 8 << 20;

/// How often a registry may say that it does not know who asks: before it was asked for one, after a token for several repositories, and after
/// one for this repository alone.
const MOST_ANSWERS: usize = 3;

/// Registries, asked for one run. It can be shared between tasks.
pub struct Client {
    pub(super) exchange: Exchange,
    credentials: Arc<Credentials>,
    cache: Option<Cache>,
    /// What a tag names is asked once.
    heads: Mutex<BTreeMap<(Repository, Reference), Arc<Head>>>,
}

/// What is answered once.
type Head = OnceCell<Outcome<Found>>;

/// A manifest that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its digest.
    pub digest: Digest,
    /// Its media type, as the registry says.
    pub media_type: String,
    /// Its length, if the registry says.
    pub size: Option<u64>,
    /// The host that answered: the registry, or a mirror of it.
    pub host: String,
}

/// A registry or a mirror of it, and the repository there.
pub(super) struct Site {
    pub(super) repository: Repository,
    pub(super) is_mirror: bool,
    url: Url,
}

impl Site {
    pub(super) fn url(&self) -> &Url {
        &self.url
    }
}

impl Client {
    /// A client for `config`; its time begins now.
    ///
    /// # Errors
    /// A host's name or its certificate authority cannot be read.
    pub fn new(config: Config) -> Result<Self, Error> {
        let Config { hosts, deadline, pace, credentials, cache } = config;
        Ok(Self {
            exchange: Exchange::new(Hosts::new(hosts)?, deadline, pace),
            credentials: Arc::new(credentials),
            cache: cache.map(Cache::new),
            heads: Mutex::default(),
        })
    }

    /// How many requests were sent.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.exchange.requests()
    }

    /// Whether `reference` exists, and its digest. Each is asked once in the life of a client.
    ///
    /// # Errors
    /// See [`Failure`]. The same holds for every question.
    pub async fn head(&self, repository: &Repository, reference: &Reference) -> Outcome<Found> {
        let key = (repository.clone(), reference.clone());
        let cell = Arc::clone(self.heads.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
        cell.get_or_init(|| async {
            self.first_head(repository, reference).await.map_err(|failure| self.exchange.tell(failure))
        })
        .await
        .clone()
    }

    /// The manifest or index with this digest.
    pub async fn manifest(&self, repository: &Repository, digest: &Digest) -> Outcome<Manifest> {
        let (bytes, kind) = self.bytes(repository, digest, "manifests", ACCEPT, MANIFEST_CAP).await?;
        Manifest::read(&bytes, kind.as_deref())
    }

    /// The config of an image, which its manifest names: [`Content::Image`](super::Content::Image).
    pub async fn image_config(&self, repository: &Repository, digest: &Digest) -> Outcome<ImageConfig> {
        ImageConfig::read(&self.blob(repository, digest, CONFIG_CAP).await?)
    }

    /// The bytes with this digest, if they are no more than `cap`.
    pub async fn blob(&self, repository: &Repository, digest: &Digest, cap: usize) -> Outcome<Vec<u8>> {
        Ok(self.bytes(repository, digest, "blobs", "*/*", cap).await?.0)
    }

    /// Bytes by their digest, from the disk or from a registry, and their media type where a registry told it.
    async fn bytes(
        &self,
        repository: &Repository,
        digest: &Digest,
        kind: &str,
        accept: &'static str,
        cap: usize,
    ) -> Outcome<(Vec<u8>, Option<String>)> {
        if let Some(bytes) = self.cache.as_ref().and_then(|cache| cache.load(digest, cap)) {
            return Ok((bytes, None));
        }
        let fetched = self.fetch(repository, &format!("{kind}/{digest}"), accept, cap).await;
        let reply = fetched.map_err(|failure| self.exchange.tell(failure))?;
        let said = digest.recomputed(&reply.body);
        if said != *digest {
            return Err(Failure::DigestMismatch { said: said.to_string() });
        }
        if let Some(cache) = &self.cache {
            cache.store(digest, &reply.body);
        }
        let media_type = media_type(&reply.headers);
        Ok((reply.body, media_type))
    }

    /// The answer of the first site that has one.
    async fn fetch(&self, repository: &Repository, route: &str, accept: &'static str, cap: usize) -> Outcome<Reply> {
        let mut last = Failure::NotFound;
        for site in self.sites(repository)? {
            match self.get(&site, route, accept, cap).await {
                Ok(reply) => return Ok(reply),
                Err(failure) => last = failure,
            }
        }
        Err(last)
    }

    async fn first_head(&self, repository: &Repository, reference: &Reference) -> Outcome<Found> {
        let mut last = Failure::NotFound;
        for site in self.sites(repository)? {
            match self.head_at(&site, reference).await {
                // Other bytes than those that were asked for are reported, whoever has them.
                Err(failure) if site.is_mirror && !matches!(failure, Failure::DigestMismatch { .. }) => last = failure,
                answer => return answer,
            }
        }
        Err(last)
    }

    /// What one site says of `reference`. Where it does not tell the digest, it is asked for the bytes; where it says no, it is not.
    pub(super) async fn head_at(&self, site: &Site, reference: &Reference) -> Outcome<Found> {
        let Some(text) = reference.text() else {
            return Err(Failure::NotAllowed("it is not a tag".to_owned()));
        };
        let route = format!("manifests/{text}");
        let reply = self.ask(site, Method::HEAD, &route, ACCEPT, 0).await?;
        let found = match reply.status {
            200 => Self::told(&reply, reference)?,
            405 => None,
            _ => return Err(refusal(&reply)),
        };
        let (digest, media_type, size) = match found {
            Some(found) => found,
            None => self.read_at(site, &route, reference).await?,
        };
        if let Some(asked) = reference.digest()
            && digest != *asked
        {
            return Err(Failure::DigestMismatch { said: digest.to_string() });
        }
        Ok(Found { digest, media_type, size, host: site.repository.host().to_owned() })
    }

    /// What the headers of `reply` say; nothing where they do not say a digest that can be compared.
    fn told(reply: &Reply, reference: &Reference) -> Outcome<Option<(Digest, String, Option<u64>)>> {
        let media_type = media_type(&reply.headers).unwrap_or_default();
        if media_type.starts_with("text/") {
            return Failure::malformed("a web page");
        }
        let Some(said) = reply.headers.get("docker-content-digest") else { return Ok(None) };
        let Some(digest) = said.to_str().ok().and_then(Digest::parse) else {
            return Failure::malformed("the digest it sends is invalid");
        };
        let is_other = |asked: &Digest| asked.algorithm() != digest.algorithm();
        let size = number(&reply.headers, CONTENT_LENGTH.as_str());
        Ok(if reference.digest().is_some_and(is_other) { None } else { Some((digest, media_type, size)) })
    }

    /// The same from the bytes themselves.
    async fn read_at(&self, site: &Site, route: &str, reference: &Reference) -> Outcome<(Digest, String, Option<u64>)> {
        let reply = self.get(site, route, ACCEPT, MANIFEST_CAP).await?;
        let digest = reference.digest().map_or_else(|| Digest::of(&reply.body), |asked| asked.recomputed(&reply.body));
        let manifest = Manifest::read(&reply.body, media_type(&reply.headers).as_deref())?;
        let size = u64::try_from(reply.body.len()).ok();
        Ok((digest, manifest.media_type, size))
    }

    /// What stands at `route` of a site.
    pub(super) async fn get(&self, site: &Site, route: &str, accept: &'static str, cap: usize) -> Outcome<Reply> {
        let reply = self.ask(site, Method::GET, route, accept, cap).await?;
        if reply.status == 200 { Ok(reply) } else { Err(refusal(&reply)) }
    }

    /// The answer to someone who has said who asks, whatever it is.
    async fn ask(&self, site: &Site, method: Method, route: &str, accept: &'static str, cap: usize) -> Outcome<Reply> {
        let path = site.repository.path();
        // A route may hold a query, where it is the next page of a list.
        let Ok(url) = site.url.join(&format!("/v2/{path}/{route}")) else {
            return Failure::malformed("its address is not one");
        };
        let host = self.exchange.host(&url)?;
        let stored = self.stored(&site.repository).await?;
        let errand = Errand { exchange: &self.exchange, registry: &site.url, path, stored: stored.as_ref() };
        let mut first = host.auth.first(self.exchange.deadline).await;
        for _ in 0..MOST_ANSWERS {
            let authorization = host.auth.header(&errand).await?;
            let told = authorization.clone();
            let ask = Ask { method: method.clone(), url: url.clone(), accept, authorization, form: None, cap };
            let reply = self.exchange.follow(&ask).await?;
            match reply.status {
                401 if reply.is_from_elsewhere => return Err(refusal(&reply)),
                401 if told.as_ref().is_some_and(|header| !host.auth.reject(&errand, header)) => break,
                401 => host.auth.learn(&reply, path)?,
                403 if stored.is_none() && !reply.is_from_elsewhere => break,
                _ => return Ok(reply),
            }
            // Now the others know, too.
            drop(first.take());
        }
        Err(Failure::AuthFailed { anonymous: stored.is_none() })
    }

    /// The credential for a repository. A helper is waited for on a thread of its own.
    async fn stored(&self, repository: &Repository) -> Outcome<Option<Stored>> {
        let (credentials, repository) = (Arc::clone(&self.credentials), repository.clone());
        let found = tokio::task::spawn_blocking(move || credentials.find(&repository));
        let late = |_| Failure::Unreachable(Unreachable::Helper("its helper did not end in time".to_owned()));
        let ended = |_| Failure::Unreachable(Unreachable::Helper("its helper could not be asked".to_owned()));
        let stored = timeout(self.exchange.deadline.left(), found).await.map_err(late)?.map_err(ended)??;
        self.exchange.hide(stored.iter().flat_map(|stored| stored.login.secrets()));
        Ok(stored)
    }

    /// Where a repository is: the mirrors of its registry, then the registry.
    pub(super) fn sites(&self, repository: &Repository) -> Outcome<Vec<Site>> {
        let named = &self.exchange.named;
        let mirrors = named.mirrors_of(repository.host()).map(|host| (repository.at(host), true));
        let all = mirrors.chain([(repository.clone(), false)]);
        let sites = all.map(|(repository, is_mirror)| {
            let url = named.address(repository.host());
            url.map(|url| Site { repository, is_mirror, url })
        });
        sites.collect::<Option<_>>().map_or_else(|| Failure::malformed("its address is not one"), Ok)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("requests", &self.requests()).finish_non_exhaustive()
    }
}

/// The media type of an answer, without parameters.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let told = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(told.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}
