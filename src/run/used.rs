//! What the files of a change use others for: those of which nothing else tells what they are are read once more.

use std::collections::{BTreeSet, HashMap};

use crate::change::Change;
use crate::fact::extract::{Named, Usage};
use crate::source::File;
use crate::text::Sides;

/// The files that those of each side name, by as much of their paths as is written.
#[derive(Default)]
pub(super) struct Used<'a>(Sides<ByEnd<'a>>);

/// By the end of a path what it is used for; a change may name thousands of files of one name.
type ByEnd<'a> = HashMap<&'a [u8], BTreeSet<Usage>>;

impl<'a> Used<'a> {
    /// Gathers what the files of a change name.
    pub(super) fn new(names: impl Iterator<Item = &'a Sides<Vec<Named>>>) -> Self {
        let mut used = Self::default();
        for sides in names {
            add(&sides.base, &mut used.0.base);
            add(&sides.head, &mut used.0.head);
        }
        used
    }

    /// Which of the files are used for something that their own names do not tell, and each side for what.
    pub(super) fn of(&self, files: &[Change<File>]) -> Vec<(usize, Sides<Option<Usage>>)> {
        let both = files.iter().map(|change| Sides {
            base: change.as_ref().before().and_then(|file| usage(&self.0.base, file)),
            head: change.as_ref().after().and_then(|file| usage(&self.0.head, file)),
        });
        both.enumerate().filter(|(_, used)| used.base.is_some() || used.head.is_some()).collect()
    }
}

fn add<'a>(names: &'a [Named], by_end: &mut ByEnd<'a>) {
    for named in names {
        by_end.entry(named.end()).or_default().insert(named.usage);
    }
}

/// The first of the uses of a file, whoever names it.
fn usage(by_end: &ByEnd<'_>, file: &File) -> Option<Usage> {
    let path: &[u8] = file.path.as_bstr();
    let ends = memchr::memchr_iter(b'/', path).map(|slash| &path[slash + 1..]);
    let usages = std::iter::once(path).chain(ends).filter_map(|end| by_end.get(end)).flatten();
    usages.copied().filter(|usage| !usage.is_told(&file.path)).min()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Used;
    use crate::fact::extract::{Named, Usage};
    use crate::source::memory;
    use crate::text::{RepoPath, Sides};

    /// With each file compared with each name this would take minutes.
    #[test]
    fn many_files_of_one_name_are_told_apart_by_their_directories() {
        let path = |index: usize| format!("d{index}/web.txt");
        let head: BTreeMap<RepoPath, Vec<u8>> =
            (0..40_000).map(|index| (RepoPath::new(path(index)), vec![b'a'])).collect();
        let set = memory::change_set(BTreeMap::new(), head);
        let names: Vec<Named> =
            (0..40_000).step_by(2).filter_map(|index| Named::new(&path(index), Usage::Manifest)).collect();
        let all = Sides { base: Vec::new(), head: names };
        let used = Used::new(std::iter::once(&all)).of(&set.files);
        assert_eq!(used.len(), 20_000);
        assert!(used.iter().all(|(_, sides)| *sides == Sides { base: None, head: Some(Usage::Manifest) }));
    }
}
