//! What holds for every row of every table.

use std::collections::{BTreeMap, BTreeSet};

use super::all;
use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::{Proof, Proven};
use crate::secret::detector::{Detector, Piece, Shape};
use crate::secret::lookup::Lookup;
use crate::text::Span;

const SEEDS: [u64; 4] = [0, 1, 2, 7];

fn detectors() -> impl Iterator<Item = &'static Detector> {
    all().flat_map(|provider| provider.detectors)
}

fn shapes() -> impl Iterator<Item = (&'static Detector, &'static Shape)> {
    detectors().flat_map(|detector| detector.shapes.iter().map(move |shape| (detector, shape)))
}

fn is_kebab(name: &str) -> bool {
    name.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| Alphabet::LOWER_ALNUM.has(byte)))
}

/// Whether the shape holds text of two bytes or more.
fn has_text(shape: &Shape) -> bool {
    shape.pieces.iter().any(|piece| match piece {
        Piece::Text(text) => text.len() >= 2,
        Piece::OneOf(words) => words.iter().all(|word| word.len() >= 2),
        Piece::Of(..) | Piece::Uuid => false,
    })
}

/// `token` in quotes, and the match at its start.
fn matched(shape: &Shape, token: &[u8]) -> Option<Span> {
    let line = [b"key = \"".as_slice(), token, b"\"\n"].concat();
    shape.match_at(&line, 7)
}

/// For each piece, where it starts in an example and how long it is there.
fn parts(shape: &Shape, token: &[u8]) -> Option<Vec<(&'static Piece, usize, usize)>> {
    fn walk(pieces: &'static [Piece], token: &[u8], at: usize, out: &mut Vec<(&'static Piece, usize, usize)>) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return at == token.len() };
        let here = &token[at..];
        let lengths: Vec<usize> = match piece {
            Piece::Text(text) => here.starts_with(text.as_bytes()).then_some(text.len()).into_iter().collect(),
            Piece::OneOf(words) => {
                words.iter().filter(|word| here.starts_with(word.as_bytes())).map(|word| word.len()).collect()
            }
            Piece::Of(alphabet, least, most) => {
                let run = alphabet.run(here).min(usize::from(*most));
                (usize::from(*least)..=run).rev().collect()
            }
            Piece::Uuid => (here.len() >= 36).then_some(36).into_iter().collect(),
        };
        lengths.into_iter().any(|length| {
            out.push((piece, at, length));
            let fits = walk(rest, token, at + length, out);
            if !fits {
                out.pop();
            }
            fits
        })
    }
    let mut out = Vec::new();
    walk(shape.pieces, token, 0, &mut out).then_some(out)
}

#[test]
fn rules_are_unique_and_kebab_case() {
    let mut seen = BTreeSet::new();
    for detector in detectors() {
        let id = detector.rule.strip_prefix("secret/").unwrap_or_default();
        assert!(is_kebab(id), "{}", detector.rule);
        assert!(seen.insert(detector.rule), "{} stands twice", detector.rule);
    }
}

#[test]
fn providers_are_told_apart() {
    let (mut names, mut pages) = (BTreeSet::new(), BTreeSet::new());
    for provider in all() {
        assert!(names.insert(provider.name), "{} stands twice", provider.name);
        assert!(is_kebab(provider.page) && pages.insert(provider.page), "{}", provider.page);
        assert!(!provider.detectors.is_empty(), "{} has no row", provider.name);
    }
}

#[test]
fn advice_can_be_read() {
    for provider in all() {
        assert!(provider.link.starts_with("https://") && provider.link.len() > 12, "{}", provider.link);
        let advice = provider.revoke;
        assert!(advice.starts_with(|first: char| first.is_ascii_lowercase()) && !advice.ends_with('.'), "{advice}");
        for detector in provider.detectors {
            let what = detector.what;
            assert!(!what.is_empty() && what.trim() == what && !what.ends_with('.'), "{}", detector.rule);
            assert!(!["a ", "an ", "the "].iter().any(|article| what.starts_with(article)), "{what}");
        }
    }
}

#[test]
fn words_are_written_as_they_are_compared() {
    for detector in detectors() {
        let mut seen = BTreeSet::new();
        for word in detector.near {
            assert!(
                word.len() >= 2 && word.bytes().all(|byte| Alphabet::LOWER_ALNUM.has(byte)),
                "{}: {word}",
                detector.rule
            );
            assert!(seen.insert(word), "{}: {word} stands twice", detector.rule);
        }
    }
}

