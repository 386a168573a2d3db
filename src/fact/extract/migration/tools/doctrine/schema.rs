//! Doctrine's schema as objects. (<https://www.doctrine-project.org/projects/doctrine-dbal/en/stable/reference/schema-representation.html>)

use super::Doctrine;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::types::{Size, of_word};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Object, Operation};

/// A table that a variable stands for.
pub(super) struct Table<'t> {
    /// The variable; empty where the table is used at once.
    pub(super) variable: &'t str,
    /// Its name; none where only a run tells.
    name: Option<Name>,
    /// The effect that creates it.
    created: Option<usize>,
    /// The column of it that is really meant.
    column: Option<String>,
}

impl<'t> Doctrine<'t> {
    /// `$schema->…`.
    pub(super) fn schema(&mut self, call: &Call<'t>, chain: &[Call<'t>]) {
        let Some(first) = chain.first() else { return };
        let name = self.text_at(first, 0).map(|name| Name::dotted(&name));
        match first.name {
            "createTable" | "getTable" => self.table(call, chain, name),
            "dropTable" => self.push(first, name, |table| Operation::DropTable { table, cascades: false }),
            "renameTable" => {
                let to = self.text_at(first, 1).map(|name| Name::dotted(&name));
                self.push(first, name.zip(to), |(from, to)| Operation::RenameTable { from, to });
            }
            "createSequence" => {
                self.push(first, name, |name| Operation::Create { kind: Object::Sequence, name, replaces: false });
            }
            "dropSequence" => {
                self.push(first, name, |name| Operation::Drop { kind: Object::Sequence, name, cascades: false });
            }
            "createNamespace" => {
                self.push(first, name, |name| Operation::Create { kind: Object::Schema, name, replaces: false })
            }
            name if name.starts_with("has") || name.starts_with("get") => {}
            _ => self.half.unknown(call.node, format!("code of `$schema->{}`", first.name)),
        }
    }

    fn push<T>(&mut self, call: &Call<'t>, about: Option<T>, operation: impl FnOnce(T) -> Operation) {
        match about {
            Some(about) => self.push_link(call, operation(about)),
            None => self.dynamic(call),
        }
    }

    /// A table that is created or looked up, and what is done to it at once.
    fn table(&mut self, call: &Call<'t>, chain: &[Call<'t>], name: Option<Name>) {
        let is_new = chain.first().is_some_and(|first| first.name == "createTable");
        let created = is_new.then_some(self.half.effects.len());
        if is_new {
            self.push(call, name.clone(), |table| Operation::CreateTable {
                table,
                columns: Vec::new(),
                is_complete: true,
                is_temporary: false,
            });
        }
        let variable = call.alias.filter(|_| chain.len() == 1).unwrap_or_default();
        self.tables.push(Table { variable, name, created, column: None });
        let at = self.tables.len() - 1;
        self.in_chain(at, chain.get(1..).unwrap_or_default());
    }

    /// Methods of a table, and of a column that one of them returns.
    pub(super) fn in_chain(&mut self, at: usize, chain: &[Call<'t>]) {
        let mut column = self.tables.get(at).and_then(|table| table.column.clone());
        for call in chain {
            if let Some(column) = &column {
                self.set(at, column, call);
                continue;
            }
            self.in_table(at, call);
            if matches!(call.name, "addColumn" | "getColumn") {
                column = self.text_at(call, 0);
            }
        }
        let Some((name, created)) = self.tables.get(at).map(|table| (table.name.clone(), table.created)) else {
            return;
        };
        if let (Some(column), Some(variable)) = (column, chain.last().and_then(|call| call.alias)) {
            self.tables.push(Table { variable, name, created, column: Some(column) });
        }
    }

    /// A method of a column: of one that is made here, or else of one that is there.
    fn set(&mut self, at: usize, column: &str, call: &Call<'t>) {
        let Some(table) = self.tables.get(at).and_then(|table| table.name.clone()) else {
            return self.dynamic(call);
        };
        let value = self.value_at(call, 0);
        if let Some(made) = self.made(&table, column) {
            match (call.name, value) {
                ("setNotnull", Value::Bool(is_required)) => made.is_nullable = !is_required,
                ("setDefault", value) => made.has_default = value != Value::Nil,
                ("setLength", length @ Value::Integer(_)) if made.kind != (ColumnType::Text { limit: None }) => {
                    made.kind = ColumnType::Text { limit: length.number() };
                }
                _ => {}
            }
            return;
        }
        let column = column.to_owned();
        let operation = match (call.name, value) {
            ("setNotnull", Value::Bool(true)) => Operation::SetNotNull { table, column, is_filled: false },
            ("setNotnull", Value::Bool(false)) => Operation::DropNotNull { table, column },
            ("setDefault", Value::Nil) => Operation::DropDefault { table, column },
            ("setDefault", _) => Operation::SetDefault { table, column },
            ("setLength", value) => {
                let to = ColumnType::Text { limit: value.number() };
                Operation::ChangeType { table, column, from: None, to, is_computed: false }
            }
            ("setType", _) => {
                let to = self.kind(call, 0, &Value::Unknown);
                Operation::ChangeType { table, column, from: None, to, is_computed: false }
            }
            ("setOptions", options) => return self.change_options(call, table, column, &options, 0),
            ("setColumnDefinition" | "setAutoincrement" | "setPrecision" | "setScale" | "setUnsigned", _) => {
                Operation::Unknown { what: format!("`{}` of `{column}`", call.name) }
            }
            _ => return,
        };
        self.push_link(call, operation);
    }

    /// Adds what one link of a chain does.
    fn push_link(&mut self, call: &Call<'t>, operation: Operation) {
        let at = call.link(self.scope.code);
        self.half.push_at(at, operation);
    }

    /// A column that this migration makes.
    fn made(&mut self, table: &Name, column: &str) -> Option<&mut Column> {
        /// Nobody looks back further.
        const MOST: usize = 500;
        self.half.effects.iter_mut().rev().take(MOST).find_map(|effect| match &mut effect.operation {
            Operation::AddColumn { table: own, column: made } if own == table && made.name == column => Some(made),
            Operation::CreateTable { table: own, columns, .. } if own == table => {
                columns.iter_mut().find(|made| made.name == column)
            }
            _ => None,
        })
    }

    /// A method of a table.
    fn in_table(&mut self, at: usize, call: &Call<'t>) {
        let Some((name, created)) = self.tables.get(at).map(|table| (table.name.clone(), table.created)) else {
            return;
        };
        let is_read = ["has", "get", "set", "addOption"].iter().any(|prefix| call.name.starts_with(prefix));
        if is_read && call.name != "setPrimaryKey" {
            return;
        }
        let Some(table) = name else { return self.dynamic(call) };
        let column = self.text_at(call, 0);
        match call.name {
            "addColumn" => self.add_column(call, table, created),
            "dropColumn" => self.push(call, column, |column| Operation::DropColumn { table, column }),
            "changeColumn" | "modifyColumn" => self.change_column(call, table),
            "renameColumn" => {
                let names = column.zip(self.text_at(call, 1));
                self.push(call, names, |(from, to)| Operation::RenameColumn { table, from, to });
            }
            "addIndex" => {
                let (columns, name) = (self.names(call, 0), self.text_at(call, 1));
                self.push_link(call, Operation::CreateIndex { table, name, columns });
            }
            "dropIndex" => {
                let operation = Operation::DropIndex { table: Some(table), name: column, columns: Vec::new() };
                self.push_link(call, operation);
            }
            "addUniqueIndex" | "addUniqueConstraint" => self.constrain(call, table, Constraint::Unique, (0, 1)),
            "addForeignKeyConstraint" => self.constrain(call, table, Constraint::ForeignKey, (1, 4)),
            "setPrimaryKey" => self.constrain(call, table, Constraint::PrimaryKey, (0, 1)),
            "removeForeignKey" | "dropForeignKey" => self.unconstrain(call, table, Constraint::ForeignKey),
            "dropPrimaryKey" => self.unconstrain(call, table, Constraint::PrimaryKey),
            "removeUniqueConstraint" | "dropUniqueConstraint" => self.unconstrain(call, table, Constraint::Unique),
            "renameIndex" => {}
            _ => self.half.unknown(call.node, format!("code of `{}`", call.title(self.scope.code))),
        }
    }

    fn names(&self, call: &Call<'t>, place: usize) -> Vec<String> {
        self.value_at(call, place).texts().unwrap_or_default()
    }

    fn constrain(&mut self, call: &Call<'t>, table: Name, kind: Constraint, places: (usize, usize)) {
        let (columns, name) = (self.names(call, places.0), self.text_at(call, places.1));
        self.push_link(call, Operation::AddConstraint { table, name, kind, columns, checks_rows: true });
    }

    fn unconstrain(&mut self, call: &Call<'t>, table: Name, kind: Constraint) {
        let name = self.text_at(call, 0);
        let operation = Operation::DropConstraint { table, name, kind: Some(kind), columns: Vec::new() };
        self.push_link(call, operation);
    }

    fn add_column(&mut self, call: &Call<'t>, table: Name, created: Option<usize>) {
        let Some(name) = self.text_at(call, 0) else { return self.dynamic(call) };
        let options = self.value_at(call, 2);
        let column = Column {
            name,
            kind: self.kind(call, 1, &options),
            is_nullable: options.get("notnull") == Some(&Value::Bool(false)),
            has_default: options.get("default").is_some_and(|default| *default != Value::Nil)
                || options.get("autoincrement").is_some_and(Value::is_true),
        };
        let is_conditional = self.half.branches > 0;
        let effect = created.and_then(|at| self.half.effects.get_mut(at)).map(|effect| &mut effect.operation);
        match effect {
            Some(Operation::CreateTable { columns, is_complete, .. }) => {
                columns.push(column);
                *is_complete &= !is_conditional;
            }
            _ => self.push_link(call, Operation::AddColumn { table, column }),
        }
    }

    /// `Types::STRING`, `'string'`, `Type::getType('string')`.
    fn kind(&self, call: &Call<'t>, place: usize, options: &Value) -> ColumnType {
        let Some(node) = call.items.get(place) else { return ColumnType::Unknown };
        let code = self.scope.code;
        let word = match self.scope.text(*node) {
            Some(word) => word,
            None => match Call::of(code, *node).filter(|inner| inner.name == "getType") {
                Some(inner) => self.text_at(&inner, 0).unwrap_or_default(),
                None => code.text(*node).rsplit("::").next().unwrap_or_default().to_owned(),
            },
        };
        kind_of(&word, options)
    }

    fn change_column(&mut self, call: &Call<'t>, table: Name) {
        let Some(column) = self.text_at(call, 0) else { return self.dynamic(call) };
        let options = self.value_at(call, 1);
        self.change_options(call, table, column, &options, 1);
    }

    /// Changes what options say of a column, which are the argument at `at`.
    fn change_options(&mut self, call: &Call<'t>, table: Name, column: String, options: &Value, at: usize) {
        let node = call.items.get(at).copied();
        let place = || (table.clone(), column.clone());
        if options.get("type").is_some() || options.get("length").is_some() {
            let to = node.map_or(ColumnType::Unknown, |node| self.changed_kind(node, options));
            let (table, column) = place();
            self.push_link(call, Operation::ChangeType { table, column, from: None, to, is_computed: false });
        }
        let (table, column) = place();
        match options.get("notnull") {
            Some(Value::Bool(true)) => self.push_link(call, Operation::SetNotNull { table, column, is_filled: false }),
            Some(Value::Bool(false)) => self.push_link(call, Operation::DropNotNull { table, column }),
            _ => {}
        }
        let (table, column) = place();
        match options.get("default") {
            Some(Value::Nil) => self.push_link(call, Operation::DropDefault { table, column }),
            Some(_) => self.push_link(call, Operation::SetDefault { table, column }),
            None => {}
        }
    }

    /// The type in the options of `changeColumn`: `['type' => Type::getType('string'), 'length' => 5]`.
    fn changed_kind(&self, node: crate::document::grammar::Node<'t>, options: &Value) -> ColumnType {
        let code = self.scope.code;
        let mut found = ColumnType::Unknown;
        for entry in crate::fact::extract::migration::language::code::parts(node) {
            let [name, value] = crate::fact::extract::migration::language::code::parts(entry)[..] else { continue };
            if self.scope.text(name).as_deref() != Some("type") {
                continue;
            }
            let inner = Call::of(code, value).filter(|inner| inner.name == "getType");
            let word = inner.and_then(|inner| inner.items.first().copied()).unwrap_or(value);
            let word = self
                .scope
                .text(word)
                .unwrap_or_else(|| code.text(word).rsplit("::").next().unwrap_or_default().to_owned());
            found = kind_of(&word, options);
        }
        found
    }
}

