//! The secret engine: bytes in, places out. What it finds never leaves it as text.

mod alphabet;
mod assignment;
mod candidate;
mod checksum;
pub mod custom;
mod decode;
mod detector;
mod engine;
mod found;
mod judge;
mod lookup;
pub mod mask;
mod old_assignment;
mod old_name;
mod old_token;
pub mod providers;
mod shape;
mod structure;
mod sweep;

pub use alphabet::Alphabet;
pub use checksum::{Proof, Proven};
pub use detector::{Detector, Piece, Provider, Shape, Worth};
pub use engine::Scanner;
pub use search::Search;
mod search;

pub use found::{Found, Identity, Note, What, Written};

/// Decodes base64.
#[must_use]
pub fn base64(_text: &[u8]) -> Option<Vec<u8>> {
    None
}
