//! Files as systems and people make them: links, pipes, odd names, odd line ends, and drivers that want to be run.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;
use std::time::{Duration, SystemTime};

use portcullis::source::{ChangeSet, Error, git, is_lfs_pointer};
use portcullis::text::RepoPath;

use super::{show, unchecked};
use crate::repository::Repository;

fn default(repository: &Repository) -> ChangeSet {
    git::open(repository.path()).unwrap().against_default_branch().unwrap()
}

fn make_pipe(repository: &Repository, name: &str) {
    assert!(Command::new("mkfifo").arg(repository.path().join(name)).status().unwrap().success());
}

/// Makes git's stat data useless, as after a copy of the whole checkout.
fn touch(repository: &Repository, path: &str) {
    let file = fs::File::options().append(true).open(repository.path().join(path)).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(10)).unwrap();
}

#[test]
fn a_rename_is_one_file_even_if_it_is_edited() {
    let repository = Repository::new();
    let text: String = (0..30).map(|line| format!("line {line}\n")).collect();
    repository.write("old/a.yaml", &text).write("b", "exact\n").write("link target", "t").commit("one");
    fs::rename(repository.path().join("old/a.yaml"), repository.path().join("new.yaml")).unwrap();
    repository
        .write("new.yaml", text.replace("line 7\n", "line seven\n"))
        .remove("b")
        .write("c", "exact\n")
        .write("d", "other\n");
    let pairs = |change: &ChangeSet| -> Vec<String> {
        change
            .files
            .iter()
            .filter_map(|file| file.as_ref().both())
            .map(|(a, b)| format!("{} {}", a.path, b.path))
            .collect()
    };
    assert_eq!(pairs(&default(&repository)), ["b c", "old/a.yaml new.yaml"]);
    repository.branch("feature").commit("two");
    let range = git::open(repository.path()).unwrap().range("main", Some("feature")).unwrap();
    assert_eq!(pairs(&range), ["b c", "old/a.yaml new.yaml"]);
    assert_eq!(show(&range)[1], r"+ d: other\n");
}

#[test]
fn thousands_of_moves_are_no_square() {
    let repository = Repository::new();
    let content = |at: usize| (0..20).map(|line| format!("file {at} line {line}\n")).collect::<String>();
    for at in 0..5000 {
        repository.write(format!("old/{}/{at}", at % 50), content(at));
    }
    repository.commit("one").branch("feature");
    fs::rename(repository.path().join("old"), repository.path().join("new")).unwrap();
    for at in 0..5000 {
        repository.write(format!("new/{}/{at}", at % 50), content(at) + "edited\n");
    }
    repository.commit("two");
    let started = std::time::Instant::now();
    let change = git::open(repository.path()).unwrap().range("main", Some("feature")).unwrap();
    assert!(change.files.iter().all(|file| file.as_ref().both().is_some()) && change.files.len() == 5000);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[test]
fn a_link_is_its_target_and_never_followed() {
    let repository = Repository::new();
    repository.write("dir/inside", "1").commit("one");
    fs::write(repository.beside("secret"), "outside").unwrap();
    fs::create_dir(repository.beside("elsewhere")).unwrap();
    fs::write(repository.beside("elsewhere").join("inside"), "outside").unwrap();
    symlink("../secret", repository.path().join("leak")).unwrap();
    fs::remove_dir_all(repository.path().join("dir")).unwrap();
    symlink("../elsewhere", repository.path().join("dir")).unwrap();
    let change = default(&repository);
    assert_eq!(show(&change), ["+ dir: @../elsewhere", "- dir/inside: 1", "+ leak: @../secret"]);
    let head = change.trees.head.unwrap();
    assert!(head.file(&RepoPath::from("dir/inside")).unwrap().is_none());
    assert!(head.file(&RepoPath::from("../secret")).unwrap().is_none());
    assert!(head.file(&RepoPath::from(".git/config")).unwrap().is_none());
    // The same, once it is committed.
    repository.branch("feature").commit("two");
    let range = git::open(repository.path()).unwrap().range("main", Some("feature")).unwrap();
    assert_eq!(show(&range), ["+ dir: @../elsewhere", "- dir/inside: 1", "+ leak: @../secret"]);
}

#[test]
fn a_file_that_becomes_a_link_while_it_waits_is_not_followed() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one").write("a", "2");
    fs::write(repository.beside("secret"), "outside").unwrap();
    let change = default(&repository);
    repository.remove("a");
    symlink("../secret", repository.path().join("a")).unwrap();
    assert_eq!(show(&change), ["~ a: 1 -> <it cannot be read: it is not a regular file>"]);
}

