//! Whose policy judges a change: that of the target branch's tip, whatever commit the change starts from.

use crate::repository::Repository;
use crate::secrets::pat;
use crate::stories::portcullis;

const POLICY: &str = ".portcullis.yaml";
const LAX: &str = "version: 1\nfail_on: never\n";
const STRICT: &str = "version: 1\nfail_on: medium\n";

/// Nobody has anything to say about the one, and the other stops a change.
const PINNED: &str = "FROM registry.example.org/shop/base:2.1.0\nUSER 65532\n";
const LATEST: &str = "FROM registry.example.org/shop/base:latest\nUSER 65532\n";

/// How a policy file is written; nothing: it is removed.
type File<'a> = (&'a str, Option<&'a str>);

fn put(repository: &Repository, (path, text): File<'_>) {
    match text {
        Some(text) => repository.write(path, text),
        None => repository.remove(path),
    };
}

/// A branch `change` with `files`, checked out. It left `main` when `before` stood there; since then that has become `after`.
fn stale(before: &[File<'_>], after: &[File<'_>], files: &[File<'_>]) -> Repository {
    let repository = Repository::new();
    repository.write("deploy/Dockerfile", PINNED);
    before.iter().for_each(|file| put(&repository, *file));
    repository.commit("before");
    after.iter().for_each(|file| put(&repository, *file));
    repository.commit("after");
    repository.git(&["switch", "--quiet", "--create", "change", "main~1"]);
    files.iter().for_each(|file| put(&repository, *file));
    repository.commit("change");
    repository
}

/// The exit codes of every way to name this change, which must be one.
#[track_caller]
fn code(repository: &Repository) -> Option<i32> {
    let ways: [&[&str]; 3] = [&[], &["--base", "main"], &["--base", "main", "--head", "change"]];
    let codes = ways.map(|way| portcullis(repository, &[&["check"], way].concat()).status.code());
    assert!(codes.iter().all(|code| *code == codes[0]), "{codes:?}");
    codes[0]
}

fn said(repository: &Repository) -> String {
    let output = portcullis(repository, &["check", "--verbose"]);
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const CHANGE: File<'_> = ("deploy/Dockerfile", Some(LATEST));

#[test]
fn an_old_commit_brings_no_old_policy() {
    let tightened = stale(&[(POLICY, Some(LAX))], &[(POLICY, Some(STRICT))], &[CHANGE]);
    assert_eq!(code(&tightened), Some(1));
    let removed = stale(&[(POLICY, Some(LAX))], &[(POLICY, None)], &[CHANGE]);
    assert_eq!(code(&removed), Some(1));
    let loosened = stale(&[(POLICY, Some(STRICT))], &[(POLICY, Some(LAX))], &[CHANGE]);
    assert_eq!(code(&loosened), Some(0));
}

#[test]
fn nor_an_old_policy_of_a_directory() {
    let nested = ("deploy/.portcullis.yaml", Some("version: 1\nexclude: ['**']\n"));
    assert_eq!(code(&stale(&[nested], &[(nested.0, None)], &[CHANGE])), Some(1));
    assert_eq!(code(&stale(&[], &[nested], &[CHANGE])), Some(0));
}

#[test]
fn nor_an_old_shared_policy() {
    let extends = (POLICY, Some("version: 1\nextends: [shared/gate.yaml]\n"));
    let shared = |text| ("shared/gate.yaml", Some(text));
    assert_eq!(code(&stale(&[extends, shared(LAX)], &[shared(STRICT)], &[CHANGE])), Some(1));
}

#[test]
fn nor_an_old_baseline() {
    let accepted = Repository::new();
    accepted.write(CHANGE.0, LATEST).commit("accepted");
    assert!(portcullis(&accepted, &["baseline", "write"]).status.success());
    let baseline = std::fs::read_to_string(accepted.path().join(".portcullis-baseline.json")).unwrap();
    let file = (".portcullis-baseline.json", Some(baseline.as_str()));
    // What is listed was there before: it stops a change where all of a file does.
    let all = (POLICY, Some("version: 1\ngate: all\n"));
    let longer = (CHANGE.0, Some(format!("{LATEST}WORKDIR /srv\n")));
    let change = [(longer.0, longer.1.as_deref())];
    assert_eq!(code(&stale(&[all, CHANGE, file], &[(file.0, None)], &change)), Some(1));
    assert_eq!(code(&stale(&[all, CHANGE], &[file], &change)), Some(0));
}

#[test]
fn nor_what_another_tool_was_told() {
    let key = format!("token = \"{}\"\n", pat(1));
    let change = ("app.py", Some(key.as_str()));
    let plain = stale(&[], &[], &[change]);
    assert_eq!(code(&plain), Some(1), "{}", said(&plain));
    let ignore = (".gitleaksignore", Some("app.py:github-pat:1\n"));
    assert_eq!(code(&stale(&[ignore], &[(ignore.0, None)], &[change])), Some(1));
    assert_eq!(code(&stale(&[], &[ignore], &[change])), Some(0));
    let allow = (".gitleaks.toml", Some("[extend]\nuseDefault = true\n[allowlist]\npaths = ['''app\\.py''']\n"));
    assert_eq!(code(&stale(&[allow], &[(allow.0, None)], &[change])), Some(1));
    assert_eq!(code(&stale(&[], &[allow], &[change])), Some(0));
}

#[test]
fn only_what_the_change_itself_does_to_the_policy_is_told() {
    let rule = "gate/policy-changed";
    let landed = stale(&[(POLICY, Some(LAX))], &[(POLICY, Some(STRICT))], &[CHANGE]);
    assert!(!said(&landed).contains(rule), "{}", said(&landed));
    let own = stale(&[(POLICY, Some(LAX))], &[("more", Some("x\n"))], &[(POLICY, Some(STRICT))]);
    assert!(said(&own).contains(rule), "{}", said(&own));
    let shared = [(POLICY, Some("version: 1\nextends: [shared.yaml]\n")), ("shared.yaml", Some(STRICT))];
    let extended_since = stale(&[], &shared, &[("shared.yaml", Some(LAX))]);
    assert!(said(&extended_since).contains(rule), "{}", said(&extended_since));
}

#[test]
fn a_branch_without_a_commit_is_judged_by_the_default_branch() {
    let repository = Repository::new();
    repository.write(POLICY, LAX).write("deploy/Dockerfile", LATEST).commit("main");
    repository.git(&["switch", "--quiet", "--orphan", "fresh"]);
    repository.write("deploy/Dockerfile", LATEST);
    assert_eq!(portcullis(&repository, &["check"]).status.code(), Some(0));
}

#[test]
fn a_tip_that_the_clone_lacks_could_not_be_known() {
    let repository = stale(&[], &[], &[CHANGE]);
    let base = "3f".repeat(20);
    let output = portcullis(&repository, &["check", "--base", &base]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(3) && said.contains("fetch it first"), "{said}");
}

#[test]
fn a_policy_that_the_clone_lacks_is_never_taken_for_none() {
    let origin = stale(&[(POLICY, Some(LAX))], &[(POLICY, Some(STRICT))], &[CHANGE]);
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = Repository::clone_of(&origin, &["--filter=blob:none", "--branch=change"]);
    let output = portcullis(&clone, &["check", "--base", "origin/main"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains(POLICY) && said.contains("is not in this clone") && said.contains("--filter"), "{said}");
}
