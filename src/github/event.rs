//! What the run is about: the event that started it, of which only the fields in use are read.
//!
//! Source: GitHub's "Webhook events and payloads". A pull request's author chooses its title, text, branch and labels' order.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Error;
use super::commit::CommitId;

/// A webhook's payload has 25 MB at most.
const CAP: u64 = 32 << 20;

/// What started the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// `pull_request`, `pull_request_target`.
    PullRequest(Box<PullRequest>),
    /// `merge_group`: a pull request on its way through the merge queue.
    MergeGroup(MergeGroup),
    /// `push`.
    Push(Push),
    /// `workflow_dispatch`.
    Dispatch {
        /// The branch that changes are merged into.
        default_branch: String,
    },
    /// `schedule`, which runs on the default branch alone.
    Schedule,
    /// `workflow_run`: another workflow has ended.
    WorkflowRun(WorkflowRun),
}

/// A pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PullRequest {
    /// Its number.
    pub(super) number: u64,
    /// Its title.
    pub(super) title: String,
    /// Its text.
    pub(super) body: String,
    /// The commit that it brings.
    pub(super) head: CommitId,
    /// `owner/name` of the repository that the commit is in, unless that was deleted.
    pub(super) head_repository: Option<String>,
    /// The branch that it is to be merged into.
    pub(super) target: String,
    /// The commit that this branch led to when GitHub last looked, which may be long ago.
    pub(super) base: CommitId,
    /// Who opened it.
    pub(super) author: String,
    /// Whether the run is one of `pull_request_target`: it has the base's rights, and its checkout is the base.
    pub(super) from_base: bool,
    /// Whether it is open.
    pub(super) is_open: bool,
}

/// A merge group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MergeGroup {
    /// The commit that it stands on.
    pub(super) base: CommitId,
    /// The commit that would be merged.
    pub(super) head: CommitId,
    /// The pull request that it is made of.
    pub(super) number: Option<u64>,
}

/// A push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Push {
    /// What the branch was; none for a new one.
    pub(super) before: Option<CommitId>,
    /// What it is; none for a deleted one.
    pub(super) after: Option<CommitId>,
    /// `refs/heads/main`.
    pub(super) reference: String,
    /// The branch that changes are merged into.
    pub(super) default_branch: String,
}

impl Push {
    /// Whether it is one to the branch that changes are merged into.
    pub(super) fn is_to_default(&self) -> bool {
        self.reference == branch(&self.default_branch)
    }
}

/// What leads to the branch `name`.
pub(super) fn branch(name: &str) -> String {
    format!("refs/heads/{name}")
}

/// A workflow that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct WorkflowRun {
    /// The commit that it was about: the head of the pull request.
    pub(super) head_sha: CommitId,
    /// The branch of that.
    #[serde(default)]
    pub(super) head_branch: Option<String>,
    /// The repository of that.
    #[serde(default)]
    pub(super) head_repository: Option<Repository>,
    /// What had started it.
    #[serde(default)]
    pub(super) event: String,
}

/// A repository, as far as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Repository {
    /// `owner/name`.
    #[serde(default)]
    pub(super) full_name: String,
    /// The branch that changes are merged into.
    #[serde(default)]
    pub(super) default_branch: String,
}

/// Reads the event `name` from the file at `path`.
///
/// # Errors
/// No such file, one that is too long, is not what GitHub writes, or an event that is about no change.
pub(super) fn read(name: &str, path: &Path) -> Result<Event, Error> {
    let wrong = |why: String| Error::Event { path: path.to_owned(), why };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| wrong(error.to_string()))?;
    file.take(CAP + 1).read_to_end(&mut bytes).map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > CAP {
        return Err(wrong(format!("it has more than {CAP} bytes")));
    }
    parse(name, &bytes).map_err(|why| match why {
        Refusal::Unknown => Error::UnknownEvent { name: name.to_owned() },
        Refusal::Malformed(why) => wrong(why),
    })
}

#[derive(Debug)]
enum Refusal {
    Unknown,
    Malformed(String),
}

