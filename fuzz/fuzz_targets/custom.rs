//! Whatever a policy's own pattern and allowlist: what it finds stands in the text, no two places overlap, and no report shows it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::policy::Sources;
use portcullis_fuzz::{check_reports, judge, name};

fuzz_target!(|input: (u8, &str, &str, &[u8])| {
    let (choice, pattern, allowed, content) = input;
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let policy = format!(
        "version: 1\nsecrets:\n  patterns:\n    - id: own\n      description: one of ours\n      regex: {}\n  allow:\n    - regexes: [{}]\n      target: line\n      reason: test\n",
        quoted(pattern),
        quoted(allowed),
    );
    let sources = Sources { config: Some(("policy.yaml".to_owned(), policy.into_bytes())), ..Sources::default() };
    let Some(verdict) = judge(&name(choice), b"", content, &sources) else { return };
    for site in verdict.decisions.iter().map(|decision| &decision.judged.finding.at) {
        assert!(site.span.start <= site.span.end && site.span.end <= site.text.bytes().len());
    }
    check_reports(&verdict);
});
