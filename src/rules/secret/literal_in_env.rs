//! Secrets written out in environments.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An environment variable contains a plaintext secret instead of a reference.
    ///
    /// ## Why
    /// Anyone who can read the manifest can use it: in the repository, in `kubectl describe`, in the cluster's console. A
    /// reference to a Secret keeps the value out of all of these, and the secret can be rotated without changing the manifest.
    ///
    /// In Compose files, workflow services and devcontainers, an easily guessed password is meant for development and is low.
    ///
    /// ## Examples
    /// ```diff deploy/web.yaml
    ///  apiVersion: apps/v1
    ///  kind: Deployment
    ///  metadata:
    ///    name: web
    ///  spec:
    ///    template:
    ///      spec:
    ///        containers:
    ///        - name: web
    ///          image: registry.example/web:1.4@sha256:1111111111111111111111111111111111111111111111111111111111111111
    ///          env:
    /// +        - name: DB_PASSWORD
    /// +          value: kS8-vQ2_mZx1!rT
    ///                   ^^^^^^^^^^^^^^^ environment variable `DB_PASSWORD` contains a plaintext secret
    /// ```
    ///
    /// A reference names where it is kept:
    /// ```diff deploy/web.yaml
    ///  apiVersion: apps/v1
    ///  kind: Deployment
    ///  metadata:
    ///    name: web
    ///  spec:
    ///    template:
    ///      spec:
    ///        containers:
    ///        - name: web
    ///          image: registry.example/web:1.4@sha256:1111111111111111111111111111111111111111111111111111111111111111
    ///          env:
    /// +        - name: DB_PASSWORD
    /// +          valueFrom:
    /// +            secretKeyRef:
    /// +              name: web
    /// +              key: db-password
    /// ```
    "secret/literal-in-env" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Secret(check),
    }
}

fn check(_: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let name = words::name_or(secret, "value");
    let finding = words::about(secret, format!("environment variable {name} contains a plaintext secret"));
    Some(finding.help("revoke and replace it, and reference a Secret with `valueFrom.secretKeyRef`"))
}
