//! Applying fixes: what they make of the files of a head, round after round, until there is nothing left to fix. Reads and writes no file.

mod plan;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::plan::{Made, Plan};
use crate::policy::Verdict;
use crate::secret::mask::Redactor;
use crate::source::{ChangeSet, Edited};
use crate::text::{RepoPath, Site, Text};

/// How often a change is judged anew. A fix can uncover another; one that undoes another must come to an end.
pub const MOST_ROUNDS: usize = 10;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that may be applied unread.
    Safe,
    /// Every one.
    All,
}

/// A fix that was applied.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rule whose finding it fixes.
    pub rule: &'static str,
    /// Where the finding was.
    pub at: Site,
    /// What it does, as an imperative.
    pub title: String,
    /// The files that it edits.
    pub files: Vec<RepoPath>,
}

/// A file that fixes change.
#[derive(Clone, Debug)]
pub struct FixedFile {
    /// As it was judged first.
    pub before: Arc<Text>,
    /// What it comes to hold.
    pub after: Arc<Vec<u8>>,
    /// Hides the secrets of the file as it was.
    pub redactor: Arc<Redactor>,
}

/// What fixing a change comes to.
#[derive(Debug)]
pub struct Fixed {
    /// The verdict on the change before the first fix.
    pub before: Verdict,
    /// The verdict on what is left.
    pub after: Verdict,
    /// The files that differ, by their paths.
    pub files: BTreeMap<RepoPath, FixedFile>,
    /// The fixes, in the order in which they were applied.
    pub applied: Vec<Applied>,
    /// Whether fixes are left because each round brought new ones.
    pub is_unfinished: bool,
}

impl Fixed {
    /// The files as bytes.
    #[must_use]
    pub fn edited(&self) -> Edited {
        self.files.iter().map(|(path, file)| (path.clone(), Arc::clone(&file.after))).collect()
    }

    fn take_in(&mut self, made: Made) {
        self.applied.extend(made.applied);
        for (before, after) in made.files {
            let path = before.path().clone();
            // Places of secrets are known by the text that was judged.
            let redactor = || Arc::clone(&self.after.redactor);
            let file = self.files.entry(path.clone());
            let file = file.or_insert_with(|| FixedFile { before, after: Arc::default(), redactor: redactor() });
            file.after = Arc::new(after);
            // A later fix may take back what an earlier one did.
            if file.after.as_slice() == file.before.bytes() {
                self.files.remove(&path);
            }
        }
    }
}

/// Applies the fixes of `set` and those of what comes of it, as `judge` sees it.
///
/// # Errors
/// What `judge` fails with.
pub fn apply<E>(
    set: &ChangeSet,
    which: Which,
    mut judge: impl FnMut(&ChangeSet) -> Result<Verdict, E>,
) -> Result<Fixed, E> {
    let before = judge(set)?;
    let mut fixed =
        Fixed { after: before.clone(), before, files: BTreeMap::new(), applied: Vec::new(), is_unfinished: false };
    for _ in 0..MOST_ROUNDS {
        let plan = Plan::new(&fixed.after, which, &fixed.files);
        if plan.is_empty() {
            return Ok(fixed);
        }
        let made = plan.carry_out();
        fixed.take_in(made);
        fixed.after = judge(&set.with_head(&fixed.edited()))?;
    }
    fixed.is_unfinished = !Plan::new(&fixed.after, which, &fixed.files).is_empty();
    Ok(fixed)
}
