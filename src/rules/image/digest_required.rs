//! `image/digest-required`.

use super::lookup;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image is not pinned by digest where a digest is required.
    ///
    /// ## Why
    /// Only a digest identifies exact bytes. The image tested in staging is the image that runs in production only if both use
    /// the same digest.
    ///
    /// ## Settings
    /// `images.digest_zones` lists the zones in which every image must be pinned by digest. Without it the rule covers only
    /// workload manifests, at low.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// zones:
    ///   development: { paths: ["deploy/development/**"] }
    ///   production: { paths: ["deploy/production/**"] }
    /// images:
    ///   digest_zones: [production]
    /// ```
    /// ```diff deploy/production/web.yaml
    ///  apiVersion: v1
    ///  kind: Pod
    ///  metadata: { name: web }
    ///  spec:
    ///    containers:
    ///    - name: web
    /// +    image: registry.example/web:1.4.2
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2` is not pinned by digest, which zone `production` requires
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// ```
    "image/digest-required" {
        standard: High, strict: High, confidence: Certain,
        yields_to: ["image/latest-tag", "image/no-tag", "image/floating-tag", "image/pin-removed"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    image.repository.get()?;
    if !image.digest.is_missing() || image.place == Place::Handled {
        return None;
    }
    let zones = &cx.settings.images.digest_zones;
    let help = "pin it by digest: `tag@sha256:…`";
    if zones.is_empty() {
        let message = format!("`{}` is not pinned by digest", image.shown());
        let wanted = image.place == Place::Manifest;
        let finding = || Finding::at(&image.site, message).help(help).at_most(Severity::Low, Severity::High);
        return wanted.then(|| lookup::pinned(finding(), cx, image));
    }
    let zone = cx.zone(&image.site).filter(|zone| zones.iter().any(|required| required == zone))?;
    let message = format!("`{}` is not pinned by digest, which zone `{zone}` requires", image.shown());
    let finding = lookup::pinned(Finding::at(&image.site, message).help(help), cx, image);
    Some(match &image.version_from {
        Some(site) => {
            finding.related(site, "a kustomization sets the version here").at_most(Severity::Low, Severity::Low)
        }
        None if image.place == Place::Document => finding.at_most(Severity::Low, Severity::Low),
        None => finding,
    })
}
