//! Tokens that carry something readable: JSON objects, web tokens, macaroons, user ids.

use std::ops::Range;

use super::Proven;
use super::base64::{STANDARD, URL, decode, encode, value};

/// Whether base64 inside the token is a JSON object.
pub(super) fn check_json(token: &[u8]) -> Proven {
    let Some(start) = json_start(token) else { return Proven::Unknown };
    let body = &token[start..];
    // A mark between body and signature may be a letter of base64url: try both ends.
    let standard = body.iter().position(|byte| !STANDARD.contains(byte)).unwrap_or(body.len());
    let text = decode(body);
    if is_object(&text) || is_object(&decode(&body[..standard])) {
        Proven::Yes
    } else if text.len() > 12 && !is_text(&text[..12]) {
        Proven::No
    } else {
        Proven::Unknown
    }
}

/// Makes the base64 that ends with `body` a JSON object.
pub(super) fn seal_json(token: &mut [u8], body: Range<usize>) {
    let Some(start) = json_start(token) else { return };
    let text = json_text(&token[start..body.end], body.start.saturating_sub(start));
    write(token, start, &text);
}

/// Whether the token holds a JSON web token whose header names its algorithm (RFC 7515, section 4.1.1).
pub(super) fn check_web_token(token: &[u8]) -> Proven {
    let Some(start) = json_start(token) else { return Proven::Unknown };
    let segments: Vec<&[u8]> = token[start..].split(|byte| *byte == b'.').collect();
    let header = decode(segments[0]);
    if !header.starts_with(b"{") || !is_text(&header) {
        return Proven::No;
    }
    let names_algorithm = header.windows(5).any(|name| name == b"\"alg\"");
    let is_encrypted = segments.len() == 5;
    let holds_claims = segments.len() == 3 && decode(segments[1]).starts_with(b"{");
    if is_object(&header) && names_algorithm && (is_encrypted || holds_claims) { Proven::Yes } else { Proven::Unknown }
}

/// Makes the first two segments a header and claims.
pub(super) fn seal_web_token(token: &mut [u8]) {
    let Some(start) = json_start(token) else { return };
    let mut starts = vec![start];
    starts.extend((start..token.len()).filter(|at| token[*at] == b'.').map(|at| at + 1));
    for (pair, opening) in starts.windows(2).zip(["{\"alg\":\"", "{\"sub\":\""]) {
        let segment = &token[pair[0]..pair[1] - 1];
        let filling = letters(segment);
        let length = (segment.len() * 6 / 8).saturating_sub(opening.len() + 2);
        let text: Vec<u8> = opening.bytes().chain(filling.take(length)).chain(*b"\"}").collect();
        if text.len() == segment.len() * 6 / 8 {
            write(token, pair[0], &text);
        }
    }
}

/// Whether the token is a macaroon of version 2 (libmacaroons, doc/format.txt).
pub(super) fn check_macaroon(token: &[u8]) -> Proven {
    let Some(start) = macaroon_start(token) else { return Proven::Unknown };
    match Macaroon::read(&decode(&token[start..])) {
        Macaroon::Whole => Proven::Yes,
        Macaroon::Cut => Proven::Unknown,
        Macaroon::Broken => Proven::No,
    }
}

/// Adds an identifier and a signature behind the location that the shape's text holds.
pub(super) fn seal_macaroon(token: &mut [u8], body: Range<usize>) {
    const SIGNATURE: usize = 32;
    let Some(start) = macaroon_start(token) else { return };
    let mut text = decode(&token[start..body.start]);
    let drawn = decode(&token[body.clone()]);
    let total = (body.end - start) * 6 / 8;
    // Field, end of header, end of caveats, signature's field and length.
    let Some(room) = total.checked_sub(text.len() + SIGNATURE + 6) else { return };
    text.push(2);
    let identifier = if room < 128 { room } else { room - 1 };
    if identifier >= 128 {
        text.push(identifier as u8 | 0x80);
        text.push((identifier >> 7) as u8);
    } else {
        text.push(identifier as u8);
    }
    let mut drawn = drawn.into_iter().cycle();
    text.extend(drawn.by_ref().take(identifier));
    text.extend_from_slice(&[0, 0, 6, SIGNATURE as u8]);
    text.extend(drawn.take(total.saturating_sub(text.len())));
    write(token, start, &text);
}

