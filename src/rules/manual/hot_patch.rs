//! `manual/hot-patch`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::act::Kind;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A reader is told to change something inside a running container or host.
    ///
    /// ## Why
    /// A container's files are gone when it restarts, and some programs never read them again before that. Until then it runs what
    /// nobody reviewed and nobody can rebuild. There is no "just this once": the pipeline is there for emergencies too.
    ///
    /// A shell for looking around (`kubectl exec -it … -- sh`) is low.
    ///
    /// ## Examples
    /// ```diff docs/hotfix.md
    ///  # Hotfix
    ///
    /// -Push the fix to a `hotfix/` branch; the pipeline builds and deploys it.
    /// +    kubectl cp fix.py shop/web-0:/srv/app/fix.py
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl cp` patches what runs: the change is gone with the next restart
    /// ```
    /// What comes out of a container is only read.
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
    let (command, act) = people::told(cx, command, &[Kind::HotPatch, Kind::Shell])?;
    if act.kind == Kind::Shell {
        let message = format!("`{}` opens a shell where something runs: for looking only", act.what);
        let finding =
            people::finding(command, act, message).help("never change anything from there; rebuild the image");
        return Some(finding.at_most(Severity::Low, Severity::Low));
    }
    let message = format!("`{}` patches what runs: the change is gone with the next restart", act.what);
    let finding = people::finding(command, act, message)
        .help("change the source, rebuild the image, and let the pipeline deploy it");
    // A container of docker's is mostly one of the reader's own machine.
    let is_own = act.what.starts_with("docker …") || act.what.starts_with("podman …");
    Some(if is_own { finding.at_most(Severity::Medium, Severity::Critical) } else { finding })
}
