//! Secrets in manifests of Secrets.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A Kubernetes Secret is committed with its values.
    ///
    /// ## Why
    /// Base64 hides nothing. Whoever can read the repository can read the Secret, and so can everybody who ever clones it. Values of
    /// SOPS, Sealed Secrets and Ansible Vault are encrypted, and an ExternalSecret names the place only: those are fine.
    ///
    /// ## Examples
    /// ```diff deploy/secret.yaml
    /// +apiVersion: v1
    /// +kind: Secret
    /// +metadata:
    /// +  name: web
    /// +stringData:
    /// +  db-password: kS8-vQ2_mZx1!rT
    ///                 ^^^^^^^^^^^^^^^ Secret key `db-password` is committed with its value
    /// ```
    ///
    /// Encrypted values are nobody's to read:
    /// ```diff deploy/secret.yaml
    /// +apiVersion: v1
    /// +kind: Secret
    /// +metadata:
    /// +  name: web
    /// +stringData:
    /// +  db-password: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]
    /// ```
    "secret/kubernetes-secret-data" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Secret(check),
    }
}

fn check(_: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let name = words::name_or(secret, "something");
    let finding = words::about(secret, format!("Secret key {name} is committed with its value"));
    Some(finding.help("renew it, and commit it encrypted (SOPS, Sealed Secrets) or as an ExternalSecret"))
}
