//! The tables: one file a group of providers.

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
