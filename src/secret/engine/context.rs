//! What stands in front of a value, for detectors that need a word nearby.

use crate::secret::assignment;
use crate::secret::candidate::Candidate;
use crate::text::Span;

/// How far in front of a value a word may stand.
const REACH: usize = 80;

/// Shorter words are parts of others: they count only where a word starts.
const LONG: usize = 6;
/// Still shorter ones must end there too.
const SHORT: usize = 4;

/// What stands in front of a value and in its name, read once for all words that are asked for.
pub(super) struct Context {
    value: Span,
    /// What gives the value its name, if something does.
    pub(super) around: Option<Candidate>,
    name: Option<Squashed>,
    before: Squashed,
}

impl Context {
    /// What stands around `value`.
    pub(super) fn of(bytes: &[u8], value: Span) -> Self {
        let around = assignment::around(bytes, value).filter(|candidate| candidate.value.contains(value));
        Self::named(bytes, value, around)
    }

    fn named(bytes: &[u8], value: Span, around: Option<Candidate>) -> Self {
        let name = around.and_then(|candidate| candidate.name).map(|name| Squashed::at(bytes, name));
        let before = Squashed::at(bytes, Span::new(value.start.saturating_sub(REACH), value.start));
        Self { value, around, name, before }
    }

    /// Whether it is the one of that value.
    pub(super) fn is_of(&self, value: Span) -> bool {
        self.value == value
    }

    /// Whether one of `words`, lower case and without separators, stands in the name or shortly before the value.
    pub(super) fn is_near(&self, words: &[&str]) -> bool {
        self.names(words) || self.before.holds_any(words)
    }

    /// Whether two letters may follow each other in the name or shortly before the value.
    pub(super) fn may_hold(&self, pair: [u8; 2]) -> bool {
        self.before.may_hold(pair) || self.name.as_ref().is_some_and(|name| name.may_hold(pair))
    }

    /// Whether one of `words` stands in the name.
    pub(super) fn names(&self, words: &[&str]) -> bool {
        self.name.as_ref().is_some_and(|name| name.holds_any(words))
    }
}

/// Letters and digits in lower case, and where their words start.
struct Squashed {
    letters: [u8; REACH],
    starts: [bool; REACH + 1],
    length: usize,
    /// A bit for each hash of two letters that follow each other: most words are ruled out by their first two and their last two.
    pairs: [u64; 8],
}

impl Squashed {
    /// The last bytes of `span`.
    fn at(bytes: &[u8], span: Span) -> Self {
        let start = span.start.max(span.end.saturating_sub(REACH));
        Self::of(&bytes[start.min(bytes.len())..span.end.min(bytes.len())])
    }

    fn of(text: &[u8]) -> Self {
        let mut squashed = Self { letters: [0; REACH], starts: [true; REACH + 1], length: 0, pairs: [0; 8] };
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
        for pair in squashed.letters[..squashed.length].windows(2) {
            let bit = bit(pair[0], pair[1]);
            squashed.pairs[bit / 64] |= 1 << (bit % 64);
        }
        squashed
    }

    fn holds_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.holds(word.as_bytes()))
    }

    fn may_hold(&self, [first, second]: [u8; 2]) -> bool {
        let bit = bit(first, second);
        self.pairs[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Whether it holds a word of two letters or more.
    fn holds(&self, word: &[u8]) -> bool {
        let ([first, second, ..], [.., next, last]) = (word, word) else { return false };
        if !self.may_hold([*first, *second]) || !self.may_hold([*next, *last]) {
            return false;
        }
        let fits =
            |at: usize| (word.len() >= LONG || self.starts[at]) && (word.len() > SHORT || self.starts[at + word.len()]);
        let letters = &self.letters[..self.length];
        memchr::memchr_iter(*first, letters).any(|at| letters[at..].starts_with(word) && fits(at))
    }
}

/// Which of the 512 bits a pair has.
fn bit(first: u8, second: u8) -> usize {
    (usize::from(first) * 37 + usize::from(second)) % 512
}

#[cfg(test)]
mod tests {
    use super::Context;
    use crate::secret::candidate::Candidate;
    use crate::secret::found::Written;
    use crate::text::Span;

    fn near(text: &str, word: &str) -> bool {
        Context::named(text.as_bytes(), Span::empty(text.len()), None).is_near(&[word])
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
        let value = Span::empty(204);
        let around = Candidate { value, name: Some(Span::new(0, 4)), written: Written::Assigned, quoted: false };
        assert!(Context::named(text.as_bytes(), value, Some(around)).is_near(&["okta"]));
    }
}
