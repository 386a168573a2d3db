//! What pipelines must not do: pass over a stage, push over a tag, deploy what nobody pinned.

crate::family! {
    "pipeline", softens: |_| true;
    skips_stage, production_without_staging, overwrites_tag, sets_mutable_tag, applies_remote_manifest,
    deploys_by_command, pushes_unscanned, scan_removed, manual_step, unpinned_action, cluster_admin,
}

mod runs;
