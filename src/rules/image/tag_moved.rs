//! `image/tag-moved`.

use super::{lookup, registry, tag};
use crate::change::Change;
use crate::fact::Image;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// The tag beside a digest points to another image.
    ///
    /// ## Why
    /// A reader goes by the tag, the cluster by the digest. When they disagree, what is reviewed is not what runs. With one of
    /// your own images, or with a commit tag, somebody pushed the same tag twice.
    ///
    /// A third party's version tag is reported at high, and a tag that is meant to move, or an official image that is rebuilt
    /// with security updates, at low.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { own: [registry.example] }
    /// ```
    /// ```text registry
    /// registry.example/web@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// registry.example/web:1.4.2@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    ///                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tag `1.4.2` of `registry.example/web` points to another digest
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// ```
    "image/tag-moved" {
        standard: Critical, strict: Critical, confidence: Certain,
        yields_to: ["image/not-found", "image/digest-mismatch", "image/one-platform-pin"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image)?;
    let (tag, digest) = (image.tag.get()?, image.digest.get()?);
    let now = cx.tag(image)?.digest()?;
    if now == digest.text {
        return None;
    }
    let message = format!("tag `{}` of `{}` points to another digest", tag.text, image.name());
    let finding = Finding::at(&digest.site, message)
        .related(&tag.site, "the tag")
        .help(format!("check which one you want: the tag now points to `{now}`"));
    let floats = tag.text == "latest" || tag::moves(&tag.text).is_some();
    Some(if image.is_under(&cx.settings.images.own) || tag::is_commit(&tag.text) {
        finding
    } else if floats || registry::is_official(image) {
        finding.at_most(Severity::Low, Severity::Medium)
    } else {
        finding.at_most(Severity::High, Severity::Critical)
    })
}
