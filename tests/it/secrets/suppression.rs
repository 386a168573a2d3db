//! Who may wave a secret through, and for how long.

use std::fs;

use serde_json::Value;

use super::{PASSWORD, Told, judged, lines, pat};
use crate::repository::Repository;
use crate::stories::portcullis;

/// One line of Python with a token and a comment behind it.
fn with_comment(comment: &str) -> Vec<Told> {
    judged(&[], &[("app.py", format!("A = \"{}\"  # {comment}\n", pat(1)))])
}

fn waived() -> [String; 1] {
    ["secret/github-pat app.py:1 waived".to_owned()]
}

fn gating() -> [String; 1] {
    ["secret/github-pat app.py:1 gates".to_owned()]
}

#[test]
fn a_comment_with_a_reason_waives_on_its_line_and_on_the_next() {
    assert_eq!(lines(&with_comment("portcullis: allow secret/github-pat: of the sandbox")), waived());
    assert_eq!(lines(&with_comment("portcullis: allow secret/*: of the sandbox")), waived());
    let above = format!("# portcullis: allow secret/github-pat: of the sandbox\nA = \"{}\"\n", pat(1));
    assert_eq!(lines(&judged(&[], &[("app.py", above)])), ["secret/github-pat app.py:2 waived"]);
}

#[test]
fn a_comment_of_another_rule_or_without_a_reason_or_past_its_day_does_not() {
    for comment in [
        "portcullis: allow secret/generic: of the sandbox",
        "portcullis: allow secret/github-pat",
        "portcullis: allow secret/github-pat until 2026-11-20: until yesterday",
    ] {
        assert!(lines(&with_comment(comment)).contains(&gating()[0]), "{comment}");
    }
    assert_eq!(lines(&with_comment("portcullis: allow secret/github-pat until 2026-11-21: until today")), waived());
}

#[test]
fn the_markers_of_other_tools_count_on_their_line() {
    for marker in ["gitleaks:allow", "betterleaks:allow", "trufflehog:ignore", "pragma: allowlist secret"] {
        assert_eq!(lines(&with_comment(marker)), waived(), "{marker}");
    }
    let above = |marker: &str| lines(&judged(&[], &[("app.py", format!("# {marker}\nA = \"{}\"\n", pat(1)))]));
    assert_eq!(above("pragma: allowlist nextline secret"), ["secret/github-pat app.py:2 waived"]);
    assert_eq!(above("gitleaks:allow"), ["secret/github-pat app.py:2 gates"]);
}

#[test]
fn what_waives_is_said() {
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    repository.write("app.py", format!("A = \"{}\"  # gitleaks:allow\n", pat(1)));
    let report = report(&repository, &[]);
    assert_eq!(report["verdict"], "pass");
    let reason = report["findings"][0]["suppressed"]["reason"].as_str().unwrap();
    assert!(reason.contains("gitleaks:allow"), "{reason}");
}

fn report(repository: &Repository, arguments: &[&str]) -> Value {
    let output = portcullis(repository, &[&["check", "--format", "json"], arguments].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn policy(print: &str) -> String {
    format!("version: 1\nsuppress:\n- rule: \"secret/*\"\n  fingerprint: {print}\n  reason: revoked in March\n")
}

#[test]
fn a_fingerprint_in_the_policy_survives_another_file_name_and_neighbourhood() {
    let print = with_comment("x")[0].print.clone();
    let policy = policy(&print);
    let elsewhere = format!("# other\n\nclient:\n  key: {}\n", pat(1));
    for (path, text) in [("app.py", format!("A = \"{}\"\n", pat(1))), ("deploy/b.yaml", elsewhere)] {
        let base = [(".portcullis.yaml", policy.clone())];
        let head = [(".portcullis.yaml", policy.clone()), (path, text)];
        let found = judged(&base, &head);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].marks.as_str(), &found[0].print), (" waived", &print), "{path}");
    }
}

