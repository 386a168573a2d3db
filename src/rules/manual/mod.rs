//! What people are told to do by hand, in documents, scripts and pull requests, where a pipeline should do it.

crate::family! {
    "manual";
    kubectl_write, kubectl_edit, hot_patch, rollout, helm, terraform, migration, database, image_build,
}

pub(in crate::rules) mod people;
