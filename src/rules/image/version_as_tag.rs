//! `image/version-as-tag`.

use super::tag;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An image of your own is tagged with a semantic version.
    ///
    /// ## Why
    /// A person chooses a version, and it can be pushed twice; neither is true of a commit. If your releases are built once and
    /// their tags are protected, switch this rule off.
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
    ///     image: registry.example/team/web:1.4.2
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/team/web` is tagged with version `1.4.2` instead of its commit
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/other/web:1.4.2
    /// ```
    "image/version-as-tag" {
        standard: Low, strict: Medium, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let tag = &image.tag.get()?.text;
    if !image.is_under(&cx.settings.images.own) || !tag::is_version(tag) || tag::commit(tag).is_some() {
        return None;
    }
    let message = format!("`{}` is tagged with version `{tag}` instead of its commit", image.name());
    Some(Finding::at(&image.site, message).help("tag the image with the commit it was built from"))
}