#[test]
fn a_fingerprint_survives_a_rebase() {
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    repository.branch("change").write("app.py", format!("A = \"{}\"\n", pat(1))).commit("adds");
    let print = |report: &Value| report["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let before = print(&report(&repository, &["--base", "main", "--head", "change"]));
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("other.py", "x = 1\n").commit("meanwhile");
    repository.git(&["switch", "--quiet", "change"]);
    repository.git(&["rebase", "--quiet", "main"]);
    assert_eq!(print(&report(&repository, &["--base", "main", "--head", "change"])), before);
    assert_eq!(print(&report(&repository, &["--history", "main..change"])), before);
}

#[test]
fn the_fingerprint_of_a_guessable_password_tells_nothing_of_it() {
    let print = |password: &str| {
        let found = judged(&[], &[("app.toml", format!("db_password = \"{password}\"\n"))]);
        assert_eq!(found.len(), 1, "{password}");
        found[0].print.clone()
    };
    assert_eq!(print("kittens99!"), print("puppies88?"));
    assert_ne!(print("kittens99!"), print("x7Kq2Vb9Tz4Lw8Np3Rf6Hd1"), "nobody guesses this one");
}

#[test]
fn an_entry_that_waives_nothing_is_told_with_all() {
    let repository = Repository::new();
    let print = "0123456789abcdef".repeat(2);
    repository.write(".portcullis.yaml", policy(&print)).write("app.py", "x = 1\n").commit("base");
    let output = portcullis(&repository, &["check", "--all", "-v"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("the suppression of `secret/*` is unused"), "{said}");
}

#[test]
fn a_gitleaks_ignore_file_of_the_base_counts() {
    let repository = Repository::new();
    repository.write(".gitleaksignore", "# known\napp.py:github-pat:1\n").commit("base");
    repository.write("app.py", format!("A = \"{}\"\n", pat(1)));
    assert_eq!(report(&repository, &[])["verdict"], "pass");
    repository.write("app.py", format!("\nA = \"{}\"\n", pat(1)));
    assert_eq!(report(&repository, &[])["verdict"], "fail", "it names another line");
}

#[test]
fn an_allowlist_of_the_base_counts_and_one_of_the_change_does_not() {
    let list = "[extend]\nuseDefault = true\n[allowlist]\npaths = ['''^vendored/''']\n";
    let leak = |repository: &Repository| {
        repository.write("vendored/app.py", format!("A = \"{}\"\n", pat(1)));
    };
    let repository = Repository::new();
    repository.write(".gitleaks.toml", list).commit("base");
    leak(&repository);
    assert_eq!(report(&repository, &[])["verdict"], "pass");
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    repository.write(".gitleaks.toml", list);
    leak(&repository);
    assert_eq!(report(&repository, &[])["verdict"], "fail");
}

#[test]
fn an_allowlist_of_the_policy_needs_no_pattern_beside_it() {
    let policy = "version: 1\nsecrets:\n  allow:\n  - reason: made for tests\n    paths: [\"testdata/**\"]\n";
    let base = [(".portcullis.yaml", policy.to_owned())];
    let leak = format!("A = \"{}\"\n", pat(1));
    let head = |path| judged(&base, &[(".portcullis.yaml", policy.to_owned()), (path, leak.clone())]);
    assert_eq!(lines(&head("testdata/app.py")), [""; 0]);
    assert_eq!(lines(&head("app.py")), gating());
}

#[test]
fn a_policy_of_the_change_waives_nothing() {
    let print = with_comment("x")[0].print.clone();
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    repository.write(".portcullis.yaml", policy(&print)).write("app.py", format!("A = \"{}\"\n", pat(1)));
    assert_eq!(report(&repository, &[])["verdict"], "fail");
    repository.git(&["add", "--all"]);
    repository.commit("merged");
    fs::write(repository.path().join("b.py"), format!("B = \"{}\"\nPASSWORD = \"{PASSWORD}\"\n", pat(1))).unwrap();
    let after = report(&repository, &[]);
    let gates = after["findings"].as_array().unwrap().iter().filter(|finding| finding["gates"] == true).count();
    assert_eq!(gates, 1, "the password alone");
}
