//! Changes of one column: `ALTER COLUMN`, `MODIFY`, `CHANGE`.

use super::columns::{self, Defined};
use super::cursor::Cursor;
use super::reader::Reader;
use super::types;
use crate::document::sql::Dialect;
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Operation, same};

fn take_all(item: &mut Cursor<'_>) {
    while item.next().is_some() {}
}

/// Behind `ALTER` in an `ALTER TABLE`. Whether the action is known.
pub(super) fn alter(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) -> bool {
    if item.is_one_of(&["CONSTRAINT", "INDEX", "CHECK", "PARTITION"]) && !item.is_at(1, "TYPE") && !item.is_at(1, "SET")
    {
        take_all(item);
        return true;
    }
    if item.eat_all(&["PRIMARY", "KEY"]) {
        primary_key(reader, table, item, start);
        return true;
    }
    item.eat("COLUMN");
    item.eat_if_exists();
    let Some(column) = item.name() else { return false };
    if !aspect(reader, table, &column, item, start) {
        // SQL Server: the definition anew.
        let defined = columns::define_named(column, item.rest());
        take_all(item);
        if !defined.has_type() {
            return false;
        }
        redefine(reader, table, defined, item.since(start));
    }
    true
}

/// CockroachDB's `ALTER PRIMARY KEY USING COLUMNS (a)`.
fn primary_key(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) {
    item.eat_all(&["USING", "COLUMNS"]);
    let columns = item.columns();
    take_all(item);
    let (table, kind) = (table.clone(), Constraint::PrimaryKey);
    let gone = Operation::DropConstraint { table: table.clone(), name: None, kind: Some(kind), columns: Vec::new() };
    reader.push(gone, item.since(start));
    reader.push(Operation::AddConstraint { table, name: None, kind, columns, checks_rows: true }, item.since(start));
}

/// One aspect of a column, as PostgreSQL, MySQL and ClickHouse change it. Whether it was one.
fn aspect(reader: &mut Reader<'_>, table: &Name, column: &str, item: &mut Cursor<'_>, start: usize) -> bool {
    let (table, column) = (table.clone(), column.to_owned());
    let is_type =
        item.eat_all(&["SET", "DATA", "TYPE"]) || item.is("TYPE") && item.token(1).is_some() && item.eat("TYPE");
    if is_type {
        let to = types::take(item).kind;
        let mut using = *item;
        let is_computed = using.seek(&["USING"]) && {
            using.next();
            !is_plain_cast(using.rest(), &column)
        };
        take_all(item);
        let operation = Operation::ChangeType { table, column, from: None, to, is_computed };
        reader.push(operation, item.since(start));
        return true;
    }
    let operation = if item.eat_all(&["SET", "NOT", "NULL"]) {
        let is_filled = reader.is_filled(&table, &column);
        Some(Operation::SetNotNull { table, column, is_filled })
    } else if item.eat_all(&["DROP", "NOT", "NULL"]) {
        Some(Operation::DropNotNull { table, column })
    } else if item.is("SET") && item.is_at(1, "DEFAULT") || item.is("ADD") && item.is_at(1, "GENERATED") {
        Some(Operation::SetDefault { table, column })
    } else if item.eat_all(&["DROP", "DEFAULT"]) || item.is("DROP") && item.is_at(1, "IDENTITY") {
        Some(Operation::DropDefault { table, column })
    } else if item.is_one_of(&["SET", "RESET", "RESTART", "DROP", "ADD", "OPTIONS", "COMMENT", "REMOVE"]) {
        None
    } else {
        return false;
    };
    take_all(item);
    if let Some(operation) = operation {
        reader.push(operation, item.since(start));
    }
    true
}

