//! What takes a change back, as frameworks work it out.

use crate::fact::migration::{Column, ColumnType, Effect, Operation};

/// What takes effects back, last one first; what has no inverse is left out.
pub(in crate::fact::extract::migration) fn of_all(effects: &[Effect]) -> Vec<Effect> {
    let inverse = |effect: &Effect| Some(Effect { operation: of(&effect.operation)?, ..effect.clone() });
    effects.iter().rev().filter_map(inverse).collect()
}

/// What takes an operation back. What it takes to restore what was dropped is not said here: types may be unknown.
pub(in crate::fact::extract::migration) fn of(operation: &Operation) -> Option<Operation> {
    use Operation as Op;
    let operation = operation.clone();
    Some(match operation {
        Op::CreateTable { table, .. } => Op::DropTable { table, cascades: false },
        Op::DropTable { table, .. } => {
            Op::CreateTable { table, columns: Vec::new(), is_complete: false, is_temporary: false }
        }
        Op::RenameTable { from, to } => Op::RenameTable { from: to, to: from },
        Op::AddColumn { table, column } => Op::DropColumn { table, column: column.name },
        Op::DropColumn { table, column } => Op::AddColumn { table, column: Column::new(column, ColumnType::Unknown) },
        Op::RenameColumn { table, from, to } => Op::RenameColumn { table, from: to, to: from },
        Op::ChangeType { table, column, from, to, .. } => Op::ChangeType {
            table,
            column,
            from: Some(to),
            to: from.unwrap_or(ColumnType::Unknown),
            is_computed: false,
        },
        Op::SetNotNull { table, column, .. } => Op::DropNotNull { table, column },
        Op::DropNotNull { table, column } => Op::SetNotNull { table, column, is_filled: false },
        Op::SetDefault { table, column } => Op::DropDefault { table, column },
        Op::DropDefault { table, column } => Op::SetDefault { table, column },
        Op::AddConstraint { table, name, kind, columns, .. } => {
            Op::DropConstraint { table, name, kind: Some(kind), columns }
        }
        Op::DropConstraint { table, name, kind: Some(kind), columns } => {
            Op::AddConstraint { table, name, kind, columns, checks_rows: true }
        }
        Op::CreateIndex { table, name, columns } => Op::DropIndex { table: Some(table), name, columns },
        Op::DropIndex { table: Some(table), name, columns } => Op::CreateIndex { table, name, columns },
        Op::Create { kind, name, .. } => Op::Drop { kind, name, cascades: false },
        Op::Drop { kind, name, .. } => Op::Create { kind, name, replaces: false },
        Op::Rename { kind, from, to } => Op::Rename { kind, from: to, to: from },
        Op::RenameEnumValue { of, from, to } => Op::RenameEnumValue { of, from: to, to: from },
        Op::Unknown { what } => Op::Unknown { what },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::fact::migration::{Column, ColumnType, Name, Operation};

    #[test]
    fn what_is_taken_back_twice_is_the_same_change() {
        let table = || Name::new("users");
        for operation in [
            Operation::RenameColumn { table: table(), from: "a".into(), to: "b".into() },
            Operation::AddColumn { table: table(), column: Column::new("a", ColumnType::Unknown) },
            Operation::CreateIndex { table: table(), name: None, columns: vec!["a".into()] },
            Operation::DropTable { table: table(), cascades: false },
        ] {
            assert_eq!(of(&of(&operation).unwrap()), Some(operation));
        }
    }

    #[test]
    fn lost_rows_do_not_come_back() {
        assert_eq!(of(&Operation::Truncate { table: Name::new("users") }), None);
    }
}
