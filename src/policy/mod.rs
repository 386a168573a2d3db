//! What the findings of a change lead to here.

mod verdict;

pub use verdict::{Decision, Outcome, Standing, Verdict, Waiver};
