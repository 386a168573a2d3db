//! Files of the base that a change does not touch, and that something in it may be a copy of.
//!
//! A directory is frozen under its version, a manifest is copied for one more region: what a copy says the base said already (see
//! [`crate::scan::origin`]), but its original is no part of the change. So only where something would stop the change, its originals
//! are looked for: files of the same name, and files of the same kind beside it. The search goes outward from the file, to what stands
//! below its directory, then below the one above it, and so on; it ends after so many directories, files and bytes. What it does not
//! find is new.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use bstr::{BString, ByteSlice};

use super::{Asked, Trees};
use crate::change::Change;
use crate::fact::{Facts, Read, Reads};
use crate::policy::{self, Comment, Grounds, Policy};
use crate::scan::origin::settle;
use crate::scan::{Ground, Judged, Origin};
use crate::source::{ChangeSet, File, Listed, Mode, Tree};
use crate::text::{RepoPath, Side};

/// The most directories that are listed.
const MOST_DIRECTORIES: usize = 2_000;

/// How far up the search goes.
const MOST_LEVELS: usize = 16;

/// The most files of the same name, and of the same kind in the same directory, that are read for one file.
const MOST_NAMESAKES: usize = 4;
const MOST_NEIGHBOURS: usize = 8;

/// The most files that are read, and their bytes: each, and all together.
const MOST_FILES: usize = 200;
const LARGEST: u64 = 1 << 20;
const MOST_BYTES: u64 = 32 << 20;

/// What these files say, and the policy that holds for them.
pub(super) struct Originals {
    facts: Vec<Facts>,
    policy: Policy,
}

impl Originals {
    /// The originals of what would stop the change. None where nothing would, where there is no tree to look in, and where its policy
    /// cannot be read.
    pub(super) fn find(
        judged: &[Judged],
        set: &ChangeSet,
        sources: &policy::Sources<'_>,
        grounds: &Grounds<'_>,
        trees: &Trees<'_>,
    ) -> Option<Self> {
        let tree = set.trees.base.as_deref().filter(|_| !set.whole_tree)?;
        let copies: BTreeSet<&RepoPath> = judged.iter().filter(|one| would_stop(one, grounds)).map(path).collect();
        if copies.is_empty() {
            return None;
        }
        let changed = set.files.iter().filter_map(|change| Some(&change.as_ref().before()?.path)).collect();
        let files = files(tree, candidates(tree, &copies, &changed));
        let policy = Policy::load(sources, files.iter().map(|file| &file.path)).ok()?;
        let asked = Asked { reads: Reads::of(&[Read::Structure, Read::Runs, Read::Gate]), search: None, trees };
        let facts = files.iter().map(|file| asked.side(file, Side::Base, None, &mut Vec::new()).said.facts).collect();
        Some(Self { facts, policy })
    }

    /// Makes existing what they say too; `head` is what holds for the change.
    pub(super) fn settle(&self, judged: &mut [Judged], head: &Grounds<'_>) {
        settle(judged, self.facts.iter(), (head, &self.policy.grounds(head.answers())));
    }

    /// Their comments that silence rules.
    pub(super) fn comments(&self) -> impl Iterator<Item = Comment> {
        let all = self.facts.iter().flat_map(|facts| facts.suppressions.iter());
        all.map(|comment| Comment { change: Change::Removed(comment.clone()), touched: false })
    }
}

/// Whether a finding stops the change unless the base has it elsewhere.
fn would_stop(one: &Judged, grounds: &Grounds<'_>) -> bool {
    let is_open = one.origin == Origin::Introduced || one.touched;
    is_open && one.statement.is_some() && grounds.weigh(one.rule, &one.finding).is_some_and(|weight| weight.gates)
}

fn path(one: &Judged) -> &RepoPath {
    one.finding.at.text.path()
}

