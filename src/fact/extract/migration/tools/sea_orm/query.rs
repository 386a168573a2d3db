//! Queries that are built: `Query::update().table(Users::Table).value(…).and_where(…)`.

use super::Builder;
use crate::fact::migration::Operation;

/// What a query does: nothing where it only selects. None where it cannot be told.
pub(super) fn read(builder: &Builder<'_, '_>) -> Option<Option<Operation>> {
    let first =
        builder.chain.links.iter().find(|link| matches!(link.name, "insert" | "update" | "delete" | "select"))?;
    let is_filtered = builder.chain.links.iter().any(|link| link.name.contains("where") || link.name == "limit");
    Some(Some(match first.name {
        "insert" => Operation::Insert { table: builder.table("into_table")?, source: None },
        "delete" => Operation::Delete { table: builder.table("from_table")?, is_filtered },
        "update" => {
            Operation::Update { table: builder.table("table")?, is_filtered, columns: builder.texts(&["value"]) }
        }
        _ => return Some(None),
    }))
}
