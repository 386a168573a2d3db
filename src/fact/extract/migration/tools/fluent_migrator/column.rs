//! Columns: a step that names one, and the steps that say more of it.

use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::kinds;
use crate::fact::extract::migration::language::program::{Link, Run};
use crate::fact::migration::{Column, ColumnType, Name, Operation};

/// The columns of a table that is created.
pub(super) fn create<'t>(run: &Run<'t>, links: &[Link<'t>], table: Name) -> Operation {
    let all = columns(run, links, &["WithColumn"]);
    let is_complete = all.iter().all(|(_, column)| column.is_some());
    let columns = all.into_iter().filter_map(|(_, column)| column).collect();
    Operation::CreateTable { table, columns, is_complete, is_temporary: false }
}

/// The columns that are added to a table, or changed.
pub(super) fn change<'t>(run: &Run<'t>, links: &[Link<'t>], table: &Name, creates: bool) -> Vec<Operation> {
    let all = columns(run, links, &["AddColumn", "AlterColumn", "Column"]);
    let operation = |(step, column): (&str, Option<Column>)| {
        let Some(column) = column else {
            return vec![Operation::Unknown { what: format!("`{step}` of a name that is known at run time") }];
        };
        if step == "AddColumn" || creates {
            return vec![Operation::AddColumn { table: table.clone(), column }];
        }
        alter(table, column)
    };
    all.into_iter().flat_map(operation).collect()
}

fn alter(table: &Name, column: Column) -> Vec<Operation> {
    let name = column.name;
    let mut operations = Vec::new();
    if column.kind != ColumnType::Unknown {
        let (table, column_name) = (table.clone(), name.clone());
        operations.push(Operation::ChangeType {
            table,
            column: column_name,
            from: None,
            to: column.kind,
            is_computed: false,
        });
    }
    if column.has_default {
        operations.push(Operation::SetDefault { table: table.clone(), column: name.clone() });
    }
    operations.push(if column.is_nullable {
        Operation::DropNotNull { table: table.clone(), column: name }
    } else {
        Operation::SetNotNull { table: table.clone(), column: name, is_filled: false }
    });
    operations
}

/// Each step of one of these names with the column that it begins; none where nobody can tell its name.
fn columns<'t>(run: &Run<'t>, links: &[Link<'t>], steps: &[&str]) -> Vec<(&'t str, Option<Column>)> {
    let mut found: Vec<(&'t str, Option<Column>)> = Vec::new();
    for link in links {
        if steps.contains(&link.name) {
            let name = link.argument(0).and_then(|name| run.text(name));
            // Without a word on it, a column may not be empty.
            let column = |name| Column { is_nullable: false, ..Column::new(name, ColumnType::Unknown) };
            found.push((link.name, name.map(column)));
        } else if let Some((_, Some(column))) = found.last_mut() {
            refine(run, link, column);
        }
    }
    found
}

fn refine<'t>(run: &Run<'t>, link: &Link<'t>, column: &mut Column) {
    match link.name {
        "Nullable" => column.is_nullable = true,
        "NotNullable" => column.is_nullable = false,
        "WithDefaultValue" | "WithDefault" | "Identity" | "SetExistingRowsTo" | "Computed" => column.has_default = true,
        _ => {
            if let Some(kind) = link.name.strip_prefix("As") {
                column.kind = self::kind(run, kind, link);
            }
        }
    }
}

/// `AsString(50)`, `AsCustom("jsonb")`
fn kind<'t>(run: &Run<'t>, name: &str, link: &Link<'t>) -> ColumnType {
    let number = |index| link.argument(index).and_then(|number| run.number(number));
    let is_bare = link.argument(0).is_none();
    match name {
        // A size that is no number is the largest one.
        "String" | "AnsiString" | "FixedLengthString" | "FixedLengthAnsiString" => {
            kinds::text(if is_bare { Some(255) } else { number(0) })
        }
        "Byte" => kinds::integer(1),
        "Int16" => kinds::integer(2),
        "Int32" => kinds::integer(4),
        "Int64" => kinds::integer(8),
        "Boolean" => ColumnType::Boolean,
        "Date" => ColumnType::Date,
        "Time" => ColumnType::Time,
        "DateTime" | "DateTime2" => kinds::timestamp(false, number(0)),
        "DateTimeOffset" => kinds::timestamp(true, number(0)),
        "Decimal" if is_bare => kinds::decimal(Some(19), Some(5)),
        "Decimal" => kinds::decimal(number(0), number(1)),
        "Currency" => kinds::decimal(Some(19), Some(4)),
        "Float" => ColumnType::Float { bytes: 4 },
        "Double" => ColumnType::Float { bytes: 8 },
        "Guid" => ColumnType::Uuid,
        "Binary" => ColumnType::Bytes { limit: number(0) },
        "Custom" => match link.argument(0).and_then(|text| run.text(text)) {
            Some(text) => kinds::sql(&text, Dialect::Unknown),
            None => ColumnType::Unknown,
        },
        other => kinds::other(other),
    }
}
