//! Credentials in the files of clients: netrc, Docker, kubectl.

use super::cursor::{Cursor, holds};
use super::{guess, hit};
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::checksum::Proven;
use crate::secret::decode;
use crate::secret::found::Written;
use crate::secret::providers::structural;
use crate::text::Span;

/// The longest word of a netrc.
const WORD: usize = 256;
/// The longest key in base64 in a kubeconfig.
const KEY: usize = 32 << 10;

/// `machine H login U password P`, on one line or several (ftp(1), ".netrc").
pub(super) fn netrc(bytes: &[u8], at: usize) -> Option<Hit> {
    if at > 0
        && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'_' | b'-'))
        && !is_newline(bytes, at)
    {
        return None;
    }
    let mut cursor = Cursor::new(bytes, at + "machine ".len());
    let host = word(&mut cursor)?;
    let (mut login, mut password) = (None, None);
    for _ in 0..4 {
        let name = word(&mut cursor)?;
        let field = match &bytes[name.range()] {
            b"login" | b"user" => &mut login,
            b"password" | b"passwd" => &mut password,
            b"account" | b"port" => &mut None,
            _ => break,
        };
        *field = Some(word(&mut cursor)?);
        if password.is_some() && login.is_some() {
            break;
        }
    }
    let password = password?;
    let user = login.map_or(b"".as_slice(), |login| &bytes[login.range()]);
    let secret = &bytes[password.range()];
    (!guess::is_left_out(secret) && !guess::is_nobody(user, secret)).then(|| Hit {
        name: login,
        note: guess::note(user, secret, &bytes[host.range()]),
        written: Written::Argument,
        ..hit(&structural::NETRC_PASSWORD, password)
    })
}

/// Whether the byte in front is the letter of `\n`.
fn is_newline(bytes: &[u8], at: usize) -> bool {
    at > 1 && bytes[at - 2] == b'\\' && bytes[at - 1] == b'n'
}

/// The next word, which a quote, an escape or white space ends.
fn word(cursor: &mut Cursor<'_>) -> Option<Span> {
    cursor.space();
    let is_end = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b'\\' | b'`');
    cursor.until(is_end, WORD).filter(|word| !word.is_empty())
}

/// `"auth": "…"`: base64 of `user:password`, as Docker keeps it for a registry.
pub(super) fn docker(bytes: &[u8], at: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(bytes, at + "\"auth".len());
    cursor.quote()?;
    cursor.space();
    cursor.take(b":")?;
    cursor.space();
    cursor.quote()?;
    let value = cursor.run(Alphabet::BASE64, 8 << 10).filter(|value| value.len() >= 8)?;
    cursor.quote()?;
    let text = decode::base64_bytes(&bytes[value.range()]);
    let colon = memchr::memchr(b':', &text)?;
    let (user, password) = (&text[..colon], &text[colon + 1..]);
    let is_text = !user.is_empty() && !password.is_empty() && text.iter().all(|byte| *byte >= b' ' && *byte != 0x7f);
    (is_text && !guess::is_left_out(password) && !guess::is_nobody(user, password)).then(|| Hit {
        name: Some(Span::new(at + 1, at + "\"auth".len())),
        note: guess::note(user, password, registry(bytes, at)),
        proven: Proven::Yes,
        written: Written::Assigned,
        ..hit(&structural::DOCKER_AUTH, value)
    })
}

/// The registry in front: `"registry.example.org": { "auth"`.
fn registry(bytes: &[u8], at: usize) -> &[u8] {
    let before = &bytes[at.saturating_sub(WORD)..at];
    let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'{' | b':' | b'"' | b'\\');
    let end = before.iter().rposition(|byte| !is_between(byte)).map_or(0, |last| last + 1);
    let start = before[..end].iter().rposition(|byte| matches!(byte, b'"' | b'/')).map_or(end, |quote| quote + 1);
    let host = &before[start..end];
    if host.contains(&b'.') { host } else { b"registry.host" }
}

/// `client-key-data: LS0t…`: base64 of a key block.
pub(super) fn kubeconfig(bytes: &[u8], at: usize) -> Option<Hit> {
    const NAME: &[u8] = b"-key-data";
    let start = at.checked_sub("client".len()).filter(|start| bytes[*start..].starts_with(b"client"))?;
    let mut cursor = Cursor::new(bytes, at + NAME.len());
    let _ = cursor.quote();
    cursor.blanks();
    cursor.take(b":")?;
    cursor.space();
    let _ = cursor.quote();
    let value = cursor.run(Alphabet::BASE64, KEY).filter(|value| value.len() >= 64)?;
    let head = decode::base64_head(&bytes[value.range()], 48);
    (head.starts_with(b"-----BEGIN") && holds(&head, b"PRIVATE KEY")).then(|| Hit {
        name: Some(Span::new(start, at + NAME.len())),
        proven: Proven::Yes,
        written: Written::Assigned,
        ..hit(&structural::KUBECONFIG_KEY, value)
    })
}
