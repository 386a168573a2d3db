//! The secret engine: bytes in, places out. What it finds never leaves it as text.

mod alphabet;
mod assignment;
mod candidate;
mod checksum;
pub mod custom;
mod decode;
mod detector;
mod engine;
mod entropy;
mod found;
mod judge;
mod lookup;
pub mod mask;
pub mod providers;
mod search;
mod shape;
mod structure;
mod sweep;
mod value;

pub use alphabet::Alphabet;
pub use checksum::{Proof, Proven};
pub use detector::{Detector, Piece, Provider, Shape, Worth};
pub use engine::{Chunk, Scanner};
pub use found::{Found, Identity, Note, Redacted, What, Written};
pub use judge::Place;
pub use search::Search;
pub use value::base64;
