//! `gate/unreadable`.

use crate::change::Change;
use crate::fact::Unread;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A changed file could not be read in full.
    ///
    /// ## Why
    /// What the gate could not read it did not judge. Silence would look like a pass. Files of a kind that rules judge are reported
    /// at high, others at low; pictures and other binary files are none.
    ///
    /// ## Examples
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: {name: web
    /// spec: {}
    ///     ^ it is no valid YAML: while parsing a flow mapping, did not find expected ',' or '}'
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec: {}
    /// ```
    "gate/unreadable" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Unread(check),
    }
}

fn check(_: &Context<'_>, unread: Change<&Unread>) -> Option<Finding> {
    let unread = unread.after()?;
    let finding = Finding::at(&unread.site, unread.why.clone())
        .about(unread.why.clone())
        .help("mend the file, or list its path under `exclude` in the policy");
    Some(if unread.judged { finding } else { finding.at_most(Severity::Low, Severity::Low) })
}
