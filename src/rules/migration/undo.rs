//! Whether a way back undoes a way forward: each effect on the structure needs its inverse, in whatever order.
//!
//! Only structure counts, since nobody can tell whether rows come back. Whatever drops a table undoes all that was done to it; names are
//! followed through the renames of the way forward. One effect that nobody understands, on either side, may be the inverse of anything, so
//! that nothing is said then.

use std::collections::{HashMap, HashSet};

use crate::fact::Migration;
use crate::fact::migration::{Down, Effect, Name, Object, Operation};

/// The effects of a migration that its way back leaves in place. None where that cannot be known.
pub(super) fn left_over(migration: &Migration) -> Option<Vec<&Effect>> {
    let Down::Written { effects: down, .. } = &migration.down else { return None };
    let is_unknown = |effect: &Effect| {
        matches!(effect.operation, Operation::Unknown { .. } | Operation::UnknownTarget { .. }) || !effect.is_certain
    };
    if !migration.is_whole || migration.up.iter().chain(down).any(is_unknown) {
        return None;
    }
    let undone = Undone::read(&migration.up, down);
    let restated = restated(&migration.up);
    let is_left = |effect: &&Effect| {
        undone.lacks(&effect.operation)
            && !column_of_type(&effect.operation).is_some_and(|column| restated.contains(&column))
    };
    Some(migration.up.iter().filter(is_left).collect())
}

/// The columns that a statement gives another default or nullability. MySQL's `MODIFY` and many builders name the type along with these,
/// whether it changes or not.
fn restated(up: &[Effect]) -> HashSet<(String, String)> {
    let column = |effect: &Effect| match &effect.operation {
        Operation::SetNotNull { table, column, .. }
        | Operation::DropNotNull { table, column }
        | Operation::SetDefault { table, column }
        | Operation::DropDefault { table, column } => Some((table.key(), column.to_lowercase())),
        _ => None,
    };
    up.iter().filter_map(column).collect()
}

/// The column whose type changes, where nothing tells the type before.
fn column_of_type(operation: &Operation) -> Option<(String, String)> {
    let Operation::ChangeType { table, column, from: None, .. } = operation else { return None };
    Some((table.key(), column.to_lowercase()))
}

/// What a way back does.
struct Undone<'a> {
    /// Tables that the way forward both makes and removes: they are means, not ends.
    passing: HashSet<String>,
    /// Other things that the way forward drops and makes again.
    replaced: HashSet<(Object, String)>,
    /// What each table is called in the end, by what it was called before.
    later: HashMap<String, String>,
    down: Vec<&'a Operation>,
    /// Tables that it drops or creates.
    tables: HashSet<String>,
}

impl<'a> Undone<'a> {
    fn read(up: &[Effect], down: &'a [Effect]) -> Self {
        let (mut made, mut gone, mut later) = (HashSet::new(), HashSet::new(), HashMap::new());
        let (mut built, mut taken) = (HashSet::new(), HashSet::new());
        for effect in up {
            match &effect.operation {
                Operation::CreateTable { table, .. } => _ = made.insert(table.key()),
                Operation::DropTable { table, .. } => _ = gone.insert(table.key()),
                Operation::RenameTable { from, to } => {
                    gone.insert(from.key());
                    made.insert(to.key());
                    later.insert(from.key(), to.key());
                }
                Operation::Create { kind, name, .. } => _ = built.insert((*kind, name.key())),
                Operation::Drop { kind, name, .. } => _ = taken.insert((*kind, name.key())),
                _ => {}
            }
        }
        let replaced = built.intersection(&taken).cloned().collect();
        let down: Vec<_> = down.iter().map(|effect| &effect.operation).collect();
        let tables = down.iter().filter_map(|one| match one {
            Operation::DropTable { table, .. } | Operation::CreateTable { table, .. } => Some(table.key()),
            Operation::RenameTable { to, .. } => Some(to.key()),
            _ => None,
        });
        Self { passing: made.intersection(&gone).cloned().collect(), replaced, tables: tables.collect(), later, down }
    }

    /// Whether two names are one table before or after the way forward has renamed it.
    fn same_table(&self, one: &Name, other: &Name) -> bool {
        let (one, other) = (one.key(), other.key());
        let last = |name: &String| self.later.get(name).unwrap_or(name).clone();
        last(&one) == last(&other)
    }

