//! The tables: one file a group of providers.

use super::detector::{Piece, Provider};

mod ai;
mod ai_tools;
mod aws;
mod azure;
mod ci;
mod cloud;
mod cloud_asia;
mod clusters;
mod content;
mod databases;
mod delivery;
mod edge;
mod google;
mod hosting;
mod identity;
mod infrastructure;
mod mail;
mod messaging;
mod observability;
mod packages;
mod payments;
mod platforms;
mod quality;
mod saas;
mod social;
pub(in crate::secret) mod structural;
#[cfg(test)]
mod tests;

/// A UUID with its dashes.
const UUID: Piece = Piece::Uuid;

/// Every group of providers. Of two rows that fit the same text equally well, the later one speaks.
pub static ALL: &[&[&Provider]] = &[
    payments::PROVIDERS,
    aws::PROVIDERS,
    google::PROVIDERS,
    azure::PROVIDERS,
    cloud::PROVIDERS,
    hosting::PROVIDERS,
    packages::PROVIDERS,
    ci::PROVIDERS,
    infrastructure::PROVIDERS,
    ai::PROVIDERS,
    quality::PROVIDERS,
    platforms::PROVIDERS,
    edge::PROVIDERS,
    delivery::PROVIDERS,
    clusters::PROVIDERS,
    cloud_asia::PROVIDERS,
    ai_tools::PROVIDERS,
    messaging::PROVIDERS,
    mail::PROVIDERS,
    saas::PROVIDERS,
    content::PROVIDERS,
    identity::PROVIDERS,
    social::PROVIDERS,
    observability::PROVIDERS,
    databases::PROVIDERS,
    structural::PROVIDERS,
];

/// Every provider.
pub fn all() -> impl Iterator<Item = &'static Provider> + Clone {
    ALL.iter().copied().flatten().copied()
}
