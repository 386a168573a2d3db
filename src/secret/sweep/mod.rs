//! One pass over the bytes that finds what tokens are made of: runs of their letters, and literals.

mod edges;
mod literals;
mod scalar;
#[cfg(target_arch = "x86_64")]
mod simd;

use edges::Edges;
pub(super) use literals::Literals;

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
