//! Types of columns, as all dialects name them.

use super::cursor::Cursor;
use crate::document::sql::{Dialect, Kind};
use crate::fact::migration::ColumnType;

/// A type, and what it says about its column besides.
pub(super) struct Typed {
    pub(super) kind: ColumnType,
    /// Rows get a value of their own: `serial`.
    pub(super) has_default: bool,
    /// `Nullable(…)` of ClickHouse, and what is none there; nothing elsewhere.
    pub(super) is_nullable: Option<bool>,
}

/// Words that stand behind a column's name where no type does.
const NO_TYPE: [&str; 18] = [
    "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT", "GENERATED", "AS", "COLLATE",
    "COMMENT", "FIRST", "AFTER", "ALIAS", "MATERIALIZED", "CODEC", "ENABLE",
];

/// How deep `Nullable(LowCardinality(…))` is followed.
const DEEPEST: usize = 4;

/// Whether a word names a type of some dialect.
pub(super) fn is_type(word: &[u8]) -> bool {
    let word = String::from_utf8_lossy(word).to_ascii_lowercase();
    !matches!(known(&word, &[], Dialect::Unknown), None | Some(ColumnType::Other(_)))
        || matches!(word.as_str(), "double" | "character" | "national" | "enum" | "set" | "interval" | "nullable")
}

/// Takes a type.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Typed {
    let none = Typed { kind: ColumnType::Unknown, has_default: false, is_nullable: None };
    if cursor.is_done() || cursor.is_one_of(&NO_TYPE) {
        return none;
    }
    let dialect = cursor.dialect();
    let is_click_house = dialect == Dialect::ClickHouse;
    let Some(mut base) = base(cursor) else { return none };
    let mut group = cursor.group();
    if super::built::is_open(&base) {
        return none;
    }
    let mut is_nullable = is_click_house.then_some(false);
    for _ in 0..DEEPEST {
        let Some(inner) = group.as_mut().filter(|_| matches!(base.as_str(), "nullable" | "lowcardinality")) else {
            break;
        };
        if base == "nullable" {
            is_nullable = Some(true);
        }
        let Some(next) = self::base(inner) else { break };
        base = next;
        group = inner.group();
    }
    let kind = rest(cursor, &base, group, dialect);
    let is_serial = dialect != Dialect::Sqlite && is_serial(&base);
    let has_default = is_serial || is_click_house && is_nullable != Some(true) || base == "rowversion";
    Typed { kind, has_default, is_nullable }
}

/// The name of a type, in small letters, of several words where it has them.
fn base(cursor: &mut Cursor<'_>) -> Option<String> {
    if !matches!(cursor.kind()?, Kind::Word | Kind::Name | Kind::Open) {
        return None;
    }
    let mut base = cursor.qualified()?.key();
    let more: &[&str] = match base.as_str() {
        "double" => &["PRECISION"],
        "character" | "char" | "nchar" | "bit" | "binary" => &["VARYING", "BYTE"],
        "national" => &["CHARACTER", "CHAR", "VARCHAR"],
        "long" => &["RAW", "VARCHAR", "VARBINARY"],
        "unsigned" | "signed" => &["INTEGER", "INT", "BIGINT"],
        _ => &[],
    };
    if let Some(word) = more.iter().find(|word| cursor.eat(word)) {
        base.push(' ');
        base.push_str(&word.to_ascii_lowercase());
        if base.starts_with("national ") && cursor.eat("VARYING") {
            base.push_str(" varying");
        }
    }
    Some(base)
}

