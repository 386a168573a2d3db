//! What an image reference must be, so that what was reviewed is what runs.

crate::family! {
    "image", softens: |_| true;
    latest_tag, no_tag, floating_tag, digest_required, pin_removed, tag_reused, commit_tag_required, version_as_tag,
    pull_policy, untrusted_registry, mutable_source, retention_shortened,
}

mod registry;
pub(in crate::rules) mod tag;

/// Whether a tag moves by convention: `latest`, a branch, a channel, a major version.
#[must_use]
pub fn is_mutable(tag: &str) -> bool {
    tag == "latest" || tag::moves(tag).is_some()
}
