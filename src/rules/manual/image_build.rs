//! `manual/image-build`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to build, push or import an image outside a pipeline.
    ///
    /// ## Why
    /// An image built on someone's laptop contains whatever was there. It cannot be traced to a commit, and no scanner saw it
    /// before it ran.
    ///
    /// Building without pushing is everyday development: low.
    ///
    /// ## Examples
    /// ```diff docs/release.md
    ///  # Release
    ///
    /// -Tag the commit; the pipeline builds and pushes.
    /// +    docker push registry.example/web:1.4
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `docker push` by hand: the image cannot be traced to a commit
    /// ```
    /// Pulling is not reported.
    /// ```markdown docs/try.md
    /// # Try it
    ///
    ///     docker pull registry.example/web:1.4
    /// ```
    "manual/image-build" {
        standard: Medium, strict: High, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::ImageBuild])?;
    let message = format!("`{}` by hand: the image cannot be traced to a commit", operation.what);
    let finding = people::finding(command, operation, message).help("let the pipeline build, scan and push it");
    let leaves =
        ["push", "import", "publish", "deploy", "copy", "tag"].iter().any(|verb| operation.what.ends_with(verb))
            || command.line.contains("--push");
    Some(if leaves { finding } else { finding.at_most(Severity::Low, Severity::High) })
}
