//! The trees that the change stands in: what lies beside its files, read when a file leans on it, and once for all of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::yaml::{self, Yaml};
use crate::fact::extract::{Directory, Neighbours, Overlays};
use crate::source::{Listed, Mode, Tree};
use crate::text::{RepoPath, Side, Sides, Text};

/// What stands beside the files of the change; nothing where no file stands.
type Neighbouring = HashMap<(Side, RepoPath), Option<Arc<Yaml>>>;

/// The most bytes that are read of such a file; a larger one is none.
const LARGEST_NEIGHBOUR: u64 = 256 << 10;

/// Likewise of one that is read as it stands.
const LARGEST_TEXT: u64 = 2 << 20;

/// What was made of a path, made once. Two threads may make it at a time; they make the same.
struct Memo<T>(Mutex<HashMap<(Side, RepoPath), Arc<T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Memo<T> {
    fn get(&self, side: Side, dir: &RepoPath, make: impl FnOnce() -> T) -> Arc<T> {
        let key = (side, dir.clone());
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let made = Arc::new(make());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        made
    }
}

/// The whole trees of both sides, read file by file when somebody asks, each once.
pub(super) struct Trees<'a> {
    trees: &'a Sides<Option<Arc<dyn Tree>>>,
    read: Mutex<Neighbouring>,
    texts: Memo<Option<Arc<Text>>>,
    lists: Memo<Vec<Listed>>,
    directories: Memo<Directory>,
    overlays: Memo<Overlays>,
}

impl<'a> Trees<'a> {
    pub(super) fn new(trees: &'a Sides<Option<Arc<dyn Tree>>>) -> Self {
        Self {
            trees,
            read: Mutex::default(),
            texts: Memo::default(),
            lists: Memo::default(),
            directories: Memo::default(),
            overlays: Memo::default(),
        }
    }

    fn yaml(&self, side: Side, path: &RepoPath) -> Option<Arc<Yaml>> {
        let key = (side, path.clone());
        if let Some(known) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let yaml = self.load(side, path);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(key, yaml.clone());
        yaml
    }

    fn tree(&self, side: Side) -> Option<&Arc<dyn Tree>> {
        match side {
            Side::Base => self.trees.base.as_ref(),
            Side::Head => self.trees.head.as_ref(),
        }
    }

    fn load(&self, side: Side, path: &RepoPath) -> Option<Arc<Yaml>> {
        Some(Arc::new(yaml::parse(&self.open(side, path, LARGEST_NEIGHBOUR)?)))
    }

    fn open(&self, side: Side, path: &RepoPath, largest: u64) -> Option<Arc<Text>> {
        let file = self.tree(side)?.file(path).ok().flatten().filter(|file| file.mode == Mode::File)?;
        Some(Text::new(side, path.clone(), file.blob.read(largest).ok()?))
    }
}

/// The files beside those of one side.
pub(super) struct SideTree<'a> {
    pub(super) trees: &'a Trees<'a>,
    pub(super) side: Side,
}

impl Neighbours for SideTree<'_> {
    fn read(&self, path: &RepoPath) -> Option<Arc<Yaml>> {
        self.trees.yaml(self.side, path)
    }

    fn text(&self, path: &RepoPath) -> Option<Arc<Text>> {
        let open = || self.trees.open(self.side, path, LARGEST_TEXT);
        Option::clone(&self.trees.texts.get(self.side, path, open))
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let list = || self.trees.tree(self.side).map(|tree| tree.list(dir)).unwrap_or_default();
        Vec::clone(&self.trees.lists.get(self.side, dir, list))
    }

    fn directory(&self, dir: &RepoPath) -> Arc<Directory> {
        self.trees.directories.get(self.side, dir, || Directory::read(dir, self))
    }

    fn overlays(&self, dir: &RepoPath) -> Option<Arc<Overlays>> {
        self.trees.tree(self.side)?;
        Some(self.trees.overlays.get(self.side, dir, || Overlays::read(dir, self)))
    }
}
