//! The hunks of the change as GitHub shows them: a comment must lie on the lines of one of them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The hunks of each file.
#[derive(Clone, Debug, Default)]
pub struct Patches {
    files: BTreeMap<String, File>,
    /// Where a file was in the base: where it is in the head.
    renamed: BTreeMap<String, String>,
}

impl Patches {
    /// Adds the hunks of the file that is at `path` in the head; without a patch it can hold no comment.
    pub fn add(&mut self, path: &str, patch: Option<&str>) {
        if let Some(patch) = patch {
            self.files.insert(path.to_owned(), File::read(patch));
        }
    }

    /// Notes that the file at `path` was at `before` in the base.
    pub fn renamed(&mut self, before: &str, path: &str) {
        self.renamed.insert(before.to_owned(), path.to_owned());
    }

    /// The first run of the lines `first..=last` of the head that lies in one hunk.
    pub(super) fn shown(&self, path: &str, first: usize, last: usize) -> Option<(usize, usize)> {
        let hunk = self.files.get(path)?.hunk_from(first)?;
        (hunk.first <= last).then(|| (first.max(hunk.first), last.min(hunk.last())))
    }

    /// Whether the lines `first..=last` of the head lie in one hunk, and `text` is what stands on them.
    pub(super) fn holds(&self, path: &str, first: usize, last: usize, text: &str) -> bool {
        let Some(hunk) = self.files.get(path).and_then(|file| file.hunk_from(first)) else { return false };
        if first < hunk.first || first > last || last > hunk.last() {
            return false;
        }
        let shown = &hunk.lines[first - hunk.first..=last - hunk.first];
        text.split('\n').map(hash).eq(shown.iter().copied())
    }

    /// The line of the head that stands where `first..=last` of the base stood, and its file: what replaced the first of them that
    /// the change removes, else the nearest line of a hunk.
    pub(super) fn survivor(&self, path: &str, first: usize, last: usize) -> Option<(&str, usize)> {
        let path = self.renamed.get(path).map_or(path, String::as_str);
        let (path, file) = self.files.get_key_value(path)?;
        Some((path, file.survivor(first, last)?))
    }
}

/// The hunks of one file, in its order on both sides.
#[derive(Clone, Debug, Default)]
struct File {
    hunks: Vec<Hunk>,
    /// The lines of the base that the hunks show.
    base: Vec<Run>,
    /// Those of them that the change removes.
    removed: Vec<Run>,
}

/// The lines of the head that one hunk shows.
#[derive(Clone, Debug)]
struct Hunk {
    first: usize,
    /// A hash for each: there is one at least.
    lines: Vec<u64>,
}

impl Hunk {
    fn last(&self) -> usize {
        self.first + self.lines.len() - 1
    }
}

/// Lines of the base that follow each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: usize,
    lines: usize,
    /// The line of the head for the first of them; for all, where they are removed.
    head: usize,
    is_removed: bool,
}

impl Run {
    fn end(&self) -> usize {
        self.first + self.lines
    }

    fn survivor(&self, line: usize) -> usize {
        if self.is_removed { self.head } else { self.head + line.clamp(self.first, self.end() - 1) - self.first }
    }
}

impl File {
    /// Reads what it can: a line that no hunk can have ends its hunk.
    fn read(patch: &str) -> Self {
        let mut file = Self::default();
        let mut open: Option<Reader> = None;
        for line in patch.split('\n') {
            if line.starts_with("@@") {
                file.close(open.take());
                open = header(line);
            } else if !open.as_mut().is_none_or(|reader| reader.line(line)) {
                file.close(open.take());
            }
        }
        file.close(open);
        file
    }

