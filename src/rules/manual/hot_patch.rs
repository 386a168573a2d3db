//! `manual/hot-patch`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to change something inside a running container or host.
    ///
    /// ## Why
    /// A container loses its changed files when it restarts, and some programs do not reload them before that. Until then it
    /// runs code that nobody reviewed or can rebuild. There is no "just this once": the pipeline is there for emergencies too.
    ///
    /// A shell for looking around (`kubectl exec -it … -- sh`) is low.
    ///
    /// ## Examples
    /// ```diff docs/hotfix.md
    ///  # Hotfix
    ///
    /// -Push the fix to a `hotfix/` branch; the pipeline builds and deploys it.
    /// +    kubectl cp fix.py shop/web-0:/srv/app/fix.py
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl cp` patches a running system: the change is lost on restart
    /// ```
    /// Copying out of a container only reads.
    /// ```markdown docs/dump.md
    /// # Dump
    ///
    ///     kubectl cp shop/web-0:/tmp/dump.hprof dump.hprof
    ///     kubectl exec web-0 -- cat /etc/app.conf
    /// ```
    "manual/hot-patch" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::HotPatch, Kind::Shell])?;
    if operation.kind == Kind::Shell {
        let message = format!("`{}` opens a shell in a running system: use it only to look", operation.what);
        let finding =
            people::finding(command, operation, message).help("change nothing there; rebuild the image instead");
        return Some(finding.at_most(Severity::Low, Severity::Low));
    }
    let message = format!("`{}` patches a running system: the change is lost on restart", operation.what);
    let finding = people::finding(command, operation, message)
        .help("change the source, rebuild the image, and let the pipeline deploy it");
    // A container of docker's is mostly one of the reader's own machine.
    let is_own = operation.what.starts_with("docker …") || operation.what.starts_with("podman …");
    Some(if is_own { finding.at_most(Severity::Medium, Severity::Critical) } else { finding })
}
