//! The commands that Rails' migrations give to the connection, and which of them its recorder can turn round.
//! (<https://api.rubyonrails.org/classes/ActiveRecord/Migration/CommandRecorder.html>)

use super::columns::{index_of, timestamps};
use super::{Rails, Way};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, Constraint, Name, Object, Operation};

/// Commands that run their block and change nothing themselves.
const WRAPPERS: &[&str] = &[
    "safety_assured", "say_with_time", "suppress_messages", "transaction", "with_lock_retries",
    "disable_statement_timeout", "without_statement_timeout", "silence", "tap",
];

/// Commands that change neither structure nor rows.
const IDLE: &[&str] = &[
    "say", "puts", "print", "p", "pp", "warn", "sleep", "require", "require_relative", "announce", "write",
    "disable_ddl_transaction!", "reset_column_information", "rename_index", "validate_foreign_key",
    "validate_check_constraint", "validate_constraint", "validate_not_null_constraint", "begin_db_transaction",
    "commit_db_transaction", "set_lock_timeout", "set_statement_timeout", "analyze_table", "next", "break", "private",
    "super",
];

/// Commands whose first argument is a table.
const KNOWN: &[&str] = &[
    "add_column", "add_columns", "remove_column", "remove_columns", "rename_column", "change_column",
    "change_column_default", "change_column_null", "add_timestamps", "remove_timestamps", "add_reference",
    "add_belongs_to", "remove_reference", "remove_belongs_to", "add_index", "add_concurrent_index", "remove_index",
    "remove_concurrent_index", "add_foreign_key", "add_concurrent_foreign_key", "remove_foreign_key",
    "add_check_constraint", "add_exclusion_constraint", "add_unique_constraint", "remove_check_constraint",
    "remove_exclusion_constraint", "remove_unique_constraint",
];

impl<'t> Rails<'t> {
    /// Reads a command.
    pub(super) fn schema(&mut self, call: &Call<'t>) {
        match call.name {
            "create_table" | "create_join_table" | "create_virtual_table" => self.create(call),
            "change_table" => self.change(call),
            "drop_table" | "drop_join_table" | "drop_virtual_table" => self.drop_tables(call),
            "execute" | "exec_query" | "exec_update" | "exec_delete" | "exec_insert" | "update" | "delete"
            | "insert" | "safe_execute" => self.execute(call),
            "reversible" => self.reversible(call),
            "up_only" if self.way == Way::Down => {}
            "up_only" if self.is_recorded() => self.only_forward(call),
            "up_only" => flow::block(self, call),
            "revert" => self.revert(call),
            "rename_table" => self.rename_table(call),
            name if WRAPPERS.contains(&name) => flow::block(self, call),
            name if IDLE.contains(&name)
                || name.ends_with('?')
                || name.starts_with("select_")
                || name.starts_with("quote") => {}
            "change_table_comment" | "change_column_comment" => self.comment(call),
            "add_enum_value" => self.add_enum_value(call),
            "rename_enum_value" => self.rename_enum_value(call),
            _ if self.object(call) || flow::follow(self, call) => {}
            _ => self.of_table(call),
        }
    }

