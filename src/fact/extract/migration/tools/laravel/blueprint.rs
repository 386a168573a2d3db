//! What happens to a table in the closure of `Schema::create` or `Schema::table`.

use super::Laravel;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::flow;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, Constraint, Name, Operation};

/// A table whose closure is being read.
pub(super) struct Table<'t> {
    /// What the closure calls it.
    pub(super) variable: &'t str,
    name: Name,
    /// Its columns so far, where it is being created, and whether those are all.
    created: Option<(Vec<Column>, bool)>,
}

/// What the words behind a column say of it.
#[derive(Default)]
struct Modifiers {
    nullable: Option<bool>,
    has_default: Option<bool>,
    is_unsigned: bool,
    is_unique: bool,
    has_index: bool,
    refers: bool,
    changes: bool,
}

impl<'t> Laravel<'t> {
    /// Reads the closure of a call.
    pub(super) fn block(&mut self, call: &Call<'t>, name: Name) {
        let is_new = call.name.starts_with("create");
        let at = self.half.effects.len();
        if is_new {
            let operation = Operation::CreateTable {
                table: name.clone(),
                columns: Vec::new(),
                is_complete: false,
                is_temporary: false,
            };
            self.half.push(call.node, operation);
        }
        let Some(block) = call.block else {
            if !is_new {
                self.dynamic(call);
            }
            return;
        };
        let variable = call.items.iter().find_map(|item| parameter(self, *item)).unwrap_or("$table");
        self.tables.push(Table { variable, name, created: is_new.then(|| (Vec::new(), true)) });
        flow::read(self, block);
        let Some((own, all)) = self.tables.pop().and_then(|table| table.created) else { return };
        let created = self.half.effects.get_mut(at).map(|effect| &mut effect.operation);
        if let Some(Operation::CreateTable { columns, is_complete, .. }) = created {
            (*columns, *is_complete) = (own, all);
        }
    }

    /// A chain of calls that begins with the table.
    pub(super) fn in_table(&mut self, at: usize, chain: &[Call<'t>]) {
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return };
        let Some(name) = self.tables.get(at).map(|table| table.name.clone()) else { return };
        if let Some(columns) = self.columns(first) {
            return self.described(at, last, columns, &self.modifiers(chain), &name);
        }
        match first.name {
            "foreign" => self.constrain(last, first, name, Constraint::ForeignKey),
            "unique" => self.constrain(last, first, name, Constraint::Unique),
            "primary" => self.constrain(last, first, name, Constraint::PrimaryKey),
            "index" | "spatialIndex" | "fullText" | "fulltext" | "rawIndex" => {
                let columns = self.names(first);
                let given = self.text_at(first, 1, "name");
                self.half.push(last.node, Operation::CreateIndex { table: name, name: given, columns });
            }
            "rename" => match self.table_at(first, 0) {
                Some(to) => self.half.push(last.node, Operation::RenameTable { from: name, to }),
                None => self.dynamic(first),
            },
            "drop" | "dropIfExists" => self.half.push(last.node, Operation::DropTable { table: name, cascades: false }),
            "renameColumn" => match self.text_at(first, 0, "from").zip(self.text_at(first, 1, "to")) {
                Some((from, to)) => self.half.push(last.node, Operation::RenameColumn { table: name, from, to }),
                None => self.dynamic(first),
            },
            word if word.starts_with("drop") => self.drop(last, first, name),
            "renameIndex" | "engine" | "charset" | "collation" | "comment" | "innoDb" | "getTable" => {}
            "temporary" => self.set_temporary(),
            _ => self.unknown_word(at, last, first),
        }
    }

    fn set_temporary(&mut self) {
        let last = self.half.effects.iter_mut().rev().map(|effect| &mut effect.operation);
        if let Some(Operation::CreateTable { is_temporary, .. }) =
            last.into_iter().find(|operation| matches!(operation, Operation::CreateTable { .. }))
        {
            *is_temporary = true;
        }
    }

