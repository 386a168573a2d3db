//! The operations of Alembic, on the whole and within a batch.

use super::{Alembic, call_of};
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::flow;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{ColumnType, Constraint, Name, Operation};

/// Operations that change neither structure nor rows.
const IDLE: &[&str] = &[
    "get_bind", "get_context", "f", "inline_literal", "create_table_comment", "drop_table_comment",
    "implementation_for",
];

impl<'t> Alembic<'t> {
    /// `op.…`.
    pub(super) fn operation(&mut self, call: &Call<'t>) {
        match call.name {
            "batch_alter_table" => self.batch(call),
            "execute" | "run_async" => self.execute(call, call.argument_at(0, "sqltext")),
            "rename_table" => self.rename_table(call),
            "create_index"
            | "create_unique_constraint"
            | "create_check_constraint"
            | "create_primary_key"
            | "create_foreign_key"
            | "create_exclude_constraint"
            | "drop_constraint"
            | "drop_index" => self.named(call),
            "add_column" | "drop_column" | "alter_column" => match self.table(call, 0, "table_name") {
                Some(table) => self.column_operation(call, table, 1),
                None => self.dynamic(call),
            },
            "create_table" => self.create_table(call),
            "drop_table" => match self.table(call, 0, "table_name") {
                Some(table) => self.half.push(call.node, Operation::DropTable { table, cascades: false }),
                None => self.dynamic(call),
            },
            "bulk_insert" => match call.items.first().and_then(|node| self.table_of(*node)) {
                Some(table) => self.half.push(call.node, Operation::Insert { table, source: None }),
                None => self.half.unknown(call.node, "`bulk_insert` into a table that is named at run time"),
            },
            name if IDLE.contains(&name) => {}
            _ => self.half.unknown(call.node, format!("code of `op.{}`", call.name)),
        }
    }

    /// Operations in a batch, whose table is known.
    pub(super) fn in_batch(&mut self, call: &Call<'t>, table: Name) {
        match call.name {
            "add_column" | "drop_column" | "alter_column" => self.column_operation(call, table, 0),
            "drop_constraint" => self.drop_constraint(call, table, self.text(call, 0, "constraint_name"), 1),
            "drop_index" => {
                let name = self.text(call, 0, "index_name");
                self.half.push(call.node, Operation::DropIndex { table: Some(table), name, columns: Vec::new() });
            }
            "create_foreign_key" => self.constrain(call, table, call.argument_at(2, "local_cols")),
            "create_check_constraint" | "create_exclude_constraint" => self.constrain(call, table, None),
            "create_index" | "create_unique_constraint" | "create_primary_key" => {
                self.constrain(call, table, call.argument_at(1, "columns"));
            }
            name if IDLE.contains(&name) => {}
            _ => self.half.unknown(call.node, format!("code of `{}`", call.title(self.scope.code))),
        }
    }

    /// Operations whose first argument is the name of an index or a constraint.
    fn named(&mut self, call: &Call<'t>) {
        let word = match call.name {
            "create_foreign_key" => "source_table",
            _ => "table_name",
        };
        let table = self.table(call, 1, word).or_else(|| self.table(call, 1, "source_table"));
        if call.name == "drop_index" {
            let name = self.text(call, 0, "index_name");
            return self.half.push(call.node, Operation::DropIndex { table, name, columns: Vec::new() });
        }
        let Some(table) = table else { return self.dynamic(call) };
        match call.name {
            "drop_constraint" => self.drop_constraint(call, table, self.text(call, 0, "constraint_name"), 2),
            "create_foreign_key" => self.constrain(call, table, call.argument_at(3, "local_cols")),
            "create_check_constraint" | "create_exclude_constraint" => self.constrain(call, table, None),
            _ => self.constrain(call, table, call.argument_at(2, "columns")),
        }
    }