/// Whether the first segment is base64 of a number as long as Discord's ids.
pub(super) fn check_snowflake(token: &[u8]) -> Proven {
    let id = decode(first_segment(token));
    if (16..=21).contains(&id.len()) && id.iter().all(u8::is_ascii_digit) { Proven::Yes } else { Proven::No }
}

/// Makes the first segment a number that begins as the shape's text wants it.
pub(super) fn seal_snowflake(token: &mut [u8]) {
    let segment = first_segment(token);
    let first = match segment.first() {
        Some(b'N') => b'5',
        Some(b'O') => b'8',
        _ => b'1',
    };
    let digits = segment.iter().map(|byte| b'0' + byte % 10);
    let id: Vec<u8> = std::iter::once(first).chain(digits).take(segment.len() * 6 / 8).collect();
    write(token, 0, &id);
}

fn first_segment(token: &[u8]) -> &[u8] {
    &token[..token.iter().position(|byte| *byte == b'.').unwrap_or(token.len())]
}

/// Writes the base64 of `text` at `start`. A last letter without a byte of its own becomes `A`.
fn write(token: &mut [u8], start: usize, text: &[u8]) {
    let letters = encode(text, URL);
    let end = (start + letters.len()).min(token.len());
    // The six bits of `-` and `_` stand in shapes that know only the other alphabet: such a letter keeps its fellow's form.
    let is_standard = !token.iter().any(|byte| matches!(byte, b'-' | b'_'));
    for (place, letter) in token[start..end].iter_mut().zip(letters) {
        *place = match letter {
            b'-' if is_standard => b'+',
            b'_' if is_standard => b'/',
            _ => letter,
        };
    }
}

/// Where base64 of `{"`, `{` and a line's end, or `{` and a space begins.
fn json_start(token: &[u8]) -> Option<usize> {
    token.windows(3).position(|head| matches!(head, b"eyJ" | b"ewo" | b"ew0" | b"eyA"))
}

/// Where base64 of a version 2 and a first field begins.
fn macaroon_start(token: &[u8]) -> Option<usize> {
    token.windows(3).position(|head| matches!(head, b"AgE" | b"AgI"))
}

