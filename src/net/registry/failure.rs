//! Why a registry gave no answer. The classes are kept apart, since a gate that reads one for another is wrong: what is not found is
//! gone, what could not be asked is unknown.

use std::fmt;
use std::time::Duration;

/// What a question comes to.
pub type Outcome<T> = Result<T, Failure>;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The registry says, to someone who may ask, that it does not have this.
    #[error("not found")]
    NotFound,
    /// The registry wants to know who asks. To a stranger many registries say this of what does not exist, too.
    #[error("{}", if *anonymous { "the registry asks for credentials: it is private, or does not exist" } else { "the registry refused the credentials" })]
    AuthFailed {
        /// Whether there were no credentials for it.
        anonymous: bool,
    },
    /// The credentials are known, and may not read this.
    #[error("the credentials may not read it")]
    Denied,
    /// The registry asks to wait for longer than the run has time.
    #[error("the registry's rate limit was reached{}", wait(*retry_after))]
    RateLimited {
        /// How long it asks to wait, if it says.
        retry_after: Option<Duration>,
    },
    /// Nobody answered, or not in time.
    #[error("{0}")]
    Unreachable(Unreachable),
    /// The registry has a problem.
    #[error("the registry failed with status {0}")]
    ServerError(u16),
    /// An answer that no registry gives.
    #[error("unexpected answer: {0}")]
    Malformed(String),
    /// Other bytes than those that were asked for.
    #[error("the registry answered with {said} instead")]
    DigestMismatch {
        /// The digest that it answered with.
        said: String,
    },
    /// The registry has what was asked for, but not this part, which it names itself.
    #[error("the registry does not have {part}, which is a part of it")]
    Incomplete {
        /// The digest of the part.
        part: String,
    },
    /// The gate does not ask this: its address, its number, the way to it.
    #[error("not asked: {0}")]
    NotAllowed(String),
}

/// What is in the way of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// The name has no address.
    Dns(String),
    /// No connection.
    Connect(String),
    /// No encrypted connection: a certificate that is not trusted, for instance.
    Tls(String),
    /// The connection ended before the answer did.
    Broken(String),
    /// The request, or the whole run, had no more time.
    Timeout,
    /// The credential helper for the registry did not work, so that it is not known as whom to ask.
    Helper(String),
}

impl Failure {
    /// What its user can do, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::AuthFailed { anonymous: true } => Some(
                "log in to the registry before the gate runs (`docker login`, `podman login`); for ghcr.io the job needs `packages: read`",
            ),
            Self::AuthFailed { anonymous: false } => Some("renew the credentials: log in to the registry again"),
            Self::Denied => Some("give the credentials' account the right to pull this repository"),
            Self::RateLimited { .. } => {
                Some("log in to the registry, which allows more requests, or run the gate again later")
            }
            Self::Unreachable(Unreachable::Tls(_)) => {
                Some("name the certificate authority that the registry's certificate comes from")
            }
            Self::Unreachable(_) => Some(
                "check that this machine can reach the registry; `HTTPS_PROXY` sets a proxy, `NO_PROXY` the hosts that bypass it",
            ),
            Self::ServerError(_) => Some("run the gate again later"),
            Self::Incomplete { .. } => Some("push the image again"),
            Self::NotAllowed(_) | Self::NotFound | Self::Malformed(_) | Self::DigestMismatch { .. } => None,
        }
    }

    /// Whether it says something about what was asked for, and not about the way there.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        matches!(self, Self::NotFound | Self::DigestMismatch { .. })
    }

    /// The same with other texts.
    pub(super) fn map(self, f: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Unreachable(why) => Self::Unreachable(why.map(f)),
            Self::Malformed(text) => Self::Malformed(f(&text)),
            Self::DigestMismatch { said } => Self::DigestMismatch { said: f(&said) },
            Self::Incomplete { part } => Self::Incomplete { part: f(&part) },
            Self::NotAllowed(text) => Self::NotAllowed(f(&text)),
            Self::NotFound
            | Self::AuthFailed { .. }
            | Self::Denied
            | Self::RateLimited { .. }
            | Self::ServerError(_) => self,
        }
    }

    pub(super) fn malformed<T>(why: impl Into<String>) -> Outcome<T> {
        Err(Self::Malformed(why.into()))
    }
}

impl Unreachable {
    fn map(self, f: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Dns(why) => Self::Dns(f(&why)),
            Self::Connect(why) => Self::Connect(f(&why)),
            Self::Tls(why) => Self::Tls(f(&why)),
            Self::Broken(why) => Self::Broken(f(&why)),
            Self::Helper(why) => Self::Helper(f(&why)),
            Self::Timeout => Self::Timeout,
        }
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(why) => write!(f, "cannot resolve the host name: {why}"),
            Self::Connect(why) => write!(f, "cannot connect: {why}"),
            Self::Tls(why) => write!(f, "no TLS connection: {why}"),
            Self::Broken(why) => write!(f, "the connection was lost: {why}"),
            Self::Timeout => f.write_str("timed out"),
            Self::Helper(why) => write!(f, "no credentials: {why}"),
        }
    }
}

fn wait(retry_after: Option<Duration>) -> String {
    retry_after.map_or_else(String::new, |wait| format!("; it asks to wait for {} s", wait.as_secs()))
}

/// Why there is no client, or nothing to ask it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A text that is not a repository.
    #[error("`{0}` is not a repository of a registry")]
    NotARepository(String),
    /// A host's setting that cannot be used.
    #[error("the registry `{host}` cannot be set up: {why}")]
    Host {
        /// The host.
        host: String,
        /// What is wrong with its setting.
        why: String,
    },
    /// A file of credentials that cannot be read.
    #[error("the credentials in {file} cannot be read: {why}")]
    Credentials {
        /// The file.
        file: String,
        /// What is wrong, without its text.
        why: String,
    },
}
