//! The repository's own patterns.

use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::secret::What;

crate::rule! {
    /// A value matches a pattern from the repository's own policy or its `.gitleaks.toml`.
    ///
    /// ## Why
    /// Your own services issue credentials that no built-in detector knows. The policy says what they look like
    /// (`secrets.patterns`) and how severe each one is.
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
    /// Anything that does not match is not reported:
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
    Some(finding.help("revoke and replace it, and keep it out of the repository"))
}
