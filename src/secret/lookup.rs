//! Which detectors a place in the text may belong to, by its first bytes: an index over all tables, built once.

use std::sync::LazyLock;

use super::checksum::Proof;
use super::detector::{Detector, Piece, Provider, Shape};
use super::providers;
use crate::text::Span;

/// One shape of one detector.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) detector: &'static Detector,
    pub(super) shape: &'static Shape,
    /// Whether the text in it is long enough that nobody writes it by chance.
    pub(super) is_strong: bool,
}

/// The index.
#[derive(Debug)]
pub(super) struct Lookup {
    /// A bit for each hash of the four bytes that a token may start with.
    filter: Vec<u64>,
    /// For each hash of two bytes, one more than the index of the first of [`Self::prefixes`].
    heads: Vec<u16>,
    prefixes: Vec<Prefix>,
    anchors: Vec<Anchor>,
    /// For each byte, the anchors that begin with it, and those whose second byte it is.
    anchor_bytes: [[u64; 256]; 2],
    /// The shortest token with an anchor.
    anchor_least: usize,
    /// Rows without any text to look for, by the length of their tokens.
    free: Vec<Free>,
}

/// Rows whose tokens may be of one length, and by what word nearby each is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Free {
    rows: Vec<Row>,
    /// Sorted by row: a row is worth a look if one of its hints holds.
    hints: Vec<Hint>,
}

/// A word that may stand near, by its first two and its last two letters; `None` if the row needs no word.
#[derive(Clone, Copy, Debug)]
struct Hint {
    row: u32,
    word: Option<[[u8; 2]; 2]>,
}

impl Free {
    /// The rows that are known without a word, or by one of which `may_hold` all pairs of letters that it is asked about.
    pub(super) fn rows(&self, may_hold: impl Fn([u8; 2]) -> bool) -> impl Iterator<Item = Row> {
        let mut last = u32::MAX;
        self.hints.iter().filter_map(move |hint| {
            let is_near = hint.row != last && hint.word.is_none_or(|word| word.into_iter().all(&may_hold));
            is_near.then(|| last = hint.row)?;
            self.rows.get(hint.row as usize).copied()
        })
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn push(&mut self, row: Row) {
        let at = self.rows.len() as u32;
        self.rows.push(row);
        if row.detector.near.is_empty() {
            self.hints.push(Hint { row: at, word: None });
        }
        self.hints.extend(row.detector.near.iter().filter_map(|word| {
            let word = Some([*word.as_bytes().first_chunk()?, *word.as_bytes().last_chunk()?]);
            Some(Hint { row: at, word })
        }));
    }
}

/// The text that a row's tokens start with.
#[derive(Debug)]
struct Prefix {
    text: &'static str,
    row: Row,
    /// Like [`Lookup::heads`].
    next: u16,
}

/// Text inside a row's tokens, whose start says nothing.
#[derive(Debug)]
struct Anchor {
    text: &'static str,
    row: Row,
    /// How many bytes stand in front of it, at least and at most.
    least: usize,
    most: usize,
    /// The fewest bytes that stand behind its start.
    behind: usize,
}

/// A prefix of fewer bytes says nothing.
const SHORTEST_PREFIX: usize = 2;
/// Bytes that the filter looks at.
const HEAD: usize = 4;
const FILTER_BITS: u32 = 16;
const HEADS_BITS: u32 = 12;
/// Longer tokens all have text to look for.
const LONGEST_FREE: usize = 256;

impl Lookup {
    /// The index over all tables.
    pub(super) fn get() -> &'static Self {
        static ALL: LazyLock<Lookup> = LazyLock::new(|| Lookup::new(providers::all()));
        &ALL
    }

    /// An index over these.
    pub(super) fn new(providers: impl Iterator<Item = &'static Provider>) -> Self {
        let mut lookup = Self {
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            heads: vec![0; 1 << HEADS_BITS],
            prefixes: Vec::new(),
            anchors: Vec::new(),
            anchor_bytes: [[0; 256]; 2],
            anchor_least: usize::MAX,
            free: vec![Free::default(); LONGEST_FREE + 1],
        };
        for detector in providers.flat_map(|provider| provider.detectors) {
            for shape in detector.shapes {
                lookup.add(Row { detector, shape, is_strong: is_strong(shape) });
            }
        }
        lookup
    }

    /// Whether a token may start at `at`, by a glance.
    #[inline]
    pub(super) fn may_start(&self, bytes: &[u8], at: usize) -> bool {
        let Some(head) = bytes.get(at..).and_then(<[u8]>::first_chunk::<HEAD>) else { return false };
        let hash = hash(head);
        self.filter[hash >> 6] >> (hash & 63) & 1 == 1
    }

