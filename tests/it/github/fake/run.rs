//! A job on a runner: its checkout, its environment, its event, and `portcullis` in it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::checkout::Checkout;
use super::rest::about;
use super::state::{NAME, OWNER};
use super::{Fake, GATE, READER};

/// A job that is to run.
pub(crate) struct Run<'a> {
    fake: &'a Fake,
    event: &'static str,
    payload: Value,
    reference: String,
    commit: String,
    checkout: Checkout,
    token: Option<&'static str>,
    actor: String,
    arguments: Vec<String>,
    /// Another commit than the one that the run is about is checked out.
    at: Option<String>,
    /// What lies in the workspace besides.
    files: Vec<(&'static str, String)>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    /// What stands in the job's log.
    pub(crate) log: String,
    pub(crate) outputs: BTreeMap<String, String>,
    pub(crate) summary: String,
    /// What was asked, method and path.
    pub(crate) calls: Vec<String>,
    /// The mails that went out.
    pub(crate) mails: Vec<String>,
}

impl Ran {
    /// How many requests had `part` in them.
    pub(crate) fn asked(&self, part: &str) -> usize {
        self.calls.iter().filter(|call| call.contains(part)).count()
    }
}

impl Fake {
    /// A job on `pull_request`, with the rights that the event has there.
    pub(crate) fn on_pull(&self, number: u64) -> Run<'_> {
        let (payload, commit, is_from_fork) = {
            let world = self.world();
            let pull = &world.pulls[&number];
            let commit = world.git.commit(&format!("refs/pull/{number}/merge"));
            let payload = json!({ "action": "synchronize", "number": number, "pull_request": about(&world, pull) });
            (payload, commit.unwrap_or_else(|| pull.head.clone()), pull.is_from_fork())
        };
        let run = self.job("pull_request", payload, format!("refs/pull/{number}/merge"), commit);
        Run { token: Some(if is_from_fork { READER } else { GATE }), ..run }
    }

    /// A job on `pull_request_target`: with rights, on the base's commit.
    pub(crate) fn on_target(&self, number: u64) -> Run<'_> {
        let base = self.world().git.commit("main").unwrap();
        let payload = self.on_pull(number).payload;
        let run = self.job("pull_request_target", payload, "refs/heads/main".to_owned(), base);
        Run { checkout: Checkout::None, ..run }
    }

    /// A job on `push` to a branch.
    pub(crate) fn on_push(&self, branch: &str, before: Option<&str>, after: &str) -> Run<'_> {
        let none = "0".repeat(40);
        let payload = json!({
            "ref": format!("refs/heads/{branch}"), "before": before.unwrap_or(&none), "after": after,
            "created": before.is_none(), "deleted": false, "forced": false, "repository": repository(),
        });
        self.job("push", payload, format!("refs/heads/{branch}"), after.to_owned())
    }

    /// A job on `workflow_dispatch`, started for `branch`.
    pub(crate) fn on_dispatch(&self, branch: &str) -> Run<'_> {
        let commit = self.world().git.commit(branch).unwrap();
        let reference = format!("refs/heads/{branch}");
        let payload = json!({ "inputs": null, "ref": reference, "repository": repository() });
        self.job("workflow_dispatch", payload, reference, commit)
    }

    /// A job on `schedule`, which is always about the default branch.
    pub(crate) fn on_schedule(&self) -> Run<'_> {
        let commit = self.world().git.commit("main").unwrap();
        self.job("schedule", json!({ "schedule": "17 4 * * 1" }), "refs/heads/main".to_owned(), commit)
    }

    /// A job on `merge_group`.
    pub(crate) fn on_queue(&self, base: &str, head: &str, branch: &str) -> Run<'_> {
        let reference = format!("refs/heads/{branch}");
        let group = json!({ "base_sha": base, "head_sha": head, "head_ref": reference, "base_ref": "refs/heads/main" });
        let payload = json!({ "action": "checks_requested", "merge_group": group, "repository": repository() });
        self.job("merge_group", payload, reference, head.to_owned())
    }

    /// A job on `workflow_run`, after a job on the pull request's head, with `findings.json` from that one.
    pub(crate) fn after_run(&self, number: u64, findings: &str) -> Run<'_> {
        let (pull, base) = (self.pull(number), self.world().git.commit("main").unwrap());
        let run = json!({
            "id": 1, "event": "pull_request", "head_sha": pull.head, "head_branch": pull.branch, "conclusion": "failure",
            "head_repository": { "full_name": pull.repository }, "repository": repository(), "pull_requests": [],
        });
        let payload = json!({ "action": "completed", "workflow_run": run, "repository": repository() });
        let run = self.job("workflow_run", payload, "refs/heads/main".to_owned(), base);
        let arguments = ["report", "findings.json"].map(str::to_owned).to_vec();
        Run { checkout: Checkout::None, arguments, files: vec![("findings.json", findings.to_owned())], ..run }
    }

    fn job(&self, event: &'static str, payload: Value, reference: String, commit: String) -> Run<'_> {
        let arguments = ["github", "--no-upload"].map(str::to_owned).to_vec();
        let (checkout, token, actor) = (Checkout::Depth(1), Some(GATE), super::people::AUTHOR.to_owned());
        Run {
            fake: self,
            event,
            payload,
            reference,
            commit,
            checkout,
            token,
            actor,
            arguments,
            at: None,
            files: Vec::new(),
        }
    }
}

