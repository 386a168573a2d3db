//! `gate/unreadable`.

use crate::change::Change;
use crate::fact::Unread;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A changed file could not be read in full.
    ///
    /// ## Why
    /// The gate cannot judge what it cannot read, and silence would look like a pass. Files that rules apply to are reported at
    /// high, others at low; images and other binary files are not reported.
    ///
    /// ## Examples
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: {name: web
    /// spec: {}
    ///     ^ not valid YAML: while parsing a flow mapping, did not find expected ',' or '}'
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
        .help("fix the file, or list its path under `exclude` in the policy");
    Some(if unread.judged { finding } else { finding.at_most(Severity::Low, Severity::Low) })
}
