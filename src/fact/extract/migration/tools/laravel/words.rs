//! The words of a blueprint for columns. (<https://laravel.com/docs/migrations#available-column-types>)

use super::Laravel;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::types::{Size, integer};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType};

/// The length of strings where none is given.
const USUAL_LENGTH: u64 = 255;

impl<'t> Laravel<'t> {
    /// The columns that a word adds; none where it is no word for columns, or their names are only known at run time.
    pub(super) fn columns(&self, call: &Call<'t>) -> Option<Vec<Column>> {
        let optional = |name: &str, kind| Column::new(name, kind);
        let precise = |place, with_zone| self.time(call, place, with_zone);
        let named = |usual: &str| match call.argument_at(0, "column") {
            Some(node) => self.scope.text(node),
            None => Some(usual.to_owned()),
        };
        Some(match call.name {
            "id" => vec![self.counted(named("id")?, 8)],
            "timestamps" | "nullableTimestamps" | "datetimes" => {
                vec![optional("created_at", precise(0, false)), optional("updated_at", precise(0, false))]
            }
            "timestampsTz" | "nullableTimestampsTz" => {
                vec![optional("created_at", precise(0, true)), optional("updated_at", precise(0, true))]
            }
            "softDeletes" | "softDeletesDatetime" => vec![Column::new(named("deleted_at")?, precise(1, false))],
            "softDeletesTz" => vec![Column::new(named("deleted_at")?, precise(1, true))],
            "rememberToken" => vec![optional("remember_token", ColumnType::Text { limit: Some(100) })],
            "morphs"
            | "numericMorphs"
            | "nullableMorphs"
            | "nullableNumericMorphs"
            | "uuidMorphs"
            | "nullableUuidMorphs"
            | "ulidMorphs"
            | "nullableUlidMorphs" => self.morphs(call)?,
            "addColumn" => {
                let word = self.text_at(call, 0, "type")?;
                vec![Column {
                    kind: crate::fact::extract::migration::language::types::of_word(&word, Size::default()),
                    ..self.plain(self.text_at(call, 1, "name")?)
                }]
            }
            "ipAddress" => {
                vec![Column { kind: ColumnType::Text { limit: Some(45) }, ..self.plain(named("ip_address")?) }]
            }
            "macAddress" => {
                vec![Column { kind: ColumnType::Text { limit: Some(17) }, ..self.plain(named("mac_address")?) }]
            }
            word if word.ends_with("ncrements") => {
                let bytes = match word {
                    "bigIncrements" => 8,
                    "mediumIncrements" => 3,
                    "smallIncrements" => 2,
                    "tinyIncrements" => 1,
                    _ => 4,
                };
                vec![self.counted(self.text_at(call, 0, "column")?, bytes)]
            }
            "foreignIdFor" => vec![Column { kind: ColumnType::Unknown, ..self.plain(self.model_key(call)?) }],
            _ => {
                let kind = self.kind(call)?;
                vec![Column { kind, ..self.plain(self.text_at(call, 0, "column")?) }]
            }
        })
    }

    /// The column that `foreignIdFor(User::class)` adds: `user_id`.
    fn model_key(&self, call: &Call<'t>) -> Option<String> {
        if let Some(column) = call.argument_at(1, "column") {
            return self.scope.text(column);
        }
        let class = self.scope.code.text(call.argument_at(0, "model")?).strip_suffix("::class")?;
        let mut name = String::new();
        for c in class.rsplit('\\').next()?.chars() {
            if c.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        }
        Some(name + "_id")
    }

    /// Columns must be filled unless they are said to be `nullable`.
    fn plain(&self, name: String) -> Column {
        Column { is_nullable: false, ..Column::new(name, ColumnType::Unknown) }
    }

    fn counted(&self, name: String, bytes: u8) -> Column {
        Column { kind: ColumnType::Integer { bytes, unsigned: true }, has_default: true, ..self.plain(name) }
    }

    fn time(&self, call: &Call<'t>, place: usize, with_zone: bool) -> ColumnType {
        let precision = self.value_at(call, place, "precision").and_then(|value| value.number());
        Size { precision, ..Size::default() }.timestamp(with_zone)
    }

    /// The two columns that say what kind of thing is meant, and which one.
    fn morphs(&self, call: &Call<'t>) -> Option<Vec<Column>> {
        let name = self.text_at(call, 0, "name")?;
        let kind = match call.name {
            word if word.contains("uid") || word.contains("Uuid") => ColumnType::Uuid,
            word if word.contains("ulid") || word.contains("Ulid") => ColumnType::Text { limit: Some(26) },
            _ => ColumnType::Integer { bytes: 8, unsigned: true },
        };
        let is_nullable = call.name.starts_with("nullable");
        let text = ColumnType::Text { limit: Some(USUAL_LENGTH) };
        let column = |suffix, kind| Column { is_nullable, ..Column::new(format!("{name}_{suffix}"), kind) };
        Some(vec![column("type", text), column("id", kind)])
    }

    /// The type that a word means.
    fn kind(&self, call: &Call<'t>) -> Option<ColumnType> {
        let number = |place, name| self.value_at(call, place, name).and_then(|value| value.number());
        let unsigned = |bytes| ColumnType::Integer { bytes, unsigned: true };
        let is_unsigned = || self.value_at(call, 2, "unsigned").is_some_and(|value| value.is_true());
        let whole = |bytes| if is_unsigned() { unsigned(bytes) } else { integer(bytes) };
        Some(match call.name {
            "string" | "char" => ColumnType::Text { limit: Some(number(1, "length").unwrap_or(USUAL_LENGTH)) },
            "text" | "mediumText" | "longText" | "tinyText" => ColumnType::Text { limit: None },
            "integer" => whole(4),
            "bigInteger" => whole(8),
            "mediumInteger" => whole(3),
            "smallInteger" => whole(2),
            "tinyInteger" => whole(1),
            "unsignedInteger" => unsigned(4),
            "unsignedBigInteger" | "foreignId" => unsigned(8),
            "unsignedMediumInteger" => unsigned(3),
            "unsignedSmallInteger" => unsigned(2),
            "unsignedTinyInteger" => unsigned(1),
            "decimal" | "unsignedDecimal" => Size {
                limit: None,
                precision: Some(number(1, "total").unwrap_or(8)),
                scale: Some(number(2, "places").unwrap_or(2)),
            }
            .decimal(),
            "float" | "double" | "unsignedFloat" | "unsignedDouble" => ColumnType::Float { bytes: 8 },
            "boolean" => ColumnType::Boolean,
            "date" => ColumnType::Date,
            "time" | "timeTz" => ColumnType::Time,
            "dateTime" | "datetime" | "timestamp" => self.time(call, 1, false),
            "dateTimeTz" | "timestampTz" => self.time(call, 1, true),
            "json" | "jsonb" => ColumnType::Json,
            "uuid" | "foreignUuid" => ColumnType::Uuid,
            "ulid" | "foreignUlid" => ColumnType::Text { limit: Some(26) },
            "binary" => ColumnType::Bytes { limit: number(1, "length") },
            "enum" => {
                self.value_at(call, 1, "allowed").and_then(Value::texts).map_or(ColumnType::Unknown, ColumnType::Enum)
            }
            "set" | "year" | "geometry" | "point" | "lineString" | "polygon" | "multiPoint" | "multiPolygon"
            | "geography" | "geometryCollection" | "vector" | "computed" | "tsvector" => {
                ColumnType::Other(call.name.to_lowercase())
            }
            _ => return None,
        })
    }
}
