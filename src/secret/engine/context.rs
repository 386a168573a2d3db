//! What stands in front of a value, for detectors that need a word nearby.

use crate::text::Span;

/// How far in front of a value a word may stand.
const REACH: usize = 80;

/// Shorter words are parts of others: they count only where a word starts.
const LONG: usize = 6;
/// Still shorter ones must end there too.
const SHORT: usize = 4;

/// Whether one of `words`, lower case and without separators, stands in the name or shortly before the value.
pub(super) fn is_near(bytes: &[u8], value: Span, name: Option<Span>, words: &[&str]) -> bool {
    let before = Span::new(value.start.saturating_sub(REACH), value.start);
    name.is_some_and(|name| names(bytes, name, words)) || names(bytes, before, words)
}

/// Whether one of `words` stands in the last bytes of `span`.
pub(super) fn names(bytes: &[u8], span: Span, words: &[&str]) -> bool {
    let start = span.start.max(span.end.saturating_sub(REACH));
    let squashed = Squashed::of(&bytes[start.min(bytes.len())..span.end.min(bytes.len())]);
    words.iter().any(|word| squashed.holds(word.as_bytes()))
}

/// Letters and digits in lower case, and where their words start.
struct Squashed {
    letters: [u8; REACH],
    starts: [bool; REACH + 1],
    length: usize,
}

impl Squashed {
    fn of(text: &[u8]) -> Self {
        let mut squashed = Self { letters: [0; REACH], starts: [true; REACH + 1], length: 0 };
        let mut before = b' ';
        for byte in text.iter().take(REACH) {
            if byte.is_ascii_alphanumeric() {
                let is_hump = byte.is_ascii_uppercase() && !before.is_ascii_uppercase();
                squashed.letters[squashed.length] = byte.to_ascii_lowercase();
                squashed.starts[squashed.length] = !before.is_ascii_alphabetic() || is_hump;
                squashed.length += 1;
            }
            before = *byte;
        }
        squashed
    }

    fn holds(&self, word: &[u8]) -> bool {
        let fits =
            |at: usize| (word.len() >= LONG || self.starts[at]) && (word.len() > SHORT || self.starts[at + word.len()]);
        let letters = &self.letters[..self.length];
        !word.is_empty() && memchr::memmem::find_iter(letters, word).any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::is_near;
    use crate::text::Span;

    fn near(text: &str, word: &str) -> bool {
        is_near(text.as_bytes(), Span::empty(text.len()), None, &[word])
    }

    #[test]
    fn separators_and_case_do_not_count() {
        for text in ["MY_DATADOG_KEY=", "dataDogKey: ", "Data-Dog key ", "my.datadog"] {
            assert!(near(text, "datadog"), "{text}");
        }
        assert!(!near(&format!("datadog{}", " ".repeat(100)), "datadog"));
    }

    #[test]
    fn short_words_stand_by_themselves() {
        assert!(near("LOB_KEY=", "lob") && near("lobKey=", "lob") && near("x-lob: ", "lob") && near("oktaKey", "okta"));
        assert!(!near("blob=", "lob") && !near("global_key=", "lob") && !near("lobby=", "lob"));
    }

    #[test]
    fn a_name_far_away_counts() {
        let text = format!("okta{}", " ".repeat(200));
        assert!(is_near(text.as_bytes(), Span::empty(204), Some(Span::new(0, 4)), &["okta"]));
    }
}
