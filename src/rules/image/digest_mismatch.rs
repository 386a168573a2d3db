//! `image/digest-mismatch`.

use super::lookup;
use crate::answers::Version;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A registry answers with other bytes than the digest names.
    ///
    /// ## Why
    /// A digest is the hash of what it names. A registry, mirror or proxy that sends something else under it is broken or
    /// tampered with. Container runtimes refuse such an image.
    ///
    /// ## Examples
    /// ```text registry
    /// registry.example/web@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d altered=sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// registry.example/web@sha256:9a3c5e7f1b2d4f6a8c0e1d3b5f7a9c2e4d6f8b0a1c3e5d7f9b2a4c6e8d0f1b3a
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    ///                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the registry serves other bytes under this digest of `registry.example/web`
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web@sha256:9a3c5e7f1b2d4f6a8c0e1d3b5f7a9c2e4d6f8b0a1c3e5d7f9b2a4c6e8d0f1b3a
    /// ```
    "image/digest-mismatch" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image)?;
    let Version::Altered { digest } = cx.version(image)? else { return None };
    let message = format!("the registry serves other bytes under this digest of `{}`", image.name());
    let help = format!("find out who altered it: what it serves has the digest `{digest}`");
    Some(Finding::at(&image.digest.get()?.site, message).help(help))
}
