//! Unified diffs: as git and `diff -u` write them, and as nobody should.

use portcullis::source::{ChangeSet, Error, Mode, patch};
use portcullis::text::RepoPath;
use proptest::prelude::{ProptestConfig, any, prop, prop_assert_eq, proptest};

use super::{show, unchecked};
use crate::repository::Repository;

fn alone(diff: &str) -> ChangeSet {
    patch::read(diff.as_bytes(), None).unwrap()
}

fn refusal(diff: &str) -> String {
    patch::read(diff.as_bytes(), None).err().unwrap().to_string()
}

/// A repository with a change from `main` to `feature` of every kind, `feature` checked out.
fn every_kind() -> Repository {
    let repository = Repository::new();
    let long: String = (1..=40).map(|line| format!("line {line}\n")).collect();
    repository.write("edited", &long).write("moved", long.replace("line", "row")).write("gone", "g\n");
    repository
        .write("bare end", "a\nb")
        .write("crlf", "a\r\nb\r\n")
        .write("dir/é\n\"x\"", "1\n")
        .write("empties", "x\n");
    repository.write("to link", "target").write("binary", b"\0\x01").commit("base");
    repository.branch("feature");
    repository.write("edited", long.replace("line 20\n", "line twenty\n").replace("line 3\n", "")).remove("moved");
    repository.write("new name", long.replace("line", "row").replace("row 7\n", "row seven\n")).remove("gone");
    repository.write("bare end", "a\nc").write("crlf", "a\r\nc\r\n").write("dir/é\n\"x\"", "2\n").write("empties", "");
    repository.write("binary", b"\0\x02").write("new", "n\n").write("empty", "").remove("to link");
    std::os::unix::fs::symlink("target", repository.path().join("to link")).unwrap();
    repository.commit("head");
    repository
}

fn diff_of(repository: &Repository, arguments: &[&str]) -> Vec<u8> {
    let output = crate::repository::command(repository.path()).arg("diff").args(arguments).output().unwrap();
    assert!(output.status.success());
    output.stdout
}

#[test]
fn beside_either_side_it_is_what_git_itself_says() {
    let repository = every_kind();
    let diff = diff_of(&repository, &["main", "feature"]);
    let truth = portcullis::source::git::open(repository.path()).unwrap().range("main", Some("feature")).unwrap();
    let without_binary: Vec<_> = show(&truth).into_iter().filter(|line| !line.contains(" binary: ")).collect();

    let at_head = patch::read(&diff, Some(repository.path())).unwrap();
    assert_eq!(show(&at_head), without_binary);
    assert_eq!((at_head.base.as_str(), at_head.head.as_str()), ("the checkout without the diff", "the checkout"));
    assert_eq!(unchecked(&at_head).into_iter().collect::<Vec<_>>(), [("binary", "the diff does not show its content")]);

    repository.git(&["switch", "--quiet", "main"]);
    let at_base = patch::read(&diff, Some(repository.path())).unwrap();
    assert_eq!(show(&at_base), without_binary);
    assert_eq!((at_base.base.as_str(), at_base.head.as_str()), ("the checkout", "the checkout with the diff"));
}

#[test]
fn a_checkout_that_is_neither_side_is_no_pass() {
    let repository = every_kind();
    let diff = diff_of(&repository, &["main", "feature"]);
    repository.write("edited", "something else\n");
    let error = patch::read(&diff, Some(repository.path())).err().unwrap();
    assert!(matches!(error, Error::PatchDoesNotFit { .. }) && error.unverifiable() && error.help().is_some());
    assert!(error.to_string().contains("`edited`"), "{error}");
}

