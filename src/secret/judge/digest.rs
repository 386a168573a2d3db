//! Digests, ids and other values that look drawn by lot and are no secret.

use crate::text::Span;

/// Words before a value that say that it is a digest or an id.
const INTEGRITY: &[&[u8]] = &[
    b"sha1", b"sha-1", b"sha224", b"sha256", b"sha-256", b"sha384", b"sha512", b"sha3", b"md5", b"crc", b"blake",
    b"commit", b"revision", b"rev:", b"rev=", b"integrity", b"checksum", b"digest", b"etag", b"fingerprint",
    b"thumbprint", b"guid", b"cksum", b"resolved", b"git+", b"subresource", b"changeset", b"blob", b"content_hash",
    b"contenthash", b"hash", b"nonce", b"cid", b"hexdigest", b"compatible", b"assertequal", b"assert_eq",
];

/// How much before a value is asked for such a word.
const NEAR: usize = 48;

/// Whether the value at `span` is a digest: of a digest's length, with a word about digests in the same line before it.
pub(super) fn is_digest(bytes: &[u8], span: Span, name: Option<Span>) -> bool {
    let value = &bytes[span.range()];
    if value.starts_with(b"sha1-")
        || value.starts_with(b"sha256-")
        || value.starts_with(b"sha384-")
        || value.starts_with(b"sha512-")
        || value.starts_with(b"sha256:")
        || value.starts_with(b"h1:")
    {
        return true;
    }
    let value =
        &value[..value.iter().rposition(u8::is_ascii_alphanumeric).map_or(value.len(), |last| last + 1)].to_vec();
    if !has_length_of_one(value) && !has_length_of_one(&bytes[span.range()]) {
        return false;
    }
    let named = name.is_some_and(|name| holds_word(&bytes[name.range()]));
    named || {
        let start = span.start.saturating_sub(NEAR);
        let before = &bytes[start..span.start];
        let line = memchr::memrchr(b'\n', before).map_or(before, |end| &before[end + 1..]);
        holds_word(line)
    }
}

fn has_length_of_one(value: &[u8]) -> bool {
    let is_hex = value.iter().all(u8::is_ascii_hexdigit);
    let is_base64 = || value.ends_with(b"=") && matches!(value.len(), 24 | 28 | 44 | 64 | 88);
    (is_hex && matches!(value.len(), 7..=12 | 16 | 32 | 40 | 56 | 64 | 96 | 128)) || is_base64()
}

fn holds_word(text: &[u8]) -> bool {
    INTEGRITY.iter().any(|word| text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word)))
}

/// Whether a value is the id or the fingerprint of a key, by its name: `--gpg-key D56C…`.
pub(super) fn is_fingerprint(name: &[u8], value: &[u8]) -> bool {
    const OWNERS: &[&[u8]] = &[
        b"gpg", b"pgp", b"recv", b"keyid", b"key-id", b"key_id", b"kid", b"thumbprint", b"fingerprint", b"signingkey",
        b"signing_key", b"public",
    ];
    let is_hex = value.len() <= 64 && value.iter().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b' ' | b':'));
    is_hex && OWNERS.iter().any(|owner| name.windows(owner.len()).any(|window| window.eq_ignore_ascii_case(owner)))
}

/// A UUID with its dashes (RFC 9562).
pub(super) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Keys that are made to be published, certificates, pictures, numbers, versions, dates.
pub(super) fn is_public(value: &[u8]) -> bool {
    const STARTS: &[&[u8]] = &[
        b"ssh-rsa", b"ssh-ed25519", b"ecdsa-sha2", b"AAAAB3NzaC1", b"AAAAC3NzaC1", b"AAAAE2VjZHNh", b"MIIBIjAN",
        b"MIICIjAN", b"MFkwEwYH", b"LS0tLS1CRUdJTiBD", b"LS0tLS1CRUdJTiBQVU", b"iVBORw0KGgo", b"R0lGOD", b"/9j/4AAQ",
        b"PHN2Zy", b"data:", b"UEsDB", b"d09GR", b"AAEAAAA",
    ];
    STARTS.iter().any(|start| value.starts_with(start)) || is_number(value) || is_version(value)
}

fn is_number(value: &[u8]) -> bool {
    let body = value.strip_prefix(b"0x").or_else(|| value.strip_prefix(b"-")).unwrap_or(value);
    let body =
        &body[..body.iter().rposition(|byte| !matches!(byte, b'U' | b'L' | b'u' | b'l')).map_or(0, |last| last + 1)];
    value.starts_with(b"0x") && body.len() <= 40 && body.iter().all(u8::is_ascii_hexdigit)
        || body.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b',')) && body.len() < 6
}

/// `1.2.3`, `v1.2.3-rc.1`, `2024-01-31T10:00:00Z`.
fn is_version(value: &[u8]) -> bool {
    let body = value.strip_prefix(b"v").unwrap_or(value);
    let is_date =
        matches!(body, [b'1' | b'2', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', b'0'..=b'9', b'0'..=b'9', b'-', ..]);
    let numbers = body
        .split(|byte| *byte == b'.')
        .take_while(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
        .count();
    is_date || (numbers >= 2 && body.len() < 32)
}

#[cfg(test)]
mod tests {
    use super::{is_digest, is_public, is_uuid};
    use crate::text::Span;

    #[test]
    fn digests_need_their_word() {
        let digest = "9f86d081884c7d659a2feaa0c55ad015";
        let near = format!("md5 = \"{digest}\"");
        let far = format!("token = \"{digest}\"");
        let span = |text: &str| Span::new(text.find('"').unwrap() + 1, text.len() - 1);
        assert!(is_digest(near.as_bytes(), span(&near), None));
        assert!(!is_digest(far.as_bytes(), span(&far), None));
    }

    #[test]
    fn public_things() {
        assert!(is_uuid(b"123e4567-e89b-12d3-a456-426614174000") && !is_uuid(b"123e4567"));
        assert!(is_public(b"1.2.3") && is_public(b"2024-01-31") && is_public(b"0xdeadbeef") && !is_public(b"hunter2"));
    }
}