#[test]
fn no_row_is_without_a_sign() {
    let mut faults = Vec::new();
    for (detector, shape) in shapes() {
        if !has_text(shape) && detector.near.is_empty() && shape.proof == Proof::None {
            faults.push(format!("{}: {}", detector.rule, shape.words()));
        }
        assert!(shape.pieces.iter().all(|piece| !matches!(piece, Piece::Of(_, least, most) if least > most)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_longer_choice_stands_before_its_beginning() {
    for (detector, shape) in shapes() {
        for piece in shape.pieces {
            let Piece::OneOf(words) = piece else { continue };
            for (at, word) in words.iter().enumerate() {
                let begun = words[..at].iter().find(|earlier| word.starts_with(**earlier));
                assert_eq!(begun, None, "{}: {word}", detector.rule);
            }
        }
    }
}

#[test]
fn a_row_with_a_word_stands_before_its_like_without() {
    let mut without: BTreeMap<String, &str> = BTreeMap::new();
    for (detector, shape) in shapes().filter(|(_, shape)| has_text(shape)) {
        let words = shape.words();
        if detector.near.is_empty() {
            without.insert(words, detector.rule);
        } else {
            assert_eq!(without.get(&words), None, "{} comes too late", detector.rule);
        }
    }
}

/// A prefix shorter than the four bytes that the engine glances at lets through all that may follow it.
#[test]
fn a_short_prefix_lets_little_through() {
    let mut faults = Vec::new();
    for (detector, shape) in shapes() {
        let (prefixes, rest): (Vec<&str>, _) = match shape.pieces {
            [Piece::Text(text), rest @ ..] => (vec![text], rest),
            [Piece::OneOf(words), rest @ ..] => (words.to_vec(), rest),
            _ => continue,
        };
        let Some(Piece::Of(alphabet, ..)) = rest.first() else { continue };
        let open = |prefix: &&str| match prefix.len() {
            2 => alphabet.len() * alphabet.len(),
            3 => alphabet.len(),
            _ => 0,
        };
        let heads: u32 = prefixes.iter().map(open).sum();
        if heads > 1024 {
            faults.push(format!("{}: {heads} heads; write the prefix as texts of one byte", detector.rule));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn examples_are_matched_at_exactly_their_place() {
    for (detector, shape) in shapes() {
        for seed in SEEDS {
            let token = shape.example(seed);
            let span = Span::new(7, 7 + token.len());
            assert_eq!(matched(shape, &token), Some(span), "{} of {}: {}", detector.rule, seed, shape.words());
            assert_ne!(shape.proof.check(&token), Proven::No, "{}: {}", detector.rule, shape.words());
        }
    }
}

#[test]
fn the_index_reaches_every_row() {
    let lookup = Lookup::get();
    for (detector, shape) in shapes() {
        for seed in SEEDS {
            let token = shape.example(seed);
            let by_prefix =
                lookup.may_start(&token, 0) && lookup.at(&token, 0).any(|row| std::ptr::eq(row.shape, shape));
            let by_length = lookup
                .free(token.len())
                .into_iter()
                .flat_map(|free| free.rows(|_| true))
                .any(|row| std::ptr::eq(row.shape, shape));
            let mut by_text = false;
            lookup.anchored(&token, Span::new(0, token.len()), |row, at| {
                by_text |= at == 0 && std::ptr::eq(row.shape, shape);
            });
            assert!(by_prefix || by_length || by_text, "{}: {}", detector.rule, shape.words());
        }
    }
}

#[test]
fn a_byte_too_few_is_no_token() {
    for (detector, shape) in shapes() {
        let token = shortest(shape);
        assert_eq!(matched(shape, &token[..token.len() - 1]), None, "{}: {}", detector.rule, shape.words());
    }
}

/// The shortest token: an example whose open pieces are cut to the least.
fn shortest(shape: &Shape) -> Vec<u8> {
    let token = shape.example(3);
    let Some(parts) = parts(shape, &token) else { return token };
    let mut short = Vec::new();
    for (piece, at, length) in parts {
        let least = if let Piece::Of(_, least, _) = piece { usize::from(*least) } else { length };
        short.extend_from_slice(&token[at..at + least]);
    }
    short
}

#[test]
fn a_foreign_byte_inside_is_no_token() {
    for (detector, shape) in shapes() {
        let mut token = shortest(shape);
        let middle = longest_part(shape, &token);
        token[middle] = b'\\';
        assert_eq!(matched(shape, &token), None, "{}: {}", detector.rule, shape.words());
    }
}

/// The middle of the longest piece.
fn longest_part(shape: &Shape, token: &[u8]) -> usize {
    let parts = parts(shape, token).unwrap_or_default();
    parts.iter().max_by_key(|(_, _, length)| *length).map_or(token.len() / 2, |(_, at, length)| at + length / 2)
}