#[test]
fn a_pipe_never_makes_it_wait() {
    let repository = Repository::new();
    repository.write("a", "1").write("b/c", "1").commit("one").remove("a");
    make_pipe(&repository, "a");
    make_pipe(&repository, "untracked");
    make_pipe(&repository, "b/.gitignore");
    assert_eq!(show(&default(&repository)), ["~ a: 1 -> <it cannot be read: it is not a regular file>"]);
}

#[test]
fn names_may_be_any_bytes() {
    let repository = Repository::new();
    let odd = OsStr::from_bytes(b"dir with space/line\nbreak \xff.yaml");
    repository.write("a", "1").commit("one").write(odd, "1");
    assert_eq!(show(&default(&repository)), ["+ dir with space/line\\nbreak \u{fffd}.yaml: 1"]);
    repository.branch("feature").commit("two");
    let change = git::open(repository.path()).unwrap().range("main", Some("feature")).unwrap();
    assert_eq!(change.files[0].as_ref().any().path, RepoPath::new(odd.as_bytes()));
    assert!(change.trees.head.unwrap().file(&RepoPath::new(odd.as_bytes())).unwrap().is_some());
}

#[test]
fn cr_lf_in_the_checkout_alone_is_no_change() {
    let repository = Repository::new();
    repository.write("a", "1\n2\n").write("b", "1\r\n").commit("one");
    repository.write("a", "1\r\n2\r\n").write("b", "1\n");
    assert_eq!(show(&default(&repository)), [r"~ b: 1\r\n -> 1\n"]);
}

#[test]
fn no_filter_driver_or_textconv_is_ever_run() {
    let repository = Repository::new();
    repository.write("a.yaml", "1\n").commit("one").branch("feature");
    let marker = repository.beside("ran");
    let run = format!("sh -c 'touch {}; cat'", marker.display());
    for key in
        ["filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "diff.evil.command"]
    {
        repository.git(&["config", key, &run]);
    }
    for key in ["core.fsmonitor", "diff.external", "core.hooksPath", "credential.helper", "core.pager"] {
        repository.git(&["config", key, &run]);
    }
    repository.write(".gitattributes", "* filter=evil diff=evil merge=evil\n").write("a.yaml", "2\n");
    touch(&repository, "a.yaml");
    let opened = git::open(repository.path()).unwrap();
    assert_eq!(show(&opened.against_default_branch().unwrap())[1], r"~ a.yaml: 1\n -> 2\n");
    show(&opened.staged().unwrap());
    show(&opened.range("main", None).unwrap());
    show(&opened.range("main", Some("feature")).unwrap());
    show(&portcullis::source::directory::whole(repository.path(), &[]).unwrap());
    assert!(!marker.exists());
}

#[test]
fn an_unreadable_file_is_a_change_that_says_so() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one").write("a", "2 ");
    fs::set_permissions(repository.path().join("a"), fs::Permissions::from_mode(0o000)).unwrap();
    let shown = show(&default(&repository));
    // Root reads everything.
    let readable = fs::read(repository.path().join("a")).is_ok();
    assert!(readable || shown[0].contains("cannot be read"), "{shown:?}");
}

#[test]
fn directories_and_files_change_places() {
    let repository = Repository::new();
    repository.write("a", "file\n").write("b/x", "in directory\n").commit("one").branch("feature");
    repository.remove("a").remove("b/x");
    fs::remove_dir(repository.path().join("b")).unwrap();
    repository.write("a/y", "1\n").write("b", "2\n");
    let expected = [r"- a: file\n", r"+ a/y: 1\n", r"+ b: 2\n", r"- b/x: in directory\n"];
    assert_eq!(show(&default(&repository)), expected);
    repository.commit("two");
    assert_eq!(show(&default(&repository)), expected);
    let range = git::open(repository.path()).unwrap().range("main", Some("feature")).unwrap();
    assert_eq!(show(&range), expected);
}

