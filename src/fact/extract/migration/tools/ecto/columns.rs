//! Columns of Ecto, in the blocks of `create table` and `alter table`.

use super::{Block, Ecto};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::parts;
use crate::fact::extract::migration::language::types::{Size, integer, of_word};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Operation};

impl<'t> Ecto<'t> {
    /// Commands about columns; whether this is one.
    pub(super) fn column_command(&mut self, call: &Call<'t>) -> bool {
        match call.name {
            "add" | "add_if_not_exists" => self.add(call),
            "timestamps" => self.timestamps(call),
            "modify" => self.modify(call),
            "remove" => {
                if call.items.len() < 2 {
                    self.stop(call, "`remove` without a type");
                }
                self.remove(call);
            }
            "remove_if_exists" => {
                if call.items.len() < 2 {
                    self.stop(call, "`remove_if_exists` without a type");
                }
                self.remove(call);
            }
            _ => return false,
        }
        true
    }

    /// The value of a named argument, where it is given.
    pub(super) fn option(&self, call: &Call<'t>, name: &str) -> Option<Value> {
        call.option(name).map(|node| self.scope.value(node))
    }

    /// The text in a place of the arguments.
    pub(super) fn text_at(&self, call: &Call<'t>, place: usize) -> Option<String> {
        call.items.get(place).and_then(|node| self.scope.text(*node))
    }

    fn column(&self, call: &Call<'t>, name: String) -> Column {
        let is_key = self.option(call, "primary_key").is_some_and(|value| value.is_true());
        let word = self.text_at(call, 1).unwrap_or_default();
        let counts = matches!(word.as_str(), "serial" | "bigserial" | "identity");
        Column {
            name,
            kind: call.items.get(1).map_or(ColumnType::Unknown, |node| self.kind(call, *node)),
            is_nullable: !is_key && self.option(call, "null") != Some(Value::Bool(false)),
            has_default: counts
                || call.option("generated").is_some()
                || self.option(call, "default").is_some_and(|default| default != Value::Nil),
        }
    }

    /// The type that a command names; `references(:users)` is the type of what it refers to.
    fn kind(&self, call: &Call<'t>, node: Node<'t>) -> ColumnType {
        let number = |name: &str| self.option(call, name).and_then(|value| value.number());
        let size = Size { limit: number("size"), precision: number("precision"), scale: number("scale") };
        let code = self.scope.code;
        if let Some(reference) = Call::of(code, node).filter(|inner| inner.name == "references") {
            let word = self.option(&reference, "type").and_then(Value::text).unwrap_or_else(|| "bigserial".to_owned());
            return kind_of(&word, Size::default());
        }
        match self.scope.value(node) {
            Value::Text(word) => kind_of(&word, size),
            // `{:array, :string}`, `{:string, null: true}`
            Value::List(list) => match list.into_iter().next() {
                Some(Value::Text(word)) if word == "array" => ColumnType::Other(code.text(node).replace(' ', "")),
                Some(Value::Text(word)) => kind_of(&word, size),
                _ => ColumnType::Unknown,
            },
            _ if code.text(node) == "Ecto.UUID" => ColumnType::Uuid,
            _ => ColumnType::Unknown,
        }
    }

    fn refers(&self, call: &Call<'t>) -> bool {
        let inner = call.items.get(1).and_then(|node| Call::of(self.scope.code, *node));
        inner.is_some_and(|inner| inner.name == "references")
    }

    fn add(&mut self, call: &Call<'t>) {
        match self.text_at(call, 0) {
            Some(name) => {
                let column = self.column(call, name);
                self.add_columns(call, vec![column]);
            }
            None => self.unknown_columns(call),
        }
    }

    /// `timestamps(type: :utc_datetime, updated_at: false)`.
    fn timestamps(&mut self, call: &Call<'t>) {
        let word = self.option(call, "type").and_then(Value::text).unwrap_or_else(|| "naive_datetime".to_owned());
        let is_nullable = self.option(call, "null").is_some_and(|value| value.is_true());
        let has_default = call.option("default").is_some();
        let name = |usual: &str| match self.option(call, usual) {
            Some(Value::Bool(false)) => None,
            Some(Value::Text(name)) => Some(name),
            _ => Some(usual.to_owned()),
        };
        let column = |name| Column { name, kind: kind_of(&word, Size::default()), is_nullable, has_default };
        let columns = ["inserted_at", "updated_at"].into_iter().filter_map(name).map(column).collect();
        self.add_columns(call, columns);
    }

