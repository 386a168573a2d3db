//! `CREATE`, of anything.

use super::built;
use super::columns;
use super::cursor::Cursor;
use super::reader::Reader;
use super::types;
use crate::document::sql::Kind;
use crate::fact::migration::{Column, Constraint, Name, Object, Operation};

/// Things by the words that name their kind, longer ones first.
pub(super) const OBJECTS: [(&[&str], Object); 46] = [
    (&["MATERIALIZED", "VIEW"], Object::View),
    (&["VIEW"], Object::View),
    (&["DATABASE", "LINK"], Object::Other),
    (&["DATABASE", "SCOPED"], Object::Other),
    (&["DATABASE"], Object::Database),
    (&["KEYSPACE"], Object::Database),
    (&["SCHEMA"], Object::Schema),
    (&["SEQUENCE"], Object::Sequence),
    (&["FUNCTION"], Object::Function),
    (&["PROCEDURE"], Object::Function),
    (&["PROC"], Object::Function),
    (&["ROUTINE"], Object::Function),
    (&["AGGREGATE"], Object::Function),
    (&["PACKAGE", "BODY"], Object::Function),
    (&["PACKAGE"], Object::Function),
    (&["OPERATOR", "CLASS"], Object::Function),
    (&["OPERATOR", "FAMILY"], Object::Function),
    (&["OPERATOR"], Object::Function),
    (&["EVENT", "TRIGGER"], Object::Trigger),
    (&["CONSTRAINT", "TRIGGER"], Object::Trigger),
    (&["TRIGGER"], Object::Trigger),
    (&["EVENT"], Object::Trigger),
    (&["RULE"], Object::Trigger),
    (&["TYPE", "BODY"], Object::Type),
    (&["TYPE"], Object::Type),
    (&["DOMAIN"], Object::Type),
    (&["EXTENSION"], Object::Extension),
    (&["SECURITY", "POLICY"], Object::Policy),
    (&["ROW", "POLICY"], Object::Policy),
    (&["POLICY"], Object::Policy),
    (&["USER", "MAPPING", "FOR"], Object::Other),
    (&["ROLE"], Object::Role),
    (&["USER"], Object::Role),
    (&["GROUP"], Object::Role),
    (&["LOGIN"], Object::Role),
    (&["FOREIGN", "DATA", "WRAPPER"], Object::Other),
    (&["TEXT", "SEARCH"], Object::Other),
    (&["ACCESS", "METHOD"], Object::Other),
    (&["PARTITION", "FUNCTION"], Object::Other),
    (&["PARTITION", "SCHEME"], Object::Other),
    (&["FULLTEXT", "CATALOG"], Object::Other),
    (&["XML", "SCHEMA", "COLLECTION"], Object::Other),
    (&["NAMED", "COLLECTION"], Object::Other),
    (&["SETTINGS", "PROFILE"], Object::Other),
    (&["COLUMN", "MASTER", "KEY"], Object::Other),
    (&["RESOURCE", "POOL"], Object::Other),
];

/// Things with a kind of one word that are none of the above.
pub(super) const OTHERS: [&str; 35] = [
    "ALIAS", "BUFFERPOOL", "STOGROUP", "ASSEMBLY", "ASYMMETRIC", "AVAILABILITY", "CAST", "CERTIFICATE", "COLLATION",
    "CONTEXT", "CONTRACT", "CONVERSION", "CREDENTIAL", "DEFAULT", "DICTIONARY", "DIRECTORY", "ENDPOINT", "EXTERNAL",
    "LANGUAGE", "LIBRARY", "MACRO", "MESSAGE", "PROFILE", "PUBLICATION", "QUEUE", "QUOTA", "SERVER", "SERVICE",
    "STATISTICS", "SUBSCRIPTION", "SYMMETRIC", "SYNONYM", "TABLESPACE", "TRANSFORM", "UNDO",
];

/// Takes the words that say what kind of thing it is.
pub(super) fn object(cursor: &mut Cursor<'_>) -> Option<Object> {
    if let Some((_, kind)) = OBJECTS.iter().find(|(words, _)| cursor.eat_all(words)) {
        return Some(*kind);
    }
    cursor.eat_one_of(&OTHERS).then_some(Object::Other)
}

