//! `ALTER TABLE`: a list of actions, each an effect of its own.

use super::cursor::Cursor;
use super::reader::Reader;
use super::{add, modify};
use crate::document::sql::{Dialect, Kind};
use crate::fact::migration::{Constraint, Name, Operation};

/// Actions that change neither structure nor data as far as code and rows can tell.
const HARMLESS: [&str; 50] = [
    "ALGORITHM", "ALLOCATE", "ATTACH", "AUTO_INCREMENT", "AVG_ROW_LENGTH", "CACHE", "CHARACTER", "CHARSET", "CHECK",
    "CLUSTER", "COALESCE", "COLLATE", "COMMENT", "COMPRESS", "CONFIGURE", "CONVERT", "DEFAULT", "ENABLE", "ENGINE",
    "EXPERIMENTAL_AUDIT", "FETCH", "FORCE", "FREEZE", "INHERIT", "LOCK", "LOGGING", "MATERIALIZE", "MOVE", "NOCACHE",
    "NOCHECK", "NOCOMPRESS", "NOLOGGING", "NOPARALLEL", "NOT", "OF", "OPTIONS", "ORDER", "OWNER", "PARALLEL",
    "PARTITION", "REBUILD", "REORGANIZE", "REPLICA", "RESET", "ROW_FORMAT", "SHRINK", "SPLIT", "STATS_PERSISTENT",
    "VALIDATE", "WITH",
];

/// What the items behind a comma go on with where they do not say it themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Add,
    DropColumn,
    DropConstraint,
    DropPartition,
    Harmless,
}

/// Behind `ALTER`.
pub(super) fn read(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    cursor.seek(&["TABLE"]);
    cursor.next();
    cursor.eat_if_exists();
    cursor.eat("ONLY");
    let Some(table) = cursor.qualified() else { return false };
    cursor.eat_mark(b'*');
    if cursor.eat_all(&["ON", "CLUSTER"]) && cursor.string().is_none() {
        cursor.qualified();
    }
    // `ALTER TABLE t ${…}`: an action, or a list of them.
    if cursor.kind() == Some(Kind::Open) {
        reader.unknown("a statement that is made at run time", cursor.whole());
        return true;
    }
    let mut verb = None;
    for mut item in cursor.rest().items() {
        while !item.is_done() {
            let start = item.mark();
            verb = action(reader, &table, &mut item, verb);
            if verb.is_none() {
                let head = String::from_utf8_lossy(item.text(0)).into_owned();
                reader.unread(item.rest().whole(), format!("`ALTER TABLE … {head}` is not known"));
                break;
            }
            if item.mark() == start {
                break;
            }
        }
    }
    true
}

/// Takes one action; none where nobody knows it.
fn action(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, verb: Option<Verb>) -> Option<Verb> {
    let start = item.mark();
    let is_unchecked = item.eat_all(&["WITH", "NOCHECK"]);
    let is_checked = item.eat_all(&["WITH", "CHECK"]);
    if item.is("ADD") {
        item.next();
        add::item(reader, table, item, start, !is_unchecked);
        return Some(Verb::Add);
    }
    // `WITH CHECK CHECK CONSTRAINT x`
    if is_checked || is_unchecked {
        take_all(item);
        return Some(Verb::Harmless);
    }
    if item.eat("DROP") {
        return drop(reader, table, item, start);
    }
    if item.eat("ALTER") {
        return modify::alter(reader, table, item, start).then_some(Verb::Harmless);
    }
    if item.eat("MODIFY") {
        modify::modify(reader, table, item, start);
        return Some(Verb::Harmless);
    }
    if item.eat("CHANGE") {
        modify::change(reader, table, item, start);
        return Some(Verb::Harmless);
    }
    if item.eat("RENAME") {
        rename(reader, table, item, start);
        return Some(Verb::Harmless);
    }
    rows(reader, table, item, start)
        .or_else(|| setting(reader, table, item, start))
        .or_else(|| go_on(reader, table, item, verb))
}