fn repository() -> Value {
    json!({ "full_name": format!("{OWNER}/{NAME}"), "default_branch": "main" })
}

impl Run<'_> {
    pub(crate) fn checkout(self, checkout: Checkout) -> Self {
        Self { checkout, ..self }
    }

    pub(crate) fn token(self, token: Option<&'static str>) -> Self {
        Self { token, ..self }
    }

    /// Checks out `commit`, as `ref:` of the checkout does.
    pub(crate) fn at(self, commit: &str) -> Self {
        Self { at: Some(commit.to_owned()), ..self }
    }

    /// Who started it.
    pub(crate) fn actor(self, login: &str) -> Self {
        Self { actor: login.to_owned(), ..self }
    }

    pub(crate) fn with(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Uploads to code scanning, which other jobs leave out, since it takes a second.
    pub(crate) fn uploading(mut self) -> Self {
        self.arguments.retain(|argument| argument != "--no-upload");
        self
    }

    /// Runs it.
    pub(crate) fn go(self) -> Ran {
        let directory = tempfile::tempdir().unwrap();
        let place = |name: &str| directory.path().join(name);
        for name in ["workspace", "temporary"] {
            std::fs::create_dir(place(name)).unwrap();
        }
        self.checkout.make(
            &self.fake.world().git,
            &place("workspace"),
            &self.reference,
            self.at.as_ref().unwrap_or(&self.commit),
        );
        std::fs::write(place("event.json"), self.payload.to_string()).unwrap();
        for (name, text) in &self.files {
            std::fs::write(place("workspace").join(name), text).unwrap();
        }
        let shared = &self.fake.shared;
        let calls = shared.calls.lock().unwrap().len();
        let mails = self.fake.notified();
        let output = self.command(directory.path()).output().unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let read = |name: &str| std::fs::read_to_string(place(name)).unwrap_or_default();
        Ran {
            code: output.status.code().unwrap(),
            log: said(&output.stdout) + &said(&output.stderr),
            outputs: outputs(&read("output")),
            summary: read("summary"),
            calls: shared.calls.lock().unwrap()[calls..].to_vec(),
            mails: self.fake.world().notified[mails..].to_vec(),
        }
    }

    fn command(&self, directory: &Path) -> Command {
        let (rest, graphql) = if self.fake.shared.kind.is_own { ("/api/v3", "/api/graphql") } else { ("", "/graphql") };
        let address = self.fake.address();
        let place = |name: &str| directory.join(name).display().to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.args(&self.arguments).current_dir(place("workspace")).env_clear().env("PORTCULLIS_OFFLINE", "1");
        #[expect(clippy::disallowed_methods, reason = "git is found where this process finds it")]
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        for (name, value) in [
            ("HOME", place("temporary")),
            ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
            ("CI", "true".to_owned()),
            ("GITHUB_ACTIONS", "true".to_owned()),
            ("GITHUB_EVENT_NAME", self.event.to_owned()),
            ("GITHUB_EVENT_PATH", place("event.json")),
            ("GITHUB_REPOSITORY", format!("{OWNER}/{NAME}")),
            ("GITHUB_SHA", self.commit.clone()),
            ("GITHUB_REF", self.reference.clone()),
            ("GITHUB_WORKSPACE", place("workspace")),
            ("GITHUB_SERVER_URL", self.fake.world().git.url()),
            ("GITHUB_API_URL", format!("{address}{rest}")),
            ("GITHUB_GRAPHQL_URL", format!("{address}{graphql}")),
            ("GITHUB_ACTOR", self.actor.clone()),
            ("GITHUB_OUTPUT", place("output")),
            ("GITHUB_STEP_SUMMARY", place("summary")),
            ("RUNNER_TEMP", place("temporary")),
            ("GITHUB_TOKEN", self.token.unwrap_or_default().to_owned()),
        ] {
            command.env(name, value);
        }
        command
    }
}

/// A step's outputs, as a runner reads them.
fn outputs(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut lines = text.split('\n');
    while let Some(line) = lines.next() {
        if let Some((name, end)) = line.split_once("<<") {
            let value: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
            found.insert(name.to_owned(), value.join("\n"));
        } else if let Some((name, value)) = line.split_once('=') {
            found.insert(name.to_owned(), value.to_owned());
        }
    }
    found
}
