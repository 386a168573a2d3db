//! A pull request's change without a checkout.

use super::event::PullRequest;
use crate::net::github::Client;
use crate::source::ChangeSet;

/// The change of `pull`, or why GitHub does not give it.
pub(super) fn read(_client: &Client, _repository: &str, _pull: &PullRequest) -> Result<ChangeSet, String> {
    Err("not yet".to_owned())
}
