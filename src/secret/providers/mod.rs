//! The tables: one file a group of providers.
//!
//! Lengths are a vendor's where it promises one, else a range around what it issues. Hex that needs a word nearby is read
//! in both cases, as tools print it. A text of two bytes that much may follow is written as two texts of one: such a row
//! is found by its length, and the filter over all prefixes stays sparse. So is a dash between parts of fixed length, as a
//! choice of one: a text of one byte would be looked for in all that is read.

mod ai;
mod ai_tools;
mod aws;
mod azure;
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
mod infrastructure;
mod mail;
mod marketing;
mod messaging;
mod network;
mod observability;
mod packages;
mod payments;
mod platforms;
mod quality;
mod social;
pub(in crate::secret) mod structural;
mod support;
#[cfg(test)]
mod tests;
mod work;

use super::detector::Provider;

/// Every provider. Of two rows that fit the same text, one with words nearby speaks before one without, then the earlier one.
pub static ALL: &[&[&Provider]] = &[
    ai::PROVIDERS,
    ai_tools::PROVIDERS,
    aws::PROVIDERS,
    azure::PROVIDERS,
    ci::PROVIDERS,
    cloud::PROVIDERS,
    cloud_asia::PROVIDERS,
    clusters::PROVIDERS,
    commerce::PROVIDERS,
    content::PROVIDERS,
    crypto::PROVIDERS,
    data::PROVIDERS,
    databases::PROVIDERS,
    delivery::PROVIDERS,
    edge::PROVIDERS,
    google::PROVIDERS,
    hosting::PROVIDERS,
    identity::PROVIDERS,
    infrastructure::PROVIDERS,
    mail::PROVIDERS,
    marketing::PROVIDERS,
    messaging::PROVIDERS,
    network::PROVIDERS,
    observability::PROVIDERS,
    packages::PROVIDERS,
    payments::PROVIDERS,
    platforms::PROVIDERS,
    quality::PROVIDERS,
    social::PROVIDERS,
    structural::PROVIDERS,
    support::PROVIDERS,
    work::PROVIDERS,
];

/// Every provider.
pub fn all() -> impl Iterator<Item = &'static Provider> + Clone {
    ALL.iter().copied().flatten().copied()
}
