//! Statements that SQLAlchemy puts together, and other code of a revision.

use super::{Alembic, call_of};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::DEEPEST;
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Name, Object, Operation};

/// Calls that only read, or write elsewhere.
const IDLE: &[&str] = &[
    "print", "info", "debug", "warning", "warn", "error", "commit", "close", "flush", "append", "extend", "fetchall",
    "scalar", "all", "add_argument", "inspect", "begin", "len", "sleep", "rollback", "exception", "echo", "setdefault",
    "reflect", "expire_all", "dispose", "update_progress", "super", "write",
];

impl<'t> Alembic<'t> {
    /// A call that is not an operation of Alembic.
    pub(super) fn statement(&mut self, call: &Call<'t>) {
        let code = self.scope.code;
        match call.name {
            "execute" | "exec_driver_sql" if !call.items.is_empty() => self.execute(call, call.items.first().copied()),
            "update" | "delete" if self.queried(call).is_some() => self.rows(call),
            "create" | "drop" if self.enumeration(call).is_some() => self.type_of(call),
            "begin_nested" | "autocommit_block" | "begin" | "Session" | "connect" | "begin_transaction"
                if call.block.is_some() =>
            {
                flow::block(self, call);
            }
            name if IDLE.contains(&name) => {}
            name if name.starts_with("globals()") => self.databases(name),
            _ if call.receiver.is_none() && flow::follow(self, call) => {}
            _ if call.block.is_some() => flow::block(self, call),
            _ if call.is_value && !self.writes(call) => {}
            _ => {
                let what = format!("code of `{}`", call.title(code));
                self.half.unknown(call.node, what);
            }
        }
    }

    fn writes(&self, call: &Call<'t>) -> bool {
        matches!(call.name, "add" | "add_all" | "delete" | "merge" | "bulk_save_objects" | "bulk_insert_mappings")
    }

    /// Revisions for several databases have a function for each.
    fn databases(&mut self, call: &str) {
        let prefix = if call.contains("downgrade") { "downgrade_" } else { "upgrade_" };
        for body in self.scope.functions_from(prefix) {
            flow::read(self, body);
        }
    }

    /// `session.query(User).filter(…).delete()`.
    fn rows(&mut self, call: &Call<'t>) {
        let Some((table, is_filtered)) = self.queried(call) else { return };
        let columns = call.items.first().map_or(Value::Unknown, |node| self.scope.value(*node));
        let columns = match columns {
            Value::Map(entries) => entries.into_iter().map(|(name, _)| name).filter(|name| !name.is_empty()).collect(),
            _ => Vec::new(),
        };
        let operation = match call.name {
            "update" => Operation::Update { table, is_filtered, columns },
            _ => Operation::Delete { table, is_filtered },
        };
        self.half.push(call.node, operation);
    }

    /// The table of a query, and whether it leaves rows out.
    fn queried(&self, call: &Call<'t>) -> Option<(Name, bool)> {
        let mut inner = call_of(self.scope.code, call.receiver?)?;
        let mut is_filtered = false;
        for _ in 0..DEEPEST {
            if inner.name == "query" {
                return Some((self.table_of(*inner.items.first()?)?, is_filtered));
            }
            is_filtered |= !matches!(inner.name, "options" | "order_by" | "execution_options" | "with_for_update");
            inner = call_of(self.scope.code, inner.receiver?)?;
        }
        None
    }

    /// Whether a statement only reads.
    pub(super) fn is_query(&self, node: Node<'t>) -> bool {
        let code = self.scope.code;
        let mut node = match node.kind() {
            "identifier" => self.scope.assignment(code.text(node)).unwrap_or(node),
            _ => node,
        };
        for _ in 0..DEEPEST {
            let Some(call) = call_of(code, node) else { return false };
            if call.name == "select" {
                return true;
            }
            match call.receiver {
                Some(receiver) => node = receiver,
                None => return false,
            }
        }
        false
    }

