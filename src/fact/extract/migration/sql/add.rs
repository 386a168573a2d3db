//! `ALTER TABLE … ADD`: columns, constraints, indexes.

use super::cursor::Cursor;
use super::reader::Reader;
use super::types;
use super::{columns, create};
use crate::fact::migration::{Constraint, Name, Operation};
use crate::text::Span;

/// What is added, behind `ADD` or a comma. Constraints are held to the rows that are there if `checks_rows`.
pub(super) fn item(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize, checks_rows: bool) {
    const OTHERS: [&str; 8] =
        ["PARTITION", "PROJECTION", "STATISTICS", "SUPPLEMENTAL", "PERIOD", "SYSTEM", "VALUE", "EXTENSION"];
    if constraint(reader, table, item, start, checks_rows) || index(reader, table, item, start) {
        return take_all(item);
    }
    if item.is_one_of(&OTHERS) && is_no_column(*item) {
        return take_all(item);
    }
    item.eat_one_of(&["COLUMN", "COLUMNS"]);
    item.eat_if_exists();
    let Some(group) = item.group() else {
        column(reader, table, item.rest(), item, start);
        return;
    };
    for mut part in group.items() {
        if !constraint(reader, table, &mut part, 0, checks_rows) && !index(reader, table, &mut part, 0) {
            column(reader, table, part.rest(), &mut part, 0);
        }
    }
}

/// Whether the word that stands here is no column: neither a type nor a clause of a column follows it.
fn is_no_column(item: Cursor<'_>) -> bool {
    !types::is_type(item.text(1))
}

fn take_all(item: &mut Cursor<'_>) {
    while item.next().is_some() {}
}

/// A column and the constraints in its definition.
fn column(reader: &mut Reader<'_>, table: &Name, definition: Cursor<'_>, item: &mut Cursor<'_>, start: usize) {
    let Some(defined) = columns::define(definition) else { return take_all(item) };
    take_all(item);
    let name = defined.column.name.clone();
    reader.push(Operation::AddColumn { table: table.clone(), column: defined.column }, item.since(start));
    for inline in defined.constraints {
        let operation = Operation::AddConstraint {
            table: table.clone(),
            name: inline.name,
            kind: inline.kind,
            columns: vec![name.clone()],
            checks_rows: true,
        };
        reader.push(operation, inline.span);
    }
}

/// `[CONSTRAINT name] PRIMARY KEY …`. Whether one stands here.
fn constraint(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize, checks_rows: bool) -> bool {
    let mut cursor = *item;
    let mut name = None;
    if cursor.is("CONSTRAINT") && !types::is_type(cursor.text(1)) {
        cursor.next();
        cursor.eat_if_exists();
        if !cursor.is_one_of(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]) {
            name = cursor.name();
        }
    }
    let is_named = name.is_some();
    let Some((kind, columns)) = demand(&mut cursor, &mut name, is_named) else {
        return default(reader, table, item, cursor, start);
    };
    let span = cursor.since(start);
    *item = cursor;
    let unchecked = has_words(cursor, &["NOT", "VALID"]) || has_words(cursor, &["NOVALIDATE"]);
    let operation =
        Operation::AddConstraint { table: table.clone(), name, kind, columns, checks_rows: checks_rows && !unchecked };
    let mut all = cursor;
    take_all(&mut all);
    reader.push(operation, if span.is_empty() { span } else { all.since(start) });
    true
}

/// What a constraint demands, and of which columns.
fn demand(cursor: &mut Cursor<'_>, name: &mut Option<String>, is_named: bool) -> Option<(Constraint, Vec<String>)> {
    let is_key = cursor.is_at(1, "KEY");
    if is_key && cursor.eat("PRIMARY") {
        cursor.next();
        cursor.eat_one_of(&["CLUSTERED", "NONCLUSTERED"]);
        return Some((Constraint::PrimaryKey, cursor.columns()));
    }
    if is_key && cursor.eat("FOREIGN") {
        cursor.next();
        if !cursor.is_mark(b'(') {
            *name = cursor.name().or(name.take());
        }
        return Some((Constraint::ForeignKey, cursor.columns()));
    }
    let is_unique = cursor.is("UNIQUE")
        && (is_named || cursor.is_mark_at(1, b'(') || cursor.token(1).is_some() && !types::is_type(cursor.text(1)));
    if is_unique {
        cursor.next();
        cursor.eat_all(&["NULLS", "NOT", "DISTINCT"]);
        cursor.eat_one_of(&["INDEX", "KEY", "CLUSTERED", "NONCLUSTERED"]);
        cursor.eat_one_of(&["CLUSTERED", "NONCLUSTERED"]);
        cursor.eat_if_exists();
        if !cursor.is_mark(b'(') && !cursor.is("USING") {
            *name = cursor.name().or(name.take());
        }
        if cursor.is("USING") && !cursor.is_at(1, "INDEX") {
            cursor.next();
            cursor.next();
        }
        return Some((Constraint::Unique, cursor.columns()));
    }
    let is_check =
        cursor.is_mark_at(1, b'(') && cursor.eat("CHECK") || cursor.is("EXCLUDE") && !types::is_type(cursor.text(1));
    is_check.then_some((Constraint::Check, Vec::new()))
}

/// SQL Server's `[CONSTRAINT name] DEFAULT x FOR column`, and PostgreSQL's `NOT NULL column`.
fn default<'a>(
    reader: &mut Reader<'_>,
    table: &Name,
    item: &mut Cursor<'a>,
    mut cursor: Cursor<'a>,
    start: usize,
) -> bool {
    if cursor.eat("DEFAULT") {
        if !cursor.seek(&["FOR"]) {
            return false;
        }
        cursor.next();
        let Some(column) = cursor.name() else { return false };
        reader.push(Operation::SetDefault { table: table.clone(), column }, cursor.since(start));
    } else if cursor.eat_all(&["NOT", "NULL"]) {
        let Some(column) = cursor.name() else { return false };
        let is_filled = reader.is_filled(table, &column);
        reader.push(Operation::SetNotNull { table: table.clone(), column, is_filled }, cursor.since(start));
    } else {
        return false;
    }
    *item = cursor;
    true
}

/// Whether these words stand ahead, outside parentheses.
fn has_words(mut cursor: Cursor<'_>, words: &[&str]) -> bool {
    while !cursor.is_done() {
        if cursor.eat_all(words) {
            return true;
        }
        cursor.skip();
    }
    false
}

/// `INDEX name (a, b)` and its kin.
fn index(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) -> bool {
    let mut cursor = *item;
    let is_one = create::is_index(cursor);
    let is_special = cursor.eat_one_of(&["FULLTEXT", "SPATIAL", "VECTOR"]);
    let is_index = cursor.eat_one_of(&["INDEX", "KEY"]) || is_special;
    // `ADD key text` is a column.
    if !is_index || !is_one {
        return false;
    }
    cursor.eat_if_exists();
    let name = if cursor.is_mark(b'(') || cursor.is("USING") { None } else { cursor.name() };
    if cursor.eat("USING") {
        cursor.next();
    }
    let columns = cursor.columns();
    *item = cursor;
    let span: Span = cursor.since(start);
    reader.push(Operation::CreateIndex { table: table.clone(), name, columns }, span);
    true
}
