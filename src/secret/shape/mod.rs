//! Shapes at work: matched, generated from a seed, told in words.

mod example;

use super::alphabet::Alphabet;
use super::checksum::Proof;
use super::detector::{Piece, Shape};
use crate::text::Span;

/// How many bytes one match may look at, again and again. A shape with two open ends meets this only in text made for it.
const TRIES: usize = 1 << 16;

impl Shape {
    /// Where a token of this shape ends that starts at `at`; `None` where there is none, or where it goes on as no token does.
    #[must_use]
    pub fn match_at(&self, bytes: &[u8], at: usize) -> Option<Span> {
        let mut tries = TRIES;
        self.match_within(bytes, at, &mut tries)
    }

    /// Likewise, at the cost of `tries`, which many matches may share.
    pub(super) fn match_within(&self, bytes: &[u8], at: usize, tries: &mut usize) -> Option<Span> {
        if !starts_token(bytes, at) {
            return None;
        }
        let end = Matcher { bytes, tries }.end(self.pieces, at)?;
        (end > at).then_some(Span::new(at, end))
    }

    /// The shape in words: "`ghp_`, 36 of `0-9A-Za-z`; ends with a CRC-32".
    #[must_use]
    pub fn words(&self) -> String {
        let pieces: Vec<String> = self.pieces.iter().map(words).collect();
        let mut words = pieces.join(", ");
        if let Some(proof) = self.proof.words() {
            words.push_str("; ");
            words.push_str(proof);
        }
        words
    }

    /// The fewest bytes of a token.
    pub(super) fn least(&self) -> usize {
        self.pieces.iter().map(|piece| piece.lengths().0).sum()
    }

    /// The most bytes of a token.
    pub(super) fn most(&self) -> usize {
        self.pieces.iter().map(|piece| piece.lengths().1).sum()
    }

    /// How many bits of a token are drawn by lot, at least.
    pub(super) fn bits(&self) -> u16 {
        let bits: f32 = self.pieces.iter().map(Piece::bits).sum();
        bits as u16
    }
}

impl Piece {
    /// The fewest and the most bytes of the piece.
    pub(super) fn lengths(&self) -> (usize, usize) {
        match self {
            Self::Text(text) => (text.len(), text.len()),
            Self::OneOf(words) => {
                words.iter().fold((usize::MAX, 0), |(least, most), word| (least.min(word.len()), most.max(word.len())))
            }
            Self::Of(_, least, most) => (usize::from(*least), usize::from(*most)),
            Self::Uuid => (UUID, UUID),
        }
    }

    /// Whether a piece of this kind can begin with `byte`.
    pub(super) fn begins(&self, byte: u8) -> bool {
        match self {
            Self::Text(text) => text.as_bytes().first() == Some(&byte),
            Self::OneOf(words) => words.iter().any(|word| word.as_bytes().first() == Some(&byte)),
            Self::Of(alphabet, ..) => alphabet.has(byte),
            Self::Uuid => Alphabet::ANY_HEX.has(byte),
        }
    }

    fn bits(&self) -> f32 {
        match self {
            Self::Text(_) | Self::OneOf(_) => 0.0,
            Self::Of(alphabet, least, _) => f32::from(*least) * (alphabet.len() as f32).log2(),
            Self::Uuid => 122.0,
        }
    }
}

/// Whether a token can start at `at`: no letter or digit stands in front, unless it is the end of an escape.
pub(super) fn starts_token(bytes: &[u8], at: usize) -> bool {
    let Some(first) = bytes.get(at) else { return false };
    let before = &bytes[..at];
    !first.is_ascii_alphanumeric() || !before.last().is_some_and(u8::is_ascii_alphanumeric) || ends_escape(before)
}

/// Whether `before` ends with a whole escape: `\n`, `\x3d`, `\u0026`, `%3D`.
fn ends_escape(before: &[u8]) -> bool {
    let hex = |digits: &[u8]| digits.iter().all(u8::is_ascii_hexdigit);
    match before {
        [.., b'\\', b'n' | b'r' | b't' | b'b' | b'f' | b'v' | b'a' | b'0' | b'e'] => true,
        [.., b'%', a, b] | [.., b'\\', b'x', a, b] if hex(&[*a, *b]) => true,
        [.., b'\\', b'u', a, b, c, d] => hex(&[*a, *b, *c, *d]),
        _ => false,
    }
}

