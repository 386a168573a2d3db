//! GitHub's API, for GitHub.com and for servers of one's own: requests that are counted, bounded in size and time, and never sent
//! twice where a second one would be seen.

mod client;
mod error;

pub use client::{Answer, Client, Config, GraphqlError, Host, Token};
pub use error::Error;
