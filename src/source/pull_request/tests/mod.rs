//! The change as the API tells it is the change as git has it.

mod repository;

use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;

use bstr::ByteSlice;
use serde_json::json;

use self::repository::Repository;
use super::read;
use crate::change::Change;
use crate::net::github::tests::server::{Response, Server};
use crate::net::github::{self, Client};
use crate::source::{ChangeSet, Error, File, Mode, SIZE_CAP, Unread, git};
use crate::text::RepoPath;

const NAME: &str = "octocat/hello world";
const WHOLE: usize = 100_000;

/// What a change holds, to be compared: the bytes of each file too.
fn show(change: &ChangeSet) -> Vec<String> {
    let file = |file: &File| {
        let bytes = file.blob.read(SIZE_CAP).map(|bytes| bytes.as_bstr().to_string());
        format!("{:?} {:?} {:?} {:?}", file.path, file.mode, bytes, file.blob.size())
    };
    let mut shown = vec![format!("{} to {}", change.base, change.head)];
    shown.extend(change.files.iter().map(|change| match change {
        Change::Added(after) => format!("+ {}", file(after)),
        Change::Removed(before) => format!("- {}", file(before)),
        Change::Kept { before, after } => format!("{} > {}", file(before), file(after)),
    }));
    shown.extend(change.unchecked.iter().map(|row| format!("? {} {}", row.what, row.why)));
    shown
}

fn ask(server: &Server, base: &str, head: &str) -> (Arc<Client>, Result<ChangeSet, Error>) {
    let client = Arc::new(server.client("my-t0k3n"));
    let change = read(&client, NAME, base, head);
    (client, change)
}

fn truth(repository: &Repository, base: &str, head: &str) -> ChangeSet {
    git::open(repository.path()).unwrap().range(base, Some(head)).unwrap()
}

/// A change of every kind on `feature/x`, while `main` went on.
fn every_kind() -> Repository {
    let repository = Repository::new();
    let long: String = (1..=40).map(|line| format!("line {line}\n")).collect();
    repository.write("edited", "1\n2\n").write("deep/er/moved", &long).write("deep/same", "s").write("gone", "g");
    repository.write("becomes/dir", "x").write("latin", b"caf\xe9\n").write("binary", b"\0\x01\xff").write("tool", "t");
    repository.write("dir/é\n\"x\"?#%2e", "1").write("empty", "").write("other/kept", "k").write("to link", "target");
    repository.commit();
    repository.git(&["branch", "feature/x"]);
    repository.write("main only", "m").commit();
    repository.git(&["switch", "--quiet", "feature/x"]);
    repository.write("edited", "1\n2\n3\n").remove("deep/er/moved").remove("gone").remove("to link");
    repository.write("new/name", long.replace("line 7\n", "line seven\n")).remove("becomes/dir");
    repository.write("becomes/dir/file", "y").write("latin", b"caf\xe8\n").write("binary", b"\0\x02\xff");
    repository
        .write("dir/é\n\"x\"?#%2e", "2")
        .write("empty", "e")
        .write("bom", "\u{feff}b")
        .write("long", vec![b'l'; 300_000]);
    std::os::unix::fs::symlink("edited", repository.path().join("to link")).unwrap();
    let commit = repository.git(&["rev-parse", "main"]);
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{commit},module")]);
    repository.git(&["add", "--chmod=+x", "tool"]);
    repository.commit();
    repository
}

#[test]
fn it_is_what_git_itself_says() {
    let repository = every_kind();
    let expected = show(&truth(&repository, "main", "feature/x"));
    assert!(expected.len() > 12 && expected.iter().any(|line| line.contains("deep/er/moved") && line.contains(" > ")));
    for most in [WHOLE, 4, 0] {
        let server = repository.serve(most);
        let (client, change) = ask(&server, "main", "feature/x");
        let change = change.unwrap();
        // Two names, one comparison, the trees of three commits; one request for texts, three for what is no UTF-8 or long, on both sides.
        assert!(most != WHOLE || client.calls() == 2 + 1 + 3 + 1 + 5, "{:#?}", server.asked());
        let calls = client.calls();
        assert_eq!(show(&change), expected, "{most}");
        assert_eq!(client.calls(), calls, "every content was asked for before");
    }
    let ids = ["main", "feature/x"].map(|name| repository.git(&["rev-parse", name]));
    let (_, change) = ask(&repository.serve(WHOLE), &ids[0], &ids[1]);
    assert_eq!(show(&change.unwrap()), show(&truth(&repository, &ids[0], &ids[1])));
}

