//! `check --fix`: what it writes, what it leaves alone, and that it comes to an end.

use std::fs;
use std::process::Output;

use portcullis::finding::{Finding, Safety, Severity};
use portcullis::fix::{self, Fixed, MOST_ROUNDS, Which};
use portcullis::policy::{Outcome, Sources, Standing, Verdict};
use portcullis::rule::example::examples;
use portcullis::run;
use portcullis::source::ChangeSet;
use portcullis::source::memory::{self, Files};
use portcullis::text::{RepoPath, Side};

use crate::gate;
use crate::reports::build::{at, decision, edit, existing, text, verdict, waiver};
use crate::repository::Repository;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

fn judge(set: &ChangeSet) -> Result<Verdict, portcullis::policy::Error> {
    let sources = Sources { tree: set.policy_tree.as_deref(), ..Sources::default() };
    run::check(set, &sources, TODAY, &run::Offline)
}

/// What the rules' own fixes lead to stays as it is: the second run finds nothing to do.
#[test]
fn fixing_twice_is_fixing_once() {
    let mut fixed_examples = 0;
    for rule in portcullis::rules::written() {
        for example in examples(&rule.docs.text()).unwrap() {
            let set = memory::change_set(example.base.clone(), example.head.clone());
            let fixed = fix::apply(&set, Which::All, judge).unwrap();
            assert!(!fixed.is_unfinished, "{}, {}", rule.name, example.title);
            let mut head = example.head;
            for (path, file) in &fixed.files {
                assert_eq!(head.insert(path.clone(), file.after.to_vec()).as_deref(), Some(file.before.bytes()));
            }
            let again = fix::apply(&memory::change_set(example.base, head), Which::All, judge).unwrap();
            assert!(again.applied.is_empty(), "{}, {}: {:?}", rule.name, example.title, again.applied);
            assert_eq!(again.after.decisions.len(), fixed.after.decisions.len(), "{}, {}", rule.name, example.title);
            fixed_examples += usize::from(!fixed.files.is_empty());
        }
    }
    assert!(fixed_examples >= 8, "only {fixed_examples} examples have something to fix");
}

/// A judge who reads nothing but `a.txt`, and wants it to be other than it is.
fn judged_by(
    findings: impl Fn(&str) -> Vec<portcullis::policy::Decision>,
) -> impl FnMut(&ChangeSet) -> Result<Verdict, ()> {
    move |set| {
        let head = set.files.first().and_then(|change| change.as_ref().after().cloned());
        let bytes = head.map_or_else(Vec::new, |file| file.blob.read(1 << 20).unwrap());
        Ok(verdict(Outcome::Pass, findings(std::str::from_utf8(&bytes).unwrap())))
    }
}

fn set(head: &str) -> ChangeSet {
    memory::change_set(Files::new(), [(RepoPath::from("a.txt"), head.as_bytes().to_vec())].into())
}

/// The finding that wants `part` of `head` to be `new`.
fn wants(head: &str, part: &str, new: &str, safety: Safety) -> Option<portcullis::policy::Decision> {
    head.contains(part).then(|| {
        let site = at(&text(Side::Head, "a.txt", head), part);
        let finding = Finding::at(&site, "x").fix(format!("write {new}"), safety, vec![edit(&site, new)]);
        decision("image/latest-tag", Severity::High, finding, Standing::Blocks)
    })
}

fn after(fixed: &Fixed) -> Option<String> {
    let file = fixed.files.get(&RepoPath::from("a.txt"))?;
    Some(String::from_utf8(file.after.to_vec()).unwrap())
}

#[test]
fn of_two_edits_that_overlap_the_first_wins_and_the_other_waits() {
    let judge = |head: &str| {
        let both = [wants(head, "one two", "1 two", Safety::Safe), wants(head, "two three", "2 3", Safety::Safe)];
        both.into_iter().flatten().collect()
    };
    let fixed = fix::apply(&set("one two three"), Which::Safe, judged_by(judge)).unwrap();
    assert_eq!(after(&fixed).as_deref(), Some("1 2 3"));
    let titles: Vec<_> = fixed.applied.iter().map(|applied| applied.title.as_str()).collect();
    assert_eq!(titles, ["write 1 two", "write 2 3"]);
}

#[test]
fn unsafe_fixes_are_applied_only_on_request() {
    let judge = |head: &str| {
        let both = [wants(head, "a", "b", Safety::Safe), wants(head, "x", "y", Safety::Unsafe)];
        both.into_iter().flatten().collect()
    };
    let fixed = fix::apply(&set("a x"), Which::Safe, judged_by(judge)).unwrap();
    assert_eq!(after(&fixed).as_deref(), Some("b x"));
    let fixed = fix::apply(&set("a x"), Which::All, judged_by(judge)).unwrap();
    assert_eq!(after(&fixed).as_deref(), Some("b y"));
}

