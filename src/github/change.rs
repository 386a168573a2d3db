//! Finds the change that an event is about, from the surest way to the last one; it is never guessed, and never taken for empty.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::Error;
use super::commit::CommitId;
use super::environment::Environment;
use super::event::{self, Event, MergeGroup, PullRequest, Push};
use super::fetch::{Depth, Remote};
use crate::net::github::Client;
use crate::source::git::{self, Repository};
use crate::source::{self, ChangeSet, Tree, pull_request};

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
    client: &Arc<Client>,
    by_api: bool,
) -> Result<Search, Error> {
    let from_base = matches!(event, Event::PullRequest(pull) if pull.from_base);
    let mut ladder = Ladder::new(environment, client, event, by_api || from_base);
    let found = match event {
        Event::PullRequest(pull) => ladder.pull(pull),
        Event::MergeGroup(group) => ladder.merge_group(group),
        Event::Push(Push { after: None, .. }) => return Ok(Search::Nothing("the branch was deleted")),
        Event::Push(Push { before, after: Some(after), reference, default_branch }) => {
            let is_default = *reference == event::branch(default_branch);
            ladder.push(before.as_ref(), after, (!is_default).then_some(default_branch.as_str()))
        }
        Event::Dispatch { default_branch } if environment.reference == event::branch(default_branch) => {
            return Ok(Search::Nothing("this is the default branch, so there is nothing to compare it with"));
        }
        Event::Dispatch { default_branch } => {
            let tip = ladder.tip(default_branch, None);
            tip.and_then(|tip| ladder.branch(&environment.sha, &tip))
        }
        Event::Schedule => return Ok(Search::Nothing("this run was not triggered by a change")),
        Event::WorkflowRun(_) => return Err(Error::UnknownEvent { name: environment.event_name.clone() }),
    };
    match found {
        Some(found) => Ok(Search::Found(Box::new(found))),
        None => Err(Error::NoChange { tried: ladder.tried }),
    }
}