/// The files at `paths`, as far as the bounds go.
fn files(tree: &dyn Tree, paths: impl Iterator<Item = RepoPath>) -> Vec<File> {
    let mut left = MOST_BYTES;
    let mut found = Vec::new();
    for path in paths.take(MOST_FILES) {
        let Some(file) = tree.file(&path).ok().flatten().filter(|file| file.mode == Mode::File) else { continue };
        let Some(size) = file.blob.size().ok().filter(|size| *size <= LARGEST) else { continue };
        let Some(rest) = left.checked_sub(size) else { break };
        left = rest;
        found.push(file);
    }
    found
}

/// Where the originals of `copies` may stand, each once.
fn candidates<'a>(
    tree: &'a dyn Tree,
    copies: &'a BTreeSet<&'a RepoPath>,
    changed: &'a HashSet<&'a RepoPath>,
) -> impl Iterator<Item = RepoPath> + 'a {
    let mut walk = Walk::new(tree, copies, changed);
    for level in 0..MOST_LEVELS {
        copies.iter().filter_map(|copy| above(copy, level)).for_each(|dir| walk.below(dir));
    }
    let near = copies.iter().flat_map(move |copy| [walk.namesakes(copy), walk.neighbours(copy)].concat());
    let mut seen = HashSet::new();
    near.filter(move |path| seen.insert(path.clone()))
}

/// The directory so many levels above the one that holds `path`, its own being the first.
fn above(path: &RepoPath, levels: usize) -> Option<RepoPath> {
    let mut dir = path.parent();
    for _ in 0..levels {
        if dir == RepoPath::default() {
            return None;
        }
        dir = dir.parent();
    }
    Some(dir)
}

/// A search for files by their names, outward from where they are wanted. A change may copy thousands of files of one name, or into one
/// directory: what is found for one is not looked for again.
struct Walk<'a> {
    tree: &'a dyn Tree,
    changed: &'a HashSet<&'a RepoPath>,
    listed: HashSet<RepoPath>,
    wanted: BTreeMap<BString, Vec<RepoPath>>,
    /// By directory and ending.
    neighbours: HashMap<(RepoPath, Option<BString>), Vec<RepoPath>>,
}

impl<'a> Walk<'a> {
    fn new(tree: &'a dyn Tree, copies: &BTreeSet<&RepoPath>, changed: &'a HashSet<&'a RepoPath>) -> Self {
        let wanted = copies.iter().map(|copy| (copy.name().to_owned(), Vec::new())).collect();
        Self { tree, changed, listed: HashSet::new(), wanted, neighbours: HashMap::new() }
    }

    /// Looks through all that stands in and below `dir`, level by level.
    fn below(&mut self, dir: RepoPath) {
        let mut waiting = VecDeque::from([dir]);
        while let Some(dir) = waiting.pop_front() {
            if self.listed.len() >= MOST_DIRECTORIES {
                return;
            }
            if !self.listed.insert(dir.clone()) {
                continue;
            }
            for Listed { name, is_dir } in self.tree.list(&dir) {
                let Some(path) = dir.join(&name) else { continue };
                if is_dir {
                    waiting.push_back(path);
                } else if let Some(found) = self.wanted.get_mut(&name).filter(|_| !self.changed.contains(&path)) {
                    found.push(path);
                }
            }
        }
    }

    /// The first few files that were found with the name of `copy`, by how like it they stand.
    fn namesakes(&self, copy: &RepoPath) -> Vec<RepoPath> {
        let found = self.wanted.get(copy.name()).into_iter().flatten().filter(|path| *path != copy);
        let mut first: Vec<(Reverse<usize>, &RepoPath)> = Vec::new();
        for path in found {
            let rank = (Reverse(likeness(path, copy)), path);
            let at = first.partition_point(|other| *other < rank);
            if at < MOST_NAMESAKES {
                first.insert(at, rank);
                first.truncate(MOST_NAMESAKES);
            }
        }
        first.into_iter().map(|(_, path)| path.clone()).collect()
    }

