//! Columns that get values before they must have one.

use std::collections::HashSet;

use crate::fact::migration::{Effect, Operation};

/// Notes, where a column must have a value from now on, that an update before has written it.
pub(in crate::fact::extract::migration) fn mark(effects: &mut [Effect]) {
    let mut written = HashSet::new();
    for effect in effects {
        match &mut effect.operation {
            Operation::Update { table, columns, .. } => {
                written.extend(columns.iter().map(|column| (table.key(), column.to_lowercase())));
            }
            Operation::SetNotNull { table, column, is_filled } => {
                *is_filled |= written.contains(&(table.key(), column.to_lowercase()));
            }
            _ => {}
        }
    }
}
