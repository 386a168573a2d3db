//! `portcullis report`: the second of two stages. A run without rights has judged a stranger's change and written a report; this one has
//! the rights and posts it, once GitHub has told that the pull request is the one that was judged.

use serde::Deserialize;

use super::commit::CommitId;
use super::deliver::Delivery;
use super::environment::Environment;
use super::event::{self, Event, Repository, WorkflowRun};
use super::log::Log;
use super::{Error, Options, gate, state};
use crate::net::github::{Client, segment};
use crate::report;
use crate::review::Pull;

/// So many pull requests may have one branch as their head.
const MOST_PULLS: usize = 100;

#[derive(Deserialize)]
struct PullRow {
    number: u64,
    #[serde(default)]
    state: Option<String>,
    head: Tip,
}

#[derive(Deserialize)]
struct Tip {
    sha: CommitId,
    #[serde(default)]
    repo: Option<Repository>,
}

impl PullRow {
    fn is_from(&self, repository: &str) -> bool {
        self.head.repo.as_ref().is_some_and(|repo| repo.full_name.eq_ignore_ascii_case(repository))
    }
}

/// Posts the report `bytes` on the pull request that the other run was about: `number`, or the one that GitHub knows.
///
/// # Errors
/// A report that is not taken, a pull request that is another one, or a GitHub that refuses or does not answer. A pull request that has
/// moved on or was closed is no error: nothing is posted.
pub fn report(
    environment: &Environment,
    options: &Options,
    bytes: &[u8],
    number: Option<u64>,
    log: &mut Log<'_>,
) -> Result<(), Error> {
    let Event::WorkflowRun(run) = event::read(&environment.event_name, &environment.event_path)? else {
        return Err(Error::NotSecondStage { name: environment.event_name.clone() });
    };
    if run.event != "pull_request" {
        return Err(Error::AnotherPull(format!(
            "the other run was triggered by `{}`, not by a pull request",
            run.event
        )));
    }
    let report = report::received(bytes)?;
    let Some(source) = run.head_repository.as_ref().map(|repository| repository.full_name.as_str()) else {
        log.notice("the source repository was deleted: nothing is posted");
        return Ok(());
    };
    let client = gate::client(environment, options)?;
    let found = find(&client, environment, &run, source, number)?;
    let found = match current(found, &run) {
        Ok(found) => found,
        Err(why) => {
            log.notice(&format!("{why}: nothing is posted"));
            return Ok(());
        }
    };
    let pull = Pull {
        server: environment.server.clone(),
        repository: environment.repository.clone(),
        number: found.number,
        head: run.head_sha.to_string(),
        category: options.category.clone(),
    };
    let state = state::read(&client, &pull)?;
    let delivery = Delivery { client: &client, pull: &pull, report: &report, refused: Default::default() };
    gate::tell(Ok(delivery.run(state)?), log);
    if options.verbose {
        log.say(&format!("requests to GitHub: {}", client.calls()));
    }
    Ok(())
}

/// The pull request, if it is still what the other run was about; otherwise why nothing is to be said on it.
fn current(found: Option<PullRow>, run: &WorkflowRun) -> Result<PullRow, &'static str> {
    let found = found.ok_or("no open pull request contains the judged commit")?;
    if found.head.sha != run.head_sha {
        return Err("the pull request has a newer commit");
    }
    if found.state.as_deref().is_some_and(|state| state != "open") {
        return Err("the pull request is closed");
    }
    Ok(found)
}

/// The pull request, which must come from the repository that the other run was about.
fn find(
    client: &Client,
    environment: &Environment,
    run: &WorkflowRun,
    source: &str,
    number: Option<u64>,
) -> Result<Option<PullRow>, Error> {
    let Some(number) = number.map_or_else(|| look_up(client, environment, run, source), |number| Ok(Some(number)))?
    else {
        return Ok(None);
    };
    let found: PullRow = client.get(&format!("/repos/{}/pulls/{number}", environment.repository))?;
    if found.is_from(source) {
        return Ok(Some(found));
    }
    Err(Error::AnotherPull(format!("pull request {number} does not come from `{source}`, as the other run did")))
}

