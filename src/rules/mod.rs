//! The rules, a folder a family and a file a rule.

use crate::rule::Rule;

/// The families, in the order of [`crate::rule::catalogue::FAMILIES`].
static FAMILIES: &[&[&Rule]] = &[];

/// All rules, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|rules| rules.iter().copied())
}
