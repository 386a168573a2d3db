//! What Dockerfiles build on, and what they put into images.

mod base;
mod files;

crate::family! {
    "dockerfile", softens: |_| true;
    base_not_pinned, base_not_minimal, base_family_changed, build_tools_in_final_stage, secret_baked_in,
    config_baked_in, runs_as_root,
}
