//! Why GitHub gave no answer.

use std::time::Duration;

/// Why a request came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// 401, 403 or 404 on something that needs a right: the token may not do this, or nobody may see that it could.
    #[error("GitHub refused {what} ({status}): {message}")]
    Denied {
        /// The request, `POST /repos/o/r/pulls/1/reviews`.
        what: String,
        /// The status.
        status: u16,
        /// What GitHub said.
        message: String,
    },
    /// 422: GitHub understood, and what was asked cannot be.
    #[error("GitHub rejected {what}: {message}")]
    Unprocessable {
        /// The request.
        what: String,
        /// What GitHub said, with its `errors`.
        message: String,
    },
    /// 403 or 429 that tells to wait, and the wait would end after the deadline.
    #[error("GitHub's rate limit blocks {what} for another {} s", wait.as_secs())]
    RateLimited {
        /// The request.
        what: String,
        /// How long GitHub asks to wait.
        wait: Duration,
    },
    /// An answer that is longer than this request's bound.
    #[error("the response to {what} has more than {cap} bytes")]
    TooLarge {
        /// The request.
        what: String,
        /// The bound.
        cap: u64,
    },
    /// Any other status that is no success.
    #[error("GitHub answered {what} with {status}: {message}")]
    Status {
        /// The request.
        what: String,
        /// The status.
        status: u16,
        /// What the server said.
        message: String,
    },
    /// Nobody answered, or not in time: whether the request had an effect is not known.
    #[error("no response to {what}: {why}")]
    Unreachable {
        /// The request.
        what: String,
        /// Down to the cause.
        why: String,
    },
    /// An answer that is not what the API describes.
    #[error("the response to {what} cannot be read: {why}")]
    Malformed {
        /// The request.
        what: String,
        /// Where and why.
        why: String,
    },
    /// The client itself cannot be made: an address that is none, for instance.
    #[error("{0}")]
    Setup(String),
}

impl Error {
    /// Whether the token, or where the run comes from, is the cause: another request of its kind would be refused too.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        matches!(self, Self::Denied { .. })
    }

    /// Whether the request may have had its effect although no answer says so.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Malformed { .. } | Self::TooLarge { .. } => true,
            Self::Status { status, .. } => *status >= 500,
            _ => false,
        }
    }

    /// What its user can do, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Denied { status: 401, .. } => {
                Some("the token is invalid or expired: pass the job's own `GITHUB_TOKEN`")
            }
            Self::Denied { message, .. } => Some(denied(message)),
            Self::RateLimited { .. } => Some("try again later; with a token, GitHub allows more requests per hour"),
            Self::Unreachable { why, .. } => Some(unreachable(why)),
            Self::Status { status: 300..400, .. } => Some("the repository or server was renamed: use the new name"),
            Self::Status { status: 500.., .. } => Some("GitHub has a problem: try again later"),
            Self::Malformed { .. } => Some(
                "is this an API address? On GitHub Enterprise Server it ends with `/api/v3`, and for GraphQL with `/api/graphql`",
            ),
            Self::Setup(why) if why.contains("certificate") => Some(CERTIFICATES),
            Self::Unprocessable { .. } | Self::TooLarge { .. } | Self::Status { .. } | Self::Setup(_) => None,
        }
    }

    /// The same with other texts.
    pub(super) fn map(self, f: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Denied { what, status, message } => Self::Denied { what: f(&what), status, message: f(&message) },
            Self::Unprocessable { what, message } => Self::Unprocessable { what: f(&what), message: f(&message) },
            Self::RateLimited { what, wait } => Self::RateLimited { what: f(&what), wait },
            Self::TooLarge { what, cap } => Self::TooLarge { what: f(&what), cap },
            Self::Status { what, status, message } => Self::Status { what: f(&what), status, message: f(&message) },
            Self::Unreachable { what, why } => Self::Unreachable { what: f(&what), why: f(&why) },
            Self::Malformed { what, why } => Self::Malformed { what: f(&what), why: f(&why) },
            Self::Setup(why) => Self::Setup(f(&why)),
        }
    }
}

/// For a certificate that nobody here knows, or where nobody knows any.
const CERTIFICATES: &str =
    "set `SSL_CERT_FILE` to a file with the trusted certificates, including your proxy's or server's";

/// What helps against a refusal that says `message`.
fn denied(message: &str) -> &'static str {
    let said = message.to_ascii_lowercase();
    if said.contains("code scanning") || said.contains("advanced security") {
        "enable code scanning for the repository, or disable the upload"
    } else if said.contains("saml") || said.contains("sso") {
        "authorise the token for the organisation's single sign-on"
    } else if said.contains("ip ") && said.contains("allow") {
        "run it from an address on the organisation's IP allow list"
    } else {
        "give the job `permissions: { contents: read, pull-requests: write, security-events: write }` (in a private repository \
         `actions: read` too); a run for a fork may only read, whatever it is given"
    }
}

/// What helps where nobody answered, because of `why`.
fn unreachable(why: &str) -> &'static str {
    let why = why.to_ascii_lowercase();
    if why.contains("certificate") {
        CERTIFICATES
    } else if why.contains("the deadline for github") {
        "try again later"
    } else {
        "can this machine reach the server? `HTTPS_PROXY` names a proxy, `NO_PROXY` the hosts that need none"
    }
}
