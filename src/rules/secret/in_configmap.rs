//! Secrets in configuration that everybody may read.

use super::words;
use crate::change::Change;
use crate::fact::{Secret, Stands};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A ConfigMap, Helm values or Terraform variables contain a secret.
    ///
    /// ## Why
    /// Anyone who can view the cluster can read a ConfigMap, `helm get values` prints values, and variables end up in plans and
    /// state. None of them is encrypted or access-controlled like a Secret, and all of them are in the repository.
    ///
    /// ## Examples
    /// ```diff deploy/config.yaml
    ///  apiVersion: v1
    ///  kind: ConfigMap
    ///  metadata:
    ///    name: web
    ///  data:
    /// +  api-token: kS8vQ2mZx1rT7pLw9dNb
    ///               ^^^^^^^^^^^^^^^^^^^^ `api-token` in a ConfigMap looks like a secret
    /// ```
    ///
    /// ```diff charts/web/values.yaml
    ///  replicas: 2
    /// +dbPassword: kS8-vQ2_mZx1!rT
    ///              ^^^^^^^^^^^^^^^ `dbPassword` in Helm values looks like a secret
    /// ```
    ///
    /// A reference to where the secret is kept is fine:
    /// ```diff charts/web/values.yaml
    ///  replicas: 2
    /// +existingSecret: web-credentials
    /// +dbPassword: ""
    /// ```
    "secret/in-configmap" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Secret(check),
    }
}

fn check(_: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let Stands::Configuration(place) = secret.stands else { return None };
    let name = words::name_or(secret, "a value");
    let finding = words::about(secret, format!("{name} in {place} looks like a secret"));
    Some(finding.help("revoke and replace it, and reference it from a Secret"))
}
