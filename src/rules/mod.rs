//! The rules, a folder a family and a file a rule.

pub mod dockerfile;
pub mod gate;
pub mod image;
pub mod manual;
pub mod pipeline;
pub mod secret;
pub mod terraform;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rule::{Rule, catalogue};

/// The rules that are written out, family by family.
pub fn written() -> impl Iterator<Item = &'static Rule> + Clone {
    secret::RULES.iter().chain(others()).copied()
}

/// Every rule: those that are written out, and one for each secret detector.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    secret::RULES.iter().copied().chain(secret::detectors()).chain(others().copied())
}

/// All but those about secrets.
fn others() -> impl Iterator<Item = &'static &'static Rule> + Clone {
    [image::RULES, dockerfile::RULES, manual::RULES, pipeline::RULES, terraform::RULES, gate::RULES]
        .into_iter()
        .flatten()
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
    use super::all;
    use crate::rule::catalogue;

    #[test]
    fn every_rule_has_a_name_of_its_own_in_a_known_family() {
        let mut names: Vec<_> = all().map(|rule| rule.name).collect();
        assert!(all().all(|rule| catalogue::FAMILIES.contains(&rule.family())));
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "a name is used twice");
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
