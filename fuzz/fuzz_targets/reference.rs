//! Whatever the text: the pieces of a reference stand where they say.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::fact::Known;
use portcullis::fact::reference::{Spliced, parse};
use portcullis::text::{Side, Site, Span, Text};

fuzz_target!(|written: &str| {
    let text = Text::new(Side::Head, "a".into(), written.as_bytes().to_vec());
    let mut spliced = Spliced::default();
    let mut at = 0;
    // A dollar sign stands for what is not known.
    for piece in written.split_inclusive('$') {
        let known = piece.strip_suffix('$').unwrap_or(piece);
        spliced.push(known, Site::new(&text, Span::new(at, at + known.len())));
        if known.len() < piece.len() {
            spliced.push_unknown(Site::new(&text, Span::new(at + known.len(), at + piece.len())));
        }
        at += piece.len();
    }
    let Some(reference) = parse(&spliced) else { return };
    for piece in [reference.repository, reference.tag, reference.digest] {
        if let Known::Known(part) = piece {
            assert_eq!(part.site.bytes(), part.text.as_bytes());
        }
    }
});