/// `a::int`, `CAST(a AS int)`, in parentheses or not: what the database would do by itself.
fn is_plain_cast(mut cursor: Cursor<'_>, column: &str) -> bool {
    const DEEPEST: usize = 4;
    for _ in 0..DEEPEST {
        match cursor.group() {
            // `(a)::int`
            Some(mut inner) if !cursor.is_done() => {
                return inner.name().is_some_and(|name| same(&name, column)) && inner.is_done() && is_cast(cursor);
            }
            Some(inner) => cursor = inner,
            None => break,
        }
    }
    if cursor.is("CAST") && cursor.is_mark_at(1, b'(') {
        cursor.next();
        let Some(mut inner) = cursor.group() else { return false };
        return cursor.is_done() && inner.qualified().is_some_and(|name| same(&name.name, column)) && inner.is("AS");
    }
    cursor.qualified().is_some_and(|name| same(&name.name, column)) && (cursor.is_done() || is_cast(cursor))
}

/// One `::type` after another, and nothing else.
fn is_cast(mut cursor: Cursor<'_>) -> bool {
    while cursor.eat_mark(b':') && cursor.eat_mark(b':') {
        types::take(&mut cursor);
    }
    cursor.is_done()
}

/// Behind `MODIFY`: MySQL's and Oracle's definition anew; in ClickHouse also what belongs to the table.
pub(super) fn modify(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) {
    const OTHERS: [&str; 13] = [
        "CONSTRAINT", "PARTITION", "SUBPARTITION", "ORDER", "TTL", "SETTING", "QUERY", "SAMPLE", "NESTED", "LOB",
        "DEFAULT", "REFRESH", "SQL",
    ];
    if item.is_one_of(&OTHERS) && !types::is_type(item.text(1)) {
        return take_all(item);
    }
    item.eat("COLUMN");
    item.eat_if_exists();
    let Some(group) = item.group() else {
        return modify_one(reader, table, item, start);
    };
    for mut part in group.items() {
        modify_one(reader, table, &mut part, 0);
    }
}

fn modify_one(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) {
    let Some(name) = item.name() else { return take_all(item) };
    if item.is_one_of(&["REMOVE", "RESET"]) {
        if item.is_at(1, "DEFAULT") {
            reader.push(Operation::DropDefault { table: table.clone(), column: name }, item.since(start));
        }
        return take_all(item);
    }
    let defined = columns::define_named(name, item.rest());
    take_all(item);
    redefine(reader, table, defined, item.since(start));
}

/// Behind `CHANGE`: a name, a new name, and the definition anew.
pub(super) fn change(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) {
    item.eat("COLUMN");
    item.eat_if_exists();
    let Some(from) = item.name() else { return take_all(item) };
    let Some(to) = item.name() else { return take_all(item) };
    let defined = columns::define_named(to.clone(), item.rest());
    take_all(item);
    if !same(&from, &to) {
        reader.push(Operation::RenameColumn { table: table.clone(), from, to }, item.since(start));
    }
    redefine(reader, table, defined, item.since(start));
}

/// What a definition that is said anew says. What it leaves out is not guessed.
fn redefine(reader: &mut Reader<'_>, table: &Name, defined: Defined, span: crate::text::Span) {
    let has_type = defined.has_type();
    let (nullable, default) = (defined.nullable, defined.default);
    let Column { name: column, kind: to, .. } = defined.column;
    let table = table.clone();
    if has_type && to != ColumnType::Unknown {
        let operation =
            Operation::ChangeType { table: table.clone(), column: column.clone(), from: None, to, is_computed: false };
        reader.push(operation, span);
    }
    match nullable {
        Some(false) => {
            let is_filled = reader.is_filled(&table, &column);
            reader.push(Operation::SetNotNull { table: table.clone(), column: column.clone(), is_filled }, span);
        }
        Some(true) if reader.dialect != Dialect::ClickHouse => {
            reader.push(Operation::DropNotNull { table: table.clone(), column: column.clone() }, span);
        }
        _ => {}
    }
    if default == Some(true) && reader.dialect != Dialect::ClickHouse {
        reader.push(Operation::SetDefault { table: table.clone(), column: column.clone() }, span);
    }
    for inline in defined.constraints {
        let operation = Operation::AddConstraint {
            table: table.clone(),
            name: inline.name,
            kind: inline.kind,
            columns: vec![column.clone()],
            checks_rows: true,
        };
        reader.push(operation, inline.span);
    }
}
