//! Each way to a change, on real repositories: a server, a clone that knows more or less of it, and an API that tells nothing or the
//! merge base.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use serde_json::json;
use tempfile::TempDir;

use super::{Found, Search, find};
use crate::github::commit::CommitId;
use crate::github::event::{Event, MergeGroup, PullRequest, Push};
use crate::github::{Environment, Error};
use crate::net::github::tests::server::{Response, Server};
use crate::text::RepoPath;

/// Main goes on after a branch has left it, and the pull request's merge stands where GitHub keeps it.
struct World {
    place: TempDir,
    /// What GitHub says when it is asked to compare; nothing: that there is no such thing.
    merge_base: Option<String>,
}

impl World {
    fn new() -> Self {
        let world = Self { place: tempfile::tempdir().unwrap(), merge_base: None };
        fs::create_dir_all(world.server()).unwrap();
        world.git(&["init", "--quiet", "--initial-branch=main"]);
        // As GitHub does: any commit may be asked for by its id.
        world.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        world.commit("start", "0");
        for count in 0..3 {
            world.commit("main", &count.to_string());
        }
        world.git(&["switch", "--quiet", "--create", "feature"]);
        world.commit("web.yaml", "1");
        world.commit("web.yaml", "2");
        world.git(&["switch", "--quiet", "main"]);
        world.commit("main", "later");
        world.git(&["switch", "--quiet", "--detach"]);
        world.git(&["merge", "--quiet", "--no-ff", "--message=merge", "feature"]);
        world.git(&["update-ref", "refs/pull/1/merge", "HEAD"]);
        world.git(&["update-ref", "refs/pull/1/head", "feature"]);
        world.git(&["switch", "--quiet", "main"]);
        world
    }

    fn server(&self) -> PathBuf {
        self.place.path().join("server/octocat/hello")
    }

    fn clone_path(&self) -> PathBuf {
        self.place.path().join("clone")
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.server(), arguments)
    }

    fn commit(&self, path: &str, content: &str) {
        fs::write(self.server().join(path), content).unwrap();
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=x"]);
    }

    fn id(&self, name: &str) -> CommitId {
        CommitId::new(&self.git(&["rev-parse", name])).unwrap()
    }

    /// A checkout of `commit` as a runner makes it; a depth of 0 is all of it.
    fn check_out(&self, commit: &str, depth: u32) -> &Self {
        let clone = self.clone_path();
        fs::create_dir(&clone).unwrap();
        git(&clone, &["init", "--quiet"]);
        let url = format!("file://{}", self.server().display());
        let depth = if depth == 0 { Vec::new() } else { vec![format!("--depth={depth}")] };
        let refs = if depth.is_empty() { vec!["+refs/heads/*:refs/remotes/origin/*"] } else { Vec::new() };
        let id = self.id(commit);
        let words = ["fetch", "--quiet", &url, id.as_str()].into_iter().chain(depth.iter().map(String::as_str));
        git(&clone, &words.chain(refs).collect::<Vec<_>>());
        git(&clone, &["checkout", "--quiet", "--detach", id.as_str()]);
        self
    }

    fn environment(&self, sha: &str) -> Environment {
        let sha = self.id(sha).to_string();
        let server = format!("file://{}", self.place.path().join("server").display());
        let workspace = self.clone_path().display().to_string();
        Environment::read(&|name| {
            let value = match name {
                "GITHUB_SERVER_URL" => &server,
                "GITHUB_WORKSPACE" => &workspace,
                "GITHUB_SHA" => &sha,
                "GITHUB_REPOSITORY" => "octocat/hello",
                "GITHUB_EVENT_NAME" | "GITHUB_EVENT_PATH" => "x",
                _ => return None,
            };
            Some(value.to_owned())
        })
        .unwrap()
    }

    fn pull(&self) -> Event {
        Event::PullRequest(Box::new(PullRequest {
            number: 1,
            title: String::new(),
            body: String::new(),
            head: self.id("feature"),
            head_repository: None,
            target: "main".to_owned(),
            base: self.id("main"),
            author: String::new(),
            from_base: false,
            is_open: true,
        }))
    }

    fn find(&self, event: &Event, sha: &str) -> Result<Search, Error> {
        let merge_base = self.merge_base.clone();
        let api = Server::new(move |request| match &merge_base {
            Some(id) if request.path.contains("/compare/") => {
                Response::json(&json!({ "merge_base_commit": { "sha": id } }))
            }
            _ => Response::new(404, "{}"),
        });
        find(event, &self.environment(sha), &Arc::new(api.client("t")), false)
    }

    fn found(&self, event: &Event, sha: &str) -> Found {
        match self.find(event, sha) {
            Ok(Search::Found(found)) => *found,
            Ok(Search::Nothing(why)) => panic!("{why}"),
            Err(error) => panic!("{error}"),
        }
    }
}

fn git(place: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(place).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "A Tester").env(format!("GIT_{who}_EMAIL"), "tester@example.org");
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    let output = git.output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

fn paths(found: &Found) -> Vec<String> {
    found.set.files.iter().map(|change| change.as_ref().any().path.to_string()).collect()
}