fn take_all(item: &mut Cursor<'_>) {
    while item.next().is_some() {}
}

/// An item that says no verb: that of the item before holds.
fn go_on(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, verb: Option<Verb>) -> Option<Verb> {
    let start = item.mark();
    match verb? {
        Verb::Add => add::item(reader, table, item, start, true),
        Verb::DropColumn => {
            // `DROP COLUMN a, CONSTRAINT b`
            if item.is("CONSTRAINT") {
                return drop(reader, table, item, start);
            }
            drop_column(reader, table, item, start);
        }
        Verb::DropConstraint if item.is("COLUMN") => return drop(reader, table, item, start),
        Verb::DropConstraint => drop_constraint(reader, table, item, start, None),
        Verb::DropPartition | Verb::Harmless => take_all(item),
    }
    verb
}

/// Behind `DROP`.
fn drop(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) -> Option<Verb> {
    let is_named = item.token(1).is_some() && !item.is_at(1, "CASCADE") && !item.is_at(1, "RESTRICT");
    if item.is("PARTITION") && is_named {
        take_all(item);
        reader.push(Operation::Truncate { table: table.clone() }, item.since(start));
        return Some(Verb::DropPartition);
    }
    let kind = [("FOREIGN", Constraint::ForeignKey), ("PRIMARY", Constraint::PrimaryKey)];
    if let Some((_, kind)) = kind.into_iter().find(|(word, _)| item.is(word) && item.is_at(1, "KEY")) {
        item.next();
        item.next();
        drop_constraint(reader, table, item, start, Some(kind));
    } else if is_named && item.eat("CHECK") {
        drop_constraint(reader, table, item, start, Some(Constraint::Check));
    } else if item.is("UNIQUE") && item.is_mark_at(1, b'(') {
        item.next();
        drop_constraint(reader, table, item, start, Some(Constraint::Unique));
    } else if item.eat("CONSTRAINT") {
        drop_constraint(reader, table, item, start, None);
        return Some(Verb::DropConstraint);
    } else if is_named && item.eat_one_of(&["INDEX", "KEY"]) {
        item.eat_if_exists();
        let name = item.name();
        take_all(item);
        let operation = Operation::DropIndex { table: Some(table.clone()), name, columns: Vec::new() };
        reader.push(operation, item.since(start));
    } else if is_named
        && item.is_one_of(&["PROJECTION", "STATISTICS", "SUPPLEMENTAL", "PERIOD", "UNUSED", "DETACHED", "SYSTEM"])
    {
        take_all(item);
    } else if reader.dialect == Dialect::SqlServer && !item.is("COLUMN") {
        // There, a name alone is that of a constraint.
        drop_constraint(reader, table, item, start, None);
        return Some(Verb::DropConstraint);
    } else {
        item.eat_one_of(&["COLUMN", "COLUMNS"]);
        drop_column(reader, table, item, start);
        return Some(Verb::DropColumn);
    }
    Some(Verb::Harmless)
}

/// `[IF EXISTS] a [CASCADE]`, or Oracle's `(a, b)`.
fn drop_column(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) {
    item.eat("COLUMN");
    item.eat_if_exists();
    if item.is_mark(b'(') {
        for column in item.columns() {
            reader.push(Operation::DropColumn { table: table.clone(), column }, item.since(start));
        }
        item.eat_all(&["CASCADE", "CONSTRAINTS"]);
        return;
    }
    let Some(column) = item.name() else { return take_all(item) };
    while item.eat_one_of(&["CASCADE", "RESTRICT", "CONSTRAINTS"]) {}
    reader.push(Operation::DropColumn { table: table.clone(), column }, item.since(start));
    // `ON CLUSTER` and the like.
    take_all(item);
}

