//! Checksums and structures inside tokens: what proves that a token is real, without asking anybody.

mod base64;
mod crc32;
mod numbers;
mod structured;

use std::ops::Range;

pub(super) use base64::three as base64_three;

/// What proves a token beyond its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// Nothing: the form is all there is.
    None,
    /// GitHub's and npm's: behind the last `_`, 30 letters and digits and the CRC-32 of those, base62 in 6.
    Crc32Base62,
    /// Cloudflare's: behind the last `_`, 40 letters and digits and their CRC-32 in 8 hex digits.
    Crc32Hex,
    /// Zuplo's: 32 lower-case letters and digits, `_`, and their CRC-32 in 8 hex digits.
    Crc32HexBehindMark,
    /// Grafana's: all in front of the last `_`, and its CRC-32 in 8 hex digits, lowest byte first.
    Crc32HexOfAll,
    /// Confluent's: behind `cflt`, 54 of base64 and 6 of the base64 of their CRC-32, lowest byte first.
    Crc32Base64,
    /// Atlassian's: everything up to and with `=`, and its CRC-32 in 8 upper-case hex digits.
    Crc32UpperHex,
    /// GitLab's routable form: payload, its length in base36, and the CRC-32 of all before in 7 of base36.
    GitLabRoutable,
    /// A bech32 checksum (BIP-173), as in age's keys.
    Bech32,
    /// Two rounds of SHA-256 over base58, as in Bitcoin's private keys.
    Base58Check,
    /// Behind the prefix, base64 of a JSON object.
    Base64Json,
    /// Behind the prefix, base64 of a macaroon (version 2).
    Macaroon,
    /// Three segments of base64url, the first a JSON object with `alg` (RFC 7519).
    JsonWebToken,
    /// The first segment is base64 of a number: Discord's user id.
    Snowflake,
}

/// What a proof said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proven {
    /// It fits: nobody writes this by chance.
    Yes,
    /// It does not fit: made up, or changed.
    No,
    /// There is nothing to check.
    Unknown,
}

impl Proof {
    /// Checks a whole token.
    #[must_use]
    pub fn check(self, token: &[u8]) -> Proven {
        match self {
            Self::None => Proven::Unknown,
            Self::Bech32 => numbers::check_bech32(token),
            Self::Base58Check => numbers::check_base58(token),
            Self::Base64Json => structured::check_json(token),
            Self::Macaroon => structured::check_macaroon(token),
            Self::JsonWebToken => structured::check_web_token(token),
            Self::Snowflake => structured::check_snowflake(token),
            _ => crc32::check(self, token),
        }
    }

    /// Makes the token of a generator fit; `body` is the first part of it that was drawn, and what stands before that stays.
    pub(super) fn seal(self, token: &mut [u8], body: Range<usize>) {
        match self {
            Self::None => {}
            Self::Bech32 => numbers::seal_bech32(token),
            Self::Base58Check => numbers::seal_base58(token),
            Self::Base64Json => structured::seal_json(token, body),
            Self::Macaroon => structured::seal_macaroon(token, body),
            Self::JsonWebToken => structured::seal_web_token(token),
            Self::Snowflake => structured::seal_snowflake(token),
            _ => crc32::seal(self, token),
        }
    }
}

#[cfg(test)]
mod tests;
