//! What begins like a secret, whether or not it is whole: a provider's prefix, a private key block, a URL's password.

use std::sync::LazyLock;

use memchr::memmem;

use crate::secret::{Detector, Worth, providers};
use crate::text::Span;

/// How many token bytes must follow a prefix.
const LEAST: usize = 12;

/// How many of them tell whether it is one.
const HEAD: usize = 64;

/// What tokens begin with, by their first byte: the prefixes of all tables that no word begins with by chance.
static PREFIXES: LazyLock<Vec<Vec<&'static [u8]>>> = LazyLock::new(|| {
    let mut by_first = vec![Vec::new(); 256];
    let detectors = providers::all().flat_map(|provider| provider.detectors);
    for prefix in
        detectors.filter(|detector| detector.worth != Worth::Public).flat_map(Detector::prefixes).map(str::as_bytes)
    {
        let is_told = prefix.len() >= 4 || prefix.iter().any(|byte| !byte.is_ascii_alphanumeric());
        if prefix.len() >= 3 && is_told {
            by_first[usize::from(prefix[0])].push(prefix);
        }
    }
    // "-----BEGIN" in base64: a key in a Kubernetes Secret.
    by_first[usize::from(b'L')].push(b"LS0tLS1CRUdJTi".as_slice());
    by_first
});

fn in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'+' | b'=')
}

/// Adds what it finds to `found`, in any order.
pub(super) fn find(bytes: &[u8], found: &mut Vec<Span>) {
    tokens(bytes, found);
    key_blocks(bytes, found);
    url_passwords(bytes, found);
}

/// Tokens start where a word does; after a match the search goes on behind it, so that each byte is read a bounded number of times.
fn tokens(bytes: &[u8], found: &mut Vec<Span>) {
    let mut at = 0;
    while at < bytes.len() {
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        match starts.then(|| token_at(bytes, at)).flatten() {
            Some(end) => {
                found.push(Span::new(at, end));
                at = end;
            }
            None => at += 1,
        }
    }
}

fn token_at(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    for prefix in &PREFIXES[usize::from(rest[0])] {
        let Some(body) = rest.strip_prefix(*prefix) else { continue };
        // A look at its beginning decides, so that what is none is not read to its end at each place where it could begin.
        let head = &body[..run(&body[..body.len().min(HEAD)], in_token)];
        if head.len() < LEAST || !(head.iter().any(u8::is_ascii_digit) || prefix.len() >= 6) {
            continue;
        }
        let len = run(body, in_token);
        // A full stop or a slash behind it ends the sentence or the path, not the token.
        let len = len - body[..len].iter().rev().take_while(|byte| matches!(byte, b'.' | b'/')).count();
        if len >= LEAST {
            return Some(at + prefix.len() + len);
        }
    }
    // A run that goes on from the byte before was looked at from its start.
    let fresh = at == 0 || !is_url_safe(bytes[at - 1]);
    if fresh && rest.starts_with(b"eyJ") { json_web_token(rest).map(|len| at + len) } else { None }
}

fn is_url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Three runs of base64url with dots between them (RFC 7519), the first two objects.
fn json_web_token(bytes: &[u8]) -> Option<usize> {
    let segment = |from: usize| from + run(&bytes[from..], is_url_safe);
    let header = segment(0);
    if header < 10 || bytes.get(header) != Some(&b'.') {
        return None;
    }
    let payload = segment(header + 1);
    if payload < header + 8 {
        return None;
    }
    Some(if bytes.get(payload) == Some(&b'.') { segment(payload + 1) } else { payload })
}

fn run(bytes: &[u8], of: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !of(byte)).unwrap_or(bytes.len())
}

/// The bodies of PEM and PGP private key blocks (RFC 7468), wherever they are embedded: escaped, quoted, indented, cut off.
fn key_blocks(bytes: &[u8], found: &mut Vec<Span>) {
    const LONGEST_LABEL: usize = 64;
    let mut from = 0;
    while let Some(at) = memmem::find(&bytes[from..], b"-----BEGIN ") {
        let label = from + at + b"-----BEGIN ".len();
        let window = &bytes[label..bytes.len().min(label + LONGEST_LABEL)];
        let Some(len) = memmem::find(window, b"-----") else {
            from = label;
            continue;
        };
        from = label + len + b"-----".len();
        if memmem::find(&window[..len], b"PRIVATE KEY").is_some() {
            let end = from + key_body(&bytes[from..]);
            found.push(Span::new(from, end));
            from = end;
        }
    }
}

/// How many bytes can belong to a key: base64, its headers, and the quoting of whatever embeds it.
fn key_body(bytes: &[u8]) -> usize {
    let in_body =
        |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || br#"+/=\"',:.-|()"#.contains(&byte);
    // The next dashes come first: a block that is never closed must not be read anew for each that follows.
    run(&bytes[..memmem::find(bytes, b"-----").unwrap_or(bytes.len())], in_body)
}

/// The password of `scheme://user:password@host`, and a user name alone that is as long as a token.
fn url_passwords(bytes: &[u8], found: &mut Vec<Span>) {
    const SHORTEST_TOKEN: usize = 20;
    let mut from = 0;
    while let Some(at) = memmem::find(&bytes[from..], b"://") {
        let start = from + at + b"://".len();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || br#"/?#"'`<>\"#.contains(byte) || byte.is_ascii_control();
        from = start + bytes[start..].iter().position(ends).unwrap_or(bytes.len() - start);
        let Some(user_end) = memchr::memrchr(b'@', &bytes[start..from]) else { continue };
        let user = &bytes[start..start + user_end];
        match memchr::memchr(b':', user) {
            Some(colon) if !super::assignment::is_reference(&user[colon + 1..]) => {
                found.push(Span::new(start + colon + 1, start + user_end));
            }
            None if user.len() >= SHORTEST_TOKEN && !super::assignment::is_reference(user) => {
                found.push(Span::new(start, start + user_end));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::secret::mask::mask;

    #[test]
    fn a_token_that_is_cut_off_is_masked_too() {
        for prefix in ["ghp_", "glpat-", "xoxb-", "sk_live_", "AKIA"] {
            let text = format!("x={prefix}{};", "a1B2c3D4e5F6");
            assert_eq!(mask(&text), "x=••••;", "{prefix}");
        }
    }

    #[test]
    fn what_is_too_short_or_inside_a_word_is_none() {
        for text in ["AKIA", "sk-learn", "npm_config", "task-force-of-many-people-here", "eyJhbGciOi", "SG.png"] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn knows_json_web_tokens() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        assert_eq!(mask(&format!("Bearer {token}, then")), "Bearer ••••, then");
    }

    #[test]
    fn knows_keys_however_embedded() {
        let cases = [
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIB\nabc=\n-----END RSA PRIVATE KEY-----\nx", "\nx"),
            ("\"-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----\\n\"", "\\n\""),
            ("-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nabc", ""),
        ];
        for (text, tail) in cases {
            let masked = mask(text);
            assert!(!masked.contains("MIIB") && !masked.contains("abc") && masked.ends_with(tail), "{masked}");
        }
        let public = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
        assert_eq!(mask(public), public);
    }

    #[test]
    fn knows_passwords_in_urls() {
        assert_eq!(mask("amqp://u:p%40ss@h:5672"), "amqp://u:••••@h:5672");
        assert_eq!(mask("https://abcdefghijklmnopqrst@example.org"), "https://••••@example.org");
        assert_eq!(mask("https://u:${PASS}@h"), "https://u:${PASS}@h");
        assert_eq!(mask("ssh://git@example.org/x"), "ssh://git@example.org/x");
    }
}
