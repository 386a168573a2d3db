//! The gate on a pull request, by itself: the event, the change, the verdict, and what GitHub is told of it.

mod change;
mod commit;
mod consent;
mod deliver;
mod environment;
mod error;
mod event;
mod fetch;
mod gate;
mod graphql;
mod log;
mod lookup;
mod outputs;
mod policy_files;
mod post_report;
mod state;
mod upload;
mod whole;

use std::path::PathBuf;
use std::time::Duration;

pub use commit::CommitId;
pub use environment::Environment;
pub use error::Error;
pub use gate::{Gate, Judged};
pub use log::Log;
pub use post_report::report;

use crate::policy;
use crate::verify::Identity;

/// What the gate is called where it is the only one.
pub const CATEGORY: &str = "portcullis";

/// What the caller wants.
#[derive(Clone)]
pub struct Options {
    /// What the command line says of the policy, but for the files that it names.
    pub policy: policy::Sources<'static>,
    /// A policy in the place of the root's: a path of the base, or of this machine where it lies outside of the checkout.
    pub config: Option<PathBuf>,
    /// A shared policy below the root's, likewise.
    pub extends: Option<PathBuf>,
    /// Read the change through the API even where there is a checkout.
    pub api: bool,
    /// Post a review.
    pub comment: bool,
    /// Upload to code scanning.
    pub upload: bool,
    /// Which gate this is, where several judge one pull request.
    pub category: String,
    /// How long all that is asked of GitHub may take.
    pub deadline: Duration,
    /// More in the log.
    pub verbose: bool,
    /// As whom registries are asked; nobody is asked without.
    pub registries: Option<Identity>,
    /// By which suppressions end.
    pub today: jiff::civil::Date,
}

impl Options {
    /// Those of a gate that is the only one, posts a review, uploads nothing, asks GitHub for two minutes at most and
    /// no registry.
    #[must_use]
    pub fn new(today: jiff::civil::Date) -> Self {
        Self {
            policy: policy::Sources::default(),
            config: None,
            extends: None,
            api: false,
            comment: true,
            upload: false,
            category: CATEGORY.to_owned(),
            deadline: Duration::from_secs(120),
            verbose: false,
            registries: None,
            today,
        }
    }
}
