//! Which images are looked up in their registries, and the pin that a lookup yields.

use crate::change::Change;
use crate::fact::{Fact, Image, Place};
use crate::finding::{Edit, Finding, Safety};
use crate::rule::Context;
use crate::text::Span;

/// The image, if it is one to look up: the change brings it or gives it another version, and a registry serves it.
pub(super) fn wanted<'a>(cx: &Context<'_>, image: Change<&'a Image>) -> Option<&'a Image> {
    let after = image.after()?;
    let is_new = image.both().is_none_or(|(before, after)| !after.same_value(before));
    (is_new && is_served(cx, after)).then_some(after)
}

/// Whether a registry is expected to have it. What a text for people names, what a command builds, and what a tool fills in is not
/// pulled from here; a registry on the reader's own machine is asked only where the policy names it.
fn is_served(cx: &Context<'_>, image: &Image) -> bool {
    let is_pulled = !matches!(image.place, Place::Document | Place::Handled) && !image.is_placeholder();
    let is_local = |host: &str| host.split(':').next() == Some("localhost") || host.starts_with("127.");
    let is_known = |host: &str| !is_local(host) || cx.settings.registry.hosts.contains_key(host);
    is_pulled && image.version_from.is_none() && image.registry().is_some_and(is_known)
}

/// Adds the digest behind the tag as a fix, where the registry knows it and the reference stands in one piece.
pub(in crate::rules) fn pinned(finding: Finding, cx: &Context<'_>, image: &Image) -> Finding {
    let Some(digest) = pin(cx, image) else { return finding };
    let end = image.site.span.end;
    let edit = Edit { site: image.site.with_span(Span::empty(end)), text: format!("@{digest}") };
    finding.fix(format!("pin `{}` to its digest", image.shown()), Safety::Safe, vec![edit])
}

fn pin<'a>(cx: &Context<'a>, image: &Image) -> Option<&'a str> {
    let is_whole = image.site.bytes() == image.shown().as_bytes();
    (is_whole && image.digest.is_missing() && is_served(cx, image)).then(|| cx.pin(image))?
}
