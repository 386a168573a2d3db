//! All that the default branch holds, judged for code scanning: an upload closes every alert of its category that it lacks, so that one of
//! a single push would close all the others.

use std::path::Path;

use super::commit::CommitId;
use super::environment::Environment;
use crate::policy::Verdict;
use crate::run;
use crate::source::git;
use crate::source::{ChangeSet, Mode};

/// A tree with more files is not judged at once.
const MOST_FILES: usize = 250_000;

/// The tree of `commit` as a change that brings all of it, out of a checkout; or why it cannot be read.
pub(super) fn read(environment: &Environment, commit: &CommitId) -> Result<ChangeSet, String> {
    let read = |place: &Path| git::open(place)?.whole(commit.as_str());
    // Where the run stands, or what the runner calls its workspace.
    let set = read(Path::new(".")).or_else(|_| read(&environment.workspace));
    let set = set.map_err(|error| format!("no checkout contains it ({error})"))?;
    holdable(&set)?;
    Ok(set)
}

/// Whether all of the files can be read: what could not be would be taken for mended.
fn holdable(set: &ChangeSet) -> Result<(), String> {
    if set.files.len() > MOST_FILES {
        return Err(format!("it has {} files, over the limit of {MOST_FILES}", set.files.len()));
    }
    let files = set.files.iter().filter_map(|change| change.as_ref().after());
    let unread = files.filter(|file| file.mode == Mode::File).find_map(|file| Some((file, file.blob.size().err()?)));
    unread.map_or(Ok(()), |(file, why)| Err(format!("`{}`: {why}", file.path)))
}

/// Whether `verdict` is about all of the tree.
pub(super) fn complete(verdict: &Verdict) -> Result<(), String> {
    let too_much = verdict.unchecked.iter().find(|row| row.why == run::TOO_MUCH);
    too_much.map_or(Ok(()), |row| Err(row.why.clone()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{MOST_FILES, holdable};
    use crate::change::Change;
    use crate::source::{Blob, ChangeSet, File, Mode, Unread, memory};
    use crate::text::RepoPath;

    struct Absent;

    impl Blob for Absent {
        fn read(&self, _: u64) -> Result<Vec<u8>, Unread> {
            Err(Unread::Failed("its object is not in this clone".to_owned()))
        }
    }

    fn with(mode: Mode, blob: Arc<dyn Blob>, count: usize) -> ChangeSet {
        let file = File { path: RepoPath::from("a.yaml"), mode, blob, partial: false };
        let files = std::iter::repeat_with(|| Change::Added(file.clone())).take(count).collect();
        ChangeSet { files, ..memory::change_set([].into(), [].into()) }
    }

    #[test]
    fn what_is_not_there_would_be_taken_for_mended() {
        assert_eq!(holdable(&with(Mode::File, Arc::new(b"x".to_vec()), 2)), Ok(()));
        assert_eq!(holdable(&with(Mode::Submodule, Arc::new(Absent), 1)), Ok(()));
        assert!(holdable(&with(Mode::File, Arc::new(Absent), 1)).unwrap_err().contains("a.yaml"));
    }

    #[test]
    fn a_tree_of_any_size_is_answered() {
        assert!(
            holdable(&with(Mode::File, Arc::new(Vec::new()), MOST_FILES + 1)).unwrap_err().contains("250001 files")
        );
    }
}
