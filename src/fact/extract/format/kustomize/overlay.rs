//! Which kustomization gives an image its version: a manifest that names none is a base more often than a mistake.
//!
//! Kustomize leads from the overlay to the base; here the way is needed from the base to its overlays, so those that stand near it
//! are read and asked where they lead.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use std::sync::Arc;

use bstr::BString;

use crate::document::yaml::Node;
use crate::fact::extract::Neighbours;
use crate::fact::extract::place::short;
use crate::fact::{Image, Place};
use crate::source::Listed;
use crate::text::{RepoPath, Site};

/// How far up from a manifest its overlays may have a directory in common with it: `base/web/deploy.yaml`, `overlays/production`.
const LEVELS_UP: usize = 4;

/// How far down from there they may stand.
const LEVELS_DOWN: usize = 3;

/// How many directories are looked into from one that they may have in common.
const MOST_DIRECTORIES: usize = 200;

/// A kustomization is larger only where nobody wrote it.
const LARGEST: usize = 64 << 10;

/// How many components of one kustomization count.
const MOST_COMPONENTS: usize = 16;

/// How many images of one file are asked about.
const MOST_IMAGES: usize = 500;

/// The kustomizations at and below one directory.
#[derive(Debug, Default)]
pub struct Overlays {
    kustomizations: Vec<(RepoPath, Arc<Kustomization>)>,
    /// Which of them name a file or directory.
    holders: BTreeMap<RepoPath, Vec<usize>>,
    /// Which of them stands in a directory.
    by_dir: BTreeMap<RepoPath, usize>,
}

/// One directory, looked into.
#[derive(Debug, Default)]
pub struct Directory {
    below: Vec<RepoPath>,
    kustomization: Option<Arc<Kustomization>>,
}

/// As much of a kustomization as tells what it holds and which versions it names.
#[derive(Debug)]
struct Kustomization {
    /// The files and directories that it names.
    held: BTreeSet<RepoPath>,
    /// Its components, whose transformers work on all that it holds.
    components: Vec<RepoPath>,
    /// Where it gives images of a name their version.
    versions: BTreeMap<String, Site>,
}

/// Finds out for each image of a manifest that names no version, or one that is none, which kustomization names it.
pub(in crate::fact::extract) fn resolve(path: &RepoPath, images: &mut [Image], neighbours: &dyn Neighbours) {
    let is_asked = |image: &&mut Image| image.place == Place::Manifest && leaves_open(image);
    let mut open: Vec<&mut Image> = images.iter_mut().filter(is_asked).take(MOST_IMAGES).collect();
    if open.is_empty() || !may_be_held(path, neighbours) {
        return;
    }
    let mut dir = path.parent();
    for _ in 0..=LEVELS_UP {
        if open.is_empty() {
            return;
        }
        if let Some(overlays) = neighbours.overlays(&dir) {
            let holders = overlays.holders_of(path);
            for image in &mut open {
                let name = image.repository.get().map_or("", |part| part.text.as_str());
                image.version_from = holders.iter().find_map(|holder| holder.versions.get(name)).cloned();
            }
            open.retain(|image| image.version_from.is_none());
        }
        if dir.as_bstr().is_empty() {
            return;
        }
        dir = dir.parent();
    }
}

/// Whether a kustomization beside a file or above it holds it.
pub(in crate::fact::extract) fn is_held(path: &RepoPath, neighbours: &dyn Neighbours) -> bool {
    let mut dir = path.parent();
    for _ in 0..=LEVELS_UP {
        let holds = |kustomization: &Arc<Kustomization>| kustomization.held.contains(path);
        if neighbours.directory(&dir).kustomization.as_ref().is_some_and(holds) {
            return true;
        }
        if dir.as_bstr().is_empty() {
            return false;
        }
        dir = dir.parent();
    }
    false
}

/// Whether a kustomization stands beside a manifest or above it. Kustomize reads no file from elsewhere, so without one the manifest is
/// no base, and nobody need look for overlays.
/// (<https://kubectl.docs.kubernetes.io/faq/kustomize/#security-file-foo-is-not-in-or-below-bar>)
fn may_be_held(path: &RepoPath, neighbours: &dyn Neighbours) -> bool {
    let mut dir = path.parent();
    for _ in 0..=LEVELS_UP {
        if neighbours.directory(&dir).kustomization.is_some() {
            return true;
        }
        if dir.as_bstr().is_empty() {
            return false;
        }
        dir = dir.parent();
    }
    false
}

