//! `image/too-large`.

use super::lookup;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An image is larger than the policy allows.
    ///
    /// ## Why
    /// A large image takes long to pull, which is when a node is replaced or a service scales up, and often carries tools that
    /// production does not need.
    ///
    /// ## Settings
    /// `registry.max_size` is the limit for the compressed layers of one platform. Without it the rule does not apply.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// registry: { max_size: 500MB }
    /// ```
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d size=900MB
    /// registry.example/web:1.4.3@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f size=80MB
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2` weighs 900MB; the policy allows 500MB
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.3
    /// ```
    "image/too-large" {
        standard: Medium, strict: Medium, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let limit = cx.settings.registry.max_size?;
    let image = lookup::wanted(cx, image).filter(|image| image.place.deploys() || image.place == Place::Compose)?;
    let size = cx.config(image)?.size;
    if size <= limit.0 {
        return None;
    }
    // Rounded up, so that it never reads as if it were the limit.
    let message = format!("`{}` weighs {}MB; the policy allows {limit}", image.shown(), size.div_ceil(1_000_000));
    Some(Finding::at(&image.site, message).help("build a smaller final stage"))
}
