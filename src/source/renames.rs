//! Which removed file an added one was: equal content first, then like content.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{DefaultHasher, Hasher};

use bstr::{BStr, ByteSlice};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::{File, Mode};
use crate::change::Change;

/// What can be compared as a whole without being read: an object id.
pub(super) struct Candidate<I> {
    pub(super) file: File,
    /// `None` for a file that only the working tree has.
    pub(super) id: Option<I>,
}

/// The largest file whose lines are compared, and how many bytes of all files are. A bound by size and not by time, so that the
/// result is the same on every machine; beyond it a rename is a removal and an addition, which can only add findings.
const LARGEST: u64 = 1 << 20;
const MOST_BYTES: usize = 64 << 20;

/// How much of the larger file must be in the smaller, in percent: git's own default.
const ALIKE: usize = 50;

/// A line in more removed files than this tells nothing about where a file comes from.
const COMMON: usize = 8;

/// How many of the likeliest sources of a file are compared in full.
const CLOSE: usize = 4;

/// Pairs removals and additions that are one file under two names; the rest stays. Sorted by path.
///
/// `identify` finds the id of a file that has none yet; it is asked only where there is something to pair.
pub(super) fn pair<I: Ord + Copy + Send + Sync>(
    changes: Vec<Change<Candidate<I>>>,
    identify: impl Fn(&File) -> Option<I> + Sync,
) -> Vec<Change<File>> {
    let (mut removed, mut added, mut settled) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Removed(before) => removed.push(before),
            Change::Added(after) => added.push(after),
            Change::Kept { .. } => settled.push(change.map(|candidate| candidate.file)),
        }
    }
    if !removed.is_empty() && !added.is_empty() {
        removed.par_iter_mut().chain(&mut added).for_each(|at| at.id = at.id.or_else(|| identify(&at.file)));
        let by_id = equal(&removed, &added);
        settled.extend(take(&mut removed, &mut added, &by_id));
        let by_lines = alike(&removed, &added);
        settled.extend(take(&mut removed, &mut added, &by_lines));
    }
    settled.extend(removed.into_iter().map(|before| Change::Removed(before.file)));
    settled.extend(added.into_iter().map(|after| Change::Added(after.file)));
    settled.sort_by(|a, b| a.as_ref().any().path.cmp(&b.as_ref().any().path));
    settled
}

/// Indices of a removed and an added file that are the same one.
type Pair = (usize, usize);

/// Moves the pairs out of both lists. Of pairs that share a file, the first counts.
fn take<I>(removed: &mut Vec<Candidate<I>>, added: &mut Vec<Candidate<I>>, pairs: &[Pair]) -> Vec<Change<File>> {
    let mut old: Vec<_> = removed.drain(..).map(Some).collect();
    let mut new: Vec<_> = added.drain(..).map(Some).collect();
    let mut taken = Vec::new();
    for &(from, to) in pairs {
        if let (Some(_), Some(_)) = (&old[from], &new[to]) {
            let (before, after) = (old[from].take(), new[to].take());
            taken.extend(
                before.zip(after).map(|(before, after)| Change::Kept { before: before.file, after: after.file }),
            );
        }
    }
    removed.extend(old.into_iter().flatten());
    added.extend(new.into_iter().flatten());
    taken
}

