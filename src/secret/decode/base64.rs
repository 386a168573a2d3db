//! Base64 and base64url, padded or not, on one line or wrapped (RFC 4648, sections 4 and 5).

use super::{Draft, SHORTEST, plain};
use crate::text::Span;

/// How many digits tell whether the rest is worth it.
const HEAD: usize = 24;
/// The fewest digits of a line that another may follow: MIME wraps at 76, PEM at 64, some at 60.
const LINE: usize = 48;
/// The most bytes between two lines.
const GAP: usize = 64;
/// The longest value of several lines.
const LONGEST: usize = 1 << 20;
/// No digit.
const NONE: u8 = 0xff;

/// What each byte counts; both alphabets at once, as no writer mixes them.
static DIGITS: [u8; 256] = {
    let mut digits = [NONE; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut at = 0;
    while at < 64 {
        digits[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    digits[b'-' as usize] = 62;
    digits[b'_' as usize] = 63;
    digits
};

/// Decodes a value that is base64 from end to end, where it starts as text or a key does.
///
/// A name in front goes (`TOKEN=…`): a run of token bytes holds it too.
pub(super) fn decode(value: &[u8], start: usize) -> Option<Draft> {
    let lead = lead(value);
    let digits = &value[lead..];
    let (made, seen) = first(digits)?;
    if seen < SHORTEST || !plain::promises(&made) {
        return None;
    }
    let mut draft = Draft::new(start, digits.len() / 4 * 3 + 3);
    draft.map.skip(lead);
    let mut group = Group::default();
    let mut at = 0;
    while at < digits.len() {
        let byte = digits[at];
        let value = DIGITS[usize::from(byte)];
        if value != NONE {
            if group.count == 0 {
                group.start = at;
            }
            at += 1;
            if let Some(three) = group.add(value) {
                draft.put(&three, at - group.start);
            }
            continue;
        }
        if byte == b'=' {
            break;
        }
        let blank = blank(&digits[at..])?;
        if group.count == 0 {
            draft.map.skip(blank);
        }
        at += blank;
    }
    let (rest, count) = group.rest()?;
    let end = padding(digits, at, count)?;
    if count > 0 {
        draft.put(&rest[..count], end - group.start);
    }
    Some(draft)
}

/// The value at `span` with the lines below in which it goes on: each as long as the first of them, but for the last.
/// At most `most` bytes are looked at, so that who pays for them bounds the whole.
pub(super) fn lines(bytes: &[u8], span: Span, most: usize) -> Span {
    let bytes = &bytes[..bytes.len().min(span.start.saturating_add(most.min(LONGEST)))];
    if bytes.len() <= span.end {
        return span;
    }
    let value = &bytes[span.range()];
    let digits = &value[lead(value)..];
    let is_line = digits.len() >= LINE && digits.iter().all(|byte| DIGITS[usize::from(*byte)] != NONE);
    if !is_line
        || next_line(bytes, span.end).is_none()
        || !first(digits).is_some_and(|(made, _)| plain::promises(&made))
    {
        return span;
    }
    let (mut end, mut width, mut seen) = (span.end, None, digits.len());
    while let Some(line) = next_line(bytes, end) {
        let is_last = width.is_none_or(|width| line.len() < width) && (seen + line.len()) % 4 == 0;
        let goes_on = width.is_none_or(|width| line.len() == width) && line.len() >= LINE;
        if !is_last && !goes_on {
            break;
        }
        (end, seen) = (line.end, seen + line.len());
        width.get_or_insert(line.len());
        if !goes_on || bytes[end - 1] == b'=' {
            break;
        }
    }
    Span::new(span.start, end)
}

/// The digits and the padding of the line below the one that ends at `at`, where nothing else stands in it.
fn next_line(bytes: &[u8], at: usize) -> Option<Span> {
    let is_break =
        matches!(&bytes[at..], [b'\n', ..] | [b'\r', b'\n', ..] | [b'\\', b'n', ..] | [b'\\', b'r', b'\\', b'n', ..]);
    if !is_break {
        return None;
    }
    let mut start = at;
    while let Some(blank) = blank(&bytes[start..]).filter(|_| start - at < GAP) {
        start += blank;
    }
    let is_digit = |byte: &u8| DIGITS[usize::from(*byte)] != NONE || *byte == b'=';
    let length = bytes[start..].iter().take_while(|byte| is_digit(byte)).count();
    let is_end = matches!(bytes.get(start + length), None | Some(b'\n' | b'\r' | b'\\' | b'"' | b'\''));
    (length >= 4 && is_end).then(|| Span::new(start, start + length))
}

/// The first bytes that a value decodes to, up to 18, and the number of its digits; `None` where it is no base64.
fn first(digits: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut made = Vec::with_capacity(HEAD / 4 * 3);
    let (mut group, mut at, mut seen) = (Group::default(), 0, 0);
    while at < digits.len() && seen < HEAD && digits[at] != b'=' {
        let value = DIGITS[usize::from(digits[at])];
        if value == NONE {
            at += blank(&digits[at..])?;
            continue;
        }
        at += 1;
        seen += 1;
        if let Some(three) = group.add(value) {
            made.extend_from_slice(&three);
        }
    }
    let (rest, count) = group.rest()?;
    made.extend_from_slice(&rest[..count]);
    Some((made, seen))
}

/// The bytes before the digits: all up to the last `=` that a digit follows.
fn lead(value: &[u8]) -> usize {
    memchr::memrchr_iter(b'=', value)
        .map(|at| at + 1)
        .find(|at| value.get(*at).is_some_and(|next| DIGITS[usize::from(*next)] != NONE))
        .unwrap_or(0)
}

/// How long the white space is that starts here, written as itself or as an escape.
fn blank(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b' ' | b'\t' | b'\r' | b'\n', ..] => Some(1),
        [b'\\', b'n' | b'r' | b't' | b'\n', ..] => Some(2),
        _ => None,
    }
}

/// Where the padding ends that starts at `at`, behind `count` bytes of a last, short group; nothing may follow it but white space.
fn padding(digits: &[u8], mut at: usize, count: usize) -> Option<usize> {
    let (mut pads, mut end) = (0, at);
    while at < digits.len() {
        if digits[at] == b'=' {
            (pads, at, end) = (pads + 1, at + 1, at + 1);
        } else {
            at += blank(&digits[at..])?;
        }
    }
    let fits = pads == 0 || (count, pads) == (1, 2) || (count, pads) == (2, 1);
    fits.then_some(end)
}

/// Up to four digits.
#[derive(Default)]
struct Group {
    bits: u32,
    count: u8,
    start: usize,
}

impl Group {
    /// One digit more; the three bytes when it is the fourth.
    fn add(&mut self, value: u8) -> Option<[u8; 3]> {
        self.bits = self.bits << 6 | u32::from(value);
        self.count += 1;
        if self.count < 4 {
            return None;
        }
        let [_, made @ ..] = self.bits.to_be_bytes();
        (self.bits, self.count) = (0, 0);
        Some(made)
    }

    /// The bytes of a group that is not full; a single digit makes none.
    fn rest(&self) -> Option<([u8; 2], usize)> {
        match self.count {
            0 => Some(([0; 2], 0)),
            2 => Some(([(self.bits >> 4) as u8, 0], 1)),
            3 => Some(([(self.bits >> 10) as u8, (self.bits >> 2) as u8], 2)),
            _ => None,
        }
    }
}

/// The bytes that `digits` stand for, whatever they are; what is no digit is passed over, as in the body of a key block.
pub(in crate::secret) fn tolerant(digits: &[u8]) -> Vec<u8> {
    collect(digits.iter().copied(), digits.len() / 4 * 3 + 3)
}

/// Likewise, but only the first `most` bytes: enough to tell what it is.
pub(in crate::secret) fn head(digits: &[u8], most: usize) -> Vec<u8> {
    // A line of a key may be quoted and indented: twice the room.
    tolerant(&digits[..digits.len().min(most * 8 / 3 + 4)])
}

fn collect(digits: impl Iterator<Item = u8>, room: usize) -> Vec<u8> {
    let mut made = Vec::with_capacity(room);
    let mut group = Group::default();
    for byte in digits {
        let value = DIGITS[usize::from(byte)];
        if value == NONE {
            continue;
        }
        if let Some(three) = group.add(value) {
            made.extend_from_slice(&three);
        }
    }
    if let Some((rest, count)) = group.rest() {
        made.extend_from_slice(&rest[..count]);
    }
    made
}
