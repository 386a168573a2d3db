//! The operations that Django knows.

use super::fields::Field;
use super::{Django, Undo};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{DEEPEST, parts, span};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Object, Operation};

/// Operations about what models say and the database does not.
const IDLE: &[&str] = &[
    "AlterModelOptions", "AlterModelManagers", "AlterModelTableComment", "RenameIndex", "ValidateConstraint",
    "AlterConstraint",
];

impl<'t> Django<'t> {
    /// Reads one operation, and tells what undoes it.
    pub(super) fn operation(&mut self, call: &Call<'t>, depth: usize) -> Undo {
        match call.name {
            "CreateModel" => self.create_model(call),
            "DeleteModel" => {
                self.with_table(call, 0, "name", |_, table| vec![Operation::DropTable { table, cascades: true }])
            }
            "RenameModel" => self.rename_model(call),
            "AlterModelTable" => self.alter_table(call),
            "AddField" => self.add_field(call),
            "RemoveField" => self.remove_field(call),
            "AlterField" => self.alter_field(call),
            "RenameField" => self.rename_field(call),
            "AlterUniqueTogether" => self.together(call, "unique_together"),
            "AlterIndexTogether" => self.together(call, "index_together"),
            "AlterOrderWithRespectTo" => self.order(call),
            "AddIndex" | "AddIndexConcurrently" => self.add_index(call),
            "RemoveIndex" | "RemoveIndexConcurrently" => self.remove_index(call),
            "AddConstraint" | "AddConstraintNotValid" => self.add_constraint(call),
            "RemoveConstraint" => self.remove_constraint(call),
            "RunPython" => return self.run_python(call),
            "RunSQL" => return self.run_sql(call),
            "SeparateDatabaseAndState" => return self.separate(call, depth),
            name if IDLE.contains(&name) => {}
            name if name.ends_with("Extension") => self.extension(call),
            _ => self.half.unknown(call.node, format!("`{}`, an operation of the application", call.name)),
        }
        Undo::Known
    }

    /// The table of a model.
    pub(super) fn table(&self, model: &str) -> Name {
        let model = model.to_lowercase();
        self.tables.get(&model).cloned().unwrap_or_else(|| Name::new(format!("{}_{model}", self.label)))
    }

    fn text(&self, call: &Call<'t>, place: usize, name: &str) -> Option<String> {
        call.argument_at(place, name).and_then(|node| self.scope.text(node))
    }

    fn model(&self, call: &Call<'t>) -> Option<Name> {
        Some(self.table(&self.text(call, 0, "model_name")?))
    }

    fn dynamic(&mut self, call: &Call<'t>) {
        self.half.unknown(call.node, format!("`{}` of something that is named at run time", call.name));
    }

    fn push_all(&mut self, call: &Call<'t>, operations: Vec<Operation>) {
        for operation in operations {
            self.half.push(call.node, operation);
        }
    }

    fn with_table(
        &mut self,
        call: &Call<'t>,
        place: usize,
        name: &str,
        operations: impl FnOnce(&Self, Name) -> Vec<Operation>,
    ) {
        match self.text(call, place, name) {
            Some(model) => {
                let operations = operations(self, self.table(&model));
                self.push_all(call, operations);
            }
            None => self.dynamic(call),
        }
    }

    fn create_model(&mut self, call: &Call<'t>) {
        let options = call.option("options").map_or(Value::Unknown, |options| self.scope.value(options));
        if options.get("managed") == Some(&Value::Bool(false)) || options.get("proxy") == Some(&Value::Bool(true)) {
            return;
        }
        let Some(model) = self.text(call, 0, "name") else { return self.dynamic(call) };
        if let Some(Value::Text(table)) = options.get("db_table") {
            self.tables.insert(model.to_lowercase(), Name::dotted(table.trim_matches('"')));
        }
        let table = self.table(&model);
        let (mut columns, mut others, mut is_complete) = (Vec::new(), Vec::new(), true);
        for field in call.argument_at(1, "fields").map(parts).unwrap_or_default() {
            let named = match (field.kind(), &parts(field)[..]) {
                ("tuple", [name, field]) => self.scope.text(*name).map(|name| (name, *field)),
                _ => None,
            };
            let Some((name, field)) = named else {
                is_complete = false;
                continue;
            };
            match self.field(&name, field) {
                Field::Column { column, .. } => columns.push(column),
                Field::Table => others.push(between(&table, &name)),
                Field::Nothing => {}
            }
        }
        self.half.push(call.node, Operation::CreateTable { table, columns, is_complete, is_temporary: false });
        self.push_all(call, others);
    }

