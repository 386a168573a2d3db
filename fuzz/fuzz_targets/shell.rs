//! Whatever the bytes: commands whose words stand in the text, in every shell.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::Passage;
use portcullis::document::shell::{Dialect, Word, read};
use portcullis::text::Span;

fuzz_target!(|bytes: &[u8]| {
    let passage = Passage::of(bytes, Span::new(0, bytes.len()));
    for dialect in [Dialect::Posix, Dialect::PowerShell, Dialect::Cmd] {
        for run in read(&passage, dialect) {
            assert!(run.span.start <= run.span.end && run.span.end <= bytes.len());
            assert!(run.program_span.start <= run.program_span.end && run.program_span.end <= bytes.len());
            let values = run.environment.iter().map(|one| &one.value);
            let targets = run.redirects.iter().map(|one| &one.target);
            run.args.iter().chain(values).chain(targets).for_each(|word| check(word, bytes.len()));
        }
    }
});

fn check(word: &Word, len: usize) {
    let text = word.text.span(0..word.text.len());
    assert!(word.span.start <= word.span.end && word.span.end <= len);
    assert!(text.start <= text.end && text.end <= len);
    assert!(word.text.is_empty() || word.span.contains(text));
}
