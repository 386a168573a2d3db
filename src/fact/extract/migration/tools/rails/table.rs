//! The blocks of `create_table` and `change_table`.

use super::columns::{index_of, timestamps};
use super::{Rails, Way};
use crate::fact::extract::migration::language::call::{Call, parameters};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Operation};

/// A table whose block is being read.
pub(super) struct Table<'t> {
    /// What the block calls it.
    pub(super) variable: &'t str,
    /// Its name.
    name: Name,
    /// Its columns so far, where it is being created, and whether those are all.
    created: Option<(Vec<Column>, bool)>,
}

impl<'t> Rails<'t> {
    /// `create_table :users, id: :uuid do |t|`.
    pub(super) fn create_table(&mut self, call: &Call<'t>, name: Name) {
        if self.option(call, "force").is_some_and(|force| !matches!(force, Value::Bool(false) | Value::Nil)) {
            let cascades = self.option(call, "force") == Some(Value::Text("cascade".to_owned()));
            self.push(call, Operation::DropTable { table: name.clone(), cascades });
        }
        let is_join = call.name == "create_join_table";
        let is_written = call.option("as").is_none() && !call.is_open && !is_join;
        let columns: Vec<_> = self.primary_key(call).filter(|_| !is_join).into_iter().collect();
        let at = self.half_len();
        let operation = Operation::CreateTable {
            table: name.clone(),
            columns: Vec::new(),
            is_complete: true,
            is_temporary: self.is_set(call, "temporary"),
        };
        self.push(call, operation);
        let table = self.in_block(call, name, Some((columns, is_written)));
        let Some((own, all)) = table.and_then(|table| table.created) else { return };
        let effects = if self.is_back { &mut self.down.effects } else { &mut self.up.effects };
        if let Some(Operation::CreateTable { columns, is_complete, .. }) =
            effects.get_mut(at).map(|effect| &mut effect.operation)
        {
            (*columns, *is_complete) = (own, all);
        }
    }

    fn half_len(&self) -> usize {
        if self.is_back { self.down.effects.len() } else { self.up.effects.len() }
    }

    /// The column that a table has without being asked.
    fn primary_key(&self, call: &Call<'t>) -> Option<Column> {
        let id = self.option(call, "id");
        let names = self.option(call, "primary_key");
        if id == Some(Value::Bool(false)) || matches!(names, Some(Value::List(_))) {
            return None;
        }
        let word = match &id {
            Some(Value::Text(word)) => word.clone(),
            Some(map @ Value::Map(_)) => {
                map.get("type").cloned().and_then(Value::text).unwrap_or_else(|| "bigint".to_owned())
            }
            _ => "bigint".to_owned(),
        };
        let name = names.and_then(Value::text).unwrap_or_else(|| "id".to_owned());
        let kind = if word == "primary_key" { self.identifier() } else { &word };
        let kind = crate::fact::extract::migration::language::types::of_word(kind, Default::default());
        Some(Column { is_nullable: false, has_default: true, ..Column::new(name, kind) })
    }

    /// `change_table :users do |t|`.
    pub(super) fn change_table(&mut self, call: &Call<'t>, name: Name) {
        self.in_block(call, name, None);
    }

