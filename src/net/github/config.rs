//! Whom a client asks, as whom, and for how long.

use std::fmt;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A token. Its text goes into the `Authorization` header of one host and nowhere else.
#[derive(Clone)]
pub struct Token(pub(super) String);

impl Token {
    /// Takes the token, without the line end that a file or a shell may add.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text.trim().to_owned())
    }

    /// Whether a header can carry it.
    pub(super) fn is_sendable(&self) -> bool {
        !self.0.is_empty() && self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }

    /// Its text, for whoever hides it.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// What git sends to prove who asks: GitHub takes a token as the password of any name.
    pub(crate) fn basic(&self) -> String {
        format!("basic {}", STANDARD.encode(format!("x-access-token:{}", self.0)))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Where a host's two APIs are, as a runner's `GITHUB_API_URL` and `GITHUB_GRAPHQL_URL` say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `https://api.github.com`, `https://ghe.example.org/api/v3`.
    pub rest: String,
    /// `https://api.github.com/graphql`, `https://ghe.example.org/api/graphql`.
    pub graphql: String,
}

/// What a client is made of.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the APIs are.
    pub host: Host,
    /// The token; public repositories can be read without.
    pub token: Option<Token>,
    /// How long all requests together may take, waits included.
    pub deadline: Duration,
}
