//! `manual/rollout`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to restart a workload or roll back a release by hand.
    ///
    /// ## Why
    /// A manual rollback is only a stopgap: until the repository is reverted too, it describes a newer state than the one that
    /// runs. It can be right in a runbook, and deserves a reviewer's attention.
    ///
    /// ## Examples
    /// ```diff docs/runbook.md
    ///  # When a deployment fails
    ///
    /// +    kubectl rollout undo deployment/web
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl rollout undo` by hand is a stopgap: the repository is unchanged
    /// ```
    /// Watching is not reported.
    /// ```markdown docs/watch.md
    /// # Watch
    ///
    ///     kubectl rollout status deployment/web
    /// ```
    "manual/rollout" {
        standard: Low, strict: Low, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::Rollout])?;
    let message = format!("`{}` by hand is a stopgap: the repository is unchanged", operation.what);
    Some(
        people::finding(command, operation, message)
            .help("revert the commit too, so that the next deployment does not bring it back"),
    )
}
