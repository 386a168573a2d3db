//! Two directories as a change: what stands in the first became what stands in the second.

use std::collections::BTreeMap;
use std::path::Path;

use super::{ChangeSet, Error, File, SIZE_CAP, directory};
use crate::change::Change;
use crate::text::{RepoPath, Sides};

/// The files of `head` that are not the same in `base`. Nothing is renamed: a file is known by its path.
pub fn directories(base: &Path, head: &Path) -> Result<ChangeSet, Error> {
    let before = directory::whole(base, &[])?;
    let after = directory::whole(head, &[])?;
    let mut pairs: BTreeMap<RepoPath, Sides<Option<File>>> = BTreeMap::new();
    for file in before.files.into_iter().map(Change::any) {
        let path = file.path.clone();
        pairs.entry(path).or_default().base = Some(file);
    }
    for file in after.files.into_iter().map(Change::any) {
        let path = file.path.clone();
        pairs.entry(path).or_default().head = Some(file);
    }
    let files = pairs.into_values().filter_map(|Sides { base, head }| Change::from_sides(base, head));
    Ok(ChangeSet {
        base: before.head,
        head: after.head,
        files: files.filter(|change| !change.as_ref().both().is_some_and(|(base, head)| is_same(base, head))).collect(),
        ancestry: None,
        policy_tree: before.policy_tree,
        trees: Sides { base: before.trees.head, head: after.trees.head },
        whole_tree: false,
        every_file: false,
        unchecked: before.unchecked.into_iter().chain(after.unchecked).collect(),
    })
}

/// Whether both hold the same bytes; what cannot be read is not the same, so that somebody says so.
fn is_same(base: &File, head: &File) -> bool {
    base.mode == head.mode && matches!((base.blob.read(SIZE_CAP), head.blob.read(SIZE_CAP)), (Ok(a), Ok(b)) if a == b)
}
