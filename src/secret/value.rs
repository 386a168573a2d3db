//! A value that somebody else has found: what a document says stands under a name.

use super::candidate::Candidate;
use super::found::{Found, Identity, Redacted, What, Written};
use super::judge::{self, Place};
use super::{Scanner, decode};
use crate::text::{RepoPath, Span};

impl Scanner {
    /// What `value` is worth under `name`; the spans of the answer are those of the value alone.
    #[must_use]
    pub fn value(&self, name: &[u8], value: &[u8]) -> Option<Found> {
        let whole = Span::new(0, value.len());
        let known =
            self.scan(&RepoPath::default(), value).into_iter().find(|found| matches!(found.what, What::Known(_)));
        if known.is_some() {
            let decoded = Some(Redacted::new(value));
            return known.map(|known| Found { span: whole, name: None, decoded, ..known });
        }
        let text = [name, b": ", value].concat();
        let start = name.len() + 2;
        let candidate = Candidate {
            value: Span::new(start, text.len()),
            name: Some(Span::new(0, name.len())),
            written: Written::Assigned,
            quoted: true,
        };
        let judgement = judge::generic(&text, &candidate, Place::Config)?;
        Some(Found {
            what: What::Generic,
            span: whole,
            name: None,
            written: Written::Assigned,
            confidence: judgement.confidence,
            note: judgement.note,
            encoded: None,
            decoded: Some(Redacted::new(value)),
            identity: Identity::of(value),
        })
    }
}

/// Decodes base64, padded or not, wrapped or not; what follows a byte of no alphabet is left out.
#[must_use]
pub fn base64(digits: &[u8]) -> Vec<u8> {
    decode::base64_bytes(digits)
}
