//! The tables that migrations make, one after the other.

use std::collections::BTreeMap;

use super::{Column, ColumnType, Constraint, Effect, Name, Object, Operation, same};

/// More tables than this are not kept: what is left out is not known.
const MOST_TABLES: usize = 20_000;

/// The same for the columns of a table.
const MOST_COLUMNS: usize = 4_096;

/// Tables and their columns, as far as effects tell them. What is not known is not there: absence proves nothing but in a table that
/// [is known](Table::is_known).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// By the folded name, which tables of several schemas may share.
    tables: BTreeMap<String, Vec<Table>>,
    count: usize,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, as it was last written.
    pub name: Name,
    /// Its columns, in the order in which they were added.
    pub columns: Vec<Column>,
    /// Whether these are all columns, and as they are: nothing was conditional, or could not be read.
    pub is_known: bool,
}

impl Table {
    /// The column of this name, whatever the case.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| same(&column.name, name))
    }

    fn column_mut(&mut self, name: &str) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| same(&column.name, name))
    }

    /// Applies what concerns one of its columns.
    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::AddColumn { column, .. } => self.add(column),
            Operation::DropColumn { column, .. } => self.drop(column),
            Operation::RenameColumn { from, to, .. } => self.change(from, |column| column.name.clone_from(to)),
            Operation::ChangeType { column, to, .. } => self.change(column, |column| column.kind = to.clone()),
            Operation::SetNotNull { column, .. } => self.change(column, |column| column.is_nullable = false),
            Operation::DropNotNull { column, .. } => self.change(column, |column| column.is_nullable = true),
            Operation::SetDefault { column, .. } => self.change(column, |column| column.has_default = true),
            Operation::DropDefault { column, .. } => self.change(column, |column| column.has_default = false),
            Operation::AddConstraint { columns, .. } => {
                for key in columns {
                    self.change(key, |column| column.is_nullable = false);
                }
            }
            _ => {}
        }
    }

    /// Changes a column. One that is not there shows that the table is not known.
    fn change(&mut self, name: &str, change: impl FnOnce(&mut Column)) {
        match self.column_mut(name) {
            Some(column) => change(column),
            None => self.is_known = false,
        }
    }

    fn add(&mut self, column: &Column) {
        match self.column(&column.name) {
            // `IF NOT EXISTS`: which of the two it is, nobody can tell.
            Some(there) if there == column => {}
            Some(_) => self.is_known = false,
            None if self.columns.len() < MOST_COLUMNS => self.columns.push(column.clone()),
            None => self.is_known = false,
        }
    }

    fn drop(&mut self, name: &str) {
        let before = self.columns.len();
        self.columns.retain(|column| !same(&column.name, name));
        self.is_known &= self.columns.len() < before;
    }
}

impl Schema {
    /// The table of this name; none where several schemas have one and the name does not say which.
    #[must_use]
    pub fn table(&self, name: &Name) -> Option<&Table> {
        let mut found = self.tables.get(&name.key())?.iter().filter(|table| table.name == *name);
        let first = found.next();
        if found.next().is_some() { None } else { first }
    }

