//! Base64 in both its alphabets, as far as proofs need it.

/// The alphabet of RFC 4648, section 4.
pub(super) const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// The alphabet of RFC 4648, section 5.
pub(super) const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The six bits that a letter of either alphabet stands for.
pub(super) fn value(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// The three bytes behind four letters.
pub(in crate::secret) fn three(letters: [u8; 4]) -> Option<[u8; 3]> {
    let [a, b, c, d] = letters;
    let (a, b, c, d) = (value(a)?, value(b)?, value(c)?, value(d)?);
    Some([a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d])
}

/// The bytes behind `text`, up to its first stranger; bits that fill no byte are left out.
pub(super) fn decode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut held) = (0_u32, 0);
    for value in text.iter().map_while(|byte| value(*byte)) {
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    out
}

/// `bytes` without padding.
pub(super) fn encode(bytes: &[u8], alphabet: &[u8; 64]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for letter in 0..=chunk.len() {
            out.push(alphabet[(word >> (18 - 6 * letter) & 63) as usize]);
        }
    }
    out
}
