//! `ALTER` of what is no table.

use super::create;
use super::cursor::Cursor;
use super::reader::Reader;
use crate::fact::migration::{Name, Object, Operation};

/// Behind `ALTER`. Whether it is known what is altered.
pub(super) fn read(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    const SILENT: [&str; 6] = ["INDEX", "SYSTEM", "SESSION", "INSTANCE", "PARTITION", "DEFAULT"];
    if cursor.is_one_of(&SILENT) || cursor.is_at(1, "INDEX") {
        return true;
    }
    cursor.eat_one_of(&["FORCE", "EDITIONABLE", "NONEDITIONABLE", "PUBLIC"]);
    let Some(kind) = create::object(&mut cursor) else { return definition(reader, cursor) };
    cursor.eat_if_exists();
    let Some(name) = cursor.qualified() else { return true };
    cursor.group();
    let start = cursor;
    action(reader, kind, &name, cursor);
    // SQL Server: `ALTER PROCEDURE` says the whole body anew.
    let is_body = matches!(kind, Object::Function | Object::View | Object::Trigger) && start.has(&["AS", "BEGIN"]);
    if is_body {
        reader.push(Operation::Create { kind, name, replaces: true }, cursor.since(0));
    }
    true
}

/// MySQL's `ALTER DEFINER = x VIEW …`.
fn definition(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    if !cursor.is_one_of(&["DEFINER", "ALGORITHM", "SQL"]) {
        return false;
    }
    if cursor.seek(&["VIEW"]) {
        cursor.next();
        if let Some(name) = cursor.qualified() {
            reader.push(Operation::Create { kind: Object::View, name, replaces: true }, cursor.since(0));
        }
    }
    true
}

fn action(reader: &mut Reader<'_>, kind: Object, name: &Name, mut cursor: Cursor<'_>) {
    let whole = cursor.whole();
    if cursor.eat_all(&["ADD", "VALUE"]) {
        cursor.eat_if_exists();
        if let Some(token) = cursor.string() {
            let value = cursor.content(token);
            reader.push(Operation::AddEnumValue { of: name.clone(), value }, whole);
        }
    } else if cursor.eat_all(&["RENAME", "VALUE"]) {
        let from = cursor.string().map(|token| cursor.content(token));
        cursor.eat("TO");
        let to = cursor.string().map(|token| cursor.content(token));
        if let (Some(from), Some(to)) = (from, to) {
            reader.push(Operation::RenameEnumValue { of: name.clone(), from, to }, whole);
        }
    } else if cursor.eat_all(&["RENAME", "TO"]) {
        if let Some(mut to) = cursor.qualified() {
            to.schema = to.schema.or_else(|| name.schema.clone());
            reader.push(Operation::Rename { kind, from: name.clone(), to }, whole);
        }
    } else if cursor.eat_all(&["SET", "SCHEMA"]) {
        if let Some(schema) = cursor.name() {
            let to = Name::within(schema, name.name.clone());
            reader.push(Operation::Rename { kind, from: name.clone(), to }, whole);
        }
    } else if kind == Object::Schema && cursor.eat("TRANSFER") {
        transfer(reader, name, cursor);
    }
}

/// SQL Server's `ALTER SCHEMA s TRANSFER a.t`.
fn transfer(reader: &mut Reader<'_>, schema: &Name, mut cursor: Cursor<'_>) {
    if let Some(from) = cursor.qualified() {
        let to = Name::within(schema.name.clone(), from.name.clone());
        reader.push(Operation::RenameTable { from, to }, cursor.whole());
    }
}