/// Pairs files of equal content: those of equal name first, then in the order of their paths.
fn equal<I: Ord + Copy>(removed: &[Candidate<I>], added: &[Candidate<I>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut used = (vec![false; removed.len()], vec![false; added.len()]);
    let names: [fn(&File) -> &BStr; 2] = [|file| file.path.name(), |_| "".into()];
    for name in names {
        let key = |at: &Candidate<I>| Some((at.id?, at.file.mode == Mode::Link, name(&at.file).to_owned()));
        let mut waiting: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
        for (from, old) in removed.iter().enumerate().filter(|(from, _)| !used.0[*from]) {
            if let Some(key) = key(old) {
                waiting.entry(key).or_default().push_back(from);
            }
        }
        for (to, new) in added.iter().enumerate() {
            let queue = key(new).filter(|_| !used.1[to]).and_then(|key| waiting.get_mut(&key));
            if let Some(from) = queue.and_then(VecDeque::pop_front) {
                (used.0[from], used.1[to]) = (true, true);
                pairs.push((from, to));
            }
        }
    }
    pairs
}

/// Pairs files that share most of their lines, the likest first.
fn alike<I: Sync>(removed: &[Candidate<I>], added: &[Candidate<I>]) -> Vec<Pair> {
    let (old, new) = (shapes(removed), shapes(added));
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (from, shape) in old.iter().enumerate() {
        for (line, _) in shape.iter().flat_map(|shape| &shape.lines) {
            let holders = holders.entry(*line).or_default();
            if holders.len() <= COMMON {
                holders.push(from);
            }
        }
    }
    holders.retain(|_, holders| holders.len() <= COMMON);
    let mut names: BTreeMap<&BStr, usize> = BTreeMap::new();
    for (from, at) in removed.iter().enumerate().rev() {
        names.insert(at.file.path.name(), from);
    }
    let mut scored: Vec<_> = new
        .par_iter()
        .enumerate()
        .filter_map(|(to, shape)| Some((to, shape.as_ref()?)))
        .flat_map_iter(|(to, shape)| {
            let name = added[to].file.path.name();
            let mut close = likeliest(shape, &holders);
            close.extend(names.get(name));
            let score = |from: usize| {
                let alike = old[from].as_ref()?.likeness(shape);
                let other_name = removed[from].file.path.name() != name;
                (alike >= ALIKE).then_some((Reverse(alike), other_name, from, to))
            };
            close.into_iter().filter_map(score).collect::<Vec<_>>()
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().map(|(.., from, to)| (from, to)).collect()
}

/// The files that share the most bytes of uncommon lines with `shape`.
fn likeliest(shape: &Shape, holders: &HashMap<u64, Vec<usize>>) -> Vec<usize> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for (line, bytes) in &shape.lines {
        for from in holders.get(line).into_iter().flatten() {
            *votes.entry(*from).or_default() += bytes;
        }
    }
    let mut votes: Vec<_> = votes.into_iter().map(|(from, bytes)| (Reverse(bytes), from)).collect();
    votes.sort_unstable();
    votes.into_iter().take(CLOSE).map(|(_, from)| from).collect()
}

/// A file as the bag of its lines.
struct Shape {
    size: usize,
    /// Sorted by hash: the hash of a line, and how many bytes all its copies have.
    lines: Vec<(u64, usize)>,
}

/// The shapes of all that can be read within the bounds.
fn shapes<I: Sync>(files: &[Candidate<I>]) -> Vec<Option<Shape>> {
    let mut shapes = Vec::with_capacity(files.len());
    let mut left = MOST_BYTES;
    for batch in files.chunks(256) {
        let read = batch.par_iter().map(|at| if left == 0 { None } else { Shape::read(&at.file) });
        let batch: Vec<_> = read.collect();
        left = batch.iter().flatten().fold(left, |left, shape| left.saturating_sub(shape.cost()));
        shapes.extend(batch);
    }
    shapes
}

impl Shape {
    fn read(file: &File) -> Option<Self> {
        if file.mode != Mode::File {
            return None;
        }
        let bytes = file.blob.read(LARGEST).ok().filter(|bytes| !bytes.is_empty())?;
        let mut lines: Vec<_> = bytes.lines_with_terminator().map(|line| (hash(line), line.len())).collect();
        lines.sort_unstable();
        lines.dedup_by(|copy, first| {
            let same = copy.0 == first.0;
            first.1 += if same { copy.1 } else { 0 };
            same
        });
        Some(Self { size: bytes.len(), lines })
    }

    fn cost(&self) -> usize {
        self.size + self.lines.len() * size_of::<(u64, usize)>()
    }

    /// How much of the larger file is in the smaller, in percent.
    fn likeness(&self, other: &Self) -> usize {
        let mut shared = 0;
        let mut rest = other.lines.iter().peekable();
        for (line, bytes) in &self.lines {
            while rest.next_if(|(hash, _)| hash < line).is_some() {}
            shared += rest.next_if(|(hash, _)| hash == line).map_or(0, |(_, copies)| *copies.min(bytes));
        }
        shared * 100 / self.size.max(other.size).max(1)
    }
}

/// The same in every run, unlike the hash of a `HashMap`. A CR at the end does not count.
fn hash(line: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(line.trim_end_with(|c| matches!(c, '\r' | '\n')));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Candidate, hash, pair};
    use crate::change::Change;
    use crate::source::{File, Mode};
    use crate::text::RepoPath;

    fn candidate(path: &str, content: &str) -> Candidate<u64> {
        let blob = Arc::new(content.as_bytes().to_vec());
        let file = File { path: RepoPath::from(path), mode: Mode::File, blob, partial: false };
        Candidate { file, id: None }
    }

    fn paired(removed: &[(&str, &str)], added: &[(&str, &str)]) -> Vec<String> {
        let removed = removed.iter().map(|(path, content)| Change::Removed(candidate(path, content)));
        let added = added.iter().map(|(path, content)| Change::Added(candidate(path, content)));
        let identify = |file: &File| file.blob.read(1000).ok().map(|bytes| hash(&bytes));
        pair(removed.chain(added).collect(), identify)
            .iter()
            .filter_map(|change| change.as_ref().both())
            .map(|(before, after)| format!("{} > {}", before.path, after.path))
            .collect()
    }

    #[test]
    fn equal_files_of_equal_name_are_paired_first() {
        let removed = [("a/x", "=\n"), ("b/y", "=\n"), ("c/z", "=\n")];
        let added = [("d/y", "=\n"), ("e/w", "=\n")];
        assert_eq!(paired(&removed, &added), ["b/y > d/y", "a/x > e/w"]);
    }

    #[test]
    fn the_likest_is_taken_and_half_is_the_least() {
        let removed = [("near", "1\n2\n3\n4\n"), ("far", "1\n2\n5\n6\n")];
        assert_eq!(paired(&removed, &[("new", "1\n2\n3\n7\n")]), ["near > new"]);
        assert_eq!(paired(&removed, &[("new", "3\n7\n8\n9\n")]), [""; 0]);
        assert_eq!(paired(&[("a", "")], &[("b", "1\n")]), [""; 0]);
    }
}