    /// Commands whose first argument is a table.
    fn of_table(&mut self, call: &Call<'t>) {
        let Some(table) = self.table_at(call, 0) else { return self.other(call) };
        match call.name {
            "add_column" => self.add_column(call, table),
            "add_columns" => self.add_more_columns(call, &table),
            "remove_column" => self.remove_column(call, table),
            "remove_columns" => self.remove_columns(call, table, 1),
            "rename_column" => self.rename_column(call, table, 1),
            "change_column" => self.change_column(call, table, 1),
            "change_column_default" => self.change_default(call, table, 1),
            "change_column_null" => self.change_null(call, table, 1),
            "add_timestamps" => self.add_timestamps(call, &table),
            "remove_timestamps" => self.remove_timestamps(call, &table),
            "add_reference" | "add_belongs_to" => self.add_reference(call, &table),
            "remove_reference" | "remove_belongs_to" => self.remove_references(call, &table, 1),
            "add_index" | "add_concurrent_index" => self.add_index(call, table, 1),
            "remove_index" | "remove_concurrent_index" => self.remove_index(call, table, 1),
            "add_foreign_key" | "add_concurrent_foreign_key" => {
                let other = self.name_at(call, 1);
                self.add_foreign_key(call, table, other);
            }
            "remove_foreign_key" => self.remove_constraint(call, table, Constraint::ForeignKey, 1),
            "add_check_constraint" | "add_exclusion_constraint" => {
                self.add_constraint(call, table, Constraint::Check, Vec::new());
            }
            "add_unique_constraint" => {
                let columns = self.names_at(call, 1).unwrap_or_default();
                self.add_constraint(call, table, Constraint::Unique, columns);
            }
            "remove_check_constraint" | "remove_exclusion_constraint" => {
                self.remove_constraint(call, table, Constraint::Check, 1);
            }
            "remove_unique_constraint" => self.remove_constraint(call, table, Constraint::Unique, 1),
            _ => self.other(call),
        }
    }

    /// A command that nobody knows: a helper of the application, or a known one about something that is named at run time.
    fn other(&mut self, call: &Call<'t>) {
        if KNOWN.contains(&call.name) {
            return self.dynamic(call);
        }
        if call.block.is_some() {
            flow::conditionally(self, |rails| flow::block(rails, call));
        } else if !call.is_value && (call.node.kind() == "call" || call.name.contains('_')) {
            self.half().unknown(call.node, format!("code of `{}`", call.name));
        }
    }

    fn create(&mut self, call: &Call<'t>) {
        let name = match call.name {
            "create_join_table" => self.join_table(call),
            _ => self.table_at(call, 0),
        };
        let Some(name) = name else { return self.dynamic(call) };
        self.create_table(call, name);
    }

    /// The table between two others: their names in order, joined.
    fn join_table(&self, call: &Call<'t>) -> Option<Name> {
        if let Some(name) = self.option(call, "table_name") {
            return name.text().map(|name| Name::dotted(&name));
        }
        let (one, other) = (self.name_at(call, 0)?, self.name_at(call, 1)?);
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        Some(Name::new(format!("{first}_{second}")))
    }

    fn change(&mut self, call: &Call<'t>) {
        match self.table_at(call, 0) {
            Some(table) => self.change_table(call, table),
            None => self.dynamic(call),
        }
    }

    fn drop_tables(&mut self, call: &Call<'t>) {
        let cascades = self.option(call, "force") == Some(Value::Text("cascade".to_owned()));
        let names = match call.name {
            "drop_join_table" => vec![self.join_table(call)],
            _ => (0..call.items.len()).map(|place| self.table_at(call, place)).collect(),
        };
        if call.name == "drop_table" && (names.len() > 1 || call.block.is_none() && call.named.is_empty()) {
            self.stop(
                call,
                if names.len() > 1 { "`drop_table` of several tables" } else { "`drop_table` without its columns" },
            );
        }
        for name in names {
            match name {
                Some(table) => self.push(call, Operation::DropTable { table, cascades }),
                None => self.dynamic(call),
            }
        }
    }

    fn execute(&mut self, call: &Call<'t>) {
        self.stop(call, format!("`{}`", call.name));
        let Some(statement) = call.items.first() else { return };
        let passage = self.scope.passage(*statement);
        self.half().sql(call.node, &passage, Dialect::Unknown);
    }

    fn rename_table(&mut self, call: &Call<'t>) {
        match (self.table_at(call, 0), self.table_at(call, 1)) {
            (Some(from), Some(to)) => self.push(call, Operation::RenameTable { from, to }),
            _ => self.dynamic(call),
        }
    }

    /// A comment changes nothing, but the recorder asks what it was.
    fn comment(&mut self, call: &Call<'t>) {
        if call.option("from").is_none() || call.option("to").is_none() {
            self.stop(call, format!("`{}` without `from` and `to`", call.name));
        }
    }

