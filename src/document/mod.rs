//! Documents: bytes in, trees with exact spans out. Parsing never fails: what cannot be read is a problem beside the tree.

pub mod comment;
pub mod dockerfile;
pub mod grammar;
pub mod groovy;
mod kind;
mod passage;
pub mod problem;
pub mod prose;
pub mod shell;
pub mod sql;
pub mod template;
pub mod yaml;

pub use kind::{Kind, kind, language};
pub use passage::Passage;
