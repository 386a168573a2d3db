//! The network: who is asked, how often, how long. It knows nothing of findings.

pub mod github;
mod http;
pub mod registry;
