//! Two small trees held in memory: what a rule's examples are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use bstr::ByteSlice;

use super::{ChangeSet, Enters, EveryFile, File, Listed, Mode, Tree, Unread};
use crate::change::Change;
use crate::text::{RepoPath, Sides};

/// Paths and bytes.
pub type Files = BTreeMap<RepoPath, Vec<u8>>;

/// The change from one tree to the other; files that are equal on both sides are no part of it.
#[must_use]
pub fn change_set(base: Files, head: Files) -> ChangeSet {
    let paths: std::collections::BTreeSet<_> = base.keys().chain(head.keys()).cloned().collect();
    let files = paths
        .iter()
        .filter(|path| base.get(*path) != head.get(*path))
        .filter_map(|path| Change::from_sides(file(&base, path), file(&head, path)))
        .collect();
    let tree = |files| Some(Arc::new(Memory(files)) as Arc<dyn Tree>);
    let base = tree(base);
    ChangeSet {
        base: "base".to_owned(),
        head: "head".to_owned(),
        files,
        ancestry: None,
        policy_tree: base.clone(),
        trees: Sides { base, head: tree(head) },
        whole_tree: false,
        every_file: false,
        unchecked: Vec::new(),
    }
}

struct Memory(Files);

impl Tree for Memory {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        Ok(file(&self.0, path))
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let below = self.0.keys().filter(|path| path.is_under(dir));
        let mut listed: Vec<_> = below
            .map(|path| {
                let rest = path.as_bstr()[dir.as_bstr().len()..].trim_start_with(|c| c == '/');
                let slash = rest.find_byte(b'/');
                Listed { name: rest[..slash.unwrap_or(rest.len())].into(), is_dir: slash.is_some() }
            })
            .collect();
        listed.sort();
        listed.dedup();
        listed
    }

    fn every_file(&self, enters: Enters<'_>) -> Option<EveryFile> {
        let is_entered = |path: &&RepoPath| path.directories().all(|dir| enters(&dir));
        let files = self.0.keys().filter(is_entered).filter_map(|path| file(&self.0, path)).collect();
        Some(EveryFile { files, unchecked: Vec::new() })
    }
}

fn file(files: &Files, path: &RepoPath) -> Option<File> {
    let bytes = files.get(path)?.clone();
    Some(File { path: path.clone(), mode: Mode::File, blob: Arc::new(bytes), partial: false })
}
