//! Migrations in short, for tests.

use crate::fact::extract::migration::Source;
use crate::fact::migration::{Column, Down, Effect, Name, Operation, Script};
use crate::text::{RepoPath, Span};

/// What a reader makes of the one migration of a text: what it does, how it is undone, and what could not be read.
pub(in crate::fact::extract::migration) fn shown(
    read: fn(Source<'_>) -> Vec<Script>,
    path: &str,
    text: &str,
) -> String {
    let path = RepoPath::from(path);
    let scripts = read(Source { path: &path, bytes: text.as_bytes() });
    let one = |script: &Script| {
        let mut lines: Vec<_> = script.up.iter().map(effect).collect();
        lines.push(down(&script.down, text));
        lines.extend(script.unread.iter().map(|(at, why)| format!("unread `{}`: {why}", slice(text, *at))));
        lines.join("\n")
    };
    scripts.iter().map(one).collect::<Vec<_>>().join("\n--\n")
}

/// What an effect is, in short.
pub(in crate::fact::extract::migration) fn effect(effect: &Effect) -> String {
    let mut text = operation(&effect.operation);
    if effect.is_conditional {
        text.insert_str(0, "perhaps ");
    }
    if !effect.is_certain {
        text.push_str(" (doubtful)");
    }
    text
}

fn slice(text: &str, at: Span) -> &str {
    text.get(at.range()).unwrap_or("?")
}

fn down(down: &Down, text: &str) -> String {
    match down {
        Down::Elsewhere => "down elsewhere".to_owned(),
        Down::Automatic => "down automatic".to_owned(),
        Down::Missing { at, why } => {
            format!("down missing at `{}`: {}", slice(text, *at), why.as_deref().unwrap_or("-"))
        }
        Down::Irreversible { at } => format!("down refused at `{}`", slice(text, *at)),
        Down::Empty { is_declared: true, at } => format!("down declared empty at `{}`", slice(text, *at)),
        Down::Empty { .. } => "down empty".to_owned(),
        Down::Written { effects, .. } => {
            format!("down {}", effects.iter().map(effect).collect::<Vec<_>>().join(", "))
        }
    }
}

fn column(column: &Column) -> String {
    let mut text = format!("{} {}", column.name, column.kind);
    for (is_so, word) in [(!column.is_nullable, " required"), (column.has_default, " default")] {
        if is_so {
            text.push_str(word);
        }
    }
    text
}

fn list(columns: &[String]) -> String {
    format!("({})", columns.join(", "))
}

fn named(name: Option<&String>) -> String {
    name.map(|name| format!(" {name}")).unwrap_or_default()
}

fn operation(operation: &Operation) -> String {
    use Operation as Op;
    let this = self::operation;
    let at = |table: &Name, column: &str| format!("{table}.{column}");
    match operation {
        Op::CreateTable { table, columns, is_complete, is_temporary } => format!(
            "+{}table {table} ({}{})",
            if *is_temporary { "temporary " } else { "" },
            columns.iter().map(column).collect::<Vec<_>>().join(", "),
            if *is_complete { "" } else { ", …" }
        ),
        Op::DropTable { table, cascades } => format!("-table {table}{}", if *cascades { " cascade" } else { "" }),
        Op::RenameTable { from, to } => format!("table {from} -> {to}"),
        Op::AddColumn { table, column } => format!("+{table}.{}", self::column(column)),
        Op::DropColumn { table, column } => format!("-{}", at(table, column)),
        Op::RenameColumn { table, from, to } => format!("{} -> {to}", at(table, from)),
        Op::ChangeType { table, column, from, to, .. } => {
            let from = from.as_ref().map(|from| format!("{from} -> ")).unwrap_or_default();
            format!("{}: {from}{to}", at(table, column))
        }
        Op::SetNotNull { table, column, is_filled } => {
            format!("{} required{}", at(table, column), if *is_filled { ", filled" } else { "" })
        }
        Op::DropNotNull { table, column } => format!("{} optional", at(table, column)),
        Op::SetDefault { table, column } => format!("{} +default", at(table, column)),
        Op::DropDefault { table, column } => format!("{} -default", at(table, column)),
        Op::AddConstraint { table, name, kind, columns, checks_rows } => format!(
            "+{kind}{} on {table} {}{}",
            named(name.as_ref()),
            list(columns),
            if *checks_rows { "" } else { " unchecked" }
        ),
        Op::DropConstraint { table, name, kind, columns } => {
            let kind = kind.map_or("constraint".to_owned(), |kind| kind.to_string());
            format!("-{kind}{} on {table} {}", named(name.as_ref()), list(columns))
        }
        Op::CreateIndex { table, name, columns } => {
            format!("+index{} on {table} {}", named(name.as_ref()), list(columns))
        }
        Op::DropIndex { table, name, columns } => {
            let table = table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
            format!("-index{}{table} {}", named(name.as_ref()), list(columns))
        }
        Op::Create { kind, name, replaces } => format!("{}{} {name}", if *replaces { "=" } else { "+" }, kind.noun()),
        Op::Drop { kind, name, .. } => format!("-{} {name}", kind.noun()),
        Op::Rename { kind, from, to } => format!("{} {from} -> {to}", kind.noun()),
        Op::Insert { table, .. } => format!("insert {table}"),
        Op::Update { table, is_filtered, columns } => {
            format!("update {table} {}{}", list(columns), if *is_filtered { " some" } else { " all" })
        }
        Op::Delete { table, is_filtered } => format!("delete {table}{}", if *is_filtered { " some" } else { " all" }),
        Op::StateOnly(operation) => format!("state {}", this(operation)),
        Op::Unknown { what } => format!("unknown: {what}"),
        other => format!("{other:?}"),
    }
}
