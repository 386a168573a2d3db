//! Asks the rules about the facts, and tells what the change brought from what was there before.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::rule::Rule;

/// Whether the change brought what a finding reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The base did not have it.
    Introduced,
    /// The base had it too.
    Existing,
}

/// A finding's identity across runs, without line numbers or line text: rule, file, fact key, detail, occurrence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of these pieces, in this order.
    #[must_use]
    pub fn of(pieces: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for piece in pieces {
            hash.update((piece.len() as u64).to_le_bytes());
            hash.update(piece);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        Self(short)
    }
}

/// 32 lower-case hex digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A finding, and what became of it in the change.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The rule that spoke.
    pub rule: &'static Rule,
    /// What it said.
    pub finding: Finding,
    /// Whether the change brought it.
    pub origin: Origin,
    /// Whether its place meets a line of the change, and what stands there is not what stood there.
    pub touched: bool,
    /// Its identity across runs.
    pub print: Fingerprint,
}
