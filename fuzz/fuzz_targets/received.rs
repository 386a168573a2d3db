//! Whatever bytes another run sent: a report that is masked, or a refusal that is one line. What a run wrote itself is taken.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::policy::Sources;
use portcullis::report::{Format, Note, Options, note, received, write};
use portcullis_fuzz::{judge, name};

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    match received(bytes) {
        Ok(report) => {
            let text = serde_json::to_vec(&report).expect("a report is JSON");
            let again = received(&text).expect("what was taken is taken again");
            assert_eq!(text, serde_json::to_vec(&again).expect("a report is JSON"), "masked once is masked");
        }
        Err(refused) => assert!(!note(Note::Plain, &refused.to_string()).contains(['\n', '\r'])),
    }
    let Some(verdict) = judge(&name(choice), b"", bytes, &Sources::default()) else { return };
    let mut out = Vec::new();
    write(Format::Json, &verdict, &Options::default(), &mut out).expect("memory takes all");
    assert!(received(&out).is_ok());
});