    fn rename_model(&mut self, call: &Call<'t>) {
        let (Some(old), Some(new)) = (self.text(call, 0, "old_name"), self.text(call, 1, "new_name")) else {
            return self.dynamic(call);
        };
        if let Some(table) = self.tables.remove(&old.to_lowercase()) {
            // A table with a name of its own keeps it.
            self.tables.insert(new.to_lowercase(), table);
            return;
        }
        let (from, to) = (self.table(&old), self.table(&new));
        if from != to {
            self.half.push(call.node, Operation::RenameTable { from, to });
        }
    }

    fn alter_table(&mut self, call: &Call<'t>) {
        let Some(model) = self.text(call, 0, "name") else { return self.dynamic(call) };
        let from = self.table(&model);
        let table = call.argument_at(1, "table").map_or(Value::Unknown, |node| self.scope.value(node));
        let to = match table {
            Value::Text(table) => Name::dotted(table.trim_matches('"')),
            Value::Nil => Name::new(format!("{}_{}", self.label, model.to_lowercase())),
            _ => return self.dynamic(call),
        };
        self.tables.insert(model.to_lowercase(), to.clone());
        if from != to {
            self.half.push(call.node, Operation::RenameTable { from, to });
        }
    }

    fn add_field(&mut self, call: &Call<'t>) {
        let (Some(table), Some(name)) = (self.model(call), self.text(call, 1, "name")) else {
            return self.dynamic(call);
        };
        let Some(field) = call.argument_at(2, "field") else { return self.dynamic(call) };
        match self.field(&name, field) {
            Field::Column { column, refers, is_unique } => {
                let names = vec![column.name.clone()];
                self.half.push(call.node, Operation::AddColumn { table: table.clone(), column });
                for (is_so, kind) in [(refers, Constraint::ForeignKey), (is_unique, Constraint::Unique)] {
                    if is_so {
                        let (table, columns) = (table.clone(), names.clone());
                        self.half.push(
                            call.node,
                            Operation::AddConstraint { table, name: None, kind, columns, checks_rows: true },
                        );
                    }
                }
            }
            Field::Table => self.half.push(call.node, between(&table, &name)),
            Field::Nothing => {}
        }
    }

    fn remove_field(&mut self, call: &Call<'t>) {
        let (Some(table), Some(column)) = (self.model(call), self.text(call, 1, "name")) else {
            return self.dynamic(call);
        };
        self.half.push(call.node, Operation::DropColumn { table, column });
    }

    fn alter_field(&mut self, call: &Call<'t>) {
        let (Some(table), Some(name)) = (self.model(call), self.text(call, 1, "name")) else {
            return self.dynamic(call);
        };
        let Some(field) = call.argument_at(2, "field") else { return self.dynamic(call) };
        let Field::Column { column, .. } = self.field(&name, field) else { return };
        let from = self.kind_so_far(&table, &column.name);
        if column.kind != ColumnType::Unknown && from.as_ref() != Some(&column.kind) {
            let (table, name) = (table.clone(), column.name.clone());
            self.half.push(
                call.node,
                Operation::ChangeType { table, column: name, from, to: column.kind, is_computed: false },
            );
        }
        // Django asks for a default that is not kept where a field may no longer be empty.
        if self.option(call, "preserve_default") == Some(Value::Bool(false)) && !column.is_nullable {
            self.half.push(call.node, Operation::SetNotNull { table, column: column.name, is_filled: true });
        }
    }

