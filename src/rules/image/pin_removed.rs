//! `image/pin-removed`.

use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Edit, Finding, Safety, Severity};
use crate::rule::{Check, Context};
use crate::text::Span;

crate::rule! {
    /// An image that was pinned by digest no longer is.
    ///
    /// ## Why
    /// Someone pinned the exact bytes that run. Without the digest, the registry decides again.
    ///
    /// ## Examples
    /// ```diff deploy/web.yaml
    ///  apiVersion: v1
    ///  kind: Pod
    ///  metadata: { name: web }
    ///  spec:
    ///    containers:
    ///    - name: web
    /// -    image: registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// +    image: registry.example/web:1.4.2
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web` is no longer pinned by digest
    /// ```
    /// ```diff deploy/web.yaml
    ///  apiVersion: v1
    ///  kind: Pod
    ///  metadata: { name: web }
    ///  spec:
    ///    containers:
    ///    - name: web
    /// -    image: registry.example/web@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// +    image: registry.example/web:1.5.0@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f
    /// ```
    "image/pin-removed" {
        standard: High, strict: Critical, confidence: Certain,
        yields_to: ["image/latest-tag", "image/no-tag"],
        check: Check::Image(check),
    }
}

fn check(_: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let (before, after) = image.both()?;
    let pin = before.digest.get()?;
    if !after.digest.is_missing() || after.repository.get().is_none() {
        return None;
    }
    let finding = Finding::at(&after.site, format!("`{}` is no longer pinned by digest", after.name()))
        .related(&pin.site, "the digest was here");
    let finding =
        if after.place == Place::Document { finding.at_most(Severity::Low, Severity::Medium) } else { finding };
    let same_image = before.repository.get().map(|part| &part.text) == after.repository.get().map(|part| &part.text)
        && before.tag.get().map(|part| &part.text) == after.tag.get().map(|part| &part.text);
    // Only where the reference stands in one piece does the digest belong right behind it.
    let last = after.tag.get().or(after.repository.get()).filter(|part| part.site.span.end == after.site.span.end);
    Some(match last {
        Some(part) if same_image && part.site.bytes() == part.text.as_bytes() => {
            let end = part.site.with_span(Span::empty(part.site.span.end));
            let edit = Edit { site: end, text: format!("@{}", pin.text) };
            finding.help("restore the digest").fix("restore the digest", Safety::Safe, vec![edit])
        }
        _ => finding.help("pin the new image by digest too: `tag@sha256:…`"),
    })
}
