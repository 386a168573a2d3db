//! `manual/kubectl-write`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to write objects to a cluster with `kubectl`.
    ///
    /// ## Why
    /// What is applied by hand appears in no commit and no pipeline run: nobody reviewed it, the next deployment overwrites it,
    /// and after an incident nobody can say what ran. A document that tells people to do it makes it normal practice.
    ///
    /// Commands that only read (`get`, `describe`, `logs`, `diff`) or only try (`--dry-run`) are not reported. A policy can
    /// allow commands by document, by zone and by their first words (`commands.allow`).
    ///
    /// ## Examples
    /// ```diff docs/deploy.md
    ///  # Deploy
    ///
    /// -Merge, and the pipeline deploys.
    /// +Then bring it to the cluster:
    /// +
    /// +    kubectl apply -f deploy/web.yaml -n shop
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl apply` by hand bypasses review and the pipeline
    /// ```
    /// Read-only commands are not reported.
    /// ```markdown docs/look.md
    /// # Look around
    ///
    ///     kubectl get pods -n shop
    ///     kubectl apply --dry-run=server -f deploy/web.yaml
    /// ```
    "manual/kubectl-write" {
        standard: High, strict: Critical, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::ClusterWrite])?;
    let message = format!("`{}` by hand bypasses review and the pipeline", operation.what);
    Some(
        people::finding(command, operation, message)
            .help("change the manifest in the repository, and let the pipeline apply it"),
    )
}