    /// The rows whose text stands at `at`.
    pub(super) fn at<'a>(&'a self, bytes: &'a [u8], at: usize) -> impl Iterator<Item = Row> + 'a {
        let rest = &bytes[at.min(bytes.len())..];
        let mut next = rest.first_chunk().map_or(0, |head| self.heads[head_hash(*head)]);
        std::iter::from_fn(move || {
            let prefix = self.prefixes.get(usize::from(next.checked_sub(1)?))?;
            next = prefix.next;
            Some(prefix)
        })
        .filter(|prefix| rest.starts_with(prefix.text.as_bytes()))
        .map(|prefix| prefix.row)
    }

    /// The shortest token that [`Self::anchored`] finds.
    pub(super) fn anchor_least(&self) -> usize {
        self.anchor_least
    }

    /// Calls `found` with each row that has its text inside `span`, and where a token would start.
    pub(super) fn anchored(&self, bytes: &[u8], span: Span, mut found: impl FnMut(Row, usize)) {
        for at in span.range() {
            let second = bytes.get(at + 1).map_or(0, |byte| usize::from(*byte));
            let mut fits = self.anchor_bytes[0][usize::from(bytes[at])] & self.anchor_bytes[1][second];
            while fits != 0 {
                let anchor = &self.anchors[fits.trailing_zeros() as usize];
                fits &= fits - 1;
                let has_room = at - span.start >= anchor.least && span.end - at >= anchor.behind;
                if has_room && bytes[at..].starts_with(anchor.text.as_bytes()) {
                    let first = at.saturating_sub(anchor.most).max(span.start);
                    let last = (at + 1).saturating_sub(anchor.least);
                    (first..last).for_each(|start| found(anchor.row, start));
                }
            }
        }
    }

    /// The rows without text whose tokens may be so long.
    pub(super) fn free(&self, length: usize) -> Option<&Free> {
        self.free.get(length).filter(|free| !free.is_empty())
    }

    fn add(&mut self, row: Row) {
        let pieces = row.shape.pieces;
        match pieces.split_first() {
            Some((Piece::Text(text), rest)) if text.len() >= SHORTEST_PREFIX => self.add_prefix(row, text, rest),
            Some((Piece::OneOf(words), rest)) if words.iter().all(|word| word.len() >= SHORTEST_PREFIX) => {
                words.iter().for_each(|word| self.add_prefix(row, word, rest));
            }
            Some(_) if self.add_anchor(row) => {}
            Some(_) => self.add_free(row),
            None => {}
        }
    }

    fn add_prefix(&mut self, row: Row, text: &'static str, rest: &[Piece]) {
        let Some(head) = text.as_bytes().first_chunk::<SHORTEST_PREFIX>() else { return };
        self.prefixes.push(Prefix { text, row, next: 0 });
        let added = self.prefixes.len() as u16;
        // Behind those before it: what was added first is tried first.
        let mut link = &mut self.heads[head_hash(*head)];
        while let Some(index) = link.checked_sub(1) {
            link = &mut self.prefixes[usize::from(index)].next;
        }
        *link = added;
        let mut start = [0; HEAD];
        self.let_through(text.as_bytes(), rest, &mut start, 0);
    }

    /// Sets the filter's bits for each of the four bytes that `text` and what follows it may begin with.
    fn let_through(&mut self, text: &[u8], rest: &[Piece], start: &mut [u8; HEAD], at: usize) {
        if at == HEAD {
            let hash = hash(start);
            self.filter[hash >> 6] |= 1 << (hash & 63);
            return;
        }
        let is_ours = |byte: &u8| match text.get(at) {
            Some(own) => own == byte,
            // Where the first piece behind it may be over, anything may follow.
            None => match rest {
                [piece, ..] if at - text.len() < piece.lengths().0.max(1) => match piece {
                    Piece::Text(next) => next.as_bytes()[at - text.len()] == *byte,
                    Piece::OneOf(_) if at > text.len() => true,
                    _ => piece.begins(*byte),
                },
                _ => true,
            },
        };
        for byte in (0..=127).filter(is_ours).collect::<Vec<_>>() {
            start[at] = byte;
            self.let_through(text, rest, start, at + 1);
        }
    }

    fn add_anchor(&mut self, row: Row) -> bool {
        let (mut least, mut most) = (0, 0);
        let mut best: Option<Anchor> = None;
        for piece in row.shape.pieces {
            if let Piece::Text(text) = piece
                && best.as_ref().is_none_or(|anchor| anchor.text.len() < text.len())
            {
                best = Some(Anchor { text, row, least, most, behind: row.shape.least() - least });
            }
            least += piece.lengths().0;
            most += piece.lengths().1;
        }
        let index = self.anchors.len();
        match best {
            // A first piece of one letter is no anchor.
            Some(anchor) if anchor.most > 0 && index < 64 => {
                let text = anchor.text.as_bytes();
                self.anchor_bytes[0][usize::from(text[0])] |= 1 << index;
                let seconds = text.get(1).map_or(0..=255, |byte| *byte..=*byte);
                seconds.for_each(|byte| self.anchor_bytes[1][usize::from(byte)] |= 1 << index);
                self.anchor_least = self.anchor_least.min(least);
                self.anchors.push(anchor);
                true
            }
            _ => false,
        }
    }