/// The type that a word means. (<https://www.doctrine-project.org/projects/doctrine-dbal/en/stable/reference/types.html>)
fn kind_of(word: &str, options: &Value) -> ColumnType {
    let number = |name: &str| options.get(name).and_then(Value::number);
    let size = Size { limit: number("length"), precision: number("precision"), scale: number("scale") };
    let word = word.to_ascii_lowercase();
    let word = word.strip_suffix("_immutable").or_else(|| word.strip_suffix("_mutable")).unwrap_or(&word);
    match word {
        "string" | "ascii_string" => ColumnType::Text { limit: Some(size.limit.unwrap_or(255)) },
        "guid" => ColumnType::Uuid,
        "array" | "simple_array" | "object" | "json_array" => ColumnType::Text { limit: None },
        "decimal" => Size { precision: Some(size.precision.unwrap_or(10)), ..size }.decimal(),
        "datetime" => Size::default().timestamp(false),
        "smallint" | "integer" | "bigint" if options.get("unsigned").is_some_and(Value::is_true) => {
            match of_word(word, size) {
                ColumnType::Integer { bytes, .. } => ColumnType::Integer { bytes, unsigned: true },
                other => other,
            }
        }
        "" | "null" => ColumnType::Unknown,
        word => of_word(word, size),
    }
}
