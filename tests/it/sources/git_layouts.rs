//! Repositories of every shape: worktrees, bare, shallow, partial, sparse, of the other hash, empty.

use std::process::Command;

use portcullis::source::{ChangeSet, Error, git};
use portcullis::text::RepoPath;

use super::{show, unchecked};
use crate::repository::{Repository, command};

fn open(repository: &Repository) -> git::Repository {
    git::open(repository.path()).unwrap()
}

/// `main` with two commits, then `feature` with one more, `main` going on; on `feature`.
fn forked() -> Repository {
    let repository = Repository::new();
    repository.write("a", "1").commit("one").write("a", "2").commit("two");
    repository.branch("feature").write("f", "f").commit("three");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("m", "m").commit("four");
    repository.git(&["switch", "--quiet", "feature"]);
    repository
}

fn error(result: Result<ChangeSet, Error>) -> Error {
    result.err().expect("no change")
}

#[test]
fn the_default_branch_is_what_origin_says() {
    let origin = Repository::with(&["init", "--quiet", "--initial-branch=trunk"]);
    origin.write("a", "1").commit("one");
    let clone = Repository::clone_of(&origin, &[]);
    clone.branch("feature").write("a", "2").commit("two");
    clone.git(&["branch", "main"]);
    let change = open(&clone).against_default_branch().unwrap();
    assert_eq!(show(&change), ["~ a: 1 -> 2"]);
    assert!(change.base.ends_with("(origin/trunk)") || change.base.ends_with("(merge base with origin/trunk)"));
}

#[test]
fn without_origin_head_the_usual_names_count() {
    let origin = forked();
    origin.git(&["branch", "--move", "main", "master"]);
    let clone = Repository::clone_of(&origin, &["--branch", "feature"]);
    clone.git(&["remote", "set-head", "origin", "--delete"]);
    assert_eq!(show(&open(&clone).against_default_branch().unwrap()), ["+ f: f"]);
    clone.git(&["update-ref", "-d", "refs/remotes/origin/master"]);
    let error = error(open(&clone).against_default_branch());
    assert!(matches!(error, Error::NoDefaultBranch) && !error.unverifiable() && error.help().is_some());
}

#[test]
fn a_linked_worktree_has_its_own_index_and_head() {
    let repository = forked();
    let place = repository.beside("linked");
    repository.git(&["worktree", "add", "--quiet", "-b", "other", place.to_str().unwrap(), "main"]);
    std::fs::write(place.join("w"), "w").unwrap();
    std::fs::create_dir(place.join("below")).unwrap();
    let linked = git::open(&place.join("below")).unwrap();
    assert_eq!(linked.work_dir().unwrap().canonicalize().unwrap(), place.canonicalize().unwrap());
    assert_eq!(show(&linked.against_default_branch().unwrap()), ["+ w: w"]);
}

#[test]
fn a_bare_repository_has_commits_only() {
    let bare = Repository::clone_of(&forked(), &["--bare"]);
    let repository = open(&bare);
    assert!(repository.work_dir().is_none());
    assert_eq!(show(&repository.range("main", Some("feature")).unwrap()), ["+ f: f"]);
    assert_eq!(show(&repository.against_default_branch().unwrap()), ["+ f: f"]);
    assert!(matches!(error(repository.staged()), Error::Bare(_)));
    assert!(matches!(error(repository.range("main", None)), Error::Bare(_)));
}

#[test]
fn a_shallow_clone_with_the_merge_base_is_enough() {
    let clone = Repository::clone_of(&forked(), &["--depth=2", "--no-single-branch"]);
    assert_eq!(show(&open(&clone).range("origin/main", Some("origin/feature")).unwrap()), ["+ f: f"]);
}

#[test]
fn a_shallow_clone_without_the_merge_base_is_no_pass() {
    let clone = Repository::clone_of(&forked(), &["--depth=1", "--no-single-branch"]);
    let error = error(open(&clone).range("origin/main", Some("origin/feature")));
    assert!(matches!(error, Error::ShallowHistory { .. }) && error.unverifiable(), "{error}");
    assert!(error.help().unwrap().contains("fetch-depth: 0"));
}

#[test]
fn histories_that_never_met_are_no_change() {
    let repository = forked();
    repository.git(&["switch", "--quiet", "--orphan", "island"]);
    repository.write("i", "i").commit("alone");
    assert!(matches!(error(open(&repository).range("main", Some("island"))), Error::NoCommonHistory { .. }));
}

#[test]
fn an_unknown_name_is_told_with_those_like_it() {
    let repository = forked();
    repository.git(&["tag", "v1.0.0"]);
    for (name, near) in [("featrue", "feature"), ("mian", "main"), ("v1.0", "v1.0.0")] {
        let error = error(open(&repository).range(name, None));
        assert!(
            error.to_string().contains(name) && error.help().unwrap().contains(near),
            "{error}: {:?}",
            error.help()
        );
        assert!(!error.unverifiable());
    }
    let blob = repository.git(&["rev-parse", "HEAD:f"]);
    assert!(matches!(error(open(&repository).range(&blob, None)), Error::UnknownRevision { .. }));
}

