//! Secrets written out in environments.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An environment variable holds a secret that is written out, in the place of a reference.
    ///
    /// ## Why
    /// Whoever can read the manifest can use it: in the repository, in `kubectl describe`, in the console of the cluster. A reference to
    /// a Secret keeps the value out of all of these, and lets it be renewed without a change of the manifest.
    ///
    /// In Compose files, services of workflows and devcontainers a password that anybody would guess serves development and is low.
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
    ///                   ^^^^^^^^^^^^^^^ environment variable `DB_PASSWORD` holds a secret that is written out
    /// ```
    ///
    /// A reference says where it is kept:
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
    let name = words::name_or(secret, "here");
    let finding = words::about(secret, format!("environment variable {name} holds a secret that is written out"));
    Some(finding.help("renew it, put it into a Secret, and name it with `valueFrom.secretKeyRef`"))
}
