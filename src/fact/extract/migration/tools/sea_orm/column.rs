//! Columns: `ColumnDef::new(Users::Name).string_len(50).not_null()`, or `string_len(Users::Name, 50)`.

use super::Builder;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::kinds;
use crate::fact::extract::migration::language::program::{Chain, Link};
use crate::fact::migration::{Column, ColumnType, Constraint, Name, Operation};

impl<'t> Builder<'_, 't> {
    /// `Table::create().table(…).col(…)`, or `table_auto(…).col(…)`, which adds two columns of its own.
    pub(super) fn create_table(&self) -> Option<Operation> {
        let first = self.chain.links.first()?;
        let is_auto = self.run.program().text(self.chain.root) == "table_auto" && first.name.is_empty();
        let table = if is_auto { self.name(first.argument(0)?)? } else { self.table("table")? };
        let added: Vec<_> = self.steps(&["col"]).map(|step| self.column(step.argument(0)?)).collect();
        let is_complete = added.iter().all(Option::is_some) && !self.has("like");
        let mut columns: Vec<_> = added.into_iter().flatten().collect();
        for name in ["created_at", "updated_at"].into_iter().filter(|_| is_auto) {
            let kind = kinds::timestamp(false, None);
            columns.push(Column { is_nullable: false, has_default: true, ..Column::new(name, kind) });
        }
        Some(Operation::CreateTable { table, columns, is_complete, is_temporary: self.has("temporary") })
    }

    /// A column; none where its name is not known.
    pub(super) fn column(&self, node: Node<'t>) -> Option<Column> {
        let chain = self.run.program().chain(self.run.resolve(node));
        let has = |names: &[&str]| chain.links.iter().any(|link| link.is_call() && names.contains(&link.name));
        let (name, kind, is_required) = self.begun(&chain)?;
        let helper = self.run.program().text(chain.root);
        let is_serial = has(&["auto_increment"]) || matches!(helper, "pk_auto" | "big_pk_auto" | "big_integer_pk_auto");
        let is_nullable = !is_required && !has(&["not_null", "primary_key"]) || has(&["null"]);
        Some(Column {
            is_nullable: is_nullable && !is_serial,
            has_default: is_serial || has(&["default", "generated", "extra"]) && !self.is_only_extra(&chain),
            ..Column::new(name, kind)
        })
    }

    /// Whether what is said besides is no default.
    fn is_only_extra(&self, chain: &Chain<'t>) -> bool {
        let extra = chain.link("extra").and_then(|link| self.run.text(link.argument(0)?)).unwrap_or_default();
        let extra = extra.to_ascii_uppercase();
        !chain.has(&["default", "generated"]) && !extra.contains("DEFAULT") && !extra.contains("GENERATED")
    }

    /// The name and the type of a column, and whether it begins as one that must have a value.
    fn begun(&self, chain: &Chain<'t>) -> Option<(String, ColumnType, bool)> {
        let first = chain.links.first()?;
        if first.name.is_empty() {
            let word = self.run.program().text(chain.root);
            let (kind, is_required) = self.helper(word, first)?;
            return Some((self.iden(first.argument(0)?)?, kind, is_required));
        }
        let new = chain.links.iter().find(|link| matches!(link.name, "new" | "new_with_type"))?;
        let name = self.iden(new.argument(0)?)?;
        let kind = chain.links.iter().filter(|link| link.is_call()).find_map(|link| self.kind(link.name, link, 0));
        Some((name, kind.unwrap_or(ColumnType::Unknown), false))
    }

    /// A function that makes a column: `string_len_null(name, 50)`. Without a word on it, it must have a value.
    fn helper(&self, word: &str, link: &Link<'t>) -> Option<(ColumnType, bool)> {
        let base = word.trim_end_matches("_uniq").trim_end_matches("_null");
        let kind = match base {
            "pk_auto" => kinds::integer(4),
            "big_pk_auto" => kinds::integer(8),
            "pk_uuid" => ColumnType::Uuid,
            _ => self.kind(base, link, 1)?,
        };
        Some((kind, !word.contains("_null")))
    }

    /// The type that a method gives; its sizes begin at an argument.
    fn kind(&self, word: &str, link: &Link<'t>, first: usize) -> Option<ColumnType> {
        let number = |index: usize| link.argument(first + index).and_then(|number| self.run.number(number));
        let is_unsigned = word.contains("unsigned");
        let kind = match word.trim_end_matches("_unsigned") {
            "string" | "text" | "char" | "var_char" => kinds::text(None),
            "string_len" | "char_len" | "var_char_len" => kinds::text(number(0)),
            "tiny_integer" | "tiny_unsigned" => kinds::integer(1),
            "small_integer" | "small_unsigned" => kinds::integer(2),
            "integer" | "unsigned" => kinds::integer(4),
            "big_integer" | "big_unsigned" => kinds::integer(8),
            "tiny" => kinds::integer(1),
            "small" => kinds::integer(2),
            "big" => kinds::integer(8),
            "float" => ColumnType::Float { bytes: 4 },
            "double" => ColumnType::Float { bytes: 8 },
            "decimal" => ColumnType::Decimal(None),
            "decimal_len" => kinds::decimal(number(0), number(1)),
            "money" | "money_len" => kinds::decimal(Some(19), Some(4)),
            "date_time" | "timestamp" => kinds::timestamp(false, None),
            "timestamp_with_time_zone" => kinds::timestamp(true, None),
            "date" => ColumnType::Date,
            "time" => ColumnType::Time,
            "boolean" => ColumnType::Boolean,
            "json" | "json_binary" => ColumnType::Json,
            "uuid" => ColumnType::Uuid,
            "binary" | "blob" => ColumnType::Bytes { limit: None },
            "binary_len" | "var_binary" => ColumnType::Bytes { limit: number(0) },
            "enumeration" => self.enumeration(link, first),
            "custom" => link
                .argument(first)
                .and_then(|name| self.iden(name))
                .map_or(ColumnType::Unknown, |name| kinds::sql(&name, self.dialect)),
            "year" | "interval" | "cidr" | "inet" | "mac_address" | "ltree" | "array" | "bit" | "varbit" => {
                kinds::other(word)
            }
            _ => return None,
        };
        Some(if is_unsigned { kinds::unsigned(kind) } else { kind })
    }

    fn enumeration(&self, link: &Link<'t>, first: usize) -> ColumnType {
        let items = link.argument(first + 1).and_then(|values| self.run.items(values));
        let values = items.map(|items| items.into_iter().map(|item| self.iden(item)).collect::<Option<Vec<_>>>());
        match values.flatten() {
            Some(values) => ColumnType::Enum(values),
            None => link
                .argument(first)
                .and_then(|name| self.iden(name))
                .map_or(ColumnType::Unknown, |name| kinds::other(&name)),
        }
    }

    /// `modify_column(ColumnDef::new(…).string().not_null())`: what is said is changed.
    pub(super) fn modify(&self, table: &Name, node: Node<'t>) -> Option<Vec<Operation>> {
        let column = self.column(node)?;
        let chain = self.run.program().chain(self.run.resolve(node));
        let (name, mut operations) = (column.name, Vec::new());
        let at = || (table.clone(), name.clone());
        if column.kind != ColumnType::Unknown {
            let (table, column_name) = at();
            operations.push(Operation::ChangeType {
                table,
                column: column_name,
                from: None,
                to: column.kind,
                is_computed: false,
            });
        }
        let (table, column) = at();
        if chain.has(&["not_null"]) {
            operations.push(Operation::SetNotNull { table, column, is_filled: false });
        } else if chain.has(&["null"]) {
            operations.push(Operation::DropNotNull { table, column });
        }
        let (table, column) = at();
        if chain.has(&["default"]) {
            operations.push(Operation::SetDefault { table: table.clone(), column: column.clone() });
        }
        if chain.has(&["unique_key"]) {
            let columns = vec![column];
            operations.push(Operation::AddConstraint {
                table,
                name: None,
                kind: Constraint::Unique,
                columns,
                checks_rows: true,
            });
        }
        Some(operations)
    }
}
