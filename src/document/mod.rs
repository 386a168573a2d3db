//! Documents: bytes in, trees with exact spans out. Parsing never fails: what cannot be read is a problem beside the tree.

pub mod comment;
pub mod dockerfile;
mod kind;
pub mod problem;
pub mod template;
pub mod yaml;

pub use kind::{Kind, kind, language};
