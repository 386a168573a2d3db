//! Why the gate gives no answer on GitHub, and what its user can do.

use std::path::PathBuf;

use crate::{net, policy, report};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A variable that every runner sets is not there.
    #[error("`{name}` is not set: is this a GitHub runner?")]
    NoRunner {
        /// Its name.
        name: &'static str,
    },
    /// A variable is not what it should be.
    #[error("`{name}` is {is}")]
    Variable {
        /// Its name.
        name: &'static str,
        /// What it is instead.
        is: &'static str,
    },
    /// The event's file cannot be read.
    #[error("cannot read the event `{}`: {why}", .path.display())]
    Event {
        /// Where it should be.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// An event that is about no change.
    #[error("the event `{name}` has no change to judge")]
    UnknownEvent {
        /// Its name.
        name: String,
    },
    /// `report` was started by something else than `workflow_run`.
    #[error("`portcullis report` runs on `workflow_run`, not on `{name}`")]
    NotSecondStage {
        /// The event's name.
        name: String,
    },
    /// No way led to the change.
    #[error("the change cannot be read. Tried:{}", list(.tried))]
    NoChange {
        /// Each way, and why it led nowhere.
        tried: Vec<String>,
    },
    /// A policy that was named is not in the target branch.
    #[error("the target branch has no `{path}`: {why}")]
    NoPolicy {
        /// As it was given.
        path: String,
        /// Why not.
        why: String,
    },
    /// A name of a gate that cannot stand in a marker.
    #[error("`{0}` is not a valid gate name: use letters, digits, `-`, `_` and `.`")]
    Category(String),
    /// The policy is wrong.
    #[error(transparent)]
    Policy(#[from] policy::Error),
    /// What another run wrote is not taken.
    #[error("the other run's report was rejected: {0}")]
    Refused(#[from] report::Refused),
    /// The pull request is not the one that the other run was about.
    #[error("{0}; nothing was posted")]
    AnotherPull(String),
    /// GitHub cannot be asked, or refused.
    #[error(transparent)]
    Client(#[from] net::github::Error),
    /// A file of the runner cannot be written.
    #[error("cannot write `{}`: {why}", .path.display())]
    Write {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
}

impl Error {
    /// What its user can do, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::NoRunner { .. } => "on a laptop, or in another pipeline, use `portcullis check`",
            Self::UnknownEvent { .. } => {
                "run it on pull_request, pull_request_target, merge_group, push or workflow_dispatch"
            }
            Self::NotSecondStage { .. } => "run `portcullis github` in the workflow of the pull request itself",
            Self::NoChange { .. } => {
                "check out with `fetch-depth: 2`, or give the job `contents: read` and `pull-requests: read`"
            }
            Self::NoPolicy { .. } => {
                "a policy takes effect once it is in the target branch: merge it first, or drop the option"
            }
            Self::Refused(_) => "create it with `portcullis check --format json`, using the same version",
            Self::Client(error) if error.is_denied() => "give the job `pull-requests: write`",
            _ => return None,
        };
        Some(help.to_owned())
    }

    /// Whether there is a change that could not be seen: exit code 3, where all else is a wrong call (2).
    #[must_use]
    pub fn unverifiable(&self) -> bool {
        match self {
            Self::NoChange { .. } => true,
            Self::Client(error) => !error.is_denied() && !matches!(error, net::github::Error::Setup(_)),
            _ => false,
        }
    }
}

fn list(rows: &[String]) -> String {
    rows.iter().map(|row| format!("\n  - {row}")).collect()
}
