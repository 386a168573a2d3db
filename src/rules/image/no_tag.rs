//! `image/no-tag`.

use super::lookup;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image has no tag or digest.
    ///
    /// ## Why
    /// No tag means `latest`, and is easier to overlook: whatever was pushed last is what runs.
    ///
    /// ## Examples
    /// ```diff compose.yaml
    ///  services:
    ///    cache:
    /// -    image: redis:7.4.1
    /// +    image: redis
    ///             ^^^^^ `redis` has no tag or digest, so `latest` is pulled
    /// ```
    /// A bare name that no registry serves is a placeholder: Skaffold, Tilt or an overlay substitutes the image. It is reported
    /// at low.
    /// ```yaml kubernetes-manifests/frontend.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: frontend }
    /// spec:
    ///   containers:
    ///   - name: server
    ///     image: frontend
    ///            ^^^^^^^^ `frontend` has no tag or digest, so `latest` is pulled, unless it is built or substituted here
    /// ```
    /// ### A base and its overlay
    /// A base can leave the version to its overlays. It is reported at low, along with the overlay that sets the version.
    ///
    /// ```yaml overlay/kustomization.yaml
    /// resources: [../base]
    /// images: [{ name: registry.example/web, newTag: 1.4.2 }]
    /// ```
    /// ```yaml base/kustomization.yaml
    /// resources: [web.yaml]
    /// ```
    /// ```yaml base/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/web
    ///            ^^^^^^^^^^^^^^^^^^^^ `registry.example/web` has no tag or digest, so `latest` is pulled
    /// ```
    /// ### A service that is built
    /// An image that the file builds is not pulled.
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     build: .
    ///     image: registry.example/web
    /// ```
    "image/no-tag" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    image.repository.get()?;
    // What a command builds or pushes is pulled by nobody here.
    if image.place == Place::Handled {
        return None;
    }
    if !image.tag.is_missing() || !image.digest.is_missing() {
        return None;
    }
    let unless = if image.is_placeholder() { ", unless it is built or substituted here" } else { "" };
    let message = format!("`{}` has no tag or digest, so `latest` is pulled{unless}", image.name());
    let finding = Finding::at(&image.site, message).help("pin the tested version by digest: `tag@sha256:…`");
    let finding = lookup::pinned(finding, cx, image);
    if let Some(site) = &image.version_from {
        return Some(
            finding.related(site, "a kustomization sets the version here").at_most(Severity::Low, Severity::Low),
        );
    }
    Some(match image.place {
        _ if image.is_placeholder() => finding.at_most(Severity::Low, Severity::High),
        // The chart's templates may well add the tag.
        Place::Values => finding.at_most(Severity::Medium, Severity::Critical),
        Place::Document => finding.at_most(Severity::Low, Severity::Medium),
        Place::Development | Place::Command => finding.at_most(Severity::Medium, Severity::High),
        place if place.deploys() => finding,
        _ => finding.at_most(Severity::High, Severity::Critical),
    })
}
