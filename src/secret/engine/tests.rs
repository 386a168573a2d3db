//! The scan as a whole, over a table of its own.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use super::{Chunk, MOST, Scanner};
use crate::finding::Confidence;
use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Detector, Provider, between, of, one_of, secret, shape, text};
use crate::secret::found::{Found, Note, What};
use crate::secret::lookup::Lookup;
use crate::text::{Before, RepoPath, Span};

static PROVIDER: Provider = Provider {
    name: "Example",
    page: "example",
    revoke: "delete it",
    link: "https://example.org",
    detectors: &[
        secret("secret/fixed", "fixed token", &[shape(&[text("zzpat-"), of(Alphabet::BASE64_URL, 20)])]),
        secret(
            "secret/summed",
            "token with a sum",
            &[shape(&[text("zzSUM_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62)],
        ),
        secret("secret/open", "open end", &[shape(&[text("ZZ0TOKEN"), between(Alphabet::BASE64_URL, 30, 4000)])]),
        secret("secret/test", "test token", &[shape(&[text("zz_test_"), of(Alphabet::HEX, 24)])]).test(),
        secret("secret/public", "public token", &[shape(&[text("zz_open_"), of(Alphabet::HEX, 24)])]).public(),
        secret(
            "secret/middle",
            "mark in the middle",
            &[shape(&[of(Alphabet::ALNUM, 14), text(".zzlasv1."), between(Alphabet::BASE64_URL, 60, 70)])],
        ),
        secret(
            "secret/glued",
            "mark between other bytes",
            &[shape(&[text("zztoken$live$"), of(Alphabet::LOWER_ALNUM, 16), text("$"), of(Alphabet::HEX, 32)])],
        ),
        secret(
            "secret/tilde",
            "mark that is no letter",
            &[shape(&[of(Alphabet::ALNUM, 3), text("8Q~zz"), of(Alphabet::ALNUM, 34)])],
        ),
        secret(
            "secret/weak",
            "few letters",
            &[shape(&[text("zz-"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62)],
        ),
        secret(
            "secret/named",
            "one of two words",
            &[shape(&[one_of(&["zzlive-key-", "zzmain-key-"]), of(Alphabet::HEX, 32)])],
        )
        .near(&["zebra"]),
    ],
};

fn scanner() -> Scanner {
    static LOOKUP: LazyLock<Lookup> = LazyLock::new(|| Lookup::new([&PROVIDER].into_iter()));
    Scanner { lookup: &LOOKUP }
}

fn path() -> RepoPath {
    RepoPath::new("src/a.txt")
}

fn scan(text: &[u8]) -> Vec<Found> {
    scanner().scan(&path(), text)
}

fn detector(id: &str) -> &'static Detector {
    PROVIDER.detectors.iter().find(|detector| detector.id() == id).unwrap()
}

fn example(id: &str, seed: u64) -> Vec<u8> {
    detector(id).shapes[0].example(seed)
}

/// What stands around a token in a file, its place marked by `@`.
const PLACES: &[&str] = &[
    "@", "KEY=@\n", "  \"key\": \"@\",\r\n", "let a = connect('@', 3);", "line one\\n@\\nline three",
    "https://example.org/?a=1&t%3D@&b=2", "see \\u0022@\\u0022", "(@).", "run it with @.", "<a b=\"@\"/>", "x/@/y",
    "SIE-@ is ours",
];

#[test]
fn a_token_is_found_at_its_place_wherever_it_stands() {
    for detector in PROVIDER.detectors {
        for (seed, place) in PLACES.iter().enumerate() {
            let token = example(detector.id(), seed as u64);
            let start = place.find('@').unwrap() + 6;
            let text = [b"zebra\n", &place.as_bytes()[..start - 6], &token, &place.as_bytes()[start - 5..]].concat();
            let found = scan(&text);
            assert_eq!(found.len(), 1, "{} in {place}: {found:?}", detector.id());
            assert_eq!(found[0].what, What::Known(detector));
            assert_eq!(found[0].span, Span::new(start, start + token.len()), "{} in {place}", detector.id());
        }
    }
}

#[test]
fn a_word_nearby_is_asked_for() {
    let token = example("named", 1);
    assert_eq!(scan(&[b"giraffe = ", token.as_slice()].concat()), []);
}

#[test]
fn few_letters_inside_base64_stand_there_by_chance() {
    let token = example("weak", 1);
    let place = |mark: &str| scan(&[b"qwkzjxvbmplfgthydcnrseuoA1", mark.as_bytes(), &token].concat()).len();
    assert_eq!((place("/"), place("+"), place(":"), place("A/a-b/")), (0, 0, 1, 1));
}

#[test]
fn a_sum_decides() {
    let mut token = example("summed", 7);
    let found = scan(&token);
    assert_eq!((found[0].confidence, found[0].note), (Confidence::Certain, None));
    token[10] = if token[10] == b'a' { b'b' } else { b'a' };
    let found = scan(&token);
    assert_eq!((found[0].confidence, found[0].note), (Confidence::Possible, Some(Note::BadChecksum)));
}

#[test]
fn worth_makes_notes() {
    let note = |id| scan(&example(id, 3))[0].note;
    assert_eq!((note("fixed"), note("test"), note("public")), (None, Some(Note::Test), Some(Note::Public)));
}

#[test]
fn the_same_token_is_the_same_wherever_it_stands() {
    let (one, other) = (example("fixed", 1), example("fixed", 2));
    let found = scan(&[one.as_slice(), b" ", &other, b"\n'", &one, b"'"].concat());
    let identities: Vec<_> = found.iter().map(|found| found.identity).collect();
    assert!(identities[0] == identities[2] && identities[0] != identities[1] && identities[0].is_strong());
}

#[test]
fn a_binary_file_holds_none_but_is_masked_all_the_same() {
    let bytes = [b"\x7fELF\0\0\0 ", example("fixed", 1).as_slice(), b" \0"].concat();
    assert_eq!(scan(&bytes), []);
    assert_eq!(scanner().spans(&path(), &bytes), [Span::new(8, 34)]);
}

#[test]
fn a_million_tokens_are_cut_to_what_a_person_reads() {
    let line = [example("fixed", 1).as_slice(), b"\n"].concat();
    let text = line.repeat(MOST + 1000);
    assert_eq!(scan(&text).len(), MOST);
    let hidden = scanner().spans(&path(), &text);
    assert!(hidden.len() >= MOST && hidden.last().is_some_and(|last| last.end == text.len()));
}

#[test]
fn a_stream_tells_what_the_whole_tells() {
    let mut text = Vec::new();
    for seed in 0..400_u64 {
        text.extend(b"some words and\n".iter().cycle().take(30_011 + seed as usize));
        text.extend_from_slice(b" \"");
        text.extend(example("fixed", seed));
        text.push(b'"');
    }
    let place = |before: Before, block: &[u8], span: Span| {
        let line_start = memchr::memrchr(b'\n', &block[..span.start]).map(|last| last + 1);
        let line = before.lines + memchr::memchr_iter(b'\n', &block[..span.start]).count();
        (line, line_start.map_or(before.columns + span.start, |start| span.start - start), span.len())
    };
    let whole: Vec<_> = scan(&text).into_iter().map(|found| place(Before::default(), &text, found.span)).collect();
    let mut streamed = Vec::new();
    let mut told = |chunk: &Chunk<'_>| {
        for found in &chunk.all[chunk.new.clone()] {
            assert!(chunk.bytes[found.span.range()].starts_with(b"zzpat-"));
            streamed.push(place(chunk.before, chunk.bytes, found.span));
        }
    };
    scanner().stream(&path(), &mut text.as_slice(), &mut told).unwrap();
    assert_eq!((whole.len(), streamed), (400, whole));
}

#[test]
fn hostile_repetitions_take_linear_time() {
    let pieces = [
        "zzpat-", "-zzpat-", "ZZ0TOKEN", "-ZZ0TOKEN", ".ZZ0TOKEN-", "zztoken$", "$", ":", "a.", "8Q~", "8Q~zz",
        ".zzlasv1.", "%3D", "\\u0022", "=", "A=", "zzSUM_", "aB3=", "eyJ", "-----BEGIN ", "://", "password",
        "password=", "'", "aGVsbG8g", "%25", "\\\\",
    ];
    for piece in pieces {
        let text = piece.repeat((1 << 20) / piece.len());
        let start = Instant::now();
        std::hint::black_box((scan(text.as_bytes()), scanner().spans(&path(), text.as_bytes())));
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn spans_are_sorted_apart_and_inside(
        bytes in any::<Vec<u8>>(),
        text in "(zzpat-|ZZ0TOKEN|[A-Za-z0-9_-]{1,40}|zztoken[$]live[$]|8Q~|://|\"|eyJ|password|[=: \n'$%.@\\\\]|é|\0){0,40}",
        seeds in proptest::collection::vec((0_usize..10, any::<u64>()), 0..4),
    ) {
        let mut mixed = bytes.clone();
        for (index, seed) in seeds {
            mixed.extend(PROVIDER.detectors[index].shapes[0].example(seed));
            mixed.extend_from_slice(text.as_bytes());
        }
        for bytes in [bytes.as_slice(), text.as_bytes(), &mixed] {
            let mut done = 0;
            for found in scan(bytes) {
                prop_assert!(!found.span.is_empty() && found.span.start >= done && found.span.end <= bytes.len());
                done = found.span.end;
            }
            done = 0;
            for span in scanner().spans(&path(), bytes) {
                prop_assert!(!span.is_empty() && span.start >= done && span.end <= bytes.len());
                done = span.end + 1;
            }
        }
    }

    #[test]
    fn what_is_found_is_masked(index in 0_usize..10, seed in any::<u64>(), before in "[a-z =:\"]{0,20}") {
        let text = [before.as_bytes(), b" zebra ", &PROVIDER.detectors[index].shapes[0].example(seed)].concat();
        let masked = scanner().spans(&path(), &text);
        for found in scan(&text) {
            prop_assert!(masked.iter().any(|span| span.contains(found.span)));
        }
        prop_assert_eq!(scan(&text).len(), 1);
    }
}