/// The number of the open pull request that brings the commit of `run`.
fn look_up(client: &Client, environment: &Environment, run: &WorkflowRun, source: &str) -> Result<Option<u64>, Error> {
    let owner = source.split('/').next().unwrap_or_default();
    let Some(branch) = &run.head_branch else { return Ok(None) };
    let head = format!("{}:{}", segment(owner), segment(branch));
    let route = format!("/repos/{}/pulls?state=open&head={head}", environment.repository);
    let rows: Vec<PullRow> = client.pages(&route, MOST_PULLS)?;
    let mut numbers =
        rows.iter().filter(|row| row.head.sha == run.head_sha && row.is_from(source)).map(|row| row.number);
    match (numbers.next(), numbers.next()) {
        (Some(_), Some(_)) => {
            Err(Error::AnotherPull("several pull requests contain this commit; choose one with `--pull`".to_owned()))
        }
        (first, _) => Ok(first),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::report;
    use crate::github::{Environment, Error, Log, Options};
    use crate::net::github::tests::server::{Response, Server};

    const HEAD: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const OTHER: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    /// A run about `HEAD` of `someone/fork`, a pull request from there that has `now` and is `state`; what came of it, what was asked,
    /// and what stands in the log.
    fn stage(
        event: &str,
        number: Option<u64>,
        now: &'static str,
        source: &'static str,
    ) -> (Result<(), Error>, Vec<String>) {
        let pull =
            move || json!({ "number": 7, "state": "open", "head": { "sha": now, "repo": { "full_name": source } } });
        let server = Server::new(move |request| match request.path.split('?').next().unwrap() {
            "/api/v3/repos/octocat/hello/pulls" => Response::json(&json!([pull()])),
            "/api/v3/repos/octocat/hello/pulls/7" => Response::json(&pull()),
            "/api/graphql" => {
                let empty = json!({ "nodes": [] });
                let pull = json!({ "headRefOid": now, "reviewThreads": empty, "reviews": empty, "comments": empty });
                Response::json(&json!({ "data": { "repository": { "pullRequest": pull } } }))
            }
            other => panic!("{other}"),
        });
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("event.json");
        let run: Value = json!({ "head_sha": HEAD, "head_branch": "a&b/c", "event": event,
            "head_repository": { "full_name": "Someone/fork" } });
        std::fs::write(&path, json!({ "workflow_run": run }).to_string()).unwrap();
        let environment = Environment::read(&|name| {
            Some(match name {
                "GITHUB_EVENT_NAME" => "workflow_run".to_owned(),
                "GITHUB_EVENT_PATH" => path.display().to_string(),
                "GITHUB_REPOSITORY" => "octocat/hello".to_owned(),
                "GITHUB_SHA" => OTHER.to_owned(),
                "GITHUB_API_URL" => format!("{}/api/v3", server.url()),
                "PORTCULLIS_TOKEN" => "t".to_owned(),
                _ => return None,
            })
        })
        .unwrap();
        let options = Options::new(jiff::civil::Date::constant(2026, 1, 1));
        let bytes = json!({ "schema": "portcullis/1", "verdict": "pass", "base": "a", "head": "b", "findings": [],
            "unchecked": [], "files": 1, "overruled": null });
        let mut log = Vec::new();
        let done = report(&environment, &options, bytes.to_string().as_bytes(), number, &mut Log::new(&mut log));
        (done, server.asked())
    }

    #[test]
    fn a_clean_report_finds_its_pull_request_and_posts_nothing() {
        let (done, asked) = stage("pull_request", None, HEAD, "someone/Fork");
        done.unwrap();
        let list = "GET /api/v3/repos/octocat/hello/pulls?state=open&head=Someone:a%26b%2Fc&per_page=100";
        assert_eq!(asked, [list, "GET /api/v3/repos/octocat/hello/pulls/7", "POST /api/graphql"]);
    }

    #[test]
    fn a_pull_request_that_moved_on_is_left_alone() {
        let (done, asked) = stage("pull_request", Some(7), OTHER, "someone/fork");
        done.unwrap();
        assert_eq!(asked, ["GET /api/v3/repos/octocat/hello/pulls/7"]);
        let (done, asked) = stage("pull_request", None, OTHER, "someone/fork");
        done.unwrap();
        assert_eq!(asked.len(), 1, "the open one has another commit");
    }

    #[test]
    fn what_is_another_pull_request_is_an_error() {
        let (done, asked) = stage("pull_request", Some(7), HEAD, "mallory/fork");
        assert!(matches!(done, Err(Error::AnotherPull(_))));
        assert_eq!(asked.len(), 1);
        let (done, asked) = stage("push", Some(7), HEAD, "someone/fork");
        assert!(matches!(done, Err(Error::AnotherPull(_))));
        assert_eq!(asked.len(), 0);
    }
}
