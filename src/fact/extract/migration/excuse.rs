//! What excuses an effect: that the thing is new, gone by itself, or made again.

use std::collections::{HashMap, HashSet};

use crate::fact::migration::{Constraint, Effect, Excuse, Name, Object, Operation};

/// Names, to be looked up whatever their case; one without a schema is found whatever the schema.
#[derive(Debug, Default)]
struct Names(HashMap<String, Vec<Name>>);

impl Names {
    fn insert(&mut self, name: &Name) {
        self.0.entry(name.key()).or_default().push(name.clone());
    }

    fn remove(&mut self, name: &Name) {
        if let Some(all) = self.0.get_mut(&name.key()) {
            all.retain(|one| one != name);
        }
    }

    fn contains(&self, name: &Name) -> bool {
        self.0.get(&name.key()).is_some_and(|all| all.contains(name))
    }
}

/// What is to be known of an effect besides what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Why it harms nobody, if it does not.
    pub(super) excuse: Option<Excuse>,
    /// Whether what it drops is created again.
    pub(super) comes_again: bool,
}

/// The tables and columns that the migrations of a change create, in the order in which they are applied.
#[derive(Debug, Default)]
pub(super) struct Created {
    tables: Names,
    temporary: Names,
    /// By the column's name in small letters: the tables that it is new in.
    columns: HashMap<String, Names>,
}

impl Created {
    /// Why each of `up` harms nobody, if it does not; and takes down what they create.
    pub(super) fn excuses(&mut self, up: &[Effect]) -> Vec<Outcome> {
        let (rebuilt, again) = (rebuilt(up), Again::read(up));
        let mut found = Vec::new();
        for (at, effect) in up.iter().enumerate() {
            let excuse = self.of(&effect.operation, &rebuilt).or_else(|| again.excuse(at, &effect.operation));
            found.push(Outcome { excuse, comes_again: again.is_column_later(at, &effect.operation) });
            self.take_down(&effect.operation);
        }
        found
    }

    fn of(&self, operation: &Operation, rebuilt: &Names) -> Option<Excuse> {
        let table = table(operation)?;
        if self.temporary.contains(table) {
            return Some(Excuse::Temporary);
        }
        if self.tables.contains(table) {
            return Some(Excuse::NewTable);
        }
        if matches!(operation, Operation::DropTable { .. } | Operation::RenameTable { .. }) && rebuilt.contains(table) {
            return Some(Excuse::Rebuilt);
        }
        if let Operation::Update { columns, .. } = operation {
            let are_new = !columns.is_empty() && columns.iter().all(|column| self.has_column(table, column));
            return are_new.then_some(Excuse::NewColumn);
        }
        self.has_column(table, column(operation)?).then_some(Excuse::NewColumn)
    }

    fn has_column(&self, table: &Name, column: &str) -> bool {
        self.columns.get(&column.to_lowercase()).is_some_and(|tables| tables.contains(table))
    }

    fn take_down(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateTable { table, is_temporary: true, .. } => self.temporary.insert(table),
            Operation::CreateTable { table, .. } => self.tables.insert(table),
            Operation::AddColumn { table, column } => self.add_column(table, &column.name),
            Operation::RenameTable { from, to } if self.tables.contains(from) => self.tables.insert(to),
            Operation::RenameColumn { table, from, to } if self.has_column(table, from) => self.add_column(table, to),
            Operation::DropTable { table, .. } => self.tables.remove(table),
            _ => {}
        }
    }

    fn add_column(&mut self, table: &Name, column: &str) {
        self.columns.entry(column.to_lowercase()).or_default().insert(table);
    }
}

/// The table that an effect is about, if it needs one that is there.
pub(super) fn table(operation: &Operation) -> Option<&Name> {
    match operation {
        Operation::DropTable { table, .. }
        | Operation::RenameTable { from: table, .. }
        | Operation::AddColumn { table, .. }
        | Operation::DropColumn { table, .. }
        | Operation::RenameColumn { table, .. }
        | Operation::ChangeType { table, .. }
        | Operation::SetNotNull { table, .. }
        | Operation::DropNotNull { table, .. }
        | Operation::SetDefault { table, .. }
        | Operation::DropDefault { table, .. }
        | Operation::AddConstraint { table, .. }
        | Operation::DropConstraint { table, .. }
        | Operation::CreateIndex { table, .. }
        | Operation::Insert { table, .. }
        | Operation::Update { table, .. }
        | Operation::Delete { table, .. }
        | Operation::Truncate { table }
        | Operation::Detach { table } => Some(table),
        _ => None,
    }
}

