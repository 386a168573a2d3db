//! Few short literals, told apart by a window of three bytes: a form of Teddy.

use super::Word;

/// How many bytes of a literal are looked at first.
pub(super) const WINDOW: usize = 3;

/// Groups of literals that one lookup cannot tell apart: a bit of a byte for each.
const GROUPS: usize = 8;

/// A text to be found, of two bytes or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::secret) struct Literal {
    text: Vec<u8>,
    /// Whether its ASCII letters may be of either case.
    folds: bool,
}

impl Literal {
    /// Exactly this text.
    pub(in crate::secret) fn exact(text: &str) -> Self {
        Self { text: text.into(), folds: false }
    }

    /// This text, its ASCII letters in either case.
    pub(in crate::secret) fn folded(text: &str) -> Self {
        Self { text: text.into(), folds: true }
    }

    /// Whether it stands at the start of `bytes`.
    pub(in crate::secret) fn begins(&self, bytes: &[u8]) -> bool {
        let Some(start) = bytes.get(..self.text.len()) else { return false };
        if self.folds { start.eq_ignore_ascii_case(&self.text) } else { start == self.text }
    }

    /// The bytes that may stand in each place of the window that ends in front of `end`.
    fn window(&self, end: usize) -> Window {
        std::array::from_fn(|place| match (end + place).checked_sub(WINDOW) {
            None => Seen::Any,
            Some(at) if self.folds && self.text[at].is_ascii_alphabetic() => Seen::Letter(self.text[at]),
            Some(at) => Seen::Byte(self.text[at]),
        })
    }
}

/// Literals to be found, at most [`Literals::MOST`].
#[derive(Debug)]
pub(in crate::secret) struct Literals {
    literals: Vec<Literal>,
    /// For each literal, how many of its bytes stand in front of its window's end.
    ends: Vec<usize>,
    /// For each place of the window and each byte, the literals that have it there.
    exact: [[u128; 256]; WINDOW],
    /// For each place of the window and each low half of a byte, the groups that have it there.
    pub(super) low: [[u8; 16]; WINDOW],
    /// Likewise for the high half.
    pub(super) high: [[u8; 16]; WINDOW],
}

impl Literals {
    /// The most literals: a bit for each.
    pub(in crate::secret) const MOST: usize = 128;

    /// These; an index into them is a [`Word::literal`].
    pub(in crate::secret) fn new(literals: impl IntoIterator<Item = Literal>) -> Self {
        let literals: Vec<Literal> = literals.into_iter().take(Self::MOST).collect();
        let mut all = Self {
            ends: literals.iter().map(|literal| literal.text.len()).collect(),
            literals,
            exact: [[0; 256]; WINDOW],
            low: [[0; 16]; WINDOW],
            high: [[0; 16]; WINDOW],
        };
        let mut groups = [Group::default(); GROUPS];
        // The shortest first: the longer one is, the more windows there are to choose from.
        let mut order: Vec<usize> = (0..all.literals.len()).collect();
        order.sort_by_key(|index| all.literals[*index].text.len());
        order.into_iter().for_each(|index| all.place(index, &mut groups));
        all
    }

    /// Chooses the window and the group of a literal by how many places of a text more will have to be looked at.
    fn place(&mut self, index: usize, groups: &mut [Group; GROUPS]) {
        let literal = &self.literals[index];
        let windows = (2..=literal.text.len()).map(|end| (end, literal.window(end)));
        let choices = windows.flat_map(|(end, window)| (0..GROUPS).map(move |group| (end, window, group)));
        let best = choices.min_by_key(|(_, window, group)| {
            let group = &groups[*group];
            group.with(window).hits() - group.hits()
        });
        let Some((end, window, group)) = best else { return };
        groups[group] = groups[group].with(&window);
        self.ends[index] = end;
        for (place, seen) in window.into_iter().enumerate() {
            for byte in seen.bytes() {
                self.exact[place][usize::from(byte)] |= 1 << index;
                self.low[place][usize::from(byte & 15)] |= 1 << group;
                self.high[place][usize::from(byte >> 4)] |= 1 << group;
            }
        }
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
        let mut fits = (0..WINDOW).fold(u128::MAX, |fits, place| {
            let byte = (at + place).checked_sub(WINDOW - 1).map_or(0, |at| bytes[at]);
            fits & self.exact[place][usize::from(byte)]
        });
        while fits != 0 {
            let literal = fits.trailing_zeros() as usize;
            fits &= fits - 1;
            if let Some(start) = (at + 1).checked_sub(self.ends[literal])
                && self.literals[literal].begins(&bytes[start..])
            {
                words.push(Word { at: start, literal });
            }
        }
    }
}

/// What may stand in each place of a window.
type Window = [Seen; WINDOW];

/// What may stand in one place.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// The literal has no byte there.
    Any,
    Byte(u8),
    /// This letter, in either case.
    Letter(u8),
}

impl Seen {
    fn bytes(self) -> impl Iterator<Item = u8> {
        (0..=u8::MAX).filter(move |byte| match self {
            Self::Any => true,
            Self::Byte(own) => *byte == own,
            Self::Letter(own) => byte.eq_ignore_ascii_case(&own),
        })
    }
}

/// What one group lets through: for each place of the window, the low and the high halves of bytes, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
struct Group([(u16, u16); WINDOW]);

impl Group {
    fn with(mut self, window: &Window) -> Self {
        for ((low, high), seen) in self.0.iter_mut().zip(window) {
            if let Seen::Any = seen {
                (*low, *high) = (u16::MAX, u16::MAX);
            } else {
                seen.bytes().for_each(|byte| (*low, *high) = (*low | 1 << (byte & 15), *high | 1 << (byte >> 4)));
            }
        }
        self
    }

    /// How many places of ordinary text it lets through, by how often each byte stands there.
    fn hits(&self) -> u64 {
        self.0.iter().map(|(low, high)| WEIGHTS.of(*low, *high)).product()
    }
}

/// The printable bytes of ASCII by how often they stand in a hundred thousand lines of source code.
const BY_FREQUENCY: &[u8; 95] =
    b" etrasniolcudp_:,/mf()hbg\".wyx201=;kv}{S[]->`6E43#CT\\R98&<!IOA57DNPLqBMFz'|H+VU*jWKGY?^$X%QJ@Z~";

static WEIGHTS: Weights = Weights::new();

/// How often each byte stands in a text: for each high half, by its low half.
struct Weights([[u16; 16]; 16]);

impl Weights {
    const fn new() -> Self {
        let mut weights = [[1; 16]; 16];
        let (mut rank, mut weight) = (0, 1000_u16);
        while rank < BY_FREQUENCY.len() {
            let byte = BY_FREQUENCY[rank] as usize;
            weights[byte >> 4][byte & 15] += weight;
            weight -= weight / 16;
            rank += 1;
        }
        Self(weights)
    }

    /// That of all bytes with one of these halves.
    fn of(&self, low: u16, high: u16) -> u64 {
        let rows = self.0.iter().enumerate().filter(|(half, _)| high >> half & 1 == 1);
        rows.map(|(_, row)| {
            let of_row = row.iter().enumerate().filter(|(half, _)| low >> half & 1 == 1);
            of_row.map(|(_, weight)| u64::from(*weight)).sum::<u64>()
        })
        .sum()
    }
}
