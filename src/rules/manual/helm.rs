//! `manual/helm`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::act::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A reader is told to install, upgrade or remove a release with Helm, helmfile, Argo CD or the like.
    ///
    /// ## Why
    /// A release from somebody's machine has the values that somebody had: which they were stands in no commit, and the pipeline's next
    /// run takes them away.
    ///
    /// ## Examples
    /// ```diff docs/deploy.md
    ///  # Deploy
    ///
    /// -Merge, and Argo CD follows.
    /// +    helm upgrade --install web ./charts/web -n shop
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `helm upgrade` by hand releases what no pipeline has built
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
    let (command, act) = people::told(cx, command, &[Kind::Release])?;
    let message = format!("`{}` by hand releases what no pipeline has built", act.what);
    Some(
        people::finding(command, act, message)
            .help("let the pipeline, or an operator that follows the repository, release it"),
    )
}