fn parse(name: &str, bytes: &[u8]) -> Result<Event, Refusal> {
    match name {
        "pull_request" | "pull_request_target" => json::<PullPayload>(bytes).map(|payload| payload.event(name)),
        "merge_group" => json::<GroupPayload>(bytes).map(|payload| payload.merge_group.event()),
        "push" => json::<PushPayload>(bytes).map(PushPayload::event),
        "workflow_dispatch" => json::<DispatchPayload>(bytes)
            .map(|payload| Event::Dispatch { default_branch: payload.repository.default_branch }),
        // GitHub says little more of it than its time.
        "schedule" => Ok(Event::Schedule),
        "workflow_run" => json::<RunPayload>(bytes).map(|payload| Event::WorkflowRun(payload.workflow_run)),
        _ => Err(Refusal::Unknown),
    }
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| Refusal::Malformed(error.to_string()))
}

#[derive(Deserialize)]
struct PullPayload {
    pull_request: Pull,
}

#[derive(Deserialize)]
struct Pull {
    number: u64,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    user: Option<User>,
    head: Tip,
    base: Tip,
}

#[derive(Deserialize)]
struct Tip {
    #[serde(rename = "ref")]
    branch: String,
    sha: CommitId,
    #[serde(default)]
    repo: Option<Repository>,
}

#[derive(Default, Deserialize)]
struct User {
    #[serde(default)]
    login: String,
}

impl PullPayload {
    fn event(self, name: &str) -> Event {
        let pull = self.pull_request;
        Event::PullRequest(Box::new(PullRequest {
            number: pull.number,
            title: pull.title.unwrap_or_default(),
            body: pull.body.unwrap_or_default(),
            head: pull.head.sha,
            head_repository: pull.head.repo.map(|repository| repository.full_name),
            target: pull.base.branch,
            base: pull.base.sha,
            author: pull.user.unwrap_or_default().login,
            from_base: name == "pull_request_target",
            is_open: pull.state.is_none_or(|state| state == "open"),
        }))
    }
}

#[derive(Deserialize)]
struct GroupPayload {
    merge_group: Group,
}

#[derive(Deserialize)]
struct Group {
    base_sha: CommitId,
    head_sha: CommitId,
    #[serde(default)]
    head_ref: String,
}

impl Group {
    fn event(self) -> Event {
        let number = queued(&self.head_ref);
        Event::MergeGroup(MergeGroup { base: self.base_sha, head: self.head_sha, number })
    }
}

/// The pull request that a branch of the queue is made of: `refs/heads/gh-readonly-queue/main/pr-12-0123456…`.
fn queued(reference: &str) -> Option<u64> {
    let (queue, last) = reference.rsplit_once('/')?;
    let is_queue = queue.trim_start_matches("refs/heads/").starts_with("gh-readonly-queue/");
    let (number, id) = last.strip_prefix("pr-")?.split_once('-')?;
    CommitId::new(id).filter(|_| is_queue)?;
    number.parse().ok()
}

#[derive(Deserialize)]
struct PushPayload {
    #[serde(rename = "ref", default)]
    reference: String,
    before: CommitId,
    after: CommitId,
    #[serde(default)]
    deleted: bool,
    #[serde(default)]
    repository: Repository,
}

impl PushPayload {
    fn event(self) -> Event {
        let commit = |id: CommitId| (!id.is_none()).then_some(id);
        Event::Push(Push {
            before: commit(self.before),
            after: commit(self.after).filter(|_| !self.deleted),
            reference: self.reference,
            default_branch: self.repository.default_branch,
        })
    }
}

#[derive(Deserialize)]
struct DispatchPayload {
    #[serde(default)]
    repository: Repository,
}

#[derive(Deserialize)]
struct RunPayload {
    workflow_run: WorkflowRun,
}