    fn add_column(&mut self, call: &Call<'t>, table: Name) {
        let Some(name) = self.name_at(call, 1) else { return self.dynamic(call) };
        let column = self.typed_column(call, name.clone(), 2);
        self.push(call, Operation::AddColumn { table: table.clone(), column });
        if let Some(index) =
            self.option(call, "index").filter(|index| !matches!(index, Value::Bool(false) | Value::Nil))
        {
            let is_unique = index.get("unique").is_some_and(Value::is_true);
            self.push(call, index_of(table, None, vec![name], is_unique));
        }
    }

    fn add_more_columns(&mut self, call: &Call<'t>, table: &Name) {
        let word = self.option(call, "type").and_then(Value::text).unwrap_or_default();
        for place in 1..call.items.len() {
            let Some(name) = self.name_at(call, place) else { return self.dynamic(call) };
            let column = self.column(call, name, &word);
            self.push(call, Operation::AddColumn { table: table.clone(), column });
        }
    }

    fn remove_column(&mut self, call: &Call<'t>, table: Name) {
        if call.items.len() < 3 {
            self.stop(call, "`remove_column` without a type");
        }
        match self.name_at(call, 1) {
            Some(column) => self.push(call, Operation::DropColumn { table, column }),
            None => self.dynamic(call),
        }
    }

    /// `remove_columns :users, :a, :b, type: :text`; in `change_table`, `t.remove`.
    pub(super) fn remove_columns(&mut self, call: &Call<'t>, table: Name, place: usize) {
        if call.option("type").is_none() {
            self.stop(call, format!("`{}` without a type", call.name));
        }
        for place in place..call.items.len() {
            match self.names_at(call, place) {
                Some(columns) => {
                    for column in columns {
                        self.push(call, Operation::DropColumn { table: table.clone(), column });
                    }
                }
                None => self.dynamic(call),
            }
        }
    }

    /// `rename_column`; in `change_table`, `t.rename`.
    pub(super) fn rename_column(&mut self, call: &Call<'t>, table: Name, place: usize) {
        match (self.name_at(call, place), self.name_at(call, place + 1)) {
            (Some(from), Some(to)) => self.push(call, Operation::RenameColumn { table, from, to }),
            _ => self.dynamic(call),
        }
    }

    /// `change_column`; in `change_table`, `t.change`.
    pub(super) fn change_column(&mut self, call: &Call<'t>, table: Name, place: usize) {
        self.stop(call, format!("`{}`", call.name));
        let Some(column) = self.name_at(call, place) else { return self.dynamic(call) };
        let to = self.typed_column(call, column.clone(), place + 1).kind;
        self.push(
            call,
            Operation::ChangeType { table: table.clone(), column: column.clone(), from: None, to, is_computed: false },
        );
        match self.option(call, "null") {
            Some(Value::Bool(true)) => {
                self.push(call, Operation::DropNotNull { table: table.clone(), column: column.clone() });
            }
            Some(Value::Bool(false)) => {
                self.push(
                    call,
                    Operation::SetNotNull { table: table.clone(), column: column.clone(), is_filled: false },
                );
            }
            _ => {}
        }
        if let Some(default) = self.option(call, "default") {
            self.set_default(call, table, column, &default);
        }
    }

    fn set_default(&mut self, call: &Call<'t>, table: Name, column: String, default: &Value) {
        let operation = match default {
            Value::Nil => Operation::DropDefault { table, column },
            _ => Operation::SetDefault { table, column },
        };
        self.push(call, operation);
    }

    /// `change_column_default`; in `change_table`, `t.change_default`.
    pub(super) fn change_default(&mut self, call: &Call<'t>, table: Name, place: usize) {
        let Some(column) = self.name_at(call, place) else { return self.dynamic(call) };
        let (from, to) = (self.option(call, "from"), self.option(call, "to"));
        if from.is_none() || to.is_none() {
            self.stop(call, format!("`{}` without `from` and `to`", call.name));
        }
        let value = to.or_else(|| call.items.get(place + 1).map(|node| self.scope.value(*node)));
        self.set_default(call, table, column, &value.unwrap_or(Value::Unknown));
    }

