//! A baseline of what is found lets it all pass, and whatever bytes call themselves one are read or refused.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use portcullis::policy::{Outcome, Sources, baseline};
use portcullis::run;
use portcullis::source::memory;
use portcullis::text::RepoPath;
use portcullis_fuzz::{judge, name};

fuzz_target!(|input: (u8, &[u8], &[u8])| {
    let (choice, content, written) = input;
    let path = name(choice);
    let _ = with_baseline(&path, content, written);
    let Some(first) = judge(&path, b"", content, &Sources::default()) else { return };
    let accepted = baseline::write(&first.decisions);
    let second = with_baseline(&path, content, accepted.as_bytes()).expect("what was written can be read");
    assert!(second != Outcome::Fail || portcullis::policy::is_policy_file(&path));
});

/// The outcome for a new file at `path`, where the base has `baseline`.
fn with_baseline(path: &RepoPath, content: &[u8], baseline: &[u8]) -> Option<Outcome> {
    let base = BTreeMap::from([(RepoPath::from(".portcullis-baseline.json"), baseline.to_vec())]);
    let mut head = base.clone();
    head.insert(path.clone(), content.to_vec());
    let set = memory::change_set(base, head);
    let sources = Sources { tree: set.policy_tree.as_deref(), ..Sources::default() };
    run::check(&set, &sources, jiff::civil::date(2026, 1, 1), &portcullis::run::Offline)
        .ok()
        .map(|verdict| verdict.outcome)
}
