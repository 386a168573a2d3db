//! Values and encodings: what a name is given, base64 that is none, streams that are cut anywhere.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::secret::{Scanner, base64};
use portcullis::text::RepoPath;

fuzz_target!(|input: (&[u8], &[u8])| {
    let (name, value) = input;
    let scanner = Scanner::new();
    let _ = scanner.value(name, value);
    let _ = base64(value);
    let mut count = 0;
    let mut bytes = value;
    let read = scanner.stream(&RepoPath::from("a.txt"), &mut bytes, &mut |chunk| {
        assert!(chunk.all.iter().all(|found| found.span.end <= chunk.bytes.len()));
        count += chunk.new.len();
    });
    assert!(read.is_ok() && count <= value.len());
});
