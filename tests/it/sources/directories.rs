//! Whole directories, in a repository and outside of one.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use portcullis::source::{ChangeSet, Error, directory};
use portcullis::text::RepoPath;

use super::{show, unchecked};
use crate::repository::Repository;

fn whole(repository: &Repository, paths: &[&str]) -> ChangeSet {
    directory::whole(repository.path(), &paths.iter().map(PathBuf::from).collect::<Vec<_>>()).unwrap()
}

fn repository() -> Repository {
    let repository = Repository::new();
    repository.write(".gitignore", "node_modules/\ntarget/\n").write("a", "1").write("target/tracked", "1");
    repository.git(&["add", "--force", "."]);
    repository.git(&["commit", "--quiet", "--message", "one"]);
    repository.write("untracked", "1").write("node_modules/x/y", "1").write("target/built", "1").write("deploy/b", "1");
    repository
}

#[test]
fn a_clone_is_read_without_what_it_ignores() {
    let repository = repository();
    let change = whole(&repository, &[]);
    assert_eq!(
        show(&change),
        [r"+ .gitignore: node_modules/\ntarget/\n", "+ a: 1", "+ deploy/b: 1", "+ target/tracked: 1", "+ untracked: 1"]
    );
    assert!(change.whole_tree && change.trees.base.is_none() && change.unchecked.is_empty());
    let head = change.trees.head.unwrap();
    assert!(head.file(&RepoPath::from("deploy/b")).unwrap().is_some());
    assert!(head.file(&RepoPath::from(".git/HEAD")).unwrap().is_none());
}

#[test]
fn named_paths_narrow_it_and_overrule_what_is_ignored() {
    let repository = repository();
    assert_eq!(show(&whole(&repository, &["deploy", "a", "./deploy/b"])), ["+ a: 1", "+ deploy/b: 1"]);
    assert_eq!(
        show(&whole(&repository, &["target/built", "node_modules"])),
        ["+ node_modules/x/y: 1", "+ target/built: 1"]
    );
    let absolute = repository.path().join("a");
    assert_eq!(show(&directory::whole(repository.path(), &[absolute]).unwrap()), ["+ a: 1"]);
}

#[test]
fn a_directory_inside_of_a_repository_obeys_its_rules_too() {
    let repository = repository();
    repository.write("deploy/node_modules/z", "1").write("deploy/.gitignore", "c\n").write("deploy/c", "1");
    let change = directory::whole(&repository.path().join("deploy"), &[]).unwrap();
    assert_eq!(show(&change), [r"+ .gitignore: c\n", "+ b: 1"]);
}

#[test]
fn elsewhere_every_file_counts_and_links_are_not_followed() {
    let repository = repository();
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    fs::remove_dir_all(repository.path().join("target")).unwrap();
    symlink("/etc", repository.path().join("etc")).unwrap();
    let shown = show(&whole(&repository, &[]));
    assert!(
        shown.contains(&"+ node_modules/x/y: 1".to_owned()) && shown.contains(&"+ etc: @/etc".to_owned()),
        "{shown:?}"
    );
    assert_eq!(shown.len(), 6);
}

#[test]
fn wrong_paths_are_errors() {
    let repository = repository();
    let refused = |path: &str| directory::whole(repository.path(), &[PathBuf::from(path)]).err().unwrap();
    assert!(matches!(refused("nowhere"), Error::Path { .. }));
    assert!(matches!(refused("../beside"), Error::Outside { .. }));
    assert!(matches!(refused("/etc/hostname"), Error::Outside { .. }));
    assert!(matches!(directory::whole(&repository.path().join("a"), &[]), Err(Error::Path { .. })));
}

#[test]
fn what_cannot_be_read_is_said() {
    let repository = repository();
    assert!(std::process::Command::new("mkfifo").arg(repository.path().join("pipe")).status().unwrap().success());
    assert_eq!(unchecked(&whole(&repository, &[]))["pipe"], "it is a pipe, a socket or a device");
}

#[test]
fn a_directory_of_any_depth_ends() {
    let directory = tempfile::tempdir().unwrap();
    let script =
        "d=0123456789; i=0; while [ $i -lt 600 ]; do mkdir $d && cd -P $d || exit 1; i=$((i+1)); done; touch deep";
    assert!(
        std::process::Command::new("sh").args(["-c", script]).current_dir(directory.path()).status().unwrap().success()
    );
    let change = directory::whole(directory.path(), &[]).unwrap();
    assert!(change.files.is_empty());
    let why = unchecked(&change).into_values().next().unwrap();
    assert!(why.contains("longer than 4096 bytes") || why.contains("cannot be listed"), "{why}");
    assert!(std::process::Command::new("rm").arg("-rf").arg(directory.path()).status().unwrap().success());
}
