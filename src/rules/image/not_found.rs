//! `image/not-found`.

use super::lookup;
use crate::answers::Version;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image does not exist in its registry.
    ///
    /// ## Why
    /// The rollout stops with `ImagePullBackOff`, or works only on nodes that still have the image. Usually the tag has a typo,
    /// the image was never pushed, or a clean-up job deleted it.
    ///
    /// Only a registry that let Portcullis in counts: where it asks for credentials, or fails, the image is listed as not
    /// verified.
    ///
    /// ## Examples
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// ```
    /// ```diff compose.yaml
    ///  services:
    ///    web:
    /// -    image: registry.example/web:1.4.2
    /// +    image: registry.example/web:1.4.3
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.3` does not exist in its registry
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    ///   other:
    ///     image: registry.example/web:1.4.2
    /// ```
    "image/not-found" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image)?;
    if *cx.version(image)? != Version::Absent {
        return None;
    }
    let finding = Finding::at(&image.site, format!("`{}` does not exist in its registry", image.shown()))
        .help("push it first, or correct the reference");
    // A chart's version names an image that its own release has yet to push.
    let is_release = image.version_site().text.path().name() == "Chart.yaml";
    Some(if is_release { finding.at_most(Severity::Medium, Severity::High) } else { finding })
}
