//! Whether the migrations of a change do what its models ask for. Only where all of them were read, and nothing else may have done it, is
//! the answer a no.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::landed::Landed;
use super::trees::{SideTree, Trees};
use crate::answers::{Answer, Migrated, Question};
use crate::fact::migration::{Name, Operation, same};
use crate::fact::{Facts, Migration, Model};
use crate::scan::Reading;
use crate::source::ChangeSet;
use crate::text::{RepoPath, Side, Text};

/// What the change does to the database, and what its models say.
pub(super) struct Migrations<'a> {
    /// The migrations of the head, both ways.
    texts: BTreeMap<&'a RepoPath, &'a Text>,
    /// Their words.
    words: OnceLock<Landed>,
    /// What the migrations of the head do.
    done: Vec<&'a Operation>,
    /// Whether all that they do is known.
    is_known: bool,
    /// Files of migrations that nobody read, or that are gone.
    unread: Vec<&'a RepoPath>,
    /// The columns that models have on one side and not on the other, each with those models.
    moved: [Columns<'a>; 2],
    base: SideTree<'a>,
    /// The landed migrations of a directory, where they are not too many to be read.
    landed: Mutex<BTreeMap<RepoPath, Option<Landed>>>,
    /// Whether there is no change: in a whole tree all migrations have landed.
    is_whole_tree: bool,
}

impl<'a> Migrations<'a> {
    pub(super) fn new(set: &'a ChangeSet, readings: &'a [Reading<'_>], trees: &'a Trees<'a>) -> Self {
        let head = readings.iter().flat_map(|reading| reading.facts.head.migrations.iter());
        let migrations: Vec<&Migration> = head.collect();
        let texts = migrations.iter().flat_map(|one| [&*one.site.text, &*one.down_text]);
        let texts: BTreeMap<&RepoPath, &Text> = texts.map(|text| (text.path(), text)).collect();
        let touched = set.files.iter().flat_map(|change| {
            let change = change.as_ref();
            [change.before(), change.after()].into_iter().flatten().map(|file| &file.path)
        });
        let unread = touched.filter(|path| !texts.contains_key(path) && may_be_migration(path)).collect();
        let effects = || migrations.iter().flat_map(|one| &one.up);
        Self {
            words: OnceLock::new(),
            done: effects().map(|effect| effect.operation.in_models()).collect(),
            is_known: migrations.iter().all(|one| one.is_whole) && effects().all(|effect| effect.is_certain),
            texts,
            unread,
            moved: moved(readings),
            base: SideTree { trees, side: Side::Base },
            landed: Mutex::default(),
            is_whole_tree: set.whole_tree,
        }
    }

    /// To [`Question::Migrated`].
    pub(super) fn answer(&self, question: &Question) -> Option<Answer> {
        let Question::Migrated { home, model, table, columns, is_new } = question else { return None };
        let wanted = Wanted { table: table.as_deref(), columns, is_new: *is_new };
        let is_open = self.is_whole_tree
            || !self.is_known
            || self.unread.iter().any(|path| path.is_under(home) || is_of_migrations(path))
            || self.done.iter().any(|operation| wanted.is_met_by(operation))
            || self.is_moved(model, &wanted)
            || self.is_named(model, &wanted)
            || *is_new && self.has_landed(home, model, &wanted);
        Some(Answer::Migrated(if is_open { Migrated::Perhaps } else { Migrated::No }))
    }

    /// Whether another model of the change loses what this one gains, or the other way round: a field that a base class takes over.
    fn is_moved(&self, model: &str, wanted: &Wanted<'_>) -> bool {
        let [gone, new] = &self.moved;
        let other_way = if wanted.is_new { gone } else { new };
        let Some(column) = wanted.columns.first() else { return false };
        other_way.get(&column.to_lowercase()).is_some_and(|models| models.iter().any(|other| *other != model))
    }

    /// Whether a migration of the change names it after all: then it does more than was understood.
    fn is_named<'w>(&self, model: &'w str, wanted: &Wanted<'w>) -> bool {
        let words = self.words.get_or_init(|| {
            let mut words = Landed::default();
            self.texts.values().for_each(|text| words.add(text));
            words
        });
        let table = wanted.table_or(model);
        match wanted.columns {
            [] => words.names(&[table]),
            columns => columns.iter().any(|column| words.names(&[table, column])),
        }
    }

    /// Whether a landed migration names both, so that the field only follows.
    fn has_landed<'w>(&self, home: &RepoPath, model: &'w str, wanted: &Wanted<'w>) -> bool {
        let mut known = self.landed.lock().unwrap_or_else(PoisonError::into_inner);
        let landed = known.entry(home.clone()).or_insert_with(|| Landed::read(home, &self.base));
        let names = [wanted.table_or(model)].into_iter().chain(wanted.columns.first().map(String::as_str));
        landed.as_ref().is_none_or(|landed| landed.names(&names.collect::<Vec<_>>()))
    }
}

/// What a model asks for.
struct Wanted<'a> {
    table: Option<&'a str>,
    columns: &'a [String],
    is_new: bool,
}

