//! Rules that say nothing by themselves: the stories give them findings.

use crate::change::Change;
use crate::fact::{Fault, Suppression};
use crate::finding::Finding;
use crate::rule::{Context, Rule};

pub(super) static LATEST: &Rule = &latest_tag::RULE;
pub(super) static NO_TAG: &Rule = &no_tag::RULE;
pub(super) static SECRET: &Rule = &generic::RULE;
pub(super) static POLICY: &Rule = &policy_changed::RULE;
pub(super) static GATE: &Rule = &bad_suppression::RULE;

mod latest_tag {
    crate::rule! {
        /// A rule of the tests.
        "image/latest-tag" {
            standard: High, strict: Critical, confidence: Certain,
            check: crate::rule::Check::Image(super::silent),
        }
    }
}

mod no_tag {
    crate::rule! {
        /// A rule of the tests.
        "image/no-tag" {
            standard: High, strict: Critical, confidence: Likely,
            check: crate::rule::Check::Image(super::silent),
        }
    }
}

mod generic {
    crate::rule! {
        /// A rule of the tests.
        "secret/generic" {
            standard: High, strict: High, confidence: Likely,
            check: crate::rule::Check::Secret(super::silent),
        }
    }
}

mod policy_changed {
    crate::rule! {
        /// A rule of the tests.
        "gate/policy-changed" {
            standard: High, strict: High, confidence: Certain,
            check: crate::rule::Check::Image(super::silent),
        }
    }
}

mod bad_suppression {
    crate::rule! {
        /// A rule of the tests.
        "gate/bad-suppression" {
            standard: Medium, strict: High, confidence: Certain,
            check: crate::rule::Check::Suppression(super::fault),
        }
    }
}

fn silent<T>(_: &Context<'_>, _: Change<&T>) -> Option<Finding> {
    None
}

fn fault(_: &Context<'_>, suppression: Change<&Suppression>) -> Option<Finding> {
    let after = suppression.after()?;
    let what = match after.fault.as_ref()? {
        Fault::NoReason => "no reason".to_owned(),
        Fault::Malformed(why) | Fault::Refused(why) => why.clone(),
        Fault::UnknownRule { name, nearest } => format!("unknown {name}, perhaps {nearest:?}"),
        Fault::Expired { until } => format!("expired on {until}"),
        Fault::Useless => "useless".to_owned(),
    };
    Some(Finding::at(&after.site, what.clone()).about(what))
}
