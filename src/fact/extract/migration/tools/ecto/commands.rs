//! The commands of Ecto's migrations, and which of them it can turn round.

use super::{Block, Ecto};
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{parts, span};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::types::Size;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Column, Constraint, Name, Operation};

/// Commands that change neither structure nor rows.
const IDLE: &[&str] =
    &["flush", "import", "alias", "require", "use", "repo", "prefix", "direction", "table", "index", "from"];

impl<'t> Ecto<'t> {
    /// Reads a command.
    pub(super) fn command(&mut self, call: &Call<'t>) {
        match call.name {
            "create" | "create_if_not_exists" => self.create(call),
            "alter" => self.alter(call),
            "drop" | "drop_if_exists" => self.drop(call),
            "rename" => self.rename(call),
            "execute" => self.execute(call),
            "execute_file" => {
                if call.items.len() < 2 {
                    self.stop(call, "`execute_file` without a file for the way back");
                }
                self.half.unknown(call.node, "the statements of another file");
            }
            name if IDLE.contains(&name) => {}
            _ if flow::follow(self, call) => {}
            _ if call.block.is_some() => flow::conditionally(self, |ecto| flow::block(ecto, call)),
            _ if call.is_value || call.node.kind() == "identifier" && self.is_variable(call) => {}
            _ => self.half.unknown(call.node, format!("code of `{}`", call.name)),
        }
    }

    fn is_variable(&self, call: &Call<'t>) -> bool {
        self.scope.assignment(call.name).is_some()
    }

    /// What a command is about: `table(:users)`, `index(:users, [:a])`.
    fn thing(&self, call: &Call<'t>) -> Option<Call<'t>> {
        let node = call.items.first().copied()?;
        let node = match node.kind() {
            "identifier" => self.scope.assignment(self.scope.code.text(node)).unwrap_or(node),
            _ => node,
        };
        Call::of(self.scope.code, node).filter(|_| node.kind() == "call")
    }

    /// The table that `table(:users, prefix: "crm")`, or an index of it, names.
    fn table(&self, thing: &Call<'t>) -> Option<Name> {
        let name = self.text_at(thing, 0)?;
        Some(match self.option(thing, "prefix").and_then(Value::text) {
            Some(schema) => Name::within(schema, name),
            None => Name::new(name),
        })
    }

    fn create(&mut self, call: &Call<'t>) {
        let Some(thing) = self.thing(call) else { return self.dynamic(call) };
        let Some(table) = self.table(&thing) else { return self.dynamic(call) };
        match thing.name {
            "table" => self.create_table(call, &thing, table),
            "index" | "unique_index" => {
                let is_unique =
                    thing.name == "unique_index" || self.option(&thing, "unique").is_some_and(|value| value.is_true());
                let (name, columns) = (self.option(&thing, "name").and_then(Value::text), self.columns_of(&thing));
                self.push(
                    call,
                    if is_unique {
                        Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true }
                    } else {
                        Operation::CreateIndex { table, name, columns }
                    },
                );
            }
            "constraint" => {
                let name = self.text_at(&thing, 1);
                let checks_rows = self.option(&thing, "validate") != Some(Value::Bool(false));
                self.push(
                    call,
                    Operation::AddConstraint { table, name, kind: Constraint::Check, columns: Vec::new(), checks_rows },
                );
            }
            _ => self.dynamic(call),
        }
    }

    /// The columns of an index: names, and expressions in quotes.
    fn columns_of(&self, thing: &Call<'t>) -> Vec<String> {
        thing.items.get(1).and_then(|node| self.scope.value(*node).texts()).unwrap_or_default()
    }

    fn create_table(&mut self, call: &Call<'t>, thing: &Call<'t>, table: Name) {
        let at = self.half.effects.len();
        let columns: Vec<_> = self.primary_key(thing).into_iter().collect();
        self.push(call, Operation::CreateTable { table, columns: Vec::new(), is_complete: true, is_temporary: false });
        let block = self.block_of(call, Block::New(columns, true));
        let created = self.half.effects.get_mut(at).map(|effect| &mut effect.operation);
        if let (Some(Operation::CreateTable { columns, is_complete, .. }), Block::New(own, all)) = (created, block) {
            (*columns, *is_complete) = (own, all);
        }
    }

    fn block_of(&mut self, call: &Call<'t>, block: Block) -> Block {
        let before = self.block.replace(block);
        if let Some(body) = call.block {
            flow::read(self, body);
        }
        std::mem::replace(&mut self.block, before).unwrap_or(Block::Unknown)
    }

