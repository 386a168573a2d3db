//! What other tools' markers and lists waive: secrets, and nothing else.

use std::collections::BTreeSet;

use super::rules::{GATE, LATEST, NO_TAG, SECRET};
use super::{judged_in, load, stood};
use crate::policy::markers::{self, Marker};
use crate::policy::others::Others;
use crate::policy::{Decision, Input, Policy, Standing, Waiver};
use crate::rule::Rule;
use crate::text::{Side, Sides, Text};

/// The decisions of `policy` on a finding of `rule` at each `S` of a file, whose markers the change writes or not.
fn decide(policy: &Policy, rule: &'static Rule, text: &str, touched: bool, whole_tree: bool) -> Vec<Decision> {
    let text = Text::new(Side::Head, "src/a.py".into(), text.as_bytes().to_vec());
    let found = memchr::memchr_iter(b'S', text.bytes()).map(|at| judged_in(rule, &text, at));
    let markers: Vec<_> = markers::read(&text).into_iter().map(|marker| Marker { touched, ..marker }).collect();
    let verdict = policy.decide(Input {
        base: String::new(),
        head: String::new(),
        files: 1,
        judged: found.map(|judged| if touched { judged } else { stood(judged) }).collect(),
        comments: Vec::new(),
        markers: Sides { base: if touched { Vec::new() } else { markers.clone() }, head: markers },
        unchecked: Vec::new(),
        unverified: false,
        whole_tree,
        every_file: false,
        today: jiff::civil::date(2026, 9, 1),
        rules: &[LATEST, NO_TAG, SECRET, GATE],
        unread: &BTreeSet::new(),
        gate_rule: GATE,
    });
    verdict.decisions
}

fn policy(files: &[(&str, &str)]) -> Policy {
    load(files, "src/a.py").unwrap_or_else(|error| panic!("{}", error.report()))
}

fn waivers(decisions: Vec<Decision>) -> Vec<Option<Waiver>> {
    let waiver = |decision: Decision| match decision.standing {
        Standing::Suppressed(waiver) => Some(waiver),
        _ => None,
    };
    decisions.into_iter().map(waiver).collect()
}

/// The reasons for which the secrets of a text are waived, whose markers stood there before.
fn reasons(text: &str) -> Vec<Option<String>> {
    let waivers = waivers(decide(&policy(&[]), SECRET, text, false, false));
    waivers.into_iter().map(|waiver| waiver.map(|waiver| waiver.reason)).collect()
}

#[test]
fn a_marker_waives_the_secrets_of_its_line() {
    let text = "a = S # gitleaks:allow\nb = S\n# pragma: allowlist nextline secret\nc = S\n";
    let reason = |text: &str| Some(text.to_owned());
    assert_eq!(
        reasons(text),
        [reason("`gitleaks:allow` on its line"), None, reason("`pragma: allowlist nextline secret` on the line above")]
    );
}

#[test]
fn a_marker_is_about_secrets() {
    assert_eq!(waivers(decide(&policy(&[]), LATEST, "S # gitleaks:allow", false, false)), [None]);
}

#[test]
fn a_marker_of_the_change_is_shown_as_its_own() {
    let text = "S # trufflehog:ignore";
    let own = |touched, whole_tree| {
        let waivers = waivers(decide(&policy(&[]), SECRET, text, touched, whole_tree));
        waivers.into_iter().flatten().map(|waiver| (waiver.added_here, waiver.comment.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(own(true, false), [(true, true)]);
    assert_eq!(own(false, false), [(false, true)]);
    assert_eq!(own(true, true), [(false, true)], "a whole tree has no change");
}

#[test]
fn a_policy_that_refuses_comments_of_the_change_refuses_its_markers() {
    let strict = policy(&[(".portcullis.yaml", "version: 1\nsuppressions: base-only")]);
    assert_eq!(waivers(decide(&strict, SECRET, "S # gitleaks:allow", true, false)), [None]);
    assert!(waivers(decide(&strict, SECRET, "S # gitleaks:allow", false, false))[0].is_some());
}

#[test]
fn where_only_the_base_counts_an_old_marker_waives_nothing_new() {
    let text = Text::new(Side::Head, "src/a.py".into(), b"S # gitleaks:allow".to_vec());
    let others = Others::new(Sides { base: Vec::new(), head: markers::read(&text) }, false);
    let new = judged_in(SECRET, &text, 0);
    assert_eq!(others.by_marker(&new, true), None);
    assert_eq!(others.by_marker(&stood(new), true), None, "nor what stood there without it");
}

#[test]
fn an_entry_of_gitleaksignore_waives_a_rule_on_a_line() {
    let ignore = (".gitleaksignore", "# old\nsrc/a.py:generic-api-key:2\nsrc\\a.py:jwt:1\nnonsense\n");
    let decided = |files: &[(&str, &str)]| waivers(decide(&policy(files), SECRET, "S\nS\n", false, false));
    let found = decided(&[ignore]);
    assert_eq!(found[0], None, "another rule");
    assert_eq!(found[1].as_ref().map(|waiver| waiver.reason.as_str()), Some("listed in `.gitleaksignore`, line 2"));
    assert_eq!(decided(&[ignore, (".portcullis.yaml", "version: 1\nsecrets: { gitleaks: false }")]), [None, None]);
    let told = policy(&[ignore]).unhonoured();
    assert_eq!(told.len(), 1);
    assert!(told[0].why.starts_with("line 4: "));
}

#[test]
fn a_hundred_thousand_markers_on_one_line_cost_little() {
    let text = format!("{} S", "gitleaks:allow ".repeat(100_000));
    let start = std::time::Instant::now();
    assert!(reasons(&text.replace(' ', " S"))[0].is_some());
    assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
}
