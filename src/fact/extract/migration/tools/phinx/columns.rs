//! Columns of Phinx. (<https://book.cakephp.org/phinx/0/en/migrations.html#valid-column-types>)

use super::Phinx;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::parts;
use crate::fact::extract::migration::language::types::{Size, integer, of_word};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType};

impl<'t> Phinx<'t> {
    /// `addColumn('age', 'integer', ['null' => false])`.
    pub(super) fn column(&self, call: &Call<'t>) -> Option<Column> {
        let options = self.value_at(call, 2);
        let is_counted = options.get("identity").is_some_and(Value::is_true);
        Some(Column {
            name: self.text_at(call, 0)?,
            kind: self.kind(call, &options),
            is_nullable: options.get("null") != Some(&Value::Bool(false)) && !is_counted,
            has_default: is_counted || options.get("default").is_some_and(|default| *default != Value::Nil),
        })
    }

    /// The type in the second argument of a call, with the options in the third.
    pub(super) fn kind(&self, call: &Call<'t>, options: &Value) -> ColumnType {
        let Some(word) = self.word(call) else { return ColumnType::Unknown };
        let number = |name: &str| options.get(name).and_then(Value::number);
        let limit = number("limit").or_else(|| number("length"));
        let size = Size { limit, precision: number("precision"), scale: number("scale") };
        let unsigned = options.get("signed") == Some(&Value::Bool(false));
        match word.as_str() {
            "string" => ColumnType::Text { limit: Some(limit.unwrap_or(255)) },
            "char" => ColumnType::Text { limit },
            "text" => ColumnType::Text { limit: None },
            "integer" | "biginteger" | "smallinteger" | "tinyinteger" | "mediuminteger" => {
                let given =
                    call.items.get(2).and_then(|options| self.width(*options)).or_else(|| limit.and_then(width));
                match given.map_or_else(|| of_word(&word, size), integer) {
                    ColumnType::Integer { bytes, .. } => ColumnType::Integer { bytes, unsigned },
                    other => other,
                }
            }
            "float" => ColumnType::Float { bytes: 4 },
            "double" => ColumnType::Float { bytes: 8 },
            "enum" => {
                options.get("values").cloned().and_then(Value::texts).map_or(ColumnType::Unknown, ColumnType::Enum)
            }
            "datetime" | "timestamp" => size.timestamp(options.get("timezone").is_some_and(Value::is_true)),
            "binaryuuid" | "uuid" => ColumnType::Uuid,
            "blob" | "tinyblob" | "mediumblob" | "longblob" | "binary" | "varbinary" => ColumnType::Bytes { limit },
            word => of_word(word, size),
        }
    }

    /// `'string'`, `AdapterInterface::PHINX_TYPE_STRING`, `Column::STRING`.
    fn word(&self, call: &Call<'t>) -> Option<String> {
        let node = call.items.get(1)?;
        if let Some(word) = self.scope.text(*node) {
            return Some(word.to_ascii_lowercase());
        }
        let constant = self.scope.code.text(*node).rsplit_once("::")?.1;
        let word = constant.strip_prefix("PHINX_TYPE_").or_else(|| constant.strip_prefix("TYPE_")).unwrap_or(constant);
        Some(word.to_ascii_lowercase().replace('_', ""))
    }

    /// The bytes that a constant of MySQL's adapter names: `['limit' => MysqlAdapter::INT_TINY]`.
    fn width(&self, options: Node<'t>) -> Option<u8> {
        for entry in parts(options) {
            let [name, value] = parts(entry)[..] else { continue };
            if self.scope.text(name).as_deref() != Some("limit") {
                continue;
            }
            return Some(match self.scope.code.text(value).rsplit_once("::")?.1 {
                "INT_TINY" => 1,
                "INT_SMALL" => 2,
                "INT_MEDIUM" => 3,
                "INT_REGULAR" => 4,
                "INT_BIG" => 8,
                _ => return None,
            });
        }
        None
    }
}

/// The bytes of an integer whose limit is its largest value; a small limit is only the digits that are shown.
fn width(limit: u64) -> Option<u8> {
    match limit {
        255 => Some(1),
        65_535 => Some(2),
        16_777_215 => Some(3),
        _ => None,
    }
}
