//! A directory of migrations on disk: as Portcullis reads it, and as a database is given it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portcullis::document::yaml::Yaml;
use portcullis::fact::extract::migration::{self, Location};
use portcullis::fact::extract::{Directory, Neighbours, Overlays};
use portcullis::fact::migration::Schema;
use portcullis::source::Listed;
use portcullis::text::{RepoPath, Side, Text};

/// A project whose migrations all stand in one place.
pub(crate) struct Project {
    root: PathBuf,
    place: Location,
    /// The ways forward, in the order in which the tool applies them.
    files: Vec<PathBuf>,
}

impl Project {
    /// One of those beside this file.
    pub(crate) fn read(name: &str) -> Self {
        Self::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/schema").join(name))
    }

    /// The one below `root`.
    pub(crate) fn at(root: &Path) -> Self {
        let tree = Tree(root);
        let mut files: Vec<PathBuf> = all(root).into_iter().filter(|path| is_forward(path)).collect();
        files.sort_by_key(|path| natural(path));
        let mut places: Vec<Location> =
            files.iter().filter_map(|file| migration::place(&*tree.file(file)?, &tree)).collect();
        places.dedup();
        assert_eq!(places.len(), 1, "{places:?}");
        Self { root: root.to_owned(), place: places.remove(0), files }
    }

    pub(crate) fn name(&self) -> String {
        self.root.display().to_string()
    }

    /// What Portcullis says that the migrations make.
    pub(crate) fn schema(&self) -> Schema {
        migration::schema(&self.place, &Tree(&self.root)).unwrap()
    }

    /// The ways forward, one after the other.
    pub(crate) fn statements(&self) -> impl Iterator<Item = (&Path, String)> {
        self.files.iter().map(|file| (file.as_path(), forward(&fs::read_to_string(file).unwrap())))
    }
}

/// Whether a file leads forward.
fn is_forward(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".sql") && !name.ends_with("down.sql")
}

/// The half of a file that leads forward, where it holds both.
fn forward(text: &str) -> String {
    let end = ["-- +goose Down", "-- migrate:down", "-- +migrate Down"].iter().find_map(|marker| text.find(marker));
    text[..end.unwrap_or(text.len())].to_owned()
}

/// A path whose numbers are compared as numbers: `V10__a` comes behind `V9__b`.
fn natural(path: &Path) -> Vec<(u64, String)> {
    let text = path.display().to_string();
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        let words = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        parts.push((number.parse().unwrap_or(0), after[..words].to_owned()));
        rest = &after[words..];
    }
    parts
}

fn all(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
}

/// A directory as a side of a change.
struct Tree<'a>(&'a Path);

impl Tree<'_> {
    fn file(&self, path: &Path) -> Option<Arc<Text>> {
        let relative = path.strip_prefix(self.0).ok()?;
        Some(Text::new(Side::Head, RepoPath::from(relative.to_str()?), fs::read(path).ok()?))
    }
}

impl Neighbours for Tree<'_> {
    fn read(&self, _: &RepoPath) -> Option<Arc<Yaml>> {
        None
    }

    fn text(&self, path: &RepoPath) -> Option<Arc<Text>> {
        self.file(&self.0.join(path.as_bstr().to_string()))
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let entries = fs::read_dir(self.0.join(dir.as_bstr().to_string())).into_iter().flatten().flatten();
        let mut listed: Vec<Listed> = entries
            .map(|entry| Listed {
                name: entry.file_name().to_string_lossy().into_owned().into(),
                is_dir: entry.path().is_dir(),
            })
            .collect();
        listed.sort();
        listed
    }

    fn directory(&self, dir: &RepoPath) -> Arc<Directory> {
        Arc::new(Directory::read(dir, self))
    }

    fn overlays(&self, dir: &RepoPath) -> Option<Arc<Overlays>> {
        Some(Arc::new(Overlays::read(dir, self)))
    }
}
