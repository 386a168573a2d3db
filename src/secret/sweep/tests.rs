//! The fast way finds what the plain way finds, at every alignment.

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};

use super::{BLOCK, Block, LANE, LEAST, Literal, Literals, Masks, Run, Sweep, Word, classify, scalar};
use crate::text::Span;

fn all() -> Vec<Literal> {
    let exact = ["://", "-----BEGIN", "-u", "kind: Secret"].map(Literal::exact);
    exact.into_iter().chain(["assw", "oken", "pw", "asło", "密码"].map(Literal::folded)).collect()
}

fn literals() -> Literals {
    Literals::new(all())
}

/// All that a sweep finds.
fn swept(bytes: &[u8]) -> (Vec<Run>, Vec<usize>, Vec<Word>) {
    let literals = literals();
    let mut sweep = Sweep::new(bytes, &literals, |_| true);
    let (mut block, mut found) = (Block::default(), (vec![], vec![], vec![]));
    while sweep.next(&mut block) {
        found.0.extend_from_slice(&block.runs);
        found.1.extend_from_slice(&block.starts);
        found.2.extend_from_slice(&block.words);
    }
    found
}

/// The same, as plainly as it can be said.
fn plain(bytes: &[u8]) -> (Vec<Run>, Vec<usize>, Vec<Word>) {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.+/=".contains(&byte);
    let (mut runs, mut starts) = (vec![], vec![]);
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_token(**byte)).count();
        if length >= LEAST {
            let run = &bytes[at..at + length];
            runs.push(Run {
                span: Span::new(at, at + length),
                digits: run.iter().filter(|byte| byte.is_ascii_digit()).count(),
            });
            starts.extend((at..at + length).filter(|place| {
                bytes[*place].is_ascii_alphanumeric() && (*place == at || !bytes[place - 1].is_ascii_alphanumeric())
            }));
        }
        at += length.max(1);
    }
    let (mut words, literals) = (vec![], all());
    for at in 0..bytes.len() {
        let here = literals.iter().enumerate().filter(|(_, literal)| literal.begins(&bytes[at..]));
        words.extend(here.map(|(literal, _)| Word { at, literal }));
    }
    (runs, starts, words)
}

/// Bytes that are mostly letters, digits, marks and pieces of literals.
fn heavy() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        "[a-zA-Z0-9_.+/=-]{1,40}".prop_map(String::into_bytes),
        prop_oneof![
            Just("passw"),
            Just("PassW"),
            Just("hasło"),
            Just("密码"),
            Just("://"),
            Just("-----BEGIN "),
            Just("kind: Secret"),
            Just("-u token")
        ]
        .prop_map(|text| text.as_bytes().to_vec()),
        vec(any::<u8>(), 1..4),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What the fast and the plain way make of the bytes from `from` on.
fn masks(bytes: &[u8], from: usize) -> (Masks, Masks) {
    let lanes = 1 + (bytes.len() - from).div_ceil(LANE);
    let (mut fast, mut plain) = (Masks::default(), Masks::default());
    fast.advance(lanes);
    plain.advance(lanes);
    classify(bytes, from, &literals(), &mut fast);
    scalar::classify(bytes, from, &literals(), &mut plain, 1..lanes);
    (fast, plain)
}

#[test]
fn every_byte_has_its_class() {
    let bytes: Vec<u8> = (0..=255).cycle().take(512).collect();
    let (fast, plain) = masks(&bytes, 0);
    assert_eq!(fast, plain);
}

#[test]
fn runs_and_literals_cross_blocks() {
    for length in [LEAST - 1, LEAST, 63, 64, 65, 200, BLOCK, 2 * BLOCK + 5] {
        for before in [BLOCK - 70, BLOCK - 16, BLOCK - 3, BLOCK - 1, BLOCK] {
            let run: Vec<u8> = b"a1-Z.passw".iter().copied().cycle().take(length).collect();
            let bytes = [vec![b' '; before], run, b"\n x://y".to_vec()].concat();
            assert_eq!(swept(&bytes), plain(&bytes), "{length} behind {before}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn both_ways_find_the_same(bytes in prop_oneof![vec(any::<u8>(), 0..600), heavy()], shift in 0_usize..70) {
        let bytes = [vec![b' '; shift], bytes].concat();
        prop_assert_eq!(swept(&bytes), plain(&bytes));
    }

    #[test]
    fn both_twins_fill_the_same_masks(bytes in prop_oneof![vec(any::<u8>(), 1..400), heavy()], from in 0_usize..80) {
        let (fast, plain) = masks(&bytes, from.min(bytes.len()));
        prop_assert_eq!(fast, plain);
    }
}
