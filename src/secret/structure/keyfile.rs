//! Private keys in the formats of single programs: PuTTY, minisign and signify, WireGuard.

use super::cursor::{Cursor, holds};
use super::hit;
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::checksum::Proven;
use crate::secret::found::{Note, Written};
use crate::secret::providers::structural;
use crate::secret::{decode, judge};
use crate::text::Span;

/// The longest key file: RSA with 16384 bits and a long comment.
const LONGEST: usize = 32 << 10;

/// `PuTTY-User-Key-File-3: ssh-ed25519` and what follows, up to its MAC (PuTTY's manual, appendix C).
pub(super) fn putty(bytes: &[u8], at: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(bytes, at);
    cursor.take(b"PuTTY-User-Key-File-")?;
    cursor.one_of(b"123")?;
    cursor.take(b":")?;
    let file = &bytes[at..bytes.len().min(at + LONGEST)];
    let next = memchr::memmem::find(&file[1..], b"PuTTY-User-Key").map_or(file.len(), |next| next + 1);
    let file = &file[..next];
    let lines = memchr::memmem::find(file, b"Private-Lines:")?;
    let end = match memchr::memmem::find(&file[lines..], b"Private-MAC:") {
        Some(mac) => {
            let mut cursor = Cursor::new(bytes, at + lines + mac + "Private-MAC:".len());
            cursor.blanks();
            cursor.run(Alphabet::ANY_HEX, 64)?.end
        }
        None => at + lines + last_digits(&file[lines..])?,
    };
    let protected = memchr::memmem::find(file, b"Encryption:").is_some_and(|at| {
        let mut cursor = Cursor::new(file, at + "Encryption:".len());
        cursor.blanks();
        cursor.take(b"none").is_none()
    });
    let detector = if protected { &structural::ENCRYPTED_PRIVATE_KEY } else { &structural::PRIVATE_KEY };
    Some(Hit { note: protected.then_some(Note::Protected), proven: Proven::Yes, ..hit(detector, Span::new(at, end)) })
}

/// Where the last long run of digits ends, of a file that was cut.
fn last_digits(bytes: &[u8]) -> Option<usize> {
    let mut end = None;
    let mut at = 0;
    while at < bytes.len() {
        let run = Alphabet::BASE64.run(&bytes[at..]);
        at += run;
        if run >= 16 {
            end = Some(at);
        }
        at += usize::from(run == 0);
    }
    end
}

/// The key under `untrusted comment: … secret key`, of minisign (`Ed`, 158 bytes and more) or signify (104 bytes).
pub(super) fn minisign(bytes: &[u8], at: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(bytes, at);
    cursor.take(b"untrusted comment:")?;
    let comment = cursor.until(|byte| matches!(byte, b'\n' | b'\r' | b'\\' | b'"' | b'\''), 256)?;
    if !holds(&bytes[comment.range()], b"secret key") {
        return None;
    }
    cursor.space();
    let key = cursor.run(Alphabet::BASE64, 512)?;
    let made = decode::base64_bytes(&bytes[key.range()]);
    let is_key = made.starts_with(b"Ed") && made.len() >= 104;
    let is_protected = holds(&bytes[comment.range()], b"encrypted");
    let detector = if is_protected { &structural::ENCRYPTED_PRIVATE_KEY } else { &structural::PRIVATE_KEY };
    is_key.then(|| Hit {
        proven: Proven::Yes,
        note: is_protected.then_some(Note::Protected),
        ..hit(detector, Span::new(at, key.end))
    })
}

/// `PrivateKey = …`: 32 bytes in base64 (wg(8), "Configuration File Format").
pub(super) fn wireguard(bytes: &[u8], at: usize) -> Option<Hit> {
    const NAME: &str = "PrivateKey";
    let mut cursor = Cursor::new(bytes, at + NAME.len());
    cursor.blanks();
    cursor.take(b"=")?;
    cursor.blanks();
    let key = cursor.run(Alphabet::BASE64, 44)?;
    let text = &bytes[key.range()];
    let is_key = key.len() == 44 && text.ends_with(b"=") && decode::base64_bytes(text).len() == 32;
    (is_key && !judge::is_made_up(text)).then(|| Hit {
        name: Some(Span::new(at, at + NAME.len())),
        written: Written::Assigned,
        ..hit(&structural::WIREGUARD_KEY, key)
    })
}
