//! Fields of models as columns.

use super::Django;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::types::{Size, integer};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType};

/// What a field is to the database.
pub(super) enum Field {
    /// A column.
    Column {
        /// What it is like.
        column: Column,
        /// Whether the database is told that it refers to another table.
        refers: bool,
        /// Whether it must be unique.
        is_unique: bool,
    },
    /// A table of its own, between two others.
    Table,
    /// Nothing: the value is worked out, or kept elsewhere.
    Nothing,
}

impl<'t> Django<'t> {
    /// What a field of this name comes to.
    pub(super) fn field(&self, name: &str, node: Node<'t>) -> Field {
        let unknown =
            || Field::Column { column: Column::new(name, ColumnType::Unknown), refers: false, is_unique: false };
        let Some(call) = Call::of(self.scope.code, node).filter(|_| node.kind() == "call") else { return unknown() };
        let is = |part: &str| call.name.contains(part);
        if is("ManyToMany") || is("M2M") {
            return if call.option("through").is_some() { Field::Nothing } else { Field::Table };
        }
        if is("GenericRelation") || is("GenericForeignKey") || is("TaggableManager") || is("SpecField") {
            return Field::Nothing;
        }
        let refers = is("ForeignKey") || is("OneToOne") || call.name == "ParentalKey";
        let column = self.column(name, &call, refers);
        let is_unique = is("OneToOne") || self.is_set(&call, "unique");
        Field::Column {
            column,
            refers: refers && self.option(&call, "db_constraint") != Some(Value::Bool(false)),
            is_unique,
        }
    }

    fn column(&self, name: &str, call: &Call<'t>, refers: bool) -> Column {
        let given = self.option(call, "db_column").and_then(Value::text);
        let plain = if refers { format!("{name}_id") } else { name.to_owned() };
        let is_key = self.is_set(call, "primary_key");
        Column {
            name: given.unwrap_or(plain),
            kind: if refers { ColumnType::Unknown } else { self.kind(call) },
            is_nullable: !is_key && (self.is_set(call, "null") || call.name == "NullBooleanField" || call.is_open),
            // Django fills rows with a `default` while it adds the column, but takes it out of the database again.
            has_default: call.option("db_default").is_some()
                || call.name.contains("AutoField")
                || call.name == "GeneratedField",
        }
    }

    /// The value of an argument, where it is given.
    pub(super) fn option(&self, call: &Call<'t>, name: &str) -> Option<Value> {
        call.option(name).map(|node| self.scope.value(node))
    }

    /// Whether an argument is certainly true.
    pub(super) fn is_set(&self, call: &Call<'t>, name: &str) -> bool {
        self.option(call, name).is_some_and(|value| value.is_true())
    }

    /// The type of a field's column. What applications define themselves may be anything.
    pub(super) fn kind(&self, call: &Call<'t>) -> ColumnType {
        let number = |name: &str| self.option(call, name).and_then(|value| value.number());
        let limit = number("max_length");
        let text = |usual: Option<u64>| ColumnType::Text { limit: limit.or(usual) };
        match call.name {
            "CharField" | "CICharField" => text(None),
            "TextField" | "CITextField" | "RichTextField" => ColumnType::Text { limit: None },
            "SlugField" => text(Some(50)),
            "EmailField" => text(Some(254)),
            "URLField" => text(Some(200)),
            "FileField" | "ImageField" | "FilePathField" => text(Some(100)),
            "SmallIntegerField" | "SmallAutoField" => integer(2),
            "IntegerField" | "AutoField" => integer(4),
            "BigIntegerField" | "BigAutoField" => integer(8),
            "PositiveSmallIntegerField" => ColumnType::Integer { bytes: 2, unsigned: true },
            "PositiveIntegerField" => ColumnType::Integer { bytes: 4, unsigned: true },
            "PositiveBigIntegerField" => ColumnType::Integer { bytes: 8, unsigned: true },
            "BooleanField" | "NullBooleanField" => ColumnType::Boolean,
            "DecimalField" => {
                Size { limit: None, precision: number("max_digits"), scale: number("decimal_places") }.decimal()
            }
            "FloatField" => ColumnType::Float { bytes: 8 },
            "DateField" => ColumnType::Date,
            "TimeField" => ColumnType::Time,
            "DateTimeField" => Size::default().timestamp(true),
            "JSONField" => ColumnType::Json,
            "UUIDField" => ColumnType::Uuid,
            "BinaryField" => ColumnType::Bytes { limit },
            "DurationField" => ColumnType::Other("interval".to_owned()),
            "GenericIPAddressField" => ColumnType::Other("inet".to_owned()),
            "HStoreField" => ColumnType::Other("hstore".to_owned()),
            _ => ColumnType::Unknown,
        }
    }
}
