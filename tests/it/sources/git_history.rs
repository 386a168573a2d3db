//! Commits, the index and the working tree of an ordinary repository.

use portcullis::source::{ChangeSet, git};

use super::show;
use crate::repository::Repository;

fn default(repository: &Repository) -> ChangeSet {
    git::open(repository.path()).unwrap().against_default_branch().unwrap()
}

fn range(repository: &Repository, base: &str, head: &str) -> ChangeSet {
    git::open(repository.path()).unwrap().range(base, Some(head)).unwrap()
}

fn staged(repository: &Repository) -> ChangeSet {
    git::open(repository.path()).unwrap().staged().unwrap()
}

#[test]
fn a_branch_is_compared_with_where_it_left_main() {
    let repository = Repository::new();
    repository.write("web.yaml", "1").write("same", "=").commit("first");
    repository.branch("feature").write("web.yaml", "2").commit("second");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("elsewhere", "main goes on").commit("third");
    repository.git(&["switch", "--quiet", "feature"]);
    repository.write("staged", "s").write("untracked", "u");
    repository.git(&["add", "staged"]);
    let change = default(&repository);
    assert_eq!(show(&change), ["+ staged: s", "+ untracked: u", "~ web.yaml: 1 -> 2"]);
    let first = repository.git(&["rev-parse", "--short=7", "main~1"]);
    assert_eq!(change.base, format!("{first} (merge base with main)"));
    assert_eq!(change.head, "the working tree");

    let change = range(&repository, "main", "feature");
    assert_eq!(show(&change), ["~ web.yaml: 1 -> 2"]);
    assert_eq!(change.base, format!("{first} (merge base with main)"));
    assert!(change.head.ends_with(" (feature)"), "{}", change.head);
}

#[test]
fn on_main_itself_only_uncommitted_work_is_a_change() {
    let repository = Repository::new();
    repository.write("a", "1").write("b", "1").write("c", "1").commit("first").write("a", "2").commit("second");
    repository.write("b", "2").remove("c");
    assert_eq!(show(&default(&repository)), ["~ b: 1 -> 2", "- c: 1"]);
}

#[test]
fn staged_is_what_the_next_commit_brings() {
    let repository = Repository::new();
    repository.write("a", "1").write("b", "1").commit("first").write("a", "staged").remove("b");
    repository.git(&["add", "--all"]);
    repository.write("a", "not staged").write("c", "not staged");
    let change = staged(&repository);
    assert_eq!(show(&change), ["~ a: 1 -> staged", "- b: 1"]);
    assert_eq!(change.head, "the index");
    assert_eq!(show(&default(&repository)), ["~ a: 1 -> not staged", "- b: 1", "+ c: not staged"]);
}

#[test]
fn what_is_staged_and_taken_back_is_no_change() {
    let repository = Repository::new();
    repository.write("a", "1").commit("first").write("a", "2");
    repository.git(&["add", "--all"]);
    repository.write("a", "1");
    assert_eq!(show(&default(&repository)), [""; 0]);
    assert_eq!(show(&staged(&repository)), ["~ a: 1 -> 2"]);
}
