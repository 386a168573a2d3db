//! The rules, a folder a family and a file a rule.

pub mod dockerfile;
mod flag;
pub mod gate;
pub mod image;
pub mod manual;
pub mod migration;
pub mod pipeline;
pub mod secret;
pub mod terraform;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rule::{Family, Rule, catalogue};

/// The families, in the order in which reports and pages show them.
pub static FAMILIES: &[&Family] = &[
    &secret::FAMILY,
    &image::FAMILY,
    &dockerfile::FAMILY,
    &migration::FAMILY,
    &manual::FAMILY,
    &pipeline::FAMILY,
    &Family::promised("workload"),
    &Family::promised("removal"),
    &terraform::FAMILY,
    &Family::promised("zone"),
    &Family::promised("rollback"),
    &Family::promised("evidence"),
    &Family::promised("observability"),
    &gate::FAMILY,
];

/// The family of that name.
#[must_use]
pub fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name).copied()
}

/// The rules that are written out, family by family.
pub fn written() -> impl Iterator<Item = &'static Rule> + Clone {
    FAMILIES.iter().flat_map(|family| family.written).copied()
}

/// Every rule: those that are written out, and one for each secret detector.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    FAMILIES.iter().flat_map(|family| family.rules())
}

/// The rule of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Rule>> =
        LazyLock::new(|| all().map(|rule| (rule.name, rule)).collect());
    BY_NAME.get(name).copied()
}

/// Whether a policy may use `name`: it is a rule, or will be one. A rule with a name that nobody planned needs no entry anywhere.
#[must_use]
pub fn is_known(name: &str) -> bool {
    find(name).is_some() || catalogue::is_known(name)
}

#[cfg(test)]
mod tests {
    use super::{FAMILIES, all, family};
    use crate::rule::catalogue::NAMES;

    #[test]
    fn every_rule_has_a_name_of_its_own_in_its_family() {
        let mut names: Vec<_> = all().map(|rule| rule.name).collect();
        for family in FAMILIES {
            assert!(family.rules().all(|rule| rule.family() == family.name), "{}", family.name);
        }
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "a name is used twice");
    }

    #[test]
    fn every_planned_name_is_of_a_known_family() {
        let is_known = |name: &&str| name.split_once('/').is_some_and(|(own, _)| family(own).is_some());
        assert_eq!(NAMES.iter().find(|name| !is_known(name)), None);
    }

    #[test]
    fn rules_yield_to_rules_of_the_same_fact() {
        for rule in all() {
            for other in rule.yields_to {
                let other =
                    super::find(other).unwrap_or_else(|| panic!("{} yields to `{other}`, which is no rule", rule.name));
                let kind = std::mem::discriminant(&rule.check);
                assert_eq!(kind, std::mem::discriminant(&other.check), "{} and {}", rule.name, other.name);
            }
        }
    }
}
