//! What a script says, in short, for tests.

use crate::fact::extract::migration::Source;
use crate::fact::migration::{Column, ColumnType, Down, Effect, Operation, Script};
use crate::text::RepoPath;

/// A file.
pub(in crate::fact::extract::migration) fn source<'a>(path: &str, text: &'a str) -> Source<'a> {
    // Tests are few: their paths may stay.
    let path: &'static RepoPath = Box::leak(Box::new(RepoPath::new(path)));
    Source { path, bytes: text.as_bytes() }
}

/// The only script of a file, of which all could be read.
pub(in crate::fact::extract::migration) fn script(
    read: fn(Source<'_>) -> Vec<Script>,
    path: &str,
    text: &str,
) -> Script {
    let mut all = read(source(path, text));
    assert_eq!(all.len(), 1, "{text}");
    let script = all.remove(0);
    assert_eq!(script.unread, [], "{text}");
    script
}

/// The bytes that say each effect.
pub(in crate::fact::extract::migration) fn spans<'a>(text: &'a str, effects: &[Effect]) -> Vec<&'a str> {
    effects.iter().map(|effect| text.get(effect.span.range()).unwrap()).collect()
}

/// Each effect in short.
pub(in crate::fact::extract::migration) fn effects(effects: &[Effect]) -> Vec<String> {
    effects
        .iter()
        .map(|effect| format!("{}{}", short(&effect.operation), if effect.is_conditional { "?" } else { "" }))
        .collect()
}

/// The way back in short.
pub(in crate::fact::extract::migration) fn down(script: &Script) -> String {
    match &script.down {
        Down::Elsewhere => "elsewhere".to_owned(),
        Down::Automatic => "automatic".to_owned(),
        Down::Missing { why: None, .. } => "missing".to_owned(),
        Down::Missing { why: Some(why), .. } => format!("missing: {why}"),
        Down::Irreversible { .. } => "irreversible".to_owned(),
        Down::Empty { is_declared: false, .. } => "empty".to_owned(),
        Down::Empty { is_declared: true, .. } => "declared empty".to_owned(),
        Down::Written { effects: all, .. } => format!("written: {}", effects(all).join("; ")),
    }
}

/// One operation in short.
pub(in crate::fact::extract::migration) fn short(operation: &Operation) -> String {
    let flag = |is_set: &bool, word: &str| if *is_set { format!(" {word}") } else { String::new() };
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "_".to_owned());
    match operation {
        Operation::CreateTable { table, columns, is_complete, .. } => {
            let columns: Vec<_> = columns.iter().map(column).collect();
            format!("+T {table} ({}{})", columns.join(", "), if *is_complete { "" } else { " …" })
        }
        Operation::DropTable { table, cascades } => format!("-T {table}{}", flag(cascades, "cascade")),
        Operation::RenameTable { from, to } => format!("ren T {from} {to}"),
        Operation::AddColumn { table, column: added } => format!("+C {table}.{}", column(added)),
        Operation::DropColumn { table, column } => format!("-C {table}.{column}"),
        Operation::RenameColumn { table, from, to } => format!("ren C {table}.{from} {to}"),
        Operation::ChangeType { table, column, from, to, .. } => {
            let from = from.as_ref().map(|from| format!("{} -> ", kind(from))).unwrap_or_default();
            format!("~C {table}.{column} {from}{}", kind(to))
        }
        Operation::SetNotNull { table, column, is_filled } => {
            format!("notnull {table}.{column}{}", flag(is_filled, "filled"))
        }
        Operation::DropNotNull { table, column } => format!("null {table}.{column}"),
        Operation::SetDefault { table, column } => format!("+default {table}.{column}"),
        Operation::DropDefault { table, column } => format!("-default {table}.{column}"),
        Operation::AddConstraint { table, name: own, kind, columns, .. } => {
            format!("+K {table} {} {kind} ({})", name(own), columns.join(", "))
        }
        Operation::DropConstraint { table, name: own, kind, columns } => {
            let kind = kind.map(|kind| format!(" {kind}")).unwrap_or_default();
            let columns = if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) };
            format!("-K {table} {}{kind}{columns}", name(own))
        }
        Operation::CreateIndex { table, name: own, columns } => {
            format!("+I {table} {} ({})", name(own), columns.join(", "))
        }
        Operation::DropIndex { table, name: own, columns } => {
            let table = table.as_ref().map(|table| format!(" {table}")).unwrap_or_default();
            format!("-I{table} {} ({})", name(own), columns.join(", "))
        }
        Operation::Create { kind, name, replaces } => format!("+{} {name}{}", kind.noun(), flag(replaces, "replaces")),
        Operation::Drop { kind, name, cascades } => format!("-{} {name}{}", kind.noun(), flag(cascades, "cascade")),
        Operation::Rename { kind, from, to } => format!("ren {} {from} {to}", kind.noun()),
        Operation::Insert { table, .. } => format!("insert {table}"),
        Operation::Update { table, is_filtered, columns } => {
            format!("update {table} ({}){}", columns.join(", "), flag(is_filtered, "where"))
        }
        Operation::Delete { table, is_filtered } => format!("delete {table}{}", flag(is_filtered, "where")),
        Operation::Truncate { table } => format!("truncate {table}"),
        Operation::Unknown { what } => format!("? {what}"),
        Operation::UnknownTarget { what } => format!("?: {what}"),
        other => format!("{other:?}"),
    }
}

fn column(column: &Column) -> String {
    let flag = |is_set: bool, word: &'static str| if is_set { word } else { "" };
    format!(
        "{} {}{}{}",
        column.name,
        kind(&column.kind),
        flag(!column.is_nullable, "!"),
        flag(column.has_default, " default")
    )
}

fn kind(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Text { limit } => format!("text{}", limit.map(|limit| limit.to_string()).unwrap_or_default()),
        ColumnType::Integer { bytes, unsigned } => format!("{}int{bytes}", if *unsigned { "u" } else { "" }),
        ColumnType::Decimal(Some((digits, scale))) => format!("decimal({digits},{scale})"),
        ColumnType::Float { bytes } => format!("float{bytes}"),
        ColumnType::Timestamp { with_zone, precision } => {
            let precision = precision.map(|digits| digits.to_string()).unwrap_or_default();
            format!("timestamp{}{precision}", if *with_zone { "tz" } else { "" })
        }
        ColumnType::Bytes { limit } => format!("bytes{}", limit.map(|limit| limit.to_string()).unwrap_or_default()),
        ColumnType::Enum(values) => format!("enum({})", values.join("|")),
        other => other.to_string(),
    }
}