    /// The type that this file gave to a column before.
    fn kind_so_far(&self, table: &Name, name: &str) -> Option<ColumnType> {
        /// Nobody looks back further.
        const MOST: usize = 500;
        self.half.effects.iter().rev().take(MOST).find_map(|effect| match &effect.operation {
            Operation::AddColumn { table: own, column } if own == table && column.name == name => {
                Some(column.kind.clone())
            }
            Operation::ChangeType { table: own, column, to, .. } if own == table && column == name => Some(to.clone()),
            Operation::CreateTable { table: own, columns, .. } if own == table => {
                columns.iter().find(|column| column.name == name).map(|column| column.kind.clone())
            }
            _ => None,
        })
    }

    fn rename_field(&mut self, call: &Call<'t>) {
        let names = (self.model(call), self.text(call, 1, "old_name"), self.text(call, 2, "new_name"));
        match names {
            (Some(table), Some(from), Some(to)) => {
                self.half.push(call.node, Operation::RenameColumn { table, from, to })
            }
            _ => self.dynamic(call),
        }
    }

    /// Sets of columns that are unique, or have an index; none where there are none any more.
    fn together(&mut self, call: &Call<'t>, name: &str) {
        let is_unique = name == "unique_together";
        let sets = call.argument_at(1, name).map_or(Value::Unknown, |node| self.scope.value(node));
        let sets = match sets {
            Value::List(sets) if matches!(sets.first(), Some(Value::Text(_))) => vec![Value::List(sets)],
            Value::List(sets) => sets,
            Value::Nil | Value::Map(_) => Vec::new(),
            // `set()`
            Value::Unknown | Value::Text(_) | Value::Integer(_) | Value::Bool(_) => Vec::new(),
        };
        self.with_table(call, 0, "name", |_, table| {
            let one = |columns: Vec<String>| {
                let table = table.clone();
                if is_unique {
                    Operation::AddConstraint { table, name: None, kind: Constraint::Unique, columns, checks_rows: true }
                } else {
                    Operation::CreateIndex { table, name: None, columns }
                }
            };
            let made: Vec<_> = sets.into_iter().filter_map(Value::texts).map(one).collect();
            if !made.is_empty() {
                return made;
            }
            let gone = if is_unique {
                Operation::DropConstraint { table, name: None, kind: Some(Constraint::Unique), columns: Vec::new() }
            } else {
                Operation::DropIndex { table: Some(table), name: None, columns: Vec::new() }
            };
            vec![gone]
        });
    }

    /// Rows that have an order get a column for it.
    fn order(&mut self, call: &Call<'t>) {
        let is_off =
            call.argument_at(1, "order_with_respect_to").is_some_and(|node| self.scope.value(node) == Value::Nil);
        self.with_table(call, 0, "name", |_, table| {
            let column = Column {
                is_nullable: false,
                ..Column::new("_order", crate::fact::extract::migration::language::types::integer(4))
            };
            vec![if is_off {
                Operation::DropColumn { table, column: column.name }
            } else {
                Operation::AddColumn { table, column }
            }]
        });
    }

    /// The call that describes an index or a constraint, its name, and its columns.
    fn described(&self, call: &Call<'t>, name: &str) -> Option<(Call<'t>, Option<String>, Vec<String>)> {
        let node = call.argument_at(1, name).filter(|node| node.kind() == "call")?;
        let inner = Call::of(self.scope.code, node)?;
        let given = self.option(&inner, "name").and_then(Value::text);
        let columns = self.option(&inner, "fields").and_then(Value::texts).unwrap_or_default();
        let columns = columns.into_iter().map(|column| column.trim_start_matches('-').to_owned()).collect();
        Some((inner, given, columns))
    }

    fn add_index(&mut self, call: &Call<'t>) {
        let index = self.described(call, "index");
        self.with_table(call, 0, "model_name", |_, table| {
            let (name, columns) = index.map(|(_, name, columns)| (name, columns)).unwrap_or_default();
            vec![Operation::CreateIndex { table, name, columns }]
        });
    }

    fn remove_index(&mut self, call: &Call<'t>) {
        let name = self.text(call, 1, "name");
        self.with_table(call, 0, "model_name", |_, table| {
            vec![Operation::DropIndex { table: Some(table), name, columns: Vec::new() }]
        });
    }

