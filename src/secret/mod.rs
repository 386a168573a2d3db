//! What looks like a secret, in bytes.

mod assignment;
pub mod mask;
mod name;
mod token;