    /// All tables, sorted by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values().flatten()
    }

    /// What it is after an effect. What an effect of which nobody knows whether it happens leaves is not known.
    pub fn apply(&mut self, effect: &Effect) {
        let is_sure = effect.is_certain && !effect.is_conditional;
        match &effect.operation {
            Operation::CreateTable { is_temporary: true, .. } | Operation::StateOnly(_) => {}
            Operation::CreateTable { table, columns, is_complete, .. } => {
                self.create(table, columns, *is_complete && is_sure);
            }
            Operation::DropTable { table, .. } if is_sure => self.remove(table),
            Operation::RenameTable { from, to } if is_sure => self.rename(from, to),
            Operation::Drop { kind: Object::Database, .. } if is_sure => *self = Self::default(),
            Operation::Drop { kind: Object::Schema, name, .. } if is_sure => self.drop_schema(&name.name),
            Operation::Rename { kind: Object::Type, from, to } if is_sure => self.rename_type(from, to),
            Operation::Drop { kind: Object::Type, name, cascades: true } => self.drop_columns_of(name, is_sure),
            Operation::Unknown { .. } => self.doubt_all(),
            Operation::DropTable { table, .. } => self.doubt(table),
            Operation::RenameTable { from, to } => {
                self.doubt(from);
                self.doubt(to);
            }
            operation => self.alter(operation, is_sure),
        }
    }

    /// Applies what concerns the columns of one table.
    fn alter(&mut self, operation: &Operation, is_sure: bool) {
        let Some(name) = altered(operation) else { return };
        let Some(table) = self.table_mut(name) else { return };
        if is_sure {
            return table.apply(operation);
        }
        // What may have happened leaves no doubt if it changes nothing: the column is not there, or is so already.
        let (is_known, before) = (table.is_known, table.columns.clone());
        table.apply(operation);
        table.is_known = is_known && table.columns == before;
    }

    fn table_mut(&mut self, name: &Name) -> Option<&mut Table> {
        let mut found = self.tables.get_mut(&name.key())?.iter_mut().filter(|table| table.name == *name);
        let first = found.next();
        match found.next() {
            // Which of them is meant is not said: neither is known any more.
            Some(second) => {
                second.is_known = false;
                first.into_iter().chain(found).for_each(|table| table.is_known = false);
                None
            }
            None => first,
        }
    }

    fn create(&mut self, name: &Name, columns: &[Column], is_known: bool) {
        let mut table = Table { name: name.clone(), columns: Vec::new(), is_known };
        columns.iter().for_each(|column| table.add(column));
        if let Some(there) = self.table_mut(name) {
            // `IF NOT EXISTS`: the one that is there stays.
            there.is_known &= is_known && there.columns == table.columns;
        } else {
            self.insert(table);
        }
    }

    fn insert(&mut self, table: Table) {
        if self.count < MOST_TABLES {
            self.count += 1;
            self.tables.entry(table.name.key()).or_default().push(table);
        }
    }

    fn take(&mut self, name: &Name) -> Option<Table> {
        self.table(name)?;
        let same = self.tables.get_mut(&name.key())?;
        let at = same.iter().position(|table| table.name == *name)?;
        self.count -= 1;
        Some(same.remove(at))
    }

    fn remove(&mut self, name: &Name) {
        if self.take(name).is_none() {
            self.doubt(name);
        }
    }

    fn rename(&mut self, from: &Name, to: &Name) {
        let Some(mut table) = self.take(from) else { return self.doubt(from) };
        let schema = to.schema.clone().or(table.name.schema);
        table.name = Name { schema, name: to.name.clone() };
        self.insert(table);
    }

    fn drop_schema(&mut self, schema: &str) {
        for same_name in self.tables.values_mut() {
            let before = same_name.len();
            same_name.retain(|table| !table.name.schema.as_deref().is_some_and(|of| same(of, schema)));
            self.count -= before - same_name.len();
        }
    }

    fn rename_type(&mut self, from: &Name, to: &Name) {
        let columns = self.tables.values_mut().flatten().flat_map(|table| &mut table.columns);
        for kind in columns.map(|column| &mut column.kind) {
            if let ColumnType::Other(name) = kind
                && *name == from.key()
            {
                *name = to.key();
            }
        }
    }

    /// `DROP TYPE … CASCADE` takes the columns of the type along.
    fn drop_columns_of(&mut self, kind: &Name, is_sure: bool) {
        let is_of = |column: &Column| matches!(&column.kind, ColumnType::Other(name) if *name == kind.key());
        for table in self.tables.values_mut().flatten().filter(|table| table.columns.iter().any(is_of)) {
            table.is_known &= is_sure;
            table.columns.retain(|column| !is_of(column));
        }
    }

    /// All tables that may be meant are no longer known.
    fn doubt(&mut self, name: &Name) {
        let found = self.tables.get_mut(&name.key()).into_iter().flatten();
        found.filter(|table| table.name == *name).for_each(|table| table.is_known = false);
    }

    fn doubt_all(&mut self) {
        self.tables.values_mut().flatten().for_each(|table| table.is_known = false);
    }
}

