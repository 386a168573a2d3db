//! The secret engine over any bytes: no panic, spans in order and inside, and nothing that is found stays unmasked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::secret::{Scanner, mask};
use portcullis::text::RepoPath;

fuzz_target!(|input: (u8, &[u8])| {
    let (kind, bytes) = input;
    let path = RepoPath::from(["a.py", "a.yaml", "a.md", ".npmrc", ".pgpass", "id_rsa"][usize::from(kind) % 6]);
    let found = Scanner::new().scan(&path, bytes);
    let mut done = 0;
    for one in &found {
        assert!(one.span.start >= done && one.span.end <= bytes.len() && !one.span.is_empty());
        done = one.span.end;
    }
    let mut end = 0;
    for span in mask::spans(bytes) {
        assert!(span.start >= end && span.end <= bytes.len());
        end = span.end;
    }
});
