//! What tests of the readers share.

use super::Found;

/// A model in one line: `name(table): column column=name | others`, with what has no table in brackets.
pub(super) fn shown(found: &[Found]) -> Vec<String> {
    found.iter().map(line).collect()
}

fn line(found: &Found) -> String {
    let table = found.table.as_ref().map(|table| format!("({table})")).unwrap_or_default();
    let field = |field: &super::Column| match field.name == field.column {
        true => field.column.clone(),
        false => format!("{}={}", field.column, field.name),
    };
    let fields: Vec<String> = found.fields.iter().map(field).collect();
    let others = if found.others.is_empty() { String::new() } else { format!(" | {}", found.others.join(" ")) };
    let line = format!("{}{table}: {}{others}", found.name, fields.join(" "));
    if found.has_table { line } else { format!("[{line}]") }
}
