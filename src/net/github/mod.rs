//! GitHub's API, for GitHub.com and for servers of one's own: requests that are counted, bounded in size and time, and never sent
//! twice where a second one would be seen.

mod client;
mod config;
mod endpoint;
mod error;
mod path;
mod refusal;
mod retry;
#[cfg(test)]
pub(crate) mod tests;

pub use client::{Answer, Client, GraphqlError};
pub use config::{Config, Host, Token};
pub use error::Error;
pub use path::{path, segment};
