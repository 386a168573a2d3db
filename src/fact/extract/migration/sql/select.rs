//! Queries: what they call, and where they put what they find.

use super::call;
use super::cursor::Cursor;
use super::reader::Reader;
use crate::document::sql::{Dialect, Kind};
use crate::fact::migration::Operation;

/// Behind `WITH`: statements in the parentheses, and the one that follows them.
pub(super) fn with(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    const VERBS: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"];
    while !cursor.is_done() && !cursor.is_one_of(&VERBS) {
        match cursor.group() {
            Some(group) if group.is_one_of(&["INSERT", "UPDATE", "DELETE", "MERGE"]) => reader.dispatch(group),
            Some(_) => {}
            None => cursor.skip(),
        }
    }
    if !cursor.is_done() {
        reader.dispatch(cursor.rest());
    }
}

/// A query.
pub(super) fn read(reader: &mut Reader<'_>, cursor: Cursor<'_>) {
    into(reader, cursor);
    calls(reader, cursor);
}

/// `SELECT … INTO t` creates a table; not in a body, where `t` is a variable.
fn into(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    let is_variable = reader.place.is_body && reader.dialect != Dialect::SqlServer;
    if is_variable || matches!(reader.dialect, Dialect::MySql | Dialect::Oracle) || !cursor.seek(&["INTO"]) {
        return;
    }
    let start = cursor.mark();
    cursor.next();
    let mut is_temporary = cursor.eat_one_of(&["TEMP", "TEMPORARY"]);
    cursor.eat_one_of(&["UNLOGGED", "TABLE"]);
    if cursor.is_one_of(&["OUTFILE", "DUMPFILE", "STRICT"]) || cursor.text(0).starts_with(b"@") {
        return;
    }
    if let Some(table) = cursor.qualified() {
        is_temporary |= table.name.starts_with('#');
        let operation = Operation::CreateTable { table, columns: Vec::new(), is_complete: false, is_temporary };
        reader.push(operation, cursor.since(start));
    }
}

/// Calls of functions that may do anything, wherever they stand in a query.
fn calls(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    let mut before = None;
    let mut before_that = None;
    while let Some(token) = cursor.token(0) {
        let is_call = matches!(token.kind, Kind::Word | Kind::Name | Kind::Open) && cursor.is_mark_at(1, b'(');
        if is_call && !is_part(cursor, before) {
            let schema = matches!(before, Some((Kind::Mark(b'.'), _))).then_some(before_that).flatten();
            let schema = schema.map(|(_, text): (Kind, &[u8])| String::from_utf8_lossy(text).to_lowercase());
            let mut name = cursor;
            let name = name.name().unwrap_or_default();
            call::function(reader, schema.as_deref(), &name, token.span, cursor.rest());
        }
        before_that = before;
        before = Some((token.kind, cursor.text(0)));
        cursor.next();
    }
}

/// Whether what stands before parentheses is no function: the name of a table or a type, or an alias.
fn is_part(cursor: Cursor<'_>, before: Option<(Kind, &[u8])>) -> bool {
    const BEFORE: [&str; 12] =
        ["AS", "INTO", "TABLE", "WITH", "RECURSIVE", "JOIN", "UPDATE", "REFERENCES", "INDEX", "KEY", "ON", "OVERWRITE"];
    match before {
        Some((Kind::Word, word)) => {
            BEFORE.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(word)) && !cursor.is_at(0, "ON")
        }
        Some((Kind::Mark(b')' | b':'), _)) => true,
        _ => false,
    }
}