#[test]
fn ignored_files_are_no_change_and_tracked_ones_are() {
    let repository = Repository::new();
    repository
        .write(".gitignore", "target/\n*.log\n!keep.log\n")
        .write("sub/.gitignore", "/local\n")
        .write("target/kept", "1");
    repository.git(&["add", "--force", "."]);
    repository.git(&["commit", "--quiet", "--message", "one"]);
    repository.write("target/kept", "2").write("target/built", "x").write("a.log", "x").write("keep.log", "x");
    repository
        .write("sub/local", "x")
        .write("sub/deep/local", "x")
        .write(".git/info/exclude", "private\n")
        .write("private", "x");
    assert_eq!(show(&default(&repository)), ["+ keep.log: x", "+ sub/deep/local: x", "~ target/kept: 1 -> 2"]);
}

#[test]
fn another_repository_inside_is_said() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one").write("inner/b", "1");
    Command::new("git").args(["init", "--quiet"]).arg(repository.path().join("inner")).status().unwrap();
    let change = default(&repository);
    assert_eq!(show(&change), [""; 0]);
    assert_eq!(unchecked(&change)["inner"], "another git repository, which is not read");
}

#[test]
fn a_file_only_announced_is_a_change_of_the_working_tree() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one").write("new", "n");
    repository.git(&["add", "--intent-to-add", "new"]);
    assert_eq!(show(&default(&repository)), ["+ new: n"]);
    assert_eq!(show(&git::open(repository.path()).unwrap().staged().unwrap()), [""; 0]);
}

#[test]
fn conflicts_are_told_by_name() {
    let repository = Repository::new();
    repository.write("a", "1\n").commit("one").branch("feature").write("a", "2\n").commit("two");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("a", "3\n").commit("three");
    crate::repository::command(repository.path()).args(["merge", "feature"]).output().unwrap();
    let error = git::open(repository.path()).unwrap().staged().err().unwrap();
    assert!(matches!(&error, Error::Unmerged(path) if *path == RepoPath::from("a")) && error.help().is_some());
}

#[test]
fn what_git_lfs_checked_out_is_what_the_pointer_says() {
    let repository = Repository::new();
    let pointer = "version https://git-lfs.github.com/spec/v1\n\
        oid sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\nsize 5\n";
    repository.write("big", pointer).commit("one").write("big", "hello");
    assert_eq!(show(&default(&repository)), [""; 0]);
    repository.write("big", "hullo");
    let change = default(&repository);
    let (before, after) = change.files[0].as_ref().both().unwrap();
    assert!(is_lfs_pointer(&before.blob.read(2000).unwrap()) && !is_lfs_pointer(&after.blob.read(2000).unwrap()));
}

#[test]
fn a_touched_file_of_equal_content_is_no_change() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one");
    touch(&repository, "a");
    assert_eq!(show(&default(&repository)), [""; 0]);
}

#[test]
fn a_file_over_the_cap_is_refused_before_it_is_read() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one").write("a", "x".repeat(2000)).write("b", "y");
    let change = default(&repository);
    let after = change.files[0].as_ref().after().unwrap();
    assert_eq!(after.blob.read(1999).unwrap_err().to_string(), "it has 2000 bytes, over the limit of 1999");
    assert_eq!(after.blob.read(2000).unwrap().len(), 2000);
}

#[test]
fn a_tree_that_names_itself_over_and_over_ends() {
    let repository = Repository::new();
    repository.write("a", "1").commit("one");
    let mktree = |entries: String| {
        use std::io::Write;
        let mut git = crate::repository::command(repository.path());
        let mut git =
            git.arg("mktree").stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        git.stdin.take().unwrap().write_all(entries.as_bytes()).unwrap();
        String::from_utf8(git.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
    };
    let blob = repository.git(&["rev-parse", "HEAD:a"]);
    let mut tree = mktree(format!("100644 blob {blob}\tx\n"));
    for _ in 0..12 {
        tree = mktree((0..10).map(|at| format!("040000 tree {tree}\td{at}\n")).collect());
    }
    let commit = repository.git(&["commit-tree", &tree, "-p", "HEAD", "-m", "bomb"]);
    let error = git::open(repository.path()).unwrap().range("main", Some(&commit)).err().unwrap();
    assert!(matches!(error, Error::TooLarge(_)) && error.unverifiable());
}
