//! Columns, by the type of the model and the type of the database.

use super::Call;
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::code::parts;
use crate::fact::extract::migration::language::kinds;
use crate::fact::extract::migration::language::program::{Chain, Link, Run};
use crate::fact::migration::{Column, ColumnType, Operation};

/// `CreateTable(name: "a", columns: table => new { Id = table.Column<int>(…) })`
pub(super) fn create(call: &Call<'_, '_>, dialect: Dialect) -> Operation {
    let Some(table) = call.name("name", 0, "schema") else { return call.at_run_time() };
    let lambda = call.argument("columns", 1).and_then(|lambda| lambda.child_by_field_name("body"));
    let Some(listed) = lambda.filter(|body| body.kind() == "anonymous_object_creation_expression") else {
        return Operation::CreateTable { table, columns: Vec::new(), is_complete: false, is_temporary: false };
    };
    let entries = call.run.entries(listed);
    let columns = entries.into_iter().filter_map(|(name, value)| column_of(call.run, name, value, dialect)).collect();
    Operation::CreateTable { table, columns, is_complete: true, is_temporary: false }
}

/// `Id = table.Column<int>(type: "integer", nullable: false)`; the property's name is the column's, unless another is said.
fn column_of<'t>(run: &Run<'t>, name: String, value: Node<'t>, dialect: Dialect) -> Option<Column> {
    let chain = run.program().chain(value);
    let link = chain.link("Column")?;
    let own = run.program().argument(link, "name", usize::MAX).and_then(|name| run.text(name));
    Some(column(run, &chain, link, own.unwrap_or(name), dialect))
}

fn column<'t>(run: &Run<'t>, chain: &Chain<'t>, link: &Link<'t>, name: String, dialect: Dialect) -> Column {
    let has =
        |name| run.program().argument(link, name, usize::MAX).is_some_and(|value| run.program().text(value) != "null");
    let is_nullable =
        run.program().argument(link, "nullable", usize::MAX).and_then(|flag| run.flag(flag)) == Some(true);
    let has_default = ["defaultValue", "defaultValueSql", "computedColumnSql"].iter().any(|name| has(name))
        || run.program().argument(link, "rowVersion", usize::MAX).is_some()
        || is_generated(run, chain);
    Column { is_nullable, has_default, ..Column::new(name, kind(run, link, "", dialect)) }
}

/// Whether an annotation says that values come from a sequence.
pub(super) fn is_generated<'t>(run: &Run<'t>, chain: &Chain<'t>) -> bool {
    let annotations = chain.links.iter().filter(|link| link.name == "Annotation").filter_map(|link| link.argument(0));
    annotations.filter_map(|name| run.text(name)).any(|name| {
        let name = name.rsplit(':').next().unwrap_or_default();
        matches!(name, "Identity" | "Autoincrement" | "ValueGenerationStrategy" | "ValueGeneratedOnAdd" | "Serial")
    })
}

/// `AddColumn<string>(name: "b", table: "a")`
pub(super) fn add(call: &Call<'_, '_>, dialect: Dialect) -> Operation {
    let Some((table, name)) = call.table().zip(call.text("name", 0)) else { return call.at_run_time() };
    let mut column = column(call.run, call.chain, call.link, name, dialect);
    column.has_default |= call.is_generated();
    Operation::AddColumn { table, column }
}