    /// What a statement does that SQLAlchemy puts together: `users.update().where(…).values(age=1)`, `sa.delete(users)`.
    pub(super) fn built(&self, node: Node<'t>, depth: usize) -> Option<Operation> {
        let code = self.scope.code;
        if node.kind() == "identifier" && depth == 0 {
            return self.built(self.scope.assignment(code.text(node))?, 1);
        }
        let (mut call, mut is_filtered, mut columns) = (call_of(code, node)?, false, Vec::new());
        for _ in 0..DEEPEST {
            match call.name {
                "where" | "filter" | "filter_by" | "limit" => is_filtered = true,
                "values" => columns = self.values_of(&call),
                "update" | "delete" | "insert" => {
                    let own = call.receiver.and_then(|receiver| self.table_of(receiver));
                    let table = own.or_else(|| self.table_of(*call.items.first()?))?;
                    let is_filtered =
                        is_filtered || call.receiver.is_some() && !call.items.is_empty() && self.is_method(&call);
                    return Some(match call.name {
                        "update" => Operation::Update { table, is_filtered, columns },
                        "delete" => Operation::Delete { table, is_filtered },
                        _ => Operation::Insert { table, source: None },
                    });
                }
                _ => {}
            }
            call = call_of(code, call.receiver?)?;
        }
        None
    }

    /// Whether a method of a table is called, whose argument is then the condition, and not the function of a module.
    fn is_method(&self, call: &Call<'t>) -> bool {
        call.receiver.is_some_and(|receiver| self.table_of(receiver).is_some())
    }

    fn values_of(&self, call: &Call<'t>) -> Vec<String> {
        let mut columns: Vec<_> = call.named.iter().map(|(name, _)| (*name).to_owned()).collect();
        if let Some(Value::Map(entries)) = call.items.first().map(|node| self.scope.value(*node)) {
            columns.extend(entries.into_iter().map(|(name, _)| name).filter(|name| !name.is_empty()));
        }
        columns
    }

    /// The table that an expression is: `sa.table("users", …)`, a name for that, a class with `__tablename__`.
    pub(super) fn table_of(&self, node: Node<'t>) -> Option<Name> {
        let code = self.scope.code;
        let node = match node.kind() {
            "identifier" => match self.models.get(code.text(node)) {
                Some(table) => return Some(Name::new(table)),
                None => self.scope.assignment(code.text(node))?,
            },
            // `User.__table__`
            "attribute" if code.field(node, "attribute") == "__table__" => {
                return self.models.get(code.field(node, "object")).map(Name::new);
            }
            _ => node,
        };
        let call = call_of(code, node)?;
        let is_table = matches!(call.name, "table" | "Table" | "create_table" | "TableClause");
        let name = self.text(&call, 0, "name").filter(|_| is_table)?;
        Some(match self.option(&call, "schema").and_then(Value::text) {
            Some(schema) => Name::within(schema, name),
            None => Name::dotted(&name),
        })
    }

    /// The name of the type that `sa.Enum(…, name="status")` is.
    fn enumeration(&self, call: &Call<'t>) -> Option<String> {
        let receiver = call.receiver?;
        let node = match receiver.kind() {
            "identifier" => self.scope.assignment(self.scope.code.text(receiver))?,
            _ => receiver,
        };
        let made = call_of(self.scope.code, node).filter(|made| matches!(made.name, "Enum" | "ENUM"))?;
        self.option(&made, "name").and_then(Value::text)
    }

    fn type_of(&mut self, call: &Call<'t>) {
        let Some(name) = self.enumeration(call).map(Name::new) else { return };
        let kind = Object::Type;
        let operation = match call.name {
            "create" => Operation::Create { kind, name, replaces: false },
            _ => Operation::Drop { kind, name, cascades: false },
        };
        self.half().push(call.node, operation);
    }
}
