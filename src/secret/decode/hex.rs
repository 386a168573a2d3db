//! Base 16 (RFC 4648, section 8).

use super::{Draft, plain};

/// The fewest digits that are taken for text: shorter ones are numbers.
const SHORTEST: usize = 20;
/// How many digits tell whether the rest is worth it.
const HEAD: usize = 24;

/// Decodes a value that is hex digits from end to end, with or without `0x`, where it starts as text does.
pub(super) fn decode(value: &[u8], start: usize) -> Option<Draft> {
    let digits = value.strip_prefix(b"0x").or_else(|| value.strip_prefix(b"0X")).unwrap_or(value);
    if digits.len() < SHORTEST || !digits.len().is_multiple_of(2) {
        return None;
    }
    let mut head = [0; HEAD / 2];
    let mut count = 0;
    for (byte, pair) in head.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair_value(pair)?;
        count += 1;
    }
    if !plain::promises(&head[..count]) {
        return None;
    }
    let mut draft = Draft::new(start, digits.len() / 2);
    draft.map.skip(value.len() - digits.len());
    for pair in digits.chunks_exact(2) {
        draft.put(&[pair_value(pair)?], 2);
    }
    Some(draft)
}

/// The value of two digits.
pub(super) fn pair_value(pair: &[u8]) -> Option<u8> {
    match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    }
}

/// The value of a digit.
pub(super) fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
