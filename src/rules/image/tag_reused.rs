//! `image/tag-reused`.

use super::{registry, tag};
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// The digest of an image changed but its tag did not.
    ///
    /// ## Why
    /// The diff shows the same version, but different code runs. In your own registry, push each tag only once. Refreshing a
    /// public image under the same tag is good practice: it is reported at low, and not at all once the registry confirms that
    /// the tag points to the new digest.
    ///
    /// ## Examples
    /// ```diff deploy/web.yaml
    ///  apiVersion: v1
    ///  kind: Pod
    ///  metadata: { name: web }
    ///  spec:
    ///    containers:
    ///    - name: web
    /// -    image: registry.example/web:1.4@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// +    image: registry.example/web:1.4@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the digest of `registry.example/web` changed but its tag `1.4` did not
    /// ```
    /// ```diff deploy/web.yaml
    ///  apiVersion: v1
    ///  kind: Pod
    ///  metadata: { name: web }
    ///  spec:
    ///    containers:
    ///    - name: web
    /// -    image: registry.example/web:1.4@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// +    image: registry.example/web:1.5@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// ```
    "image/tag-reused" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let (before, after) = image.both()?;
    let (old, new) = (before.digest.get()?, after.digest.get()?);
    let tag = after.tag.get()?;
    let same_tag = before.tag.get().is_some_and(|before| before.text == tag.text);
    if old.text == new.text || !same_tag || before.full_name() != after.full_name() {
        return None;
    }
    let finding = Finding::at(
        &after.site,
        format!("the digest of `{}` changed but its tag `{}` did not", after.name(), tag.text),
    )
    .related(&old.site, "was")
    .help("use a new tag, or say in the pull request why the image was rebuilt");
    let own = after.is_under(&cx.settings.images.own);
    let public = registry::is_public(after);
    let floats = tag.text == "latest" || tag::moves(&tag.text).is_some();
    let refreshed = after.place == Place::Document || !own && (floats || public && !tag::is_commit(&tag.text));
    if refreshed && cx.pin(after) == Some(new.text.as_str()) {
        return None;
    }
    Some(if refreshed { finding.at_most(Severity::Low, Severity::Low) } else { finding })
}