    /// Without text and without a word nearby only a proof tells.
    fn add_free(&mut self, row: Row) {
        if row.detector.near.is_empty() && row.shape.proof == Proof::None {
            return;
        }
        for length in row.shape.least()..=row.shape.most() {
            if let Some(rows) = self.free.get_mut(length) {
                rows.push(row);
            }
        }
    }
}

/// Whether some text in the shape is no part of an ordinary word: five bytes, or fewer with a digit or capitals in them.
fn is_strong(shape: &Shape) -> bool {
    let is_strong = |text: &str| {
        let letters = text.bytes().filter(u8::is_ascii_lowercase).count();
        text.len() >= 6 || text.len() == 5 && letters < 5 || text.len() == 4 && letters < 3
    };
    shape.pieces.iter().any(|piece| match piece {
        Piece::Text(text) => is_strong(text),
        Piece::OneOf(words) => words.iter().all(|word| is_strong(word)),
        _ => false,
    })
}

fn hash(head: &[u8; HEAD]) -> usize {
    (u32::from_le_bytes(*head).wrapping_mul(0x9e37_79b1) >> (32 - FILTER_BITS)) as usize
}

fn head_hash(head: [u8; SHORTEST_PREFIX]) -> usize {
    (u32::from(u16::from_le_bytes(head)).wrapping_mul(0x9e37_79b1) >> (32 - HEADS_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::Lookup;
    use crate::secret::alphabet::Alphabet;
    use crate::secret::checksum::Proof;
    use crate::secret::detector::{Detector, Provider, between, of, one_of, secret, shape, text};
    use crate::text::Span;

    static PROVIDER: Provider = Provider {
        name: "Example",
        page: "example",
        revoke: "delete it",
        link: "https://example.org",
        detectors: &[
            secret("secret/long", "long prefix", &[shape(&[text("zzlong_"), of(Alphabet::ALNUM, 20)])]),
            secret("secret/short", "short prefix", &[shape(&[text("ZK"), of(Alphabet::HEX, 32)])]),
            secret(
                "secret/either",
                "two prefixes",
                &[shape(&[one_of(&["zza-", "zzb"]), text("-x"), of(Alphabet::HEX, 32)])],
            ),
            secret(
                "secret/middle",
                "text inside",
                &[shape(&[between(Alphabet::ALNUM, 3, 5), text("8Q~"), of(Alphabet::ALNUM, 31)])],
            ),
            secret(
                "secret/one",
                "one letter",
                &[shape(&[text("K"), of(Alphabet::BASE58, 51)]).proved(Proof::Base58Check)],
            ),
            secret("secret/free", "no text", &[shape(&[of(Alphabet::HEX, 32)])]).near(&["example"]),
        ],
    };

    fn rules(rows: impl Iterator<Item = &'static Detector>) -> Vec<&'static str> {
        rows.map(Detector::id).collect()
    }

    #[test]
    fn rows_without_text_are_known_by_their_length() {
        let lookup = Lookup::new([&PROVIDER].into_iter());
        let free = |length| {
            rules(lookup.free(length).into_iter().flat_map(|free| free.rows(|_| true)).map(|row| row.detector))
        };
        assert_eq!((free(32), free(52), free(33), free(10_000)), (vec!["free"], vec!["one"], vec![], vec![]));
    }

    #[test]
    fn long_text_is_strong() {
        let lookup = Lookup::new([&PROVIDER].into_iter());
        let strength = |text: &'static str| lookup.at(text.as_bytes(), 0).map(|row| row.is_strong).collect::<Vec<_>>();
        assert_eq!((strength("zzlong_"), strength("ZK00"), strength("zzb-x")), (vec![true], vec![false], vec![false]));
    }

    proptest! {
        #[test]
        fn every_token_is_looked_at(seed in any::<u64>()) {
            let lookup = Lookup::new([&PROVIDER].into_iter());
            for detector in PROVIDER.detectors {
                let token = detector.shapes[0].example(seed);
                let free = lookup.free(token.len()).into_iter().flat_map(|free| free.rows(|_| true));
                let mut found = rules(free.map(|row| row.detector));
                if lookup.may_start(&token, 0) {
                    found.extend(rules(lookup.at(&token, 0).map(|row| row.detector)));
                }
                lookup.anchored(&token, Span::new(0, token.len()), |row, start| {
                    if start == 0 {
                        found.push(row.detector.id());
                    }
                });
                prop_assert!(found.contains(&detector.id()), "{}", detector.id());
            }
        }
    }
}
