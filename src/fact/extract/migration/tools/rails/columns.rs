//! Columns as Rails' commands describe them.

use super::Rails;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::types::{Size, integer, of_word};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Operation};

/// A column that refers to another table, with all that comes with it.
pub(super) struct Reference {
    /// `user_id`, and `user_type` where any kind of thing may be meant.
    pub(super) columns: Vec<Column>,
    /// Its index, its foreign key.
    pub(super) others: Vec<Operation>,
}

impl<'t> Rails<'t> {
    /// An option, where it is given.
    pub(super) fn option(&self, call: &Call<'t>, name: &str) -> Option<Value> {
        call.option(name).map(|node| self.scope.value(node))
    }

    /// A table, as a command names it.
    pub(super) fn table_at(&self, call: &Call<'t>, place: usize) -> Option<Name> {
        call.items.get(place).and_then(|node| self.scope.text(*node)).map(|text| Name::dotted(&text))
    }

    /// A name, as a command gives it.
    pub(super) fn name_at(&self, call: &Call<'t>, place: usize) -> Option<String> {
        call.items.get(place).and_then(|node| self.scope.text(*node))
    }

    /// Names, one or several, in one argument.
    pub(super) fn names_at(&self, call: &Call<'t>, place: usize) -> Option<Vec<String>> {
        call.items.get(place).and_then(|node| self.scope.value(*node).texts())
    }

    /// The name that an index or a constraint is given.
    pub(super) fn given_name(&self, call: &Call<'t>) -> Option<String> {
        self.option(call, "name").and_then(Value::text)
    }

    /// A column of a type.
    pub(super) fn column(&self, call: &Call<'t>, name: String, word: &str) -> Column {
        let default = self.option(call, "default");
        Column {
            name,
            kind: self.kind(call, word),
            is_nullable: self.option(call, "null") != Some(Value::Bool(false)) && !self.is_set(call, "primary_key"),
            has_default: default.is_some_and(|default| default != Value::Nil) || word == "virtual",
        }
    }

    /// Whether an option is certainly on.
    pub(super) fn is_set(&self, call: &Call<'t>, name: &str) -> bool {
        self.option(call, name).is_some_and(|value| value.is_true())
    }

    fn number(&self, call: &Call<'t>, name: &str) -> Option<u64> {
        self.option(call, name).and_then(|value| value.number())
    }

    /// What a word for a type means with the options of a command.
    pub(super) fn kind(&self, call: &Call<'t>, word: &str) -> ColumnType {
        let size = Size {
            limit: self.number(call, "limit"),
            precision: self.number(call, "precision"),
            scale: self.number(call, "scale"),
        };
        if self.is_set(call, "array") {
            return ColumnType::Other(format!("{word}[]"));
        }
        let kind = match word {
            "primary_key" => integer(8),
            "unsigned_integer" => ColumnType::Integer { bytes: 4, unsigned: true },
            "unsigned_bigint" => ColumnType::Integer { bytes: 8, unsigned: true },
            "enum" => match self.option(call, "enum_type").or_else(|| self.option(call, "enum_name")) {
                Some(Value::Text(name)) => ColumnType::Other(name),
                _ => ColumnType::Unknown,
            },
            "virtual" => {
                self.option(call, "type").and_then(Value::text).map_or(ColumnType::Unknown, |word| of_word(&word, size))
            }
            _ => of_word(word, size),
        };
        let unsigned = self.is_set(call, "unsigned");
        match kind {
            ColumnType::Integer { bytes, .. } if bytes <= 4 && size.limit.is_some() => {
                ColumnType::Integer { bytes: width(size.limit.unwrap_or(4)), unsigned }
            }
            ColumnType::Integer { bytes, .. } if unsigned => ColumnType::Integer { bytes, unsigned },
            ColumnType::Float { .. } if size.limit.is_some_and(|limit| limit <= 24) => ColumnType::Float { bytes: 4 },
            kind => kind,
        }
    }

    /// `references :user`, `add_reference :posts, :user`.
    pub(super) fn reference(&self, call: &Call<'t>, table: &Name, name: &str) -> Reference {
        let word = self.option(call, "type").and_then(Value::text).unwrap_or_else(|| self.identifier().to_owned());
        let mut id = self.column(call, format!("{name}_id"), &word);
        let mut names = vec![id.name.clone()];
        let polymorphic = self.option(call, "polymorphic").is_some_and(|value| value != Value::Bool(false));
        if polymorphic {
            // A default would be the type's.
            id.has_default = false;
        }
        let mut columns = vec![id];
        if polymorphic {
            columns.push(self.column(call, format!("{name}_type"), "string"));
            columns.rotate_left(1);
            names.insert(0, format!("{name}_type"));
        }
        let mut others = self.reference_index(call, table, &names);
        let refers =
            self.option(call, "foreign_key").is_some_and(|value| value != Value::Bool(false) && value != Value::Nil);
        if refers && !polymorphic {
            others.push(Operation::AddConstraint {
                table: table.clone(),
                name: None,
                kind: Constraint::ForeignKey,
                columns: names,
                checks_rows: true,
            });
        }
        Reference { columns, others }
    }

    /// Whether `timestamps` may be empty, as they could be before Rails 5.
    pub(super) fn has_optional_times(&self, call: &Call<'t>) -> bool {
        self.option(call, "null").map_or(self.version < 50, |null| null == Value::Bool(true))
    }

    fn reference_index(&self, call: &Call<'t>, table: &Name, columns: &[String]) -> Vec<Operation> {
        let index = self.option(call, "index").unwrap_or(Value::Bool(true));
        if matches!(index, Value::Bool(false) | Value::Nil) {
            return Vec::new();
        }
        let name = index.get("name").cloned().and_then(Value::text);
        let is_unique = index.get("unique").is_some_and(Value::is_true);
        vec![index_of(table.clone(), name, columns.to_vec(), is_unique)]
    }
}

/// An index; one that is unique is a constraint.
pub(super) fn index_of(table: Name, name: Option<String>, columns: Vec<String>, is_unique: bool) -> Operation {
    if is_unique {
        Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true }
    } else {
        Operation::CreateIndex { table, name, columns }
    }
}

/// How many bytes an integer of this `limit` takes.
fn width(limit: u64) -> u8 {
    match limit {
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        _ => 8,
    }
}

/// The two columns that say when a row was made and changed.
pub(super) fn timestamps(is_nullable: bool) -> [Column; 2] {
    ["created_at", "updated_at"].map(|name| Column {
        is_nullable,
        ..Column::new(name, ColumnType::Timestamp { with_zone: false, precision: None })
    })
}