/// The commit that `event` brings.
fn head(event: &Event) -> Option<&CommitId> {
    match event {
        Event::PullRequest(pull) => Some(&pull.head),
        Event::MergeGroup(group) => Some(&group.head),
        Event::Push(push) => push.after.as_ref(),
        Event::Dispatch { .. } | Event::Schedule | Event::WorkflowRun(_) => None,
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
    client: &'a Arc<Client>,
    clone: Option<PathBuf>,
    /// Whether nothing but the API is asked.
    by_api: bool,
    /// Whether git reaches the server; once it does not, it is not asked again.
    reachable: bool,
    tried: Vec<String>,
}

impl<'a> Ladder<'a> {
    fn new(environment: &'a Environment, client: &'a Arc<Client>, event: &Event, by_api: bool) -> Self {
        let known = [Some(&environment.sha), head(event)];
        // Where the run stands, and what the runner calls its workspace: some checkout may lie around them by chance.
        let places = [PathBuf::from("."), environment.workspace.clone()];
        let clone = places.into_iter().find(|place| {
            git::open(place).is_ok_and(|clone| known.iter().flatten().any(|id| clone.parents(id.as_str()).is_ok()))
        });
        let by_api = by_api || clone.is_none();
        Self { environment, client, clone, by_api, reachable: true, tried: Vec::new() }
    }

    fn pull(&mut self, pull: &PullRequest) -> Option<Found> {
        let merge = if self.by_api { None } else { self.merge_commit(pull) };
        self.merged(merge.as_ref(), pull, "the merge commit against its base")
            .or_else(|| {
                self.fetch(Depth::One, &[merge.as_ref()?, &pull.head])?;
                self.merged(merge.as_ref(), pull, "the merge commit against its base, which was fetched")
            })
            .or_else(|| {
                let tip = self.tip(&pull.target, Some(&pull.base))?;
                self.branch(&pull.head, &tip)
            })
    }

    fn merge_group(&mut self, group: &MergeGroup) -> Option<Found> {
        let MergeGroup { base, head, .. } = group;
        self.exactly(base, head, "the merge group against its base")
    }

    /// A push; `default_branch` is where its branch will be merged, unless it is that itself. What a branch held before the push is its
    /// author's own word, so it is judged by the policy of the default branch; the default branch by what it held before.
    fn push(&mut self, before: Option<&CommitId>, after: &CommitId, default_branch: Option<&str>) -> Option<Found> {
        let way = "what was pushed against what was there before";
        match (before, default_branch) {
            (Some(before), None) => self.exactly(before, after, way),
            (None, None) => {
                self.attempt("the first commit", |repository| repository.from_nothing(after.as_str()), after)
            }
            (before, Some(branch)) => {
                let tip = self.tip(branch, None)?;
                let found = before.and_then(|before| self.exactly(before, after, way));
                // What was there before a forced push may be gone; the branch as a whole can still be judged.
                found.and_then(|found| self.by_policy_of(&tip, found)).or_else(|| self.branch(after, &tip))
            }
        }
    }

    /// The commit that `branch` leads to: as GitHub says, or else as the event did (which may be long ago), or as the checkout has it.
    fn tip(&mut self, branch: &str, told: Option<&CommitId>) -> Option<CommitId> {
        let way = format!("the tip of `{branch}`");
        match pull_request::tip(self.client, &self.environment.repository, branch) {
            Ok(id) => return CommitId::new(&id),
            Err(error) => self.tried.push(format!("{way}: {error}")),
        }
        told.cloned().or_else(|| {
            match self.open().and_then(|clone| clone.parents(&format!("refs/remotes/origin/{branch}"))) {
                Ok((id, _)) => CommitId::new(&id),
                Err(error) => self.failed(&way, &error.to_string()),
            }
        })
    }

    /// What was found, to be judged by the policy of the commit `tip`.
    fn by_policy_of(&mut self, tip: &CommitId, mut found: Found) -> Option<Found> {
        let in_clone = |ladder: &Self| ladder.open().and_then(|clone| clone.tree_at(tip.as_str())).ok();
        let tree = if self.by_api { None } else { in_clone(self) }.or_else(|| {
            self.fetch(Depth::One, &[tip])?;
            in_clone(self)
        });
        let by_api = || pull_request::tree_at(self.client, &self.environment.repository, tip.as_str());
        match tree.map_or_else(by_api, Ok) {
            Ok(tree) => found.set.policy_tree = Some(tree),
            Err(error) => return self.failed("the policy of the target branch", &error.to_string()),
        }
        Some(found)
    }

    /// A branch against where it left the one whose tip is `tip`, by the policy of that.
    fn branch(&mut self, head: &CommitId, tip: &CommitId) -> Option<Found> {
        if self.by_api {
            return self.api(tip, head);
        }
        self.parted(tip, head, "the head against the merge base")
            .or_else(|| self.fetched_base(tip, head))
            .or_else(|| self.deepened(tip, head))
            .or_else(|| self.api(tip, head))
    }

    /// `head` against `base`, whatever lies between them, by the policy of `base`.
    fn exactly(&mut self, base: &CommitId, head: &CommitId, way: &str) -> Option<Found> {
        if self.by_api {
            return self.api(base, head);
        }
        self.pair(base, head, way)
            .or_else(|| {
                self.fetch(Depth::One, &[base, head])?;
                self.pair(base, head, &format!("{way}, which was fetched"))
            })
            .or_else(|| self.api(base, head))
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
    fn fetched_base(&mut self, tip: &CommitId, head: &CommitId) -> Option<Found> {
        if !self.reachable {
            return None;
        }
        // The second page has no files, of which there may be many.
        let repository = &self.environment.repository;
        let route = format!("/repos/{repository}/compare/{tip}...{head}?per_page=1&page=2");
        let base = match self.client.get::<Comparison>(&route) {
            Ok(comparison) => comparison.merge_base_commit.sha,
            Err(error) => return self.failed("the merge base that GitHub names", &error.to_string()),
        };
        self.fetch(Depth::One, &[&base, head, tip])?;
        let found = self.pair(&base, head, "the head against the merge base, which was fetched")?;
        self.by_policy_of(tip, found)
    }

    fn deepened(&mut self, base: &CommitId, head: &CommitId) -> Option<Found> {
        DEEPENINGS.into_iter().find_map(|depth| {
            self.fetch(depth, &[base, head])?;
            self.parted(base, head, "the head against the merge base, in a history that was fetched")
        })
    }

    fn api(&mut self, base: &CommitId, head: &CommitId) -> Option<Found> {
        let way = "through GitHub's API, without a checkout";
        match pull_request::read(self.client, &self.environment.repository, base.as_str(), head.as_str()) {
            Ok(set) => Some(Found { set, way: way.to_owned(), commit: head.clone(), reviewed: None }),
            Err(error) => self.failed(way, &error.to_string()),
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
                // The server has answered, only not with these commits: it may have others.
                self.reachable = why.contains("not our ref");
                self.failed("git fetch", &why)
            }
        }
    }

    fn failed<T>(&mut self, way: &str, why: &str) -> Option<T> {
        self.tried.push(format!("{way}: {why}"));
        None
    }
}

#[cfg(test)]
mod tests;
