//! The masks byte by byte, on every machine.

use std::ops::Range;

use super::{LANE, Literals, Masks};

/// Fills the `lanes` of `masks`, of which number 1 starts at `from`.
pub(super) fn classify(bytes: &[u8], from: usize, literals: &Literals, masks: &mut Masks, lanes: Range<usize>) {
    for lane in lanes {
        let start = from + (lane - 1) * LANE;
        let mut bits = [0; 4];
        for (at, byte) in bytes.iter().enumerate().skip(start).take(LANE) {
            let class = CLASS[usize::from(*byte)];
            let facts = [class != 0, class == MARK, class == DIGIT, literals.may_end(bytes, at)];
            for (mask, is_so) in bits.iter_mut().zip(facts) {
                *mask |= u64::from(is_so) << (at - start);
            }
        }
        masks.set(lane, bits);
    }
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const MARK: u8 = 3;

const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        class[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' | b'a'..=b'z' => LETTER,
            b'_' | b'-' | b'.' | b'+' | b'/' | b'=' => MARK,
            _ => 0,
        };
        byte += 1;
    }
    class
};
