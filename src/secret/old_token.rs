//! Secrets that can be known by their own form: a provider's prefix, a private key block, a URL's password.

use memchr::memmem;

use crate::text::Span;

/// Which bytes may follow a prefix.
#[derive(Clone, Copy)]
enum Of {
    /// Letters and digits.
    Alnum,
    /// Those, and `-` and `_`.
    Url,
    /// Those, and `.`, `/`, `+`, `=`.
    Any,
}

impl Of {
    fn has(self, byte: u8) -> bool {
        byte.is_ascii_alphanumeric()
            || match self {
                Self::Alnum => false,
                Self::Url => matches!(byte, b'-' | b'_'),
                Self::Any => matches!(byte, b'-' | b'_' | b'.' | b'/' | b'+' | b'='),
            }
    }
}

/// What its vendors start a token with, and how many of which bytes follow at the least.
const PREFIXES: &[(&str, usize, Of)] = &[
    ("ABIA", 16, Of::Alnum),
    ("ACCA", 16, Of::Alnum),
    ("AGE-SECRET-KEY-1", 20, Of::Alnum),
    ("AIza", 30, Of::Url),
    ("AKIA", 12, Of::Alnum),
    ("ASIA", 16, Of::Alnum),
    ("ATATT3x", 20, Of::Any),
    ("ATCTT3x", 20, Of::Any),
    ("FwoGZXIvYXdz", 40, Of::Any),
    ("GOCSPX-", 20, Of::Url),
    ("IQoJb3JpZ2lu", 40, Of::Any),
    // "-----BEGIN" in base64: a key in a Kubernetes Secret.
    ("LS0tLS1CRUdJTi", 16, Of::Any),
    ("NRAK-", 20, Of::Alnum),
    ("SG.", 20, Of::Any),
    ("atlasv1.", 20, Of::Any),
    ("bedrock-api-key-", 20, Of::Any),
    ("dapi", 32, Of::Alnum),
    ("dckr_oat_", 16, Of::Url),
    ("dckr_pat_", 16, Of::Url),
    ("dop_v1_", 20, Of::Alnum),
    ("dp.pt.", 20, Of::Alnum),
    ("figd_", 20, Of::Url),
    ("gho_", 20, Of::Any),
    ("ghp_", 20, Of::Any),
    ("ghr_", 20, Of::Any),
    ("ghs_", 20, Of::Any),
    ("ghu_", 20, Of::Any),
    ("github_pat_", 20, Of::Url),
    ("glagent-", 16, Of::Any),
    ("glc_", 20, Of::Any),
    ("glcbt-", 16, Of::Any),
    ("gldt-", 16, Of::Any),
    ("glimt-", 16, Of::Any),
    ("gloas-", 16, Of::Any),
    ("glpat-", 16, Of::Any),
    ("glptt-", 16, Of::Any),
    ("glrt-", 16, Of::Any),
    ("glsa_", 20, Of::Url),
    ("glsoat-", 16, Of::Any),
    ("gsk_", 20, Of::Alnum),
    ("hf_", 20, Of::Alnum),
    ("hooks.slack.com/services/", 10, Of::Any),
    ("hvb.", 20, Of::Any),
    ("hvs.", 20, Of::Any),
    ("lin_api_", 20, Of::Alnum),
    ("npm_", 30, Of::Alnum),
    ("ntn_", 20, Of::Alnum),
    ("pul-", 20, Of::Alnum),
    ("pypi-", 50, Of::Url),
    ("rk_live_", 10, Of::Alnum),
    ("rk_test_", 10, Of::Alnum),
    ("rubygems_", 20, Of::Alnum),
    ("sb_secret_", 16, Of::Url),
    ("shpat_", 20, Of::Alnum),
    ("shpca_", 20, Of::Alnum),
    ("shppa_", 20, Of::Alnum),
    ("shpss_", 20, Of::Alnum),
    ("sk-", 20, Of::Url),
    ("sk_live_", 10, Of::Alnum),
    ("sk_test_", 10, Of::Alnum),
    ("sntrys_", 20, Of::Any),
    ("sntryu_", 20, Of::Any),
    ("sq0csp-", 20, Of::Url),
    ("tskey-", 16, Of::Url),
    ("whsec_", 16, Of::Any),
    ("xapp-", 10, Of::Any),
    ("xoxa-", 10, Of::Any),
    ("xoxb-", 10, Of::Any),
    ("xoxe-", 10, Of::Any),
    ("xoxp-", 10, Of::Any),
    ("xoxr-", 10, Of::Any),
    ("xoxs-", 10, Of::Any),
    ("ya29.", 20, Of::Any),
];

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
        let starts = STARTS[usize::from(bytes[at])] && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
        match starts.then(|| token_at(bytes, at)).flatten() {
            Some(end) => {
                found.push(Span::new(at, end));
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Which bytes a token may start with.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    starts[b'e' as usize] = true;
    let mut index = 0;
    while index < PREFIXES.len() {
        starts[PREFIXES[index].0.as_bytes()[0] as usize] = true;
        index += 1;
    }
    starts
};

fn token_at(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    for &(prefix, least, of) in PREFIXES {
        // Most differ in their first two bytes, and this is asked at each word of every line shown.
        if rest.get(..2) != prefix.as_bytes().get(..2) {
            continue;
        }
        if let Some(body) = rest.strip_prefix(prefix.as_bytes()) {
            let len = run(body, |byte| of.has(byte));
            // A full stop or a slash behind it ends the sentence or the path, not the token.
            let len = len - body[..len].iter().rev().take_while(|byte| matches!(byte, b'.' | b'/')).count();
            if len >= least {
                return Some(at + prefix.len() + len);
            }
        }
    }
    // A run that goes on from the byte before was looked at from its start.
    let fresh = at == 0 || !Of::Url.has(bytes[at - 1]);
    if fresh && rest.starts_with(b"eyJ") { json_web_token(rest).map(|len| at + len) } else { None }
}

/// Three runs of base64url with dots between them (RFC 7519), the first two objects.
fn json_web_token(bytes: &[u8]) -> Option<usize> {
    let segment = |from: usize| from + run(&bytes[from..], |byte| Of::Url.has(byte));
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
            Some(colon) if !super::old_assignment::is_reference(&user[colon + 1..]) => {
                found.push(Span::new(start + colon + 1, start + user_end));
            }
            None if user.len() >= SHORTEST_TOKEN && !super::old_assignment::is_reference(user) => {
                found.push(Span::new(start, start + user_end));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PREFIXES;
    use crate::secret::mask::mask;

    #[test]
    fn each_prefix_is_masked_whole() {
        for (prefix, least, _) in PREFIXES {
            let text = format!("x={prefix}{};", "a1B2c3D4".repeat(least / 8 + 1));
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
