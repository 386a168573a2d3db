//! The tables: one file a group of providers.

use super::detector::{Piece, Provider};

mod ai;
mod aws;
mod azure;
mod ci;
mod cloud;
mod content;
mod databases;
mod google;
mod hosting;
mod identity;
mod infrastructure;
mod mail;
mod messaging;
mod observability;
mod packages;
mod payments;
mod saas;
mod social;
pub(in crate::secret) mod structural;

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
