//! Values and encodings: what a name is given, and base64 that is none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::secret::{Scanner, base64};

fuzz_target!(|input: (&[u8], &[u8])| {
    let (name, value) = input;
    let _ = Scanner::new().value(name, value);
    assert!(base64(value).len() <= value.len());
});
