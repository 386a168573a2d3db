//! The tables: one file a group of providers.
//!
//! Lengths are a vendor's where it promises one, else a range around what it issues. Hex that needs a word nearby is read
//! in both cases, as tools print it. A text of two bytes that much may follow is written as two texts of one: such a row
//! is found by its length, and the filter over all prefixes stays sparse. A dash between parts of fixed length is written
//! as a choice of one: a text of one byte would be looked for in all that is read.

mod ai;
mod ai_tools;
mod aws;
mod azure;
mod billing;
mod ci;
mod cloud;
mod cloud_asia;
mod clusters;
mod commerce;
mod content;
mod crypto;
mod data;
mod databases;
mod delivery;
mod edge;
mod google;
mod hosting;
mod identity;
mod incidents;
mod infrastructure;
mod mail;
mod marketing;
mod messaging;
mod network;
mod notifications;
mod observability;
mod packages;
mod payments;
mod places;
mod platforms;
mod quality;
mod social;
pub(in crate::secret) mod structural;
mod support;
mod telephony;
#[cfg(test)]
mod tests;
mod tools;
mod work;

use super::detector::Provider;

/// Every provider. Of two rows that fit the same text equally well, the earlier one speaks.
pub static ALL: &[&[&Provider]] = &[
    messaging::PROVIDERS,
    telephony::PROVIDERS,
    notifications::PROVIDERS,
    mail::PROVIDERS,
    support::PROVIDERS,
    identity::PROVIDERS,
    work::PROVIDERS,
    content::PROVIDERS,
    payments::PROVIDERS,
    billing::PROVIDERS,
    commerce::PROVIDERS,
    marketing::PROVIDERS,
    social::PROVIDERS,
    places::PROVIDERS,
    data::PROVIDERS,
    observability::PROVIDERS,
    incidents::PROVIDERS,
    databases::PROVIDERS,
    network::PROVIDERS,
    tools::PROVIDERS,
    ai::PROVIDERS,
    ai_tools::PROVIDERS,
    aws::PROVIDERS,
    google::PROVIDERS,
    azure::PROVIDERS,
    cloud::PROVIDERS,
    cloud_asia::PROVIDERS,
    platforms::PROVIDERS,
    edge::PROVIDERS,
    hosting::PROVIDERS,
    packages::PROVIDERS,
    ci::PROVIDERS,
    quality::PROVIDERS,
    delivery::PROVIDERS,
    infrastructure::PROVIDERS,
    clusters::PROVIDERS,
    crypto::PROVIDERS,
    structural::PROVIDERS,
];

/// Every provider.
pub fn all() -> impl Iterator<Item = &'static Provider> + Clone {
    ALL.iter().copied().flatten().copied()
}