    /// Keeps a hunk that shows something of the head and lies behind those before it.
    fn close(&mut self, reader: Option<Reader>) {
        let Some(Reader { hunk, mut runs, .. }) = reader else { return };
        let is_behind = self.hunks.last().is_none_or(|before| before.last() < hunk.first)
            && runs.first().zip(self.base.last()).is_none_or(|(run, before)| before.end() <= run.first);
        if hunk.lines.is_empty() || !is_behind {
            return;
        }
        // What is removed at a hunk's end has nothing behind it: the line before it survives.
        runs.iter_mut().for_each(|run| run.head = run.head.min(hunk.last()));
        self.removed.extend(runs.iter().filter(|run| run.is_removed));
        self.base.append(&mut runs);
        self.hunks.push(hunk);
    }

    /// The first hunk that ends at `line` or behind it.
    fn hunk_from(&self, line: usize) -> Option<&Hunk> {
        self.hunks.get(self.hunks.partition_point(|hunk| hunk.last() < line))
    }

    fn survivor(&self, first: usize, last: usize) -> Option<usize> {
        let from = |runs: &[Run]| runs.partition_point(|run| run.end() <= first);
        let removed = self.removed.get(from(&self.removed)).filter(|run| run.first <= last);
        let next = from(&self.base);
        let before = next.checked_sub(1).and_then(|before| self.base.get(before));
        let nearest = match (before, self.base.get(next)) {
            (Some(before), Some(behind)) if first + 1 - before.end() < behind.first.saturating_sub(first) => before,
            (_, Some(behind)) => behind,
            (before, None) => before?,
        };
        Some(removed.unwrap_or(nearest).survivor(first))
    }
}

/// Reads the lines of one hunk.
struct Reader {
    hunk: Hunk,
    runs: Vec<Run>,
    /// The next line of the base, and how many each side still has.
    base: usize,
    base_left: usize,
    head_left: usize,
}

impl Reader {
    /// Whether `line` is one of the hunk's.
    fn line(&mut self, line: &str) -> bool {
        match line.as_bytes().first() {
            Some(b'\\') => true,
            Some(b'+') => self.show(&line[1..]),
            Some(b'-') => self.base_line(true),
            Some(b' ') => self.head_left > 0 && self.base_line(false) && self.show(&line[1..]),
            // Somebody took the blanks at the ends of lines away.
            None => self.head_left > 0 && self.base_line(false) && self.show(""),
            Some(_) => false,
        }
    }

    fn show(&mut self, text: &str) -> bool {
        let Some(left) = self.head_left.checked_sub(1) else { return false };
        self.head_left = left;
        self.hunk.lines.push(hash(text));
        true
    }

    fn base_line(&mut self, is_removed: bool) -> bool {
        let Some(left) = self.base_left.checked_sub(1) else { return false };
        self.base_left = left;
        let head = self.hunk.first + self.hunk.lines.len();
        match self.runs.last_mut() {
            Some(run) if run.is_removed == is_removed && follows(run, head) => run.lines += 1,
            _ => self.runs.push(Run { first: self.base, lines: 1, head, is_removed }),
        }
        self.base += 1;
        true
    }
}

/// Whether the next line of the base, of the kind of `run`, belongs to it.
fn follows(run: &Run, head: usize) -> bool {
    head == if run.is_removed { run.head } else { run.head + run.lines }
}

/// `@@ -1,3 +1,4 @@ anything`.
fn header(line: &str) -> Option<Reader> {
    let mut words = line.strip_prefix("@@ -")?.split(' ');
    let (base, base_left) = range(words.next()?)?;
    let (first, head_left) = range(words.next()?.strip_prefix('+')?)?;
    let is_header = words.next()?.starts_with("@@") && (first > 0 || head_left == 0);
    let hunk = Hunk { first, lines: Vec::new() };
    is_header.then_some(Reader { hunk, runs: Vec::new(), base, base_left, head_left })
}

/// `12,3`, or `12` for one line.
fn range(text: &str) -> Option<(usize, usize)> {
    let (first, count) = text.split_once(',').unwrap_or((text, "1"));
    let number = |text: &str| text.parse::<u32>().ok().and_then(|number| usize::try_from(number).ok());
    Some((number(first)?, number(count)?))
}

/// A line's identity, whatever ends it.
fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.strip_suffix('\r').unwrap_or(line).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
