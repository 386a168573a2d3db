//! The commits of a range, one by one: which files each of them wrote.

use std::collections::BTreeSet;
use std::sync::Arc;

use gix::ObjectId;
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;

use super::delta::{Deltas, Place};
use super::objects::Objects;
use super::revision::{self, Named, short};
use super::{Error, Repository, git_error, trees};
use crate::source::{Mode, SIZE_CAP, Tree, Unchecked, Unread};
use crate::text::RepoPath;

/// The commits that the end of a range has and its start has not, oldest first.
pub struct History {
    objects: Arc<Objects>,
    commits: Vec<ObjectId>,
    start: Option<Named>,
    end: Named,
    /// What the range cannot show.
    pub unchecked: Vec<Unchecked>,
}

/// What one commit wrote.
pub struct Step {
    /// The commit, as people write it.
    pub commit: String,
    /// The files that it brought or changed, by path.
    pub files: Vec<Written>,
    /// The files that it took away: one of those that it brought may be one of these under another name.
    pub gone: Vec<(RepoPath, BlobId)>,
    /// What was left out.
    pub unchecked: Vec<Unchecked>,
}

/// A file that a commit wrote.
pub struct Written {
    /// Where it stands.
    pub path: RepoPath,
    /// What stood there before the commit.
    pub before: Option<BlobId>,
    /// What stands there since.
    pub after: BlobId,
}

/// What lies between two trees.
struct Between {
    written: Vec<Written>,
    gone: Vec<(RepoPath, BlobId)>,
    unchecked: Vec<Unchecked>,
}

/// The name of a content.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlobId(ObjectId);

impl Repository {
    /// The commits of `A..B`, of `A..` (to `HEAD`), or, for a `B` alone, all that lead to it; `A...B` has the same ones. A clone that
    /// ends early is reported.
    pub fn history(&self, range: &str) -> Result<History, Error> {
        let (start, end) = range
            .split_once("...")
            .or_else(|| range.split_once(".."))
            .map_or((None, range), |(start, end)| (Some(start), end));
        let named = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        let end = self.objects.with(|repo| revision::resolve(repo, &named(end)))?;
        let start = start.map(|start| self.objects.with(|repo| revision::resolve(repo, &named(start)))).transpose()?;
        let commits = self.objects.with(|repo| walk(repo, start.as_ref(), &end))?;
        let objects = Arc::clone(&self.objects);
        let unchecked = self.objects.with(|repo| cut_off(repo, &commits))?;
        Ok(History { objects, commits, start, end, unchecked })
    }
}

fn walk(repo: &gix::Repository, start: Option<&Named>, end: &Named) -> Result<Vec<ObjectId>, Error> {
    let walk = repo
        .rev_walk([end.commit])
        .sorting(Sorting::ByCommitTime(CommitTimeOrder::NewestFirst))
        .with_hidden(start.map(|start| start.commit))
        .all()
        .map_err(git_error)?;
    let mut commits = walk.map(|info| info.map(|info| info.id).map_err(git_error)).collect::<Result<Vec<_>, _>>()?;
    commits.reverse();
    Ok(commits)
}

/// Where a shallow clone ends inside the range, a commit seems to write every file that it has.
fn cut_off(repo: &gix::Repository, commits: &[ObjectId]) -> Result<Vec<Unchecked>, Error> {
    let Some(ends) = repo.shallow_commits().map_err(git_error)? else { return Ok(Vec::new()) };
    let ends: BTreeSet<ObjectId> = ends.iter().copied().collect();
    let row = |commit: &ObjectId| Unchecked {
        what: format!("the history before {}", short(*commit)),
        why: "this clone is shallow; run `git fetch --unshallow` to get it".to_owned(),
    };
    Ok(commits.iter().filter(|commit| ends.contains(*commit)).map(row).collect())
}

impl History {
    /// How many commits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.commits.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.commits.is_empty()
    }

    /// The start of the range as a reader knows it.
    #[must_use]
    pub fn base(&self) -> String {
        self.start.as_ref().map_or_else(|| "nothing".to_owned(), Named::label)
    }

    /// Its end.
    #[must_use]
    pub fn head(&self) -> String {
        format!("{} commits to {}", self.commits.len(), self.end.label())
    }

    /// The tree whose policy judges the range: that of its start, or else of its end.
    #[must_use]
    pub fn policy_tree(&self) -> Arc<dyn Tree> {
        let root = self.start.as_ref().map_or(self.end.tree, |start| start.tree);
        Arc::new(super::GitTree::new(&self.objects, Some(root)))
    }

    /// What the commit at `index` wrote, against its first parent: what a merge brings from the others, they wrote themselves.
    pub fn step(&self, index: usize) -> Result<Step, Error> {
        let id = self.commits[index];
        let (before, after) = self.objects.with(|repo| {
            let commit = repo.find_commit(id).map_err(git_error)?;
            let parent = commit.parent_ids().next().map(gix::Id::detach);
            let tree = |id| -> Result<ObjectId, Error> {
                Ok(repo.find_commit(id).map_err(git_error)?.tree_id().map_err(git_error)?.detach())
            };
            let is_root = repo.shallow_commits().map_err(git_error)?.is_some_and(|ends| ends.contains(&id));
            Ok::<_, Error>((parent.filter(|_| !is_root).map(tree).transpose()?, tree(id)?))
        })?;
        let Between { written: files, gone, unchecked } = self.between(before, Some(after))?;
        Ok(Step { commit: short(id), files, gone, unchecked })
    }

    /// What the range wrote in all, seen from its end.
    pub fn outcome(&self) -> Result<Vec<Written>, Error> {
        Ok(self.between(self.start.as_ref().map(|start| start.tree), Some(self.end.tree))?.written)
    }

    /// A content's bytes.
    pub fn read(&self, blob: BlobId) -> Result<Vec<u8>, Unread> {
        self.objects.read(blob.0, SIZE_CAP)
    }

    fn between(&self, before: Option<ObjectId>, after: Option<ObjectId>) -> Result<Between, Error> {
        let mut deltas = Deltas::default();
        self.objects.with(|repo| trees::between(repo, before, after, &mut deltas))?;
        let (entries, unchecked) = deltas.into_entries();
        let blob = |entry: Option<super::Entry>| match entry?.place {
            Place::Object(id) if entry?.mode == Mode::File => Some(BlobId(id)),
            _ => None,
        };
        let mut between = Between { written: Vec::new(), gone: Vec::new(), unchecked };
        for (path, before, after) in entries {
            let path = RepoPath::new(path);
            match (blob(before), blob(after)) {
                (before, Some(after)) => between.written.push(Written { path, before, after }),
                (Some(before), None) => between.gone.push((path, before)),
                (None, None) => {}
            }
        }
        Ok(between)
    }
}
