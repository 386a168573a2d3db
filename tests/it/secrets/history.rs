//! Every commit of a range: what was removed again, what is left, each content once.

use serde_json::Value;

use super::{PASSWORD, pat};
use crate::repository::Repository;
use crate::stories::portcullis;

fn python(token: &str) -> String {
    format!("import os\n\nCLIENT = \"{token}\"\n")
}

fn report(repository: &Repository, range: &str, more: &[&str]) -> Value {
    let output = portcullis(repository, &[&["check", "--format", "json", "--history", range], more].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Each finding as `rule path: what is said behind the first bracket`, without the commit's name.
fn told(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    let show = |finding: &Value| {
        let message = finding["message"].as_str().unwrap();
        let end = if message.contains("removed again later") { "removed again" } else { "left" };
        assert!(message.contains("(added in "), "{message}");
        format!("{} {}: {end}", finding["rule"].as_str().unwrap(), finding["path"].as_str().unwrap())
    };
    findings.iter().map(show).collect()
}

fn base() -> Repository {
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    repository.branch("change");
    repository
}

#[test]
fn what_was_added_and_removed_again_is_told_and_so_is_what_is_left() {
    let repository = base();
    repository.write("a.py", python(&pat(1))).write("b.py", python(&pat(2))).commit("adds");
    repository.write("a.py", python("x")).commit("removes");
    let report = report(&repository, "main..HEAD", &[]);
    assert_eq!(told(&report), ["secret/github-pat a.py: removed again", "secret/github-pat b.py: left"]);
    assert_eq!(report["verdict"], "fail");
    assert_eq!(report["findings"][0]["help"], "revoke and replace it: it stays in the history");
}

#[test]
fn a_content_that_returns_is_told_once() {
    let repository = base();
    for (content, message) in [(pat(1), "adds"), ("x".to_owned(), "removes"), (pat(1), "adds again")] {
        repository.write("a.py", python(&content)).commit(message);
    }
    assert_eq!(told(&report(&repository, "main..HEAD", &[])), ["secret/github-pat a.py: left"]);
}

#[test]
fn a_secret_that_stays_through_many_commits_is_told_once() {
    let repository = base();
    for line in 0..5 {
        repository.write("a.py", format!("{}LINE = {line}\n", python(&pat(1)))).commit("edits");
    }
    assert_eq!(told(&report(&repository, "main..HEAD", &[])), ["secret/github-pat a.py: left"]);
}

#[test]
fn what_the_base_had_is_not_told() {
    let repository = Repository::new();
    repository.write("a.py", python(&pat(1))).commit("base");
    repository.branch("change");
    repository.write("a.py", format!("{}LINE = 1\n", python(&pat(1)))).commit("edits");
    assert_eq!(told(&report(&repository, "main..HEAD", &[])), [""; 0]);
    assert_eq!(told(&report(&repository, "HEAD", &[])), ["secret/github-pat a.py: left"]);
}

#[test]
fn a_rename_inside_the_range_is_no_second_secret() {
    let repository = base();
    repository.write("a.py", python(&pat(1))).commit("adds");
    repository.git(&["mv", "a.py", "b.py"]);
    repository.commit("renames");
    assert_eq!(told(&report(&repository, "main..HEAD", &[])), ["secret/github-pat a.py: left"]);
}

#[test]
fn a_file_of_the_base_that_is_renamed_brings_nothing() {
    let repository = Repository::new();
    repository.write("a.py", python(&pat(1))).commit("base");
    repository.branch("change");
    repository.git(&["mv", "a.py", "b.py"]);
    repository.commit("renames");
    assert_eq!(told(&report(&repository, "main..HEAD", &[])), [""; 0]);
}

#[test]
fn a_merge_brings_what_its_branches_brought_and_what_it_adds_itself() {
    let repository = base();
    repository.branch("side").write("side.py", python(&pat(1))).commit("on the side");
    repository.git(&["switch", "--quiet", "change"]);
    repository.write("other.py", "x = 1\n").commit("meanwhile");
    repository.git(&["merge", "--quiet", "--no-ff", "--no-commit", "side"]);
    repository.write("evil.py", python(&pat(2))).commit("merges, and more");
    assert_eq!(
        told(&report(&repository, "main..HEAD", &[])),
        ["secret/github-pat evil.py: left", "secret/github-pat side.py: left"]
    );
}

#[test]
fn a_password_that_many_use_is_told_for_each_file() {
    let repository = base();
    let text = "db_password = \"kittens99\"\n";
    repository.write("a.toml", text).write("b.toml", format!("# another\n{text}")).commit("adds");
    let found = told(&report(&repository, "main..HEAD", &["--min-confidence", "possible"]));
    assert_eq!(found, ["secret/generic a.toml: left", "secret/generic b.toml: left"]);
}

#[test]
fn a_shallow_clone_says_where_it_ends() {
    let origin = base();
    for line in 0..4 {
        origin.write("a.py", format!("{}LINE = {line}\n", python(&pat(1)))).commit("edits");
    }
    let clone = Repository::clone_of(&origin, &["--depth", "2", "--branch", "change"]);
    let report = report(&clone, "HEAD", &[]);
    let why = report["unchecked"][0]["why"].as_str().unwrap();
    assert!(why.contains("shallow") && why.contains("git fetch --unshallow"), "{why}");
    assert_eq!(told(&report), ["secret/github-pat a.py: left"]);
}

#[test]
fn a_range_that_is_none_is_an_error() {
    let repository = base();
    for range in ["nowhere", "nowhere..HEAD", "main..nowhere", "main...nowhere"] {
        let output = portcullis(&repository, &["check", "--history", range]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{range}: {said}");
        assert!(said.starts_with("error: ") && !said.contains("panicked"), "{said}");
        assert!(said.contains("`nowhere`"), "{said}");
    }
}

#[test]
fn three_dots_and_no_end_mean_the_same_commits() {
    let repository = base();
    repository.write("a.py", python(&pat(1))).commit("adds");
    for range in ["main..HEAD", "main...HEAD", "main..", "main..change"] {
        assert_eq!(told(&report(&repository, range, &[])), ["secret/github-pat a.py: left"], "{range}");
    }
}

#[test]
fn a_file_of_the_base_that_is_renamed_and_edited_brings_only_the_edit() {
    let repository = Repository::new();
    repository.write("a.py", python(&pat(1))).commit("base");
    repository.branch("change");
    repository.remove("a.py").write("b.py", format!("{}OTHER = \"{}\"\n", python(&pat(1)), pat(2))).commit("renames");
    let report = report(&repository, "main..HEAD", &[]);
    assert_eq!(told(&report), ["secret/github-pat b.py: left"]);
    assert_eq!(report["findings"][0]["start"]["line"], 4);
}

#[test]
fn the_threads_change_nothing() {
    let repository = base();
    for commit in 0..40 {
        let password = format!("{PASSWORD}{commit}");
        repository
            .write(format!("{}.py", commit % 7), python(&pat(commit)))
            .write(format!("{}.toml", commit % 5), format!("password = \"{password}\"\n"))
            .commit("commit");
    }
    let [one, four] = ["1", "4"].map(|threads| report(&repository, "main..HEAD", &["--threads", threads]));
    assert!(one["findings"].as_array().unwrap().len() > 40);
    assert!(one == four, "other findings with four threads");
}

#[test]
fn a_waiver_by_fingerprint_holds_in_the_history_too() {
    let repository = base();
    repository.write("a.py", python(&pat(1))).commit("adds").write("a.py", "x = 1\n").commit("removes");
    let report_before = report(&repository, "main..HEAD", &[]);
    let print = report_before["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let policy =
        format!("version: 1\nsuppress:\n- rule: \"secret/*\"\n  fingerprint: {print}\n  reason: revoked in March\n");
    std::fs::write(repository.beside("policy.yaml"), policy).unwrap();
    let place = repository.beside("policy.yaml").display().to_string();
    let after = report(&repository, "main..HEAD", &["--config", &place]);
    assert_eq!(after["verdict"], "pass");
    assert_eq!(after["findings"][0]["suppressed"]["reason"], "revoked in March");
}
