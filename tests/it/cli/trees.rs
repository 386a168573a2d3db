//! Commands that read and write a user's tree, as transcripts.

use std::fs;
use std::process::Stdio;

use crate::gate;
use crate::repository::Repository;

const LATEST: &str = "FROM registry.example.org/shop/base:latest\nUSER 65532\n";
const PINNED: &str = "FROM registry.example.org/shop/base:1.4.2\nUSER 65532\n";

/// What the command prints, what it complains about, and its exit code where that is not 0.
fn says(repository: &Repository, arguments: &str) -> String {
    given(repository, arguments, "")
}

fn given(repository: &Repository, arguments: &str, input: &str) -> String {
    use std::io::Write as _;
    let mut child = gate(repository.path())
        .env("NO_COLOR", "1")
        .args(arguments.split_ascii_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    if output.status.code() != Some(0) {
        said.push_str(&format!("exit code {}\n", output.status.code().unwrap()));
    }
    said
}

/// A repository with one pinned image on `main`, and a branch with nothing new.
fn pinned() -> Repository {
    let repository = Repository::new();
    repository.write("Dockerfile", PINNED).commit("base");
    repository.branch("change");
    repository
}

#[test]
fn outside_of_any_repository() {
    let nowhere = Repository::with(&["init", "--quiet"]);
    fs::remove_dir_all(nowhere.path().join(".git")).unwrap();
    insta::assert_snapshot!(says(&nowhere, "check"), @r"
    error: `.` is not in a git repository
    help: run it inside a clone, or read a directory with `--all PATH` or a diff with `--diff FILE`
    exit code 2
    ");
    nowhere.write("Dockerfile", LATEST);
    insta::assert_snapshot!(says(&nowhere, "check --all --quiet"), @r"
    critical error[image/latest-tag]: `registry.example.org/shop/base` uses the mutable tag `latest`
     --> Dockerfile:1:6
      |
    1 | FROM registry.example.org/shop/base:latest
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pin the tested version by digest: `tag@sha256:…`

    portcullis: blocked: 1 finding blocks this change (1 critical); 1 item was not checked; 1 file checked
    exit code 1
    ");
}

#[test]
fn what_is_compared_is_said() {
    let repository = Repository::new();
    insta::assert_snapshot!(says(&repository, "check"), @r"
    judged: nothing (no commit yet) -> the working tree
    portcullis: pass: no findings; 0 files checked
    ");
    repository.write("Dockerfile", PINNED).commit("base");
    insta::assert_snapshot!(says(&repository, "check"), @r"
    judged: 959e38a (main) -> the working tree
    portcullis: pass: no findings; 0 files checked
    ");
    repository.branch("change");
    repository.write("README", "hello").commit("head");
    insta::assert_snapshot!(says(&repository, "check"), @r"
    judged: 959e38a (main) -> the working tree
    portcullis: pass: no findings; 1 file checked
    ");
    insta::assert_snapshot!(says(&repository, "check --base main --head change"), @r"
    judged: 959e38a (main) -> a1d64f6 (change)
    portcullis: pass: no findings; 1 file checked
    ");
    insta::assert_snapshot!(says(&repository, "check --staged"), @r"
    judged: a1d64f6 (change) -> the index
    portcullis: pass: no findings; 0 files checked
    ");
    repository.git(&["checkout", "--quiet", "--detach"]);
    insta::assert_snapshot!(says(&repository, "check --base HEAD~1"), @r"
    judged: 959e38a (HEAD~1) -> the working tree
    portcullis: pass: no findings; 1 file checked
    ");
    insta::assert_snapshot!(says(&repository, "check --all"), @r"
    warning[dockerfile/base-not-pinned]: `registry.example.org/shop/base:1.4.2` is not pinned by digest
     --> Dockerfile:1:6
      |
    1 | FROM registry.example.org/shop/base:1.4.2
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pin it: `registry.example.org/shop/base:1.4.2@sha256:…`, and let a bot keep the digest current

    unchecked: 1 image: not looked up in a registry

    judged: nothing -> every file
    portcullis: pass: 1 finding is advisory, 1 item was not checked; 2 files checked
    ");
    insta::assert_snapshot!(says(&repository, "check --all Dockerfile README"), @r"
    warning[dockerfile/base-not-pinned]: `registry.example.org/shop/base:1.4.2` is not pinned by digest
     --> Dockerfile:1:6
      |
    1 | FROM registry.example.org/shop/base:1.4.2
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pin it: `registry.example.org/shop/base:1.4.2@sha256:…`, and let a bot keep the digest current

    unchecked: 1 image: not looked up in a registry

    judged: nothing -> Dockerfile, README
    portcullis: pass: 1 finding is advisory, 1 item was not checked; 2 files checked
    ");
}

#[test]
fn a_name_that_leads_nowhere() {
    let repository = pinned();
    repository.git(&["branch", "release-1.4"]);
    insta::assert_snapshot!(says(&repository, "check --base mian"), @r"
    error: `mian` is not a commit in this repository
    help: did you mean `main`?
    exit code 2
    ");
    insta::assert_snapshot!(says(&repository, "check --base release-14"), @r"
    error: `release-14` is not a commit in this repository
    help: did you mean `release-1.4`?
    exit code 2
    ");
    insta::assert_snapshot!(says(&repository, "check --base quux"), @r"
    error: `quux` is not a commit in this repository
    help: fetch it first: a CI checkout often has only one branch
    exit code 2
    ");
    repository.git(&["branch", "--move", "main", "trunk"]);
    insta::assert_snapshot!(says(&repository, "check"), @r"
    error: there is no default branch to compare with: none of `origin/HEAD`, `main`, `master` exists
    help: set the base with `--base REF`, or run `git remote set-head origin --auto`; in CI, fetch the base branch too
    exit code 2
    ");
}

#[test]
fn a_shallow_clone_does_not_pass() {
    let origin = pinned();
    origin.write("Dockerfile", LATEST).commit("head");
    origin.git(&["checkout", "--quiet", "main"]);
    origin.write("README", "hello").commit("later");
    let clone = Repository::clone_of(&origin, &["--depth=1", "--no-single-branch", "--branch=change"]);
    insta::assert_snapshot!(says(&clone, "check --base origin/main"), @r"
    error: this shallow clone does not contain the merge base of `origin/main` and `HEAD`
    help: run `git fetch --unshallow`, or set `fetch-depth: 0` in actions/checkout
    exit code 3
    ");
}

#[test]
fn a_policy_that_is_wrong_is_shown() {
    let repository = Repository::new();
    repository.write(".portcullis.yaml", "version: 1\nrules:\n  \"image/latest-tags\": off\n").commit("base");
    insta::assert_snapshot!(says(&repository, "check"), @r#"
    error: unknown rule `image/latest-tags`
     --> .portcullis.yaml:3:3
      |
    3 |   "image/latest-tags": off
      |   ^^^^^^^^^^^^^^^^^^^
    help: did you mean `image/latest-tag`?
    exit code 2
    "#);
    insta::assert_snapshot!(says(&repository, "config check"), @r#"
    error: unknown rule `image/latest-tags`
     --> .portcullis.yaml:3:3
      |
    3 |   "image/latest-tags": off
      |   ^^^^^^^^^^^^^^^^^^^
    help: did you mean `image/latest-tag`?
    exit code 2
    "#);
    repository.write("shared.yaml", "version: 1\nprofle: strict\n");
    insta::assert_snapshot!(says(&repository, "check --config shared.yaml"), @r"
    error: unknown key `profle`
     --> shared.yaml:2:1
      |
    2 | profle: strict
      | ^^^^^^
    help: did you mean `profile`?
    exit code 2
    ");
    repository.write(".portcullis.yaml", "version: 1\nfail_on: low\n");
    insta::assert_snapshot!(says(&repository, "config check"), @"`.portcullis.yaml` is valid");
    let shown = says(&repository, "config show");
    assert!(shown.contains("\nfail_on: low ") && shown.contains("profile: standard "), "{shown}");
    repository.write(".portcullis.yaml", "version: 1\nrules: { image/not-found: critical, \"zone/*\": high }\n");
    insta::assert_snapshot!(says(&repository, "config check"), @r"
    `.portcullis.yaml` is valid
    note: not implemented yet, so they have no effect: `zone/*`
    ");
    repository.remove(".portcullis.yaml");
    insta::assert_snapshot!(says(&repository, "config check"), @r"
    error: there is no `.portcullis.yaml` at the root of this tree
    help: create one with `portcullis init`, or pass a file
    exit code 2
    ");
}

#[test]
fn a_start_is_quiet_and_overwrites_nothing() {
    let repository = Repository::new();
    insta::assert_snapshot!(says(&repository, "init"), @r"
    .portcullis.yaml: written
    .github/workflows/portcullis.yml: written

    Next:
      portcullis config check     after you edit the policy
      portcullis check --all      what it reports for the current tree
      portcullis baseline write   accept those findings, and gate only new ones

    Set the repository and commit to take Portcullis from at the end of the workflow.
    ");
    insta::assert_snapshot!(says(&repository, "config check"), @"`.portcullis.yaml` is valid");
    insta::assert_snapshot!(says(&repository, "check --all --verbose --profile strict --fail-on low"), @r"
    judged: nothing -> every file
    portcullis: pass: no findings; 2 files checked
    ");
    repository.write(".portcullis.yaml", "version: 1\n").write("deploy/web/.keep", "");
    insta::assert_snapshot!(says(&repository, "-C deploy/web init"), @r"
    ../../.portcullis.yaml: already exists, left unchanged (use --force to overwrite it)
    ../../.github/workflows/portcullis.yml: already exists, left unchanged (use --force to overwrite it)

    Next:
      portcullis config check     after you edit the policy
      portcullis check --all      what it reports for the current tree
      portcullis baseline write   accept those findings, and gate only new ones

    Set the repository and commit to take Portcullis from at the end of the workflow.
    ");
    assert_eq!(fs::read_to_string(repository.path().join(".portcullis.yaml")).unwrap(), "version: 1\n");
    insta::assert_snapshot!(says(&repository, "init --force"), @r"
    .portcullis.yaml: overwritten
    .github/workflows/portcullis.yml: overwritten

    Next:
      portcullis config check     after you edit the policy
      portcullis check --all      what it reports for the current tree
      portcullis baseline write   accept those findings, and gate only new ones

    Set the repository and commit to take Portcullis from at the end of the workflow.
    ");
    assert_ne!(fs::read_to_string(repository.path().join(".portcullis.yaml")).unwrap(), "version: 1\n");
}

#[test]
fn a_baseline_accepts_what_is_there_and_nothing_else() {
    let repository = Repository::new();
    insta::assert_snapshot!(says(&repository, "baseline write"), @"No findings, so no baseline was written.");
    repository.write("Dockerfile", LATEST).write("compose.yaml", "services:\n  db:\n    image: postgres\n");
    insta::assert_snapshot!(says(&repository, "baseline write"), @r"
    .portcullis-baseline.json: 2 findings accepted.
    Commit the file: it takes effect once merged. New findings still block.
    ");
    insta::assert_snapshot!(says(&repository, "check --all"), @r"
    unchecked: 2 images: not looked up in a registry

    not shown: 2 low, existing or waived findings (use -v to show them)
    judged: nothing -> every file
    portcullis: pass: 2 findings are waived, 1 item was not checked; 3 files checked
    ");
    insta::assert_snapshot!(says(&repository, "config check .portcullis-baseline.json"), @"`.portcullis-baseline.json` is valid");
    repository.commit("base");
    repository.branch("change");
    repository.write("compose.yaml", "services:\n  db:\n    image: postgres # the same\n  cache:\n    image: redis\n");
    insta::assert_snapshot!(says(&repository, "check --verbose"), @r"
    baselined[image/no-tag]: `postgres` has no tag or digest, so `latest` is pulled
     --> compose.yaml:3:12
      |
    3 |     image: postgres # the same
      |            ^^^^^^^^
      |
      = help: pin the tested version by digest: `tag@sha256:…`
      = note: severity high, confidence certain, fingerprint 9f667f226c9d1189d743a0ebdb342c88

    error[image/no-tag]: `redis` has no tag or digest, so `latest` is pulled
     --> compose.yaml:5:12
      |
    5 |     image: redis
      |            ^^^^^
      |
      = help: pin the tested version by digest: `tag@sha256:…`
      = note: severity high, confidence certain, fingerprint 3c3bdf3c3fd735d5d5fb6987a0f73078

    unchecked: 1 image: not looked up in a registry

    judged: b1dab38 (main) -> the working tree
    portcullis: blocked: 1 finding blocks this change (1 high); 1 is waived, 1 item was not checked; 1 file checked
    exit code 1
    ");
    repository.write("Dockerfile", PINNED).write("compose.yaml", "services: {}\n");
    insta::assert_snapshot!(says(&repository, "baseline write"), @r"
    .portcullis-baseline.json: 1 finding accepted.
    Commit the file: it takes effect once merged. New findings still block.
    ");
}

#[test]
fn a_baseline_respects_the_policy() {
    let repository = Repository::new();
    repository
        .write(".portcullis.yaml", "version: 1\nrules:\n  \"image/*\": off\n  \"dockerfile/*\": off\n")
        .write("Dockerfile", LATEST);
    insta::assert_snapshot!(says(&repository, "baseline write"), @"No findings, so no baseline was written.");
}

#[test]
fn a_diff_from_anywhere() {
    let repository = pinned();
    repository.write("Dockerfile", LATEST);
    let diff = repository.git(&["diff"]) + "\n";
    insta::assert_snapshot!(given(&repository, "check --quiet --diff -", &diff), @r"
    critical error[image/latest-tag]: `registry.example.org/shop/base` uses the mutable tag `latest`
     --> Dockerfile:1:6
      |
    1 | FROM registry.example.org/shop/base:latest
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pin the tested version by digest: `tag@sha256:…`

    portcullis: blocked: 1 finding blocks this change (1 critical); 1 item was not checked; 1 file checked
    exit code 1
    ");
    repository.git(&["checkout", "--quiet", "Dockerfile"]);
    insta::assert_snapshot!(given(&repository, "check --quiet --diff -", &diff), @r"
    critical error[image/latest-tag]: `registry.example.org/shop/base` uses the mutable tag `latest`
     --> Dockerfile:1:6
      |
    1 | FROM registry.example.org/shop/base:latest
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pin the tested version by digest: `tag@sha256:…`

    portcullis: blocked: 1 finding blocks this change (1 critical); 1 item was not checked; 1 file checked
    exit code 1
    ");
    repository.write("Dockerfile", "FROM scratch\n");
    insta::assert_snapshot!(given(&repository, "check --diff -", &diff), @r"
    error: the checkout matches neither the base nor the head of the diff: `Dockerfile` does not match the base, and `Dockerfile` does not match the head
    help: check out the diff's base or head commit, or run outside a checkout
    exit code 3
    ");
    insta::assert_snapshot!(given(&repository, "check --diff -", "hello\n"), @r"
    error: standard input is not a unified diff
    help: create one with `git diff BASE...HEAD` or `diff -ru BASE HEAD`
    exit code 2
    ");
    insta::assert_snapshot!(given(&repository, "check --diff -", ""), @r"
    unchecked: standard input: it is empty; if you expected a change, check the command that wrote it

    judged: the checkout without the diff -> the checkout
    portcullis: pass: 1 item was not checked; 0 files checked
    ");
    let cut = diff.split_at(diff.find("+FROM").unwrap()).0;
    insta::assert_snapshot!(given(&repository, "check --diff -", cut), @r"
    error: the diff cannot be read: line 7: the hunk has fewer lines than its header says
    exit code 2
    ");
    let of_modes = "diff --git a/Dockerfile b/Dockerfile\nold mode 100644\nnew mode 100755\n";
    repository.write("Dockerfile", PINNED);
    insta::assert_snapshot!(given(&repository, "check --diff -", of_modes), @r"
    judged: the checkout without the diff -> the checkout
    portcullis: pass: no findings; 0 files checked
    ");
}

#[test]
fn paths_are_meant_from_the_directory() {
    let repository = pinned();
    repository.write("deploy/Dockerfile", LATEST).write("deploy/out/.keep", "");
    insta::assert_snapshot!(says(&repository, "-C deploy check --all --quiet --output json=out/report.json"), @r"
    critical error[image/latest-tag]: `registry.example.org/shop/base` uses the mutable tag `latest`
     --> deploy/Dockerfile:1:6
      |
    1 | FROM registry.example.org/shop/base:latest
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pin the tested version by digest: `tag@sha256:…`

    portcullis: blocked: 1 finding blocks this change (1 critical); 1 item was not checked; 2 files checked
    exit code 1
    ");
    let report = fs::read_to_string(repository.path().join("deploy/out/report.json")).unwrap();
    assert!(report.contains("\"path\": \"deploy/Dockerfile\""), "{report}");
    insta::assert_snapshot!(says(&repository, "-C deploy check --all nowhere"), @r"
    error: cannot read `nowhere`: no such file or directory
    exit code 2
    ");
    let outside = says(&repository, "-C deploy check --all ../..");
    assert!(outside.contains(" is outside ") && outside.ends_with("exit code 2\n"), "{outside}");
    repository.write("compose.yaml", "services:\n  db:\n    image: postgres\n");
    let both = says(&repository, "-C deploy check --all .. --format github");
    assert!(both.contains("file=compose.yaml") && both.contains("file=deploy/Dockerfile"), "{both}");
    let above = says(&repository, "-C deploy check --all ../compose.yaml --quiet");
    assert!(above.ends_with("1 file checked\nexit code 1\n"), "{above}");
}

#[test]
fn whoever_stops_reading_does_not_change_the_verdict() {
    let repository = pinned();
    repository.write("Dockerfile", LATEST);
    let mut child = gate(repository.path()).arg("check").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
}

#[test]
fn colour_is_what_the_user_wants() {
    let repository = pinned();
    repository.write("Dockerfile", LATEST);
    let colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = gate(repository.path());
        command.envs(environment.iter().copied()).args(arguments).output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!colored(&["check"], &[]), "a pipe is no terminal");
    assert!(colored(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(
        colored(&["check", "--color", "always"], &[("NO_COLOR", "1")]),
        "the command line is above the environment"
    );
    assert!(!colored(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&["explain", "image/no-tag", "--color", "always"], &[]));
    assert!(!colored(&["explain", "image/no-tag"], &[]));
    assert!(!colored(&["check", "--color", "always", "--format", "json"], &[]));
}
