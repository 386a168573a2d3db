//! `image/one-platform-pin`.

use super::lookup;
use crate::answers::Manifest;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::{Edit, Finding, Safety};
use crate::rule::{Check, Context};

crate::rule! {
    /// A digest pins one platform of an image that is built for several.
    ///
    /// ## Why
    /// The digest that `docker images` shows on a laptop may be that of one platform's manifest. On nodes with another
    /// processor the image does not start. The digest of the index serves all platforms.
    ///
    /// ## Examples
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d linux/amd64=sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f linux/arm64=sha256:9a3c5e7f1b2d4f6a8c0e1d3b5f7a9c2e4d6f8b0a1c3e5d7f9b2a4c6e8d0f1b3a
    /// registry.example/web@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// ```
    /// ```diff compose.yaml
    ///  services:
    ///    web:
    /// -    image: registry.example/web:1.4.1
    /// +    image: registry.example/web:1.4.2@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    ///                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this digest of `registry.example/web:1.4.2` is for `linux/amd64` only
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// ```
    "image/one-platform-pin" {
        standard: Medium, strict: High, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = lookup::wanted(cx, image)?;
    let (tag, digest) = (image.tag.get()?, image.digest.get()?);
    let index = cx.tag(image)?.digest().filter(|index| *index != digest.text)?;
    let Manifest::Index { images } = cx.manifest_of_tag(image)? else { return None };
    let (platform, _) = images.iter().find(|(_, one)| *one == digest.text)?;
    let message = format!("this digest of `{}:{}` is for `{platform}` only", image.name(), tag.text);
    let edit = Edit { site: digest.site.clone(), text: index.to_owned() };
    Some(Finding::at(&digest.site, message).help("pin the digest of the index, which serves every platform").fix(
        "pin the digest of the index",
        Safety::Safe,
        vec![edit],
    ))
}