    /// The first few files of the same kind in the directory of `copy`.
    fn neighbours(&mut self, copy: &RepoPath) -> Vec<RepoPath> {
        let dir = copy.parent();
        let ending = |name: &[u8]| name.rfind_byte(b'.').map(|dot| BString::from(&name[dot..]));
        let own = ending(copy.name());
        let near = self.neighbours.entry((dir.clone(), own.clone())).or_insert_with(|| {
            let like = self.tree.list(&dir).into_iter().filter(|one| !one.is_dir && ending(&one.name) == own);
            let paths = like.filter_map(|one| dir.join(&one.name)).filter(|path| !self.changed.contains(path));
            // One of them may be the copy.
            paths.take(MOST_NEIGHBOURS + 1).collect()
        });
        near.iter().filter(|path| *path != copy).take(MOST_NEIGHBOURS).cloned().collect()
    }
}

/// How many directories two paths share, from their ends and from their starts.
fn likeness(a: &RepoPath, b: &RepoPath) -> usize {
    let (a, b) = (a.as_bstr(), b.as_bstr());
    let shared_front = a.split_str("/").zip(b.split_str("/")).take_while(|(a, b)| a == b).count();
    let shared_back = a.rsplit_str("/").zip(b.rsplit_str("/")).take_while(|(a, b)| a == b).count();
    shared_front + shared_back
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{File, Listed, MOST_NEIGHBOURS, Tree, candidates, files};
    use crate::source::Unread;
    use crate::source::memory::{Files, change_set};
    use crate::text::RepoPath;

    /// Where the originals of `copy` are looked for in a base that holds `base`.
    fn originals(base: &[&str], copy: &str) -> Vec<String> {
        let base: Files = base.iter().map(|path| (RepoPath::from(*path), Vec::new())).collect();
        let tree = change_set(base, Files::new()).trees.base.expect("a tree");
        let copy = RepoPath::from(copy);
        let (copies, changed) = (BTreeSet::from([&copy]), HashSet::new());
        candidates(tree.as_ref(), &copies, &changed).map(|path| path.to_string()).collect()
    }

    #[test]
    fn the_likest_namesake_comes_first_and_then_the_neighbours() {
        let base = ["guides/v1/net/dns.md", "guides/v1/web/dns.md", "guides/v1/web/tls.md", "guides/v1/web/a.txt"];
        assert_eq!(originals(&base, "guides/v2/web/dns.md"), ["guides/v1/web/dns.md", "guides/v1/net/dns.md"]);
        assert_eq!(originals(&base, "guides/v1/web/new.md"), ["guides/v1/web/dns.md", "guides/v1/web/tls.md"]);
    }

    #[test]
    fn few_are_read() {
        let base: Files = (0..300).map(|at| (RepoPath::new(format!("{at}/a.md")), vec![b'a'; 200_000])).collect();
        let paths: Vec<_> = base.keys().cloned().collect();
        let tree = change_set(base, Files::new()).trees.base.expect("a tree");
        assert_eq!(originals(&["a/x.md", "b/x.md", "c/x.md", "d/x.md", "e/x.md"], "f/x.md").len(), 4);
        let read = files(tree.as_ref(), paths.into_iter());
        assert_eq!(read.len(), (32 << 20) / 200_000);
    }

    /// A tree that counts how often somebody lists a directory.
    struct Counted(Arc<dyn Tree>, AtomicUsize);

    impl Tree for Counted {
        fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
            self.0.file(path)
        }

        fn list(&self, dir: &RepoPath) -> Vec<Listed> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.list(dir)
        }
    }

    #[test]
    fn a_directory_is_not_listed_for_each_copy_in_it() {
        let base: Files = (0..20).map(|at| (RepoPath::new(format!("in/old-{at}.md")), Vec::new())).collect();
        let tree = Counted(change_set(base, Files::new()).trees.base.expect("a tree"), AtomicUsize::new(0));
        let paths: Vec<_> = (0..100).map(|at| RepoPath::new(format!("in/new-{at}.md"))).collect();
        let changed = HashSet::from([&paths[0]]);
        let copies = paths.iter().collect();
        let found = candidates(&tree, &copies, &changed).count();
        assert_eq!((found, tree.1.into_inner()), (MOST_NEIGHBOURS, 3));
    }
}
