//! `manual/rollout`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::act::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A reader is told to restart a workload or to take a release back.
    ///
    /// ## Why
    /// A rollback by hand is mitigation and not the end: what runs is then older than what the repository says, until somebody brings
    /// the two together. It is right in a runbook, and worth a reviewer's look.
    ///
    /// ## Examples
    /// ```diff docs/runbook.md
    ///  # When a deployment fails
    ///
    /// +    kubectl rollout undo deployment/web
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl rollout undo` by hand is mitigation: the repository still says otherwise
    /// ```
    /// Watching is no matter.
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
    let (command, act) = people::told(cx, command, &[Kind::Rollout])?;
    let message = format!("`{}` by hand is mitigation: the repository still says otherwise", act.what);
    Some(
        people::finding(command, act, message)
            .help("revert the commit too, so that the next deployment does not bring it back"),
    )
}
