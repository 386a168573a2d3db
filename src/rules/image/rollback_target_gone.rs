//! `image/rollback-target-gone`.

use super::lookup;
use crate::answers::Version;
use crate::change::Change;
use crate::fact::{Fact, Image};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// The image that a change replaces no longer exists, so there is nothing to roll back to.
    ///
    /// ## Why
    /// If the new version fails, reverting this change restores a reference to an image that is gone. The registry's clean-up
    /// has deleted what runs in production now.
    ///
    /// ## Examples
    /// ```text registry
    /// registry.example/web:1.4.3@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// registry.example/web:1.4.4@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// ```
    /// ```diff compose.yaml
    ///  services:
    ///    web:
    /// -    image: registry.example/web:1.4.2
    /// +    image: registry.example/web:1.4.3
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2`, which this replaces, no longer exists
    /// ```
    /// ```diff compose.yaml
    ///  services:
    ///    web:
    /// -    image: registry.example/web:1.4.3
    /// +    image: registry.example/web:1.4.4
    /// ```
    "image/rollback-target-gone" {
        standard: High, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let after = lookup::wanted(cx, image)?;
    let (before, _) = image.both().filter(|(before, _)| before.detail() == after.detail())?;
    if !after.place.deploys() && after.place != crate::fact::Place::Compose || *cx.version(before)? != Version::Absent {
        return None;
    }
    let message = format!("`{}`, which this replaces, no longer exists", before.shown());
    Some(
        Finding::at(&after.site, message)
            .related(&before.site, "was")
            .help("keep the new version's predecessor in the registry: push it again, and let the clean-up keep it"),
    )
}
