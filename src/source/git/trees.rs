//! Tree against tree: equal directories are skipped unread, so that the cost follows the change.

use bstr::{BStr, BString};
use gix::ObjectId;
use gix::objs::tree::EntryKind;

use super::delta::Deltas;
use super::objects::{TreeEntry, read_tree};
use super::{Error, entry};
use crate::source::walk::join;

/// How many directories one comparison may open; see [`Deltas`] for the like bound on paths.
const MOST_TREES: usize = 1_000_000;

/// Who knows what stands in a directory: a repository on disk, or one far away.
pub(in crate::source) trait Listings {
    /// The entries of the tree `id`, sorted by name.
    fn entries(&self, id: ObjectId) -> Result<Vec<TreeEntry>, Error>;

    /// These are asked for next, one by one.
    fn expect(&self, ids: &[ObjectId]) -> Result<(), Error> {
        let _ = ids;
        Ok(())
    }
}

impl Listings for gix::Repository {
    fn entries(&self, id: ObjectId) -> Result<Vec<TreeEntry>, Error> {
        read_tree(self, Some(id))
    }
}

/// Adds all that differs between the trees `base` and `head`.
pub(in crate::source) fn between(
    listings: &impl Listings,
    base: Option<ObjectId>,
    head: Option<ObjectId>,
    deltas: &mut Deltas,
) -> Result<(), Error> {
    below(listings, BString::default(), base, head, deltas)
}

/// The same for two directories that stand at `prefix` (empty, or ending with `/`).
pub(super) fn below(
    listings: &impl Listings,
    prefix: BString,
    base: Option<ObjectId>,
    head: Option<ObjectId>,
    deltas: &mut Deltas,
) -> Result<(), Error> {
    let mut waiting = vec![(prefix, base, head)];
    let mut opened = 0;
    while let Some((prefix, base, head)) = waiting.pop() {
        if base == head {
            continue;
        }
        opened += 1;
        if opened > MOST_TREES {
            return Err(Error::TooLarge(format!("more than {MOST_TREES} directories differ")));
        }
        let entries = |id: Option<ObjectId>| id.map_or_else(|| Ok(Vec::new()), |id| listings.entries(id));
        let (old, new) = (entries(base)?, entries(head)?);
        let already = waiting.len();
        let (old, new) = (unique(&old, deltas, prefix.as_ref()), unique(&new, deltas, prefix.as_ref()));
        for (name, old, new) in merge(&old, &new, |old| old.name.as_ref(), |new| new.name.as_ref()) {
            if let (Some(old), Some(new)) = (old, new)
                && (old.id, old.kind) == (new.id, new.kind)
            {
                continue;
            }
            let path = join(prefix.as_ref(), name);
            if !deltas.admits(path.as_ref(), name) {
                continue;
            }
            let (old_dir, new_dir) = (directory(old), directory(new));
            if old_dir.is_some() || new_dir.is_some() {
                waiting.push((join(path.as_ref(), "/".into()), old_dir, new_dir));
            }
            let side = |at: Option<&TreeEntry>| at.and_then(|at| entry(at.kind, at.id));
            deltas.add(path, side(old), side(new))?;
        }
        let next: Vec<ObjectId> = waiting[already..].iter().flat_map(|(_, old, new)| [*old, *new]).flatten().collect();
        listings.expect(&next)?;
    }
    Ok(())
}

/// A name with what each side has under it.
pub(super) type Pair<'a, A, B> = (&'a BStr, Option<A>, Option<B>);

/// Pairs two listings, each sorted by name and without repetition.
pub(super) fn merge<'a, A: Copy, B: Copy>(
    old: &[A],
    new: &[B],
    old_name: impl Fn(A) -> &'a BStr,
    new_name: impl Fn(B) -> &'a BStr,
) -> Vec<Pair<'a, A, B>> {
    let (mut old, mut new) = (old.iter().copied().peekable(), new.iter().copied().peekable());
    let mut pairs = Vec::new();
    loop {
        let (left, right) = (old.peek().copied().map(&old_name), new.peek().copied().map(&new_name));
        let Some(name) = left.into_iter().chain(right).min() else { return pairs };
        pairs.push((name, old.next_if(|_| left == Some(name)), new.next_if(|_| right == Some(name))));
    }
}

/// The entries without those that repeat a name, which no sound tree does and no reader could tell apart.
pub(super) fn unique<'a>(entries: &'a [TreeEntry], deltas: &mut Deltas, prefix: &BStr) -> Vec<&'a TreeEntry> {
    let mut kept: Vec<&TreeEntry> = Vec::with_capacity(entries.len());
    for entry in entries {
        if kept.last().is_some_and(|last| last.name == entry.name) {
            deltas.skip(join(prefix, entry.name.as_ref()).as_ref(), "git's tree lists it twice");
        } else {
            kept.push(entry);
        }
    }
    kept
}

/// The tree that `entry` leads to, if it is a directory.
pub(super) fn directory(entry: Option<&TreeEntry>) -> Option<ObjectId> {
    entry.filter(|entry| entry.kind == EntryKind::Tree).map(|entry| entry.id)
}
