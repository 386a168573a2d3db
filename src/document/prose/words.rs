//! Sentences as words, to tell what they say.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words to be told by.
pub(super) type List = LazyLock<HashSet<&'static [u8]>>;

/// The words of `text`, which stands in the source.
pub(super) fn list(text: &'static str) -> HashSet<&'static [u8]> {
    text.split_ascii_whitespace().map(str::as_bytes).collect()
}

/// A word in lower case, without the punctuation around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether a clause ends behind it: comma, colon, bracket, dash.
    pub(super) ends_clause: bool,
}

impl Word {
    /// Whether it is in `list`.
    pub(super) fn is_of(&self, list: &List) -> bool {
        list.contains(self.text.as_bytes())
    }

    /// Whether it is one of `words`.
    pub(super) fn is_in(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_str())
    }
}

/// The words of `text`, which the caller has cut to a bearable length.
pub(super) fn words(text: &[u8]) -> Vec<Word> {
    let text = String::from_utf8_lossy(text).replace(['\u{2019}', '\u{2018}'], "'");
    let mut words: Vec<Word> = Vec::new();
    for part in text.split_whitespace() {
        let word = part.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let tail = part.trim_end_matches(['*', '_', '"', '\'', '`', '\u{201d}']);
        let ends_clause = tail.ends_with([',', ';', ':', '.', '!', '?', ')', '\u{2014}', '\u{2013}']);
        let opens_clause = part.starts_with(['(', '\u{2014}', '\u{2013}']) || part == "-";
        if let Some(last) = words.last_mut().filter(|_| opens_clause || word.is_empty() && ends_clause) {
            last.ends_clause = true;
        }
        if !word.is_empty() && !matches!(word.as_str(), "e.g" | "i.e" | "z.b") {
            words.push(Word { text: word, ends_clause });
        }
    }
    words
}

/// Whether `words` holds the words of `phrase` one behind the other.
pub(super) fn has_phrase(words: &[Word], phrase: &str) -> bool {
    let len = phrase.split(' ').count();
    words.windows(len).any(|window| window.iter().map(|word| word.text.as_str()).eq(phrase.split(' ')))
}

/// The last `limit` bytes of `text`.
pub(super) fn tail(text: &[u8], limit: usize) -> &[u8] {
    &text[text.len().saturating_sub(limit)..]
}

/// The first `limit` bytes of `text`.
pub(super) fn head(text: &[u8], limit: usize) -> &[u8] {
    &text[..text.len().min(limit)]
}

/// Where the last sentence of `text` starts: behind a full stop, or at a line that starts with a mark or a label.
pub(super) fn sentence_start(text: &[u8]) -> usize {
    let starts = |&at: &usize| {
        let before = &text[..at];
        let is_label = || text[at].is_ascii_uppercase() && label(&text[at..]).is_some_and(is_loud);
        match text[at - 1] {
            b'\n' => starts_item(&text[at..]) || is_label() || ends_sentence(before, text[at]),
            byte if byte.is_ascii_whitespace() => is_label() || ends_sentence(before, text[at]),
            _ => ends_sentence(before, text[at]),
        }
    };
    (1..text.len()).rev().find(starts).unwrap_or(0)
}

/// The end of the first sentence of `text`.
pub(super) fn sentence_end(text: &[u8]) -> usize {
    let ends = |&at: &usize| ends_sentence(&text[..at], text[at]) || text[at - 1] == b'\n' && starts_item(&text[at..]);
    (1..text.len()).find(ends).unwrap_or(text.len())
}

/// Whether a sentence ends with `before`, behind which stands `next`.
fn ends_sentence(before: &[u8], next: u8) -> bool {
    next.is_ascii_whitespace() && before.ends_with_stop() && !before.ends_with_abbreviation()
}

/// Whether a list item starts here.
pub(super) fn starts_item(line: &[u8]) -> bool {
    item(line) > 0
}

/// The length of the mark of a list item: `- `, `* `, `• `, `4. `, `a) `.
pub(super) fn item(line: &[u8]) -> usize {
    let blanks = line.iter().take_while(|byte| **byte == b' ' || **byte == b'\t').count();
    let rest = &line[blanks..];
    let mark = match rest {
        [b'-' | b'*' | b'+', b' ' | b'\t', ..] => 1,
        _ if rest.starts_with("•".as_bytes()) => "•".len(),
        _ => {
            let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
            match rest.get(digits..) {
                Some([b'.' | b')', b' ' | b'\t', ..]) if digits > 0 => digits + 1,
                _ => return 0,
            }
        }
    };
    blanks + mark + rest[mark..].iter().take_while(|byte| **byte == b' ' || **byte == b'\t').count()
}

/// The label at the start of `text`, with its colon: `RUN:`, `Step 3:`, `ANTI_PATTERN:`.
pub(super) fn label(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().take(32).position(|byte| *byte == b':' || *byte == b'\n')?;
    let name = &text[..end];
    let is_name = name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b" _-'".contains(byte) || *byte >= 0x80);
    let is_end = text.get(end + 1).is_none_or(u8::is_ascii_whitespace);
    (text[end] == b':' && is_name && is_end).then_some(&text[..=end])
}

/// Whether a label is in capitals, and so starts something new wherever it stands.
fn is_loud(label: &[u8]) -> bool {
    label.len() > 3 && !label.iter().any(u8::is_ascii_lowercase) && !label.contains(&b' ')
}

trait Ends {
    fn ends_with_stop(&self) -> bool;
    fn ends_with_abbreviation(&self) -> bool;
}

impl Ends for [u8] {
    fn ends_with_stop(&self) -> bool {
        let end = self.iter().rposition(|byte| !b"\"'`)*_".contains(byte)).map_or(0, |at| at + 1);
        matches!(self[..end].last(), Some(b'.' | b'!' | b'?'))
    }

    fn ends_with_abbreviation(&self) -> bool {
        ["e.g.", "i.e.", "z.B.", "p.ej.", "ex.", " .", "etc.", "vs."]
            .iter()
            .any(|short| self.ends_with(short.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::{item, label, sentence_end, sentence_start, words};

    #[test]
    fn words_know_where_clauses_end() {
        let all = words("Don\u{2019}t **edit** it, ever (please)".as_bytes());
        let texts: Vec<&str> = all.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["don't", "edit", "it", "ever", "please"]);
        assert_eq!(all.iter().map(|word| word.ends_clause).collect::<Vec<_>>(), [false, false, true, true, true]);
    }

    #[test]
    fn sentences() {
        let start = |text: &str| text[sentence_start(text.as_bytes())..].trim().to_owned();
        assert_eq!(start("It broke. Then I ran"), "Then I ran");
        assert_eq!(start("Avoid commands, e.g. "), "Avoid commands, e.g.");
        assert_eq!(start("one\n- two"), "- two");
        assert_eq!(start("x is it FIX: use"), "FIX: use");
        assert_eq!(sentence_end(b"is off. And so"), 7);
    }

    #[test]
    fn marks_and_labels() {
        assert_eq!([item(b"- a"), item(b"  12. a"), item(b"1.5 a"), item(b"-a")], [2, 6, 0, 0]);
        assert_eq!(label(b"RUN: x"), Some(b"RUN:".as_slice()));
        assert_eq!(label(b"http://x"), None);
        assert_eq!(label(b"a.b: x"), None);
    }
}
