//! Where secrets may stand in some bytes, and the same text without them: what every report shows passes here.
//!
//! It hides more than the engine finds: what was cut off in the middle, what a judge would let pass, whatever a name calls secret.

mod assignment;
mod name;
mod token;

use std::borrow::Cow;

use crate::secret::Scanner;
use crate::text::{RepoPath, Span};

/// What stands in the place of a secret. Always the same, so that not even its length shows.
pub const MASK: &str = "••••";

/// The values that look like a secret at any confidence: sorted, apart from each other. Linear in `bytes`.
#[must_use]
pub fn spans(bytes: &[u8]) -> Vec<Span> {
    let mut found = Scanner::new().scan_all(&RepoPath::default(), bytes);
    token::find(bytes, &mut found);
    assignment::find(bytes, &mut found);
    found.retain(|span| !span.is_empty());
    found.sort();
    let mut apart: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => apart.push(span),
        }
    }
    apart
}

/// `text` with each secret replaced by [`MASK`].
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let spans = spans(text.as_bytes());
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        // A value ends at an ASCII byte or at the end, but the bytes are a stranger's: never cut inside a character.
        let start = (0..=span.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0).max(done);
        let end = (span.end..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        out.push_str(&text[done..start]);
        out.push_str(MASK);
        done = end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::{MASK, mask, spans};

    #[test]
    fn shows_nothing_of_a_secret_and_all_of_the_rest() {
        let cases = [
            ("id AKIAIOSFODNN7ABCDEFG.", "id ••••."),
            ("postgres://app:hunter2@db.example.org/x", "postgres://app:••••@db.example.org/x"),
            ("DB_PASSWORD=hunter2 ./run", "DB_PASSWORD=•••• ./run"),
            ("{\"apiKey\":\"k\\\"1\",\"n\":1}", "{\"apiKey\":\"••••\",\"n\":1}"),
            ("`ENV TOKEN hunter2` stays", "`ENV TOKEN ••••` stays"),
            ("image: registry.example.org/token-service:latest", "image: registry.example.org/token-service:latest"),
            ("oci://registry.example.org:5000/web@sha256:00", "oci://registry.example.org:5000/web@sha256:00"),
        ];
        for (text, masked) in cases {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn the_mask_is_as_long_for_each_secret() {
        assert_eq!(mask("password: abc"), mask("password: correct horse battery staple"));
    }

    #[test]
    fn masking_twice_changes_nothing() {
        for text in ["token: abcdef", "https://u:p@h/", "-----BEGIN PRIVATE KEY-----\nabcd\n-----END PRIVATE KEY-----"]
        {
            let once = mask(text).into_owned();
            assert!(once.contains(MASK));
            assert_eq!(mask(&once), once);
        }
    }

    #[test]
    fn hostile_repetitions_take_linear_time() {
        let pieces = [
            "eyJ", "eyJa.", "sk-", "://", "://a:", "-----BEGIN PRIVATE KEY-----", "password", "password:",
            "password=\"", "password: |\n ", "a_", "AKIA", "name: password\n", "value: x\n", "\"", "${a:-", "=", " ",
            "password ",
        ];
        for piece in pieces {
            let text = piece.repeat((1 << 19) / piece.len());
            let start = Instant::now();
            std::hint::black_box(spans(text.as_bytes()));
            assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn spans_are_sorted_apart_and_inside(bytes in any::<Vec<u8>>(), text in "(pass(word)?|token|[:=\"' \n${}|@/-]|-----BEGIN|AKIA|é){0,24}") {
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                let mut done = 0;
                for span in spans(bytes) {
                    prop_assert!(!span.is_empty() && span.start >= done && span.end <= bytes.len());
                    done = span.end + 1;
                }
            }
            std::hint::black_box(mask(&text));
        }
    }
}