#[cfg(test)]
mod tests {
    use super::{CAP, Event, Refusal, parse, queued, read};
    use crate::github::Error;
    use serde_json::{Value, json};

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn event(name: &str, payload: &Value) -> Event {
        parse(name, payload.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_pull_request_of_a_repository_that_is_gone() {
        let payload = json!({ "action": "opened", "pull_request": {
            "number": 7, "title": "Deploy", "body": null, "state": "open", "user": { "login": "octocat", "id": 1 },
            "head": { "sha": A, "ref": "x", "repo": null }, "base": { "ref": "main", "sha": B, "repo": { "full_name": "o/r" } } } });
        let Event::PullRequest(pull) = event("pull_request", &payload) else { panic!() };
        assert_eq!((pull.number, pull.title.as_str(), pull.body.as_str()), (7, "Deploy", ""));
        assert_eq!((pull.head.as_str(), pull.head_repository, pull.is_open, pull.from_base), (A, None, true, false));
        let Event::PullRequest(pull) = event("pull_request_target", &payload) else { panic!() };
        assert!(pull.from_base);
    }

    #[test]
    fn branches_come_and_go() {
        let push = |before: &str, after: &str| {
            let repository = json!({ "default_branch": "main" });
            let payload = json!({ "ref": "refs/heads/x", "before": before, "after": after, "repository": repository });
            let Event::Push(push) = event("push", &payload) else { panic!() };
            (push.before.is_some(), push.after.is_some())
        };
        assert_eq!(push(A, B), (true, true));
        assert_eq!(push(NONE, B), (false, true));
        assert_eq!(push(A, NONE), (true, false));
    }

    #[test]
    fn a_schedule_needs_no_words() {
        assert_eq!(event("schedule", &json!({ "schedule": "17 4 * * 1" })), Event::Schedule);
        assert_eq!(parse("schedule", b"null").unwrap(), Event::Schedule);
    }

    #[test]
    fn a_push_knows_whether_it_is_to_the_default_branch() {
        let push = |reference: &str| {
            let repository = json!({ "default_branch": "trunk" });
            let payload = json!({ "ref": reference, "before": A, "after": B, "repository": repository });
            let Event::Push(push) = event("push", &payload) else { panic!() };
            push.is_to_default()
        };
        assert!(push("refs/heads/trunk"));
        assert!(!push("refs/heads/main") && !push("refs/tags/trunk") && !push("refs/heads/x/trunk"));
    }

    #[test]
    fn a_queue_names_its_pull_request() {
        let branch = format!("refs/heads/gh-readonly-queue/release/1.x/pr-12-{A}");
        let payload = json!({ "merge_group": { "base_sha": A, "head_sha": B, "head_ref": branch } });
        let Event::MergeGroup(group) = event("merge_group", &payload) else { panic!() };
        assert_eq!((group.number, group.base.as_str(), group.head.as_str()), (Some(12), A, B));
        for other in ["refs/heads/main", "refs/heads/gh-readonly-queue/main/pr-x-y", "", "pr-1-2"] {
            assert_eq!(queued(other), None, "{other}");
        }
        assert_eq!(queued(&format!("refs/heads/mine/pr-12-{A}")), None);
    }

    #[test]
    fn another_workflow_and_a_person() {
        let run = json!({ "workflow_run": { "head_sha": A, "head_branch": "x", "event": "pull_request",
            "head_repository": { "full_name": "someone/fork" } } });
        let Event::WorkflowRun(run) = event("workflow_run", &run) else { panic!() };
        assert_eq!(run.head_repository.unwrap().full_name, "someone/fork");
        let dispatch = json!({ "inputs": null, "repository": { "default_branch": "trunk" } });
        assert_eq!(event("workflow_dispatch", &dispatch), Event::Dispatch { default_branch: "trunk".to_owned() });
    }

    #[test]
    fn what_is_no_event_is_an_error() {
        assert!(matches!(parse("issues", b"{}"), Err(Refusal::Unknown)));
        for bytes in [b"".as_slice(), b"[]", b"{\"before\":\"main\",\"after\":\"x\"}", b"\xff\xfe"] {
            assert!(matches!(parse("push", bytes), Err(Refusal::Malformed(_))));
        }
        let place = tempfile::tempdir().unwrap();
        let long = place.path().join("long");
        std::fs::File::create(&long).unwrap().set_len(CAP + 1).unwrap();
        assert!(matches!(read("push", &long), Err(Error::Event { .. })));
        assert!(matches!(read("push", &place.path().join("none")), Err(Error::Event { .. })));
    }

    proptest::proptest! {
        #[test]
        fn no_payload_breaks_it(bytes: Vec<u8>, name in "pull_request|merge_group|push|workflow_run") {
            let _ = parse(&name, &bytes);
        }
    }
}
