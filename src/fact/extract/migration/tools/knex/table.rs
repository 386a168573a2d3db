//! What is said of a table: `(table) => { table.string('name').notNullable(); }`.

use super::callback;
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::kinds;
use crate::fact::extract::migration::language::program::{Chain, Link, Reader, Run};
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Operation};
use crate::text::Span;

/// Notes a table that is created, with the columns that its function adds.
pub(super) fn create<'t>(run: &mut Run<'t>, link: &Link<'t>, name: Name, dialect: Dialect) {
    let mut table = Table { name: name.clone(), dialect, is_new: true, columns: Vec::new(), is_complete: true };
    let function = callback(run, link);
    match function {
        Some(function) => run.enter(&mut table, function),
        None => table.is_complete = false,
    }
    let Table { columns, is_complete, .. } = table;
    run.effect(Operation::CreateTable { table: name, columns, is_complete, is_temporary: false }, link.span);
}

/// Notes what is changed about a table.
pub(super) fn alter<'t>(run: &mut Run<'t>, link: &Link<'t>, name: &Name, dialect: Dialect) {
    let mut table = Table { name: name.clone(), dialect, is_new: false, columns: Vec::new(), is_complete: true };
    match callback(run, link) {
        Some(function) => run.enter(&mut table, function),
        None => run.unknown("changes of a table that stand elsewhere", link.span),
    }
}

/// A table while its function is read.
struct Table {
    name: Name,
    dialect: Dialect,
    is_new: bool,
    columns: Vec<Column>,
    is_complete: bool,
}

impl<'t> Reader<'t> for Table {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(first) = chain.links.first().filter(|link| link.is_call() && !link.name.is_empty()) else {
            return self.other(run, chain);
        };
        if self.column(run, chain, first) || self.change(run, chain, first) || is_setting(first.name) {
            return;
        }
        self.other(run, chain);
    }
}

