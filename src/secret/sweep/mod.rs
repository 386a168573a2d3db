//! One pass over the bytes that finds what tokens are made of: runs of their letters, and literals.
//!
//! # What
//! For a block of 16 KiB the sweep fills four bit masks, a bit for each byte: token bytes (letters, digits, `_-.+/=`), marks among them,
//! digits, and places where a literal's window may end. All else is arithmetic on these masks, 64 bytes at a time:
//!
//! - **Runs** of sixteen token bytes and more: four shifts narrow the mask until only bits with fifteen more behind them are left, four
//!   widen it again ([`edges`]). The edges of what is left are the runs, and a population count gives their digits.
//! - **Starts** of words inside runs: where a letter follows none. The caller's filter, a hash of four bytes, is asked there.
//! - **Literals** (marks of structures, [stems](super::assignment) of names) by a form of *Teddy*, the algorithm of Hyperscan that
//!   ripgrep uses: a window of three bytes of each literal, two table lookups for each place of it (one for each half of a byte), and
//!   the eight bits of a lookup are eight groups of literals. Where a window may end, the literals themselves are compared.
//!
//! # Why so
//! What a text says cannot be foretold, so no branch depends on it until something was found: a processor that guesses wrong loses
//! more than a lane costs. The masks of a block stay in the nearest cache, and the vectors stay in one leaf ([`simd`]), with a twin
//! ([`scalar`]) for other processors that a property test holds equal to it, bit for bit.
//!
//! The windows and the groups of the literals are chosen by how often each byte stands in source code: of all windows and groups the
//! pair is taken that adds the fewest false places, the shortest literal first, since it has the least choice. So twice as many literals
//! as before, in either case, still stop the sweep at about one place in eighty. (Letters fold for free: only the high halves of their
//! bytes differ.)
//!
//! # What was tried
//! - *Teddy as `aho-corasick` packs it*: 3.7 GB/s with twelve literals, but 1.4 with thirty-two, and that is a pass of its own.
//! - *The rarest window of each literal, then the best group*: with 56 literals one place in thirty is looked at, by frequencies of
//!   single bytes; by classes of bytes (letters, digits, others) one in fifteen.
//! - *A literal for each case*: three times as many of them, and `pAss` is none of the three.

mod edges;
mod literals;
mod scalar;
#[cfg(target_arch = "x86_64")]
mod simd;

use edges::Edges;
pub(super) use literals::{Literal, Literals};

use crate::text::Span;

/// Shorter runs hold no token by themselves; passwords that short are found by what names them.
pub(super) const LEAST: usize = 16;

/// Bytes swept at a time: they and their masks stay in the nearest cache.
const BLOCK: usize = 16 << 10;

/// Bytes in a mask.
const LANE: usize = 64;

/// A run of at least [`LEAST`] token bytes: letters, digits, `_-.+/=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Span,
    /// How many of its bytes are digits.
    pub(super) digits: usize,
}

/// A literal that stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it starts.
    pub(super) at: usize,
    /// Which of the [`Literals`] it is.
    pub(super) literal: usize,
}

/// What the bytes are, a bit for each; lane 0 stands in front of the block, and one behind it tells what follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Masks {
    /// Letters, digits and `_-.+/=`.
    token: Vec<u64>,
    /// `_-.+/=`.
    mark: Vec<u64>,
    /// Digits.
    digit: Vec<u64>,
    /// Here the window of a literal may end.
    window: Vec<u64>,
}

impl Masks {
    fn clear(&mut self) {
        for masks in [&mut self.token, &mut self.mark, &mut self.digit, &mut self.window] {
            masks.clear();
        }
    }

    /// Makes room for `lanes`, keeping what the last of the block's old ones says as the first.
    fn advance(&mut self, lanes: usize) {
        for masks in [&mut self.token, &mut self.mark, &mut self.digit, &mut self.window] {
            let before = masks.len().checked_sub(2).map_or(0, |last| masks[last]);
            masks.resize(lanes, 0);
            masks[0] = before;
        }
    }

    fn set(&mut self, lane: usize, [token, mark, digit, window]: [u64; 4]) {
        self.token[lane] = token;
        self.mark[lane] = mark;
        self.digit[lane] = digit;
        self.window[lane] = window;
    }
}