#[test]
fn sha256_repositories_are_read_alike() {
    let repository = Repository::with(&["init", "--quiet", "--object-format=sha256", "--initial-branch=main"]);
    repository.write("a", "1").write("gone", "same content\n").commit("one");
    repository.branch("feature").remove("gone").write("moved", "same content\n").write("a", "2").write("u", "u");
    assert_eq!(
        show(&open(&repository).against_default_branch().unwrap()),
        ["~ a: 1 -> 2", r"gone => moved: same content\n -> same content\n", "+ u: u"]
    );
    repository.commit("two");
    assert_eq!(show(&open(&repository).range("main", Some("feature")).unwrap()).len(), 3);
}

#[test]
fn before_the_first_commit_all_is_new() {
    let repository = Repository::new();
    repository.write("a", "1").write("b", "2");
    assert_eq!(show(&open(&repository).staged().unwrap()), [""; 0]);
    repository.git(&["add", "a"]);
    assert_eq!(show(&open(&repository).staged().unwrap()), ["+ a: 1"]);
    let change = open(&repository).against_default_branch().unwrap();
    assert_eq!(show(&change), ["+ a: 1", "+ b: 2"]);
    assert_eq!(change.base, "nothing (no commit yet)");
    assert!(matches!(error(open(&repository).range("HEAD", None)), Error::UnknownRevision { .. }));
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_not_deleted() {
    for sparse_index in ["--no-sparse-index", "--sparse-index"] {
        let repository = Repository::new();
        repository.write("in/a", "1").write("out/b", "1").write("out/c/d", "1").commit("one");
        repository.branch("feature").write("out/b", "2").commit("two");
        repository.git(&["sparse-checkout", "set", "--cone", sparse_index, "in"]);
        repository.write("in/a", "2");
        let change = open(&repository).against_default_branch().unwrap();
        assert_eq!(show(&change), ["~ in/a: 1 -> 2", "~ out/b: 1 -> 2"], "{sparse_index}");
        let tree = change.trees.head.unwrap();
        let file = tree.file(&RepoPath::from("out/c/d")).unwrap().unwrap();
        assert_eq!(file.blob.read(10).unwrap(), b"1");
        assert!(tree.file(&RepoPath::from("out/none")).unwrap().is_none());
    }
}

#[test]
fn a_partial_clone_says_which_objects_it_lacks() {
    let origin = forked();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = Repository::clone_of(&origin, &["--filter=blob:none", "--no-checkout"]);
    let shown = show(&open(&clone).range("origin/main", Some("origin/feature")).unwrap());
    assert!(shown.len() == 1 && shown[0].contains("is not in this clone"), "{shown:?}");

    let clone = Repository::clone_of(&origin, &["--filter=tree:0", "--no-checkout"]);
    let error = error(open(&clone).range("origin/main", Some("origin/feature")));
    assert!(matches!(error, Error::MissingObject { .. }) && error.unverifiable(), "{error}");
}

#[test]
fn a_replaced_object_does_not_hide_the_real_one() {
    let repository = forked();
    repository.write("f", "harmless");
    let harmless = repository.git(&["hash-object", "-w", "f"]);
    repository.write("f", "f");
    repository.git(&["replace", "feature:f", &harmless]);
    assert_eq!(show(&open(&repository).range("main", Some("feature")).unwrap()), ["+ f: f"]);
}

#[test]
fn a_repository_of_somebody_else_is_read() {
    let repository = forked();
    let owned = Command::new("chown").args(["-R", "65534:65534"]).arg(repository.path()).status().unwrap();
    if !owned.success() {
        return; // Only root may give files away.
    }
    assert!(!command(repository.path()).args(["status"]).status().unwrap().success(), "git itself refuses");
    assert_eq!(show(&open(&repository).against_default_branch().unwrap()), ["+ f: f"]);
}

#[test]
fn no_repository_at_all() {
    let directory = tempfile::tempdir().unwrap();
    let error = git::open(directory.path()).err().unwrap();
    assert!(matches!(error, Error::NoRepository(_)) && error.help().unwrap().contains("--all"), "{error}");
}

#[test]
fn a_submodule_is_said_and_not_read() {
    let (library, repository) = (forked(), Repository::new());
    repository.write("a", "1").commit("one").branch("feature");
    let add =
        ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.path().to_str().unwrap(), "lib"];
    repository.git(&add);
    let staged = open(&repository).staged().unwrap();
    repository.write("lib/inner", "not ours").commit("two");
    let default = open(&repository).against_default_branch().unwrap();
    let range = open(&repository).range("main", Some("feature")).unwrap();
    for change in [staged, default, range] {
        assert_eq!(unchecked(&change)["lib"], "a submodule, whose repository is not read");
        let paths: Vec<_> = change.files.iter().map(|file| file.as_ref().any().path.to_string()).collect();
        assert_eq!(paths, [".gitmodules"]);
    }
}
