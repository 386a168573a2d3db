//! Escapes of languages and formats: backslashes, percents, character references.

use super::Draft;
use super::hex::{digit, pair_value};

/// Undoes what C, JSON, YAML, JavaScript and their kin write with a backslash. `None` where nothing is escaped.
pub(super) fn backslash(value: &[u8], start: usize) -> Option<Draft> {
    rewrite(value, start, b'\\', |rest| {
        let (made, from) = match rest.get(1)? {
            b'x' => return Some((Made::Byte(pair_value(rest.get(2..4)?)?), 4)),
            b'u' if rest.get(2) == Some(&b'{') => return braced(rest),
            b'u' => return unit(rest),
            b'U' => (char::from_u32(number(rest.get(2..10)?, 16)?)?, 10),
            b'0'..=b'7' => return Some(octal(rest)),
            b'\r' if rest.get(2) == Some(&b'\n') => return Some((Made::Nothing, 3)),
            b'\n' => return Some((Made::Nothing, 2)),
            b'n' => ('\n', 2),
            b'r' => ('\r', 2),
            b't' => ('\t', 2),
            other @ (b'\\' | b'"' | b'\'' | b'/' | b'`' | b'$' | b' ') => (char::from(*other), 2),
            _ => return None,
        };
        Some((Made::Char(made), from))
    })
}

/// Undoes percent-encoding (RFC 3986, section 2.1). `None` where nothing is encoded.
pub(super) fn percent(value: &[u8], start: usize) -> Option<Draft> {
    rewrite(value, start, b'%', |rest| Some((Made::Byte(pair_value(rest.get(1..3)?)?), 3)))
}

/// Undoes HTML's and XML's character references. `None` where there are none.
pub(super) fn entities(value: &[u8], start: usize) -> Option<Draft> {
    const NAMED: [(&[u8], char); 6] =
        [(b"amp;", '&'), (b"quot;", '"'), (b"apos;", '\''), (b"lt;", '<'), (b"gt;", '>'), (b"nbsp;", ' ')];
    rewrite(value, start, b'&', |rest| {
        let name = rest.get(1..)?;
        if let Some((name, made)) = NAMED.iter().find(|(named, _)| name.starts_with(named)) {
            return Some((Made::Char(*made), 1 + name.len()));
        }
        let digits = name.strip_prefix(b"#")?;
        let end = digits.iter().take(9).position(|byte| *byte == b';')?;
        let code = match digits.get(..end)? {
            [b'x' | b'X', digits @ ..] => number(digits, 16)?,
            digits => number(digits, 10)?,
        };
        Some((Made::Char(char::from_u32(code)?), end + 3))
    })
}

/// What an escape stands for.
enum Made {
    Char(char),
    /// A byte that need not be a character by itself.
    Byte(u8),
    Nothing,
}

/// Copies `value`, but for what `undo` makes of each `mark`; a mark that starts no escape stays.
fn rewrite(value: &[u8], start: usize, mark: u8, undo: impl Fn(&[u8]) -> Option<(Made, usize)>) -> Option<Draft> {
    let mut draft = Draft::new(start, value.len());
    let mut changed = false;
    let mut at = 0;
    while at < value.len() {
        let plain = memchr::memchr(mark, &value[at..]).unwrap_or(value.len() - at);
        draft.copy(&value[at..at + plain]);
        at += plain;
        if at == value.len() {
            break;
        }
        let Some((made, from)) = undo(&value[at..]) else {
            draft.copy(&[mark]);
            at += 1;
            continue;
        };
        match made {
            Made::Char(made) => draft.put_char(made, from),
            Made::Byte(made) => draft.put(&[made], from),
            Made::Nothing => draft.map.skip(from),
        }
        changed = true;
        at += from;
    }
    changed.then_some(draft)
}

/// `\u{41}`.
fn braced(rest: &[u8]) -> Option<(Made, usize)> {
    let digits = rest.get(3..)?;
    let end = digits.iter().take(7).position(|byte| *byte == b'}')?;
    Some((Made::Char(char::from_u32(number(&digits[..end], 16)?)?), end + 4))
}

/// `\u0041`, and two of them where UTF-16 needs two.
fn unit(rest: &[u8]) -> Option<(Made, usize)> {
    let high = number(rest.get(2..6)?, 16)?;
    if let Some(made) = char::from_u32(high) {
        return Some((Made::Char(made), 6));
    }
    let low = rest.get(6..12).filter(|low| low.starts_with(b"\\u")).and_then(|low| number(&low[2..], 16));
    match low {
        Some(low) if high < 0xdc00 && (0xdc00..0xe000).contains(&low) => {
            Some((Made::Char(char::from_u32(0x1_0000 + (high - 0xd800) * 0x400 + (low - 0xdc00))?), 12))
        }
        _ => Some((Made::Char(char::REPLACEMENT_CHARACTER), 6)),
    }
}

/// `\101`: up to three digits, up to 255.
fn octal(rest: &[u8]) -> (Made, usize) {
    let (mut value, mut count) = (0u8, 0);
    for byte in rest[1..].iter().take(3) {
        let Some(next) = matches!(byte, b'0'..=b'7').then(|| value.checked_mul(8)?.checked_add(byte - b'0')).flatten()
        else {
            break;
        };
        (value, count) = (next, count + 1);
    }
    (Made::Byte(value), count + 1)
}

fn number(digits: &[u8], base: u32) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0u32, |value, byte| {
        let digit = u32::from(digit(*byte)?);
        (digit < base).then(|| value.checked_mul(base)?.checked_add(digit)).flatten()
    })
}
