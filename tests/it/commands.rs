//! Commands, from the file in which they stand to the finding on their bytes.

mod documents;
mod misses;
mod pipelines;
mod policy;
mod ways;

use portcullis::policy::{Sources, Verdict};
use portcullis::run;
use portcullis::source::ChangeSet;
use portcullis::source::memory::{self, Files};
use portcullis::text::RepoPath;

/// The day on which everything is judged.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 1);

fn files(given: &[(&str, &str)]) -> Files {
    given.iter().map(|(path, text)| (RepoPath::from(*path), text.as_bytes().to_vec())).collect()
}

fn judge(change: &ChangeSet) -> Verdict {
    let sources = Sources { tree: change.policy_tree.as_deref(), ..Sources::default() };
    run::check(change, &sources, TODAY, &run::Offline).unwrap()
}

/// What the gate says of files that a change adds, under a policy.
fn added(policy: &str, given: &[(&str, &str)]) -> Verdict {
    let base = files(&[(".portcullis.yaml", policy)]);
    let mut head = base.clone();
    head.extend(files(given));
    judge(&memory::change_set(base, head))
}

/// Rule and bytes of each finding of the families about commands, and of what it names beside it.
fn told(verdict: &Verdict) -> Vec<(String, String)> {
    let ours = verdict
        .decisions
        .iter()
        .filter(|decision| matches!(decision.judged.rule.family(), "manual" | "pipeline" | "terraform"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    ours.flat_map(|decision| {
        let finding = &decision.judged.finding;
        let others = finding.related.iter().map(|(site, _)| ("beside".to_owned(), text(site.bytes())));
        std::iter::once((decision.judged.rule.name.to_owned(), text(finding.at.bytes()))).chain(others)
    })
    .collect()
}

/// Rule, severity and bytes.
fn levels(verdict: &Verdict) -> Vec<String> {
    let shown = verdict.decisions.iter().map(|decision| {
        let bytes = String::from_utf8_lossy(decision.judged.finding.at.bytes()).into_owned();
        format!("{} {:?} {bytes}", decision.judged.rule.name, decision.severity).to_lowercase()
    });
    shown.collect()
}
