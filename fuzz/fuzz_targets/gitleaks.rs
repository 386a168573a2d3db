//! Whatever the bytes: a configuration of gitleaks becomes a policy that is in order, or an error that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::policy;

fuzz_target!(|bytes: &[u8]| {
    match policy::import_gitleaks((".gitleaks.toml".to_owned(), bytes.to_vec()), Some(bytes.to_vec()), None) {
        // What is too large for a policy is told, too.
        Ok(page) if page.len() < 1 << 16 => {
            policy::check_file(".portcullis.yaml", page.as_bytes())
                .unwrap_or_else(|error| panic!("{}", error.report()));
        }
        Ok(_) => {}
        Err(error) => assert!(!error.report().is_empty()),
    }
});
