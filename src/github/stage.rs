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
        return Err(Error::AnotherPull(format!("the other run was started by `{}`, not by a pull request", run.event)));
    }
    let report = report::received(bytes)?;
    let Some(source) = run.head_repository.as_ref().map(|repository| repository.full_name.as_str()) else {
        log.notice("the repository of the change was deleted: nothing is posted");
        return Ok(());
    };
    let client = gate::client(environment, options)?;
    let Some(found) = find(&client, environment, &run, source, number)? else {
        log.notice("no open pull request has the commit that was judged: nothing is posted");
        return Ok(());
    };
    if found.head.sha != run.head_sha {
        log.notice("the pull request has got another commit since: nothing is posted about the one that was judged");
        return Ok(());
    }
    if found.state.as_deref().is_some_and(|state| state != "open") {
        log.notice("the pull request is closed: nothing is posted on it");
        return Ok(());
    }
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

/// The pull request, which must come from the repository that the other run was about.
fn find(
    client: &Client,
    environment: &Environment,
    run: &WorkflowRun,
    source: &str,
    number: Option<u64>,
) -> Result<Option<PullRow>, Error> {
    let Some(number) = number.map_or_else(|| look_up(client, environment, run, source), |number| Ok(Some(number)))? else {
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
    let mut numbers = rows.iter().filter(|row| row.head.sha == run.head_sha && row.is_from(source)).map(|row| row.number);
    match (numbers.next(), numbers.next()) {
        (Some(_), Some(_)) => {
            Err(Error::AnotherPull("several pull requests bring this commit; name one with `--pull`".to_owned()))
        }
        (first, _) => Ok(first),
    }
}
