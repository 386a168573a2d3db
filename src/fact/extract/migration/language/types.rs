//! The words for column types that frameworks share.

use crate::fact::migration::ColumnType;

/// How long, how wide, how exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::fact::extract::migration) struct Size {
    /// The most characters or bytes.
    pub(in crate::fact::extract::migration) limit: Option<u64>,
    /// Digits in all, or behind the second.
    pub(in crate::fact::extract::migration) precision: Option<u64>,
    /// Digits behind the point.
    pub(in crate::fact::extract::migration) scale: Option<u64>,
}

impl Size {
    fn small(number: Option<u64>) -> Option<u32> {
        number.and_then(|number| u32::try_from(number).ok())
    }

    /// Decimal numbers of this size.
    pub(in crate::fact::extract::migration) fn decimal(self) -> ColumnType {
        let scale = Self::small(self.scale).unwrap_or(0);
        ColumnType::Decimal(Self::small(self.precision).map(|precision| (precision, scale)))
    }

    /// Points in time of this size.
    pub(in crate::fact::extract::migration) fn timestamp(self, with_zone: bool) -> ColumnType {
        ColumnType::Timestamp { with_zone, precision: Self::small(self.precision) }
    }
}

/// Whole numbers of so many bytes.
pub(in crate::fact::extract::migration) const fn integer(bytes: u8) -> ColumnType {
    ColumnType::Integer { bytes, unsigned: false }
}

/// The type that a word means in all the frameworks; [`ColumnType::Other`] where they differ or nobody knows.
pub(in crate::fact::extract::migration) fn of_word(word: &str, size: Size) -> ColumnType {
    let word = word.to_ascii_lowercase();
    match word.as_str() {
        "string" | "varchar" | "char" | "character varying" | "ascii_string" => ColumnType::Text { limit: size.limit },
        "text" | "mediumtext" | "longtext" | "citext" | "tinytext" => ColumnType::Text { limit: size.limit },
        "tinyinteger" | "tinyint" => integer(1),
        "smallinteger" | "smallint" | "smallserial" => integer(2),
        "mediuminteger" | "mediumint" => integer(3),
        "integer" | "int" | "serial" => integer(4),
        "biginteger" | "bigint" | "bigserial" => integer(8),
        "decimal" | "numeric" => size.decimal(),
        "float" | "double" | "double precision" => ColumnType::Float { bytes: 8 },
        "real" => ColumnType::Float { bytes: 4 },
        "boolean" | "bool" => ColumnType::Boolean,
        "date" => ColumnType::Date,
        "time" => ColumnType::Time,
        "datetime" | "timestamp" => size.timestamp(false),
        "timestamptz" | "datetimetz" => size.timestamp(true),
        "json" | "jsonb" => ColumnType::Json,
        "uuid" => ColumnType::Uuid,
        "binary" | "blob" | "varbinary" | "bytea" => ColumnType::Bytes { limit: size.limit },
        _ => ColumnType::Other(word),
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, integer, of_word};
    use crate::fact::migration::ColumnType;

    #[test]
    fn words() {
        let size = Size { limit: Some(50), precision: Some(10), scale: Some(2) };
        for (word, expected) in [
            ("string", ColumnType::Text { limit: Some(50) }),
            ("BigInteger", integer(8)),
            ("decimal", ColumnType::Decimal(Some((10, 2)))),
            ("timestamptz", ColumnType::Timestamp { with_zone: true, precision: Some(10) }),
            ("tsvector", ColumnType::Other("tsvector".to_owned())),
        ] {
            assert_eq!(of_word(word, size), expected, "{word}");
        }
        assert_eq!(of_word("numeric", Size::default()), ColumnType::Decimal(None));
    }
}