#[test]
fn what_is_waived_or_old_is_not_fixed() {
    let judge = |head: &str| {
        let mut all: Vec<_> = ["a", "b", "c"].iter().filter_map(|part| wants(head, part, "x", Safety::Safe)).collect();
        all[0].standing = waiver(None, "known", false);
        all[1].standing = Standing::Baselined;
        all[2].standing = Standing::Advises;
        all.push(existing(all[2].clone()));
        all.remove(2);
        all
    };
    let fixed = fix::apply(&set("a b c"), Which::All, judged_by(judge)).unwrap();
    assert!(fixed.applied.is_empty() && fixed.files.is_empty());
}

#[test]
fn fixes_that_undo_each_other_come_to_an_end() {
    let judge = |head: &str| {
        let both = [wants(head, "on", "off", Safety::Safe), wants(head, "off", "on", Safety::Safe)];
        both.into_iter().flatten().collect()
    };
    let fixed = fix::apply(&set("on"), Which::Safe, judged_by(judge)).unwrap();
    assert!(fixed.is_unfinished && fixed.applied.len() == MOST_ROUNDS, "{fixed:?}");
    assert!(fixed.files.is_empty(), "it ends as it began");
}

#[test]
fn an_edit_of_other_bytes_than_those_that_were_judged_is_not_made() {
    let judge = |head: &str| {
        // It speaks of the file as it was, whatever became of it.
        let stale = wants("one two", "two", "2", Safety::Safe);
        [wants(head, "one", "1", Safety::Safe), stale].into_iter().flatten().collect()
    };
    let fixed = fix::apply(&set("one two"), Which::Safe, judged_by(judge)).unwrap();
    assert_eq!(after(&fixed).as_deref(), Some("1 2"));
    assert_eq!(fixed.applied.len(), 2);
}

const DIGEST: &str = "sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d";

/// A manifest of comments, quotes and odd blanks.
fn manifest(digest: &str) -> String {
    format!(
        "# web\napiVersion: v1\nkind: Pod\nmetadata: {{ name: web }} # one line\nspec:\n  containers:\n  - name: 'web'   # the server\n    \
         image: \"registry.example.org/shop/web:1.4.2{digest}\"  # keep me\n"
    )
}

/// A repository whose working tree has dropped a digest.
fn unpinned() -> Repository {
    let repository = Repository::new();
    repository.write("deploy/web.yaml", manifest(&format!("@{DIGEST}"))).commit("base");
    repository.branch("change");
    repository.write("deploy/web.yaml", manifest(""));
    repository
}

fn portcullis(repository: &Repository, arguments: &str) -> Output {
    gate(repository.path()).env("NO_COLOR", "1").args(arguments.split_ascii_whitespace()).output().unwrap()
}

