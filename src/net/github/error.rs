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
    #[error("GitHub cannot do {what}: {message}")]
    Unprocessable {
        /// The request.
        what: String,
        /// What GitHub said, with its `errors`.
        message: String,
    },
    /// 403 or 429 that tells to wait, and the wait would end after the deadline.
    #[error("GitHub's rate limit stops {what} for another {} s", wait.as_secs())]
    RateLimited {
        /// The request.
        what: String,
        /// How long GitHub asks to wait.
        wait: Duration,
    },
    /// An answer that is longer than this request's bound.
    #[error("the answer to {what} has more than {cap} bytes")]
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
    #[error("no answer to {what}: {why}")]
    Unreachable {
        /// The request.
        what: String,
        /// Down to the cause.
        why: String,
    },
    /// An answer that is not what the API describes.
    #[error("the answer to {what} cannot be read: {why}")]
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
}
