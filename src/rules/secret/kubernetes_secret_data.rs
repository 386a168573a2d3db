//! Secrets in manifests of Secrets.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A Kubernetes Secret is committed unencrypted.
    ///
    /// ## Why
    /// Base64 is not encryption. Anyone who can read or clone the repository can read the Secret. Values encrypted with SOPS,
    /// Sealed Secrets or Ansible Vault are fine, and so is an ExternalSecret, which only references the value.
    ///
    /// ## Examples
    /// ```diff deploy/secret.yaml
    /// +apiVersion: v1
    /// +kind: Secret
    /// +metadata:
    /// +  name: web
    /// +stringData:
    /// +  db-password: kS8-vQ2_mZx1!rT
    ///                 ^^^^^^^^^^^^^^^ Secret key `db-password` is committed unencrypted
    /// ```
    ///
    /// Encrypted values are fine:
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
    let name = words::name_or(secret, "value");
    let finding = words::about(secret, format!("Secret key {name} is committed unencrypted"));
    Some(finding.help("revoke and replace it, and commit it encrypted (SOPS, Sealed Secrets) or as an ExternalSecret"))
}