/// Tries the pieces of one shape at one place.
struct Matcher<'a> {
    bytes: &'a [u8],
    tries: &'a mut usize,
}

impl Matcher<'_> {
    fn pay(&mut self, tries: usize) -> Option<()> {
        *self.tries = self.tries.saturating_sub(tries);
        (*self.tries > 0).then_some(())
    }

    /// Where the pieces end that start at `at`. As deep as there are pieces.
    fn end(&mut self, pieces: &[Piece], at: usize) -> Option<usize> {
        self.pay(1)?;
        let rest = self.bytes.get(at..)?;
        let Some((piece, after)) = pieces.split_first() else { return ends_token(rest).then_some(at) };
        match piece {
            Piece::Text(text) => rest.starts_with(text.as_bytes()).then(|| self.end(after, at + text.len()))?,
            Piece::OneOf(words) => words
                .iter()
                .filter(|word| rest.starts_with(word.as_bytes()))
                .find_map(|word| self.end(after, at + word.len())),
            Piece::Uuid => is_uuid(rest).then(|| self.end(after, at + UUID))?,
            Piece::Of(alphabet, least, most) => {
                let (least, most) = (usize::from(*least), usize::from(*most));
                let run = alphabet.run(&rest[..rest.len().min(most)]);
                self.pay(run)?;
                match after.first() {
                    _ if run < least => None,
                    None => last_run(rest, *alphabet, least, run).map(|run| at + run),
                    Some(next) => (least..=run)
                        .rev()
                        .filter(|run| next.lengths().0 == 0 || rest.get(*run).is_some_and(|byte| next.begins(*byte)))
                        .find_map(|run| self.end(after, at + run)),
                }
            }
        }
    }
}

/// The length of a token's last piece, of which `run` bytes match: it goes on with no letter or digit,
/// and the full stop of a sentence is no part of it.
fn last_run(rest: &[u8], alphabet: Alphabet, least: usize, run: usize) -> Option<usize> {
    let beyond = &rest[run..];
    let stops = alphabet.run(&beyond[..beyond.len().min(8)]);
    let stops = &beyond[..stops];
    if stops.iter().any(u8::is_ascii_alphanumeric) || stops.len() == 8 || !ends_token(&beyond[stops.len()..]) {
        return None;
    }
    let dots = rest[..run].iter().rev().take_while(|byte| **byte == b'.').count();
    Some((run - dots).max(least))
}

/// Whether a token may end in front of `rest`.
fn ends_token(rest: &[u8]) -> bool {
    !rest.first().is_some_and(u8::is_ascii_alphanumeric)
}

/// Bytes of a UUID with its dashes.
const UUID: usize = 36;

fn is_uuid(rest: &[u8]) -> bool {
    rest.len() >= UUID
        && rest[..UUID].iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn words(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => format!("`{text}`"),
        Piece::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
        Piece::Of(alphabet, least, most) if least == most => format!("{least} of `{alphabet}`"),
        Piece::Of(alphabet, least, most) => format!("{least} to {most} of `{alphabet}`"),
        Piece::Uuid => "a UUID".to_owned(),
    }
}

