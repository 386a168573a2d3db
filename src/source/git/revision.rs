//! Which commits a change lies between.

use gix::ObjectId;

use super::{Error, git_error};

/// How alike a reference's name must be to be offered, and how many are looked at.
const ALIKE: f64 = 0.75;
const MOST_NAMES: usize = 10_000;

/// A commit and the name that led to it.
pub(super) struct Named {
    pub(super) commit: ObjectId,
    pub(super) tree: ObjectId,
    pub(super) name: String,
}

impl Named {
    /// Its short id, with the name where that says more.
    pub(super) fn label(&self) -> String {
        label(self.commit, &self.name)
    }
}

/// The short id of the commit that `name` led to, with the name where that says more.
pub(in crate::source) fn label(commit: ObjectId, name: &str) -> String {
    let short = short(commit);
    if commit.to_string().starts_with(name) { short } else { format!("{short} ({name})") }
}

/// What a change starts from, where it was asked to start from the commit `base` that `name` led to.
pub(in crate::source) fn merge_base_label(merge_base: ObjectId, base: ObjectId, name: &str) -> String {
    if merge_base == base { label(base, name) } else { format!("{} (merge base with {name})", short(merge_base)) }
}

/// An id as people write it.
pub(super) fn short(id: ObjectId) -> String {
    id.to_hex_with_len(7).to_string()
}

/// What `HEAD` is; `None` before the first commit.
pub(super) fn head(repo: &gix::Repository) -> Result<Option<Named>, Error> {
    let mut head = repo.head().map_err(git_error)?;
    let name = head.referent_name().map_or("HEAD".to_owned(), |name| name.shorten().to_string());
    match head.try_peel_to_id().map_err(git_error)? {
        Some(id) => named(repo, id.detach(), name).map(Some),
        None => Ok(None),
    }
}

/// The branch that changes are merged into: what `origin/HEAD` leads to, or else a branch of a usual name.
pub(super) fn default_branch(repo: &gix::Repository) -> Result<Named, Error> {
    if let Ok(Some(reference)) = repo.try_find_reference("refs/remotes/origin/HEAD")
        && let Some(Ok(mut branch)) = reference.follow()
        && let Ok(commit) = branch.peel_to_commit()
    {
        let (commit, name) = (commit.id, branch.name().shorten().to_string());
        return named(repo, commit, name);
    }
    for name in ["refs/heads/main", "refs/heads/master", "refs/remotes/origin/main", "refs/remotes/origin/master"] {
        if let Some(mut branch) = repo.try_find_reference(name).map_err(git_error)? {
            let commit = branch.peel_to_commit().map_err(git_error)?.id;
            return named(repo, commit, branch.name().shorten().to_string());
        }
    }
    Err(Error::NoDefaultBranch)
}

/// The commit that `name` (a branch, a tag, an id, `HEAD~2`) leads to.
pub(super) fn resolve(repo: &gix::Repository, name: &str) -> Result<Named, Error> {
    let unknown = || Error::UnknownRevision { name: name.to_owned(), near: near(repo, name) };
    let id = repo.rev_parse_single(name).map_err(|_| unknown())?;
    let object = repo.find_object(id).map_err(|_| unknown())?;
    let commit = object.peel_to_commit().map_err(|_| unknown())?;
    named(repo, commit.id, name.to_owned())
}

/// The ids of the parents that `commit` names.
pub(super) fn parents(repo: &gix::Repository, commit: ObjectId) -> Result<Vec<String>, Error> {
    let commit = repo.find_commit(commit).map_err(git_error)?;
    Ok(commit.parent_ids().map(|id| id.to_string()).collect())
}

/// Where the histories of the two part.
pub(super) fn merge_base(repo: &gix::Repository, base: &Named, head: &Named) -> Result<Named, Error> {
    let names = || (base.name.clone(), head.name.clone());
    match repo.merge_base(base.commit, head.commit).map_err(git_error)? {
        Some(id) => named(repo, id.detach(), String::new()),
        None if repo.is_shallow().map_err(git_error)? => {
            let (base, head) = names();
            Err(Error::ShallowHistory { base, head })
        }
        None => {
            let (base, head) = names();
            Err(Error::NoCommonHistory { base, head })
        }
    }
}

/// Whether one of `tips` contains the commit whose id begins with `prefix`; nothing where there is no such commit. A shallow clone
/// that does not have it, or does not see how it hangs together, cannot tell.
pub(super) fn is_merged(repo: &gix::Repository, prefix: &str, tips: &[ObjectId]) -> Result<Option<bool>, String> {
    let shallow = || "the clone is shallow; fetch its full history (`fetch-depth: 0`)".to_owned();
    let is_shallow = repo.is_shallow().unwrap_or(true);
    let found = repo.rev_parse_single(prefix).ok().filter(|id| id.to_string().starts_with(prefix));
    let Some(commit) = found.and_then(|id| id.object().ok()?.try_into_commit().ok()) else {
        return if is_shallow { Err(shallow()) } else { Ok(None) };
    };
    let contains = |tip: &ObjectId| repo.merge_base(*tip, commit.id).ok().flatten().is_some_and(|id| id == commit.id);
    match tips.iter().any(contains) {
        false if is_shallow => Err(shallow()),
        merged => Ok(Some(merged)),
    }
}

fn named(repo: &gix::Repository, commit: ObjectId, name: String) -> Result<Named, Error> {
    let gone = || Error::MissingObject { what: "the commit", id: commit.to_string() };
    let object = repo.try_find_object(commit).map_err(git_error)?.ok_or_else(gone)?;
    let tree = object.try_into_commit().map_err(git_error)?.tree_id().map_err(git_error)?.detach();
    Ok(Named { commit, tree, name })
}

/// References whose names are like `name`, the likest first.
fn near(repo: &gix::Repository, name: &str) -> Vec<String> {
    let Ok(platform) = repo.references() else { return Vec::new() };
    let Ok(all) = platform.all() else { return Vec::new() };
    let mut near: Vec<(f64, String)> = all
        .filter_map(Result::ok)
        .take(MOST_NAMES)
        .map(|reference| reference.name().shorten().to_string())
        .map(|known| (strsim::jaro_winkler(name, &known).max(tail_likeness(name, &known)), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.truncate(3);
    near.into_iter().map(|(_, name)| name).collect()
}

/// `main` is like `origin/main`.
fn tail_likeness(name: &str, known: &str) -> f64 {
    known.split_once('/').map_or(0.0, |(_, tail)| strsim::jaro_winkler(name, tail))
}