    /// Whether the table as a whole goes, comes or is built anew on the way back.
    fn is_whole(&self, table: &Name) -> bool {
        let key = table.key();
        let last = self.later.get(&key).unwrap_or(&key);
        self.tables.contains(&key) || self.tables.contains(last)
    }

    /// Whether the way back does something for which `is_inverse` holds.
    fn has(&self, is_inverse: impl Fn(&Operation) -> bool) -> bool {
        self.down.iter().any(|one| is_inverse(one))
    }

    /// Whether an effect stays when the way back has been gone.
    fn lacks(&self, operation: &Operation) -> bool {
        match operation {
            Operation::CreateTable { table, is_temporary: false, .. } => {
                let drops = |one: &Operation| match one {
                    Operation::DropTable { table: dropped, .. } => self.same_table(dropped, table),
                    Operation::RenameTable { from, .. } => self.same_table(from, table),
                    Operation::Drop { kind: Object::Schema | Object::Database, .. } => true,
                    _ => false,
                };
                !self.passing.contains(&table.key()) && !self.has(drops)
            }
            Operation::DropTable { table, .. } => !self.passing.contains(&table.key()) && !self.is_whole(table),
            Operation::RenameTable { from, to } => {
                let is_passing = self.passing.contains(&from.key()) || self.passing.contains(&to.key());
                !is_passing && !self.is_whole(from) && !self.is_whole(to)
            }
            _ => self.lacks_inside(operation),
        }
    }

    /// Likewise of what happens to columns and other things.
    fn lacks_inside(&self, operation: &Operation) -> bool {
        match operation {
            Operation::AddColumn { table, column } => self.lacks_column(table, &column.name, |one| {
                if let Operation::DropColumn { table, column } = one { Some((table, column)) } else { None }
            }),
            Operation::DropColumn { table, column } => self.lacks_column(table, column, |one| {
                if let Operation::AddColumn { table, column } = one { Some((table, &column.name)) } else { None }
            }),
            Operation::ChangeType { table, column, .. } => self.lacks_column(table, column, |one| match one {
                Operation::ChangeType { table, column, .. } | Operation::DropColumn { table, column } => {
                    Some((table, column))
                }
                Operation::AddColumn { table, column } => Some((table, &column.name)),
                _ => None,
            }),
            Operation::RenameColumn { table, to, .. } => self.lacks_column(table, to, |one| match one {
                Operation::RenameColumn { table, from, .. } => Some((table, from)),
                Operation::DropColumn { table, column } => Some((table, column)),
                _ => None,
            }),
            Operation::Create { kind, name, .. } => self.lacks_object(*kind, name),
            Operation::Drop { kind, name, .. } => {
                let creates = |one: &Operation| match one {
                    Operation::Create { kind: also, name: again, .. } => also == kind && again == name,
                    Operation::Rename { kind: also, to, .. } => also == kind && to == name,
                    _ => false,
                };
                matches!(kind, Object::View | Object::Type | Object::Function | Object::Sequence | Object::Trigger)
                    && !self.replaced.contains(&(*kind, name.key()))
                    && !self.has(creates)
            }
            _ => false,
        }
    }

    /// Whether nothing on the way back is about the column as `inverse` tells, nor about its table as a whole.
    fn lacks_column(
        &self,
        table: &Name,
        column: &str,
        inverse: impl Fn(&Operation) -> Option<(&Name, &String)>,
    ) -> bool {
        let is_it = |one: &Operation| {
            inverse(one)
                .is_some_and(|(of, name)| self.same_table(of, table) && crate::fact::migration::same(name, column))
        };
        !self.passing.contains(&table.key()) && !self.is_whole(table) && !self.has(is_it)
    }

    /// Whether a thing that the way forward makes stays. Extensions and schemas may: others may have come to use them.
    fn lacks_object(&self, kind: Object, name: &Name) -> bool {
        let is_about = |one: &Operation| match one {
            Operation::Drop { kind: Object::Schema | Object::Database, .. } => true,
            Operation::Drop { kind: also, name: dropped, .. } => *also == kind && dropped == name,
            Operation::Create { kind: also, name: again, .. } => *also == kind && again == name,
            Operation::Rename { kind: also, from, .. } => *also == kind && from == name,
            // What stands on a table goes with it.
            Operation::DropTable { .. } => matches!(kind, Object::Trigger | Object::Policy | Object::Sequence),
            _ => false,
        };
        matches!(kind, Object::View | Object::Type | Object::Function | Object::Sequence | Object::Trigger)
            && !self.has(is_about)
    }
}
