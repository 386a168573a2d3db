//! Which patterns are worth asking about a text: one pass for the keywords and anchors of all of them.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::pattern::Pattern;

/// What every pattern waits for. A pattern has two conditions, each met by one of several words: its keywords and its anchors.
pub(super) struct Prefilter {
    /// Finds the words in upper and lower case. `None`: there are none, or too many to look for.
    words: Option<AhoCorasick>,
    /// The conditions that each word meets; the pattern `n` has the conditions `2 * n` and `2 * n + 1`.
    meets: Vec<Vec<usize>>,
    /// Conditions that are met by anything.
    free: Vec<bool>,
}

impl Prefilter {
    pub(super) fn new(patterns: &[Pattern]) -> Self {
        let mut words: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        let mut free = vec![true; 2 * patterns.len()];
        for (index, pattern) in patterns.iter().enumerate() {
            let keywords = pattern.keywords.iter().map(|word| word.to_ascii_lowercase().into_bytes());
            let anchors = pattern.regex.as_ref().and_then(|regex| regex.anchors()).unwrap_or_default();
            let keywords = keywords.map(|word| (2 * index, word));
            let anchors = anchors.iter().map(|word| (2 * index + 1, word.clone()));
            for (condition, word) in keywords.chain(anchors).filter(|(_, word)| !word.is_empty()) {
                free[condition] = false;
                words.entry(word).or_default().push(condition);
            }
            // An empty keyword stands in every text.
            free[2 * index] |= pattern.keywords.iter().any(String::is_empty);
        }
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(words.keys());
        let words_found = automaton.ok().filter(|_| !words.is_empty());
        if words_found.is_none() {
            free.fill(true);
        }
        Self { words: words_found, meets: words.into_values().collect(), free }
    }

    /// For each pattern whether it may match in `text`.
    pub(super) fn awake(&self, text: &[u8]) -> Vec<bool> {
        let mut met = self.free.clone();
        let mut open = met.iter().filter(|met| !**met).count();
        if let Some(words) = self.words.as_ref().filter(|_| open > 0) {
            for found in words.find_overlapping_iter(text) {
                for &condition in &self.meets[found.pattern().as_usize()] {
                    open -= usize::from(!met[condition]);
                    met[condition] = true;
                }
                if open == 0 {
                    break;
                }
            }
        }
        met.chunks(2).map(|both| both.iter().all(|met| *met)).collect()
    }
}
