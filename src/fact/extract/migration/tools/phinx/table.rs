//! Tables: actions are gathered, and done when `create`, `update` or `save` is called.

use super::Phinx;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::types::integer;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType, Constraint, Effect, Name, Operation};

/// A table that a variable stands for.
pub(super) struct Table<'t> {
    /// The variable; empty where the table is used at once.
    pub(super) variable: &'t str,
    /// Its name; none where only a run tells.
    name: Option<Name>,
    /// Its options.
    options: Value,
    /// What is to be done.
    pending: Vec<Effect>,
}

impl<'t> Phinx<'t> {
    /// `$this->table('users', ['id' => false])`, and what is done to it at once.
    pub(super) fn table(&mut self, call: &Call<'t>, chain: &[Call<'t>]) {
        let Some(first) = chain.first() else { return };
        let table = Table {
            // `$table = $this->table('users')->addColumn(…)` is the table, too.
            variable: call.alias.unwrap_or_default(),
            name: self.text_at(first, 0).map(|name| Name::dotted(&name)),
            options: self.value_at(first, 1),
            pending: Vec::new(),
        };
        self.tables.push(table);
        self.in_table(self.tables.len() - 1, chain.get(1..).unwrap_or_default());
    }

    /// Calls of a table's methods.
    pub(super) fn in_table(&mut self, at: usize, chain: &[Call<'t>]) {
        for call in chain {
            let name = self.tables.get(at).and_then(|table| table.name.clone());
            match call.name {
                "create" => self.create(at, call),
                "update" | "save" | "saveData" => self.save(at, call),
                "hasColumn" | "exists" | "hasIndex" | "hasForeignKey" | "getColumns" | "getName" | "setOptions"
                | "reset" | "changeComment" | "getColumn" => {}
                _ => match name {
                    Some(name) => self.action(at, call, name),
                    None => self.dynamic(call),
                },
            }
        }
    }

    fn later(&mut self, at: usize, call: &Call<'t>, operation: Operation) {
        let is_conditional = self.half.branches > 0;
        let place = call.link(self.scope.code);
        if let Some(table) = self.tables.get_mut(at) {
            table.pending.push(Effect { is_conditional, ..Effect::new(operation, place) });
        }
    }

    /// One action, which is done later.
    fn action(&mut self, at: usize, call: &Call<'t>, table: Name) {
        let first = self.text_at(call, 0);
        match call.name {
            "addColumn" => match self.column(call) {
                Some(column) => self.later(at, call, Operation::AddColumn { table, column }),
                None => self.dynamic(call),
            },
            "addTimestamps" | "addTimestampsWithTimezone" => self.add_timestamps(at, call, &table),
            "removeColumn" => {
                self.stop(call, "`removeColumn`");
                self.about(at, call, first, |column| Operation::DropColumn { table, column });
            }
            "renameColumn" => {
                let names = first.zip(self.text_at(call, 1));
                self.about(at, call, names, |(from, to)| Operation::RenameColumn { table, from, to });
            }
            "changeColumn" => self.change_column(at, call, table),
            "addIndex" => self.add_index(at, call, table),
            "removeIndex" | "removeIndexByName" => {
                self.stop(call, format!("`{}`", call.name));
                let columns = if call.name == "removeIndex" { self.names(call, 0) } else { Vec::new() };
                let name = first.filter(|_| call.name == "removeIndexByName");
                self.later(at, call, Operation::DropIndex { table: Some(table), name, columns });
            }
            "addForeignKey" => self.constrain(at, call, table, (Constraint::ForeignKey, None, 0)),
            "addForeignKeyWithName" => self.constrain(at, call, table, (Constraint::ForeignKey, first, 1)),
            "addPrimaryKey" => self.constrain(at, call, table, (Constraint::PrimaryKey, None, 0)),
            "dropForeignKey" => {
                self.stop(call, "`dropForeignKey`");
                let (name, columns) = (self.text_at(call, 1), self.names(call, 0));
                let kind = Some(Constraint::ForeignKey);
                self.later(at, call, Operation::DropConstraint { table, name, kind, columns });
            }
            "changePrimaryKey" => {
                self.stop(call, "`changePrimaryKey`");
                self.constrain(at, call, table, (Constraint::PrimaryKey, None, 0));
            }
            "rename" | "renameTable" => {
                let to = first.map(|name| Name::dotted(&name));
                self.about(at, call, to, |to| Operation::RenameTable { from: table, to });
            }
            "drop" => {
                self.stop(call, "`drop`");
                self.later(at, call, Operation::DropTable { table, cascades: false });
            }
            "insert" => {
                self.stop(call, "`insert`");
                self.later(at, call, Operation::Insert { table, source: None });
            }
            "truncate" => {
                self.stop(call, "`truncate`");
                self.half.push(call.node, Operation::Truncate { table });
            }
            _ => self.half.unknown(call.node, format!("code of `{}`", call.name)),
        }
    }

    fn about<T>(&mut self, at: usize, call: &Call<'t>, about: Option<T>, operation: impl FnOnce(T) -> Operation) {
        match about {
            Some(about) => self.later(at, call, operation(about)),
            None => self.dynamic(call),
        }
    }

    fn names(&self, call: &Call<'t>, place: usize) -> Vec<String> {
        self.value_at(call, place).texts().unwrap_or_default()
    }

    fn constrain(&mut self, at: usize, call: &Call<'t>, table: Name, what: (Constraint, Option<String>, usize)) {
        let (kind, name, place) = what;
        let columns = self.names(call, place);
        self.later(at, call, Operation::AddConstraint { table, name, kind, columns, checks_rows: true });
    }

    fn add_timestamps(&mut self, at: usize, call: &Call<'t>, table: &Name) {
        let with_zone = call.name.ends_with("Timezone");
        for (place, usual) in [(0, "created_at"), (1, "updated_at")] {
            let given = self.value_at(call, place);
            if given == Value::Bool(false) {
                continue;
            }
            let is_first = place == 0;
            let column = Column {
                name: given.text().unwrap_or_else(|| usual.to_owned()),
                kind: ColumnType::Timestamp { with_zone, precision: None },
                is_nullable: !is_first,
                has_default: is_first,
            };
            self.later(at, call, Operation::AddColumn { table: table.clone(), column });
        }
    }

    fn change_column(&mut self, at: usize, call: &Call<'t>, table: Name) {
        self.stop(call, "`changeColumn`");
        let Some(column) = self.text_at(call, 0) else { return self.dynamic(call) };
        let options = self.value_at(call, 2);
        let to = self.kind(call, &options);
        let own = (table.clone(), column.clone());
        self.later(at, call, Operation::ChangeType { table: own.0, column: own.1, from: None, to, is_computed: false });
        match options.get("null") {
            Some(Value::Bool(true)) => self.later(at, call, Operation::DropNotNull { table, column }),
            Some(Value::Bool(false)) => self.later(at, call, Operation::SetNotNull { table, column, is_filled: false }),
            _ => {}
        }
    }

    fn add_index(&mut self, at: usize, call: &Call<'t>, table: Name) {
        let (columns, options) = (self.names(call, 0), self.value_at(call, 1));
        let name = options.get("name").cloned().and_then(Value::text);
        let operation = if options.get("unique").is_some_and(Value::is_true) {
            Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true }
        } else {
            Operation::CreateIndex { table, name, columns }
        };
        self.later(at, call, operation);
    }

    /// Does what is pending as one new table.
    fn create(&mut self, at: usize, call: &Call<'t>) {
        let Some(table) = self.tables.get_mut(at) else { return };
        let (pending, options) = (std::mem::take(&mut table.pending), table.options.clone());
        let Some(name) = table.name.clone() else { return self.dynamic(call) };
        let (mut columns, mut others) = (identity(&options).into_iter().collect::<Vec<_>>(), Vec::new());
        for effect in pending {
            match effect.operation {
                Operation::AddColumn { column, .. } => columns.push(column),
                _ => others.push(effect),
            }
        }
        self.half
            .push(call.node, Operation::CreateTable { table: name, columns, is_complete: true, is_temporary: false });
        self.half.effects.append(&mut others);
    }

    /// Does what is pending. `save` creates a table that is not there; that it is to be new shows where its options say how it is identified.
    fn save(&mut self, at: usize, call: &Call<'t>) {
        let Some(table) = self.tables.get_mut(at) else { return };
        let is_new =
            call.name == "save" && (table.options.get("id").is_some() || table.options.get("primary_key").is_some());
        let adds = table.pending.iter().any(|effect| matches!(effect.operation, Operation::AddColumn { .. }));
        if is_new && adds {
            return self.create(at, call);
        }
        self.half.effects.append(&mut table.pending);
    }
}

/// The column that a table has without being asked.
fn identity(options: &Value) -> Option<Column> {
    let name = match options.get("id") {
        Some(Value::Bool(false)) => return None,
        Some(Value::Text(name)) => name.clone(),
        _ if options.get("primary_key").is_some() && options.get("id").is_none() => return None,
        _ => "id".to_owned(),
    };
    Some(Column { is_nullable: false, has_default: true, ..Column::new(name, integer(4)) })
}
