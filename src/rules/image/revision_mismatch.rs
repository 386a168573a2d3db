//! `image/revision-mismatch`.

use super::{lookup, tag};
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};

/// <https://github.com/opencontainers/image-spec/blob/main/annotations.md>
const REVISION: &str = "org.opencontainers.image.revision";

crate::rule! {
    /// An image says that it was built from another commit than its tag names.
    ///
    /// ## Why
    /// A commit tag is trusted to lead to the code. If the label that the build wrote names another commit, somebody tagged the
    /// wrong image.
    ///
    /// Labels are the builder's own claim. Who needs proof asks for provenance: see `image/not-built-by-ci`.
    ///
    /// ## Examples
    /// ```text registry
    /// registry.example/web:3f2a91c@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d revision=88c0ffe41d5e0a7b3c2d1e0f9a8b7c6d5e4f3a2b
    /// registry.example/web:5b1e77d@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f revision=5b1e77d02c4a6e8f1b3d5c7a9e0f2d4b6c8a1e3f
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:3f2a91c
    ///                                 ^^^^^^^ `registry.example/web:3f2a91c` was built from commit `88c0ffe41d5e`, says its label
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:5b1e77d
    /// ```
    "image/revision-mismatch" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image)?;
    let tag = image.tag.get()?;
    let commit = tag::commit(&tag.text).filter(|_| tag::is_commit(&tag.text))?;
    let revision = cx.config(image)?.labels.get(REVISION)?.trim().to_ascii_lowercase();
    let is_id = revision.len() >= commit.len() && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_id || revision.starts_with(commit) {
        return None;
    }
    let shown = &revision[..revision.len().min(12)];
    let message = format!("`{}:{}` was built from commit `{shown}`, says its label", image.name(), tag.text);
    Some(Finding::at(&tag.site, message).help("deploy the image that was built from the commit you mean"))
}
