//! Finds the change that an event is about, from the surest way to the last one; it is never guessed, and never taken for empty.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::Error;
use super::commit::CommitId;
use super::environment::Environment;
use super::event::{Event, MergeGroup, PullRequest, Push};
use super::fetch::{Depth, Remote, places};
use crate::net::github::Client;
use crate::source::git::{self, Repository};
use crate::source::{self, ChangeSet, Tree};

/// How many more commits are asked for before all of them are.
const DEEPENINGS: [Depth; 3] = [Depth::More(50), Depth::More(200), Depth::All];

/// What came of looking for the change.
pub(super) enum Search {
    /// It is this.
    Found(Box<Found>),
    /// The event changes nothing.
    Nothing(&'static str),
}

/// A change, and what is known of where it came from.
pub(super) struct Found {
    /// The change.
    pub(super) set: ChangeSet,
    /// How it was found.
    pub(super) way: String,
    /// The commit that was judged.
    pub(super) commit: CommitId,
    /// The tree of the pull request's head, where a merge of it was judged: its lines may have other numbers.
    pub(super) reviewed: Option<Arc<dyn Tree>>,
}

/// Looks for the change of `event`; with `by_api` without a checkout.
pub(super) fn find(
    event: &Event,
    environment: &Environment,
    client: &Client,
    by_api: bool,
) -> Result<Search, Error> {
    let mut ladder = Ladder::new(environment, client);
    let found = match event {
        Event::PullRequest(pull) => ladder.pull(pull, by_api || pull.from_base),
        Event::MergeGroup(group) => ladder.merge_group(group),
        Event::Push(Push { after: None, .. }) => return Ok(Search::Nothing("the branch was deleted")),
        Event::Push(Push { before, after: Some(after), reference, default_branch }) => {
            let is_default = *reference == format!("refs/heads/{default_branch}");
            ladder.push(before.as_ref(), after, (!is_default).then_some(default_branch.as_str()))
        }
        Event::Dispatch { default_branch } if environment.reference == format!("refs/heads/{default_branch}") => {
            return Ok(Search::Nothing("this is the default branch itself: there is nothing to compare it with"));
        }
        Event::Dispatch { default_branch } => ladder.branch(&environment.sha, default_branch),
        Event::WorkflowRun(_) => return Err(Error::UnknownEvent { name: environment.event_name.clone() }),
    };
    match found {
        Some(found) => Ok(Search::Found(Box::new(found))),
        None => Err(Error::NoChange { tried: ladder.tried }),
    }
}

/// What GitHub says of two commits.
#[derive(Deserialize)]
struct Comparison {
    merge_base_commit: Named,
}

#[derive(Deserialize)]
struct Named {
    sha: CommitId,
}

/// The ways that are left, and what became of those that were tried.
struct Ladder<'a> {
    environment: &'a Environment,
    client: &'a Client,
    clone: Option<PathBuf>,
    /// Whether git reaches the server; after the first failure it is not asked again.
    reachable: bool,
    tried: Vec<String>,
}

impl<'a> Ladder<'a> {
    fn new(environment: &'a Environment, client: &'a Client) -> Self {
        let clone = places(environment).into_iter().find(|place| git::open(place).is_ok());
        let tried = if clone.is_none() { vec!["there is no checkout".to_owned()] } else { Vec::new() };
        Self { environment, client, clone, reachable: true, tried }
    }

    fn pull(&mut self, pull: &PullRequest, by_api: bool) -> Option<Found> {
        if by_api || self.clone.is_none() {
            return self.api(pull);
        }
        let merge = self.merge_commit(pull);
        self.merged(merge.as_ref(), pull, "the merge commit against the base that it was made on")
            .or_else(|| self.parted(&pull.base, &pull.head, "the head against the merge base"))
            .or_else(|| {
                self.fetch(Depth::One, &[merge.as_ref()?, &pull.head])?;
                self.merged(merge.as_ref(), pull, "the merge commit against its base, which was fetched")
            })
            .or_else(|| self.fetched_base(&pull.base.clone(), &pull.head))
            .or_else(|| self.deepened(&pull.base, &pull.head))
            .or_else(|| self.api(pull))
    }

    fn merge_group(&mut self, group: &MergeGroup) -> Option<Found> {
        let MergeGroup { base, head, .. } = group;
        self.pair(base, head, "the merge group against its base").or_else(|| {
            self.fetch(Depth::One, &[base, head])?;
            self.pair(base, head, "the merge group against its base, which was fetched")
        })
    }

