//! `manual/kubectl-edit`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::act::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A reader is told to edit what runs: `kubectl edit`, `patch`, `scale`, `autoscale`, `set`.
    ///
    /// ## Why
    /// The change works, and a week later a deployment overwrites it, because the manifest in the repository does not hold it. Until
    /// then what runs and what is written differ, and nobody sees where.
    ///
    /// ## Examples
    /// ```diff docs/runbook.md
    ///  # More load
    ///
    /// -Raise `maxReplicas` in `deploy/web/hpa.yaml`.
    /// +    kubectl scale deployment/web --replicas=8
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl scale` by hand: the next deployment overwrites it
    /// ```
    /// A list of what was set only reads.
    /// ```markdown docs/env.md
    /// # Environment
    ///
    ///     kubectl set env deployment/web --list
    /// ```
    "manual/kubectl-edit" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, act) = people::told(cx, command, &[Kind::ClusterEdit])?;
    let message = format!("`{}` by hand: the next deployment overwrites it", act.what);
    Some(
        people::finding(command, act, message)
            .help("change the manifest in the repository, and let the pipeline apply it"),
    )
}
