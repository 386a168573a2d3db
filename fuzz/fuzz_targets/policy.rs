//! Whatever the bytes: a policy, or an error that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::policy;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = policy::check_file(".portcullis.yaml", bytes) {
        assert!(!error.report().is_empty());
    }
});