/// What stands behind the name and the parentheses of a type.
fn rest(cursor: &mut Cursor<'_>, base: &str, group: Option<Cursor<'_>>, dialect: Dialect) -> ColumnType {
    let written = group.map(|group| group.written());
    if let (true, Some(group)) = (base.starts_with("enum"), group) {
        let values = group.items().into_iter().filter_map(|mut item| Some((item.string()?, item)));
        return ColumnType::Enum(values.map(|(token, item)| item.content(token)).collect());
    }
    let items = group.map(|group| group.items()).unwrap_or_default();
    let args: Vec<u64> = items.iter().filter_map(|item| String::from_utf8_lossy(item.text(0)).parse().ok()).collect();
    let mut kind = known(base, &args, dialect).unwrap_or_else(|| {
        ColumnType::Other(written.map_or_else(|| base.to_owned(), |args| format!("{base}({})", args.to_lowercase())))
    });
    zone(cursor, base, &mut kind);
    if base == "interval" {
        while cursor.eat_one_of(&["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO"]) {
            cursor.group();
        }
    }
    while cursor.is_one_of(&["UNSIGNED", "SIGNED", "ZEROFILL"]) {
        if let (ColumnType::Integer { unsigned, .. }, false) = (&mut kind, cursor.is("SIGNED")) {
            *unsigned = true;
        }
        cursor.next();
    }
    if array(cursor) {
        kind = ColumnType::Other(format!("{base}[]"));
    }
    kind
}

fn zone(cursor: &mut Cursor<'_>, base: &str, kind: &mut ColumnType) {
    let is_with = cursor.eat_all(&["WITH", "TIME", "ZONE"]) || cursor.eat_all(&["WITH", "LOCAL", "TIME", "ZONE"]);
    let is_said = is_with || cursor.eat_all(&["WITHOUT", "TIME", "ZONE"]);
    if let (ColumnType::Timestamp { with_zone, .. }, true) = (&mut *kind, is_said) {
        *with_zone = is_with;
    }
    if base == "time" && is_with {
        *kind = ColumnType::Other("timetz".to_owned());
    }
}

fn array(cursor: &mut Cursor<'_>) -> bool {
    let mut is_array = cursor.eat("ARRAY");
    while cursor.eat_mark(b'[') {
        is_array = true;
        while !cursor.is_done() && !cursor.eat_mark(b']') {
            cursor.next();
        }
    }
    is_array
}

const fn text(limit: Option<u64>) -> Option<ColumnType> {
    Some(ColumnType::Text { limit })
}

const fn bytes(limit: Option<u64>) -> Option<ColumnType> {
    Some(ColumnType::Bytes { limit })
}

const fn integer(bytes: u8) -> Option<ColumnType> {
    Some(ColumnType::Integer { bytes, unsigned: false })
}

const fn unsigned(bytes: u8) -> Option<ColumnType> {
    Some(ColumnType::Integer { bytes, unsigned: true })
}

const fn float(bytes: u8) -> Option<ColumnType> {
    Some(ColumnType::Float { bytes })
}

