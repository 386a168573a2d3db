//! What a directory of migrations holds besides those of the change: here, at the base, and on the branch that the change is merged into.

use std::collections::BTreeSet;

use bstr::ByteSlice;

use super::called::{Called, Half};
use super::directory::{self, Directory, Files};
use super::graph::{self, Graph};
use super::read::{Location, Reader, scripts};
use super::replay::replay;
use super::sql::Session;
use crate::fact::extract::Neighbours;
use crate::fact::migration::{Around, Deletion, Down, Framework, Operation, Order, Other};
use crate::fact::{Facts, Migration, MigrationStep};
use crate::text::RepoPath;

/// How many landed migrations are asked whether they have a way back, the last ones first.
const ASKED: usize = 32;

/// The checksums of Atlas.
const ATLAS_SUMS: &[u8] = b"atlas.sum";

/// What has landed.
pub struct Landed<'a> {
    base: &'a dyn Neighbours,
    directory: Directory,
    /// The tip of the target branch, where it has gone on since the base.
    target: Option<(&'a dyn Neighbours, Directory)>,
}

impl<'a> Landed<'a> {
    /// What stands at `place` in the base, and in `target`.
    #[must_use]
    pub fn read(place: &Location, base: &'a dyn Neighbours, target: Option<&'a dyn Neighbours>) -> Self {
        let at = |tree: &dyn Neighbours| Directory::read(&place.root, place.framework, tree);
        Self { base, directory: at(base), target: target.map(|tree| (tree, at(tree))) }
    }

    /// What stands around a migration that has landed.
    pub(super) fn around_landed(&self, migration: &Migration, head: &Reader<'_>) -> Around {
        Around { journal: unsummed(migration, self.base, head), ..Around::default() }
    }

    /// What stands around a migration that the change brings.
    pub(super) fn around(&self, migration: &Migration, called: &Called, head: &Reader<'_>) -> Around {
        let lacks_down =
            matches!(migration.down, Down::Missing { .. } | Down::Empty { .. } | Down::Irreversible { .. });
        Around {
            is_first: false,
            is_forward_only: lacks_down && self.is_forward_only(head.location),
            twins: self.twins(migration, called, head),
            newer: self.newer(migration, called),
            deletion: None,
            rivals: if migration.framework.order() == Order::Graph { self.rivals(migration, head) } else { Vec::new() },
            journal: unlisted(migration, head),
        }
    }

    /// Those that only the target branch has: it went on.
    fn new_on_target(&self) -> impl Iterator<Item = (&Called, &RepoPath)> {
        let known: BTreeSet<&RepoPath> = self.directory.all().map(|(_, _, path)| path).collect();
        let all = self.target.iter().flat_map(|(_, directory)| directory.all());
        all.filter(move |(_, _, path)| !known.contains(path)).map(|(called, _, path)| (called, path))
    }

    fn twins(&self, migration: &Migration, called: &Called, head: &Reader<'_>) -> Vec<Other> {
        let framework = migration.framework;
        let version = directory::version(framework, called);
        if version.is_none() || !matches!(framework.order(), Order::Strict | Order::Numbers) {
            return Vec::new();
        }
        let own = migration.site.text.path();
        let here = head.directory.all().map(|(called, _, path)| (called, path, false));
        let there = self.new_on_target().map(|(called, path)| (called, path, true));
        let is_twin = |(other, path, _): &(&Called, &RepoPath, bool)| {
            *path != own && directory::version(framework, other) == version && !is_other_half(called, other)
        };
        let twins = here.chain(there).filter(is_twin);
        let twins: BTreeSet<_> =
            twins.map(|(_, path, is_on_target)| Other { path: path.clone(), is_on_target }).collect();
        twins.into_iter().collect()
    }

    fn newer(&self, migration: &Migration, called: &Called) -> Option<Other> {
        let framework = migration.framework;
        if !matches!(framework.order(), Order::Strict | Order::Numbers) {
            return None;
        }
        let own = directory::version(framework, called)?;
        let landed = self.directory.all().map(|(called, _, path)| (called, path, false));
        let on_target = self.new_on_target().map(|(called, path)| (called, path, true));
        let newest = landed.chain(on_target).filter_map(|(called, path, is_on_target)| {
            Some((directory::version(framework, called)?, Other { path: path.clone(), is_on_target }))
        });
        newest.max().filter(|(version, _)| *version > own).map(|(_, other)| other)
    }

