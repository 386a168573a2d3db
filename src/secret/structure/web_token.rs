//! JSON Web Tokens: signed ones (RFC 7515) with two dots, encrypted ones (RFC 7516) with four.

use super::cursor::{Cursor, holds};
use super::hit;
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::checksum::Proven;
use crate::secret::found::Note;
use crate::secret::providers::structural;
use crate::secret::{decode, judge};
use crate::text::Span;

/// The longest header; a chain of certificates may stand in it.
const HEADER: usize = 8 << 10;
/// The longest part behind it.
const PART: usize = 16 << 10;
/// The shortest signature: 16 bytes.
const SIGNATURE: usize = 20;

/// The token whose header starts at `at`.
pub(super) fn at(bytes: &[u8], at: usize) -> Option<Hit> {
    let is_inside = at > 0 && (Alphabet::BASE64_URL.has(bytes[at - 1]) || bytes[at - 1] == b'.');
    if is_inside && !is_escape(bytes, at) {
        return None;
    }
    let mut cursor = Cursor::new(bytes, at);
    let header = cursor.run(Alphabet::BASE64_URL, HEADER)?;
    cursor.take(b".")?;
    let json = decode::base64_bytes(&bytes[header.range()]);
    if !json.starts_with(b"{") || !holds(&json, b"\"alg\"") {
        return None;
    }
    if holds(&json, b"\"enc\"") {
        return encrypted(cursor, at);
    }
    let payload = cursor.run(Alphabet::BASE64_URL, PART)?;
    cursor.take(b".")?;
    let signature = cursor.run(Alphabet::BASE64_URL, PART)?;
    let claims = decode::base64_bytes(&bytes[payload.range()]);
    let is_unsigned = signature.is_empty() && holds(&json, b"\"none\"");
    if !claims.starts_with(b"{") || signature.is_empty() && !is_unsigned {
        return None;
    }
    let is_real = signature.len() >= SIGNATURE && !judge::is_made_up(&bytes[signature.range()]);
    let note = note(&claims).or((!is_real && !is_unsigned).then_some(Note::Example));
    let proven = if note.is_none() && says(&claims, "role", "service_role") { Proven::Yes } else { Proven::Unknown };
    Some(Hit { note, proven, ..hit(&structural::JWT, Span::new(at, signature.end)) })
}

/// Whether the byte in front is the letter of an escape: `\neyJ…`.
fn is_escape(bytes: &[u8], at: usize) -> bool {
    at > 1 && bytes[at - 2] == b'\\' && matches!(bytes[at - 1], b'n' | b't' | b'r')
}

/// Key, initialization vector, ciphertext, tag; the key may be empty.
fn encrypted(mut cursor: Cursor<'_>, start: usize) -> Option<Hit> {
    for part in 0..4 {
        let span = cursor.run(Alphabet::BASE64_URL, PART)?;
        if part > 0 && span.is_empty() {
            return None;
        }
        if part < 3 {
            cursor.take(b".")?;
        }
    }
    Some(hit(&structural::JWT, Span::new(start, cursor.at)))
}

/// Why the claims are worth no more than a note.
fn note(claims: &[u8]) -> Option<Note> {
    if says(claims, "sub", "1234567890") || holds(claims, b"John Doe") {
        return Some(Note::Example);
    }
    // Supabase's key for browsers; what it may do, row policies say.
    if says(claims, "role", "anon") {
        return Some(Note::Public);
    }
    // Most that are written down anywhere have ended; which ones, only a clock could tell.
    (holds(claims, b"\"exp\"") && !says(claims, "role", "service_role")).then_some(Note::Ends)
}

/// Whether `"name": "value"` is one of the claims.
fn says(claims: &[u8], name: &str, value: &str) -> bool {
    let name = format!("\"{name}\"");
    memchr::memmem::find_iter(claims, name.as_bytes()).take(8).any(|at| {
        let mut cursor = Cursor::new(claims, at + name.len());
        cursor.space();
        let opened = cursor.take(b":").is_some();
        cursor.space();
        opened
            && cursor
                .take(b"\"")
                .and_then(|()| cursor.take(value.as_bytes()))
                .and_then(|()| cursor.take(b"\""))
                .is_some()
    })
}