/// Behind `CREATE`. Whether it is known what is created.
pub(super) fn read(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    let replaces = cursor.eat_all(&["OR", "REPLACE"]) || cursor.eat_all(&["OR", "ALTER"]);
    let mut is_temporary = false;
    let mut is_unique = false;
    loop {
        if cursor.eat_one_of(&["TEMP", "TEMPORARY"]) {
            is_temporary = true;
        } else if cursor.is("UNIQUE") {
            cursor.next();
            is_unique = true;
        } else if !modifier(&mut cursor) {
            break;
        }
    }
    if cursor.eat("TABLE") {
        return table(reader, cursor, replaces, is_temporary);
    }
    if cursor.eat("INDEX") {
        return index(reader, cursor, is_unique);
    }
    other(reader, cursor, replaces)
}

/// Takes a word between `CREATE` and the kind of thing that is created.
fn modifier(cursor: &mut Cursor<'_>) -> bool {
    const WORDS: [&str; 28] = [
        "GLOBAL", "LOCAL", "UNLOGGED", "VOLATILE", "VIRTUAL", "TRANSIENT", "COLUMN", "PRIVATE", "CLUSTERED",
        "NONCLUSTERED", "COLUMNSTORE", "SPATIAL", "BITMAP", "HYBRID", "FORCE", "NO", "EDITIONABLE", "NONEDITIONABLE",
        "PUBLIC", "RECURSIVE", "TRUSTED", "PROCEDURAL", "SHARED", "LIVE", "WINDOW", "NORMAL", "SHARDED", "IMMUTABLE",
    ];
    if cursor.is_at(1, "TABLE") && cursor.eat_one_of(&["FOREIGN", "EXTERNAL", "MATERIALIZED", "AUXILIARY"]) {
        return true;
    }
    if cursor.is_at(1, "INDEX") && cursor.eat_one_of(&["FULLTEXT", "PRIMARY", "XML", "SEARCH", "VECTOR", "INVERTED"]) {
        return true;
    }
    if cursor.is_at(1, "TABLESPACE") && cursor.eat_one_of(&["LOB", "LARGE", "REGULAR", "BIGFILE", "SMALLFILE", "UNDO"])
    {
        return true;
    }
    // MySQL: `ALGORITHM = MERGE DEFINER = a@b SQL SECURITY INVOKER VIEW`.
    if cursor.eat_one_of(&["ALGORITHM", "DEFINER"]) {
        cursor.eat_mark(b'=');
        cursor.skip();
        while !cursor.is_done()
            && !cursor.is_one_of(&["SQL", "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "DEFINER", "AGGREGATE"])
        {
            cursor.skip();
        }
        return true;
    }
    if cursor.eat_all(&["SQL", "SECURITY"]) {
        cursor.next();
        return true;
    }
    cursor.eat_one_of(&WORDS)
}

fn table(reader: &mut Reader<'_>, mut cursor: Cursor<'_>, replaces: bool, is_temporary: bool) -> bool {
    cursor.eat_if_exists();
    let start = 0;
    let Some(name) = cursor.qualified() else { return false };
    let is_temporary = is_temporary
        || name.name.starts_with('#')
        || name.schema.as_deref().is_some_and(|schema| schema.eq_ignore_ascii_case("pg_temp"));
    let span = cursor.since(start);
    on_cluster(&mut cursor);
    let (columns, is_complete) = body(cursor);
    if replaces {
        reader.push(Operation::DropTable { table: name.clone(), cascades: false }, span);
    }
    reader.push(Operation::CreateTable { table: name, columns, is_complete, is_temporary }, span);
    true
}

fn on_cluster(cursor: &mut Cursor<'_>) {
    if cursor.eat_all(&["ON", "CLUSTER"]) && cursor.string().is_none() {
        cursor.qualified();
    }
}

/// The columns of a table, and whether they are all.
fn body(mut cursor: Cursor<'_>) -> (Vec<Column>, bool) {
    let Some(group) = cursor.group() else { return (Vec::new(), false) };
    if group.is_one_of(&["SELECT", "WITH", "LIKE"]) && !types::is_type(group.text(1)) {
        return (Vec::new(), false);
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut keys = Vec::new();
    let mut is_complete = true;
    for item in group.items() {
        if item.is("LIKE") || item.kind() == Some(Kind::Open) && item.token(1).is_none() {
            is_complete = false;
        } else if let Some(key) = table_constraint(item) {
            keys.extend(key);
        } else if let Some(defined) = columns::define(item).filter(|defined| !built::is_open(&defined.column.name)) {
            columns.push(defined.column);
        } else {
            is_complete = false;
        }
    }
    for column in &mut columns {
        if keys.iter().any(|key: &String| crate::fact::migration::same(key, &column.name)) {
            column.is_nullable = false;
        }
    }
    let more = ["INHERITS", "SELECT", "LIKE", "CLONE"];
    // `AS NODE` of SQL Server adds columns that nobody names.
    let is_copied = cursor.has(&more) || cursor.is("AS") && !cursor.is_at(1, "NODE");
    (columns, is_complete && !is_copied && !group.is_done())
}

/// What is no column in the list of a table; the columns of a primary key.
fn table_constraint(mut item: Cursor<'_>) -> Option<Vec<String>> {
    if item.is("CONSTRAINT") && !types::is_type(item.text(1)) {
        item.next();
        if !item.is_one_of(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]) {
            item.name();
        }
    }
    if item.is("PRIMARY") && item.is_at(1, "KEY") {
        item.next();
        item.next();
        item.eat_one_of(&["CLUSTERED", "NONCLUSTERED"]);
        if !item.is_mark(b'(') && !item.is("USING") {
            item.name();
        }
        return Some(item.columns());
    }
    let is_other = item.is("FOREIGN") && item.is_at(1, "KEY")
        || item.is("CHECK") && item.is_mark_at(1, b'(')
        || item.is("PERIOD") && item.is_at(1, "FOR")
        || item.is("SUPPLEMENTAL") && item.is_at(1, "LOG")
        || is_index(item);
    is_other.then(Vec::new)
}

/// Whether an index or a constraint stands here, and not a column that is called `key` or `fulltext`.
pub(super) fn is_index(item: Cursor<'_>) -> bool {
    const WORDS: [&str; 11] = [
        "CONSTRAINT", "EXCLUDE", "FAMILY", "FULLTEXT", "INDEX", "KEY", "PROJECTION", "SPATIAL", "STATISTICS", "UNIQUE",
        "VECTOR",
    ];
    const NEXT: [&str; 7] = ["CLUSTERED", "INDEX", "KEY", "NONCLUSTERED", "NULLS", "USING", "IF"];
    let is_followed = item.is_mark_at(1, b'(') || NEXT.iter().any(|word| item.is_at(1, word));
    let is_named = (item.is_mark_at(2, b'(') || item.is_at(2, "USING") || item.is_at(2, "CLUSTERED"))
        && !types::is_type(item.text(1));
    // ClickHouse: `INDEX name expression TYPE minmax`.
    let is_click_house = item.is("INDEX") && item.has(&["TYPE"]);
    item.is_one_of(&WORDS) && (is_followed || is_named || is_click_house)
}

fn index(reader: &mut Reader<'_>, mut cursor: Cursor<'_>, is_unique: bool) -> bool {
    cursor.eat_one_of(&["CONCURRENTLY", "ONLINE", "OFFLINE", "ASYNC"]);
    cursor.eat_if_exists();
    let name = if cursor.is("ON") { None } else { cursor.qualified().map(|name| name.name) };
    if cursor.eat("USING") {
        cursor.next();
    }
    if !cursor.eat("ON") {
        return false;
    }
    cursor.eat_one_of(&["ONLY", "TABLE"]);
    let Some(table) = cursor.qualified() else { return false };
    if cursor.eat("USING") {
        cursor.next();
    }
    let columns = cursor.columns();
    let span = cursor.since(0);
    let operation = if is_unique {
        Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true }
    } else {
        Operation::CreateIndex { table, name, columns }
    };
    reader.push(operation, span);
    true
}

/// Anything that is no table and no index.
fn other(reader: &mut Reader<'_>, mut cursor: Cursor<'_>, replaces: bool) -> bool {
    let Some(kind) = object(&mut cursor) else { return false };
    cursor.eat_if_exists();
    if kind == Object::Schema && cursor.eat("AUTHORIZATION") && cursor.is_done() {
        return true;
    }
    let name = match cursor.kind() {
        Some(Kind::Word | Kind::Name | Kind::Open) => cursor.qualified(),
        // `CREATE USER 'a'@'%'`, `CREATE OPERATOR ~>`, `CREATE CAST (a AS b)`
        Some(Kind::Text) => cursor.string().map(|token| Name::new(cursor.content(token))),
        _ => Some(Name::new(cursor.rest().written())),
    };
    let Some(name) = name else { return false };
    if kind == Object::Function {
        super::call::remember(reader, &name, replaces, cursor);
    }
    reader.push(Operation::Create { kind, name, replaces }, cursor.since(0));
    true
}