/// `AlterColumn<string>(name: "b", table: "a", type: "text", nullable: true, oldType: "varchar(50)")`: all of the new column, and what was
/// different before.
pub(super) fn alter(call: &Call<'_, '_>, dialect: Dialect) -> Vec<Operation> {
    let Some((table, column)) = call.table().zip(call.text("name", 0)) else { return vec![call.at_run_time()] };
    let mut operations = Vec::new();
    let (from, to) = (old_kind(call, dialect), kind(call.run, call.link, "", dialect));
    if from != to || from == ColumnType::Unknown {
        let from = Some(from).filter(|from| *from != ColumnType::Unknown);
        operations.push(Operation::ChangeType {
            table: table.clone(),
            column: column.clone(),
            from,
            to,
            is_computed: false,
        });
    }
    let flag = |name| call.named(name).and_then(|flag| call.run.flag(flag)) == Some(true);
    let has = |name| call.named(name).is_some();
    let has_default = has("defaultValue") || has("defaultValueSql");
    match (flag("oldNullable"), flag("nullable")) {
        // Empty values are replaced by the default.
        (true, false) => {
            operations.push(Operation::SetNotNull {
                table: table.clone(),
                column: column.clone(),
                is_filled: has_default,
            });
        }
        (false, true) => operations.push(Operation::DropNotNull { table: table.clone(), column: column.clone() }),
        _ => {}
    }
    match (has("oldDefaultValue") || has("oldDefaultValueSql"), has_default) {
        (false, true) => operations.push(Operation::SetDefault { table, column }),
        (true, false) => operations.push(Operation::DropDefault { table, column }),
        _ => {}
    }
    operations
}

/// The type before: of the database, or of the model with its size.
fn old_kind(call: &Call<'_, '_>, dialect: Dialect) -> ColumnType {
    let is_said = ["oldType", "oldClrType", "oldMaxLength", "oldPrecision", "oldScale"]
        .iter()
        .any(|name| call.named(name).is_some());
    if !is_said {
        return ColumnType::Unknown;
    }
    kind(call.run, call.link, "old", dialect)
}

fn kind<'t>(run: &Run<'t>, link: &Link<'t>, prefix: &str, dialect: Dialect) -> ColumnType {
    let argument = |name: &str| {
        let mut own = name.to_owned();
        if !prefix.is_empty() {
            own = format!(
                "{prefix}{}{}",
                name.get(..1).unwrap_or_default().to_ascii_uppercase(),
                name.get(1..).unwrap_or_default()
            );
        }
        run.program().argument(link, &own, usize::MAX)
    };
    let written = argument("type").and_then(|kind| run.text(kind)).map(|kind| kinds::sql(&kind, dialect));
    if let Some(kind) = written.filter(|kind| *kind != ColumnType::Unknown) {
        return kind;
    }
    let number = |name: &str| argument(name).and_then(|number| run.number(number));
    let old = argument("clrType").and_then(|kind| parts(kind).first().copied()).map(|kind| run.program().text(kind));
    let class = if prefix.is_empty() { link.generic } else { old.or(link.generic) };
    of_class(class.unwrap_or_default(), number("maxLength"), number("precision"), number("scale"))
}

/// What databases store for a type of C#.
fn of_class(class: &str, limit: Option<u64>, digits: Option<u64>, scale: Option<u64>) -> ColumnType {
    match class.trim_end_matches('?').trim_start_matches("System.") {
        "string" | "String" => kinds::text(limit),
        "char" | "Char" => kinds::text(Some(1)),
        "byte" | "Byte" | "sbyte" => kinds::integer(1),
        "short" | "Int16" => kinds::integer(2),
        "int" | "Int32" => kinds::integer(4),
        "long" | "Int64" => kinds::integer(8),
        "bool" | "Boolean" => ColumnType::Boolean,
        "decimal" | "Decimal" => kinds::decimal(digits, scale),
        "float" | "Single" => ColumnType::Float { bytes: 4 },
        "double" | "Double" => ColumnType::Float { bytes: 8 },
        "DateTime" => kinds::timestamp(false, digits),
        "DateTimeOffset" => kinds::timestamp(true, digits),
        "DateOnly" => ColumnType::Date,
        "TimeOnly" | "TimeSpan" => ColumnType::Time,
        "Guid" => ColumnType::Uuid,
        "byte[]" | "Byte[]" => ColumnType::Bytes { limit },
        "" => ColumnType::Unknown,
        other => kinds::other(other),
    }
}
