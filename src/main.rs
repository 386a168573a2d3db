//! The binary: exit code out.

fn main() {}
