//! Whatever the bytes, in every markup: blocks and commands that stand in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::prose::{Markup, blocks};
use portcullis::text::{Side, Text};

fuzz_target!(|bytes: &[u8]| {
    let text = Text::new(Side::Head, "page".into(), bytes.to_vec());
    for markup in [Markup::Markdown, Markup::AsciiDoc, Markup::ReStructured, Markup::Plain] {
        for block in blocks(&text, markup, &|_| true) {
            assert!(block.span.start <= block.span.end && block.span.end <= bytes.len());
            assert!(!block.commands.is_empty());
            for command in &block.commands {
                for at in 0..command.len() {
                    let place = command.span(at..at + 1);
                    assert!(place.start <= place.end && place.end <= bytes.len());
                }
            }
        }
    }
});
