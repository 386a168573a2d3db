//! `gate/policy-changed`.

use crate::change::Change;
use crate::fact::PolicyFile;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// The change edits the policy or the baseline that changes are judged by.
    ///
    /// ## Why
    /// A change may not loosen the gate that judges it: the policy counts as it stands in the target branch, and the edit takes
    /// effect once it is merged. A reviewer should see it.
    ///
    /// ## Examples
    /// ```diff .portcullis.yaml
    ///  version: 1
    /// -fail_on: high
    /// +fail_on: never
    ///  ^^^^^^^^^^^^^^ the change edits the policy; it is judged by the policy of the target branch
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
    let finding =
        Finding::at(site, format!("the change {verb} the {role}; it is judged by the {role} of the target branch"))
            .about(verb);
    Some(match file {
        Change::Added(_) => finding.at_most(Severity::Low, Severity::High),
        _ => finding.help("let an owner of the policy review this change"),
    })
}
