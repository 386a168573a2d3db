//! What goes in comes out, and every byte knows where it stood.

use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use super::{Decoded, decode, utf16};
use crate::text::Span;

const ROOM: usize = 1 << 30;

/// What `value` says, where something stands in front of it.
fn read(value: &[u8]) -> Option<Decoded> {
    let all = [b"x = ", value].concat();
    decode(&all, Span::new(4, all.len()), &mut { ROOM })
}

/// What the original says where `word` stands in the decoded bytes.
fn written<'a>(value: &'a [u8], decoded: &Decoded, word: &[u8]) -> &'a [u8] {
    let at = decoded.bytes.windows(word.len()).position(|part| part == word).unwrap();
    let origin = decoded.origin(Span::new(at, at + word.len()));
    &value[origin.start - 4..origin.end - 4]
}

fn base64(bytes: &[u8], alphabet: &[u8; 64], padded: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().chain([&0, &0]).take(3).fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        for at in 0..4 {
            match at <= chunk.len() {
                true => out.push(alphabet[(bits >> (18 - 6 * at) & 63) as usize]),
                false if padded => out.push(b'='),
                false => {}
            }
        }
    }
    out
}

fn standard(bytes: &[u8]) -> Vec<u8> {
    base64(bytes, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", true)
}

fn url(bytes: &[u8]) -> Vec<u8> {
    base64(bytes, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", false)
}

#[test]
fn every_form_is_undone() {
    let cases: [(&[u8], &str, &str); 14] = [
        (b"aHVudGVyMjp4", "base64", "hunter2:x"),
        (b"TOKEN=aHVudGVyMjp4eQ==", "base64", "hunter2:xy"),
        (b"aHVudG\n    VyMjp4eQ\n", "base64", "hunter2:xy"),
        (b"aHVudG\\nVyMjp4eQ==\\n", "base64", "hunter2:xy"),
        (b"68756e746572323a68756e74657232", "hex", "hunter2:hunter2"),
        (b"0x68756e746572323a68756e74657232", "hex", "hunter2:hunter2"),
        (b"hunter%32%3Ax", "percent-encoding", "hunter2:x"),
        (b"hunter\\x32\\u003a\\u{78}", "backslash escapes", "hunter2:x"),
        (b"hunter\\62\\072\\170", "backslash escapes", "hunter2:x"),
        (b"\\ud83d\\ude00 hunter2", "backslash escapes", "😀 hunter2"),
        (b"{\\\"a\\\": \\\"b\\\"}", "backslash escapes", "{\"a\": \"b\"}"),
        (b"hun\\\nter2:x", "backslash escapes", "hunter2:x"),
        (b"hunter2&#x3d;&quot;&#120;", "character references", "hunter2=\"x"),
        (b"a\\qb\\u0041 %41", "backslash escapes", "a\\qbA %41"),
    ];
    for (value, how, text) in cases {
        let decoded = read(value).unwrap();
        assert_eq!((decoded.how, decoded.bytes.as_slice()), (how, text.as_bytes()));
    }
}

#[test]
fn what_is_no_encoding_stays() {
    let cases: [&[u8]; 9] = [
        b"hunter2hunter2", b"da39a3ee5e6b4b0d3255bfef95601890afd80709", b"SomeVeryLongIdentifierOfSomething",
        b"src/main/java/org/example/Thing", b"100%sure", b"AT&T is no entity", b"C:\\Windows\\system",
        b"aHVudGVyMjp4=eQ=", b"short",
    ];
    for value in cases {
        assert!(read(value).is_none(), "{}", String::from_utf8_lossy(value));
    }
}

#[test]
fn a_place_is_exact_for_escapes() {
    let value = b"user\\u003ahun\\\nter\\x32 end";
    let decoded = read(value).unwrap();
    assert_eq!(written(value, &decoded, b"hunter2"), b"hun\\\nter\\x32");
    assert_eq!(written(value, &decoded, b":"), b"\\u003a");
    assert_eq!(written(value, &decoded, b"ter"), b"ter");
}

#[test]
fn a_place_is_whole_groups_for_base64() {
    let value = b"YWJjZGVm\n  Z2hpamts";
    let decoded = read(value).unwrap();
    assert_eq!(written(value, &decoded, b"c"), b"YWJj");
    assert_eq!(written(value, &decoded, b"fg"), b"ZGVm\n  Z2hp");
}

#[test]
fn base64_goes_on_in_the_lines_below() {
    let text = "a: b\n".repeat(40) + "password: hunter2\n" + &"c: d\n".repeat(40);
    let digits = standard(text.as_bytes());
    for (width, between) in [(76, "\n"), (64, "\r\n    "), (61, "\n  "), (76, "\\n")] {
        let lines: Vec<&str> = digits.chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
        let all = format!("x = {}\nend", lines.join(between));
        let decoded = decode(all.as_bytes(), Span::new(4, 4 + width), &mut { ROOM }).unwrap();
        assert_eq!(decoded.bytes, text.as_bytes(), "{width}");
        assert_eq!(decoded.source(), Span::new(4, all.len() - "\nend".len()));
    }
}

#[test]
fn a_line_that_only_seems_to_go_on_is_read_alone() {
    let line = String::from_utf8(standard(&[b'a'; 54])).unwrap();
    let all = format!("{line}\n{}\n", "/".repeat(72));
    let decoded = decode(all.as_bytes(), Span::new(0, 72), &mut { ROOM }).unwrap();
    assert_eq!((decoded.bytes.as_slice(), decoded.source().end), ([b'a'; 54].as_slice(), 72));
}

#[test]
fn commands_of_powershell_are_utf16_inside_base64() {
    let wide: Vec<u8> = "$p = 'hunter2'".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let value = standard(&wide);
    let decoded = read(&value).unwrap();
    assert_eq!((decoded.how, decoded.bytes.as_slice()), ("base64", b"$p = 'hunter2'".as_slice()));
    let origin = decoded.origin(Span::new(6, 13));
    assert_eq!((origin.start - 4, origin.end - 4), (16, 36));
}

#[test]
fn a_key_in_binary_is_worth_a_look() {
    let der = [b"\x30\x82\x04\xbd\x02\x01\x00\x30\x0d\x06\x09".as_slice(), &[0x9a; 40]].concat();
    assert_eq!(read(&standard(&der)).unwrap().bytes, der);
}

#[test]
fn the_budget_is_kept() {
    let value = standard(&[b'a'; 300]);
    let mut budget = 500;
    assert!(decode(&value, Span::new(0, 400), &mut budget).is_some());
    assert_eq!(budget, 200);
    assert!(decode(&value, Span::new(0, 400), &mut budget).is_none());
}

#[test]
fn utf16_with_and_without_a_mark() {
    let text = "password = hünter2 😀\r\n".repeat(600);
    for (big, mark) in [(false, true), (true, true), (false, false), (true, false)] {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        let bytes: Vec<u8> =
            units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let decoded = utf16(&bytes).unwrap();
        assert_eq!(decoded.bytes, text.as_bytes());
        let at = text.rfind("2 😀").unwrap();
        let origin = decoded.origin(Span::new(at, at + 6));
        assert_eq!((origin.len(), bytes.len() - origin.end), (8, 4));
    }
    assert!(utf16(b"plain text, nothing wide about it").is_none());
    assert!(utf16(&[0; 64]).is_none());
}

#[test]
fn hostile_values_take_linear_time() {
    for piece in [
        "A", "AAAA\n", "\\", "\\u", "\\ud800", "\\\\", "%", "%4", "%41", "&", "&#", "&#x41;", "41", "=", "a=\n", "YWJj",
    ] {
        let value = piece.repeat((1 << 21) / piece.len());
        let start = Instant::now();
        if let Some(decoded) = read(value.as_bytes()) {
            std::hint::black_box(decoded.origin(Span::new(0, decoded.bytes.len())));
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn encoded_text_comes_back(text in "[ -~äß€😀\n]{20,90}", from in 0usize..80, length in 1usize..20, wrap in 5usize..70) {
        let text = text.as_bytes();
        let wrapped = standard(text).chunks(wrap).collect::<Vec<_>>().join(b"\n\t".as_slice());
        let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
        let percent: String = text.iter().map(|byte| format!("%{byte:02X}")).collect();
        let escaped: String = text.iter().map(|byte| format!("\\x{byte:02X}")).collect();
        let inner = Span::new(from.min(text.len() - 1), (from + length).min(text.len()).max(from.min(text.len() - 1) + 1));
        for (value, unit) in [
            (standard(text), 4..=8),
            (url(text), 2..=8),
            (wrapped, 2..=12),
            (hex.into_bytes(), 2..=2),
            (percent.into_bytes(), 3..=3),
            (escaped.into_bytes(), 4..=4),
        ] {
            let decoded = read(&value).unwrap();
            prop_assert_eq!(&decoded.bytes, text);
            let one = decoded.origin(Span::new(inner.start, inner.start + 1));
            prop_assert!(unit.contains(&one.len()), "{} bytes of {}", one.len(), decoded.how);
            let origin = decoded.origin(inner);
            prop_assert!(origin.start >= 4 && origin.end <= value.len() + 4);
            // The original's part decodes to the part, for what has no smaller unit than a byte.
            if unit.start() == unit.end() {
                prop_assert_eq!(origin.len(), inner.len() * unit.start());
            }
        }
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in any::<Vec<u8>>(), text in "([A-Za-z0-9+/=_-]{4}|[\\\\%&#;xu{}=\n ]|[0-9a-f]{2}|é){0,40}", start in 0usize..20) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let span = Span::new(start.min(bytes.len()), bytes.len());
            for decoded in decode(bytes, span, &mut { ROOM }).into_iter().chain(utf16(bytes)) {
                let mut done = 0;
                for at in 0..decoded.bytes.len() {
                    let origin = decoded.origin(Span::new(at, at + 1));
                    prop_assert!(origin.start >= done && origin.end <= bytes.len() && !origin.is_empty());
                    done = origin.start;
                }
                let all = decoded.origin(Span::new(0, decoded.bytes.len() + 9));
                prop_assert!(all.end <= bytes.len());
            }
        }
    }
}
