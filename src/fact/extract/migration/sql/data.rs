//! Statements about rows.

use super::cursor::Cursor;
use super::reader::Reader;
use crate::document::sql::{Kind, Token};
use crate::fact::migration::{Name, Operation, same};

/// `TRUNCATE a, b`.
pub(super) fn truncate(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    cursor.eat("TABLE");
    cursor.eat_if_exists();
    for mut item in cursor.rest().items() {
        item.eat("ONLY");
        if let Some(table) = item.qualified() {
            reader.push(Operation::Truncate { table }, item.since(0));
        }
    }
}

/// `DETACH TABLE t` of ClickHouse; `DETACH DATABASE` of SQLite changes nothing.
pub(super) fn detach(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    if cursor.eat("TABLE") {
        cursor.eat_if_exists();
        if let Some(table) = cursor.qualified() {
            reader.push(Operation::Detach { table }, cursor.since(0));
        }
    }
}

/// Behind `INSERT` or `REPLACE`.
pub(super) fn insert(reader: &mut Reader<'_>, mut cursor: Cursor<'_>, is_replace: bool) {
    let replaces = is_replace || cursor.is("OR") && cursor.is_at(1, "REPLACE");
    // Oracle's `INSERT ALL INTO a … INTO b …`.
    if cursor.eat_one_of(&["ALL", "FIRST"]) {
        while cursor.seek(&["INTO"]) {
            into(reader, &mut cursor, false);
        }
        return;
    }
    into(reader, &mut cursor, replaces);
}

