//! Where runs start and end, and the words in them, out of the masks: without a branch on what the text says.

use super::{LANE, Masks};

/// The edges in one block, each counted from the block's start.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Where runs start.
    pub(super) rises: Places,
    /// One past where they end.
    pub(super) falls: Places,
    /// The first letter or digit of each word inside runs.
    pub(super) words: Places,
    /// For each lane, how many digits stand in front of it; it may wrap.
    digits: Vec<u32>,
    /// For each lane, the bits that lie in sixteen or more in a row; and room to find them.
    inside: Vec<u64>,
    spare: Vec<u64>,
    /// How many digits the lanes read so far hold; it may wrap.
    all_digits: u32,
}

impl Edges {
    /// Reads all lanes but the first and the last, which only tell what stands around them.
    pub(super) fn read(&mut self, masks: &Masks) {
        #[cfg(target_arch = "x86_64")]
        if super::simd::read_edges(self, masks) {
            return;
        }
        self.read_plainly(masks);
    }

    /// The work itself, compiled once for each kind of processor.
    #[inline(always)]
    pub(super) fn read_plainly(&mut self, masks: &Masks) {
        // Sixteen bytes a run, two a word.
        self.rises.restart(4 * masks.token.len());
        self.falls.restart(4 * masks.token.len());
        self.words.restart(LANE / 2 * masks.token.len());
        self.find_inside(&masks.token);
        self.digits.clear();
        self.digits.push(0);
        for lane in 1..masks.token.len() - 1 {
            let inside = self.inside[lane];
            let shifted = inside << 1 | self.inside[lane - 1] >> (LANE - 1);
            let letters = masks.token[lane] & !masks.mark[lane];
            let before = (masks.token[lane - 1] & !masks.mark[lane - 1]) >> (LANE - 1);
            let base = ((lane - 1) * LANE) as u32;
            self.rises.add::<3>(base, inside & !shifted);
            self.falls.add::<3>(base, shifted & !inside);
            self.words.add::<6>(base, letters & !(letters << 1 | before) & inside);
            self.digits.push(self.all_digits);
            self.all_digits = self.all_digits.wrapping_add(masks.digit[lane].count_ones());
        }
    }

    #[inline(always)]
    fn find_inside(&mut self, token: &[u64]) {
        let Self { inside, spare, .. } = self;
        inside.clear();
        inside.extend_from_slice(token);
        spare.resize(token.len(), 0);
        narrow::<1>(inside, spare);
        narrow::<2>(spare, inside);
        narrow::<4>(inside, spare);
        narrow::<8>(spare, inside);
        widen::<1>(inside, spare);
        widen::<2>(spare, inside);
        widen::<4>(inside, spare);
        widen::<8>(spare, inside);
    }

    /// How many digits stand in front of a place; it may wrap.
    pub(super) fn digits_before(&self, masks: &Masks, at: u32) -> u32 {
        let lane = 1 + at as usize / LANE;
        let before = masks.digit[lane] & !(u64::MAX << (at as usize % LANE));
        self.digits[lane].wrapping_add(before.count_ones())
    }
}

/// Keeps a bit where the one `BY` behind it is set too.
#[inline(always)]
fn narrow<const BY: usize>(from: &[u64], to: &mut [u64]) {
    for (to, pair) in to.iter_mut().zip(from.windows(2)) {
        *to = pair[0] & (pair[0] >> BY | pair[1] << (LANE - BY));
    }
    if let (Some(to), Some(last)) = (to.last_mut(), from.last()) {
        *to = last & last >> BY;
    }
}

/// Sets the bit `BY` behind each bit.
#[inline(always)]
fn widen<const BY: usize>(from: &[u64], to: &mut [u64]) {
    if let (Some(to), Some(first)) = (to.first_mut(), from.first()) {
        *to = first | first << BY;
    }
    for (to, pair) in to[1..].iter_mut().zip(from.windows(2)) {
        *to = pair[1] | pair[1] << BY | pair[0] >> (LANE - BY);
    }
}

/// A list of places that is written ahead of its end.
#[derive(Debug, Default)]
pub(super) struct Places {
    room: Vec<u32>,
    count: usize,
}

impl Places {
    /// Forgets all places, and makes room for `most`.
    fn restart(&mut self, most: usize) {
        self.count = 0;
        // One lane is written ahead.
        if self.room.len() < most + LANE {
            self.room.resize(most + LANE, 0);
        }
    }

    /// The places, in their order.
    pub(super) fn all(&self) -> &[u32] {
        &self.room[..self.count]
    }

    /// Adds the set bits of a lane, the first `AHEAD` of them without asking whether they are there.
    #[inline(always)]
    fn add<const AHEAD: usize>(&mut self, base: u32, mut bits: u64) {
        let Some(room) = self.room[self.count..].first_chunk_mut::<LANE>() else { return };
        self.count += bits.count_ones() as usize;
        for place in &mut room[..AHEAD] {
            *place = base + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
        let mut next = AHEAD;
        while bits != 0 {
            room[next] = base + bits.trailing_zeros();
            bits &= bits - 1;
            next += 1;
        }
    }
}
