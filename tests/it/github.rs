//! The gate on pull requests, against a GitHub of our own that is as strict as the real one.

mod faithful;
pub(crate) mod fake;
mod stories;
