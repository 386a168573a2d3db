//! Which weaknesses rules are about, as the Common Weakness Enumeration numbers them (<https://cwe.mitre.org/data/>). Dashboards group by
//! them, from tags as CodeQL writes them.

use crate::rule::Rule;

/// By rule, or by family for the rules of it that are not named; a row without numbers is about none.
#[rustfmt::skip]
const TABLE: &[(&str, &[u16])] = &[
    // Use of hard-coded credentials, and by their places: in clear text, in an environment variable, visible to every process.
    ("secret", &[798]),
    ("secret/in-configmap", &[798, 312]),
    ("secret/kubernetes-secret-data", &[798, 312]),
    ("secret/literal-in-env", &[798, 526]),
    ("secret/on-command-line", &[798, 214]),
    // Download of code without integrity check: what runs need not be what was reviewed.
    ("image", &[494]),
    // Inclusion of functionality from an untrusted control sphere.
    ("image/untrusted-registry", &[829]),
    ("image/pull-policy", &[]),
    ("image/retention-shortened", &[]),
    ("dockerfile", &[]),
    ("dockerfile/base-not-pinned", &[494]),
    ("dockerfile/secret-baked-in", &[798]),
    // Excessive attack surface.
    ("dockerfile/base-not-minimal", &[1125]),
    ("dockerfile/build-tools-in-final-stage", &[1125]),
    // Execution with unnecessary privileges.
    ("dockerfile/runs-as-root", &[250]),
    ("pipeline/cluster-admin", &[250]),
    // Protection mechanism failure: the way around review, stages, scans or the gate.
    ("manual", &[693]),
    ("pipeline", &[693]),
    ("terraform", &[693]),
    ("gate", &[693]),
    ("gate/unreadable", &[]),
    ("pipeline/applies-remote-manifest", &[494, 829]),
    ("pipeline/overwrites-tag", &[494]),
    ("pipeline/sets-mutable-tag", &[494]),
    ("migration", &[]),
    // As CodeQL's `actions/unpinned-tag` has it.
    ("pipeline/unpinned-action", &[829]),
    // Improper resource locking.
    ("terraform/lock-disabled", &[413]),
];

/// The numbers of the weaknesses that `rule` is about.
pub(super) fn of(rule: &Rule) -> &'static [u16] {
    let row = |name: &str| TABLE.iter().find(|(key, _)| *key == name).map(|(_, numbers)| *numbers);
    row(rule.name).or_else(|| row(rule.family())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{TABLE, of};
    use crate::rules;

    #[test]
    fn every_family_has_a_row_and_every_row_a_rule() {
        let has = |key: &str| TABLE.iter().any(|(name, _)| *name == key);
        assert!(rules::all().all(|rule| has(rule.family())), "a family says nothing of weaknesses");
        for (key, _) in TABLE {
            assert!(rules::all().any(|rule| rule.name == *key || rule.family() == *key), "{key} is not a rule");
        }
    }

    #[test]
    fn the_rule_says_more_than_its_family() {
        let of = |name: &str| of(rules::find(name).unwrap());
        assert_eq!((of("secret/generic"), of("secret/on-command-line")), (&[798][..], &[798, 214][..]));
        assert!(of("gate/unreadable").is_empty());
    }
}