    /// A word of the application's own, or a column that is named at run time.
    fn unknown_word(&mut self, at: usize, last: &Call<'t>, first: &Call<'t>) {
        match self.tables.get_mut(at).and_then(|table| table.created.as_mut()) {
            Some((_, is_complete)) => *is_complete = false,
            None => {
                let what = format!("code of `{}`", first.title(self.scope.code));
                self.half.unknown(last.node, what);
            }
        }
    }

    /// Columns that are added or changed.
    fn described(&mut self, at: usize, call: &Call<'t>, columns: Vec<Column>, modifiers: &Modifiers, table: &Name) {
        let is_conditional = self.half.branches > 0;
        for mut column in columns {
            if modifiers.is_unsigned
                && let crate::fact::migration::ColumnType::Integer { unsigned, .. } = &mut column.kind
            {
                *unsigned = true;
            }
            if modifiers.changes {
                self.change(call, column, modifiers, table);
                continue;
            }
            column.is_nullable = modifiers.nullable.unwrap_or(column.is_nullable);
            column.has_default |= modifiers.has_default == Some(true);
            let name = column.name.clone();
            match self.tables.get_mut(at).and_then(|table| table.created.as_mut()) {
                Some((own, is_complete)) => {
                    own.push(column);
                    *is_complete &= !is_conditional;
                }
                None => self.half.push(call.node, Operation::AddColumn { table: table.clone(), column }),
            }
            self.along(call, table, &name, modifiers);
        }
    }

    /// What comes along with a column.
    fn along(&mut self, call: &Call<'t>, table: &Name, column: &str, modifiers: &Modifiers) {
        let columns = || vec![column.to_owned()];
        for (is_so, kind) in [(modifiers.refers, Constraint::ForeignKey), (modifiers.is_unique, Constraint::Unique)] {
            if is_so {
                let table = table.clone();
                self.half.push(
                    call.node,
                    Operation::AddConstraint { table, name: None, kind, columns: columns(), checks_rows: true },
                );
            }
        }
        if modifiers.has_index {
            self.half.push(call.node, Operation::CreateIndex { table: table.clone(), name: None, columns: columns() });
        }
    }

    fn change(&mut self, call: &Call<'t>, column: Column, modifiers: &Modifiers, table: &Name) {
        let place = || (table.clone(), column.name.clone());
        let (table, name) = place();
        self.half.push(
            call.node,
            Operation::ChangeType { table, column: name, from: None, to: column.kind.clone(), is_computed: false },
        );
        let (table, name) = place();
        match modifiers.nullable {
            Some(true) => self.half.push(call.node, Operation::DropNotNull { table, column: name }),
            Some(false) => self.half.push(call.node, Operation::SetNotNull { table, column: name, is_filled: false }),
            None => {}
        }
        let (table, name) = place();
        match modifiers.has_default {
            Some(true) => self.half.push(call.node, Operation::SetDefault { table, column: name }),
            Some(false) if modifiers.nullable != Some(true) => {
                self.half.push(call.node, Operation::DropDefault { table, column: name });
            }
            _ => {}
        }
    }

