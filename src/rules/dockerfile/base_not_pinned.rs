//! A base image without a digest.

use super::base;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};
use crate::rules::image::lookup;

crate::rule! {
    /// A base image is not pinned by digest.
    ///
    /// ## Why
    /// A tag can point to different bytes tomorrow. The same commit then builds a different image, and nobody has reviewed the
    /// difference.
    ///
    /// A frontend set by `# syntax=` runs code during the build; `docker/dockerfile:1` is Docker's own and is meant to be
    /// mutable.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    /// +FROM alpine:3.20
    ///       ^^^^^^^^^^^ `alpine:3.20` is not pinned by digest
    /// ```
    ///
    /// ### A pin
    /// Where the registry can be asked, the finding brings the digest as a fix.
    /// ```text registry
    /// docker.io/library/alpine:3.20@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// ```
    /// ```diff Dockerfile
    /// +FROM --platform=$BUILDPLATFORM alpine:3.20 AS build
    ///                                 ^^^^^^^^^^^ `alpine:3.20` is not pinned by digest
    /// ```
    /// ### An argument
    /// The finding points to where the version is set:
    /// ```diff Dockerfile
    ///  ARG VERSION=3.20.2
    ///              ^^^^^^ `alpine:3.20.2` is not pinned by digest
    /// -FROM scratch
    /// +FROM alpine:${VERSION}
    /// ```
    ///
    /// ### A copy
    /// An image that a stage only copies from counts too:
    /// ```diff Dockerfile
    ///  FROM scratch
    /// +COPY --from=registry.example/tools:2.4 /bin/tool /bin/tool
    ///              ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/tools:2.4` is not pinned by digest
    /// ```
    ///
    /// ### What is right
    /// ```diff Dockerfile
    /// +# syntax=docker/dockerfile:1
    /// +FROM alpine:3.20@sha256:0a4eaa0eecf5f8c050e5bba433f58c052be7587ee8af3e8b3910ef9ab5fbe9f5 AS base
    /// +FROM base
    /// ```
    "dockerfile/base-not-pinned" {
        standard: Medium, strict: High, confidence: Certain,
        yields_to: ["image/latest-tag", "image/no-tag", "image/floating-tag", "image/digest-required"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let named = image.place.in_dockerfile() && image.repository.get().is_some();
    let moves_by_design =
        image.place == Place::Syntax && image.full_name().as_deref() == Some("docker.io/docker/dockerfile");
    // An unknown tag may bring the digest with it.
    if !named || !image.digest.is_missing() || matches!(image.tag, crate::fact::Known::Unknown) || moves_by_design {
        return None;
    }
    let at = base::site(image);
    let shown = base::shown(image);
    let mut finding = Finding::at(at, format!("`{shown}` is not pinned by digest"))
        .help(format!("pin it: `{shown}@sha256:…`, and let a bot keep the digest current"));
    finding = lookup::pinned(finding, cx, image);
    if *at != image.site {
        finding = finding.related(&image.site, "the image is referenced here");
    }
    Some(if image.place == Place::Syntax { finding.at_most(Severity::Low, Severity::Medium) } else { finding })
}
