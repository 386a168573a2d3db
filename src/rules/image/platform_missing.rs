//! `image/platform-missing`.

use super::lookup;
use crate::answers::{Manifest, Platform};
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An image is not built for a platform that it must run on.
    ///
    /// ## Why
    /// A node with that processor cannot start it: `no match for platform in manifest`. It goes unnoticed until the pod is
    /// scheduled there.
    ///
    /// ## Settings
    /// `registry.platforms` lists the platforms. Without it the rule does not apply.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// registry: { platforms: [linux/amd64, linux/arm64] }
    /// ```
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d linux/amd64
    /// registry.example/web:1.4.3@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f linux/amd64 linux/arm64/v8
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2` is not built for `linux/arm64`
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.3
    /// ```
    "image/platform-missing" {
        standard: Critical, strict: Critical, confidence: Certain,
        yields_to: ["image/one-platform-pin"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image)?;
    let runs = image.place.deploys() || image.place == Place::Compose;
    let required = &cx.settings.registry.platforms;
    if required.is_empty() || !runs {
        return None;
    }
    let built = platforms(cx, image)?;
    let missing: Vec<String> =
        required.iter().filter(|platform| !built.contains(platform)).map(|platform| format!("`{platform}`")).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("`{}` is not built for {}", image.shown(), missing.join(", "));
    Some(Finding::at(&image.site, message).help("build it for every platform that it runs on"))
}

/// The platforms that an image is built for.
pub(super) fn platforms<'a>(cx: &Context<'a>, image: &Image) -> Option<Vec<&'a Platform>> {
    Some(match cx.manifest(image)? {
        Manifest::Index { images } => images.iter().map(|(platform, _)| platform).collect(),
        Manifest::Image { .. } => vec![&cx.config(image)?.platform],
    })
}