    fn modifiers(&self, chain: &[Call<'t>]) -> Modifiers {
        let mut modifiers = Modifiers::default();
        for call in chain.iter().skip(1) {
            let first = call.items.first().map(|node| self.scope.value(*node));
            let is_on = first.as_ref() != Some(&Value::Bool(false));
            match call.name {
                "nullable" => modifiers.nullable = Some(is_on),
                "default" => modifiers.has_default = Some(first != Some(Value::Nil)),
                "useCurrent" | "autoIncrement" | "storedAs" | "virtualAs" | "generatedAs" => {
                    modifiers.has_default = Some(true)
                }
                "unsigned" => modifiers.is_unsigned = true,
                "unique" => modifiers.is_unique = is_on,
                "index" => modifiers.has_index = is_on,
                "constrained" | "references" => modifiers.refers = true,
                "change" => modifiers.changes = true,
                _ => {}
            }
        }
        modifiers
    }

    /// The columns that a word is given, one or several.
    fn names(&self, call: &Call<'t>) -> Vec<String> {
        let one = |node: &Node<'t>| self.scope.value(*node).texts();
        call.argument_at(0, "columns").and_then(|node| one(&node)).unwrap_or_default()
    }

    fn constrain(&mut self, last: &Call<'t>, call: &Call<'t>, table: Name, kind: Constraint) {
        let (columns, name) = (self.names(call), self.text_at(call, 1, "name"));
        self.half.push(last.node, Operation::AddConstraint { table, name, kind, columns, checks_rows: true });
    }

    /// `dropColumn`, `dropUnique`, `dropSoftDeletes` and the like.
    fn drop(&mut self, last: &Call<'t>, call: &Call<'t>, table: Name) {
        let gone: Option<Vec<String>> = match call.name {
            "dropColumn" | "dropColumns" => {
                let names: Option<Vec<_>> = call.items.iter().map(|item| self.scope.value(*item).texts()).collect();
                names.map(|names| names.concat()).filter(|names| !names.is_empty())
            }
            "dropTimestamps" | "dropTimestampsTz" => Some(vec!["created_at".to_owned(), "updated_at".to_owned()]),
            "dropSoftDeletes" | "dropSoftDeletesTz" => {
                Some(vec![self.text_at(call, 0, "column").unwrap_or_else(|| "deleted_at".to_owned())])
            }
            "dropRememberToken" => Some(vec!["remember_token".to_owned()]),
            "dropMorphs" => {
                self.text_at(call, 0, "name").map(|name| vec![format!("{name}_type"), format!("{name}_id")])
            }
            "dropConstrainedForeignId" => self.text_at(call, 0, "column").map(|column| vec![column]),
            "dropForeignIdFor" | "dropConstrainedForeignIdFor" => {
                self.text_at(call, 1, "column").map(|column| vec![column])
            }
            _ => return self.drop_constraint(last, call, table),
        };
        let Some(gone) = gone else { return self.dynamic(call) };
        if call.name.contains("Constrained") {
            self.half.push(last.node, dropped(table.clone(), None, Some(Constraint::ForeignKey), gone.clone()));
        }
        for column in gone {
            self.half.push(last.node, Operation::DropColumn { table: table.clone(), column });
        }
    }

    /// Indexes and constraints are named, or told by their columns in an array.
    fn drop_constraint(&mut self, last: &Call<'t>, call: &Call<'t>, table: Name) {
        let (name, columns) = match call.argument_at(0, "index").map(|node| self.scope.value(node)) {
            Some(Value::Text(name)) => (Some(name), Vec::new()),
            Some(list @ Value::List(_)) => (None, list.texts().unwrap_or_default()),
            _ => (None, Vec::new()),
        };
        let operation = match call.name {
            "dropForeign" => dropped(table, name, Some(Constraint::ForeignKey), columns),
            "dropUnique" => dropped(table, name, Some(Constraint::Unique), columns),
            "dropPrimary" => dropped(table, name, Some(Constraint::PrimaryKey), columns),
            "dropIndex" | "dropSpatialIndex" | "dropFullText" | "dropFulltext" => {
                Operation::DropIndex { table: Some(table), name, columns }
            }
            _ => Operation::Unknown { what: format!("code of `{}`", call.title(self.scope.code)) },
        };
        self.half.push(last.node, operation);
    }
}

fn dropped(table: Name, name: Option<String>, kind: Option<Constraint>, columns: Vec<String>) -> Operation {
    Operation::DropConstraint { table, name, kind, columns }
}

/// What a closure calls its first parameter.
fn parameter<'t>(laravel: &Laravel<'t>, item: Node<'t>) -> Option<&'t str> {
    let is_closure = matches!(item.kind(), "anonymous_function" | "arrow_function");
    let names = crate::fact::extract::migration::language::call::parameters(laravel.scope.code, item);
    names.first().copied().filter(|_| is_closure)
}
