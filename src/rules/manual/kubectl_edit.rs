//! `manual/kubectl-edit`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to edit live objects: `kubectl edit`, `patch`, `scale`, `autoscale`, `set`.
    ///
    /// ## Why
    /// The change works, and a week later a deployment overwrites it because it is not in the repository's manifest. Until then
    /// the cluster and the repository differ, and nobody can see where.
    ///
    /// ## Examples
    /// ```diff docs/runbook.md
    ///  # More load
    ///
    /// -Raise `maxReplicas` in `deploy/web/hpa.yaml`.
    /// +    kubectl scale deployment/web --replicas=8
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl scale` by hand: the next deployment overwrites the change
    /// ```
    /// Listing what is set only reads.
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
    let (command, operation) = people::instruction(cx, command, &[Kind::ClusterEdit])?;
    let message = format!("`{}` by hand: the next deployment overwrites the change", operation.what);
    Some(
        people::finding(command, operation, message)
            .help("change the manifest in the repository, and let the pipeline apply it"),
    )
}