    /// `change_column_null`; in `change_table`, `t.change_null`.
    pub(super) fn change_null(&mut self, call: &Call<'t>, table: Name, place: usize) {
        let Some(column) = self.name_at(call, place) else { return self.dynamic(call) };
        let is_filled = call.items.get(place + 2).is_some_and(|default| self.scope.value(*default) != Value::Nil);
        match call.items.get(place + 1).map(|node| self.scope.value(*node)) {
            Some(Value::Bool(true)) => self.push(call, Operation::DropNotNull { table, column }),
            Some(Value::Bool(false)) => self.push(call, Operation::SetNotNull { table, column, is_filled }),
            _ => self.dynamic(call),
        }
    }

    fn add_timestamps(&mut self, call: &Call<'t>, table: &Name) {
        let default = self.option(call, "default");
        for column in timestamps(self.has_optional_times(call)) {
            let has_default = default.as_ref().is_some_and(|default| *default != Value::Nil);
            self.push(call, Operation::AddColumn { table: table.clone(), column: Column { has_default, ..column } });
        }
    }

    /// `remove_timestamps`, in `change_table` too.
    pub(super) fn remove_timestamps(&mut self, call: &Call<'t>, table: &Name) {
        for column in timestamps(true) {
            self.push(call, Operation::DropColumn { table: table.clone(), column: column.name });
        }
    }

    fn add_reference(&mut self, call: &Call<'t>, table: &Name) {
        let Some(name) = self.name_at(call, 1) else { return self.dynamic(call) };
        let reference = self.reference(call, table, &name);
        for column in reference.columns {
            self.push(call, Operation::AddColumn { table: table.clone(), column });
        }
        for other in reference.others {
            self.push(call, other);
        }
    }

    /// `remove_reference`; in `change_table`, `t.remove_references`.
    pub(super) fn remove_references(&mut self, call: &Call<'t>, table: &Name, place: usize) {
        let polymorphic = self.option(call, "polymorphic").is_some_and(|value| value != Value::Bool(false));
        for place in place..call.items.len() {
            let Some(name) = self.name_at(call, place) else { return self.dynamic(call) };
            self.push(call, Operation::DropColumn { table: table.clone(), column: format!("{name}_id") });
            if polymorphic {
                self.push(call, Operation::DropColumn { table: table.clone(), column: format!("{name}_type") });
            }
        }
    }

    /// `add_index`; in a table's block, `t.index`.
    pub(super) fn add_index(&mut self, call: &Call<'t>, table: Name, place: usize) {
        let columns = self.names_at(call, place).unwrap_or_default();
        let operation = index_of(table, self.given_name(call), columns, self.is_set(call, "unique"));
        self.push(call, operation);
    }

    /// `remove_index`, in `change_table` too.
    pub(super) fn remove_index(&mut self, call: &Call<'t>, table: Name, place: usize) {
        let columns = self.names_at(call, place).or_else(|| self.option(call, "column").and_then(Value::texts));
        if columns.is_none() && call.items.len() <= place && call.option("column").is_none() {
            self.stop(call, "`remove_index` without its columns");
        }
        let name = self.given_name(call);
        self.push(call, Operation::DropIndex { table: Some(table), name, columns: columns.unwrap_or_default() });
    }

    /// `add_foreign_key` to another table; in a table's block, `t.foreign_key`.
    pub(super) fn add_foreign_key(&mut self, call: &Call<'t>, table: Name, other: Option<String>) {
        let column = self.option(call, "column").and_then(Value::texts);
        let guessed = other.and_then(|other| Some(vec![format!("{}_id", other.strip_suffix('s')?)]));
        self.add_constraint(call, table, Constraint::ForeignKey, column.or(guessed).unwrap_or_default());
    }

    /// Adds a constraint with the name that the call gives it.
    pub(super) fn add_constraint(&mut self, call: &Call<'t>, table: Name, kind: Constraint, columns: Vec<String>) {
        let checks_rows = self.option(call, "validate") != Some(Value::Bool(false));
        let name = self.given_name(call);
        self.push(call, Operation::AddConstraint { table, name, kind, columns, checks_rows });
    }

