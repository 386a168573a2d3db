//! What a change brings, and what it only moves.

use portcullis::source::patch;

use super::{PASSWORD, judged, lines, pat, told};
use crate::repository::Repository;

fn python(token: &str) -> String {
    format!("import os\n\nCLIENT = \"{token}\"\n\ndef run():\n    return CLIENT\n")
}

/// A private key of which the body is drawn by nobody.
pub(super) fn private_key(lines: &[&str]) -> String {
    let label = ["OPENSSH", "PRIVATE", "KEY"].join(" ");
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

pub(super) const KEY: [&str; 4] = [
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW",
    "QyNTUxOQAAACBqv0uTj2Qp6dLwYcZ8mXkR1sF4hN7aGtE3bVxI9oUyWAAAAJhqT4sLak+L",
    "CwAAAAtzc2gtZWQyNTUxOQAAACDk3Wn8qRz5vYtM1pXcJ6hLgB2sFa7UeKo9iTdVxN0mQA",
    "AAAEBx5mPqW8rKdN3vZtYhGj7LcFbS2oXkR9uTaEw1iMnQ4yUzV6gHsJfDpBlCxAoIe0==",
];

#[test]
fn a_new_secret_stops_the_change_at_its_bytes() {
    let found = judged(&[], &[("app.py", python(&pat(1)))]);
    assert_eq!(lines(&found), ["secret/github-pat app.py:3 gates"]);
    assert_eq!(found[0].bytes, pat(1));
}

#[test]
fn a_file_that_moved_brings_nothing() {
    let found = judged(&[("a.py", python(&pat(1)))], &[("lib/b.py", python(&pat(1)))]);
    assert_eq!(lines(&found), ["secret/github-pat lib/b.py:3 existing"]);
}

#[test]
fn a_file_that_git_renamed_and_that_was_edited_brings_nothing() {
    let repository = Repository::new();
    let long = format!("{}{}", python(&pat(1)), "# a line\n".repeat(30));
    repository.write("a.py", &long).commit("base");
    repository.branch("change");
    repository.remove("a.py").write("b.py", format!("# a new line\n{long}")).commit("head");
    let change = portcullis::source::git::open(repository.path()).unwrap().range("main", Some("change")).unwrap();
    assert_eq!(lines(&told(&change)), ["secret/github-pat b.py:4 existing"]);
}

#[test]
fn a_block_that_is_indented_anew_brings_nothing() {
    let block = format!("client:\n  name: web\n  token: {}\n", pat(1));
    let deeper: String = block.split_terminator('\n').map(|line| format!("  {line}\n")).collect();
    let found = judged(&[("a.yaml", block)], &[("a.yaml", format!("clients:\n{deeper}"))]);
    assert_eq!(lines(&found), ["secret/github-pat a.yaml:4 existing"]);
}

#[test]
fn yaml_that_becomes_json_brings_nothing() {
    for secret in [pat(1), PASSWORD.to_owned()] {
        let yaml = format!("db:\n  host: db.example.org\n  password: {secret}\n");
        let json = format!("{{\n  \"db\": {{ \"host\": \"db.example.org\", \"password\": \"{secret}\" }}\n}}\n");
        let found = judged(&[("config.yaml", yaml)], &[("config.json", json)]);
        assert_eq!(found.len(), 1);
        assert!(found[0].to_string().ends_with("config.json:2 existing"), "{}", found[0]);
    }
}

#[test]
fn a_second_copy_in_the_same_file_is_introduced_once() {
    let line = format!("A = \"{}\"\n", pat(1));
    let found = judged(&[("a.py", line.clone())], &[("a.py", format!("{line}B = \"{}\"\n", pat(1)))]);
    let new: Vec<_> = lines(&found).into_iter().filter(|line| !line.contains("existing")).collect();
    assert_eq!(new, ["secret/github-pat a.py:2 gates"]);
}

#[test]
fn one_secret_in_three_new_files_is_one_finding() {
    let text = python(&pat(1));
    let found = judged(&[], &[("a.py", &text), ("b.py", &text), ("c.py", &text)]);
    assert_eq!(lines(&found), ["secret/github-pat a.py:3 gates +2"]);
}

#[test]
fn a_secret_that_is_taken_away_is_no_finding() {
    assert_eq!(lines(&judged(&[("a.py", python(&pat(1)))], &[("a.py", python("x"))])), [""; 0]);
    assert_eq!(lines(&judged(&[("a.py", python(&pat(1)))], &[])), [""; 0]);
}

#[test]
fn a_private_key_of_which_one_line_changed_is_new() {
    let other = [KEY[0], KEY[1], KEY[2], "AAAEBz9mPqW8rKdN3vZtYhGj7LcFbS2oXkR9uTaEw1iMnQ4yUzV6gHsJfDpBlCxAoIe0=="];
    let found = judged(&[("id", private_key(&KEY))], &[("id", private_key(&other))]);
    assert_eq!(lines(&found), ["secret/private-key id:1 gates"]);
}

#[test]
fn a_secret_under_another_name_was_there() {
    let yaml = |name: &str| format!("{name}: {}\n", pat(1));
    let found = judged(&[("a.yaml", yaml("old"))], &[("a.yaml", yaml("token"))]);
    assert_eq!(lines(&found), ["secret/github-pat a.yaml:1 existing"]);
}

#[test]
fn a_name_that_makes_a_value_a_secret_brings_it() {
    let yaml = |name: &str| format!("{name}: {PASSWORD}\n");
    let found = judged(&[("a.yaml", yaml("colour"))], &[("a.yaml", yaml("password"))]);
    assert_eq!(lines(&found), ["secret/generic a.yaml:1 gates"]);
}

#[test]
fn a_new_secret_beside_an_old_one_is_told_apart() {
    let old = format!("OLD = \"{}\"\n", pat(1));
    let found = judged(&[("a.py", old.clone())], &[("a.py", format!("{old}NEW = \"{}\"\n", pat(2)))]);
    assert_eq!(lines(&found), ["secret/github-pat a.py:1 existing", "secret/github-pat a.py:2 gates"]);
}

#[test]
fn a_password_that_many_use_is_another_one_in_each_place() {
    let compose = "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: kittens99\n  cache:\n    environment:\n      REDIS_PASSWORD: kittens99\n";
    let found = judged(&[], &[("compose.yaml", compose)]);
    assert_eq!(found.len(), 2, "{:?}", lines(&found));
    assert_ne!(found[0].print, found[1].print);
}

#[test]
fn a_bare_diff_shows_a_key_of_many_lines() {
    let key = private_key(&KEY);
    let added: String = key.split_terminator('\n').map(|line| format!("+{line}\n")).collect();
    let diff = format!("--- a/key.txt\n+++ b/key.txt\n@@ -7,2 +7,8 @@\n a\n{added} b\n");
    let found = told(&patch::read(diff.as_bytes(), None).unwrap());
    assert_eq!(lines(&found), ["secret/private-key key.txt:8 gates"]);
    assert_eq!(found[0].bytes.split('\n').count(), 6);
}

#[test]
fn a_secret_of_a_bare_diffs_context_is_not_the_changes() {
    let diff = format!("--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n A = \"{}\"\n+B = 2\n C = 3\n", pat(1));
    let found = told(&patch::read(diff.as_bytes(), None).unwrap());
    assert_eq!(lines(&found), ["secret/github-pat a.py:1 existing"]);
}

#[test]
fn a_secret_that_moves_to_another_file_and_is_copied_is_new_once() {
    let line = format!("A = \"{}\"\n", pat(1));
    let found = judged(&[("a.py", line.clone())], &[("b.py", line.clone()), ("c.py", line)]);
    assert_eq!(lines(&found), ["secret/github-pat b.py:1 existing", "secret/github-pat c.py:1 gates"]);
}
