//! A final stage on another base than the policy allows.

use super::base;
use crate::change::Change;
use crate::fact::Stage;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// The final stage is not based on an allowed base image.
    ///
    /// ## Why
    /// A shell, a package manager and a compiler in a running image help an attacker more than its owner, and every package is
    /// one more to patch. The policy lists the base images that are small enough; without `images.bases` this rule does not
    /// apply.
    ///
    /// ## Examples
    /// ### A whole distribution
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images:
    ///   bases: ["gcr.io/distroless", "docker.io/library/alpine"]
    /// ```
    /// ```diff Dockerfile
    /// +FROM golang:1.23.1 AS build
    /// +FROM ubuntu:24.04
    ///       ^^^^^^^^^^^^ the final stage is based on `ubuntu:24.04`, which is not an allowed base image
    /// ```
    /// ### An allowed base
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images:
    ///   bases: ["gcr.io/distroless", "docker.io/library/alpine"]
    /// ```
    /// ```diff Dockerfile
    /// +FROM golang:1.23.1 AS build
    /// +FROM alpine:3.20
    /// ```
    "dockerfile/base-not-minimal" {
        standard: Low, strict: Medium, confidence: Certain,
        check: Check::Stage(check),
    }
}

fn check(cx: &Context<'_>, stage: Change<&Stage>) -> Option<Finding> {
    let stage = stage.after().filter(|stage| stage.is_final)?;
    let image = stage.base.as_ref().filter(|image| image.repository.get().is_some())?;
    let bases = &cx.settings.images.bases;
    if bases.is_empty() || image.is_under(bases) {
        return None;
    }
    let shown = base::shown(image);
    let allowed: Vec<String> = bases.iter().map(|base| format!("`{base}`")).collect();
    Some(
        Finding::at(
            base::site(image),
            format!("the final stage is based on `{shown}`, which is not an allowed base image"),
        )
        .help(format!("build in an earlier stage, and copy the result onto {}", allowed.join(" or "))),
    )
}
