//! Documents: bytes in, trees with exact spans out. Parsing never fails: what cannot be read is a problem beside the tree.

pub mod comment;
mod kind;
pub mod template;
pub mod yaml;

pub use kind::{Kind, kind, language};
