//! `image/untrusted-registry`.

use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image comes from a registry that is not on the allow list.
    ///
    /// ## Why
    /// Anyone who can publish to a registry can run code in production. The list says which registries you trust with that.
    ///
    /// ## Settings
    /// `images.registries` lists registries or repositories by prefix; `images.own` is trusted too. Without `registries` the
    /// rule does not apply.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { registries: ["registry.example", "docker.io/library"] }
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/web:1.4.2
    ///   - name: cache
    ///     image: redis:7.4.1
    ///   - name: helper
    ///     image: elsewhere.example/helper:2.0.1
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `elsewhere.example/helper` comes from a registry the policy does not list
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: helper
    ///     image: registry.example/team/helper:2.0.1
    /// ```
    "image/untrusted-registry" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let images = &cx.settings.images;
    let repository = image.repository.get()?;
    // What a command builds or pushes does not come from there.
    if image.place == Place::Handled {
        return None;
    }
    if images.registries.is_empty() || image.is_under(&images.registries) || image.is_under(&images.own) {
        return None;
    }
    let message = format!("`{}` comes from a registry the policy does not list", image.name());
    // Where registry and tag are values of their own, the place is not the tag.
    let is_split = !image.place.in_dockerfile() && !image.site.span.contains(repository.site.span);
    let at = if is_split { &repository.site } else { &image.site };
    let finding =
        Finding::at(at, message).help("mirror it into a listed registry, or add its registry to `images.registries`");
    Some(if image.place == Place::Document { finding.at_most(Severity::Low, Severity::Medium) } else { finding })
}
