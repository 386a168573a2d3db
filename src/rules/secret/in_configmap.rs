//! Secrets in configuration that everybody may read.

use super::words;
use crate::change::Change;
use crate::fact::{Secret, Stands};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A ConfigMap, Helm values or Terraform variables hold a secret.
    ///
    /// ## Why
    /// A ConfigMap is shown to whoever may look at the cluster, values are printed by `helm get values`, and variables end in plans and
    /// states. None of them is encrypted or guarded as a Secret is, and all of them stand in the repository.
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
    /// A name of where it is kept is none:
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
    Some(finding.help("renew it, and put it into a Secret that the repository only names"))
}
