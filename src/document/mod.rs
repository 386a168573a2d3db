//! Documents: bytes in, trees with exact spans out. Parsing never fails: what cannot be read is a problem beside the tree.

pub mod dockerfile;
pub mod problem;
pub mod yaml;
