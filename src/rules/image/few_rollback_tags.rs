//! `image/few-rollback-tags`.

use super::{lookup, tag};
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// The registry keeps too few earlier versions of an image of your own.
    ///
    /// ## Why
    /// A fault is often older than the last release. A rollback needs a version from before it.
    ///
    /// ## Settings
    /// `registry.retention` says how many earlier tags must remain, `images.own` which images are yours. Without both the rule
    /// does not apply. Tags that move by convention do not count.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { own: [registry.example] }
    /// registry: { retention: 2 }
    /// ```
    /// ```text registry
    /// registry.example/web:1.4.3@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// registry.example/web:1.4.2@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// registry.example/web:latest@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// registry.example/api:2.0.0@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// registry.example/api:2.0.1@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// registry.example/api:2.0.2@sha256:9a3c5e7f1b2d4f6a8c0e1d3b5f7a9c2e4d6f8b0a1c3e5d7f9b2a4c6e8d0f1b3a
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.3
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ only 1 earlier version of `registry.example/web` remains; the policy asks for 2
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   api:
    ///     image: registry.example/api:2.0.2
    /// ```
    "image/few-rollback-tags" {
        standard: Medium, strict: Medium, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let required = usize::try_from(cx.settings.registry.retention?).ok()?;
    let image = lookup::wanted(cx, image).filter(|image| image.is_under(&cx.settings.images.own))?;
    let own = image.tag.get().map(|part| part.text.as_str());
    let is_earlier = |tag: &&String| Some(tag.as_str()) != own && *tag != "latest" && tag::moves(tag).is_none();
    let left = cx.tags(image)?.iter().filter(is_earlier).count();
    if left >= required {
        return None;
    }
    let remain = match left {
        0 => "no earlier version of".to_owned(),
        1 => "only 1 earlier version of".to_owned(),
        left => format!("only {left} earlier versions of"),
    };
    let verb = if left > 1 { "remain" } else { "remains" };
    let message = format!("{remain} `{}` {verb}; the policy asks for {required}", image.name());
    Some(Finding::at(&image.site, message).help("let the registry's clean-up keep more"))
}
