//! Tokens for documentation and tests: drawn from a counter, so nobody ever issued them.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Shape};

impl Shape {
    /// A token of this shape, the same for each `seed`, its checksum fitting. No real one: its bytes come from a counter.
    #[must_use]
    pub fn example(&self, seed: u64) -> Vec<u8> {
        let mut lot = Lot(seed);
        let mut token = Vec::new();
        let mut body = None;
        for piece in self.pieces {
            match piece {
                Piece::Text(text) => token.extend_from_slice(text.as_bytes()),
                Piece::OneOf(words) => token.extend_from_slice(lot.choose(words).as_bytes()),
                Piece::Of(alphabet, least, most) => {
                    let spread = (most - least).min(16);
                    let count = least + lot.below(u32::from(spread) + 1) as u16;
                    let start = token.len();
                    lot.fill(&mut token, *alphabet, count);
                    body = body.or(Some(start..token.len()));
                }
                Piece::Uuid => lot.uuid(&mut token),
            }
        }
        self.proof.seal(&mut token, body.unwrap_or_default());
        token
    }
}

/// Numbers that look drawn by lot: SplitMix64 (Steele, Lea, Flood, 2014).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        (self.next() >> 32) as u32 % bound.max(1)
    }

    fn choose(&mut self, words: &'static [&'static str]) -> &'static str {
        words.get(self.below(words.len() as u32) as usize).copied().unwrap_or_default()
    }

    /// Adds `count` of `alphabet`; a letter or digit at both ends, and no padding.
    fn fill(&mut self, token: &mut Vec<u8>, alphabet: Alphabet, count: u16) {
        for at in 0..count {
            let is_end = at == 0 || at + 1 == count;
            let fits = |byte: u8| byte != b'=' && (!is_end || byte.is_ascii_alphanumeric());
            let mut byte = alphabet.nth(self.below(alphabet.len()));
            for _ in 0..64 {
                if fits(byte) {
                    break;
                }
                byte = alphabet.nth(self.below(alphabet.len()));
            }
            token.push(byte);
        }
    }

    /// Adds a random UUID (RFC 9562, section 5.4).
    fn uuid(&mut self, token: &mut Vec<u8>) {
        for at in 0..36 {
            token.push(match at {
                8 | 13 | 18 | 23 => b'-',
                14 => b'4',
                19 => b"89ab"[self.below(4) as usize],
                _ => Alphabet::HEX.nth(self.below(16)),
            });
        }
    }
}