    /// Removes a constraint; what it was about begins at `place`.
    pub(super) fn remove_constraint(&mut self, call: &Call<'t>, table: Name, kind: Constraint, place: usize) {
        let is_told = call.items.len() > place || kind == Constraint::ForeignKey && call.option("to_table").is_some();
        if !is_told {
            let what = if kind == Constraint::ForeignKey { "the other table" } else { "what it demands" };
            self.stop(call, format!("`{}` without {what}", call.name));
        }
        let columns = self.option(call, "column").and_then(Value::texts).unwrap_or_default();
        let name = self.given_name(call);
        self.push(call, Operation::DropConstraint { table, name, kind: Some(kind), columns });
    }

    fn add_enum_value(&mut self, call: &Call<'t>) {
        self.stop(call, "`add_enum_value`");
        match (self.table_at(call, 0), self.name_at(call, 1)) {
            (Some(of), Some(value)) => self.push(call, Operation::AddEnumValue { of, value }),
            _ => self.dynamic(call),
        }
    }

    fn rename_enum_value(&mut self, call: &Call<'t>) {
        let (from, to) =
            (self.option(call, "from").and_then(Value::text), self.option(call, "to").and_then(Value::text));
        match (self.table_at(call, 0), from, to) {
            (Some(of), Some(from), Some(to)) => self.push(call, Operation::RenameEnumValue { of, from, to }),
            _ => self.dynamic(call),
        }
    }

    /// Commands about things that are no tables, those of widely used extensions too (Scenic's views, F(x)'s functions).
    fn object(&mut self, call: &Call<'t>) -> bool {
        let Some((verb, kind)) = object_of(call.name) else { return false };
        let Some(name) = self.table_at(call, 0) else {
            self.dynamic(call);
            return true;
        };
        let is_told = match (verb, kind) {
            ("drop", Object::Type) => call.items.len() > 1,
            ("drop", Object::View | Object::Function | Object::Trigger) => call.option("revert_to_version").is_some(),
            ("update" | "replace", _) => call.option("revert_to_version").is_some(),
            _ => true,
        };
        if !is_told {
            self.stop(call, format!("`{}` without what it was before", call.name));
        }
        let cascades = self.option(call, "force") == Some(Value::Text("cascade".to_owned()));
        let operation = match (verb, self.table_at(call, 1)) {
            ("drop", _) => Operation::Drop { kind, name, cascades },
            ("create", _) => Operation::Create { kind, name, replaces: false },
            ("rename", Some(to)) => Operation::Rename { kind, from: name, to },
            ("rename", None) => match self.option(call, "to").and_then(Value::text) {
                Some(to) => Operation::Rename { kind, from: name, to: Name::dotted(&to) },
                None => Operation::Unknown { what: format!("`{}`", call.name) },
            },
            _ => Operation::Create { kind, name, replaces: true },
        };
        self.push(call, operation);
        true
    }
}

/// What a command does to which kind of thing.
fn object_of(command: &str) -> Option<(&'static str, Object)> {
    Some(match command {
        "enable_extension" => ("create", Object::Extension),
        "disable_extension" => ("drop", Object::Extension),
        "create_enum" => ("create", Object::Type),
        "drop_enum" => ("drop", Object::Type),
        "rename_enum" => ("rename", Object::Type),
        "create_schema" => ("create", Object::Schema),
        "drop_schema" => ("drop", Object::Schema),
        "create_view" => ("create", Object::View),
        "drop_view" => ("drop", Object::View),
        "update_view" => ("update", Object::View),
        "replace_view" => ("replace", Object::View),
        "create_function" => ("create", Object::Function),
        "drop_function" => ("drop", Object::Function),
        "update_function" => ("update", Object::Function),
        "create_trigger" => ("create", Object::Trigger),
        "drop_trigger" => ("drop", Object::Trigger),
        "update_trigger" => ("update", Object::Trigger),
        _ => return None,
    })
}
