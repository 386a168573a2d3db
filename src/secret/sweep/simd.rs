//! The masks of the scalar twin, 32 bytes at a time with AVX2.
#![expect(
    unsafe_code,
    reason = "vector loads, and functions for a processor that was asked first; held equal to `scalar`"
)]

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256,
    _mm256_movemask_epi8, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_slli_epi16,
    _mm256_srli_epi16,
};
use std::ops::Range;

use super::literals::WINDOW;
use super::{Edges, LANE, Literals, Masks};

/// Fills the whole lanes that have two bytes in front of them, and says which those are.
pub(super) fn classify(bytes: &[u8], from: usize, literals: &Literals, masks: &mut Masks) -> Range<usize> {
    let first = 1 + usize::from(from < WINDOW - 1);
    let end = 1 + bytes.len().saturating_sub(from) / LANE;
    if first >= end || !is_x86_feature_detected!("avx2") {
        return 1..1;
    }
    let start = from + (first - 1) * LANE - (WINDOW - 1);
    // SAFETY: the processor was asked for AVX2.
    unsafe { fill(&bytes[start..], literals, masks, first..end) };
    first..end
}

/// Reads the edges with what this processor can do beyond the oldest of its kind; `false` where it is the oldest.
pub(super) fn read_edges(edges: &mut Edges, masks: &Masks) -> bool {
    let can =
        is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("popcnt");
    if can {
        // SAFETY: the processor was asked for these.
        unsafe { read_edges_here(edges, masks) };
    }
    can
}

#[target_feature(enable = "avx2,bmi1,popcnt")]
fn read_edges_here(edges: &mut Edges, masks: &Masks) {
    edges.read_plainly(masks);
}

/// What the low and the high half of a byte must share: bits 0 to 2 for `+-./`, `=` and `_`, 3 for digits, 4 and 5 for letters.
const CLASS_LOW: [u8; 16] = [40, 56, 56, 56, 56, 56, 56, 56, 56, 56, 48, 17, 16, 19, 17, 21];
const CLASS_HIGH: [u8; 16] = [0, 0, 1, 10, 16, 36, 16, 32, 0, 0, 0, 0, 0, 0, 0, 0];

/// `bytes` begin two in front of the first lane.
#[target_feature(enable = "avx2")]
fn fill(bytes: &[u8], literals: &Literals, masks: &mut Masks, lanes: Range<usize>) {
    let class = [table(&CLASS_LOW), table(&CLASS_HIGH)];
    let low: [__m256i; WINDOW] = [table(&literals.low[0]), table(&literals.low[1]), table(&literals.low[2])];
    let high: [__m256i; WINDOW] = [table(&literals.high[0]), table(&literals.high[1]), table(&literals.high[2])];
    let bits = |chunk: &[u8; CHUNK]| {
        let (front, middle, back) = (load(chunk, 0), load(chunk, 1), load(chunk, 2));
        let ends = _mm256_and_si256(look(front, low[0], high[0]), look(middle, low[1], high[1]));
        let kind = look(back, class[0], class[1]);
        [
            !zeros(kind),
            !zeros(_mm256_and_si256(kind, _mm256_set1_epi8(7))),
            _mm256_movemask_epi8(_mm256_slli_epi16::<4>(kind)) as u32,
            !zeros(_mm256_and_si256(ends, look(back, low[2], high[2]))),
        ]
    };
    for lane in lanes.clone() {
        let at = (lane - lanes.start) * LANE;
        let (Some(first), Some(second)) = (bytes[at..].first_chunk(), bytes[at + LANE / 2..].first_chunk()) else {
            return;
        };
        let (first, second) = (bits(first), bits(second));
        masks.set(lane, std::array::from_fn(|fact| u64::from(first[fact]) | u64::from(second[fact]) << 32));
    }
}

/// 32 bytes and what stands in front of them.
const CHUNK: usize = 32 + WINDOW - 1;

/// For each byte, what the tables of its two halves share.
#[target_feature(enable = "avx2")]
fn look(bytes: __m256i, low: __m256i, high: __m256i) -> __m256i {
    let nibble = _mm256_set1_epi8(15);
    let low = _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, nibble));
    let high = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), nibble));
    _mm256_and_si256(low, high)
}

/// A bit for each byte that is zero.
#[target_feature(enable = "avx2")]
fn zeros(bytes: __m256i) -> u32 {
    _mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256())) as u32
}

#[target_feature(enable = "avx2")]
fn load(chunk: &[u8; CHUNK], offset: usize) -> __m256i {
    let part = &chunk[offset..offset + 32];
    // SAFETY: 32 bytes, of any alignment.
    unsafe { _mm256_loadu_si256(part.as_ptr().cast()) }
}

#[target_feature(enable = "avx2")]
fn table(halves: &[u8; 16]) -> __m256i {
    // SAFETY: 16 bytes, of any alignment.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(halves.as_ptr().cast()) })
}
