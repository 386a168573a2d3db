//! `image/stale-base`.

use super::lookup;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A base image is older than the policy allows.
    ///
    /// ## Why
    /// A base image that nobody has rebuilt for months lacks the security updates of those months, and so does everything built
    /// on it.
    ///
    /// ## Settings
    /// `registry.max_base_age` is the limit. Without it the rule does not apply. An image whose build leaves out the time, so
    /// that it can be reproduced, is not reported.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// registry: { max_base_age: 90d }
    /// ```
    /// ```text registry
    /// registry.example/base:12.1@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d created=2026-02-01
    /// registry.example/base:12.2@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f created=2026-11-01
    /// ```
    /// ```yaml Dockerfile
    /// FROM registry.example/base:12.1
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/base:12.1` was built 293 days ago; the policy allows 90d
    /// ```
    /// ```yaml Dockerfile
    /// FROM registry.example/base:12.2
    /// ```
    "image/stale-base" {
        standard: Medium, strict: Medium, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let limit = cx.settings.registry.max_base_age?;
    let image = lookup::wanted(cx, image).filter(|image| image.place.in_dockerfile())?;
    let days = cx.days_since(cx.config(image)?.created?);
    if u64::try_from(days).ok()? * 86_400 <= limit.0.as_secs() {
        return None;
    }
    let message = format!("`{}` was built {days} days ago; the policy allows {limit}", image.shown());
    Some(Finding::at(&image.site, message).help("move to a newer build of it"))
}
