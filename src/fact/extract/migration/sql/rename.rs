//! Statements that only rename.

use super::cursor::Cursor;
use super::reader::Reader;
use crate::fact::migration::{Name, Object, Operation};
use crate::text::Span;

/// Behind `RENAME`: `TABLE a TO b, c TO d` of MySQL, `a TO b` of Oracle.
pub(super) fn read(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    let kind = if cursor.eat_one_of(&["TABLE", "TABLES"]) {
        None
    } else if cursor.eat_one_of(&["USER", "ROLE"]) {
        Some(Object::Role)
    } else if cursor.eat("DATABASE") {
        Some(Object::Database)
    } else if cursor.eat_one_of(&["DICTIONARY", "INDEX"]) {
        Some(Object::Other)
    } else {
        None
    };
    cursor.eat_if_exists();
    let mut is_read = false;
    for mut item in cursor.rest().items() {
        let pair = item.qualified().filter(|_| item.eat("TO")).and_then(|from| Some((from, item.qualified()?)));
        let Some((from, to)) = pair else { continue };
        is_read = true;
        push(reader, kind, from, to, item);
    }
    is_read
}

fn push(reader: &mut Reader<'_>, kind: Option<Object>, from: Name, to: Name, item: Cursor<'_>) {
    let operation = match kind {
        None => Operation::RenameTable { from, to },
        Some(kind) => Operation::Rename { kind, from, to },
    };
    reader.push(operation, item.since(0));
}

/// Behind `EXCHANGE`: `TABLES a AND b` of ClickHouse.
pub(super) fn exchange(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    let whole = cursor.whole();
    if !cursor.eat_one_of(&["TABLES", "DICTIONARIES"]) {
        return false;
    }
    let pair = cursor.qualified().filter(|_| cursor.eat("AND")).and_then(|one| Some((one, cursor.qualified()?)));
    let Some((one, other)) = pair else { return false };
    reader.push(Operation::RenameTable { from: one.clone(), to: other.clone() }, whole);
    reader.push(Operation::RenameTable { from: other, to: one }, whole);
    true
}

/// `sp_rename 'a.b', 'c', 'COLUMN'`, behind the name of the procedure; `whole` is all of the statement.
pub(super) fn procedure(reader: &mut Reader<'_>, cursor: Cursor<'_>, whole: Span) {
    let mut said: [Option<String>; 3] = [None, None, None];
    for (index, mut item) in cursor.rest().items().into_iter().enumerate() {
        // `@objname = N'a'`
        if item.is_mark_at(1, b'=') {
            item.next();
            item.next();
        }
        if item.is_one_of(&["NULL", "DEFAULT"]) {
            continue;
        }
        // A name need not stand in quotes; a variable may say anything.
        let text = match item.string() {
            Some(token) => item.content(token),
            None if item.text(0).starts_with(b"@") => {
                return reader.unknown("a rename of what a variable names", whole);
            }
            None => item.written(),
        };
        if let Some(place) = said.get_mut(index) {
            *place = Some(text);
        }
    }
    let [Some(from), Some(to), kind] = said else { return };
    match kind.as_deref().map(str::to_uppercase).as_deref() {
        None | Some("OBJECT") => {
            reader.push(Operation::RenameTable { from: dotted(&from), to: Name::new(unbracket(&to)) }, whole);
        }
        Some("COLUMN") => {
            let Some((table, column)) = last_part(&from) else { return };
            let operation =
                Operation::RenameColumn { table: dotted(table), from: unbracket(column), to: unbracket(&to) };
            reader.push(operation, whole);
        }
        _ => {}
    }
}

/// `[a.b].[c]` at its last dot outside brackets.
fn last_part(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let mut dot = None;
    for (at, one) in text.char_indices() {
        match one {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => dot = Some(at),
            _ => {}
        }
    }
    let dot = dot?;
    Some((text.get(..dot)?, text.get(dot + 1..)?))
}

fn dotted(text: &str) -> Name {
    match last_part(text) {
        Some((schema, name)) => {
            let schema = last_part(schema).map_or(schema, |(_, schema)| schema);
            Name::within(unbracket(schema), unbracket(name))
        }
        None => Name::new(unbracket(text)),
    }
}

fn unbracket(text: &str) -> String {
    let inner = |open, close| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    inner('[', ']').or(inner('"', '"')).unwrap_or(text).to_owned()
}