/// The column that it is about.
fn column(operation: &Operation) -> Option<&str> {
    match operation {
        Operation::DropColumn { column, .. }
        | Operation::RenameColumn { from: column, .. }
        | Operation::ChangeType { column, .. }
        | Operation::SetNotNull { column, .. }
        | Operation::SetDefault { column, .. }
        | Operation::DropDefault { column, .. } => Some(column),
        Operation::AddConstraint { columns, .. } => match columns.as_slice() {
            [column] => Some(column),
            _ => None,
        },
        _ => None,
    }
}

/// The tables that are built anew, as SQLite needs it: another table is created, filled from the old one, and takes its name. Either the
/// old one is dropped and the new one renamed, or the old one is renamed first and dropped in the end.
fn rebuilt(up: &[Effect]) -> Names {
    let (mut created, mut dropped, mut copied) = (Names::default(), Names::default(), HashSet::new());
    for effect in up {
        match &effect.operation {
            Operation::CreateTable { table, .. } => created.insert(table),
            Operation::DropTable { table, .. } => dropped.insert(table),
            Operation::Insert { table, source: Some(source) } => _ = copied.insert((source.key(), table.key())),
            _ => {}
        }
    }
    let mut found = Names::default();
    for effect in up {
        let Operation::RenameTable { from, to } = &effect.operation else { continue };
        let is_copied = copied.contains(&(to.key(), from.key()));
        if created.contains(from) && is_copied && dropped.contains(to) {
            found.insert(to);
            found.insert(from);
        }
    }
    found
}

/// A constraint that a migration drops.
struct DroppedConstraint {
    at: usize,
    name: Option<String>,
    kind: Option<Constraint>,
    columns: Vec<String>,
}

/// What a migration creates, and where: to tell what it replaces from what it drops.
struct Again {
    objects: HashMap<(Object, String), usize>,
    /// Tables, and views that stand in for them.
    tables: HashMap<String, usize>,
    defaults: HashMap<(String, String), usize>,
    /// Columns that are added.
    added: HashMap<(String, String), usize>,
    /// Names that other columns take.
    taken: HashMap<(String, String), usize>,
    /// By table: the constraints that are dropped.
    dropped: HashMap<String, Vec<DroppedConstraint>>,
}

impl Again {
    fn read(up: &[Effect]) -> Self {
        let mut again = Self {
            objects: HashMap::new(),
            tables: HashMap::new(),
            defaults: HashMap::new(),
            added: HashMap::new(),
            taken: HashMap::new(),
            dropped: HashMap::new(),
        };
        for (at, effect) in up.iter().enumerate() {
            match &effect.operation {
                Operation::CreateTable { table: name, .. }
                | Operation::RenameTable { to: name, .. }
                | Operation::Create { kind: Object::View, name, .. } => {
                    again.tables.insert(name.key(), at);
                    again.objects.insert((Object::View, name.key()), at);
                }
                Operation::Create { kind, name, .. } | Operation::Rename { kind, to: name, .. } => {
                    again.objects.insert((*kind, name.key()), at);
                }
                Operation::SetDefault { table, column } => {
                    again.defaults.insert((table.key(), column.to_lowercase()), at);
                }
                Operation::AddColumn { table, column } => {
                    again.added.insert((table.key(), column.name.to_lowercase()), at);
                }
                Operation::RenameColumn { table, to, .. } => {
                    again.taken.insert((table.key(), to.to_lowercase()), at);
                }
                Operation::DropConstraint { table, name, kind, columns } => {
                    let dropped = again.dropped.entry(table.key()).or_default();
                    // Nobody replaces more of one table.
                    if dropped.len() < 64 {
                        dropped.push(DroppedConstraint {
                            at,
                            name: name.clone(),
                            kind: *kind,
                            columns: columns.clone(),
                        });
                    }
                }
                _ => {}
            }
        }
        again
    }

    /// Whether what the effect at `at` drops comes again behind it, or what it adds was there before it.
    fn excuse(&self, at: usize, operation: &Operation) -> Option<Excuse> {
        let is_later = |place: Option<&usize>| place.is_some_and(|place| *place > at);
        let is_again = match operation {
            Operation::Drop { kind, name, .. } | Operation::Rename { kind, from: name, .. } => {
                is_later(self.objects.get(&(*kind, name.key())))
            }
            // What asks for the old name still finds something.
            Operation::RenameTable { from: table, .. } | Operation::DropTable { table, .. } => {
                is_later(self.tables.get(&table.key()))
            }
            // Another column, filled before, takes its name.
            Operation::DropColumn { table, column } => is_later(self.taken.get(&(table.key(), column.to_lowercase()))),
            Operation::DropDefault { table, column } => {
                is_later(self.defaults.get(&(table.key(), column.to_lowercase())))
            }
            Operation::AddConstraint { table, kind, columns, name, .. } => {
                let is_it = |old: &DroppedConstraint| {
                    let is_named = old.name.is_some() && old.name == *name;
                    let is_alike = old.kind == Some(*kind) && (old.columns == *columns || old.columns.is_empty());
                    old.at < at && (is_named || is_alike)
                };
                self.dropped.get(&table.key()).is_some_and(|dropped| dropped.iter().any(is_it))
            }
            _ => false,
        };
        is_again.then_some(Excuse::Recreated)
    }

