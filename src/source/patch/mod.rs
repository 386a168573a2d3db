//! A change out of a unified diff, with the checkout beside it or without.

mod apply;
mod name;
mod parse;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use bstr::{BStr, BString, ByteSlice};

use self::apply::{Direction, apply, known_lines};
use self::parse::{FilePatch, Hunk, parse};
use super::disk::{Directory, Disk, mode_of};
use super::{Blob, ChangeSet, Enters, Error, EveryFile, File, Listed, Mode, SIZE_CAP, Tree, Unchecked, Unread};
use crate::change::Change;
use crate::text::{RepoPath, Sides};

/// How far down a file a hunk may lie when only its lines are known, and how many empty lines may stand in for the unknown ones
/// in all: they cost memory that the diff itself does not.
const MOST_LINES: usize = 2_000_000;
const MOST_PADDING: usize = 64 << 20;

const ONLY_LINES: &str = "only the lines of the diff are known";

/// Reads git's extended diffs and those of `diff -u`.
///
/// With a `checkout`, that directory is found to be the diff's base or its head, and the other side is made of it; if it is
/// neither, that is an error. Without one, files that are new or removed are whole, and of the others only the diff's lines are
/// known ([`File::partial`]).
pub fn read(diff: &[u8], checkout: Option<&Path>) -> Result<ChangeSet, Error> {
    let mut patch = Patch { files: parse(diff)?, unchecked: Vec::new() };
    patch.leave_out_what_is_not_shown();
    match checkout {
        Some(checkout) => patch.beside(&Disk::new(checkout)),
        None => Ok(patch.alone()),
    }
}

struct Patch {
    files: Vec<FilePatch>,
    unchecked: Vec<Unchecked>,
}

impl Patch {
    fn leave_out_what_is_not_shown(&mut self) {
        let unchecked = &mut self.unchecked;
        self.files.retain(|file| {
            let is_submodule = [file.old_mode, file.new_mode].contains(&Some(Mode::Submodule));
            let why = match (is_submodule, file.is_binary) {
                (true, _) => "a submodule, whose repository is not read",
                (_, true) => "the diff does not show its content",
                _ => return true,
            };
            unchecked.push(Unchecked { what: shown_path(file), why: why.to_owned() });
            false
        });
    }

    /// The change as far as the diff alone tells.
    fn alone(mut self) -> ChangeSet {
        let mut padding = MOST_PADDING;
        let mut files = Vec::new();
        for file in std::mem::take(&mut self.files) {
            match alone(&file, &mut padding) {
                Ok((change, whole)) => {
                    files.extend(change);
                    if whole {
                        continue;
                    }
                    self.leave_out(&file, ONLY_LINES);
                }
                Err(why) => self.leave_out(&file, why),
            }
        }
        let names = Sides { base: "the diff's base".to_owned(), head: "the diff's head".to_owned() };
        self.finish(files, names, Sides { base: None, head: None })
    }

    /// The change with `disk` as one of its sides.
    fn beside(self, disk: &Arc<Disk>) -> Result<ChangeSet, Error> {
        let direction = self.direction(disk)?;
        let mut files = Vec::new();
        let mut other_tree: BTreeMap<RepoPath, Option<File>> = BTreeMap::new();
        for patch in &self.files {
            let sides = beside(patch, disk, direction);
            let (here, there) = match direction {
                Direction::Forward => (&patch.old, &patch.new),
                Direction::Backward => (&patch.new, &patch.old),
            };
            // What stays in place of a copy is on both sides.
            let stays = patch.is_copy && direction == Direction::Forward;
            if let Some(here) = here.as_ref().filter(|_| !stays) {
                other_tree.entry(here.clone()).or_default();
            }
            if let Some(there) = there.as_ref().filter(|_| !patch.is_copy || direction == Direction::Forward) {
                let file = if direction == Direction::Forward { &sides.head } else { &sides.base };
                other_tree.insert(there.clone(), file.clone());
            }
            let before = if patch.is_copy { None } else { sides.base };
            // A change of the mode alone is none of content.
            let differs = patch.old != patch.new || !patch.hunks.is_empty();
            files.extend(Change::from_sides(before, sides.head).filter(|_| differs));
        }
        let checkout: Arc<dyn Tree> = Arc::new(Directory(Arc::clone(disk)));
        let other: Arc<dyn Tree> =
            Arc::new(Overlay { below: Directory(Arc::clone(disk)), files: other_tree, names: OnceLock::new() });
        let (base, head, trees) = match direction {
            Direction::Forward => ("the checkout", "the checkout with the diff", [checkout, other]),
            Direction::Backward => ("the checkout without the diff", "the checkout", [other, checkout]),
        };
        let [base_tree, head_tree] = trees.map(Some);
        let names = Sides { base: base.to_owned(), head: head.to_owned() };
        Ok(self.finish(files, names, Sides { base: base_tree, head: head_tree }))
    }

