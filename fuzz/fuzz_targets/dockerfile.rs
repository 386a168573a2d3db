//! Whatever the bytes: instructions, words and comments that stand in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::dockerfile;
use portcullis::text::{Side, Text};

fuzz_target!(|bytes: &[u8]| {
    let text = Text::new(Side::Head, "Dockerfile".into(), bytes.to_vec());
    let dockerfile = dockerfile::parse(&text);
    let instructions = dockerfile.instructions().iter().map(|instruction| instruction.span);
    let words = dockerfile.instructions().iter().flat_map(|instruction| instruction.words()).map(|word| word.span);
    for span in instructions.chain(words).chain(dockerfile.comments().iter().copied()) {
        assert!(span.start <= span.end && span.end <= bytes.len());
    }
});