#[test]
fn the_merge_commit_and_its_parents() {
    let world = World::new();
    world.check_out("refs/pull/1/merge", 2);
    let found = world.found(&world.pull(), "refs/pull/1/merge");
    assert!(found.way.ends_with("the merge commit against its base"), "{}", found.way);
    assert_eq!((paths(&found), found.commit), (vec!["web.yaml".to_owned()], world.id("refs/pull/1/merge")));
    let file = found.reviewed.unwrap().file(&RepoPath::from("web.yaml")).unwrap().unwrap();
    assert_eq!(file.blob.read(9).unwrap(), b"2");
}

#[test]
fn the_merge_commit_alone_has_its_parents_fetched() {
    let world = World::new();
    world.check_out("refs/pull/1/merge", 1);
    let ran = world.place.path().join("ran");
    git(&world.clone_path(), &["config", "core.fsmonitor", &format!("touch {}", ran.display())]);
    let found = world.found(&world.pull(), "refs/pull/1/merge");
    assert!(found.way.ends_with("which was fetched"), "{}", found.way);
    assert_eq!(paths(&found), ["web.yaml"]);
    assert!(found.reviewed.is_some());
    assert!(!ran.exists(), "git runs nothing that the clone names");
}

#[test]
fn a_merge_of_another_head_is_not_this_change() {
    let world = World::new();
    world.check_out("refs/pull/1/merge", 0);
    world.git(&["switch", "--quiet", "feature"]);
    world.commit("later.yaml", "1");
    let merge = world.id("refs/pull/1/merge");
    // The event tells of the new head; what was checked out is still the merge of the old one.
    git(&world.clone_path(), &["fetch", "--quiet", &format!("file://{}", world.server().display()), "feature"]);
    let found = world.found(&world.pull(), merge.as_str());
    assert_eq!(paths(&found), ["later.yaml", "web.yaml"]);
    assert!(found.reviewed.is_none() && found.commit == world.id("feature"));
}

#[test]
fn the_head_in_a_whole_history() {
    let world = World::new();
    world.check_out("feature", 0);
    let found = world.found(&world.pull(), "feature");
    assert_eq!((found.way.as_str(), paths(&found)), ("the head against the merge base", vec!["web.yaml".to_owned()]));
}

#[test]
fn the_head_alone_and_a_merge_base_that_github_names() {
    let mut world = World::new();
    world.check_out("feature", 1);
    world.merge_base = Some(world.id("feature~2").to_string());
    let found = world.found(&world.pull(), "feature");
    assert!(found.way.ends_with("the merge base, which was fetched"), "{}", found.way);
    assert_eq!((paths(&found), found.commit), (vec!["web.yaml".to_owned()], world.id("feature")));
}

#[test]
fn the_head_alone_and_a_history_that_is_deepened() {
    let world = World::new();
    world.check_out("feature", 1);
    let found = world.found(&world.pull(), "feature");
    assert!(found.way.ends_with("in a history that was fetched"), "{}", found.way);
    assert_eq!(paths(&found), ["web.yaml"]);
}

#[test]
fn no_way_is_an_error_that_names_all_of_them() {
    let world = World::new();
    world.check_out("feature", 1);
    let (event, environment) = (world.pull(), world.environment("feature"));
    fs::rename(world.server(), world.place.path().join("gone")).unwrap();
    let api = Server::new(|_| Response::new(404, "{}"));
    let Err(error) = find(&event, &environment, &Arc::new(api.client("t")), false) else { panic!() };
    assert!(error.unverifiable());
    let said = error.to_string();
    for way in ["the merge base", "git fetch", "GitHub's API"] {
        assert!(said.contains(way), "{way}: {said}");
    }
}

#[test]
fn pushes() {
    let world = World::new();
    world.check_out("feature", 0);
    let push = |before: Option<&str>, after: Option<&str>, branch: &str| {
        let id = |name: Option<&str>| name.map(|name| world.id(name));
        let (reference, default_branch) = (format!("refs/heads/{branch}"), "main".to_owned());
        Event::Push(Push { before: id(before), after: id(after), reference, default_branch })
    };
    let shown = |event: &Event| paths(&world.found(event, "feature"));
    assert_eq!(shown(&push(Some("feature~1"), Some("feature"), "feature")), ["web.yaml"]);
    assert_eq!(shown(&push(None, Some("feature"), "feature")), ["web.yaml"]);
    assert_eq!(shown(&push(None, Some("feature~4"), "main")), ["main", "start"]);
    let deleted = world.find(&push(Some("feature"), None, "feature"), "feature");
    assert!(matches!(deleted, Ok(Search::Nothing(_))));
    let lost = Event::Push(Push {
        before: CommitId::new(&"c".repeat(40)),
        after: Some(world.id("feature")),
        reference: "refs/heads/feature".to_owned(),
        default_branch: "main".to_owned(),
    });
    assert_eq!(shown(&lost), ["web.yaml"], "what a forced push has replaced is gone: the whole branch is judged");
}

#[test]
fn a_merge_group_and_a_branch_by_hand() {
    let world = World::new();
    world.check_out("refs/pull/1/merge", 1);
    let group = MergeGroup { base: world.id("main"), head: world.id("refs/pull/1/merge"), number: Some(1) };
    let found = world.found(&Event::MergeGroup(group), "refs/pull/1/merge");
    assert_eq!(paths(&found), ["web.yaml"]);
    let by_hand = Event::Dispatch { default_branch: "main".to_owned() };
    fs::remove_dir_all(world.clone_path()).unwrap();
    world.check_out("feature", 0);
    assert_eq!(paths(&world.found(&by_hand, "feature")), ["web.yaml"]);
}
