//! `image/runs-as-root`.

use super::lookup;
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An image runs as root.
    ///
    /// ## Why
    /// Whoever breaks out of the process is root in the container, and one bug away from root on the node.
    ///
    /// ## Settings
    /// `registry.non_root: true` asks for it. A manifest that sets `runAsUser` is not taken into account.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// registry: { non_root: true }
    /// ```
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d user=0
    /// registry.example/web:1.4.3@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f user=10001
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2` runs as root
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.3
    /// ```
    "image/runs-as-root" {
        standard: Medium, strict: Medium, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image).filter(|image| image.place.deploys() || image.place == Place::Compose)?;
    if !cx.settings.registry.non_root || image.place == Place::FinalStage || !is_root(&cx.config(image)?.user) {
        return None;
    }
    let message = format!("`{}` runs as root", image.shown());
    Some(Finding::at(&image.site, message).help("add a `USER` that is not root to its Dockerfile"))
}

/// Whether a `USER` is root: left out, by name or by number, with a group or without.
fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), None | Some("" | "root" | "0"))
}
