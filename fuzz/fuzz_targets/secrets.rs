//! The secret engine over any bytes: no panic, spans in order and inside, and nothing that is found is printed by a report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::policy::Sources;
use portcullis::secret::Scanner;
use portcullis_fuzz::{check_reports, judge, name};

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    let path = name(choice);
    let mut done = 0;
    for one in Scanner::new().scan(&path, bytes) {
        assert!(one.span.start >= done && one.span.end <= bytes.len() && !one.span.is_empty());
        done = one.span.end;
    }
    if let Some(verdict) = judge(&path, b"", bytes, &Sources::default()) {
        check_reports(&verdict);
    }
});
