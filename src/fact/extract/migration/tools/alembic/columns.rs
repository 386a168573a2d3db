//! Columns and types of SQLAlchemy. (<https://docs.sqlalchemy.org/en/20/core/types.html>)

use super::{Alembic, call_of};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::types::Size;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType};

/// A column with what comes along.
pub(super) struct Described {
    /// The column itself.
    pub(super) column: Column,
    /// Whether it has a foreign key.
    pub(super) refers: bool,
    /// Whether it must be unique.
    pub(super) is_unique: bool,
    /// Whether it has an index.
    pub(super) has_index: bool,
}

impl<'t> Alembic<'t> {
    /// `sa.Column("age", sa.Integer(), nullable=False)`.
    pub(super) fn column(&self, node: Node<'t>) -> Option<Described> {
        let node = match node.kind() {
            "identifier" => self.scope.assignment(self.scope.code.text(node))?,
            _ => node,
        };
        let call = call_of(self.scope.code, node).filter(|call| call.name == "Column")?;
        let name = self.text(&call, 0, "name")?;
        let is_set = |name: &str| self.option(&call, name).is_some_and(|value| value.is_true());
        let holds = |name: &str| {
            let parts = call.items.iter().filter_map(|item| call_of(self.scope.code, *item));
            parts.into_iter().any(|part| part.name == name)
        };
        let is_key = is_set("primary_key");
        let default = self.option(&call, "server_default").is_some_and(|default| default != Value::Nil);
        let kind = call.argument_at(1, "type_").map_or(ColumnType::Unknown, |node| self.kind(node));
        let counts = is_key
            && matches!(kind, ColumnType::Integer { .. })
            && self.option(&call, "autoincrement") != Some(Value::Bool(false));
        let column = Column {
            name,
            is_nullable: !is_key && self.option(&call, "nullable") != Some(Value::Bool(false)),
            has_default: default || counts || holds("Identity") || holds("Computed"),
            kind,
        };
        Some(Described { column, refers: holds("ForeignKey"), is_unique: is_set("unique"), has_index: is_set("index") })
    }

    /// The type that an expression is: a class, or an instance of one.
    pub(super) fn kind(&self, node: Node<'t>) -> ColumnType {
        let code = self.scope.code;
        match node.kind() {
            "call" => match Call::of(code, node) {
                Some(call) if call.name == "with_variant" => {
                    call.receiver.map_or(ColumnType::Unknown, |own| self.kind(own))
                }
                Some(call) => self.kind_of(call.name, Some(&call)),
                None => ColumnType::Unknown,
            },
            "attribute" => self.kind_of(code.field(node, "attribute"), None),
            "identifier" => match self.scope.assignment(code.text(node)) {
                // One step only: what is assigned may name itself.
                Some(value) if value.kind() == "call" => {
                    call_of(code, value).map_or(ColumnType::Unknown, |call| self.kind_of(call.name, Some(&call)))
                }
                _ => self.kind_of(code.text(node), None),
            },
            _ => ColumnType::Unknown,
        }
    }

    fn kind_of(&self, word: &str, call: Option<&Call<'t>>) -> ColumnType {
        let number = |place: usize, name: &str| {
            let argument = call.and_then(|call| call.argument_at(place, name))?;
            self.scope.value(argument).number()
        };
        let is_set = |name: &str| call.is_some_and(|call| self.option(call, name).is_some_and(|value| value.is_true()));
        let whole = |bytes| ColumnType::Integer { bytes, unsigned: is_set("unsigned") };
        match word {
            "String" | "Unicode" | "VARCHAR" | "NVARCHAR" | "CHAR" | "NCHAR" | "AutoString" => {
                ColumnType::Text { limit: number(0, "length") }
            }
            "Text" | "UnicodeText" | "TEXT" | "CLOB" | "MEDIUMTEXT" | "LONGTEXT" | "CITEXT" => {
                ColumnType::Text { limit: number(0, "length") }
            }
            "SmallInteger" | "SMALLINT" => whole(2),
            "TINYINT" => whole(1),
            "MEDIUMINT" => whole(3),
            "Integer" | "INTEGER" | "INT" => whole(4),
            "BigInteger" | "BIGINT" => whole(8),
            "Numeric" | "NUMERIC" | "DECIMAL" => {
                Size { limit: None, precision: number(0, "precision"), scale: number(1, "scale") }.decimal()
            }
            "Float" | "FLOAT" => {
                ColumnType::Float { bytes: if number(0, "precision").is_some_and(|bits| bits <= 24) { 4 } else { 8 } }
            }
            "Double" | "DOUBLE" | "DOUBLE_PRECISION" => ColumnType::Float { bytes: 8 },
            "REAL" => ColumnType::Float { bytes: 4 },
            "Boolean" | "BOOLEAN" => ColumnType::Boolean,
            "Date" | "DATE" => ColumnType::Date,
            "Time" | "TIME" => ColumnType::Time,
            "DateTime" | "TIMESTAMP" | "DATETIME" => {
                let with_zone = is_set("timezone") || self.first_is_true(call);
                Size { precision: number(9, "precision").or_else(|| number(9, "fsp")), ..Size::default() }
                    .timestamp(with_zone)
            }
            "JSON" | "JSONB" => ColumnType::Json,
            "UUID" | "Uuid" => ColumnType::Uuid,
            "LargeBinary" | "BYTEA" | "BLOB" | "VARBINARY" | "BINARY" | "LONGBLOB" => {
                ColumnType::Bytes { limit: number(0, "length") }
            }
            "Enum" | "ENUM" => call.map_or(ColumnType::Unknown, |call| self.values(call)),
            "Interval" | "INTERVAL" | "TSVECTOR" | "INET" | "CIDR" | "HSTORE" | "ARRAY" | "BIT" | "MONEY" | "OID"
            | "MACADDR" => ColumnType::Other(word.to_lowercase()),
            _ => ColumnType::Unknown,
        }
    }

    fn first_is_true(&self, call: Option<&Call<'t>>) -> bool {
        call.and_then(|call| call.items.first()).is_some_and(|first| self.scope.value(*first).is_true())
    }

    /// The values of `sa.Enum("a", "b", name="status")`.
    fn values(&self, call: &Call<'t>) -> ColumnType {
        let values: Option<Vec<_>> = call.items.iter().map(|item| self.scope.text(*item)).collect();
        match values {
            Some(values) if !values.is_empty() && !call.is_open => ColumnType::Enum(values),
            _ => ColumnType::Unknown,
        }
    }
}
