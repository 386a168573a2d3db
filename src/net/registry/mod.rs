//! Registries of container images, asked by the protocol of OCI and Docker: does this exist, what does a tag name, what is it.
//! <https://github.com/opencontainers/distribution-spec/blob/main/spec.md>
//!
//! The names come from a change, so that its author chooses whom the gate asks. Hence `address`: not this machine, not its network.
//! `auth`: a credential goes to the host that it is for. `exchange`: so many hosts, so many requests, so much time. And
//! [`Failure`]: what could not be asked is never "not found".

mod address;
mod auth;
mod cache;
mod challenge;
mod client;
mod config;
mod credentials;
mod exchange;
mod failure;
mod host;
mod list;
mod manifest;
mod name;

pub use self::client::{Client, Found};
pub use self::config::{Config, HostConfig};
pub use self::credentials::{Credentials, Places};
pub use self::failure::{Error, Failure, Outcome, Unreachable};
pub use self::manifest::{Content, Descriptor, ImageConfig, Manifest, Platform};
pub use self::name::{Digest, Reference, Repository};

use self::host::Reply;
use crate::net::http::retry_after;

/// What an answer means that is not a success.
fn refusal(reply: &Reply) -> Failure {
    let is_page =
        reply.headers.get(http::header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    match reply.status {
        429 => Failure::RateLimited { retry_after: retry_after(&reply.headers, exchange::now()) },
        status @ (408 | 500..) => Failure::ServerError(status),
        // A storage that a registry sends us to refuses the registry's address, not us.
        status if reply.is_from_elsewhere => {
            Failure::Malformed(format!("the host that it sent us to answered with status {status}"))
        }
        404 if !is_page => Failure::NotFound,
        403 => Failure::Denied,
        status => Failure::Malformed(format!("status {status}")),
    }
}