    /// The column that a table has without being asked.
    fn primary_key(&self, thing: &Call<'t>) -> Option<Column> {
        let (mut name, mut word) = ("id".to_owned(), "bigserial".to_owned());
        match self.option(thing, "primary_key") {
            Some(Value::Bool(false)) => return None,
            Some(options @ Value::Map(_)) => {
                name = options.get("name").cloned().and_then(Value::text).unwrap_or(name);
                word = options.get("type").cloned().and_then(Value::text).unwrap_or(word);
            }
            _ => {}
        }
        let kind = super::columns::kind_of(&word, Size::default());
        Some(Column { is_nullable: false, has_default: word.ends_with("serial"), ..Column::new(name, kind) })
    }

    fn alter(&mut self, call: &Call<'t>) {
        let table = self.thing(call).filter(|thing| thing.name == "table").and_then(|thing| self.table(&thing));
        self.block_of(call, table.map_or(Block::Unknown, Block::Old));
    }

    fn drop(&mut self, call: &Call<'t>) {
        let Some(thing) = self.thing(call) else { return self.dynamic(call) };
        let table = self.table(&thing);
        match (thing.name, table) {
            ("table", Some(table)) => {
                self.stop(call, format!("`{}` of a table", call.name));
                let cascades = self.option(call, "mode") == Some(Value::Text("cascade".to_owned()));
                self.push(call, Operation::DropTable { table, cascades });
            }
            ("index" | "unique_index", table) => {
                let (name, columns) = (self.option(&thing, "name").and_then(Value::text), self.columns_of(&thing));
                self.push(call, Operation::DropIndex { table, name, columns });
            }
            ("constraint", Some(table)) => {
                self.stop(call, format!("`{}` of a constraint", call.name));
                let name = self.text_at(&thing, 1);
                self.push(call, Operation::DropConstraint { table, name, kind: None, columns: Vec::new() });
            }
            _ => self.dynamic(call),
        }
    }

    /// `rename table(:a), :b, to: :c`, `rename table(:a), to: table(:b)`.
    fn rename(&mut self, call: &Call<'t>) {
        let Some(thing) = self.thing(call) else { return self.dynamic(call) };
        if thing.name != "table" {
            // The name of an index means nothing to anybody.
            return;
        }
        let to = call.option("to");
        let operation = self.table(&thing).zip(to).and_then(|(from, to)| match self.text_at(call, 1) {
            Some(column) => Some(Operation::RenameColumn { table: from, from: column, to: self.scope.text(to)? }),
            None if call.items.len() > 1 => None,
            None => Some(Operation::RenameTable { from, to: self.table(&Call::of(self.scope.code, to)?)? }),
        });
        match operation {
            Some(operation) => self.push(call, operation),
            None => self.dynamic(call),
        }
    }

    /// `execute "forward", "back"`; both may be functions, too.
    fn execute(&mut self, call: &Call<'t>) {
        let Some(forward) = call.items.first().copied() else { return };
        let (start, records) = (self.half.effects.len(), self.records);
        let back = call.items.get(1).copied();
        if back.is_none() {
            self.stop(call, "`execute` without a statement for the way back");
        }
        // What the function of a way forward does is not recorded.
        self.records = false;
        self.run(call, forward);
        self.records = records;
        let Some(back) = back.filter(|_| records) else { return };
        self.records = false;
        if !self.apart(start, |ecto| ecto.run(call, back)) {
            self.noop = self.noop.or(Some(span(back)));
        }
        self.records = records;
    }

    /// A statement, a list of them, or a function that is run.
    fn run(&mut self, call: &Call<'t>, node: Node<'t>) {
        match node.kind() {
            "anonymous_function" => {
                for clause in parts(node) {
                    if let Some(body) = clause.child_by_field_name("right") {
                        flow::read(self, body);
                    }
                }
            }
            // `&backfill/0`
            "unary_operator" if self.scope.code.text(node).starts_with('&') => self.captured(call, node),
            "list" => {
                for part in parts(node) {
                    self.statement(part);
                }
            }
            _ => self.statement(node),
        }
    }

    fn captured(&mut self, call: &Call<'t>, node: Node<'t>) {
        let text = self.scope.code.text(node).trim_start_matches('&').trim_start_matches('(');
        let name = text.split(['/', '(', ' ', '.']).next().unwrap_or_default();
        let body = self.scope.function(name).and_then(|function| flow::body(self.scope.code, function));
        match body {
            Some(body) => flow::read(self, body),
            None => self.half().unknown(call.node, format!("code of `{name}`")),
        }
    }

    /// Reads a statement in SQL.
    pub(super) fn statement(&mut self, node: Node<'t>) {
        let passage = self.scope.passage(node);
        self.half.sql(node, &passage, Dialect::Unknown);
    }
}
