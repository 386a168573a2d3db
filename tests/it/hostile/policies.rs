//! A policy that is no policy is an error with a place in it, soon, whatever it is made of.

use super::run;
use crate::repository::Repository;

#[test]
fn a_hostile_policy_is_exit_2() {
    let glob = |glob: String| format!("version: 1\nexclude: [\"{glob}\"]\n");
    let levels = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let bomb: String = levels
        .windows(2)
        .map(|pair| format!("{}: &{} [{}]\n", pair[1], pair[1], format!("*{},", pair[0]).repeat(9)))
        .collect();
    let policies: Vec<Vec<u8>> = vec![
        format!("version: 1\na: &a [x]\n{bomb}").into_bytes(),
        format!("version: 1\nexclude: &a [{}]\n", "*a,".repeat(5_000)).into_bytes(),
        format!("version: 1\nrules: {}", "{a: ".repeat(50_000)).into_bytes(),
        format!("version: 1\nrules: {}", "[".repeat(50_000)).into_bytes(),
        format!("version: 1\n{}", "- ".repeat(20_000)).into_bytes(),
        glob("x".repeat(10_000_000)).into_bytes(),
        glob(format!("{}b{}", "{a,".repeat(5_000), "}".repeat(5_000))).into_bytes(),
        glob("[".repeat(400)).into_bytes(),
        b"version: 1\nimages: {floating_tags: [\"(a{1000}){1000}\"]}\n".to_vec(),
        format!("version: 1\nimages: {{floating_tags: [{}]}}\n", "\"(a|b)*x{99}\",".repeat(2_000)).into_bytes(),
        format!("version: 1\nextends: [{}]\n", "\".portcullis.yaml\",".repeat(2_000)).into_bytes(),
        format!("version: 1\n{}: 1\n", "k".repeat(900_000)).into_bytes(),
        vec![0; 10_000],
        (0..=255).collect(),
    ];
    for policy in policies {
        let repository = Repository::new();
        repository.write(".portcullis.yaml", &policy).commit("base");
        repository.branch("change");
        repository.write("a.yaml", "a: b\n").commit("head");
        let ran = run(repository.path(), &["check"], b"");
        let shown = String::from_utf8_lossy(&policy[..policy.len().min(80)]).into_owned();
        assert_eq!(ran.code, Some(2), "{shown}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error:") && ran.stderr.len() < 4_000, "{shown}: {}", ran.stderr);
    }
}

#[test]
fn a_hostile_policy_in_the_change_is_only_a_finding() {
    let repository = Repository::new();
    repository.write("README", "a").commit("base");
    repository.branch("change");
    repository
        .write(".portcullis.yaml", format!("version: 1\nexclude: [\"{}\"]\n", "x".repeat(10_000_000)))
        .commit("head");
    let report = run(repository.path(), &["check", "--format", "json"], b"").report();
    let rules: Vec<_> = report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].clone()).collect();
    assert_eq!(rules, ["gate/unreadable", "gate/policy-changed"], "it would stop every run once it is merged");
}

#[test]
fn a_hostile_baseline_is_exit_2() {
    for baseline in ["{\"a\":".repeat(50_000), "[".repeat(50_000), "{}".to_owned(), "\0".to_owned()] {
        let repository = Repository::new();
        repository.write(".portcullis-baseline.json", baseline).commit("base");
        repository.branch("change");
        repository.write("a.yaml", "a: b\n").commit("head");
        let ran = run(repository.path(), &["check"], b"");
        assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    }
}
