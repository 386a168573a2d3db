//! `gate/policy-changed`.

use crate::change::Change;
use crate::fact::PolicyFile;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// The change edits the policy or the baseline.
    ///
    /// ## Why
    /// A change must not be able to loosen the gate that judges it: the policy comes from the target branch, and an edit takes
    /// effect once it is merged. A reviewer should see it.
    ///
    /// ## Examples
    /// ```diff .portcullis.yaml
    ///  version: 1
    /// -fail_on: high
    /// +fail_on: never
    ///  ^^^^^^^^^^^^^^ the change edits the policy; the target branch's policy still applies
    /// ```
    /// ```yaml deploy/settings.yaml
    /// fail_on: never
    /// ```
    "gate/policy-changed" {
        standard: Medium, strict: High, confidence: Certain,
        check: Check::PolicyFile(check),
    }
}

fn check(_: &Context<'_>, file: Change<&PolicyFile>) -> Option<Finding> {
    let (verb, role) = match file {
        Change::Added(file) => ("adds", file.role),
        Change::Kept { after, .. } => ("edits", after.role),
        Change::Removed(file) => ("removes", file.role),
    };
    let site = &file.any().site;
    let finding = Finding::at(site, format!("the change {verb} the {role}; the target branch's {role} still applies"))
        .about(verb);
    Some(match file {
        Change::Added(_) => finding.at_most(Severity::Low, Severity::High),
        _ => finding.help("have a policy owner review this change"),
    })
}