fn into(reader: &mut Reader<'_>, cursor: &mut Cursor<'_>, replaces: bool) {
    if cursor.eat("OR") {
        cursor.next();
    }
    while cursor.eat_one_of(&["LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "IGNORE", "OVERWRITE"]) {}
    if cursor.eat("TOP") {
        cursor.group();
    }
    cursor.eat("INTO");
    if cursor.eat("FUNCTION") {
        return;
    }
    cursor.eat("TABLE");
    cursor.eat("ONLY");
    let Some(table) = cursor.qualified() else { return };
    let span = cursor.since(0);
    let operation = if replaces {
        Operation::Update { table, is_filtered: true, columns: Vec::new() }
    } else {
        Operation::Insert { table, source: source(*cursor) }
    };
    reader.push(operation, span);
}

/// The one table that rows are selected from.
fn source(mut cursor: Cursor<'_>) -> Option<Name> {
    // The columns; or the query itself, in parentheses.
    if let Some(group) = cursor.group().filter(|group| group.is_one_of(&["SELECT", "WITH"])) {
        cursor = group;
    }
    if !cursor.seek(&["SELECT"]) || cursor.has(&["JOIN", "UNION", "EXCEPT", "INTERSECT"]) || !cursor.seek(&["FROM"]) {
        return None;
    }
    cursor.next();
    cursor.eat("ONLY");
    let table = cursor.qualified()?;
    let is_call = cursor.is_mark(b'(');
    // `FROM a, b`, up to what ends the list.
    let mut rest = cursor.rest();
    let is_list = loop {
        if rest.is_done() || rest.is_one_of(&["WHERE", "GROUP", "ORDER", "LIMIT", "ON", "RETURNING"]) {
            break false;
        }
        if rest.is_mark(b',') {
            break true;
        }
        rest.skip();
    };
    (!is_call && !is_list).then_some(table)
}

/// Behind `UPDATE`.
pub(super) fn update(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    if cursor.is("STATISTICS") {
        return;
    }
    while cursor.eat_one_of(&["LOW_PRIORITY", "IGNORE", "ONLY"]) {}
    if cursor.eat("OR") {
        cursor.next();
    }
    let is_top = cursor.eat("TOP");
    if is_top {
        cursor.group();
    }
    let Some(written) = cursor.qualified() else { return };
    let span = cursor.since(0);
    let table = target(written, cursor);
    let is_filtered = is_top || is_filtered(cursor);
    let columns = assigned(cursor);
    for column in &columns {
        reader.memory.filled.insert((table.key(), column.to_lowercase()));
    }
    reader.push(Operation::Update { table, is_filtered, columns }, span);
}

/// Columns that the `SET` ahead assigns to.
fn assigned(mut cursor: Cursor<'_>) -> Vec<String> {
    let mut columns = Vec::new();
    if !cursor.seek(&["SET"]) {
        return columns;
    }
    cursor.next();
    for mut item in cursor.rest().items() {
        if item.is_mark(b'(') {
            columns.extend(item.columns());
        } else if let Some(name) = item.qualified().filter(|_| item.is_mark(b'=')) {
            columns.push(name.name);
        }
        // What stands behind the last assignment is no list of columns.
        if item.has(&["FROM", "WHERE", "RETURNING"]) {
            break;
        }
    }
    columns
}

/// The table that an alias stands for, in the `FROM` or among the joins ahead.
fn target(written: Name, cursor: Cursor<'_>) -> Name {
    let mut cursor = cursor;
    while cursor.seek(&["FROM", "JOIN", "USING"]) {
        cursor.next();
        for mut item in cursor.rest().items().into_iter().take(8) {
            let Some(table) = item.qualified() else { continue };
            item.eat("AS");
            if written.schema.is_none() && item.name().is_some_and(|alias| same(&alias, &written.name)) {
                return table;
            }
            if item.has(&["WHERE", "JOIN"]) {
                break;
            }
        }
    }
    written
}

/// Whether what is ahead means only some rows.
fn is_filtered(cursor: Cursor<'_>) -> bool {
    let mut condition = cursor;
    if condition.seek(&["WHERE"]) {
        condition.next();
        return !is_always(condition);
    }
    cursor.has(&["LIMIT", "JOIN"])
}

/// `WHERE true`, `WHERE 1 = 1`.
fn is_always(cursor: Cursor<'_>) -> bool {
    let number = |ahead: usize| {
        cursor.token(ahead).filter(|token: &Token| token.kind == Kind::Number).map(|_| cursor.text(ahead))
    };
    let ends = |ahead: usize| cursor.token(ahead).is_none() || cursor.is_at(ahead, "RETURNING");
    cursor.is("TRUE") && ends(1)
        || number(0) == Some(b"1") && ends(1)
        || number(0).is_some() && cursor.is_mark_at(1, b'=') && number(0) == number(2) && ends(3)
}

/// Behind `DELETE`.
pub(super) fn delete(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    while cursor.eat_one_of(&["LOW_PRIORITY", "QUICK", "IGNORE"]) {}
    let is_top = cursor.eat("TOP");
    if is_top {
        cursor.group();
    }
    cursor.eat("FROM");
    cursor.eat("ONLY");
    let Some(written) = cursor.qualified() else { return };
    let span = cursor.since(0);
    // `DELETE a.* FROM a JOIN b`
    if cursor.eat_mark(b'.') {
        cursor.eat_mark(b'*');
    }
    let table = target(written, cursor);
    let is_filtered = is_top || is_filtered(cursor);
    reader.push(Operation::Delete { table, is_filtered }, span);
}

/// Behind `MERGE`.
pub(super) fn merge(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    cursor.eat("INTO");
    let Some(table) = cursor.qualified() else { return };
    let span = cursor.since(0);
    if cursor.has(&["DELETE"]) {
        reader.push(Operation::Delete { table: table.clone(), is_filtered: true }, span);
    }
    reader.push(Operation::Update { table, is_filtered: true, columns: Vec::new() }, span);
}

/// Behind `COPY`.
pub(super) fn copy(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    cursor.eat("INTO");
    cursor.eat("BINARY");
    let Some(table) = cursor.qualified() else { return };
    cursor.group();
    if cursor.is("FROM") {
        reader.push(Operation::Insert { table, source: None }, cursor.since(0));
    }
}

/// `LOAD DATA … INTO TABLE t`, `BULK INSERT t`.
pub(super) fn load(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    if !cursor.eat("INSERT") {
        if !cursor.seek(&["INTO"]) {
            return;
        }
        cursor.next();
        cursor.eat("TABLE");
    }
    if let Some(table) = cursor.qualified() {
        reader.push(Operation::Insert { table, source: None }, cursor.since(0));
    }
}