impl<'a> Wanted<'a> {
    /// The table, or else what it is probably called after: the class without its module.
    fn table_or(&self, model: &'a str) -> &'a str {
        self.table.unwrap_or_else(|| model.rsplit('.').next().unwrap_or(model))
    }

    /// Whether an operation does it, or may do it.
    fn is_met_by(&self, operation: &Operation) -> bool {
        let is_table = |name: &Name| self.table.is_none_or(|table| same(table, &name.name));
        let is_column = |name: &str| self.columns.iter().any(|column| same(column, name));
        match operation {
            Operation::Unknown { .. } => true,
            Operation::CreateTable { table, columns, is_complete, .. } if self.is_new => {
                is_table(table)
                    && (self.columns.is_empty() || !is_complete || columns.iter().any(|column| is_column(&column.name)))
            }
            Operation::AddColumn { table, column } if self.is_new => is_table(table) && is_column(&column.name),
            Operation::RenameColumn { table, to, .. } if self.is_new => is_table(table) && is_column(to),
            Operation::RenameColumn { table, from, .. } => is_table(table) && is_column(from),
            Operation::DropColumn { table, column } if !self.is_new => is_table(table) && is_column(column),
            Operation::DropTable { table, .. } if !self.is_new => is_table(table),
            // Whatever is renamed had columns already.
            Operation::RenameTable { from, to } => is_table(from) || is_table(to),
            _ => false,
        }
    }
}

/// Columns, each with the models that have it.
type Columns<'a> = BTreeMap<String, BTreeSet<&'a str>>;

/// The columns that went from models, and those that came: by what all models of a name have in the change's files.
fn moved<'a>(readings: &'a [Reading<'_>]) -> [Columns<'a>; 2] {
    let (mut base, mut head) = (BTreeSet::new(), BTreeSet::new());
    for reading in readings {
        base.extend(columns(&reading.facts.base));
        head.extend(columns(&reading.facts.head));
    }
    [beyond(&base, &head), beyond(&head, &base)]
}

fn columns(facts: &Facts) -> impl Iterator<Item = (String, &str)> {
    let of = |model: &'_ Model| -> Vec<_> { model.fields.iter().map(|field| field.column.to_lowercase()).collect() };
    facts.models.iter().flat_map(move |model| of(model).into_iter().map(|column| (column, model.name.as_str())))
}

fn beyond<'a>(one: &BTreeSet<(String, &'a str)>, other: &BTreeSet<(String, &'a str)>) -> Columns<'a> {
    let mut found = Columns::new();
    for (column, model) in one.difference(other) {
        found.entry(column.clone()).or_default().insert(*model);
    }
    found
}

/// Whether a file among migrations may be one: not what their tools keep beside them.
fn may_be_migration(path: &RepoPath) -> bool {
    const OTHERS: [&str; 8] = [
        "__init__.py", "migration_lock.toml", ".gitkeep", "env.py", "script.py.mako", "readme.md", ".formatter.exs",
        "max_migration.txt",
    ];
    let name = path.lower_name();
    // Modules that migrations of Django import.
    let is_module = name.ends_with(".py") && path.parent().name() != "versions" && !begins_with_digit(&name);
    let is_written = name.ends_with("modelsnapshot.cs") || name.ends_with(".designer.cs");
    !is_module && !is_written && !OTHERS.contains(&name.as_str())
}

fn begins_with_digit(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a path says that migrations stand there.
fn is_of_migrations(path: &RepoPath) -> bool {
    let dirs = path.parent().as_bstr().to_ascii_lowercase();
    dirs.split(|byte| *byte == b'/')
        .any(|dir| dir.starts_with(b"migrat") || dir.ends_with(b"migrations") || dir == b"alembic")
}

#[cfg(test)]
mod tests {
    use super::{Wanted, is_of_migrations, may_be_migration};
    use crate::fact::migration::{Column, ColumnType, Name, Operation};
    use crate::text::RepoPath;

    fn wanted(table: Option<&'static str>, column: &str, is_new: bool, operation: &Operation) -> bool {
        Wanted { table, columns: &[column.to_owned()], is_new }.is_met_by(operation)
    }

    #[test]
    fn a_table_that_is_not_known_may_be_any() {
        let add = Operation::AddColumn { table: Name::new("users"), column: Column::new("Age", ColumnType::Unknown) };
        let of = |table, column| wanted(table, column, true, &add);
        assert!(of(Some("users"), "age") && of(None, "age") && of(Some("USERS"), "age"));
        assert!(!of(Some("orders"), "age") && !of(None, "city") && !wanted(None, "age", false, &add));
    }

    #[test]
    fn a_renamed_column_goes_and_comes() {
        let rename = Operation::RenameColumn { table: Name::new("a"), from: "x".to_owned(), to: "y".to_owned() };
        assert!(wanted(None, "y", true, &rename) && wanted(None, "x", false, &rename));
        assert!(!wanted(None, "x", true, &rename) && !wanted(None, "y", false, &rename));
    }

    #[test]
    fn what_nobody_knows_may_be_it() {
        assert!(wanted(Some("a"), "x", true, &Operation::Unknown { what: "code".to_owned() }));
    }

    #[test]
    fn what_tools_keep_beside_migrations_is_none() {
        let are = [
            "shop/migrations/0001_initial.py", "shop/migrations/tasks/saleor3_22.py", "shop/migrations/__init__.py",
            "alembic/versions/1f3a_age.py", "alembic/versions/f31a_age.py", "alembic/env.py",
            "Migrations/ContextModelSnapshot.cs", "Migrations/2024_Age.Designer.cs", "Migrations/2024_Age.cs",
        ];
        let are = are.map(|path| may_be_migration(&RepoPath::from(path)));
        assert_eq!(are, [true, false, false, true, true, false, false, false, true]);
    }

    #[test]
    fn directories_of_migrations_are_called_so() {
        let are =
            ["shop/migrations/1.py", "db/migrate/1.rb", "a/DataMigrations/x.cs", "src/migrate.py", "shop/models.py"]
                .map(|path| is_of_migrations(&RepoPath::from(path)));
        assert_eq!(are, [true, true, true, false, false]);
    }
}
