//! Definitions of columns.

use super::cursor::Cursor;
use super::types;
use crate::fact::migration::{Column, ColumnType, Constraint};
use crate::text::Span;

/// A column as it is written.
pub(super) struct Defined {
    pub(super) column: Column,
    /// What is said about emptiness, if anything is.
    pub(super) nullable: Option<bool>,
    /// Whether a default is said to be there, or (`DEFAULT NULL`) not.
    pub(super) default: Option<bool>,
    /// Constraints that stand in the definition.
    pub(super) constraints: Vec<Inline>,
}

impl Defined {
    /// Whether it says a type.
    pub(super) fn has_type(&self) -> bool {
        self.column.kind != ColumnType::Unknown
    }
}

/// A constraint of one column, written where the column is.
pub(super) struct Inline {
    pub(super) kind: Constraint,
    pub(super) name: Option<String>,
    pub(super) span: Span,
}

/// Takes the definition of a column: its name, and all that is left.
pub(super) fn define(mut cursor: Cursor<'_>) -> Option<Defined> {
    let name = cursor.name()?;
    Some(define_named(name, cursor))
}

/// Takes what stands behind the name of a column.
pub(super) fn define_named(name: String, mut cursor: Cursor<'_>) -> Defined {
    let typed = types::take(&mut cursor);
    let mut defined = Defined {
        column: Column::new(name, typed.kind),
        nullable: typed.is_nullable,
        default: typed.has_default.then_some(true),
        constraints: Vec::new(),
    };
    if typed.has_default && typed.is_nullable.is_none() {
        defined.nullable = Some(false);
    }
    let mut constraint = None;
    while !cursor.is_done() {
        clause(&mut cursor, &mut defined, &mut constraint);
    }
    defined.column.is_nullable = defined.nullable.unwrap_or(true);
    defined.column.has_default = defined.default.unwrap_or(false);
    defined
}

/// Takes one clause behind the type.
fn clause(cursor: &mut Cursor<'_>, defined: &mut Defined, constraint: &mut Option<String>) {
    let start = cursor.mark();
    if cursor.eat("CONSTRAINT") {
        *constraint = cursor.name();
        return;
    }
    let kind = if cursor.eat_all(&["NOT", "NULL"]) {
        defined.nullable = Some(false);
        None
    } else if cursor.eat("NULL") {
        defined.nullable = Some(true);
        None
    } else if cursor.eat_all(&["ON", "UPDATE"]) || cursor.eat_all(&["ON", "DELETE"]) || cursor.eat("ON") {
        // `ON DELETE SET NULL` is no `NULL`.
        if !cursor.eat_all(&["SET", "NULL"]) && !cursor.eat_all(&["SET", "DEFAULT"]) {
            cursor.skip();
        }
        None
    } else if cursor.eat("DEFAULT") {
        defined.default = Some(!cursor.is("NULL"));
        expression(cursor);
        None
    } else if let Some(is_identity) = filled(cursor) {
        defined.default = Some(true);
        if is_identity {
            defined.nullable = Some(false);
        }
        None
    } else if cursor.eat("PRIMARY") {
        cursor.eat("KEY");
        primary(defined, cursor);
        Some(Constraint::PrimaryKey)
    } else if cursor.eat("UNIQUE") {
        Some(Constraint::Unique)
    } else if cursor.eat("REFERENCES") {
        cursor.qualified();
        cursor.group();
        Some(Constraint::ForeignKey)
    } else if cursor.eat("CHECK") {
        cursor.group();
        Some(Constraint::Check)
    } else {
        word(cursor);
        None
    };
    if let Some(kind) = kind {
        defined.constraints.push(Inline { kind, name: constraint.take(), span: cursor.since(start) });
    }
}

/// A word that says nothing about the values, with what belongs to it.
fn word(cursor: &mut Cursor<'_>) {
    if cursor.eat_one_of(&["COMMENT", "AFTER", "COLLATE", "CHARSET", "CODEC"]) || cursor.eat_all(&["CHARACTER", "SET"])
    {
        cursor.eat_mark(b'=');
    }
    cursor.skip();
}

/// A key is never empty, and SQLite fills the one that is an integer itself.
fn primary(defined: &mut Defined, cursor: &Cursor<'_>) {
    defined.nullable = Some(false);
    let is_row_id = cursor.dialect() == crate::document::sql::Dialect::Sqlite
        && matches!(defined.column.kind, ColumnType::Integer { .. });
    if is_row_id {
        defined.default = Some(true);
    }
}

/// Takes what gives each row a value of its own, if it stands here: whether that is a number that is counted up, and so never empty.
fn filled(cursor: &mut Cursor<'_>) -> Option<bool> {
    if cursor.eat("GENERATED") {
        while cursor.eat_one_of(&["ALWAYS", "BY", "DEFAULT", "ON", "NULL", "AS"]) {}
        let is_identity = cursor.eat("IDENTITY");
        cursor.group();
        return Some(is_identity);
    }
    if cursor.is("AS") && cursor.is_mark_at(1, b'(') || cursor.is("IDENTITY") {
        let is_identity = cursor.eat("IDENTITY") || !cursor.eat("AS");
        cursor.group();
        return Some(is_identity);
    }
    if cursor.eat_one_of(&["MATERIALIZED", "ALIAS", "EPHEMERAL"]) {
        expression(cursor);
        return Some(false);
    }
    if cursor.eat_one_of(&["AUTO_INCREMENT", "AUTOINCREMENT"]) {
        return Some(true);
    }
    cursor.eat("ROWGUIDCOL").then_some(false)
}

/// Takes an expression: up to a word that begins another clause.
fn expression(cursor: &mut Cursor<'_>) {
    const NEXT: [&str; 20] = [
        "NOT", "NULL", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT", "GENERATED", "COLLATE", "COMMENT",
        "FIRST", "AFTER", "ON", "AUTO_INCREMENT", "CODEC", "TTL", "FOR", "WITH", "DEFAULT", "ENABLE",
    ];
    cursor.skip();
    while !cursor.is_done() && !cursor.is_one_of(&NEXT) {
        cursor.skip();
    }
}
