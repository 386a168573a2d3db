//! Few short literals, told apart by a window of three bytes: a form of Teddy.

use super::Word;

/// How many bytes of a literal are looked at first.
pub(super) const WINDOW: usize = 3;

/// Groups of literals that one lookup cannot tell apart: a bit of a byte for each.
const GROUPS: usize = 8;

/// Literals to be found, at most 64, of two bytes or more.
#[derive(Debug)]
pub(crate) struct Literals {
    texts: Vec<&'static [u8]>,
    /// For each text, how many of its bytes stand in front of its window's end.
    ends: Vec<usize>,
    /// For each place of the window and each byte, the literals that have it there.
    exact: [[u64; 256]; WINDOW],
    /// For each place of the window and each low half of a byte, the groups that have it there.
    pub(super) low: [[u8; 16]; WINDOW],
    /// Likewise for the high half.
    pub(super) high: [[u8; 16]; WINDOW],
}

impl Literals {
    /// These texts; an index into them is a [`Word::literal`].
    pub(crate) fn new(texts: impl Iterator<Item = &'static str>) -> Self {
        let mut literals = Self {
            texts: Vec::new(),
            ends: Vec::new(),
            exact: [[0; 256]; WINDOW],
            low: [[0; 16]; WINDOW],
            high: [[0; 16]; WINDOW],
        };
        for text in texts.map(str::as_bytes).take(64).filter(|text| text.len() >= 2) {
            literals.add(text);
        }
        literals
    }

    fn add(&mut self, text: &'static [u8]) {
        let end = (2..=text.len()).min_by_key(|end| commonness(window(text, *end))).unwrap_or(text.len());
        let window = window(text, end);
        let bit = 1 << self.texts.len();
        let group = (0..GROUPS).min_by_key(|group| self.growth(*group, window)).unwrap_or(0);
        for (place, known) in window.into_iter().enumerate() {
            let bytes = known.map_or(0..=255, |byte| byte..=byte);
            for byte in bytes {
                self.exact[place][usize::from(byte)] |= bit;
                self.low[place][usize::from(byte & 15)] |= 1 << group;
                self.high[place][usize::from(byte >> 4)] |= 1 << group;
            }
        }
        self.texts.push(text);
        self.ends.push(end);
    }

    /// By how many windows `group` lets through more with `window` than without.
    fn growth(&self, group: usize, window: [Option<u8>; WINDOW]) -> u64 {
        let (mut before, mut after) = (1, 1);
        for (place, byte) in window.into_iter().enumerate() {
            let held = |halves: &[u8; 16]| halves.iter().map(|groups| u32::from(groups >> group & 1)).sum::<u32>();
            let (low, high) = (held(&self.low[place]), held(&self.high[place]));
            let adds = |halves: &[u8; 16], half: u8| u32::from(halves[usize::from(half)] >> group & 1 == 0);
            let (more_low, more_high) = byte.map_or((16 - low, 16 - high), |byte| {
                (adds(&self.low[place], byte & 15), adds(&self.high[place], byte >> 4))
            });
            before *= u64::from(low * high);
            after *= u64::from((low + more_low) * (high + more_high));
        }
        after - before
    }

    /// Whether the two halves of the bytes up to `at` let a window end there, as the SIMD twin sees it.
    pub(super) fn may_end(&self, bytes: &[u8], at: usize) -> bool {
        let groups = (0..WINDOW).fold(u8::MAX, |groups, place| {
            let byte = (at + place).checked_sub(WINDOW - 1).map_or(0, |at| bytes[at]);
            groups & self.low[place][usize::from(byte & 15)] & self.high[place][usize::from(byte >> 4)]
        });
        groups != 0
    }

    /// Adds the literals whose window ends with the byte at `at`.
    pub(super) fn at_window(&self, bytes: &[u8], at: usize, words: &mut Vec<Word>) {
        let mut fits = (0..WINDOW).fold(u64::MAX, |fits, place| {
            let byte = (at + place).checked_sub(WINDOW - 1).map_or(0, |at| bytes[at]);
            fits & self.exact[place][usize::from(byte)]
        });
        while fits != 0 {
            let literal = fits.trailing_zeros() as usize;
            fits &= fits - 1;
            if let Some(start) = (at + 1).checked_sub(self.ends[literal])
                && bytes[start..].starts_with(self.texts[literal])
            {
                words.push(Word { at: start, literal });
            }
        }
    }
}

/// The three bytes of `text` in front of `end`; two where it has no more.
fn window(text: &[u8], end: usize) -> [Option<u8>; WINDOW] {
    std::array::from_fn(|place| (end + place).checked_sub(WINDOW).map(|at| text[at]))
}

/// How often a window stands in ordinary text, as a rank.
fn commonness(window: [Option<u8>; WINDOW]) -> u32 {
    let one = |byte: Option<u8>| match byte {
        None => 200,
        Some(b'a'..=b'z' | b' ' | b'-' | b'=' | b'*' | b'/') => 8,
        Some(b'0'..=b'9' | b'A'..=b'Z') => 3,
        Some(_) => 2,
    };
    let is_line = window[0] == window[1] && window[1] == window[2];
    window.into_iter().map(one).product::<u32>() * if is_line { 100 } else { 1 }
}