/// What was found in one block.
#[derive(Debug, Default)]
pub(super) struct Block {
    masks: Masks,
    edges: Edges,
    /// The runs that end in it, in their order.
    pub(super) runs: Vec<Run>,
    /// Places inside runs at which a word starts that the caller's filter let through, in their order.
    pub(super) starts: Vec<usize>,
    /// The literals whose window ends in it, in their order.
    pub(super) words: Vec<Word>,
}

/// A run's start or end.
#[derive(Clone, Copy, Debug)]
struct Edge {
    at: usize,
    /// How many digits stand in front of it; it may wrap.
    digits: u32,
}

/// The pass, block by block.
pub(super) struct Sweep<'a, F> {
    bytes: &'a [u8],
    literals: &'a Literals,
    /// Whether a word that starts there is worth a look.
    filter: F,
    /// Where the next block starts.
    at: usize,
    /// The start of the run that goes on into the next block, and how many digits stand in front of it.
    open: Option<Edge>,
}

impl<'a, F: Fn(usize) -> bool> Sweep<'a, F> {
    /// A pass over `bytes`.
    pub(super) fn new(bytes: &'a [u8], literals: &'a Literals, filter: F) -> Self {
        Self { bytes, literals, filter, at: 0, open: None }
    }

    /// Fills `block`, always the same one, with what the next one holds; `false` at the end.
    pub(super) fn next(&mut self, block: &mut Block) -> bool {
        let Block { masks, edges, runs, starts, words } = block;
        runs.clear();
        starts.clear();
        words.clear();
        if self.at >= self.bytes.len() {
            return false;
        }
        if self.at == 0 {
            masks.clear();
        }
        // One lane more than is told of, for a run is known by what follows. At the very end nothing closes it, twice.
        let end = (self.at + BLOCK + LANE).min(self.bytes.len());
        let is_last = end < self.at + BLOCK + LANE;
        masks.advance(1 + (end - self.at).div_ceil(LANE) + 2 * usize::from(is_last));
        classify(&self.bytes[..end], self.at, self.literals, masks);
        edges.read(masks);
        self.runs(masks, edges, runs);
        self.starts(edges, starts);
        self.words(masks, words);
        self.at = if is_last { self.bytes.len() } else { self.at + BLOCK };
        true
    }

    /// Joins each run's edges.
    fn runs(&mut self, masks: &Masks, edges: &Edges, runs: &mut Vec<Run>) {
        let edge = |at: &u32| Edge { at: self.at + *at as usize, digits: edges.digits_before(masks, *at) };
        let mut starts = self.open.take().into_iter().chain(edges.rises.all().iter().map(edge));
        runs.extend(edges.falls.all().iter().map(edge).zip(starts.by_ref()).map(|(end, start)| Run {
            span: Span::new(start.at, end.at),
            digits: end.digits.wrapping_sub(start.digits) as usize,
        }));
        self.open = starts.next();
    }

    fn starts(&self, edges: &Edges, starts: &mut Vec<usize>) {
        // Without a branch, for whether one passes cannot be foretold.
        starts.resize(edges.words.all().len(), 0);
        let mut kept = 0;
        for word in edges.words.all() {
            let at = self.at + *word as usize;
            starts[kept] = at;
            kept += usize::from((self.filter)(at));
        }
        starts.truncate(kept);
    }

    fn words(&self, masks: &Masks, words: &mut Vec<Word>) {
        let told = masks.window.len() - 1;
        for (index, window) in masks.window[1..told].iter().enumerate() {
            let mut window = *window;
            while window != 0 {
                let end = self.at + index * LANE + window.trailing_zeros() as usize;
                self.literals.at_window(self.bytes, end, words);
                window &= window - 1;
            }
        }
        words.sort_unstable_by_key(|word| (word.at, word.literal));
    }
}

/// Fills `masks` but the first with what the bytes from `from` on are.
fn classify(bytes: &[u8], from: usize, literals: &Literals, masks: &mut Masks) {
    let lanes = 1..masks.token.len();
    #[cfg(target_arch = "x86_64")]
    let done = simd::classify(bytes, from, literals, masks);
    #[cfg(not(target_arch = "x86_64"))]
    let done = 1..1;
    scalar::classify(bytes, from, literals, masks, lanes.start..done.start);
    scalar::classify(bytes, from, literals, masks, done.end..lanes.end);
}

#[cfg(test)]
mod tests;
