//! `image/latest-tag`.

use super::lookup;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image uses the tag `latest` without a digest.
    ///
    /// ## Why
    /// `latest` points to a different image after every push. What was reviewed is not what runs, two nodes can run different
    /// code, and there is no version to roll back to.
    ///
    /// ## Examples
    /// ```diff deploy/report.yaml
    ///  apiVersion: batch/v1
    ///  kind: CronJob
    ///  metadata:
    ///    name: report
    ///  spec:
    ///    jobTemplate:
    ///      spec:
    ///        template:
    ///          spec:
    ///            initContainers:
    ///            - name: wait
    /// -            image: registry.example/wait:1.4.2
    /// +            image: registry.example/wait:latest
    ///                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/wait` uses the mutable tag `latest`
    /// ```
    /// ```diff .gitlab-ci.yml
    ///  lint:
    ///    script:
    /// -  - docker run --rm registry.example/lint:1.4 .
    /// +  - docker run --rm registry.example/lint:latest .
    ///                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/lint` uses the mutable tag `latest`
    /// ```
    /// ### A pin
    /// Where the registry can be asked, the finding brings the digest as a fix.
    /// ```text registry
    /// registry.example/lint:latest@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   lint:
    ///     image: "registry.example/lint:latest"
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/lint` uses the mutable tag `latest`
    /// ```
    /// ### A digest
    /// With a digest, the tag does not matter.
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/web:latest@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// ```
    "image/latest-tag" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let tag = image.tag.get()?;
    if tag.text != "latest" || !image.digest.is_missing() {
        return None;
    }
    let message = format!("`{}` uses the mutable tag `latest`", image.name());
    let finding = Finding::at(&image.site, message).help("pin the tested version by digest: `tag@sha256:…`");
    let finding = lookup::pinned(finding, cx, image);
    if let Some(site) = &image.version_from {
        return Some(
            finding.related(site, "a kustomization sets the version here").at_most(Severity::Low, Severity::Low),
        );
    }
    Some(match image.place {
        // Kubebuilder's scaffold: `kustomize edit set image controller=…` names the image when it is released.
        Place::Manifest if image.name() == "controller" => finding.at_most(Severity::Low, Severity::High),
        Place::Document | Place::Handled => finding.at_most(Severity::Low, Severity::Medium),
        Place::Development => finding.at_most(Severity::Medium, Severity::High),
        place if place.deploys() => finding,
        _ => finding.at_most(Severity::High, Severity::Critical),
    })
}