    /// Which way the diff leads away from the checkout: forward if that is its base. All files must agree.
    fn direction(&self, disk: &Disk) -> Result<Direction, Error> {
        let old: BTreeSet<&RepoPath> = self.files.iter().filter_map(|file| file.old.as_ref()).collect();
        let new: BTreeSet<&RepoPath> = self.files.iter().filter_map(|file| file.new.as_ref()).collect();
        let misfit = |direction| {
            let taken = if direction == Direction::Forward { &old } else { &new };
            self.files.iter().find(|file| !fits(file, disk, direction, taken))
        };
        let reason = match (misfit(Direction::Forward), misfit(Direction::Backward)) {
            (Some(_), None) => return Ok(Direction::Backward),
            (None, Some(_)) => return Ok(Direction::Forward),
            (None, None) => match self.direction_by_ids(disk) {
                Some(direction) => return Ok(direction),
                None => "it could be either; create the diff with context lines".to_owned(),
            },
            (Some(base), Some(head)) => {
                format!(
                    "`{}` does not match the base, and `{}` does not match the head",
                    shown_path(base),
                    shown_path(head)
                )
            }
        };
        Err(Error::PatchDoesNotFit { reason })
    }

    /// Without context a few removed lines fit both ways; git's `index` lines then tell which side the checkout is.
    fn direction_by_ids(&self, disk: &Disk) -> Option<Direction> {
        let mut files = self.files.iter().filter(|file| !file.hunks.is_empty()).peekable();
        if files.peek().is_none() {
            return Some(Direction::Backward);
        }
        files.find_map(|file| {
            let (old, new) = file.ids.as_ref()?;
            let is_new = file.new.as_ref().is_some_and(|path| has_id(disk, path, new.as_bstr()));
            let is_old = file.old.as_ref().is_some_and(|path| has_id(disk, path, old.as_bstr()));
            match (is_old, is_new) {
                (true, false) => Some(Direction::Forward),
                (false, true) => Some(Direction::Backward),
                _ => None,
            }
        })
    }

    fn leave_out(&mut self, file: &FilePatch, why: &str) {
        self.unchecked.push(Unchecked { what: shown_path(file), why: why.to_owned() });
    }

    fn finish(
        mut self,
        files: Vec<Change<File>>,
        names: Sides<String>,
        trees: Sides<Option<Arc<dyn Tree>>>,
    ) -> ChangeSet {
        self.unchecked.sort();
        self.unchecked.dedup();
        let files = one_a_path(files);
        ChangeSet {
            base: names.base,
            head: names.head,
            files,
            ancestry: None,
            policy_tree: trees.base.clone(),
            trees,
            whole_tree: false,
            every_file: false,
            unchecked: self.unchecked,
        }
    }
}

/// A link that takes a file's place is written as a removal and an addition: it is one change. Sorted by path.
fn one_a_path(files: Vec<Change<File>>) -> Vec<Change<File>> {
    let mut by_path: BTreeMap<RepoPath, Change<File>> = BTreeMap::new();
    for change in files {
        let path = change.as_ref().any().path.clone();
        let merged = match (by_path.remove(&path), change) {
            (Some(Change::Removed(before)), Change::Added(after))
            | (Some(Change::Added(after)), Change::Removed(before)) => Change::Kept { before, after },
            (_, change) => change,
        };
        by_path.insert(path, merged);
    }
    by_path.into_values().collect()
}

/// A file's change as the diff alone tells it, and whether that is all of it; or why nothing is known.
fn alone(patch: &FilePatch, padding: &mut usize) -> Result<(Option<Change<File>>, bool), &'static str> {
    let is_whole = !patch.is_copy && (patch.old.is_none() || patch.new.is_none());
    if patch.hunks.is_empty() && !is_whole {
        let moved = patch.old != patch.new;
        return if moved { Err("moved or copied, and the diff does not show its content") } else { Ok((None, true)) };
    }
    if !is_whole {
        let last = patch.hunks.last().map_or(0, |last| last.old.end.max(last.new.end));
        let needed = last.saturating_mul(2);
        if last > MOST_LINES || needed > *padding {
            return Err("its lines are too far down the file to be shown in place");
        }
        *padding -= needed;
    }
    let side = |path: &Option<RepoPath>, mode: Option<Mode>, direction| {
        let blob = Arc::new(Known { hunks: patch.hunks.clone(), direction });
        path.clone().map(|path| File { path, mode: mode.unwrap_or(Mode::File), blob, partial: !is_whole })
    };
    let before = side(&patch.old, patch.old_mode, Direction::Backward).filter(|_| !patch.is_copy);
    Ok((Change::from_sides(before, side(&patch.new, patch.new_mode, Direction::Forward)), is_whole))
}

