//! Hashes of passwords (crypt(5), RFC 2307, PHC strings): nobody logs in with one, but guessing is a matter of time.

use super::hit;
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::found::Note;
use crate::secret::providers::structural;
use crate::text::Span;

/// How far in front of its last part a hash may begin: argon2's parameters and salt, their `$` escaped.
const LEAD: usize = 160;

/// How a scheme's hashes begin, and how many digits its last part has: at least, at most.
const SCHEMES: [(&[u8], usize, usize); 27] = [
    (b"$1$", 22, 22),
    (b"$apr1$", 22, 22),
    (b"$2a$", 53, 53),
    (b"$2b$", 53, 53),
    (b"$2x$", 53, 53),
    (b"$2y$", 53, 53),
    (b"$5$", 43, 43),
    (b"$6$", 86, 86),
    (b"$y$", 43, 43),
    (b"$gy$", 43, 43),
    (b"$7$", 43, 43),
    (b"$8$", 43, 43),
    (b"$9$", 43, 43),
    (b"$argon2id$", 16, 128),
    (b"$argon2i$", 16, 128),
    (b"$argon2d$", 16, 128),
    (b"$scrypt$", 16, 128),
    (b"$pbkdf2-sha256$", 43, 43),
    (b"$pbkdf2-sha512$", 86, 86),
    (b"$pbkdf2$", 27, 27),
    (b"$sha1$", 28, 28),
    (b"$P$", 31, 31),
    (b"$H$", 31, 31),
    (b"$S$", 52, 52),
    (b"pbkdf2_sha256$", 44, 44),
    (b"pbkdf2:sha", 40, 128),
    (b"scrypt:", 64, 128),
];

/// How a directory's hashes begin (RFC 2307, section 5.3), and how many digits follow at least.
const TAGS: [(&[u8], usize); 7] = [
    (b"{SSHA}", 32),
    (b"{SHA}", 28),
    (b"{SMD5}", 28),
    (b"{SSHA256}", 48),
    (b"{SSHA512}", 92),
    (b"{SHA256}", 44),
    (b"{SHA512}", 88),
];

/// The hash whose last part is `run`, a run of token bytes behind a `$` or a `}`.
pub(in crate::secret) fn behind(bytes: &[u8], run: Span) -> Option<Hit> {
    // A hash may end a sentence.
    let without_stop = run.len() - usize::from(bytes[run.range()].ends_with(b"."));
    let read = match bytes.get(run.start.checked_sub(1)?)? {
        b'}' => tag,
        b'$' if bytes.get(run.end) != Some(&b'$') => scheme,
        _ => return None,
    };
    let (start, length) =
        [run.len(), without_stop].iter().find_map(|length| Some((read(bytes, run.start, *length)?, *length)))?;
    let span = Span::new(start, run.start + length);
    Some(Hit { note: Some(Note::Protected), ..hit(&structural::PASSWORD_HASH, span) })
}

/// Where the tag starts that ends at `at`.
fn tag(bytes: &[u8], at: usize, digits: usize) -> Option<usize> {
    let before = &bytes[..at];
    let fits = |tag: &[u8]| before.len() >= tag.len() && before[before.len() - tag.len()..].eq_ignore_ascii_case(tag);
    TAGS.iter().find(|(tag, least)| digits >= *least && fits(tag)).map(|(tag, _)| at - tag.len())
}

/// Where the scheme starts whose last part starts at `at`. Shells and Compose want `\$` and `$$` for each `$`.
fn scheme(bytes: &[u8], at: usize, digits: usize) -> Option<usize> {
    let fits = |(_, least, most): &&(&[u8], usize, usize)| (*least..=*most).contains(&digits);
    SCHEMES.iter().find(fits)?;
    let mut plain = [0u8; LEAD];
    let mut length = 0;
    // Backwards, so that the nearest scheme is the one.
    for (place, byte) in bytes[..at].iter().enumerate().rev().take(LEAD) {
        let is_part = byte.is_ascii_alphanumeric() || b"$./=,:+-_\\".contains(byte);
        if !is_part {
            break;
        }
        let is_doubled = *byte == b'$' && length > 0 && plain[LEAD - length] == b'$';
        if *byte == b'\\' || is_doubled {
            continue;
        }
        length += 1;
        plain[LEAD - length] = *byte;
        let begins = |(start, _, _): &(&[u8], usize, usize)| plain[LEAD - length..].starts_with(start);
        if matches!(byte, b'$' | b'p' | b's') && SCHEMES.iter().filter(fits).any(begins) {
            return Some(place);
        }
    }
    None
}

/// The hash of a whole field, as `/etc/shadow` and `.htpasswd` hold one: a scheme above, or 13 digits of DES.
pub(super) fn is_field(field: &[u8]) -> bool {
    const DIGITS: Alphabet = Alphabet::ALNUM.with(b"./");
    let known = SCHEMES.iter().any(|(start, least, _)| field.starts_with(start) && field.len() >= start.len() + least);
    let tagged = TAGS.iter().any(|(tag, least)| super::cursor::begins(field, tag) && field.len() >= tag.len() + least);
    known || tagged || field.len() == 13 && DIGITS.run(field) == 13
}

#[cfg(test)]
mod tests {
    use super::behind;
    use crate::secret::alphabet::Alphabet;
    use crate::text::Span;

    fn digits(count: usize) -> String {
        (0..count).map(|at| char::from(b"aZ3k9QwX"[at * 7 % 8])).collect()
    }

    /// The hash in `text` whose last part is the last run of `text`'s token bytes.
    fn found(text: &str) -> Option<&str> {
        const TOKEN: Alphabet = Alphabet::ALNUM.with(b"_-.+/=");
        let bytes = text.as_bytes();
        let end = bytes.iter().rposition(|byte| TOKEN.has(*byte)).unwrap() + 1;
        let start = bytes[..end].iter().rposition(|byte| !TOKEN.has(*byte)).map_or(0, |at| at + 1);
        behind(bytes, Span::new(start, end)).map(|hit| &text[hit.span.range()])
    }

    #[test]
    fn hashes_are_found_whole() {
        let salt = digits(16);
        for (lead, length) in [
            (format!("$6${salt}$"), 86),
            (format!("$6$rounds=5000${salt}$"), 86),
            ("$2b$12$".to_owned(), 53),
            ("$apr1$a1b2c3d4$".to_owned(), 22),
            (format!("$argon2id$v=19$m=65536,t=3,p=4${salt}$"), 43),
            (format!("pbkdf2_sha256$260000${salt}$"), 44),
            (format!("$6$${salt}$$"), 86),
            (format!("$6\\${salt}\\$"), 86),
            ("{SSHA}".to_owned(), 32),
        ] {
            let hash = format!("{lead}{}", digits(length));
            assert_eq!(found(&format!("root:{hash}:19000:")), None, "not the last run");
            for text in [format!("x = '{hash}'"), format!("x=${hash}"), format!("x=\\{hash}")] {
                assert_eq!(found(&text), Some(hash.as_str()));
            }
        }
    }

    #[test]
    fn what_is_no_hash_is_none() {
        for text in
            [format!("$x${}", digits(86)), format!("$6$salt${}", digits(40)), format!("${{HOME}}{}", digits(40))]
        {
            assert_eq!(found(&text), None, "{text}");
        }
    }
}
