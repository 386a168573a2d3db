//! Tokens that carry a CRC-32 of themselves, each provider in its own way.

use super::base64;
use super::{Proof, Proven};

/// Checks a token whose proof is a CRC-32.
pub(super) fn check(proof: Proof, token: &[u8]) -> Proven {
    let Some(parts) = Parts::of(proof, token) else { return Proven::Unknown };
    let fits = parts.written(proof, crc32(&token[parts.covered.clone()])) == token[parts.sum.clone()];
    match (fits, proof) {
        (true, _) => Proven::Yes,
        // GitLab documents its form, but no published sample was there to hold this against.
        (false, Proof::GitLabRoutable) => Proven::Unknown,
        (false, _) => Proven::No,
    }
}

/// Writes the checksum where it belongs.
pub(super) fn seal(proof: Proof, token: &mut [u8]) {
    if proof == Proof::GitLabRoutable {
        seal_length(token);
    }
    let Some(parts) = Parts::of(proof, token) else { return };
    let written = parts.written(proof, crc32(&token[parts.covered.clone()]));
    token[parts.sum].copy_from_slice(&written);
}

/// Which bytes of a token are summed up, and where the sum stands.
struct Parts {
    covered: std::ops::Range<usize>,
    sum: std::ops::Range<usize>,
}

impl Parts {
    fn of(proof: Proof, token: &[u8]) -> Option<Self> {
        let end = token.len();
        let mark = |at: usize| token.get(at) == Some(&b'_');
        let behind = |body: usize, sum: usize| {
            let start = end.checked_sub(body + sum)?;
            let is_whole = start == 0 || !token[start - 1].is_ascii_alphanumeric();
            is_whole.then_some(Self { covered: start..end - sum, sum: end - sum..end })
        };
        match proof {
            Proof::Crc32Base62 => behind(30, 6),
            Proof::Crc32Hex => behind(40, 8),
            Proof::Crc32HexBehindMark => {
                let start = end.checked_sub(41).filter(|start| mark(start + 32))?;
                Some(Self { covered: start..end - 9, sum: end - 8..end })
            }
            Proof::Crc32HexOfAll => {
                end.checked_sub(9).filter(|at| mark(*at)).map(|at| Self { covered: 0..at, sum: at + 1..end })
            }
            Proof::Crc32Base64 => end.checked_sub(60).map(|start| Self { covered: start..end - 6, sum: end - 6..end }),
            Proof::Crc32UpperHex => {
                let sum = end.checked_sub(8).filter(|sum| token[..*sum].ends_with(b"="))?;
                Some(Self { covered: 0..sum, sum: sum..end })
            }
            Proof::GitLabRoutable => {
                let sum = end.checked_sub(7)?;
                let length = sum.checked_sub(2)?;
                token[..length].ends_with(b".").then_some(Self { covered: 0..sum, sum: sum..end })
            }
            _ => None,
        }
    }

    /// A sum as the token writes it.
    fn written(&self, proof: Proof, sum: u32) -> Vec<u8> {
        match proof {
            Proof::Crc32Base62 => digits(sum.into(), BASE62, 6),
            Proof::Crc32HexOfAll => digits(sum.swap_bytes().into(), HEX, 8),
            Proof::Crc32Base64 => base64::encode(&sum.to_le_bytes(), base64::STANDARD),
            Proof::Crc32UpperHex => digits(sum.into(), UPPER_HEX, 8),
            Proof::GitLabRoutable => digits(sum.into(), BASE36, 7),
            _ => digits(sum.into(), HEX, 8),
        }
    }
}

/// The length of GitLab's payload, which stands between the prefix's last `-` and the first full stop.
fn seal_length(token: &mut [u8]) {
    let Some(at) = token.len().checked_sub(9) else { return };
    let Some(stop) = token.iter().position(|byte| *byte == b'.') else { return };
    let start = token[..stop].iter().position(|byte| *byte == b'-').map_or(0, |dash| dash + 1);
    token[at..at + 2].copy_from_slice(&digits((stop - start) as u64, BASE36, 2));
}

const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const HEX: &[u8] = b"0123456789abcdef";
const UPPER_HEX: &[u8] = b"0123456789ABCDEF";

/// The lowest `width` digits of `number`.
fn digits(mut number: u64, alphabet: &[u8], width: usize) -> Vec<u8> {
    let base = alphabet.len() as u64;
    let mut out = vec![b'0'; width];
    for place in out.iter_mut().rev() {
        *place = alphabet[(number % base) as usize];
        number /= base;
    }
    out
}

/// CRC-32/ISO-HDLC: the polynomial of zip and PNG, reflected.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| sum >> 8 ^ TABLE[usize::from(sum as u8 ^ byte)])
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut sum = index as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
            bit += 1;
        }
        table[index] = sum;
        index += 1;
    }
    table
};