    /// Whether a column that is dropped at `at` is added again behind it.
    fn is_column_later(&self, at: usize, operation: &Operation) -> bool {
        let Operation::DropColumn { table, column } = operation else { return false };
        self.added.get(&(table.key(), column.to_lowercase())).is_some_and(|place| *place > at)
    }
}

#[cfg(test)]
mod tests {
    use super::Created;
    use crate::fact::migration::{Column, ColumnType, Effect, Excuse, Name, Object, Operation};
    use crate::text::Span;

    fn created(name: &str) -> Operation {
        Operation::CreateTable { table: Name::new(name), columns: Vec::new(), is_complete: true, is_temporary: false }
    }

    fn dropped(name: &str) -> Operation {
        Operation::DropTable { table: Name::new(name), cascades: false }
    }

    fn renamed(from: &str, to: &str) -> Operation {
        Operation::RenameTable { from: Name::new(from), to: Name::new(to) }
    }

    fn copied(from: &str, to: &str) -> Operation {
        Operation::Insert { table: Name::new(to), source: Some(Name::new(from)) }
    }

    fn excuses(up: Vec<Operation>) -> Vec<Option<Excuse>> {
        let effects: Vec<_> = up.into_iter().map(|one| Effect::new(one, Span::default())).collect();
        Created::default().excuses(&effects).into_iter().map(|outcome| outcome.excuse).collect()
    }

    #[test]
    fn a_table_of_the_same_change_may_go_again() {
        assert_eq!(excuses(vec![created("a"), dropped("A"), dropped("b")]), [None, Some(Excuse::NewTable), None]);
        assert_eq!(excuses(vec![dropped("a"), created("a")]), [Some(Excuse::Recreated), None]);
    }

    #[test]
    fn both_ways_of_building_a_table_anew_are_known() {
        let new = excuses(vec![created("new_a"), copied("a", "new_a"), dropped("a"), renamed("new_a", "a")]);
        assert_eq!(new[2], Some(Excuse::Rebuilt));
        let old = excuses(vec![renamed("a", "a_old"), created("a"), copied("a_old", "a"), dropped("a_old")]);
        assert_eq!((old[0], old[3]), (Some(Excuse::Rebuilt), Some(Excuse::Rebuilt)));
        let lost = excuses(vec![created("new_a"), dropped("a"), renamed("new_a", "a")]);
        assert_eq!(lost[1], Some(Excuse::Recreated));
    }

    #[test]
    fn what_is_dropped_and_created_again_is_replaced() {
        let name = || Name::new("v");
        let drop = Operation::Drop { kind: Object::View, name: name(), cascades: false };
        let create = Operation::Create { kind: Object::View, name: name(), replaces: false };
        assert_eq!(excuses(vec![drop.clone(), create]), [Some(Excuse::Recreated), None]);
        assert_eq!(excuses(vec![drop]), [None]);
    }

    #[test]
    fn a_column_that_another_one_replaces_is_not_lost() {
        let table = || Name::new("a");
        let drop = Operation::DropColumn { table: table(), column: "x".to_owned() };
        let rename = Operation::RenameColumn { table: table(), from: "new_x".to_owned(), to: "x".to_owned() };
        assert_eq!(excuses(vec![drop.clone(), rename]), [Some(Excuse::Recreated), None]);
        let add = Operation::AddColumn { table: table(), column: Column::new("x", ColumnType::Unknown) };
        let effects = [drop, add].map(|one| Effect::new(one, Span::default()));
        let outcome = Created::default().excuses(&effects)[0];
        assert_eq!((outcome.excuse, outcome.comes_again), (None, true));
    }

    #[test]
    fn a_column_of_the_same_change_may_go_again() {
        let add = Operation::AddColumn { table: Name::new("a"), column: Column::new("x", ColumnType::Unknown) };
        let drop = |column: &str| Operation::DropColumn { table: Name::new("a"), column: column.to_owned() };
        assert_eq!(excuses(vec![add, drop("X"), drop("y")]), [None, Some(Excuse::NewColumn), None]);
    }

    #[test]
    fn a_new_column_may_be_filled() {
        let add = Operation::AddColumn { table: Name::new("a"), column: Column::new("x", ColumnType::Unknown) };
        let fill = |columns: &[&str]| Operation::Update {
            table: Name::new("a"),
            is_filtered: false,
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        };
        let found = excuses(vec![add, fill(&["X"]), fill(&["x", "y"]), fill(&[])]);
        assert_eq!(found, [None, Some(Excuse::NewColumn), None, None]);
    }
}