/// A type by its name. One table for all dialects; where they differ, the dialect decides, and if it is not known, the smaller claim.
fn known(base: &str, args: &[u64], dialect: Dialect) -> Option<ColumnType> {
    use Dialect::{ClickHouse, MySql, Oracle, PostgreSql, SqlServer, Sqlite};
    if dialect == Sqlite {
        return affinity(base, args);
    }
    let first = args.first().copied();
    let is_my_sql = dialect == MySql;
    let limit = |bytes: u64| is_my_sql.then_some(bytes);
    match base {
        "int" | "integer" if dialect == Oracle => Some(ColumnType::Decimal(Some((38, 0)))),
        "int" | "integer" | "int4" | "serial" | "serial4" | "int32" => integer(4),
        "bigint" | "bigserial" | "serial8" | "int64" => integer(8),
        "int8" if dialect == ClickHouse => integer(1),
        "int8" => integer(8),
        "smallint" | "int2" | "smallserial" | "serial2" | "int16" => integer(2),
        "mediumint" | "int3" | "middleint" => integer(3),
        "tinyint" if dialect == SqlServer => unsigned(1),
        "tinyint" => integer(1),
        "uint8" => unsigned(1),
        "uint16" => unsigned(2),
        "uint32" | "unsigned integer" | "unsigned int" => unsigned(4),
        "uint64" | "unsigned bigint" => unsigned(8),
        "bool" | "boolean" if is_my_sql => integer(1),
        "bool" | "boolean" => Some(ColumnType::Boolean),
        "bit" if dialect == SqlServer || is_my_sql && first.unwrap_or(1) == 1 => Some(ColumnType::Boolean),
        "text" | "ntext" | "clob" | "nclob" | "citext" | "string" => text(limit(65_535)),
        "tinytext" => text(limit(255)),
        "mediumtext" => text(limit(16_777_215)),
        "longtext" => text(limit(4_294_967_295)),
        "char" | "character" | "nchar" | "bpchar" | "national char" | "national character" => {
            text(Some(first.unwrap_or(1)))
        }
        "varchar"
        | "character varying"
        | "char varying"
        | "nvarchar"
        | "varchar2"
        | "nvarchar2"
        | "national varchar"
        | "national char varying"
        | "national character varying"
        | "nchar varying" => varchar(first, dialect),
        "decimal" | "numeric" | "dec" | "fixed" | "number" => Some(decimal(args, dialect)),
        "money" => Some(ColumnType::Decimal(Some((19, if dialect == PostgreSql { 2 } else { 4 })))),
        "smallmoney" => Some(ColumnType::Decimal(Some((10, 4)))),
        "float4" | "float32" | "binary_float" => float(4),
        "real" if is_my_sql => float(8),
        "real" => float(4),
        "float8" | "float64" | "double" | "double precision" | "binary_double" => float(8),
        "float" => float(if first.is_some_and(|bits| bits <= 24) || is_my_sql && first.is_none() { 4 } else { 8 }),
        "date" if dialect == Oracle => Some(ColumnType::Timestamp { with_zone: false, precision: Some(0) }),
        "date" | "date32" => Some(ColumnType::Date),
        "time" => Some(ColumnType::Time),
        "timestamp" if dialect == SqlServer => Some(ColumnType::Other("rowversion".to_owned())),
        "timestamp" => timestamp(is_my_sql, first),
        "datetime" | "datetime2" | "smalldatetime" | "datetime64" => timestamp(false, first),
        "timestamptz" | "datetimeoffset" => timestamp(true, first),
        "json" | "jsonb" => Some(ColumnType::Json),
        "uuid" | "uniqueidentifier" => Some(ColumnType::Uuid),
        "bytea" | "image" | "long raw" | "bytes" => bytes(None),
        "blob" => bytes(limit(65_535)),
        "tinyblob" => bytes(limit(255)),
        "mediumblob" => bytes(limit(16_777_215)),
        "longblob" => bytes(limit(4_294_967_295)),
        "binary" => bytes(Some(first.unwrap_or(1))),
        "varbinary" | "raw" | "binary varying" | "fixedstring" => bytes(first),
        _ => None,
    }
}

/// A number that is counted up by itself; not to SQLite, which takes any word for a type.
fn is_serial(base: &str) -> bool {
    matches!(base, "serial" | "bigserial" | "smallserial" | "serial2" | "serial4" | "serial8")
}

/// SQLite keeps any length and any size, whatever the type says.
fn affinity(base: &str, args: &[u64]) -> Option<ColumnType> {
    if is_serial(base) {
        return None;
    }
    match known(base, args, Dialect::Unknown)? {
        ColumnType::Integer { .. } => integer(8),
        ColumnType::Float { .. } => float(8),
        ColumnType::Text { .. } => text(None),
        ColumnType::Bytes { .. } => bytes(None),
        ColumnType::Decimal(_) => Some(ColumnType::Decimal(None)),
        other => Some(other),
    }
}

fn varchar(first: Option<u64>, dialect: Dialect) -> Option<ColumnType> {
    // SQL Server: one character where nothing is said; `max` is no number.
    let is_bare = first.is_none() && dialect == Dialect::SqlServer;
    text(if is_bare { None } else { first })
}

const fn timestamp(with_zone: bool, precision: Option<u64>) -> Option<ColumnType> {
    let precision = match precision {
        Some(digits) if digits <= 9 => Some(digits as u32),
        _ => None,
    };
    Some(ColumnType::Timestamp { with_zone, precision })
}

fn decimal(args: &[u64], dialect: Dialect) -> ColumnType {
    let number = |at: usize| args.get(at).and_then(|one| u32::try_from(*one).ok());
    let bare = match dialect {
        Dialect::MySql => Some((10, 0)),
        Dialect::SqlServer => Some((18, 0)),
        _ => None,
    };
    ColumnType::Decimal(number(0).map(|digits| (digits, number(1).unwrap_or(0))).or(bare))
}