    /// A table by its name, in the schema that the call names.
    fn table(&self, call: &Call<'t>, place: usize, name: &str) -> Option<Name> {
        let table = self.text(call, place, name)?;
        let schema = self.option(call, "schema").or_else(|| self.option(call, "source_schema")).and_then(Value::text);
        Some(match schema {
            Some(schema) => Name::within(schema, table),
            None => Name::dotted(&table),
        })
    }

    fn batch(&mut self, call: &Call<'t>) {
        let table = self.table(call, 0, "table_name");
        self.batches.push((call.alias.unwrap_or_default(), table));
        if let Some(block) = call.block {
            flow::read(self, block);
        }
        self.batches.pop();
    }

    fn rename_table(&mut self, call: &Call<'t>) {
        let (from, to) = (self.table(call, 0, "old_table_name"), self.table(call, 1, "new_table_name"));
        match from.zip(to) {
            Some((from, to)) => self.half.push(call.node, Operation::RenameTable { from, to }),
            None => self.dynamic(call),
        }
    }

    fn create_table(&mut self, call: &Call<'t>) {
        let Some(table) = self.table(call, 0, "table_name") else { return self.dynamic(call) };
        let (mut columns, mut is_complete) = (Vec::new(), !call.is_open);
        for part in call.items.iter().skip(1) {
            match self.column(*part) {
                Some(described) => columns.push(described.column),
                None => is_complete &= call_of(self.scope.code, *part).is_some_and(|part| part.name != "Column"),
            }
        }
        let is_temporary = self
            .option(call, "prefixes")
            .and_then(Value::texts)
            .is_some_and(|words| words.iter().any(|word| word.eq_ignore_ascii_case("temporary")));
        self.half.push(call.node, Operation::CreateTable { table, columns, is_complete, is_temporary });
    }

    fn column_operation(&mut self, call: &Call<'t>, table: Name, place: usize) {
        match call.name {
            "add_column" => self.add_column(call, table, place),
            "drop_column" => match self.text(call, place, "column_name") {
                Some(column) => self.half.push(call.node, Operation::DropColumn { table, column }),
                None => self.dynamic(call),
            },
            _ => match self.text(call, place, "column_name") {
                Some(column) => self.alter_column(call, table, column),
                None => self.dynamic(call),
            },
        }
    }

    fn add_column(&mut self, call: &Call<'t>, table: Name, place: usize) {
        let described = call.argument_at(place, "column").and_then(|node| self.column(node));
        let Some(described) = described else { return self.dynamic(call) };
        let columns = vec![described.column.name.clone()];
        self.half.push(call.node, Operation::AddColumn { table: table.clone(), column: described.column });
        for (is_so, kind) in [(described.refers, Constraint::ForeignKey), (described.is_unique, Constraint::Unique)] {
            if is_so {
                let (table, columns) = (table.clone(), columns.clone());
                self.half
                    .push(call.node, Operation::AddConstraint { table, name: None, kind, columns, checks_rows: true });
            }
        }
        if described.has_index {
            self.half.push(call.node, Operation::CreateIndex { table, name: None, columns });
        }
    }

    fn alter_column(&mut self, call: &Call<'t>, table: Name, column: String) {
        if let Some(to) = call.option("type_") {
            let to = self.kind(to);
            let from =
                call.option("existing_type").map(|node| self.kind(node)).filter(|from| *from != ColumnType::Unknown);
            if from.as_ref() != Some(&to) || to == ColumnType::Unknown {
                let is_computed = call.option("postgresql_using").is_some_and(|using| !self.is_cast(using));
                let (table, column) = (table.clone(), column.clone());
                self.half.push(call.node, Operation::ChangeType { table, column, from, to, is_computed });
            }
        }
        let default = self.option(call, "server_default");
        self.alter_null(call, &table, &column, default.as_ref());
        if let Some(default) = default.filter(|default| *default != Value::Bool(false)) {
            let (table, column) = (table.clone(), column.clone());
            self.half.push(
                call.node,
                if default == Value::Nil {
                    Operation::DropDefault { table, column }
                } else {
                    Operation::SetDefault { table, column }
                },
            );
        }
        if let Some(to) = self.option(call, "new_column_name") {
            match to.text() {
                Some(to) => self.half.push(call.node, Operation::RenameColumn { table, from: column, to }),
                None => self.dynamic(call),
            }
        }
    }

