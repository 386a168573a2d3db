//! UTF-16, as Windows writes files and PowerShell takes commands.

use super::map::Map;
use super::{Decoded, plain};
use crate::text::Span;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// How many decoded bytes lie between two places that are written down; a walk finds those between.
const STEP: usize = 4096;
/// How many bytes tell whether NULs alternate.
const HEAD: usize = 256;

/// Where the UTF-8 text that was made of UTF-16 came from.
///
/// Every character tells its own length in the original: a walk from the last written place is exact.
pub(super) struct Wide {
    /// Decoded and original offset.
    places: Vec<(usize, usize)>,
}

impl Wide {
    pub(super) fn origin(&self, text: &[u8], inner: Span) -> Span {
        let (start, _) = self.walk(text, inner.start);
        let end = if inner.is_empty() { start } else { self.walk(text, inner.end - 1).1 };
        Span::new(start, end)
    }

    /// The original bytes of the character that holds the byte at `wanted`.
    fn walk(&self, text: &[u8], wanted: usize) -> (usize, usize) {
        let known = self.places.partition_point(|(decoded, _)| *decoded <= wanted).saturating_sub(1);
        let (mut decoded, mut source) = self.places.get(known).copied().unwrap_or_default();
        loop {
            let Some(first) = text.get(decoded) else { return (source, source) };
            let (length, units) = match first {
                0..0x80 => (1, 2),
                0x80..0xe0 => (2, 2),
                0xe0..0xf0 => (3, 2),
                _ => (4, 4),
            };
            if wanted < decoded + length {
                return (source, source + units);
            }
            decoded += length;
            source += units;
        }
    }
}

/// A file in UTF-16 as text: with a byte order mark, or with NULs at every other place as all texts of the West have.
pub(in crate::secret) fn utf16(bytes: &[u8]) -> Option<Decoded> {
    let (order, mark) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => (Order::Little, 2),
        [0xfe, 0xff, ..] => (Order::Big, 2),
        _ => (order(bytes)?, 0),
    };
    let (text, wide) = transcode(bytes, mark, order);
    plain::is_text(&text).then(|| Decoded { bytes: text, how: "UTF-16", map: Map::new(0), wide: Some(wide) })
}

/// The order of bytes in which NULs alternate, as in UTF-16 without a mark.
pub(super) fn order(bytes: &[u8]) -> Option<Order> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 8 || !head.contains(&0) {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let (few, most) = (head.len() / 32, head.len() / 8 * 3);
    match (first, second) {
        (first, second) if first <= few && second >= most => Some(Order::Little),
        (first, second) if second <= few && first >= most => Some(Order::Big),
        _ => None,
    }
}

/// UTF-8 of the UTF-16 behind the `mark` first bytes; a unit without its other half becomes U+FFFD.
pub(super) fn transcode(bytes: &[u8], mark: usize, order: Order) -> (Vec<u8>, Wide) {
    let units = bytes[mark..].chunks_exact(2).map(|pair| match order {
        Order::Little => u16::from_le_bytes([pair[0], pair[1]]),
        Order::Big => u16::from_be_bytes([pair[0], pair[1]]),
    });
    let mut text = Vec::with_capacity(bytes.len() / 2 + bytes.len() / 16);
    let mut places = vec![(0, mark)];
    let (mut source, mut next) = (mark, STEP);
    for character in char::decode_utf16(units) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        if text.len() >= next {
            places.push((text.len(), source));
            next = text.len() + STEP;
        }
        source += character.len_utf16() * 2;
        text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    (text, Wide { places })
}