    fn in_block(&mut self, call: &Call<'t>, name: Name, created: Option<(Vec<Column>, bool)>) -> Option<Table<'t>> {
        let variable = call.block.and_then(|block| parameters(self.scope.code, block).first().copied()).unwrap_or("it");
        self.tables.push(Table { variable, name, created });
        if let Some(block) = call.block {
            flow::read(self, block);
        }
        self.tables.pop()
    }

    /// A command to a table in its block.
    pub(super) fn in_table(&mut self, at: usize, call: &Call<'t>) {
        let Some(table) = self.tables.get(at) else { return };
        let (name, is_new) = (table.name.clone(), table.created.is_some());
        match call.name {
            "index" => self.add_index(call, name, 0),
            "foreign_key" => self.add_foreign_key(call, name, self.name_at(call, 0)),
            "check_constraint" => self.add_constraint(call, name, Constraint::Check, Vec::new()),
            "exclusion_constraint" => self.add_constraint(call, name, Constraint::Check, Vec::new()),
            "unique_constraint" => {
                let columns = self.names_at(call, 0).unwrap_or_default();
                self.add_constraint(call, name, Constraint::Unique, columns);
            }
            "timestamps" => {
                let is_nullable = self.has_optional_times(call);
                self.add_columns(call, at, timestamps(is_nullable).to_vec());
            }
            "references" | "belongs_to" => self.add_references(call, at, &name),
            "column" => self.add_typed_column(call, at),
            "primary_key" => {
                let column = self.name_at(call, 0).unwrap_or_else(|| "id".to_owned());
                let word = self.name_at(call, 1).unwrap_or_else(|| "primary_key".to_owned());
                let column = Column { is_nullable: false, has_default: true, ..self.column(call, column, &word) };
                self.add_columns(call, at, vec![column]);
            }
            _ if is_new => self.add_words(call, at),
            _ => self.in_changed_table(at, call, name),
        }
    }

    fn in_changed_table(&mut self, at: usize, call: &Call<'t>, name: Name) {
        match call.name {
            "remove" => self.remove_columns(call, name, 0),
            "remove_references" | "remove_belongs_to" => self.remove_references(call, &name, 0),
            "remove_timestamps" => self.remove_timestamps(call, &name),
            "remove_index" => self.remove_index(call, name, 0),
            "remove_foreign_key" => self.remove_constraint(call, name, Constraint::ForeignKey, 0),
            "remove_check_constraint" => self.remove_constraint(call, name, Constraint::Check, 0),
            "rename" => self.rename_column(call, name, 0),
            "rename_index" => {}
            "change" => self.change_column(call, name, 0),
            "change_default" => self.change_default(call, name, 0),
            "change_null" => self.change_null(call, name, 0),
            name if name.ends_with('?') => {}
            _ => self.add_words(call, at),
        }
    }

    /// `t.string :name, :email`, with any word for a type.
    fn add_words(&mut self, call: &Call<'t>, at: usize) {
        let names: Option<Vec<_>> = (0..call.items.len()).map(|place| self.names_at(call, place)).collect();
        let names = names.map(|names| names.concat()).filter(|names| !names.is_empty() && !call.is_open);
        let Some(names) = names else { return self.unknown_columns(call, at) };
        let columns = names.into_iter().map(|name| self.column(call, name, call.name)).collect();
        self.add_columns(call, at, columns);
        self.add_column_index(call, at);
    }

    /// `t.column :name, :string`.
    fn add_typed_column(&mut self, call: &Call<'t>, at: usize) {
        let Some(name) = self.name_at(call, 0) else { return self.unknown_columns(call, at) };
        let column = self.typed_column(call, name, 1);
        self.add_columns(call, at, vec![column]);
    }

    /// A column whose type is an argument of its own.
    pub(super) fn typed_column(&self, call: &Call<'t>, name: String, place: usize) -> Column {
        match self.name_at(call, place) {
            Some(word) => self.column(call, name, &word),
            None => Column { kind: ColumnType::Unknown, ..self.column(call, name, "") },
        }
    }

    fn add_column_index(&mut self, call: &Call<'t>, at: usize) {
        let Some(index) = self.option(call, "index").filter(|index| !matches!(index, Value::Bool(false) | Value::Nil))
        else {
            return;
        };
        let Some(table) = self.tables.get(at).map(|table| table.name.clone()) else { return };
        let is_unique = index.get("unique").is_some_and(Value::is_true);
        for column in self.names_at(call, 0).unwrap_or_default() {
            self.push(call, index_of(table.clone(), None, vec![column], is_unique));
        }
    }

    fn add_references(&mut self, call: &Call<'t>, at: usize, table: &Name) {
        for place in 0..call.items.len() {
            let Some(name) = self.name_at(call, place) else { return self.unknown_columns(call, at) };
            let reference = self.reference(call, table, &name);
            self.add_columns(call, at, reference.columns);
            for other in reference.others {
                self.push(call, other);
            }
        }
    }

    fn unknown_columns(&mut self, call: &Call<'t>, at: usize) {
        match self.tables.get_mut(at).and_then(|table| table.created.as_mut()) {
            Some((_, is_complete)) => *is_complete = false,
            None => {
                let what = format!("`{}`, which may add any column", call.name);
                self.half().unknown(call.node, what);
            }
        }
    }

    /// Adds columns to the table that is being created, or else to the one that is there.
    fn add_columns(&mut self, call: &Call<'t>, at: usize, columns: Vec<Column>) {
        let is_conditional = self.up.branches > 0;
        let Some(table) = self.tables.get_mut(at) else { return };
        if let Some((own, is_complete)) = &mut table.created {
            own.extend(columns);
            *is_complete &= !is_conditional;
            return;
        }
        let name = table.name.clone();
        for column in columns {
            self.push(call, Operation::AddColumn { table: name.clone(), column });
        }
    }

    /// Whether a command would be recorded rather than run.
    pub(super) fn is_recorded(&self) -> bool {
        self.way == Way::Change
    }

    /// What `reversible do |dir|` opens.
    pub(super) fn reversible(&mut self, call: &Call<'t>) {
        let Some(block) = call.block else { return };
        let names = parameters(self.scope.code, block);
        let before = self.directions.len();
        self.directions.extend(names.first());
        flow::read(self, block);
        self.directions.truncate(before);
    }

    /// `revert do … end`: the inverse of what the block says.
    pub(super) fn revert(&mut self, call: &Call<'t>) {
        if call.block.is_none() {
            return self.half().unknown(call.node, "what another migration did, taken back");
        }
        let (start, way) = (self.half_len(), self.way);
        self.way = Way::Up;
        flow::block(self, call);
        self.way = way;
        let half = if self.is_back { &mut self.down } else { &mut self.up };
        let forward = half.effects.split_off(start);
        for effect in forward.iter().rev() {
            let operation = crate::fact::extract::migration::language::inverse::of(&effect.operation);
            match operation {
                Some(operation) => half.push_at(effect.span, operation),
                None => half.unknown(call.node, "a change of rows, taken back"),
            }
        }
    }
}
