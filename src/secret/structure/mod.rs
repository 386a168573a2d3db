//! Secrets that are known by a structure rather than by an alphabet: key blocks, URLs, connection strings, web tokens.

mod client;
mod cursor;
mod files;
mod framework;
mod guess;
mod hash;
mod keyfile;
mod password;
mod pem;
#[cfg(test)]
mod tests;
mod url;
mod web_token;

pub(super) use files::{by_name, file};
pub(super) use hash::behind;

use super::candidate::Hit;
use super::checksum::Proven;
use super::detector::Detector;
use super::found::Written;
use super::judge::Place;
use crate::text::Span;

/// What the structures begin with, or hold. The sweep looks for these; [`at`] reads what stands around one.
pub(super) const MARKS: &[&str] = &[
    "BEGIN ", "://", "eyJ", "assword", "PuTTY-User-Key", "untrusted comment", "machine ", "\"auth", "-key-data",
    "define(", "PrivateKey", "machineKey", "snmp-server", "base64:",
];

/// The secrets around `MARKS[mark]`, which stands at `at`. Calls come in the order of the text; what lies before `done`, the end of the last hit, was read already.
///
/// Nothing is read twice but for a bounded part: one call takes time by what it finds, or by the distance to the next mark.
pub(super) fn at(bytes: &[u8], mark: usize, at: usize, _place: Place, done: usize, found: &mut Vec<Hit>) {
    if at < done {
        return;
    }
    let hit = match MARKS.get(mark) {
        Some(&"BEGIN ") => pem::at(bytes, at, done),
        Some(&"://") => return url::at(bytes, at, found),
        Some(&"eyJ") => web_token::at(bytes, at),
        Some(&"assword") => password::at(bytes, at),
        Some(&"PuTTY-User-Key") => keyfile::putty(bytes, at),
        Some(&"untrusted comment") => keyfile::minisign(bytes, at),
        Some(&"machine ") => client::netrc(bytes, at),
        Some(&"\"auth") => client::docker(bytes, at),
        Some(&"-key-data") => client::kubeconfig(bytes, at),
        Some(&"define(") => framework::wordpress(bytes, at),
        Some(&"PrivateKey") => keyfile::wireguard(bytes, at),
        Some(&"machineKey") => return framework::machine_key(bytes, at, found),
        Some(&"snmp-server") => password::snmp(bytes, at),
        Some(&"base64:") => framework::laravel(bytes, at),
        _ => None,
    };
    found.extend(hit);
}

/// A hit that nothing more is known of.
fn hit(detector: &'static Detector, span: Span) -> Hit {
    Hit { detector, span, name: None, written: Written::Alone, proven: Proven::Unknown, note: None }
}