/// Both sides of a file: one is read from `disk`, the other made of it.
fn beside(patch: &FilePatch, disk: &Arc<Disk>, direction: Direction) -> Sides<Option<File>> {
    let (here, there, mode) = match direction {
        Direction::Forward => (&patch.old, &patch.new, patch.new_mode),
        Direction::Backward => (&patch.new, &patch.old, patch.old_mode),
    };
    let from = here.clone().map(|path| {
        let mode = disk.look(path.as_bstr()).ok().flatten().and_then(|(_, metadata)| mode_of(metadata.file_type()));
        disk.file(path, mode.unwrap_or(Mode::File))
    });
    let to = there.clone().map(|path| {
        let mode = mode.or(from.as_ref().map(|from| from.mode)).unwrap_or(Mode::File);
        let blob: Arc<dyn Blob> = match &from {
            Some(from) => Arc::new(Patched { from: from.clone(), hunks: patch.hunks.clone(), direction }),
            None => Arc::new(Known { hunks: patch.hunks.clone(), direction }),
        };
        File { path, mode, blob, partial: false }
    });
    match direction {
        Direction::Forward => Sides { base: from, head: to },
        Direction::Backward => Sides { base: to, head: from },
    }
}

/// Whether the checkout holds what `patch` starts from in this direction. `taken`: paths that the diff starts from elsewhere.
fn fits(patch: &FilePatch, disk: &Disk, direction: Direction, taken: &BTreeSet<&RepoPath>) -> bool {
    let (from, to) = match direction {
        Direction::Forward => (&patch.old, &patch.new),
        Direction::Backward => (&patch.new, &patch.old),
    };
    let stands = |path: &RepoPath| disk.look(path.as_bstr()).ok().flatten().is_some_and(|(_, at)| !at.is_dir());
    // What a copy was made from stands on both sides.
    let may_stand = patch.is_copy && direction == Direction::Backward;
    if to.as_ref().is_some_and(|to| !may_stand && !taken.contains(to) && stands(to)) {
        return false;
    }
    let Some(from) = from else { return true };
    if patch.hunks.is_empty() {
        return stands(from);
    }
    match disk.read(from.as_bstr(), SIZE_CAP) {
        Ok(text) => apply(&text, &patch.hunks, direction).is_some(),
        // It is there and cannot be read; whoever reads it will say so.
        Err(_) => stands(from),
    }
}

/// Whether the id that the file at `path` has as a blob, by either of git's hashes, starts with `prefix`.
fn has_id(disk: &Disk, path: &RepoPath, prefix: &BStr) -> bool {
    let Ok(bytes) = disk.read(path.as_bstr(), SIZE_CAP) else { return false };
    let id = |hash| gix::objs::compute_hash(hash, gix::objs::Kind::Blob, &bytes).map(|id| id.to_string());
    let mut ids = [gix::hash::Kind::Sha1, gix::hash::Kind::Sha256].into_iter().filter_map(|hash| id(hash).ok());
    !prefix.is_empty() && ids.any(|id| id.as_bytes().starts_with(prefix))
}

fn shown_path(file: &FilePatch) -> String {
    file.new.as_ref().or(file.old.as_ref()).map(ToString::to_string).unwrap_or_default()
}

/// What the hunks themselves tell of one side.
struct Known {
    hunks: Vec<Hunk>,
    direction: Direction,
}

impl Blob for Known {
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread> {
        within(known_lines(&self.hunks, self.direction), cap)
    }
}

/// A file of the checkout with the hunks put on it, or taken off.
struct Patched {
    from: File,
    hunks: Vec<Hunk>,
    direction: Direction,
}

impl Blob for Patched {
    fn read(&self, cap: u64) -> Result<Vec<u8>, Unread> {
        let text = self.from.blob.read(cap)?;
        let changed = || Unread::Failed("it changed while it was being read".to_owned());
        within(apply(&text, &self.hunks, self.direction).ok_or_else(changed)?, cap)
    }
}

fn within(bytes: Vec<u8>, cap: u64) -> Result<Vec<u8>, Unread> {
    let size = bytes.len() as u64;
    if size > cap { Err(Unread::TooLarge { size, cap }) } else { Ok(bytes) }
}

/// The checkout with the files of the other side in their places.
struct Overlay {
    below: Directory,
    /// `None`: the other side has no such file.
    files: BTreeMap<RepoPath, Option<File>>,
    /// The names of the others, by directory, once somebody has asked.
    names: OnceLock<HashMap<RepoPath, Vec<BString>>>,
}

impl Tree for Overlay {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        match self.files.get(path) {
            Some(file) => Ok(file.clone()),
            None => self.below.file(path),
        }
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let mut listed = self.below.list(dir);
        let own = self.names.get_or_init(|| {
            let mut names: HashMap<RepoPath, Vec<BString>> = HashMap::new();
            for path in self.files.iter().filter(|(_, file)| file.is_some()).map(|(path, _)| path) {
                names.entry(path.parent()).or_default().push(path.name().to_owned());
            }
            names
        });
        listed.extend(own.get(dir).into_iter().flatten().map(|name| Listed { name: name.clone(), is_dir: false }));
        listed.sort();
        listed.dedup();
        listed
    }

    fn every_file(&self, enters: Enters<'_>) -> Option<EveryFile> {
        let mut found = self.below.every_file(enters)?;
        found.files.retain(|file| !self.files.contains_key(&file.path));
        let is_entered = |file: &&File| file.mode == Mode::File && file.path.directories().all(|dir| enters(&dir));
        found.files.extend(self.files.values().flatten().filter(is_entered).cloned());
        found.files.sort_by(|a, b| a.path.cmp(&b.path));
        Some(found)
    }
}
