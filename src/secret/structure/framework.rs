//! Keys that web frameworks sign and encrypt sessions with: WordPress, Laravel, ASP.NET.

use super::cursor::{Cursor, begins};
use super::{guess, hit};
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::found::Written;
use crate::secret::providers::structural;
use crate::secret::{decode, judge};
use crate::text::Span;

/// The constants that hold WordPress's salts.
const SALTS: [&[u8]; 8] = [
    b"AUTH_KEY", b"SECURE_AUTH_KEY", b"LOGGED_IN_KEY", b"NONCE_KEY", b"AUTH_SALT", b"SECURE_AUTH_SALT",
    b"LOGGED_IN_SALT", b"NONCE_SALT",
];

/// `define('AUTH_KEY', '…')`: 64 printable characters, drawn by wordpress.org.
pub(super) fn wordpress(bytes: &[u8], at: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(bytes, at + "define(".len());
    cursor.blanks();
    let quote = cursor.quote()?;
    let name = cursor.until(|byte| byte == quote || byte == b'\n', 24)?;
    if !SALTS.contains(&&bytes[name.range()]) {
        return None;
    }
    cursor.quote()?;
    cursor.blanks();
    cursor.take(b",")?;
    cursor.blanks();
    let quote = cursor.quote()?;
    let value = cursor.until(|byte| byte == quote || byte == b'\n', 128)?;
    let text = &bytes[value.range()];
    let is_sentence = begins(text, b"put your") || text.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b' ');
    (value.len() >= 32 && !is_sentence && !judge::is_made_up(text)).then(|| named(name, value))
}

/// `base64:` and 32 or 16 bytes, as Laravel writes its `APP_KEY`.
pub(super) fn laravel(bytes: &[u8], at: usize) -> Option<Hit> {
    const MARK: &str = "base64:";
    if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'-') {
        return None;
    }
    let mut cursor = Cursor::new(bytes, at + MARK.len());
    let digits = cursor.run(Alphabet::BASE64, 44)?;
    let text = &bytes[digits.range()];
    let made = decode::base64_bytes(text);
    let is_key = matches!((text.len(), made.len()), (44 | 43, 32) | (24 | 22, 16)) && !made.is_ascii();
    let before = &bytes[at.saturating_sub(32)..at];
    let is_named = before.windows(3).any(|word| word.eq_ignore_ascii_case(b"key"));
    (is_key && is_named && !judge::is_made_up(text))
        .then(|| Hit { written: Written::Assigned, ..hit(&structural::FRAMEWORK_SECRET, Span::new(at, digits.end)) })
}

/// `<machineKey validationKey="…" decryptionKey="…">`: hex, not `AutoGenerate`.
pub(super) fn machine_key(bytes: &[u8], at: usize, found: &mut Vec<Hit>) {
    if at == 0 || bytes[at - 1] != b'<' {
        return;
    }
    let window = &bytes[at..bytes.len().min(at + 1024)];
    let element = &window[..memchr::memchr2(b'<', b'>', window).unwrap_or(window.len())];
    for name in [b"validationKey=".as_slice(), b"decryptionKey="] {
        let Some(start) = memchr::memmem::find(element, name) else { continue };
        let mut cursor = Cursor::new(bytes, at + start + name.len());
        if cursor.quote().is_none() {
            continue;
        }
        let Some(key) = cursor.run(Alphabet::ANY_HEX, 256) else { continue };
        if key.len() >= 32 && !judge::is_made_up(&bytes[key.range()]) && !guess::is_left_out(&bytes[key.range()]) {
            found.push(named(Span::new(at + start, at + start + name.len() - 1), key));
        }
    }
    found.sort_by_key(|hit| hit.span);
}

fn named(name: Span, value: Span) -> Hit {
    Hit { name: Some(name), written: Written::Assigned, ..hit(&structural::FRAMEWORK_SECRET, value) }
}
