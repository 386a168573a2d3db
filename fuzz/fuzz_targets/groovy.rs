//! Whatever the bytes: calls and what they are given stand in the text, and what holds a call stands before it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::groovy;

fuzz_target!(|bytes: &[u8]| {
    let read = groovy::read(bytes);
    for (index, call) in read.calls.iter().enumerate() {
        let spans = [Some(call.name_span), call.receiver, call.parentheses, call.body].into_iter().flatten();
        for span in spans.chain(call.arguments.iter().map(|argument| argument.value.span())) {
            assert!(span.start <= span.end && span.end <= bytes.len());
        }
        assert!(call.parent.is_none_or(|parent| parent < index));
    }
});