#[test]
fn a_removal_without_context_fits_both_ways_and_is_told_by_its_ids() {
    let repository = Repository::new();
    let states = ["a\na\nb\n", "a\nb\n"];
    let [old, new] = states.map(|state| repository.write("x", state).git(&["hash-object", "x"]));
    let body = "--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-a\n";
    let diff = format!("diff --git a/x b/x\nindex {}..{} 100644\n{body}", &old[..7], &new[..7]);
    for state in states {
        repository.write("x", state);
        assert_eq!(
            show(&patch::read(diff.as_bytes(), Some(repository.path())).unwrap()),
            [r"~ x: a\na\nb\n -> a\nb\n"]
        );
    }
    let error = patch::read(body.as_bytes(), Some(repository.path())).err().unwrap();
    assert!(error.unverifiable() && error.to_string().contains("could be either"), "{error}");
}

#[test]
fn the_trees_of_a_checkout_show_both_sides() {
    let repository = every_kind();
    let diff = diff_of(&repository, &["main", "feature"]);
    let change = patch::read(&diff, Some(repository.path())).unwrap();
    let read = |tree: &Option<std::sync::Arc<dyn portcullis::source::Tree>>, path: &str| {
        let file = tree.as_ref().unwrap().file(&RepoPath::from(path)).unwrap();
        file.map(|file| String::from_utf8(file.blob.read(100_000).unwrap()).unwrap())
    };
    assert_eq!(read(&change.trees.base, "gone").as_deref(), Some("g\n"));
    assert_eq!(read(&change.trees.head, "gone"), None);
    assert_eq!(read(&change.trees.base, "new"), None);
    assert_eq!(read(&change.trees.head, "new").as_deref(), Some("n\n"));
    assert_eq!(read(&change.trees.base, "new name"), None);
    assert!(read(&change.trees.base, "moved").unwrap().contains("row 7\n"));
    assert_eq!(read(&change.trees.base, ".git/HEAD"), None);
}

#[test]
fn alone_only_its_own_lines_are_known() {
    let change = alone("--- a/x.yaml\n+++ b/x.yaml\n@@ -3,2 +3,2 @@ kind: Pod\n a\n-b\n+c\n@@ -7,0 +8 @@\n+d\n");
    assert_eq!(show(&change), [r"~ x.yaml: \n\na\nb\n\n\n\n -> \n\na\nc\n\n\n\nd\n"]);
    assert!(change.files[0].as_ref().after().unwrap().partial && change.trees.base.is_none());
    assert_eq!(unchecked(&change)["x.yaml"], "only the lines of the diff are known");
}

#[test]
fn new_and_removed_files_are_whole() {
    let change = alone(
        "From 3f2a Mon Sep 17\nSubject: [PATCH] a\n\n---\n y | 1 +\n\n\
        diff --git a/y b/y\nnew file mode 100644\nindex 000..111\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+new\n\
        diff --git a/z b/z\ndeleted file mode 120000\n--- a/z\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n\\ No newline at end of file\n\
        -- \n2.47.3\n\n",
    );
    assert_eq!(show(&change), [r"+ y: new\n", "- z: @old"]);
    assert!(!change.files[0].as_ref().any().partial && change.unchecked.is_empty());
}

#[test]
fn plain_diffs_of_two_directories() {
    let change = alone(
        "diff -ruN old/a b/c new/a b/c\n--- old/a b/c\t2026-01-01 00:00:00.000000000 +0000\n\
        +++ new/a b/c\t2026-01-02 00:00:00.000000000 +0000\n@@ -1 +1 @@\n-1\n+2\n\
        --- old/n\t1970-01-01 00:00:00.000000000 +0000\n+++ new/n\t2026-01-02\n@@ -0,0 +1 @@\n+n\n\
        --- x.orig\t2026-01-01\n+++ x\t2026-01-01\n@@ -1 +1 @@\n-1\n+2\n\
        Binary files old/logo and new/logo differ\nOnly in new: unseen.yaml\n",
    );
    assert_eq!(show(&change), [r"~ a b/c: 1\n -> 2\n", r"+ n: n\n", r"~ x: 1\n -> 2\n"]);
    let left_out: Vec<_> = unchecked(&change).into_keys().collect();
    assert_eq!(left_out, ["a b/c", "logo", "new/unseen.yaml", "x"]);
}

