//! `manual/helm`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to install, upgrade or remove a release by hand with Helm, helmfile, Argo CD or a similar tool.
    ///
    /// ## Why
    /// A release from someone's laptop uses whatever values were on it: they are in no commit, and the next pipeline run
    /// reverts them.
    ///
    /// ## Examples
    /// ```diff docs/deploy.md
    ///  # Deploy
    ///
    /// -Merge, and Argo CD follows.
    /// +    helm upgrade --install web ./charts/web -n shop
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `helm upgrade` by hand bypasses review and the pipeline
    /// ```
    /// Rendering changes nothing.
    /// ```markdown docs/render.md
    /// # Render
    ///
    ///     helm template web ./charts/web
    ///     helm upgrade web ./charts/web --dry-run
    /// ```
    "manual/helm" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::Release])?;
    let message = format!("`{}` by hand bypasses review and the pipeline", operation.what);
    Some(people::finding(command, operation, message).help("let the pipeline or a GitOps operator release it"))
}