impl Proof {
    /// What it adds to a shape, in words.
    fn words(self) -> Option<&'static str> {
        Some(match self {
            Self::None => return None,
            Self::Crc32Base62
            | Self::Crc32Hex
            | Self::Crc32HexBehindMark
            | Self::Crc32HexOfAll
            | Self::Crc32Base64
            | Self::Crc32UpperHex
            | Self::GitLabRoutable => "ends with a CRC-32",
            Self::Bech32 => "ends with a bech32 checksum",
            Self::Base58Check => "ends with four bytes of a double SHA-256",
            Self::Base64Json => "contains a JSON object",
            Self::Macaroon => "contains a macaroon",
            Self::JsonWebToken => "is a JSON web token",
            Self::Snowflake => "begins with the user's id",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use crate::secret::alphabet::Alphabet;
    use crate::secret::checksum::Proof;
    use crate::secret::detector::{Piece, Shape, between, of, one_of, shape, text};
    use crate::text::Span;

    const FIXED: Shape = shape(&[text("zzp_"), of(Alphabet::ALNUM, 8)]);
    const OPEN: Shape = shape(&[text("zz-"), between(Alphabet::BASE64_URL.with(b"."), 4, 12)]);
    const MIDDLE: Shape =
        shape(&[text("zz-"), between(Alphabet::ALNUM, 3, 20), text("MARK"), between(Alphabet::ALNUM, 3, 20)]);
    const WORDS: Shape = shape(&[one_of(&["zzlive_", "zz"]), of(Alphabet::HEX, 4), text("!"), Piece::Uuid]);
    const FREE: Shape = shape(&[of(Alphabet::HEX, 6), text(".k."), of(Alphabet::HEX, 4)]);

    fn matched(shape: &Shape, bytes: &str, at: usize) -> Option<usize> {
        shape.match_at(bytes.as_bytes(), at).map(|span| span.end)
    }

    #[test]
    fn a_fixed_token_stands_between_strangers() {
        for (text, at, end) in [
            ("zzp_abcdEFG8", 0, Some(12)),
            ("(zzp_abcdEFG8)", 1, Some(13)),
            ("_zzp_abcdEFG8-x", 1, Some(13)),
            ("\\nzzp_abcdEFG8\\n", 2, Some(14)),
            ("%3Dzzp_abcdEFG8", 3, Some(15)),
            ("\\u0026zzp_abcdEFG8", 6, Some(18)),
            ("nzzp_abcdEFG8", 1, None),
            ("zzp_abcdEFG89", 0, None),
            ("zzp_abcdEFG", 0, None),
            ("", 0, None),
        ] {
            assert_eq!(matched(&FIXED, text, at), end, "{text}");
        }
    }

    #[test]
    fn an_open_end_leaves_the_full_stop_to_the_sentence() {
        assert_eq!(matched(&OPEN, "zz-ab.cd.", 0), Some(8));
        assert_eq!(matched(&OPEN, "zz-abcdefghijkl.", 0), Some(15));
        assert_eq!(matched(&OPEN, "zz-abcdefghijklm", 0), None);
        assert_eq!(matched(&OPEN, "zz-abc", 0), None);
    }

    #[test]
    fn text_inside_is_found_wherever_it_stands() {
        assert_eq!(matched(&MIDDLE, "zz-aMARKMARKbcd", 0), Some(15));
        assert_eq!(matched(&MIDDLE, "zz-abcMARKMA", 0), None);
        assert_eq!(matched(&FREE, "00ff00.k.abcd", 0), Some(13));
    }

    #[test]
    fn a_longer_word_is_tried_first_and_a_uuid_read_whole() {
        let uuid = "01234567-89ab-cdef-0123-456789ABCDEF";
        assert_eq!(matched(&WORDS, &format!("zzlive_beef!{uuid}"), 0), Some(48));
        assert_eq!(matched(&WORDS, &format!("zzbeef!{}", uuid.replace('-', "_")), 0), None);
    }

    #[test]
    fn open_runs_one_behind_the_other_take_bounded_time() {
        const MANY: Shape = shape(&[
            text("z"),
            between(Alphabet::LOWER, 1, 4096),
            text("a"),
            between(Alphabet::LOWER, 1, 4096),
            text("a"),
            between(Alphabet::LOWER, 1, 4096),
            text("!"),
        ]);
        let hostile = format!("z{}", "a".repeat(10_000));
        assert_eq!(MANY.match_at(hostile.as_bytes(), 0), None);
    }

    #[test]
    fn words_tell_the_whole_shape() {
        assert_eq!(FIXED.proved(Proof::Crc32Hex).words(), "`zzp_`, 8 of `0-9A-Za-z`; ends with a CRC-32");
        assert_eq!(WORDS.words(), "`zzlive_` or `zz`, 4 of `0-9a-f`, `!`, a UUID");
    }

    proptest! {
        #[test]
        fn an_example_is_matched_whole(seed in any::<u64>()) {
            for shape in [&FIXED, &OPEN, &MIDDLE, &WORDS, &FREE] {
                let token = shape.example(seed);
                let line = [b"x = '", token.as_slice(), b"'"].concat();
                prop_assert_eq!(shape.match_at(&line, 5), Some(Span::new(5, 5 + token.len())));
                prop_assert_eq!(&shape.example(seed), &token);
            }
        }
    }
}