#[test]
fn an_ordinary_change_costs_four_calls() {
    let repository = Repository::new();
    for file in 0..40 {
        repository.write(format!("deploy/{}/web-{file}.yaml", file % 7), format!("replicas: {file}\n"));
    }
    let base = repository.commit();
    for file in 0..20 {
        repository.write(format!("deploy/{}/web-{file}.yaml", file % 7), format!("replicas: {}\n", file + 100));
    }
    let head = repository.commit();
    let server = repository.serve(WHOLE);
    let (client, change) = ask(&server, &base, &head);
    assert_eq!(show(&change.unwrap()), show(&truth(&repository, &base, &head)));
    assert_eq!(client.calls(), 4, "{:#?}", server.asked());
}

#[test]
fn the_whole_trees_can_be_read() {
    let repository = every_kind();
    let expected = truth(&repository, "main", "feature/x");
    for most in [WHOLE, 0] {
        let server = repository.serve(most);
        let (client, change) = ask(&server, "main", "feature/x");
        let found = change.unwrap();
        for (expected, found) in [
            (&expected.trees.base, &found.trees.base),
            (&expected.trees.head, &found.trees.head),
            (&expected.policy_tree, &found.policy_tree),
        ] {
            let (expected, found) = (expected.as_ref().unwrap(), found.as_ref().unwrap());
            for dir in ["", "deep", "deep/er", "becomes", "nowhere", "edited", "other"].map(RepoPath::from) {
                assert_eq!(found.list(&dir), expected.list(&dir), "{dir}");
            }
            for path in
                ["edited", "deep/same", "deep", "nowhere/x", "gone", "", "other/kept", "main only"].map(RepoPath::from)
            {
                let read = |file: Option<File>| file.map(|file| (file.mode, file.blob.read(SIZE_CAP)));
                assert_eq!(read(found.file(&path).unwrap()), read(expected.file(&path).unwrap()), "{path}");
            }
            let module = found.file(&RepoPath::from("module")).unwrap();
            assert!(module.is_none_or(|file| file.mode == Mode::Submodule && file.blob.read(SIZE_CAP).is_err()));
        }
        let kept = found.trees.head.unwrap().file(&RepoPath::from("other/kept")).unwrap().unwrap();
        let calls = client.calls();
        assert_eq!(kept.blob.read(0), Err(Unread::TooLarge { size: 1, cap: 0 }));
        assert_eq!((kept.blob.read(1), client.calls()), (Ok(b"k".to_vec()), calls));
    }
}

#[test]
fn names_that_json_cannot_tell_are_said_and_not_misread() {
    let repository = Repository::new();
    let odd = |bytes: &[u8]| std::path::PathBuf::from(std::ffi::OsStr::from_bytes(bytes));
    repository
        .write("plain", "1")
        .write(odd(b"same\xff"), "s")
        .write(odd(b"dir\xff/x"), "1")
        .write(odd(b"dir\xfe/x"), "1");
    let base = repository.commit();
    repository.write("plain", "2").write(odd(b"caf\xe9"), "1").write(odd(b"dir\xff/x"), "2");
    let head = repository.commit();
    for most in [WHOLE, 0] {
        let (_, change) = ask(&repository.serve(most), &base, &head);
        let change = change.unwrap();
        assert_eq!(change.files.len(), 1, "{:#?}", show(&change));
        let rows: Vec<&str> = change.unchecked.iter().map(|row| row.what.as_str()).collect();
        assert_eq!(rows, ["caf\u{fffd}", "dir\u{fffd}"], "{:#?}", show(&change));
    }
}