fn drop_constraint(
    reader: &mut Reader<'_>,
    table: &Name,
    item: &mut Cursor<'_>,
    start: usize,
    kind: Option<Constraint>,
) {
    item.eat("CONSTRAINT");
    item.eat_if_exists();
    let columns = item.columns();
    let name = if item.is_one_of(&["CASCADE", "RESTRICT"]) { None } else { item.name() };
    while item.eat_one_of(&["CASCADE", "RESTRICT"]) {}
    let span = item.since(start);
    take_all(item);
    reader.push(Operation::DropConstraint { table: table.clone(), name, kind, columns }, span);
}

/// Behind `RENAME`.
fn rename(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) {
    if item.is_one_of(&["CONSTRAINT", "INDEX", "KEY", "PARTITION"]) && !item.is_at(1, "TO") {
        return take_all(item);
    }
    if item.eat_one_of(&["TO", "AS"]) || item.token(1).is_none() {
        let Some(mut to) = item.qualified() else { return };
        to.schema = to.schema.or_else(|| table.schema.clone());
        return reader.push(Operation::RenameTable { from: table.clone(), to }, item.since(start));
    }
    if item.is("COLUMN") && !item.is_at(1, "TO") {
        item.next();
    }
    item.eat_if_exists();
    let pair = item.name().filter(|_| item.eat_one_of(&["TO", "AS"])).and_then(|from| Some((from, item.name()?)));
    if let Some((from, to)) = pair {
        reader.push(Operation::RenameColumn { table: table.clone(), from, to }, item.since(start));
    }
    take_all(item);
}

/// Actions on rows: partitions, and the mutations of ClickHouse.
fn rows(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) -> Option<Verb> {
    let table = table.clone();
    let is_clear = item.is("CLEAR") && item.is_at(1, "COLUMN");
    let operation = if is_clear || item.is_one_of(&["TRUNCATE", "DISCARD"]) {
        Operation::Truncate { table }
    } else if item.is("DETACH") || item.is("SWITCH") {
        Operation::Detach { table }
    } else if item.eat("DELETE") {
        Operation::Delete { table, is_filtered: true }
    } else if item.is("UPDATE") {
        Operation::Update { table, is_filtered: true, columns: Vec::new() }
    } else if item.is("EXCHANGE") || item.is("REPLACE") && item.is_at(1, "PARTITION") {
        Operation::Unknown { what: "an exchange of partitions".to_owned() }
    } else {
        return None;
    };
    take_all(item);
    reader.push(operation, item.since(start));
    Some(Verb::Harmless)
}

/// What is set for the table as a whole.
fn setting(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) -> Option<Verb> {
    if item.eat_all(&["SET", "SCHEMA"]) || item.eat_all(&["SET", "UNUSED"]) {
        return set(reader, table, item, start);
    }
    if item.is("DISABLE") || item.is("NO") {
        let is_row_level = item.eat_all(&["DISABLE", "ROW", "LEVEL", "SECURITY"])
            || item.eat_all(&["NO", "FORCE", "ROW", "LEVEL", "SECURITY"]);
        take_all(item);
        if is_row_level {
            let what = format!("row level security of {table}");
            reader.push(Operation::Restrict { what }, item.since(start));
        }
        return Some(Verb::Harmless);
    }
    if item.is("SET") || item.is("REMOVE") || HARMLESS.iter().any(|word| item.is(word)) {
        take_all(item);
        return Some(Verb::Harmless);
    }
    None
}

/// Behind `SET SCHEMA` or Oracle's `SET UNUSED`.
fn set(reader: &mut Reader<'_>, table: &Name, item: &mut Cursor<'_>, start: usize) -> Option<Verb> {
    if item.is_mark(b'(') || item.is("COLUMN") {
        drop_column(reader, table, item, start);
        return Some(Verb::Harmless);
    }
    let schema = item.name()?;
    let operation = Operation::RenameTable { from: table.clone(), to: Name::within(schema, table.name.clone()) };
    reader.push(operation, item.since(start));
    Some(Verb::Harmless)
}
