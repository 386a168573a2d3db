//! What an image reference must be, so that what was reviewed is what runs.

crate::family! {
    "image", softens: |_| true;
    latest_tag, no_tag, floating_tag, digest_required, pin_removed, tag_reused, commit_tag_required, version_as_tag,
    pull_policy, untrusted_registry, mutable_source, retention_shortened, mutable_repository, not_found, digest_mismatch, tag_moved,
    one_platform_pin, platform_missing, platform_dropped, revision_mismatch, commit_not_merged, rollback_target_gone,
    few_rollback_tags, not_built_by_ci, not_scanned, too_large, stale_base, runs_as_root,
}

mod attested;
pub(in crate::rules) mod lookup;

mod registry;
pub(in crate::rules) mod tag;

/// Whether a tag moves by convention: `latest`, a branch, a channel, a major version.
#[must_use]
pub fn is_mutable(tag: &str) -> bool {
    tag == "latest" || tag::moves(tag).is_some()
}
