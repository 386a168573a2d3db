//! Whom a client may ask, as whom, and for how long.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;

use super::host::certificates;
use super::name::{DOCKER_HUB, normalised};
use super::{Credentials, Error};

/// What a client is made of.
#[derive(Clone, Debug)]
pub struct Config {
    /// Hosts that somebody named on purpose, `registry.example` or `registry.example:5000`. Only these may have an address that is not
    /// public.
    pub hosts: BTreeMap<String, HostConfig>,
    /// How long all requests together may take, waits included, from the making of the client on.
    pub deadline: Duration,
    /// The first wait after a fault that does not say how long to wait. Each next one is twice as long.
    pub pace: Duration,
    /// As whom registries are asked.
    pub credentials: Credentials,
    /// A directory that keeps bytes by their digest. What exists, and what a tag names, is asked in every run.
    pub cache: Option<PathBuf>,
}

impl Default for Config {
    /// Every public registry, anonymously, for 30 seconds.
    fn default() -> Self {
        Self {
            hosts: BTreeMap::new(),
            deadline: Duration::from_secs(30),
            pace: Duration::from_secs(1),
            credentials: Credentials::default(),
            cache: None,
        }
    }
}

/// What is known of one host.
#[derive(Clone, Debug, Default)]
pub struct HostConfig {
    /// Whether it is asked without encryption. A host on this machine with no certificate authority of its own always is, as by Docker.
    pub plain_http: bool,
    /// A certificate authority that is trusted for this host besides the system's, in PEM.
    pub ca: Option<Vec<u8>>,
    /// The registry that it holds copies of, under the same paths. It is asked first.
    pub mirror_of: Option<String>,
}

/// The named hosts, each under the one way of writing it.
#[derive(Debug)]
pub(super) struct Hosts(BTreeMap<String, HostConfig>);

impl Hosts {
    /// Reads the names and the certificates.
    pub(super) fn new(hosts: BTreeMap<String, HostConfig>) -> Result<Self, Error> {
        let host = |name: &str| {
            let why = "it is not a host, with or without a port".to_owned();
            normalised(name).ok_or_else(|| Error::Host { host: name.escape_debug().to_string(), why })
        };
        let read = |(name, mut config): (String, HostConfig)| {
            if let Some(other) = &mut config.mirror_of {
                *other = host(other)?;
            }
            let wrong = |why| Error::Host {
                host: name.clone(),
                why: format!("its certificate authority cannot be read: {why}"),
            };
            config.ca.as_deref().map(certificates).transpose().map_err(wrong)?;
            Ok((host(&name)?, config))
        };
        hosts.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The config of the host that `url` leads to.
    pub(super) fn of(&self, url: &Url) -> Option<&HostConfig> {
        let (name, port) = (url.host_str()?, url.port_or_known_default()?);
        let is_usual = url.port().is_none();
        let bare = || is_usual.then(|| self.get(name)).flatten();
        self.get(&format!("{name}:{port}")).or_else(bare)
    }

    /// The config of the registry `name`, which a repository calls it.
    pub(super) fn get(&self, name: &str) -> Option<&HostConfig> {
        self.0.get(&normalised(name)?)
    }

    /// The hosts that hold copies of `registry`, in the order of their names.
    pub(super) fn mirrors_of<'a>(&'a self, registry: &'a str) -> impl Iterator<Item = &'a str> {
        let is_mirror = move |config: &HostConfig| config.mirror_of.as_deref() == Some(registry);
        self.0
            .iter()
            .filter(move |(name, config)| is_mirror(config) && *name != registry)
            .map(|(name, _)| name.as_str())
    }

    /// The address of the registry `name`.
    pub(super) fn address(&self, name: &str) -> Option<Url> {
        let host = if name == DOCKER_HUB { "registry-1.docker.io" } else { name };
        let url = Url::parse(&format!("https://{host}/")).ok()?;
        let is_plain = self.get(name).is_some_and(|config| config.is_plain(&url));
        if is_plain { Url::parse(&format!("http://{host}/")).ok() } else { Some(url) }
    }

    /// Whether `url` may be asked without encryption.
    pub(super) fn is_plain(&self, url: &Url) -> bool {
        self.of(url).is_some_and(|config| config.is_plain(url))
    }
}

impl HostConfig {
    /// Whether the host of `url` is asked without encryption.
    pub(super) fn is_plain(&self, url: &Url) -> bool {
        self.plain_http || (self.ca.is_none() && is_this_machine(url))
    }
}

/// Whether `url` leads to this machine by its text alone.
pub(super) fn is_this_machine(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
