//! The tables: one file a group of providers.

use super::detector::Provider;

/// Every provider, by name.
pub static ALL: &[&[&Provider]] = &[];

/// Every provider.
pub fn all() -> impl Iterator<Item = &'static Provider> + Clone {
    ALL.iter().copied().flatten().copied()
}
