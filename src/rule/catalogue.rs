//! Every name that a policy may use, built or not: a policy written today still holds when a rule arrives.

/// Whether `name` is, or will be, a rule: one of [`NAMES`], or a secret detector (`secret/<detector>`).
#[must_use]
pub fn is_known(name: &str) -> bool {
    NAMES.binary_search(&name).is_ok() || super::detector::row(name).is_some()
}

/// Every rule's name, sorted. A name is never reused for another meaning.
pub static NAMES: &[&str] = &[
    "dockerfile/base-family-changed", "dockerfile/base-not-minimal", "dockerfile/base-not-pinned",
    "dockerfile/build-tools-in-final-stage", "dockerfile/config-baked-in", "dockerfile/no-update-schedule",
    "dockerfile/runs-as-root", "dockerfile/secret-baked-in", "dockerfile/unpinned-install", "evidence/missing",
    "evidence/no-incident", "evidence/outside-window", "gate/bad-suppression", "gate/policy-changed",
    "gate/unreadable", "gate/weakened", "image/commit-not-merged", "image/commit-tag-required",
    "image/digest-mismatch", "image/digest-required", "image/few-rollback-tags", "image/floating-tag",
    "image/latest-tag", "image/mutable-repository", "image/mutable-source", "image/no-prune-policy", "image/no-tag",
    "image/not-built-by-ci", "image/not-found", "image/not-scanned", "image/one-platform-pin", "image/pin-removed",
    "image/platform-dropped", "image/platform-missing", "image/pull-policy", "image/retention-shortened",
    "image/revision-mismatch", "image/rollback-target-gone", "image/runs-as-root", "image/stale-base",
    "image/tag-moved", "image/tag-reused", "image/too-large", "image/untrusted-registry", "image/version-as-tag",
    "manual/cloud", "manual/database", "manual/helm", "manual/host", "manual/hot-patch", "manual/image-build",
    "manual/kubectl-edit", "manual/kubectl-write", "manual/migration", "manual/rollout", "manual/terraform",
    "migration/breaks-old-code", "migration/code-ahead", "migration/deletes-landed", "migration/down-does-not-undo",
    "migration/drops-data", "migration/drops-in-use", "migration/duplicate-version", "migration/edits-landed",
    "migration/empty-down", "migration/journal-not-updated", "migration/model-without-migration",
    "migration/narrows-type", "migration/never-applied", "migration/no-down", "migration/out-of-order",
    "migration/renames", "migration/two-heads", "observability/wide-window", "pipeline/applies-remote-manifest",
    "pipeline/cluster-admin", "pipeline/deploys-by-command", "pipeline/direct-to-production",
    "pipeline/locked-action-moved", "pipeline/manual-step", "pipeline/overwrites-tag",
    "pipeline/production-without-environment", "pipeline/production-without-staging", "pipeline/pushes-unscanned",
    "pipeline/retired-runner", "pipeline/scan-does-not-block", "pipeline/scan-removed", "pipeline/sets-mutable-tag",
    "pipeline/skips-stage", "pipeline/unchecked-rollout", "pipeline/unpinned-action", "removal/alert",
    "removal/backup", "removal/capacity", "removal/connection-parameter", "removal/crd", "removal/protected-object",
    "removal/reconciliation", "removal/setting", "removal/stateful-object", "removal/terraform-resource",
    "rollback/no-history", "rollback/no-plan", "rollback/not-rehearsed", "secret/custom", "secret/generic",
    "secret/in-configmap", "secret/kubernetes-secret-data", "secret/literal-in-env", "secret/on-command-line",
    "terraform/apply-without-plan", "terraform/auto-approve", "terraform/backend-changed",
    "terraform/backend-unlocked", "terraform/concurrent-apply", "terraform/lock-disabled", "terraform/no-backend",
    "terraform/plan-destroys", "terraform/region", "terraform/state-committed", "terraform/state-not-versioned",
    "workload/broad-edit-rights", "workload/budget-blocks-drain", "workload/budget-on-singleton",
    "workload/cluster-ip", "workload/cronjob-concurrency", "workload/cronjob-deadline", "workload/cronjob-history",
    "workload/dangling-backend", "workload/dangling-reference", "workload/eager-liveness", "workload/eager-readiness",
    "workload/ephemeral-state", "workload/exposed-service", "workload/external-secret-refresh",
    "workload/heap-above-limit", "workload/hollow-readiness", "workload/host-network", "workload/host-path",
    "workload/host-port", "workload/hpa-cap-raised", "workload/hpa-min-replicas", "workload/hpa-over-cap",
    "workload/hpa-stabilization", "workload/hpa-target", "workload/identical-probes", "workload/immutable-field",
    "workload/impatient-liveness", "workload/job-unbounded", "workload/memory-limit-lowered",
    "workload/memory-limit-raised", "workload/min-ready-seconds", "workload/missing-labels",
    "workload/no-disruption-budget", "workload/no-limits", "workload/no-liveness-probe", "workload/no-network-policy",
    "workload/no-readiness-probe", "workload/no-requests", "workload/no-security-context", "workload/no-startup-probe",
    "workload/node-port", "workload/privileged", "workload/probe-kind", "workload/probe-port",
    "workload/probe-weakened", "workload/python-unbuffered", "workload/replicas-against-hpa",
    "workload/request-above-limit", "workload/requests-over-capacity", "workload/resources-not-a-tier",
    "workload/rollout-port-conflict", "workload/rollout-strategy", "workload/run-as-non-root", "workload/schema",
    "workload/service-account-token", "workload/unknown-namespace", "workload/upgrade-jump", "workload/writable-root",
    "zone/authority", "zone/certificate", "zone/dns", "zone/hand-written-manifest", "zone/hardcoded-config",
    "zone/image-mismatch", "zone/needs-review", "zone/not-staged-first", "zone/one-sided-change", "zone/several-zones",
    "zone/structure-drift", "zone/unowned-path", "zone/value-drift",
];

#[cfg(test)]
mod tests {
    use super::{NAMES, is_known};

    #[test]
    fn names_are_sorted_and_unique() {
        assert!(NAMES.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn detectors_are_known_by_their_form() {
        assert!(is_known("secret/github-fine-grained-pat") && is_known("image/latest-tag"));
        assert!(!is_known("secret/") && !is_known("secret/A b") && !is_known("image/latest"));
    }
}
