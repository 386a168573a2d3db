//! The client of registries against a real one: Debian's `docker-registry`, in four set-ups, and a proxy in front of it that does what a
//! network and a hostile registry do. Others may start one too: [`real`] runs it, [`push`] fills it.

mod access;
mod faults;
mod hostile;
mod lists;
mod plain;
pub(crate) mod proxy;
pub(crate) mod push;
pub(crate) mod real;
pub(crate) mod tokens;

use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;

use portcullis::net::registry::{Client, Config, Digest, HostConfig, Reference, Repository};

pub(crate) use crate::github::fake::http;

/// What a future comes to.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

/// A config that names the hosts at `ports` of this machine, and does not wait long.
pub(crate) fn config(ports: &[u16]) -> Config {
    let hosts = ports
        .iter()
        .map(|port| (format!("127.0.0.1:{port}"), HostConfig { plain_http: true, ..HostConfig::default() }));
    Config {
        hosts: hosts.collect::<BTreeMap<_, _>>(),
        deadline: Duration::from_secs(20),
        pace: Duration::from_millis(20),
        ..Config::default()
    }
}

pub(crate) fn client(port: u16) -> Client {
    Client::new(config(&[port])).unwrap()
}

/// The repository `path` of the registry at `port`.
pub(crate) fn repository(port: u16, path: &str) -> Repository {
    Repository::parse(&format!("127.0.0.1:{port}/{path}")).unwrap()
}

pub(crate) fn tag(tag: &str) -> Reference {
    Reference::Tag(tag.to_owned())
}

pub(crate) fn by(digest: &Digest) -> Reference {
    Reference::Digest(digest.clone())
}
