//! Operations as people read them: ``drops column `age` of `users` ``.

use std::fmt;

use super::Operation;

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreateTable { table, .. } => write!(f, "creates table `{table}`"),
            Self::DropTable { table, .. } => write!(f, "drops table `{table}`"),
            Self::RenameTable { from, to } => write!(f, "renames table `{from}` to `{to}`"),
            Self::AddColumn { table, column } => write!(f, "adds column `{}` to `{table}`", column.name),
            Self::DropColumn { table, column } => write!(f, "drops column `{column}` of `{table}`"),
            Self::RenameColumn { table, from, to } => write!(f, "renames column `{from}` of `{table}` to `{to}`"),
            Self::ChangeType { table, column, to, .. } => {
                write!(f, "changes the type of `{column}` of `{table}` to {to}")
            }
            Self::SetNotNull { table, column, .. } => write!(f, "makes `{column}` of `{table}` not null"),
            Self::DropNotNull { table, column } => write!(f, "makes `{column}` of `{table}` nullable"),
            Self::SetDefault { table, column } => write!(f, "sets the default of `{column}` of `{table}`"),
            Self::DropDefault { table, column } => write!(f, "drops the default of `{column}` of `{table}`"),
            Self::AddConstraint { table, name, kind, columns, .. } => {
                write!(f, "adds a {kind}{} to `{table}`", about(name.as_deref(), columns))
            }
            Self::DropConstraint { table, name, columns, .. } => {
                write!(f, "drops a constraint{} of `{table}`", about(name.as_deref(), columns))
            }
            Self::CreateIndex { table, name, columns } => {
                write!(f, "creates an index{} on `{table}`", about(name.as_deref(), columns))
            }
            Self::DropIndex { table, name, columns } => {
                write!(f, "drops an index{}", about(name.as_deref(), columns))?;
                table.as_ref().map_or(Ok(()), |table| write!(f, " of `{table}`"))
            }
            Self::Create { kind, name, .. } => write!(f, "creates {} `{name}`", kind.noun()),
            Self::Drop { kind, name, .. } => write!(f, "drops {} `{name}`", kind.noun()),
            Self::Rename { kind, from, to } => write!(f, "renames {} `{from}` to `{to}`", kind.noun()),
            Self::AddEnumValue { of, value } => write!(f, "adds value `{value}` to type `{of}`"),
            Self::RenameEnumValue { of, from, to } => write!(f, "renames value `{from}` of type `{of}` to `{to}`"),
            Self::Insert { table, .. } => write!(f, "inserts rows into `{table}`"),
            Self::Update { table, is_filtered, .. } => write!(f, "updates {} of `{table}`", rows(*is_filtered)),
            Self::Delete { table, is_filtered } => write!(f, "deletes {} of `{table}`", rows(*is_filtered)),
            Self::Truncate { table } => write!(f, "empties `{table}`"),
            Self::Detach { table } => write!(f, "detaches a partition of `{table}`"),
            Self::Restrict { what } => write!(f, "revokes {what}"),
            Self::StateOnly(inner) => write!(f, "{inner} in the models only"),
            Self::UnknownTarget { what } | Self::Unknown { what } => write!(f, "runs {what}"),
        }
    }
}

fn rows(is_filtered: bool) -> &'static str {
    if is_filtered { "rows" } else { "every row" }
}

/// `` `name` ``, or the columns that it is about.
fn about(name: Option<&str>, columns: &[String]) -> String {
    match (name, columns) {
        (Some(name), _) => format!(" `{name}`"),
        (None, []) => String::new(),
        (None, columns) => format!(" over `{}`", columns.join("`, `")),
    }
}