    fn alter_null(&mut self, call: &Call<'t>, table: &Name, column: &str, default: Option<&Value>) {
        let nullable = self.option(call, "nullable");
        if nullable.is_some() && nullable == self.option(call, "existing_nullable") {
            return;
        }
        let (table, column) = (table.clone(), column.to_owned());
        match nullable {
            Some(Value::Bool(true)) => self.half.push(call.node, Operation::DropNotNull { table, column }),
            Some(Value::Bool(false)) => {
                let is_filled = default.is_some_and(|default| !matches!(default, Value::Nil | Value::Bool(_)));
                self.half.push(call.node, Operation::SetNotNull { table, column, is_filled });
            }
            Some(_) => self.half.unknown(call.node, "`alter_column`, whose `nullable` is decided at run time"),
            None => {}
        }
    }

    /// Whether an expression is no more than a cast: `age::integer`.
    fn is_cast(&self, using: Node<'t>) -> bool {
        let Some(text) = self.scope.text(using) else { return false };
        let is_word = |text: &str| {
            let text = text.trim().trim_matches(['"', '(', ')']);
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '"' | '[' | ']' | '(' | ')' | ','))
        };
        text.split_once("::").is_some_and(|(value, kind)| is_word(value) && is_word(kind))
    }

    /// Adds an index or a constraint, which one the operation's name tells.
    fn constrain(&mut self, call: &Call<'t>, table: Name, columns: Option<Node<'t>>) {
        let name = call
            .items
            .first()
            .and_then(|node| self.scope.text(*node))
            .or_else(|| self.text(call, 9, "constraint_name"));
        let columns = columns.and_then(|node| self.scope.value(node).texts()).unwrap_or_default();
        let is_unique = self.option(call, "unique").is_some_and(|value| value.is_true());
        let kind = match call.name {
            "create_index" if !is_unique => {
                return self.half.push(call.node, Operation::CreateIndex { table, name, columns });
            }
            "create_foreign_key" => Constraint::ForeignKey,
            "create_primary_key" => Constraint::PrimaryKey,
            "create_check_constraint" | "create_exclude_constraint" => Constraint::Check,
            _ => Constraint::Unique,
        };
        let checks_rows = !self.option(call, "postgresql_not_valid").is_some_and(|value| value.is_true());
        self.half.push(call.node, Operation::AddConstraint { table, name, kind, columns, checks_rows });
    }

    fn drop_constraint(&mut self, call: &Call<'t>, table: Name, name: Option<String>, place: usize) {
        let kind = match self.text(call, place, "type_").as_deref() {
            Some("foreignkey") => Some(Constraint::ForeignKey),
            Some("primary") => Some(Constraint::PrimaryKey),
            Some("unique") => Some(Constraint::Unique),
            Some("check") => Some(Constraint::Check),
            _ => None,
        };
        self.half.push(call.node, Operation::DropConstraint { table, name, kind, columns: Vec::new() });
    }

    /// Runs a statement: a text, or one that SQLAlchemy puts together.
    pub(super) fn execute(&mut self, call: &Call<'t>, statement: Option<Node<'t>>) {
        let Some(statement) = statement else { return };
        if self.is_query(statement) {
            return;
        }
        if let Some(operation) = self.built(statement, 0) {
            return self.half.push(call.node, operation);
        }
        let passage = self.scope.passage(statement);
        self.half.sql(call.node, &passage, Dialect::Unknown);
    }
}
