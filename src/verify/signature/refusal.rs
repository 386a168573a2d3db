//! Why a bundle is not a good signature, in words that a finding can quote.

use std::fmt::Display;

use sigstore_verify::bundle::Error as Shape;
use sigstore_verify::{CertificateError, Error, TimestampError, TransparencyLogError};
use thiserror::Error as Worded;

/// Why. None of these quotes a certificate but for the two names that a signer is known by, and those only once a trusted authority
/// has vouched for them.
#[derive(Debug, Worded)]
pub(super) enum Refusal {
    #[error("it is not a Sigstore bundle that holds a signed statement")]
    Unreadable,
    #[error("it has more log entries, timestamps or certificates than a signature needs")]
    Crowded,
    #[error("it has no signing certificate")]
    Uncertified,
    #[error("it has neither a log entry nor a timestamp")]
    Undated,
    #[error("it has no entry in a transparency log")]
    Unlogged,
    #[error("`{0}` is not a SHA-256 digest")]
    NotADigest(String),
    #[error("the trusted roots cannot be read")]
    Roots,
    #[error("it is signed by {found}, not by `{wanted}`")]
    Identity { found: String, wanted: String },
    #[error("its identity is vouched for by {found}, not by `{wanted}`")]
    Issuer { found: String, wanted: String },
    #[error("no trusted authority vouches for the signing certificate at the time of signing")]
    Untrusted,
    #[error("the signing certificate is malformed")]
    Certificate,
    #[error("the signing certificate is not in a trusted certificate log")]
    CertificateLog,
    #[error("the log entry is not from a trusted log")]
    Log,
    #[error("the log entry is about another signature")]
    OtherEntry,
    #[error("the log entry is not from the time in which the signing certificate was valid")]
    EntryTime,
    #[error("the timestamp is not from a trusted authority")]
    Timestamp,
    #[error("nothing that can be trusted says when it was signed")]
    Time,
    #[error("the signature does not fit the statement")]
    Signature,
    #[error("the statement, or its log entry, is about something else")]
    Artifact,
    #[error("it is signed in a way that cannot be verified")]
    Unsupported,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::IdentityMismatch { expected, actual } => {
                Self::Identity { found: named(actual), wanted: expected.to_string() }
            }
            Error::IssuerMismatch { expected, actual } => Self::Issuer { found: named(actual), wanted: expected },
            Error::SignatureInvalid(_) => Self::Signature,
            Error::ArtifactMismatch(_) => Self::Artifact,
            Error::Certificate(error) => certificate(&error),
            Error::TransparencyLog(error) => log(&error),
            Error::Timestamp(TimestampError::NoVerifiedTimestamp(_)) => Self::Time,
            Error::Timestamp(_) => Self::Timestamp,
            Error::Bundle(error) => shape(&error),
            Error::InvalidTrustRoot(_) => Self::Roots,
            Error::InvalidBundle(_) => Self::Unreadable,
            _ => Self::Unsupported,
        }
    }
}

fn named(name: Option<impl Display>) -> String {
    name.map_or_else(|| "nobody".to_owned(), |name| format!("`{name}`"))
}

fn certificate(error: &CertificateError) -> Refusal {
    match error {
        CertificateError::Malformed(_) => Refusal::Certificate,
        CertificateError::Sct(_) => Refusal::CertificateLog,
        _ => Refusal::Untrusted,
    }
}

fn log(error: &TransparencyLogError) -> Refusal {
    match error {
        TransparencyLogError::EntryMismatch(_) => Refusal::OtherEntry,
        TransparencyLogError::IntegratedTime(_) => Refusal::EntryTime,
        TransparencyLogError::MalformedEntry(_) => Refusal::Unreadable,
        _ => Refusal::Log,
    }
}

fn shape(error: &Shape) -> Refusal {
    match error {
        Shape::MissingInclusionPromise(_) | Shape::MissingInclusionProof(_) | Shape::MissingSigningTimeEvidence => {
            Refusal::Unlogged
        }
        _ => Refusal::Unreadable,
    }
}
