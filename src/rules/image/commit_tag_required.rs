//! `image/commit-tag-required`.

use super::tag;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image of your own is not tagged with the commit it was built from.
    ///
    /// ## Why
    /// A commit tag leads from what runs straight to the code and its review. With any other tag you have to guess.
    ///
    /// ## Settings
    /// `images.own` lists the repositories your pipeline builds. Without it the rule does not apply.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { own: ["registry.example/team"] }
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/team/web:friday
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tag `friday` of `registry.example/team/web` is not a commit
    ///   - name: proxy
    ///     image: registry.example/team/proxy:3f2a91c
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/other/web:friday
    /// ```
    "image/commit-tag-required" {
        standard: High, strict: Critical, confidence: Certain,
        yields_to: ["image/latest-tag", "image/no-tag", "image/floating-tag", "image/version-as-tag"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let tag = &image.tag.get()?.text;
    if !image.is_under(&cx.settings.images.own) || tag::commit(tag).is_some() {
        return None;
    }
    let message = format!("tag `{tag}` of `{}` is not a commit", image.name());
    let finding = Finding::at(&image.site, message).help("tag the image with the commit it was built from");
    Some(if image.place == Place::Document { finding.at_most(Severity::Low, Severity::Medium) } else { finding })
}
