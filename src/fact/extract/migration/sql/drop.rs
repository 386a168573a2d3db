//! `DROP`, of anything.

use super::create;
use super::cursor::Cursor;
use super::reader::Reader;
use crate::document::sql::Kind;
use crate::fact::migration::{Name, Object, Operation};

/// Behind `DROP`. Whether it is known what is dropped.
pub(super) fn read(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    cursor.eat_one_of(&["TEMPORARY", "TEMP", "PUBLIC"]);
    if cursor.is_at(1, "TABLE") {
        cursor.eat_one_of(&["FOREIGN", "EXTERNAL"]);
    }
    if cursor.eat_one_of(&["TABLE", "TABLES"]) {
        return named(reader, cursor, |table, cascades| Operation::DropTable { table, cascades });
    }
    if cursor.is_one_of(&["FULLTEXT", "SEARCH"]) && cursor.is_at(1, "INDEX") {
        cursor.next();
    }
    if cursor.eat("INDEX") {
        return index(reader, cursor);
    }
    if cursor.eat_one_of(&["PREPARE"]) {
        return true;
    }
    if cursor.eat_all(&["OWNED", "BY"]) {
        return named(reader, cursor, |name, cascades| Operation::Drop { kind: Object::Role, name, cascades });
    }
    let Some(kind) = create::object(&mut cursor) else { return false };
    named(reader, cursor, |name, cascades| Operation::Drop { kind, name, cascades })
}

/// A list of names, and what goes with them.
fn named(reader: &mut Reader<'_>, mut cursor: Cursor<'_>, operation: impl Fn(Name, bool) -> Operation) -> bool {
    cursor.eat_if_exists();
    let cascades = cursor.has(&["CASCADE"]);
    let items = cursor.rest().items();
    let is_single = items.len() == 1;
    let whole = cursor.whole();
    let mut is_read = false;
    for mut item in items {
        let start = item.mark();
        let name = match item.kind() {
            Some(Kind::Word | Kind::Name | Kind::Open) => item.qualified(),
            Some(Kind::Text) => item.string().map(|token| Name::new(item.content(token))),
            Some(_) => Some(Name::new(item.rest().written())),
            None => None,
        };
        let Some(name) = name else { continue };
        is_read = true;
        super::call::forget(reader, &name);
        reader.push(operation(name, cascades), if is_single { whole } else { item.since(start) });
    }
    is_read
}

/// Behind `DROP INDEX`.
fn index(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    cursor.eat("CONCURRENTLY");
    cursor.eat_if_exists();
    let whole = cursor.whole();
    let items = cursor.rest().items();
    let is_single = items.len() == 1;
    let mut is_read = false;
    for mut item in items {
        let Some(name) = item.qualified() else { continue };
        is_read = true;
        // `DROP INDEX a ON t`; older: `DROP INDEX t.a`, where others write a schema.
        let table = if item.eat("ON") { item.qualified() } else { None };
        // CockroachDB: `table@index`
        let operation = Operation::DropIndex { table, name: Some(name.name), columns: Vec::new() };
        reader.push(operation, if is_single { whole } else { item.since(0) });
    }
    is_read
}
