//! Whatever the bytes: a change whose files can be read, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::source::{SIZE_CAP, patch};

fuzz_target!(|bytes: &[u8]| {
    let Ok(set) = patch::read(bytes, None) else { return };
    for change in &set.files {
        for file in [change.as_ref().before(), change.as_ref().after()].into_iter().flatten() {
            let _ = file.blob.read(SIZE_CAP);
        }
    }
});