impl<'a> Extend<&'a Effect> for Schema {
    fn extend<I: IntoIterator<Item = &'a Effect>>(&mut self, effects: I) {
        effects.into_iter().for_each(|effect| self.apply(effect));
    }
}

/// The table whose columns an operation changes.
fn altered(operation: &Operation) -> Option<&Name> {
    match operation {
        Operation::AddColumn { table, .. }
        | Operation::DropColumn { table, .. }
        | Operation::RenameColumn { table, .. }
        | Operation::ChangeType { table, .. }
        | Operation::SetNotNull { table, .. }
        | Operation::DropNotNull { table, .. }
        | Operation::SetDefault { table, .. }
        | Operation::DropDefault { table, .. }
        | Operation::AddConstraint { table, kind: Constraint::PrimaryKey, .. } => Some(table),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Schema, Table};
    use crate::fact::migration::{Column, ColumnType, Effect, Name, Operation};
    use crate::text::Span;

    fn column(name: &str) -> Column {
        Column::new(name, ColumnType::Text { limit: None })
    }

    fn create(table: &str, columns: &[&str]) -> Effect {
        let columns = columns.iter().map(|name| column(name)).collect();
        let table = Name::dotted(table);
        effect(Operation::CreateTable { table, columns, is_complete: true, is_temporary: false })
    }

    fn effect(operation: Operation) -> Effect {
        Effect::new(operation, Span::default())
    }

    fn add(table: &str, name: &str) -> Effect {
        effect(Operation::AddColumn { table: Name::dotted(table), column: column(name) })
    }

    fn schema(effects: &[Effect]) -> Schema {
        let mut schema = Schema::default();
        schema.extend(effects);
        schema
    }

    fn names(table: &Table) -> Vec<&str> {
        table.columns.iter().map(|column| column.name.as_str()).collect()
    }

    #[test]
    fn columns_come_and_go() {
        let users = Name::new("users");
        let schema = schema(&[
            create("public.users", &["id", "name"]),
            add("Users", "age"),
            effect(Operation::DropColumn { table: users.clone(), column: "NAME".into() }),
            effect(Operation::RenameColumn { table: users.clone(), from: "age".into(), to: "years".into() }),
            effect(Operation::SetNotNull { table: users.clone(), column: "years".into(), is_filled: true }),
        ]);
        let table = schema.table(&users).unwrap();
        assert_eq!((names(table), table.is_known), (vec!["id", "years"], true));
        assert!(!table.column("years").unwrap().is_nullable);
    }

    #[test]
    fn a_table_is_renamed_and_dropped() {
        let (old, new) = (Name::new("a"), Name::new("b"));
        let rename = effect(Operation::RenameTable { from: old.clone(), to: new.clone() });
        let renamed = schema(&[create("a", &["x"]), rename.clone()]);
        assert!(renamed.table(&old).is_none() && renamed.table(&new).unwrap().is_known);
        let dropped =
            schema(&[create("a", &["x"]), rename, effect(Operation::DropTable { table: new, cascades: false })]);
        assert_eq!(dropped.tables().count(), 0);
    }

    #[test]
    fn what_may_have_happened_is_not_known() {
        let unknown = effect(Operation::Unknown { what: "code".into() });
        let conditional = Effect { is_conditional: true, ..add("a", "y") };
        let missing = effect(Operation::DropColumn { table: Name::new("a"), column: "z".into() });
        for doubt in [unknown, conditional, missing] {
            let schema = schema(&[create("a", &["x"]), doubt.clone()]);
            assert!(!schema.table(&Name::new("a")).unwrap().is_known, "{doubt:?}");
        }
    }

    #[test]
    fn a_name_that_two_schemas_have_says_nothing_alone() {
        let both = schema(&[create("a.t", &["x"]), create("b.t", &["y"]), add("t", "z")]);
        assert!(both.table(&Name::new("t")).is_none());
        let one = both.table(&Name::within("a", "t")).unwrap();
        assert_eq!((names(one), one.is_known), (vec!["x"], false));
    }
}