/// Whether somebody else may be meant to say which version it is: no number is in what stands here.
fn leaves_open(image: &Image) -> bool {
    let is_word = image.tag.get().is_some_and(|tag| !tag.text.bytes().any(|byte| byte.is_ascii_digit()));
    image.digest.is_missing() && (image.tag.is_missing() || is_word)
}

impl Directory {
    /// Lists `dir` and reads its kustomization.
    #[must_use]
    pub fn read(dir: &RepoPath, neighbours: &dyn Neighbours) -> Self {
        let listed = neighbours.list(dir);
        let below = listed.iter().filter(|entry| entry.is_dir && is_looked_into(&entry.name));
        let named = |entry: &&Listed| !entry.is_dir && is_kustomization(&entry.name);
        let file = listed.iter().find(named).and_then(|entry| dir.join(&entry.name));
        let read = file.and_then(|file| neighbours.read(&file)).filter(|yaml| yaml.text().bytes().len() <= LARGEST);
        let kustomization = read.and_then(|yaml| {
            let document = yaml.documents().next()?;
            Some(Arc::new(Kustomization::new(dir, document)))
        });
        Self { below: below.filter_map(|entry| dir.join(&entry.name)).collect(), kustomization }
    }
}

impl Kustomization {
    fn new(dir: &RepoPath, document: Node<'_>) -> Self {
        let local = |node: Node<'_>| dir.join(node.str().filter(|_| !node.is_unknown())?.as_bytes());
        let listed = |key| document.get(key).into_iter().flat_map(Node::items);
        let entries = ["resources", "bases", "components", "patchesStrategicMerge"].into_iter().flat_map(listed);
        let patches = ["patches", "patchesJson6902"].into_iter().flat_map(listed);
        let mut versions = BTreeMap::new();
        for entry in listed("images") {
            let value = entry.get("newTag").or_else(|| entry.get("digest")).filter(|value| !value.is_null());
            if let (Some(name), Some(value)) = (entry.get("name").and_then(Node::str), value) {
                versions.insert(short(name).to_owned(), value.site().with_span(value.value_span()));
            }
        }
        Self {
            held: entries.chain(patches.filter_map(|patch| patch.get("path"))).filter_map(local).collect(),
            components: listed("components").filter_map(local).collect(),
            versions,
        }
    }
}

impl Overlays {
    /// Reads the kustomizations at and below `top`, nearer ones first.
    #[must_use]
    pub fn read(top: &RepoPath, neighbours: &dyn Neighbours) -> Self {
        let mut overlays = Self::default();
        let mut waiting = VecDeque::from([(top.clone(), 0)]);
        let mut looked_into = 0;
        while let Some((dir, depth)) = waiting.pop_front().filter(|_| looked_into < MOST_DIRECTORIES) {
            looked_into += 1;
            let directory = neighbours.directory(&dir);
            if depth < LEVELS_DOWN {
                waiting.extend(directory.below.iter().map(|below| (below.clone(), depth + 1)));
            }
            if let Some(kustomization) = &directory.kustomization {
                overlays.add(dir, Arc::clone(kustomization));
            }
        }
        overlays
    }

    fn add(&mut self, dir: RepoPath, kustomization: Arc<Kustomization>) {
        let index = self.kustomizations.len();
        for held in &kustomization.held {
            self.holders.entry(held.clone()).or_default().push(index);
        }
        self.by_dir.insert(dir.clone(), index);
        self.kustomizations.push((dir, kustomization));
    }

    /// The kustomizations that hold the file `path`, directly or through others, each followed by its components.
    fn holders_of<'a>(&'a self, path: &'a RepoPath) -> Vec<&'a Kustomization> {
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        let mut waiting = VecDeque::from([path]);
        while let Some(held) = waiting.pop_front() {
            for &index in self.holders.get(held).into_iter().flatten().filter(|index| seen.insert(**index)) {
                let (dir, holder) = &self.kustomizations[index];
                let components = holder.components.iter().filter_map(|dir| self.by_dir.get(dir));
                found.push(holder.as_ref());
                found.extend(components.take(MOST_COMPONENTS).map(|&index| self.kustomizations[index].1.as_ref()));
                waiting.push_back(dir);
            }
        }
        found
    }
}

/// The names that Kustomize looks for. (<https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization>)
fn is_kustomization(name: &BString) -> bool {
    name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization"
}

/// Where no overlay stands: hidden directories, and those of package managers.
fn is_looked_into(name: &BString) -> bool {
    !name.starts_with(b".") && name != "node_modules" && name != "vendor"
}
