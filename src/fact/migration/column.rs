//! Columns and their types, as far as it matters what a change of them does to the values.

use std::fmt;

/// A column, as it is created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ColumnType,
    /// Whether it may be empty.
    pub is_nullable: bool,
    /// Whether rows that do not name it get a value: a default, a sequence, an expression.
    pub has_default: bool,
}

impl Column {
    /// One that may be empty and has no default.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: ColumnType) -> Self {
        Self { name: name.into(), kind, is_nullable: true, has_default: false }
    }
}

/// What values fit into a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Characters: at most so many, where there is a limit. (MySQL's `TEXT` has one, too.)
    Text {
        /// The most characters.
        limit: Option<u64>,
    },
    /// Whole numbers of so many bytes.
    Integer {
        /// 1, 2, 3, 4 or 8.
        bytes: u8,
        /// Whether it starts at nought.
        unsigned: bool,
    },
    /// Decimal numbers: digits in all and behind the point; any number of them where nothing is said.
    Decimal(Option<(u32, u32)>),
    /// Floating-point numbers of so many bytes.
    Float {
        /// 4 or 8.
        bytes: u8,
    },
    /// True or false.
    Boolean,
    /// Days.
    Date,
    /// Times of a day.
    Time,
    /// Points in time.
    Timestamp {
        /// Whether the zone is kept, or all is kept as UTC.
        with_zone: bool,
        /// Digits behind the second, where that is said.
        precision: Option<u32>,
    },
    /// JSON.
    Json,
    /// UUIDs.
    Uuid,
    /// Bytes: at most so many, where there is a limit.
    Bytes {
        /// The most bytes.
        limit: Option<u64>,
    },
    /// One of these values.
    Enum(Vec<String>),
    /// Another type, as it is written, in small letters and without blanks around it: `tsvector`, `status`.
    Other(String),
    /// The text does not tell.
    Unknown,
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { limit: Some(limit) } => write!(f, "text of {limit} characters"),
            Self::Text { limit: None } => f.write_str("text"),
            Self::Integer { bytes, unsigned } => {
                write!(f, "{}{}-bit integer", if *unsigned { "unsigned " } else { "" }, u32::from(*bytes) * 8)
            }
            Self::Decimal(Some((digits, scale))) => write!(f, "decimal({digits}, {scale})"),
            Self::Decimal(None) => f.write_str("decimal"),
            Self::Float { bytes } => write!(f, "{}-bit float", u32::from(*bytes) * 8),
            Self::Boolean => f.write_str("boolean"),
            Self::Date => f.write_str("date"),
            Self::Time => f.write_str("time"),
            Self::Timestamp { with_zone, .. } => {
                f.write_str(if *with_zone { "timestamp with time zone" } else { "timestamp" })
            }
            Self::Json => f.write_str("JSON"),
            Self::Uuid => f.write_str("UUID"),
            Self::Bytes { limit: Some(limit) } => write!(f, "{limit} bytes"),
            Self::Bytes { limit: None } => f.write_str("bytes"),
            Self::Enum(values) => write!(f, "one of {}", values.join(", ")),
            Self::Other(name) => f.write_str(name),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