fn said(repository: &Repository, arguments: &str) -> String {
    let output = portcullis(repository, arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{err}{out}exit code {}\n", output.status.code().unwrap())
}

fn web(repository: &Repository) -> String {
    fs::read_to_string(repository.path().join("deploy/web.yaml")).unwrap()
}

#[test]
fn the_working_tree_is_fixed_and_judged_again() {
    let repository = unpinned();
    let last = "portcullis: blocked: 1 finding blocks this change (1 high); 1 item was not checked; 1 file checked; 1 can be fixed with `--fix`";
    assert!(said(&repository, "check --quiet").ends_with(&format!("{last}\nexit code 1\n")));
    let place = repository.path().join("deploy/web.yaml");
    let permissions = fs::metadata(&place).unwrap().permissions();
    let told = said(&repository, "check --fix");
    assert!(told.starts_with("fixed: deploy/web.yaml:8: restore the digest (image/pin-removed)\njudged: "), "{told}");
    assert!(told.ends_with("portcullis: pass: no findings; 0 files checked\nexit code 0\n"), "{told}");
    assert_eq!(web(&repository), manifest(&format!("@{DIGEST}")));
    assert_eq!(fs::metadata(&place).unwrap().permissions(), permissions);
    assert_eq!(repository.git(&["status", "--short"]), "", "nothing else is left behind");
    assert_eq!(
        said(&repository, "check --fix --quiet"),
        "portcullis: pass: no findings; 0 files checked\nexit code 0\n"
    );
}

#[test]
fn a_dry_run_shows_a_diff_that_can_be_applied() {
    let repository = unpinned();
    let output = portcullis(&repository, "check --fix --dry-run");
    assert_eq!(output.status.code(), Some(0), "the exit code of --fix");
    assert_eq!(web(&repository), manifest(""), "nothing is written");
    assert_eq!(portcullis(&repository, "check --fix --fix-diff").stdout, output.stdout);
    repository.write("../fix.patch", &output.stdout);
    repository.git(&["apply", "../fix.patch"]);
    assert_eq!(web(&repository), manifest(&format!("@{DIGEST}")));
}

#[test]
fn only_a_head_that_is_a_directory_is_fixed() {
    let repository = unpinned();
    repository.commit("drop the digest").write("change.patch", "x");
    for (arguments, why) in [
        ("check --staged --fix", "error: cannot fix the index: `--fix` edits files of the working tree"),
        ("check --diff change.patch --fix", "error: cannot fix a diff: `--fix` edits files of the working tree"),
        ("check --history main.. --fix", "error: cannot fix the history: `--fix` edits files of the working tree"),
        ("check --base main --head main --fix", "error: cannot fix `main`: it is not checked out"),
    ] {
        let told = said(&repository, arguments);
        assert!(told.starts_with(why) && told.ends_with("exit code 2\n"), "{arguments}: {told}");
        assert_eq!(web(&repository), manifest(""), "{arguments}");
    }
    for arguments in ["check --dry-run", "check --unsafe-fixes"] {
        assert_eq!(portcullis(&repository, arguments).status.code(), Some(2), "{arguments}");
    }
    let told = said(&repository, "check --base main --head HEAD --fix");
    assert!(told.starts_with("fixed: deploy/web.yaml:8: ") && told.ends_with("exit code 0\n"), "{told}");
    assert_eq!(web(&repository), manifest(&format!("@{DIGEST}")));
}

#[test]
fn a_file_that_is_not_what_was_judged_is_left_alone() {
    let repository = unpinned();
    repository.commit("drop the digest");
    let mine = manifest("").replace("# web", "# my own edit");
    repository.write("deploy/web.yaml", &mine);
    let told = said(&repository, "check --base main --head HEAD --fix --quiet");
    assert!(told.contains("1 finding blocks this change") && told.ends_with("exit code 1\n"), "{told}");
    assert_eq!(web(&repository), mine);
    let told = said(&repository, "check --base main --head HEAD --fix");
    let why = "not fixed: deploy/web.yaml: it does not hold what was judged; it may have changed since\n";
    assert!(told.starts_with(why), "{told}");
}

#[test]
fn the_second_of_two_directories_is_fixed() {
    let repository = Repository::new();
    repository.write("before/web.yaml", manifest(&format!("@{DIGEST}"))).write("after/web.yaml", manifest(""));
    let told = said(&repository, "check --between before after --fix");
    assert!(told.starts_with("fixed: web.yaml:8: restore the digest") && told.ends_with("exit code 0\n"), "{told}");
    let read = |path| fs::read_to_string(repository.path().join(path)).unwrap();
    assert_eq!(read("after/web.yaml"), read("before/web.yaml"));
}

#[test]
fn a_whole_tree_is_fixed_from_within() {
    let repository = Repository::new();
    let dockerfile = "FROM alpine:3.20\r\n# tools\r\nRUN apk add curl\r\nCMD [\"sleep\", \"1\"]\r\n";
    repository.write("a/Dockerfile", dockerfile).write("b/Dockerfile", dockerfile).commit("all");
    let told = said(&repository, "check --all a --fix --fail-on never");
    assert!(told.starts_with("fixed: a/Dockerfile:3: remove the package cache"), "{told}");
    let read = |path| fs::read_to_string(repository.path().join(path)).unwrap();
    assert_eq!(read("a/Dockerfile"), dockerfile.replace("apk add", "apk add --no-cache"));
    said(&repository, "check --all a --fix --unsafe-fixes");
    let with_user = dockerfile.replace("apk add", "apk add --no-cache").replace("CMD", "USER 65532:65532\r\nCMD");
    assert_eq!(read("a/Dockerfile"), with_user, "line ends stay what they are");
    assert_eq!(read("b/Dockerfile"), dockerfile);
}

#[test]
fn a_fix_beside_a_secret_is_applied_and_not_shown() {
    let repository = Repository::new();
    let token = format!("ghp_{}", "16C7e42F292c6912E7710c838347Ae178B4a");
    let script = |flag: &str| format!("#!/bin/sh\nexport GITHUB_TOKEN={token}\nterraform apply{flag} plan.bin\n");
    repository.write("deploy.sh", script("")).commit("base");
    repository.branch("change").write("deploy.sh", script(" -lock=false"));
    let told = said(&repository, "check --fix --dry-run");
    assert!(told.contains("# deploy.sh: a change beside a secret is not shown\n") && !told.contains(&token), "{told}");
    let told = said(&repository, "check --fix --verbose");
    assert!(told.starts_with("fixed: deploy.sh:3: remove `-lock=false` (terraform/lock-disabled)\n"), "{told}");
    assert!(!told.contains(&token), "{told}");
    assert_eq!(fs::read_to_string(repository.path().join("deploy.sh")).unwrap(), script(""));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let repository = unpinned();
    let outside = repository.beside("outside.yaml");
    fs::write(&outside, manifest("")).unwrap();
    repository.commit("drop the digest").remove("deploy/web.yaml");
    std::os::unix::fs::symlink(&outside, repository.path().join("deploy/web.yaml")).unwrap();
    let told = said(&repository, "check --base main --head HEAD --fix");
    assert!(told.starts_with("not fixed: deploy/web.yaml: it is not a regular file of this directory\n"), "{told}");
    assert_eq!(fs::read_to_string(&outside).unwrap(), manifest(""));
}
