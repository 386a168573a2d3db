//! Columns of a change: `<column name="id" type="int"><constraints nullable="false"/></column>`.

use super::change::Change;
use super::element::Element;
use crate::fact::extract::migration::language::kinds;
use crate::fact::migration::{Column, ColumnType};

impl Change<'_> {
    /// The columns that stand in a change; none where one has no name that is known.
    pub(super) fn columns(&self) -> Option<Vec<Column>> {
        self.element.all("column").map(|column| self.column(column)).collect()
    }

    fn column(&self, column: &Element) -> Option<Column> {
        let name = self.properties.fill(column.raw("name")?)?;
        let constraints: Vec<_> = column.all("constraints").collect();
        let says = |name, value: &str| {
            constraints.iter().any(|one| one.raw(name).is_some_and(|own| own.eq_ignore_ascii_case(value)))
        };
        let is_required = says("nullable", "false") || says("primaryKey", "true");
        let is_given = column.attributes.iter().any(|(name, _)| name.starts_with("defaultValue"));
        Some(Column {
            is_nullable: !is_required,
            has_default: is_given || column.is("autoIncrement") || column.has(&["generationType", "computed"]),
            ..Column::new(name, self.kind(column.raw("type")))
        })
    }

    /// A type as it is written: of SQL, or of Java.
    pub(super) fn kind(&self, written: Option<&str>) -> ColumnType {
        let Some(written) = written.and_then(|written| self.properties.fill(written)) else {
            return ColumnType::Unknown;
        };
        let written = written.trim().trim_start_matches("java.sql.Types.");
        match written.to_ascii_lowercase().as_str() {
            "currency" => kinds::decimal(Some(19), Some(4)),
            "clob" | "nclob" | "longvarchar" | "longnvarchar" => kinds::text(None),
            "blob" | "longblob" | "longvarbinary" => ColumnType::Bytes { limit: None },
            "number" => ColumnType::Decimal(None),
            _ => kinds::sql(written, self.dialect),
        }
    }
}
