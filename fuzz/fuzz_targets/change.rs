//! Whatever the two sides of a file: a verdict, and every report of it hides what was found; every fix leaves a file that can be read.
//! The first byte chooses what kind of file it is, the first byte 255 after it ends the base.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::policy::Sources;
use portcullis_fuzz::{check_fixes, check_reports, judge, name, sides};

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, content) = input;
    let (base, head) = sides(content);
    if let Some(verdict) = judge(&name(choice), base, head, &Sources::default()) {
        check_reports(&verdict);
        check_fixes(&verdict);
    }
});