    /// A push; `default_branch` is where its branch will be merged, unless it is that itself.
    fn push(&mut self, before: Option<&CommitId>, after: &CommitId, default_branch: Option<&str>) -> Option<Found> {
        if let Some(before) = before {
            let found = self.pair(before, after, "what was pushed against what was there before").or_else(|| {
                self.fetch(Depth::One, &[before, after])?;
                self.pair(before, after, "what was pushed against what was there before, which was fetched")
            });
            // What was there before a forced push may be gone; the branch as a whole can still be judged.
            return found.or_else(|| self.branch(after, default_branch?));
        }
        match default_branch {
            Some(branch) => self.branch(after, branch),
            None => self.attempt("the first commit", |repository| repository.from_nothing(after.as_str()), after),
        }
    }

    /// A branch against where it left the default branch.
    fn branch(&mut self, head: &CommitId, default_branch: &str) -> Option<Found> {
        let base = format!("refs/remotes/origin/{default_branch}");
        let parted = |repository: &Repository| repository.range(&base, Some(head.as_str()));
        self.attempt("the branch against the default branch", parted, head)
            .or_else(|| self.fetched_base_of(&crate::net::github::path(default_branch), head))
    }

    /// The first parent of the commit that the run is about, if that is the merge of this pull request, and checked out.
    fn merge_commit(&self, pull: &PullRequest) -> Option<CommitId> {
        let (head, parents) = self.open().ok()?.parents("HEAD").ok()?;
        match parents.as_slice() {
            [first, second] if head == self.environment.sha.as_str() && second == pull.head.as_str() => {
                CommitId::new(first)
            }
            _ => None,
        }
    }

    fn merged(&mut self, base: Option<&CommitId>, pull: &PullRequest, way: &str) -> Option<Found> {
        let merge = &self.environment.sha;
        let mut found = self.pair(base?, merge, way)?;
        found.reviewed = self.open().ok()?.tree_at(pull.head.as_str()).ok();
        Some(found)
    }

    fn pair(&mut self, base: &CommitId, head: &CommitId, way: &str) -> Option<Found> {
        self.attempt(way, |repository| repository.pair(base.as_str(), head.as_str()), head)
    }

    fn parted(&mut self, base: &CommitId, head: &CommitId, way: &str) -> Option<Found> {
        self.attempt(way, |repository| repository.range(base.as_str(), Some(head.as_str())), head)
    }

    /// GitHub names the merge base, git fetches it.
    fn fetched_base(&mut self, base: &CommitId, head: &CommitId) -> Option<Found> {
        self.fetched_base_of(base.as_str(), head)
    }

    fn fetched_base_of(&mut self, base: &str, head: &CommitId) -> Option<Found> {
        if !self.reachable {
            return None;
        }
        // The second page has no files, of which there may be many.
        let repository = &self.environment.repository;
        let route = format!("/repos/{repository}/compare/{base}...{head}?per_page=1&page=2");
        let base = match self.client.get::<Comparison>(&route) {
            Ok(comparison) => comparison.merge_base_commit.sha,
            Err(error) => return self.failed("the merge base that GitHub names", &error.to_string()),
        };
        self.fetch(Depth::One, &[&base, head])?;
        self.pair(&base, head, "the head against the merge base, which was fetched")
    }

    fn deepened(&mut self, base: &CommitId, head: &CommitId) -> Option<Found> {
        DEEPENINGS.into_iter().find_map(|depth| {
            self.fetch(depth, &[base, head])?;
            self.parted(base, head, "the head against the merge base, in a history that was fetched")
        })
    }

    fn api(&mut self, pull: &PullRequest) -> Option<Found> {
        let way = "through GitHub's API, without a checkout";
        match super::api::read(self.client, &self.environment.repository, pull) {
            Ok(set) => Some(Found { set, way: way.to_owned(), commit: pull.head.clone(), reviewed: None }),
            Err(why) => self.failed(way, &why),
        }
    }

    fn attempt(
        &mut self,
        way: &str,
        read: impl FnOnce(&Repository) -> Result<ChangeSet, source::Error>,
        commit: &CommitId,
    ) -> Option<Found> {
        match self.open().and_then(|repository| read(&repository)) {
            Ok(set) => Some(Found { set, way: way.to_owned(), commit: commit.clone(), reviewed: None }),
            Err(error) => self.failed(way, &error.to_string()),
        }
    }

    /// The checkout, with what was fetched into it.
    fn open(&self) -> Result<Repository, source::Error> {
        git::open(self.clone.as_deref().unwrap_or(Path::new(".")))
    }

    fn fetch(&mut self, depth: Depth, commits: &[&CommitId]) -> Option<()> {
        let clone = self.clone.as_deref().filter(|_| self.reachable)?;
        match Remote::new(clone, self.environment).fetch(depth, commits) {
            Ok(()) => Some(()),
            Err(why) => {
                self.reachable = false;
                self.failed("git fetch", &why)
            }
        }
    }

    fn failed<T>(&mut self, way: &str, why: &str) -> Option<T> {
        self.tried.push(format!("{way}: {why}"));
        None
    }
}
