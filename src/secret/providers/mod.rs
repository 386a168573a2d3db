//! The tables: one file a group of providers.
//!
//! Lengths are a vendor's where it promises one, else a range around what it issues. Hex that needs a word nearby is read
//! in both cases, as tools print it. A text of two bytes that much may follow is written as two texts of one: such a row
//! is found by its length, and the filter over all prefixes stays sparse.

mod ai;
mod ai_tools;
mod aws;
mod azure;
mod ci;
mod cloud;
mod cloud_asia;
mod clusters;
mod delivery;
mod edge;
mod google;
mod hosting;
mod infrastructure;
mod packages;
mod platforms;
mod quality;
#[cfg(test)]
mod tests;

use super::detector::Provider;

/// Every provider, by name.
pub static ALL: &[&[&Provider]] = &[
    ai::PROVIDERS,
    ai_tools::PROVIDERS,
    aws::PROVIDERS,
    azure::PROVIDERS,
    ci::PROVIDERS,
    cloud::PROVIDERS,
    cloud_asia::PROVIDERS,
    clusters::PROVIDERS,
    delivery::PROVIDERS,
    edge::PROVIDERS,
    google::PROVIDERS,
    hosting::PROVIDERS,
    infrastructure::PROVIDERS,
    packages::PROVIDERS,
    platforms::PROVIDERS,
    quality::PROVIDERS,
];

/// Every provider.
pub fn all() -> impl Iterator<Item = &'static Provider> + Clone {
    ALL.iter().copied().flatten().copied()
}
