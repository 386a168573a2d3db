//! A directory of migrations, as its listing tells it: which files there are, which belong together, and in which order they come.

use std::collections::BTreeMap;

use super::called::{Called, Half};
use crate::fact::extract::Neighbours;
use crate::fact::migration::{Framework, Order};
use crate::source::Listed;
use crate::text::RepoPath;

/// What makes the files of one migration one: for tools that pair by number that number, for others the name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// `4` of `4_add_age.up.sql` and of `4_drop_age.down.sql`.
    Number(u64),
    /// `20240131_add_age`.
    Name(String),
}

/// The files of one migration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Files {
    /// The way forward, or both.
    pub(super) up: Option<RepoPath>,
    /// The way back.
    pub(super) down: Option<RepoPath>,
}

/// The migrations of a directory on one side.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// The files of each.
    pub(super) migrations: BTreeMap<Key, Vec<(Called, Files)>>,
    /// Whether some have a file for the way back.
    pub(super) has_halves: bool,
}

/// The directory that the migrations of `framework` stand in, one of which is `path`.
pub(super) fn root(path: &RepoPath) -> RepoPath {
    let dir = path.parent();
    if Called::read(path).is_directory { dir.parent() } else { dir }
}

/// What makes the file at `path` one with its other half.
pub(super) fn key(framework: Framework, called: &Called) -> Key {
    let pairs_by_number = matches!(framework, Framework::GolangMigrate | Framework::Sqlx | Framework::Flyway);
    match called.first().filter(|_| pairs_by_number && called.half != Half::Whole && framework != Framework::Flyway) {
        Some(number) => Key::Number(number),
        None if framework == Framework::Flyway && !called.numbers.is_empty() => {
            Key::Name(format!("V{:?}", version(framework, called)))
        }
        None => Key::Name(called.stem.clone()),
    }
}

/// What orders a migration among others of its tool; nothing where its name does not.
pub(super) fn version(framework: Framework, called: &Called) -> Option<Vec<u64>> {
    let mut numbers = called.numbers.clone();
    match framework {
        Framework::Flyway | Framework::Refinery => {
            while numbers.len() > 1 && numbers.last() == Some(&0) {
                numbers.pop();
            }
        }
        // `2024-01-31-101010_add_age`: all groups of the date, written with hyphens, are the version.
        Framework::Diesel => {
            let text = called.stem.split('_').next().unwrap_or_default();
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            return digits.parse().ok().map(|number| vec![number]);
        }
        _ if matches!(framework.order(), Order::Strict | Order::Numbers) => numbers.truncate(1),
        _ => {}
    }
    (!numbers.is_empty()).then_some(numbers)
}

impl Directory {
    pub(super) fn read(root: &RepoPath, framework: Framework, beside: &dyn Neighbours) -> Self {
        let mut directory = Self::default();
        for listed in beside.list(root) {
            let Some(path) = root.join(&listed.name) else { continue };
            if listed.is_dir {
                directory.add_halves_in(&path, framework, beside);
            } else {
                directory.add(path, framework, &listed);
            }
        }
        directory
    }

    /// `7_add_age/up.sql` and its other half. Only directories that are numbered are looked into.
    fn add_halves_in(&mut self, dir: &RepoPath, framework: Framework, beside: &dyn Neighbours) {
        let is_of_directories = matches!(framework, Framework::Diesel | Framework::Hasura | Framework::Prisma);
        if !is_of_directories || !dir.name().first().is_some_and(u8::is_ascii_digit) {
            return;
        }
        for listed in beside.list(dir) {
            if let Some(path) = dir.join(&listed.name).filter(|path| Called::read(path).is_directory) {
                self.add(path, framework, &listed);
            }
        }
    }

    /// Makes sure that the file at `path` is among them.
    pub(super) fn know(&mut self, path: &RepoPath, framework: Framework) {
        if self.of(path, framework).is_none() {
            self.insert(path.clone(), framework);
        }
    }

    fn add(&mut self, path: RepoPath, framework: Framework, listed: &Listed) {
        let called = Called::read(&path);
        // Beside `V1__age.sql` may stand `V1__age.sql.conf`.
        let is_one = super::may_be(&path) && !called.numbers.is_empty()
            || called.half != Half::Whole
            || framework == Framework::Alembic;
        if is_one && !listed.name.starts_with(b".") {
            self.insert(path, framework);
        }
    }

    fn insert(&mut self, path: RepoPath, framework: Framework) {
        let called = Called::read(&path);
        self.has_halves |= called.half == Half::Down;
        let group = self.migrations.entry(key(framework, &called)).or_default();
        let (is_down, is_same) =
            (
                called.half == Half::Down,
                |files: &Files, down: bool| {
                    if down { files.down.is_none() } else { files.up.is_none() }
                },
            );
        // A second way forward of one number is another migration.
        match group.iter_mut().find(|(_, files)| is_same(files, is_down)) {
            Some((known, files)) if is_down => {
                files.down = Some(path);
                if known.half == Half::Down {
                    *known = called;
                }
            }
            Some((known, files)) => {
                files.up = Some(path);
                *known = called;
            }
            None if is_down => group.push((called, Files { up: None, down: Some(path) })),
            None => group.push((called, Files { up: Some(path), down: None })),
        }
    }

    /// The files of the migration that the file at `path` belongs to.
    pub(super) fn of(&self, path: &RepoPath, framework: Framework) -> Option<&(Called, Files)> {
        let group = self.migrations.get(&key(framework, &Called::read(path)))?;
        let holds =
            |(_, files): &&(Called, Files)| [&files.up, &files.down].into_iter().flatten().any(|one| one == path);
        group.iter().find(holds)
    }

    /// The migrations that a file at `path` would belong to, if it stood here.
    pub(super) fn beside(&self, path: &RepoPath, framework: Framework) -> &[(Called, Files)] {
        self.migrations.get(&key(framework, &Called::read(path))).map_or(&[], Vec::as_slice)
    }

    /// Every migration that leads forward, and its file.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Called, &Files, &RepoPath)> {
        let groups = self.migrations.values().flatten();
        groups.filter_map(|(called, files)| Some((called, files, files.up.as_ref()?)))
    }
}