impl Table {
    /// Functions of the file are followed; those that stand elsewhere may add anything.
    fn other<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let takes_table = |link: &Link<'t>| link.arguments().iter().any(|argument| argument.kind() == "identifier");
        let is_local = run.program().function(run.program().text(chain.root), chain.root.start_byte()).is_some();
        if !is_local && chain.root.kind() == "identifier" && chain.links.first().is_some_and(takes_table) {
            self.is_complete = false;
            if !self.is_new {
                run.unknown_code(run.program().text(chain.root), chain.span());
            }
            return;
        }
        run.other(self, chain);
    }

    /// A step that adds a column, or changes it where `.alter()` follows.
    fn column<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>, first: &Link<'t>) -> bool {
        if first.name == "timestamps" {
            self.timestamps(run, chain, first);
            return true;
        }
        let Some(kind) = self.kind(run, first) else { return false };
        let name = match first.argument(0).map(|name| run.text(name)) {
            Some(Some(name)) => name,
            None if is_serial(first.name) => "id".to_owned(),
            _ => {
                self.dynamic(run, chain, first);
                return true;
            }
        };
        let kind = if chain.has(&["unsigned"]) { kinds::unsigned(kind) } else { kind };
        let is_key = is_serial(first.name) || chain.has(&["primary"]);
        let is_required = (chain.has(&["notNullable"]) || is_key) && !chain.has(&["nullable"]);
        let has_default = is_serial(first.name) || chain.has(&["defaultTo"]);
        let column = Column { is_nullable: !is_required, has_default, ..Column::new(name, kind) };
        if chain.has(&["alter"]) {
            self.alter(run, chain, column)
        } else {
            self.add(run, column, chain.span())
        }
        true
    }

    /// `timestamps(useTimestamps, defaultToNow, useCamelCase)`, or the same in an object.
    fn timestamps<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>, first: &Link<'t>) {
        let options =
            first.argument(0).map(|options| run.resolve(options)).filter(|options| options.kind() == "object");
        let flag = |index, key| {
            let node = options.map_or_else(|| first.argument(index), |options| run.property(options, key));
            node.and_then(|flag| run.flag(flag)) == Some(true)
        };
        let is_filled = flag(1, "defaultToNow");
        let names = if flag(2, "useCamelCase") { ["createdAt", "updatedAt"] } else { ["created_at", "updated_at"] };
        for name in names {
            let kind = kinds::timestamp(true, None);
            let column = Column { is_nullable: !is_filled, has_default: is_filled, ..Column::new(name, kind) };
            self.add(run, column, chain.span());
        }
    }

    fn add(&mut self, run: &mut Run<'_>, column: Column, place: Span) {
        if self.is_new {
            // What only some runs add is no part of the table that can be relied on.
            if run.is_conditional() { self.is_complete = false } else { self.columns.push(column) }
        } else {
            run.effect(Operation::AddColumn { table: self.name.clone(), column }, place);
        }
    }

    fn alter(&mut self, run: &mut Run<'_>, chain: &Chain<'_>, column: Column) {
        let (table, place) = (self.name.clone(), chain.span());
        let name = column.name;
        let change = Operation::ChangeType {
            table: table.clone(),
            column: name.clone(),
            from: None,
            to: column.kind,
            is_computed: false,
        };
        run.effect(change, place);
        if chain.has(&["notNullable"]) {
            run.effect(Operation::SetNotNull { table: table.clone(), column: name.clone(), is_filled: false }, place);
        } else if chain.has(&["nullable"]) {
            run.effect(Operation::DropNotNull { table: table.clone(), column: name.clone() }, place);
        }
        if column.has_default {
            run.effect(Operation::SetDefault { table: table.clone(), column: name.clone() }, place);
        }
        if chain.has(&["unique"]) {
            run.effect(self.constraint(None, Constraint::Unique, vec![name]), place);
        }
    }

    fn dynamic(&mut self, run: &mut Run<'_>, chain: &Chain<'_>, first: &Link<'_>) {
        self.is_complete = false;
        if !self.is_new {
            run.unknown(format!("`{}` of a name that is known at run time", first.name), chain.span());
        }
    }

    fn constraint(&self, name: Option<String>, kind: Constraint, columns: Vec<String>) -> Operation {
        Operation::AddConstraint { table: self.name.clone(), name, kind, columns, checks_rows: true }
    }

    /// A step that drops, renames or constrains something. What belongs to a table that is being created comes and goes with it.
    fn change<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>, first: &Link<'t>) -> bool {
        let texts = |run: &Run<'t>, index| first.argument(index).and_then(|names| run.texts(names));
        let text = |run: &Run<'t>, index| first.argument(index).and_then(|name| run.text(name));
        let table = self.name.clone();
        let place = chain.span();
        let dropped =
            |name, kind, columns| Operation::DropConstraint { table: table.clone(), name, kind: Some(kind), columns };
        let operation = match first.name {
            "dropColumn" | "dropColumns" | "dropTimestamps" => {
                self.drop_columns(run, first, place);
                return true;
            }
            "renameColumn" => match text(run, 0).zip(text(run, 1)) {
                Some((from, to)) => Operation::RenameColumn { table: table.clone(), from, to },
                None => Operation::Unknown { what: "`renameColumn` of a name that is known at run time".to_owned() },
            },
            "setNullable" | "dropNullable" => match text(run, 0) {
                Some(column) if first.name == "setNullable" => Operation::DropNotNull { table: table.clone(), column },
                Some(column) => Operation::SetNotNull { table: table.clone(), column, is_filled: false },
                None => Operation::Unknown { what: format!("`{}` of a name that is known at run time", first.name) },
            },
            "unique" => self.constraint(text(run, 1), Constraint::Unique, texts(run, 0).unwrap_or_default()),
            "primary" => self.constraint(text(run, 1), Constraint::PrimaryKey, texts(run, 0).unwrap_or_default()),
            "foreign" => self.constraint(text(run, 1), Constraint::ForeignKey, texts(run, 0).unwrap_or_default()),
            name if name.starts_with("check") => self.constraint(None, Constraint::Check, Vec::new()),
            "dropUnique" => dropped(text(run, 1), Constraint::Unique, texts(run, 0).unwrap_or_default()),
            "dropForeign" => dropped(text(run, 1), Constraint::ForeignKey, texts(run, 0).unwrap_or_default()),
            "dropPrimary" => dropped(text(run, 0), Constraint::PrimaryKey, Vec::new()),
            "dropChecks" => dropped(text(run, 0), Constraint::Check, Vec::new()),
            "index" => Operation::CreateIndex {
                table: table.clone(),
                name: text(run, 1),
                columns: texts(run, 0).unwrap_or_default(),
            },
            "dropIndex" => Operation::DropIndex {
                table: Some(table.clone()),
                name: text(run, 1),
                columns: texts(run, 0).unwrap_or_default(),
            },
            _ => return false,
        };
        if !self.is_new {
            run.effect(operation, place);
        }
        true
    }

    fn drop_columns<'t>(&self, run: &mut Run<'t>, first: &Link<'t>, place: Span) {
        let names = if first.name == "dropTimestamps" {
            Some(vec!["created_at".to_owned(), "updated_at".to_owned()])
        } else {
            first
                .arguments()
                .into_iter()
                .map(|names| run.texts(names))
                .collect::<Option<Vec<_>>>()
                .map(|all| all.concat())
        };
        let Some(names) = names.filter(|names| !names.is_empty()) else {
            return run.unknown("`dropColumn` of a name that is known at run time", place);
        };
        for column in names {
            run.effect(Operation::DropColumn { table: self.name.clone(), column }, place);
        }
    }

    /// The type that a method of this name gives a column; none where it adds none.
    fn kind<'t>(&self, run: &Run<'t>, link: &Link<'t>) -> Option<ColumnType> {
        let number = |index| link.argument(index).and_then(|number| run.number(number));
        Some(match link.name {
            "increments" | "integer" | "int" | "mediumint" => {
                kinds::integer(if link.name == "mediumint" { 3 } else { 4 })
            }
            "bigIncrements" | "bigint" | "bigInteger" => kinds::integer(8),
            "smallint" | "smallInteger" => kinds::integer(2),
            "tinyint" => kinds::integer(1),
            "string" => kinds::text(Some(number(1).unwrap_or(255))),
            "text" => kinds::text(None),
            "float" => ColumnType::Float { bytes: 4 },
            "double" => ColumnType::Float { bytes: 8 },
            "decimal" => match link.argument(1).map(|digits| run.number(digits)) {
                Some(None) => ColumnType::Decimal(None),
                digits => kinds::decimal(Some(digits.flatten().unwrap_or(8)), Some(number(2).unwrap_or(2))),
            },
            "boolean" => ColumnType::Boolean,
            "date" => ColumnType::Date,
            "time" => ColumnType::Time,
            "datetime" | "dateTime" | "timestamp" => timestamp(run, link.argument(1)),
            "binary" => ColumnType::Bytes { limit: number(1) },
            "enum" | "enu" => match link.argument(1).and_then(|values| run.texts(values)) {
                Some(values) => ColumnType::Enum(values),
                None => ColumnType::Unknown,
            },
            "json" | "jsonb" => ColumnType::Json,
            "uuid" => ColumnType::Uuid,
            "geometry" | "geography" | "point" => kinds::other(link.name),
            "specificType" => match link.argument(1).and_then(|kind| run.text(kind)) {
                Some(kind) => kinds::sql(&kind, self.dialect),
                None => ColumnType::Unknown,
            },
            _ => return None,
        })
    }
}

/// `timestamp(name, { useTz: false, precision: 3 })`, or with flags in the old way.
fn timestamp<'t>(run: &Run<'t>, options: Option<Node<'t>>) -> ColumnType {
    let Some(options) = options.map(|options| run.resolve(options)) else { return kinds::timestamp(true, None) };
    let of = |key| run.property(options, key);
    let is_plain = of("useTz").and_then(|flag| run.flag(flag)) == Some(false) || run.flag(options) == Some(true);
    kinds::timestamp(!is_plain, of("precision").and_then(|digits| run.number(digits)))
}

/// Whether values come from a sequence.
fn is_serial(method: &str) -> bool {
    matches!(method, "increments" | "bigIncrements")
}

/// What says something about a table that makes no difference here.
fn is_setting(method: &str) -> bool {
    matches!(method, "comment" | "engine" | "charset" | "collate" | "inherits" | "queryContext")
}
