//! Values that stand in for a secret: `changeme`, `<token>`, `xxxx`, the samples of vendors' pages.

use sha2::{Digest, Sha256};

use crate::secret::entropy::is_random;

/// Words that nobody draws by lot: one of them anywhere in a token means that a person wrote it.
const LONG_WORDS: &[&[u8]] = &[
    b"example", b"sample", b"dummy", b"placeholder", b"changeme", b"change_me", b"change-me", b"redacted", b"replace",
    b"insert", b"notreal", b"not-real", b"not_real", b"invalid", b"your_", b"your-", b"yourtoken", b"yourkey",
    b"mytoken", b"mysecret", b"secretkey", b"abcdefg", b"password", b"asdfgh", b"qwerty", b"deadbeef", b"cafebabe",
    b"feedface", b"01234567", b"12345678", b"87654321", b"hijklmn", b"lorem", b"foobar", b"removed", b"hidden",
    b"obfuscated", b"testtest", b"test_test", b"fakefake", b"secretsecret",
];

/// Whether a machine's token was made up by a person. Of tokens drawn by lot fewer than one in a hundred thousand looks so.
pub(super) fn is_made_up(token: &[u8]) -> bool {
    let long = token.len() >= 16;
    repeats(token, if token.iter().all(u8::is_ascii_hexdigit) { 8 } else { 6 })
        || climbs(token, 7)
        || (long && few_kinds(token))
        || (long && is_periodic(token))
        || holds_any(token, LONG_WORDS)
        || is_published(token)
}

/// Whether a value that a person chose stands in for another. It may be short, so little is enough.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    const STARTS: &[&[u8]] = &[
        b"<", b"[", b"{", b"(", b"%", b"@", b"your", b"my-", b"my_", b"enter", b"insert", b"replace", b"change",
        b"example", b"sample", b"dummy", b"fake", b"foo", b"bar", b"todo", b"tbd", b"fixme", b"none", b"null", b"nil",
        b"undefined", b"unused", b"ignored", b"not-", b"not_", b"no-", b"update", b"set-", b"set_", b"put-", b"put_",
        b"add-", b"some", b"the-", b"the_", b"this-", b"this_", b"a-", b"an-", b"default", b"xxx", b"yyy", b"zzz",
        b"***", b"...", b"---", b"___", b"###", b"test", b"temp", b"lorem", b"redacted", b"removed", b"hidden",
        b"masked", b"secret-", b"secret_", b"generated", b"random", b"must", b"please", b"\xe2\x80\xa2",
        b"\xe2\x80\xa6", b"insecure", b"throwaway", b"mock", b"stub", b"e2e",
    ];
    const ENDS: &[&[u8]] = &[
        b">", b"-here", b"_here", b"example", b"placeholder", b"changeme", b"here>", b"...", b"***", b"xxx",
        b"\xe2\x80\xa6",
    ];
    let starts = |word: &[u8]| value.len() >= word.len() && value[..word.len()].eq_ignore_ascii_case(word);
    let ends = |word: &[u8]| value.len() >= word.len() && value[value.len() - word.len()..].eq_ignore_ascii_case(word);
    let is_marked = STARTS.iter().any(|word| starts(word)) || ENDS.iter().any(|word| ends(word));
    is_marked && !is_grown(value) || repeats(value, value.len().clamp(4, 6)) || climbs(value, 7) || is_made_up(value)
}

/// Whether so much random text follows a first word that the word is chance, or only a prefix: `test_9fK2…`.
fn is_grown(value: &[u8]) -> bool {
    let body =
        value.iter().rposition(|byte| matches!(byte, b'-' | b'_' | b'.' | b'<' | b'[' | b'{')).map_or(0, |at| at + 1);
    let is_open = matches!(value.first(), Some(b'<' | b'[' | b'{' | b'('));
    !is_open && is_random(&value[body..]) && value.len() - body >= 12
}

/// One byte again and again.
fn repeats(value: &[u8], count: usize) -> bool {
    value.len() >= count && value.chunk_by(|a, b| a == b).any(|run| run.len() >= count)
}

/// Bytes that go up or down one by one: `abcdefg`, `7654321`.
fn climbs(value: &[u8], count: usize) -> bool {
    let up = value.chunk_by(|a, b| a.wrapping_add(1) == *b).any(|run| run.len() >= count);
    up || value.chunk_by(|a, b| a.wrapping_sub(1) == *b).any(|run| run.len() >= count)
}

fn few_kinds(value: &[u8]) -> bool {
    let kinds = value.iter().fold(0u128, |kinds, byte| kinds | 1 << (byte & 127)).count_ones() as usize;
    kinds <= 5 || (value.len() >= 40 && kinds <= 7)
}

/// A short piece again and again: `1a2b3c4d1a2b3c4d`.
fn is_periodic(value: &[u8]) -> bool {
    let longest = (value.len() / 2).min(12);
    (1..=longest).any(|period| value[period..].iter().zip(value).all(|(next, first)| next == first))
}

fn holds_any(value: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|word| value.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word)))
}

/// Samples that vendors publish, as the first eight bytes of their SHA-256: in clear they would stop our own pushes.
const PUBLISHED: &[[u8; 8]] = &[];

fn is_published(token: &[u8]) -> bool {
    !PUBLISHED.is_empty() && {
        let digest = Sha256::digest(token);
        PUBLISHED.iter().any(|known| digest[..8] == *known)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_made_up, is_placeholder};

    #[test]
    fn people_are_told_from_lots() {
        for token in [
            "xxxxxxxxxxxxxxxx", "1a2b3c4d1a2b3c4d1a2b3c4d", "AKIAIOSFODNN7EXAMPLE", "abcdefghij0123456789",
            "aaaabbbbaaaabbbb",
        ] {
            assert!(is_made_up(token.as_bytes()), "{token}");
        }
        for token in ["kT9vQx2LmZ8rWb4Ns7", "9f86d081884c7d659a2feaa0c55ad015"] {
            assert!(!is_made_up(token.as_bytes()), "{token}");
        }
    }

    #[test]
    fn placeholders() {
        for value in
            ["<your token>", "changeme", "your-api-key", "XXXX", "********", "test", "example-password", "${X}-here"]
        {
            assert!(is_placeholder(value.as_bytes()), "{value}");
        }
        for value in ["kS8-vQ2_mZx1", "hunter2", "test_9fKq2mZx1vLw8RbN"] {
            assert!(!is_placeholder(value.as_bytes()), "{value}");
        }
    }
}