fn is_text(text: &[u8]) -> bool {
    let is_readable = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    // A character may be cut off at the end.
    text.iter().all(is_readable) && std::str::from_utf8(text).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn is_object(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.starts_with(b"{")
        && text.ends_with(b"}")
        && is_text(text)
        && text.iter().filter(|byte| **byte == b'"').count() % 2 == 0
}

/// Letters and digits without end, drawn from a token's own.
fn letters(drawn: &[u8]) -> impl Iterator<Item = u8> {
    drawn.iter().copied().filter(u8::is_ascii_alphanumeric).chain(*b"k").cycle()
}

/// A JSON object as long as `base64` decodes to, the first `kept` letters of which stay.
fn json_text(base64: &[u8], kept: usize) -> Vec<u8> {
    let total = base64.len() * 6 / 8;
    let mut text = decode(&base64[..kept]);
    let mut filling = letters(&base64[kept..]);
    if let Some(byte) = shared_byte(&base64[..kept], &text) {
        text.push(byte);
    }
    let tail: &[u8] = match Reading::of(&text) {
        Reading::Start => {
            text.push(b'"');
            b"\":1}"
        }
        Reading::Key => b"\":1}",
        Reading::BehindKey => {
            text.extend_from_slice(b":\"");
            b"\"}"
        }
        Reading::Colon => {
            text.push(b'"');
            b"\"}"
        }
        Reading::Value => b"\"}",
        Reading::Number => {
            text.extend_from_slice(b",\"");
            b"\":1}"
        }
    };
    let room = total.saturating_sub(text.len() + tail.len());
    text.extend(filling.by_ref().take(room));
    text.extend_from_slice(tail);
    text.truncate(total);
    text
}

/// The byte of which `base64` holds only the first bits, chosen so that `text` reads on.
fn shared_byte(base64: &[u8], text: &[u8]) -> Option<u8> {
    let held = base64.len() * 6 % 8;
    let last = value(*base64.last()?)?;
    let wanted = match Reading::of(text) {
        Reading::Start => b'"'..=b'"',
        Reading::BehindKey => b':'..=b':',
        Reading::Colon => b'"'..=b'9',
        Reading::Number => b','..=b',',
        Reading::Key | Reading::Value => b'0'..=b'z',
    };
    let top = |byte: u8| byte >> (8 - held);
    let fits = |byte: &u8| top(*byte) == last & ((1 << held) - 1);
    (held > 0)
        .then(|| wanted.into_iter().filter(|byte| byte.is_ascii_alphanumeric() || b"\":,".contains(byte)).find(fits))?
}

/// Where in a flat JSON object a text ends.
enum Reading {
    Start,
    Key,
    BehindKey,
    Colon,
    Value,
    Number,
}

impl Reading {
    fn of(text: &[u8]) -> Self {
        let mut reading = Self::Start;
        for byte in text {
            reading = match (reading, byte) {
                (Self::Start, b'"') => Self::Key,
                (Self::Key, b'"') => Self::BehindKey,
                (Self::BehindKey, b':') => Self::Colon,
                (Self::Colon, b'"') => Self::Value,
                (Self::Colon, b'0'..=b'9') | (Self::Value, b'"') => Self::Number,
                (Self::Number, b',') => Self::Start,
                (reading, _) => reading,
            };
        }
        reading
    }
}

/// How far some bytes are a macaroon.
enum Macaroon {
    Whole,
    Cut,
    Broken,
}

impl Macaroon {
    fn read(bytes: &[u8]) -> Self {
        let [2, rest @ ..] = bytes else { return Self::Broken };
        let mut rest = rest;
        let mut sections = 0;
        loop {
            match section(rest) {
                Section::Fields(after) => rest = after,
                Section::Empty(after) if sections > 0 => {
                    return match after {
                        [6, 32, signature @ ..] if (32..35).contains(&signature.len()) => Self::Whole,
                        [6, 32, ..] | [6] | [] => Self::Cut,
                        _ => Self::Broken,
                    };
                }
                Section::Cut => return Self::Cut,
                Section::Empty(_) | Section::Broken => return Self::Broken,
            }
            sections += 1;
        }
    }
}

/// One section of a macaroon: fields in order, then a zero.
enum Section<'a> {
    Fields(&'a [u8]),
    Empty(&'a [u8]),
    Cut,
    Broken,
}

fn section(mut rest: &[u8]) -> Section<'_> {
    let mut last = 0;
    loop {
        match rest {
            [] => return Section::Cut,
            [0, after @ ..] if last == 0 => return Section::Empty(after),
            [0, after @ ..] if last >= 2 => return Section::Fields(after),
            [field @ (1 | 2 | 4), after @ ..] if *field > last => {
                let (length, data) = match after {
                    [short @ 0..128, data @ ..] => (usize::from(*short), data),
                    [low, high @ 0..128, data @ ..] => (usize::from(low & 127) | usize::from(*high) << 7, data),
                    _ => return Section::Cut,
                };
                last = *field;
                match data.get(length..) {
                    Some(data) => rest = data,
                    None => return Section::Cut,
                }
            }
            _ => return Section::Broken,
        }
    }
}