#[test]
fn a_line_in_front_of_all_others_does_not_make_the_file_new() {
    let change = alone("--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
    let (before, after) = change.files[0].as_ref().both().unwrap();
    assert!(before.partial && after.partial);
}

#[test]
fn git_may_leave_the_prefixes_out() {
    let change = alone("diff --git a/x a/x\nindex 1..2 100644\n--- a/x\n+++ a/x\n@@ -1 +1 @@\n-1\n+2\n");
    assert_eq!(change.files[0].as_ref().any().path, RepoPath::from("a/x"));
}

#[test]
fn a_diff_with_cr_lf_line_ends_adds_none_to_the_file() {
    let change = alone("--- /dev/null\r\n+++ b/x\r\n@@ -0,0 +1,2 @@\r\n+a\r\n+b\r\n");
    assert_eq!(show(&change), [r"+ x: a\nb\n"]);
    let change = alone("--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\r\n");
    assert_eq!(show(&change), [r"+ x: a\r\n"]);
}

#[test]
fn renames_copies_modes_and_submodules() {
    let change = alone(
        "diff --git a/o p b/n q\nsimilarity index 90%\nrename from o p\nrename to n q\nindex 1..2 100644\n--- a/o p\t\n+++ b/n q\t\n\
        @@ -1 +1 @@\n-1\n+2\n\
        diff --git a/s b/t\nsimilarity index 100%\ncopy from s\ncopy to t\n\
        diff --git a/u b/u\nold mode 100644\nnew mode 100755\n\
        diff --git a/lib b/lib\nindex 1..2 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n",
    );
    assert_eq!(show(&change), [r"o p => n q: 1\n -> 2\n"]);
    let rows = unchecked(&change);
    assert_eq!(rows["lib"], "a submodule, whose repository is not read");
    assert_eq!(rows["t"], "moved or copied, and the diff does not show its content");
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_file_that_becomes_a_link_is_one_change() {
    let change = alone(
        "diff --git a/x b/x\ndeleted file mode 100644\nindex 1..0\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-f\n\
        diff --git a/x b/x\nnew file mode 120000\nindex 0..2\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+to\n\\ No newline at end of file\n",
    );
    assert_eq!(show(&change), [r"~ x: f\n -> @to"]);
    assert_eq!(change.files[0].as_ref().after().unwrap().mode, Mode::Link);
}

#[test]
fn what_lies_about_itself_is_refused() {
    let file = |body: &str| refusal(&format!("--- a/x\n+++ b/x\n{body}"));
    assert!(file("@@ -1,2 +1,2 @@\n a\n").contains("fewer lines"));
    assert!(file("@@ -1 +1 @@\n-a\n+b\n+hidden\n").contains("more lines"));
    assert!(file("@@ -1 +1 @@\n-a\n-b\n").contains("does not match its header"));
    assert!(file("@@ -5 +5 @@\n-a\n+b\n@@ -5 +5 @@\n-a\n+b\n").contains("overlaps"));
    assert!(file("@@ -5 +5 @@\n-a\n+b\n@@ -2 +2 @@\n-a\n+b\n").contains("overlaps"));
    assert!(file("@@ -1,99999999999999999999 +1 @@\n-a\n").contains("unreadable hunk header"));
    assert!(file("@@ -0 +1 @@\n-a\n").contains("unreadable hunk header"));
    assert!(file("@@ -1,2 +1,2 @@\n-a\n\\ No newline at end of file\n-b\n+c\n+d\n").contains("without a line ending"));
    assert!(refusal("@@ -1 +1 @@\n-a\n+b\n").contains("without a file"));
    assert!(refusal("diff --cc x\nindex 1,2..3\n").contains("combined"));
    assert!(refusal("--- /dev/null\n+++ b/../x\n@@ -0,0 +1 @@\n+a\n").contains("outside the repository"));
    assert!(refusal("--- /dev/null\n+++ /etc/x\n@@ -0,0 +1 @@\n+a\n").contains("absolute"));
    let twice = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n".repeat(2);
    assert!(refusal(&twice).contains("appears twice"));
    let late = "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +9 @@\n+a\n";
    assert!(refusal(late).contains("not complete"));
}

#[test]
fn a_claimed_place_far_down_costs_nothing() {
    let change = alone("--- a/x\n+++ b/x\n@@ -4000000000 +4000000000 @@\n-a\n+b\n");
    assert!(change.files.is_empty());
    assert_eq!(unchecked(&change)["x"], "its lines are too far down the file to be shown in place");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_panics_on_bytes(diff in prop::collection::vec(any::<u8>(), 0..300)) {
        drop(patch::read(&diff, None).map(|change| show(&change)));
    }

    #[test]
    fn never_panics_on_what_looks_like_a_diff(parts in prop::collection::vec(0..PARTS.len(), 0..14)) {
        let diff: String = parts.into_iter().map(|part| PARTS[part]).collect();
        drop(patch::read(diff.as_bytes(), None).map(|change| show(&change)));
    }
}

const PARTS: [&str; 18] = [
    "diff --git a/x b/x\n", "diff --git a/y b/z\n", "rename from y\n", "rename to z\n", "copy from \"y\\\n",
    "new file mode 100644\n", "deleted file mode 100644\n", "--- a/x\n", "+++ b/x\n", "+++ /dev/null\n",
    "@@ -1 +1 @@\n", "@@ -0,0 +1,2 @@\n", "@@ -3,2 +4,0 @@\n", "+a\n", "-a\n", " a\r\n",
    "\\ No newline at end of file\n", "\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_git_writes_reads_back_as_both_trees(base in tree(), head in tree()) {
        let repository = Repository::new();
        let put = |tree: &Tree| {
            for name in NAMES {
                let _ = std::fs::remove_file(repository.path().join(name));
            }
            for (name, lines) in tree {
                repository.write(NAMES[*name], lines.concat());
            }
            repository.commit("state");
        };
        put(&base);
        put(&head);
        let truth = portcullis::source::git::open(repository.path()).unwrap().range("HEAD~1", Some("HEAD")).unwrap();
        for context in ["-U0", "-U3"] {
            let diff = diff_of(&repository, &["--no-renames", context, "HEAD~1", "HEAD"]);
            let beside = || sides(&patch::read(&diff, Some(repository.path())).unwrap());
            prop_assert_eq!(beside(), sides(&truth));
            repository.git(&["checkout", "--quiet", "HEAD~1"]);
            prop_assert_eq!(beside(), sides(&truth));
            repository.git(&["checkout", "--quiet", "main"]);
        }
    }
}

type Tree = std::collections::BTreeMap<usize, Vec<&'static str>>;

const NAMES: [&str; 4] = ["a", "b c", "d\te", "f\"é"];

fn tree() -> impl proptest::strategy::Strategy<Value = Tree> {
    let line = prop::sample::select(vec!["one\n", "two\n", "three\r\n", "\n", "-- \n", "+x\n", "\\ y\n", "end"]);
    prop::collection::btree_map(0..NAMES.len(), prop::collection::vec(line, 0..12), 0..4)
}

/// What each side holds of what differs, whoever was paired with whom.
fn sides(change: &ChangeSet) -> [Vec<(RepoPath, Vec<u8>)>; 2] {
    let read = |file: &portcullis::source::File| (file.path.clone(), file.blob.read(1 << 20).unwrap());
    let mut sides: [Vec<_>; 2] = [
        change.files.iter().filter_map(|file| file.as_ref().before()).map(read).collect(),
        change.files.iter().filter_map(|file| file.as_ref().after()).map(read).collect(),
    ];
    sides.iter_mut().for_each(|side| side.sort());
    sides
}
