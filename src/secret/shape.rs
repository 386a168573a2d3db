//! Shapes at work: matched, generated from a seed, told in words.

use super::detector::Shape;
use crate::text::Span;

impl Shape {
    /// Where a token of this shape ends that starts at `at`; `None` where there is none, or where it goes on as no token does.
    #[must_use]
    pub fn match_at(&self, _bytes: &[u8], _at: usize) -> Option<Span> {
        None
    }

    /// A token of this shape, the same for each `seed`, its checksum fitting. No real one: its bytes come from a counter.
    #[must_use]
    pub fn example(&self, _seed: u64) -> Vec<u8> {
        Vec::new()
    }

    /// The shape in words: "`ghp_`, 36 of `0-9A-Za-z`; ends with a CRC-32".
    #[must_use]
    pub fn words(&self) -> String {
        String::new()
    }
}