    fn unknown_columns(&mut self, call: &Call<'t>) {
        match &mut self.block {
            Some(Block::New(_, is_complete)) => *is_complete = false,
            _ => self.dynamic(call),
        }
    }

    fn add_columns(&mut self, call: &Call<'t>, columns: Vec<Column>) {
        let is_conditional = self.half.branches > 0;
        let table = match &mut self.block {
            Some(Block::New(own, is_complete)) => {
                own.extend(columns);
                *is_complete &= !is_conditional;
                return;
            }
            Some(Block::Old(table)) => table.clone(),
            _ => return self.dynamic(call),
        };
        for column in columns {
            let names = vec![column.name.clone()];
            self.push(call, Operation::AddColumn { table: table.clone(), column });
            if self.refers(call) {
                self.push(call, foreign_key(table.clone(), names));
            }
        }
    }

    fn old_table(&self) -> Option<Name> {
        match &self.block {
            Some(Block::Old(table)) => Some(table.clone()),
            _ => None,
        }
    }

    fn remove(&mut self, call: &Call<'t>) {
        match self.old_table().zip(self.text_at(call, 0)) {
            Some((table, column)) => self.push(call, Operation::DropColumn { table, column }),
            None => self.dynamic(call),
        }
    }

    fn modify(&mut self, call: &Call<'t>) {
        let from = call.option("from");
        if from.is_none() {
            self.stop(call, "`modify` without `from`");
        }
        let Some((table, column)) = self.old_table().zip(self.text_at(call, 0)) else { return self.dynamic(call) };
        let own = || (table.clone(), column.clone());
        let to = call.items.get(1).map_or(ColumnType::Unknown, |node| self.kind(call, *node));
        let before = from.map(|from| self.kind(call, from)).filter(|from| *from != ColumnType::Unknown);
        if before.as_ref() != Some(&to) {
            let (table, column) = own();
            self.push(call, Operation::ChangeType { table, column, from: before, to, is_computed: false });
        }
        self.modify_null(call, own(), from);
        let (table, column) = own();
        match self.option(call, "default") {
            Some(Value::Nil) => self.push(call, Operation::DropDefault { table, column }),
            Some(_) => self.push(call, Operation::SetDefault { table, column }),
            None => {}
        }
        if self.refers(call) {
            let (table, column) = own();
            self.push(call, foreign_key(table, vec![column]));
        }
    }

    /// `null: false`, unless the column was so before, as `from: {:string, null: false}` says.
    fn modify_null(&mut self, call: &Call<'t>, (table, column): (Name, String), from: Option<Node<'t>>) {
        let now = self.option(call, "null");
        if now.is_some() && now == from.and_then(|from| self.null_of(from)) {
            return;
        }
        match now {
            Some(Value::Bool(true)) => self.push(call, Operation::DropNotNull { table, column }),
            Some(Value::Bool(false)) => {
                let is_filled = self.option(call, "default").is_some_and(|default| default != Value::Nil);
                self.push(call, Operation::SetNotNull { table, column, is_filled });
            }
            _ => {}
        }
    }

    fn null_of(&self, from: Node<'t>) -> Option<Value> {
        let options = parts(from).into_iter().find(|part| part.kind() == "keywords")?;
        self.scope.value(options).get("null").cloned()
    }
}

/// A foreign key that comes along with a column.
pub(super) fn foreign_key(table: Name, columns: Vec<String>) -> Operation {
    Operation::AddConstraint { table, name: None, kind: Constraint::ForeignKey, columns, checks_rows: true }
}

/// The type that a word means. (<https://hexdocs.pm/ecto_sql/Ecto.Migration.html#module-field-types>)
pub(super) fn kind_of(word: &str, size: Size) -> ColumnType {
    let sized =
        word.split_once('(').and_then(|(word, rest)| Some((word, rest.trim_end_matches(')').trim().parse().ok()?)));
    if let Some((word, limit)) = sized {
        return of_word(word.trim(), Size { limit: Some(limit), precision: Some(limit), scale: None });
    }
    match word {
        "string" => ColumnType::Text { limit: Some(size.limit.unwrap_or(255)) },
        "binary_id" => ColumnType::Uuid,
        "id" => integer(4),
        "identity" => integer(8),
        "map" => ColumnType::Json,
        "naive_datetime" | "utc_datetime" => Size { precision: Some(0), ..Size::default() }.timestamp(false),
        "naive_datetime_usec" | "utc_datetime_usec" => size.timestamp(false),
        "time_usec" => ColumnType::Time,
        word => of_word(word, size),
    }
}
