//! Types of columns, as frameworks name them.

use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::sql;
use crate::fact::migration::{ColumnType, Operation};
use crate::text::Span;

/// A type that is written as a database writes it: `varchar(50)`, `numeric(10, 2)`.
pub(in crate::fact::extract::migration) fn sql(text: &str, dialect: Dialect) -> ColumnType {
    let statement = format!("ALTER TABLE t ADD COLUMN c {text}");
    let passage = Passage::of(statement.as_bytes(), Span::new(0, statement.len()));
    match sql::read(&passage, dialect).effects.into_iter().next().map(|effect| effect.operation) {
        Some(Operation::AddColumn { column, .. }) => column.kind,
        _ => ColumnType::Unknown,
    }
}

/// Text of at most so many characters.
pub(in crate::fact::extract::migration) fn text(limit: Option<u64>) -> ColumnType {
    ColumnType::Text { limit }
}

/// Signed whole numbers.
pub(in crate::fact::extract::migration) fn integer(bytes: u8) -> ColumnType {
    ColumnType::Integer { bytes, unsigned: false }
}

/// Points in time.
pub(in crate::fact::extract::migration) fn timestamp(with_zone: bool, precision: Option<u64>) -> ColumnType {
    ColumnType::Timestamp { with_zone, precision: precision.and_then(|digits| u32::try_from(digits).ok()) }
}

/// Decimal numbers; without digits, of any size.
pub(in crate::fact::extract::migration) fn decimal(digits: Option<u64>, scale: Option<u64>) -> ColumnType {
    let small = |number: u64| u32::try_from(number).ok();
    ColumnType::Decimal(digits.and_then(small).map(|digits| (digits, scale.and_then(small).unwrap_or(0))))
}

/// The same whole numbers, from nought on.
pub(in crate::fact::extract::migration) fn unsigned(kind: ColumnType) -> ColumnType {
    match kind {
        ColumnType::Integer { bytes, .. } => ColumnType::Integer { bytes, unsigned: true },
        other => other,
    }
}

/// A type by a name that only its framework knows.
pub(in crate::fact::extract::migration) fn other(name: &str) -> ColumnType {
    ColumnType::Other(name.trim().to_lowercase())
}
