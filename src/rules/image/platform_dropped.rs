//! `image/platform-dropped`.

use super::lookup;
use super::platform_missing::platforms;
use crate::change::Change;
use crate::fact::{Fact, Image};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A new version of an image lacks a platform that the old one had.
    ///
    /// ## Why
    /// Pods on nodes with that processor stop working with this change. It is usually a build that lost its `--platform`.
    ///
    /// ## Examples
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d linux/amd64 linux/arm64
    /// registry.example/web:1.4.3@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f linux/amd64
    /// registry.example/web:1.4.4@sha256:9a3c5e7f1b2d4f6a8c0e1d3b5f7a9c2e4d6f8b0a1c3e5d7f9b2a4c6e8d0f1b3a linux/amd64 linux/arm64
    /// ```
    /// ```diff compose.yaml
    ///  services:
    ///    web:
    /// -    image: registry.example/web:1.4.2
    /// +    image: registry.example/web:1.4.3
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.3` is no longer built for `linux/arm64`
    /// ```
    /// ```diff compose.yaml
    ///  services:
    ///    web:
    /// -    image: registry.example/web:1.4.2
    /// +    image: registry.example/web:1.4.4
    /// ```
    "image/platform-dropped" {
        standard: High, strict: Critical, confidence: Certain,
        yields_to: ["image/platform-missing", "image/one-platform-pin"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let after = lookup::wanted(cx, image)?;
    let (before, _) = image.both().filter(|(before, _)| before.detail() == after.detail())?;
    let (old, new) = (platforms(cx, before), platforms(cx, after)?);
    let dropped: Vec<String> =
        old?.into_iter().filter(|platform| !new.contains(platform)).map(|platform| format!("`{platform}`")).collect();
    if dropped.is_empty() {
        return None;
    }
    let message = format!("`{}` is no longer built for {}", after.shown(), dropped.join(", "));
    Some(Finding::at(&after.site, message).related(&before.site, "was").help("build it for the same platforms again"))
}
