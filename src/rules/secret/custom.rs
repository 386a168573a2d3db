//! The repository's own patterns.

use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::secret::What;

crate::rule! {
    /// Something matches a pattern that the repository's own policy, or its `.gitleaks.toml`, looks for.
    ///
    /// ## Why
    /// Your own services issue credentials that no table knows. The policy says what they look like (`secrets.patterns`), and how much
    /// each matters.
    ///
    /// ## Settings
    /// `secrets.patterns` and `secrets.gitleaks` in `.portcullis.yaml`.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml (unchanged)
    /// version: 1
    /// secrets:
    ///   patterns:
    ///   - id: ticket-key
    ///     regex: "tick_[a-z0-9]{12}"
    /// ```
    /// ```diff app/client.py
    ///  TIMEOUT = 3
    /// +TICKETS = "tick_k8v2m1zx0rt7"
    ///             ^^^^^^^^^^^^^^^^^ matches your pattern `ticket-key`
    /// ```
    ///
    /// What does not match is none:
    /// ```yaml .portcullis.yaml (unchanged)
    /// version: 1
    /// secrets:
    ///   patterns:
    ///   - id: ticket-key
    ///     regex: "tick_[a-z0-9]{12}"
    /// ```
    /// ```diff app/client.py
    ///  TIMEOUT = 3
    /// +TICKETS = "tick_short"
    /// ```
    "secret/custom" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Secret(check),
    }
}

fn check(cx: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let What::Custom(index) = secret.what else { return None };
    let pattern = cx.settings.secrets.custom.patterns().get(index)?;
    let words = if pattern.description.is_empty() { String::new() } else { format!(": {}", pattern.description) };
    let message = format!("matches your pattern `{}`{words}", pattern.id);
    let finding = Finding::at(&secret.site, message).about(pattern.id.clone());
    let finding = match pattern.severity {
        Some(severity) => finding.at_most(severity, severity),
        None => finding,
    };
    Some(finding.help("renew it, and keep it out of the repository"))
}
