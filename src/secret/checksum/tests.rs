//! Each proof believes what it sealed, doubts what was changed, and says nothing about other forms.

use proptest::prelude::{any, prop_assert_eq, proptest};

use super::crc32::crc32;
use super::{Proof, Proven};
use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Shape, between, of, shape, text};

const SEALED: &[Shape] = &[
    shape(&[text("zzp_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
    shape(&[text("zzk_"), of(Alphabet::ALNUM, 40), of(Alphabet::HEX, 8)]).proved(Proof::Crc32Hex),
    shape(&[text("zz_"), of(Alphabet::LOWER_ALNUM, 32), text("_"), of(Alphabet::HEX, 8)])
        .proved(Proof::Crc32HexBehindMark),
    shape(&[text("zzsa_"), of(Alphabet::ALNUM, 32), text("_"), of(Alphabet::HEX, 8)]).proved(Proof::Crc32HexOfAll),
    shape(&[text("zzlt"), of(Alphabet::BASE64, 60)]).proved(Proof::Crc32Base64),
    shape(&[text("ZZATT3x"), between(Alphabet::BASE64_URL, 40, 200), text("="), of(Alphabet::UPPER_HEX, 8)])
        .proved(Proof::Crc32UpperHex),
    shape(&[text("zzpat-"), between(Alphabet::BASE64_URL, 27, 60), text("."), of(Alphabet::LOWER_ALNUM, 9)])
        .proved(Proof::GitLabRoutable),
    shape(&[text("ZZE-SECRET-KEY-1"), of(Alphabet::from(b"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"), 58)])
        .proved(Proof::Bech32),
    shape(&[text("K"), of(Alphabet::BASE58, 51)]).proved(Proof::Base58Check),
    shape(&[text("zzc_eyJ"), between(Alphabet::BASE64, 60, 200)]).proved(Proof::Base64Json),
    shape(&[text("zzs_eyJpYXQiO"), between(Alphabet::BASE64, 60, 90), text("_"), of(Alphabet::BASE64, 43)])
        .proved(Proof::Base64Json),
    shape(&[text("zz.eyJvIjoi"), between(Alphabet::BASE64_URL, 40, 90), text("."), of(Alphabet::BASE64_URL, 22)])
        .proved(Proof::Base64Json),
    shape(&[text("zzpi-AgEIcHlwaS5vcmc"), between(Alphabet::BASE64_URL, 70, 300)]).proved(Proof::Macaroon),
    shape(&[text("zzpi-AgEIcHlwaS5vcmc"), between(Alphabet::BASE64_URL, 240, 260)]).proved(Proof::Macaroon),
    shape(&[
        text("eyJ"),
        between(Alphabet::BASE64_URL, 17, 90),
        text("."),
        text("eyJ"),
        between(Alphabet::BASE64_URL, 17, 90),
        text("."),
        of(Alphabet::BASE64_URL, 43),
    ])
    .proved(Proof::JsonWebToken),
    shape(&[between(Alphabet::ALNUM, 24, 28), text("."), of(Alphabet::ALNUM, 6), text("."), of(Alphabet::ALNUM, 27)])
        .proved(Proof::Snowflake),
];

#[test]
fn the_sum_is_the_one_of_zip() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

#[test]
fn published_checksums_fit() {
    // BIP-173's own valid strings, and the private key 1 (its base58 in two parts).
    for valid in ["A12UEL5L", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"] {
        assert_eq!(Proof::Bech32.check(valid.as_bytes()), Proven::Yes, "{valid}");
    }
    let one = concat!("KwDiBf89QgGbjEhKnhXJuH7", "LrciVrZi3qYjgd9M7rFU73sVHnoWn");
    assert_eq!(Proof::Base58Check.check(one.as_bytes()), Proven::Yes);
}

#[test]
fn other_forms_prove_nothing() {
    for proof in
        [Proof::None, Proof::Crc32Base62, Proof::Crc32HexBehindMark, Proof::Bech32, Proof::Base64Json, Proof::Macaroon]
    {
        for token in ["", "a", "_", "zzp_short"] {
            assert_eq!(proof.check(token.as_bytes()), Proven::Unknown, "{proof:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_was_sealed_fits_and_keeps_its_shape(seed in any::<u64>()) {
        for shape in SEALED {
            let token = shape.example(seed);
            prop_assert_eq!(shape.proof.check(&token), Proven::Yes, "{}: {}", shape.words(), String::from_utf8_lossy(&token));
            let end = shape.match_at(&token, 0).map(|span| span.end);
            prop_assert_eq!(end, Some(token.len()), "{}: {}", shape.words(), String::from_utf8_lossy(&token));
        }
    }

    #[test]
    fn a_changed_letter_breaks_a_checksum(seed in any::<u64>(), at in 16_usize..30) {
        for shape in &SEALED[..9] {
            let mut token = shape.example(seed);
            token[at] = match token[at] { b'2' => b'3', b'Q' => b'Z', _ => if shape.proof == Proof::Bech32 { b'Q' } else { b'2' } };
            let expected = if shape.proof == Proof::GitLabRoutable { Proven::Unknown } else { Proven::No };
            prop_assert_eq!(shape.proof.check(&token), expected, "{}", shape.words());
        }
    }

    #[test]
    fn nothing_makes_a_proof_panic(token in any::<Vec<u8>>(), text in "(eyJ|AgE|ew0|[A-Za-z0-9._=-]{0,9}){0,9}") {
        for shape in SEALED {
            std::hint::black_box((shape.proof.check(&token), shape.proof.check(text.as_bytes())));
        }
    }
}
