//! Keys that are one long number with a checksum: bech32 and base58.

use sha2::{Digest, Sha256};

use super::Proven;

/// The letters of bech32 (BIP-173), by value.
const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// Its checksum's length.
const BECH32_SUM: usize = 6;

/// Whether the checksum of a bech32 string fits.
pub(super) fn check_bech32(token: &[u8]) -> Proven {
    match split_bech32(token) {
        Some((human, data)) if polymod(&human, &data) == 1 => Proven::Yes,
        Some(_) => Proven::No,
        None => Proven::Unknown,
    }
}

/// Replaces the last six letters by the checksum.
pub(super) fn seal_bech32(token: &mut [u8]) {
    let is_upper = !token.iter().any(u8::is_ascii_lowercase);
    let Some((human, mut data)) = split_bech32(token) else { return };
    let body = data.len() - BECH32_SUM;
    data[body..].fill(0);
    let sum = polymod(&human, &data) ^ 1;
    let start = token.len() - BECH32_SUM;
    for (at, place) in token[start..].iter_mut().enumerate() {
        let letter = BECH32[(sum >> (5 * (BECH32_SUM - 1 - at)) & 31) as usize];
        *place = if is_upper { letter.to_ascii_uppercase() } else { letter };
    }
}

/// The part in front of the last `1`, and the values of the letters behind it.
fn split_bech32(token: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let token = token.to_ascii_lowercase();
    let mark = token.iter().rposition(|byte| *byte == b'1')?;
    let letters = token[mark + 1..].iter().map(|byte| BECH32.iter().position(|letter| letter == byte));
    let data: Vec<u8> = letters.map(|value| value.map(|value| value as u8)).collect::<Option<_>>()?;
    (mark > 0 && data.len() >= BECH32_SUM).then(|| (token[..mark].to_vec(), data))
}

/// The checksum of BIP-173: 1 where it fits.
fn polymod(human: &[u8], data: &[u8]) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let high = human.iter().map(|byte| byte >> 5);
    let low = human.iter().map(|byte| byte & 31);
    high.chain([0]).chain(low).chain(data.iter().copied()).fold(1, |sum, value| {
        let top = sum >> 25;
        let shifted = (sum & 0x01ff_ffff) << 5 ^ u32::from(value);
        (0..5).filter(|bit| top >> bit & 1 == 1).fold(shifted, |sum, bit| sum ^ GENERATOR[bit])
    })
}

/// The digits of base58, by value.
const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Longer numbers are no keys, and their arithmetic is quadratic.
const BASE58_MOST: usize = 128;

/// Whether the last four bytes of a base58 number are the double SHA-256 of the others.
pub(super) fn check_base58(token: &[u8]) -> Proven {
    let Some(number) = from_base58(token) else { return Proven::Unknown };
    let Some((payload, sum)) = number.split_last_chunk::<4>() else { return Proven::No };
    if double_hash(payload) == *sum { Proven::Yes } else { Proven::No }
}

/// Replaces the lowest four bytes by the checksum.
pub(super) fn seal_base58(token: &mut [u8]) {
    let Some(mut number) = from_base58(token) else { return };
    let Some((payload, sum)) = number.split_last_chunk_mut::<4>() else { return };
    *sum = double_hash(payload);
    for place in token.iter_mut().rev() {
        let mut rest = 0_u32;
        for byte in &mut number {
            let value = rest << 8 | u32::from(*byte);
            *byte = (value / 58) as u8;
            rest = value % 58;
        }
        *place = BASE58[rest as usize];
    }
}

fn double_hash(payload: &[u8]) -> [u8; 4] {
    let hash = Sha256::digest(Sha256::digest(payload));
    [hash[0], hash[1], hash[2], hash[3]]
}

/// The bytes of a number, a leading zero byte for each leading `1`.
fn from_base58(token: &[u8]) -> Option<Vec<u8>> {
    if token.len() > BASE58_MOST {
        return None;
    }
    let mut number: Vec<u8> = Vec::with_capacity(token.len());
    for digit in token {
        let mut carry = BASE58.iter().position(|known| known == digit)? as u32;
        for byte in number.iter_mut().rev() {
            carry += u32::from(*byte) * 58;
            *byte = carry as u8;
            carry >>= 8;
        }
        if carry > 0 {
            number.insert(0, carry as u8);
        }
    }
    let zeros = token.iter().take_while(|digit| **digit == b'1').count();
    number.splice(0..0, std::iter::repeat_n(0, zeros));
    Some(number)
}