#[test]
fn a_directory_is_not_mistaken_for_one_whose_name_looks_the_same() {
    // The recursive listing mixes what stands in both; each must be asked for alone.
    let repository = Repository::new();
    let odd = |bytes: &[u8]| std::path::PathBuf::from(std::ffi::OsStr::from_bytes(bytes));
    repository.write("deploy/web", "1").write(odd(b"z\xfe/web"), "9").write(odd(b"z\xff/web"), "1");
    let base = repository.commit();
    repository.write("deploy/web", "2").write(odd(b"z\xff/web"), "2");
    let head = repository.commit();
    let (_, change) = ask(&repository.serve(WHOLE), &base, &head);
    let shown = show(&change.unwrap());
    assert!(shown[1].contains("`deploy/web` File Ok(\"1\")") && shown[1].contains("Ok(\"2\")"), "{shown:#?}");
}

#[test]
fn what_cannot_be_asked_for_whole_is_no_change() {
    let repository = Repository::new();
    let base = repository.write("a", "1").commit();
    repository.git(&["switch", "--quiet", "--orphan", "other"]);
    let head = repository.write("b", "1").commit();
    let server = repository.serve(WHOLE);
    let (_, change) = ask(&server, &base, &head);
    assert!(matches!(change.err().unwrap(), Error::NoCommonHistory { .. }));
    let error = ask(&server, "nowhere", &head).1.err().unwrap();
    assert!(matches!(&error, Error::GitHub(github::Error::Denied { status: 404, .. })), "{error}");
    assert!(error.unverifiable() && error.help().is_some());
    for name in ["octocat", "a/b/c", "/b", "a/", ""] {
        let client = Arc::new(server.client("my-t0k3n"));
        assert!(matches!(read(&client, name, &base, &head), Err(Error::GitHub(github::Error::Setup(_)))), "{name}");
        assert_eq!(client.calls(), 0);
    }
    let (client, same) = ask(&server, &head, &head);
    assert_eq!((same.unwrap().files.len(), client.calls()), (0, 0));
}

#[test]
fn content_that_is_not_what_its_id_says_is_not_read() {
    let (base, head, blob) = ("a".repeat(40), "b".repeat(40), "c".repeat(40));
    let (merge_base, id) = (base.clone(), blob.clone());
    let server = Server::new(move |request| match request.path.as_str() {
        path if path.contains("/compare/") => Response::json(&json!({ "merge_base_commit": { "sha": merge_base } })),
        path if path.contains(&merge_base) => Response::json(&json!({ "tree": [] })),
        path if path.contains("/trees/") => {
            Response::json(&json!({ "tree": [{ "path": "x", "mode": "100644", "sha": id, "size": 3 }] }))
        }
        "/api/graphql" => Response::json(&json!({ "data": { "repository": { "b0": { "text": "lie" } } } })),
        _ => Response::new(200, "lie"),
    });
    let (client, change) = ask(&server, &base, &head);
    let change = change.unwrap();
    let read = change.files[0].as_ref().any().blob.read(SIZE_CAP);
    assert!(matches!(&read, Err(Unread::Failed(why)) if why.contains(&blob)), "{read:?}");
    assert!(client.calls() <= 6, "{:#?}", server.asked());
}

#[test]
fn without_graphql_files_are_read_one_by_one() {
    let repository = every_kind();
    let inner = repository.serve(WHOLE);
    let host = github::Host { rest: inner.config("t").host.rest, graphql: format!("{}/nowhere", inner.url()) };
    let client = Client::new(github::Config { host, ..inner.config("my-t0k3n") }).unwrap();
    let change = read(&Arc::new(client), NAME, "main", "feature/x").unwrap();
    assert_eq!(show(&change), show(&truth(&repository, "main", "feature/x")));
}

#[test]
fn a_limit_or_a_failure_on_the_way_is_an_error_and_no_pass() {
    let (base, head) = ("a".repeat(40), "b".repeat(40));
    let from = base.clone();
    let server = Server::new(move |request| match request.path.as_str() {
        path if path.contains("/compare/") => Response::json(&json!({ "merge_base_commit": { "sha": from } })),
        path if path.contains(&from) => Response::json(&json!({ "tree": [] })),
        path if path.contains("/trees/") => {
            let row = json!({ "path": "x", "mode": "100644", "sha": "c".repeat(40), "size": 3 });
            Response::json(&json!({ "tree": [row] }))
        }
        _ => Response::new(403, "").with("retry-after", "3600"),
    });
    let error = ask(&server, &base, &head).1.err().unwrap();
    assert!(matches!(&error, Error::GitHub(github::Error::RateLimited { .. })) && error.unverifiable(), "{error}");
}