    /// The other heads, if there are more of them than there were.
    fn rivals(&self, migration: &Migration, head: &Reader<'_>) -> Vec<Other> {
        let framework = migration.framework;
        let base = Graph::read(&self.directory, framework, self.base);
        let mut merged = Graph::read(&head.directory, framework, head.beside);
        let here: BTreeSet<RepoPath> = merged.paths().cloned().collect();
        if let Some((tree, directory)) = &self.target {
            merged.merge(&Graph::read(directory, framework, *tree), &base);
        }
        let (heads, own) = (merged.heads(), migration.site.text.path());
        if heads.len() <= base.heads().len().max(1) || !heads.contains(own) {
            return Vec::new();
        }
        let others = heads.into_iter().filter(|path| *path != own);
        others.map(|path| Other { path: path.clone(), is_on_target: !here.contains(path) }).collect()
    }

    /// Notes the types that columns have before, where the change gives them other ones and only what has landed tells.
    pub(super) fn note_types(&self, facts: &mut Facts, head: &Reader<'_>) {
        let is_open = |step: &MigrationStep| matches!(&step.effect.operation, Operation::ChangeType { from: None, .. });
        if !facts.steps.iter().any(is_open) {
            return;
        }
        let Some(mut schema) = replay(&self.directory, head.location.framework, self.base) else { return };
        for step in facts.steps.iter_mut() {
            if let Operation::ChangeType { table, column, from: None, .. } = &step.effect.operation {
                let known = schema.table(table).and_then(|table| table.column(column));
                step.type_before = known.map(|column| column.kind.clone());
            }
            schema.apply(&step.effect);
        }
    }

    /// Whether more than half of the last ones that landed have no way back.
    fn is_forward_only(&self, place: &Location) -> bool {
        let mut landed: Vec<_> = self.directory.all().collect();
        landed.sort_by_key(|(called, _, _)| std::cmp::Reverse(directory::version(place.framework, called)));
        landed.truncate(ASKED);
        let without = landed.iter().filter(|(_, files, path)| self.lacks_down(files, path)).count();
        without * 2 > landed.len()
    }

    fn lacks_down(&self, files: &Files, path: &RepoPath) -> bool {
        let says_nothing =
            |down: &Down| matches!(down, Down::Missing { .. } | Down::Empty { .. } | Down::Irreversible { .. });
        if let Some(down) = &files.down {
            return self.base.text(down).is_some_and(|text| says_nothing(&super::read::written(&text)));
        }
        let Some(text) = self.base.text(path) else { return false };
        let is_elsewhere = |down: &Down| *down == Down::Elsewhere;
        scripts(&text, &mut Session::default())
            .iter()
            .any(|script| says_nothing(&script.down) || is_elsewhere(&script.down))
    }
}

/// The file of checksums, if it is as it was though the migration is not.
fn unsummed(migration: &Migration, base: &dyn Neighbours, head: &Reader<'_>) -> Option<RepoPath> {
    let own = migration.site.text.path();
    let sums = head.location.root.join(ATLAS_SUMS).filter(|_| migration.framework == Framework::Atlas)?;
    let [before, sums_before] = [own, &sums].map(|path| base.text(path));
    let is_edited = before?.bytes() != migration.site.text.bytes();
    (is_edited && sums_before?.bytes() == head.text(&sums)?.bytes()).then_some(sums)
}

/// Whether one is the way back of the other.
fn is_other_half(one: &Called, other: &Called) -> bool {
    (one.half == Half::Down) != (other.half == Half::Down)
}

/// The file that lists all migrations, if it does not list this one.
fn unlisted(migration: &Migration, head: &Reader<'_>) -> Option<RepoPath> {
    let (journal, entry) = match migration.framework {
        Framework::Drizzle => (b"meta/_journal.json".as_slice(), format!("\"{}\"", migration.name)),
        Framework::Atlas => (ATLAS_SUMS, migration.site.text.path().name().to_string()),
        _ => return None,
    };
    let path = head.location.root.join(journal)?;
    let text = head.text(&path)?;
    (!text.bytes().contains_str(&entry)).then_some(path)
}

/// Notes why those migrations of the base may be deleted that the head lacks.
pub fn explain_deletions(location: &Location, base: &mut Facts, head: &dyn Neighbours) {
    let directory = Directory::read(&location.root, location.framework, head);
    let known: BTreeSet<&RepoPath> = directory.all().map(|(_, _, path)| path).collect();
    if base.migrations.iter().all(|migration| known.contains(migration.site.text.path())) {
        return;
    }
    let replaced =
        if location.framework == Framework::Django { graph::replaced(&directory, head) } else { BTreeSet::new() };
    for migration in base.migrations.iter_mut() {
        if known.contains(migration.site.text.path()) {
            continue;
        }
        migration.around.deletion = match () {
            () if known.is_empty() => Some(Deletion::WithDirectory),
            () if replaced.contains(&migration.name) => Some(Deletion::Superseded),
            () => None,
        };
    }
}