    fn add_constraint(&mut self, call: &Call<'t>) {
        let constraint = self.described(call, "constraint");
        let checks_rows = call.name != "AddConstraintNotValid";
        self.with_table(call, 0, "model_name", |_, table| {
            let Some((inner, name, columns)) = constraint else {
                return vec![Operation::Unknown { what: "a constraint that is put together at run time".to_owned() }];
            };
            let kind = if inner.name.contains("Unique") { Constraint::Unique } else { Constraint::Check };
            vec![Operation::AddConstraint { table, name, kind, columns, checks_rows }]
        });
    }

    fn remove_constraint(&mut self, call: &Call<'t>) {
        let name = self.text(call, 1, "name");
        self.with_table(call, 0, "model_name", |_, table| {
            vec![Operation::DropConstraint { table, name, kind: None, columns: Vec::new() }]
        });
    }

    fn extension(&mut self, call: &Call<'t>) {
        let name = match call.name {
            "CreateExtension" => self.text(call, 0, "name"),
            "BtreeGinExtension" => Some("btree_gin".to_owned()),
            "BtreeGistExtension" => Some("btree_gist".to_owned()),
            "TrigramExtension" => Some("pg_trgm".to_owned()),
            name => name.strip_suffix("Extension").map(str::to_lowercase),
        };
        match name {
            Some(name) => {
                let name = Name::new(name);
                self.half.push(call.node, Operation::Create { kind: Object::Extension, name, replaces: true });
            }
            None => self.dynamic(call),
        }
    }

    /// What the database does, and what only the models say from then on.
    fn separate(&mut self, call: &Call<'t>, depth: usize) -> Undo {
        let mut whole = Undo::Known;
        let (mut written, mut is_written) = (Vec::new(), false);
        for inner in self.inner_operations(call.argument_at(0, "database_operations")) {
            if depth > DEEPEST {
                break;
            }
            let start = self.half.effects.len();
            let undo = self.operation(&inner, depth + 1);
            match undo {
                Undo::Known => {
                    let own = self.half.effects.get(start..).unwrap_or_default();
                    written.extend(crate::fact::extract::migration::language::inverse::of_all(own));
                }
                Undo::Written(effects) => {
                    is_written = true;
                    written.extend(effects);
                }
                undo if matches!(whole, Undo::Known | Undo::Noop(_)) => whole = undo,
                _ => {}
            }
        }
        self.state(call.argument_at(1, "state_operations"), depth);
        if is_written && matches!(whole, Undo::Known) { Undo::Written(written) } else { whole }
    }

    fn inner_operations(&mut self, list: Option<Node<'t>>) -> Vec<Call<'t>> {
        let Some(list) = list else { return Vec::new() };
        let list = match list.kind() {
            "identifier" => self.scope.assignment(self.scope.code.text(list)).unwrap_or(list),
            _ => list,
        };
        if !matches!(list.kind(), "list" | "tuple" | "none") {
            self.half.unknown(list, "operations that are put together at run time");
        }
        parts(list)
            .into_iter()
            .filter(|part| part.kind() == "call")
            .filter_map(|part| Call::of(self.scope.code, part))
            .collect()
    }

    /// What the models say from now on, while the database stays as it is.
    pub(super) fn state(&mut self, list: Option<Node<'t>>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let effects = std::mem::take(&mut self.half.effects);
        for inner in self.inner_operations(list) {
            if !matches!(inner.name, "RunPython" | "RunSQL" | "SeparateDatabaseAndState") {
                self.operation(&inner, depth + 1);
            }
        }
        let state = std::mem::replace(&mut self.half.effects, effects);
        for effect in state {
            if !matches!(effect.operation, Operation::Unknown { .. } | Operation::StateOnly(_)) {
                let operation = Operation::StateOnly(Box::new(effect.operation));
                self.half.push_at(effect.span, operation);
            }
        }
    }

    /// The place of an argument, or of the whole call.
    pub(super) fn place(call: &Call<'t>, argument: Option<Node<'t>>) -> crate::text::Span {
        span(argument.unwrap_or(call.node))
    }
}

/// The table between two models.
fn between(table: &Name, field: &str) -> Operation {
    let table = Name { name: format!("{}_{field}", table.name), schema: table.schema.clone() };
    Operation::CreateTable { table, columns: Vec::new(), is_complete: false, is_temporary: false }
}
