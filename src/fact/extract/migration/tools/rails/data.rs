//! Rows changed through models.

use std::collections::BTreeMap;

use super::{Rails, Reader};
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, DEEPEST, parts, walk};
use crate::fact::extract::migration::language::flow;
use crate::fact::migration::{Name, Operation};

/// Methods that only read, or write elsewhere.
const IDLE: &[&str] = &[
    "reset_column_information", "pluck", "count", "first", "last", "find", "find_by", "where", "select", "all", "info",
    "debug", "warn", "error", "puts", "require", "table_name", "load_schema",
    "enumerate_columns_in_select_statements=", "freeze", "push", "concat", "lease_connection", "schema_cache", "clear",
    "clear!", "fetch",
];

/// Steps of a chain that leave out no row.
const WHOLE: &[&str] = &["all", "unscoped", "in_batches", "find_each", "with_deleted", "reorder", "order", "includes"];

/// The tables of the classes that a file defines, where it names them: `self.table_name = :users`.
pub(super) fn models<'t>(code: &'t Code<'t>) -> BTreeMap<&'t str, String> {
    let mut found = BTreeMap::new();
    walk(code.root(), |node| {
        if node.kind() != "class" {
            return;
        }
        for part in node.child_by_field_name("body").map(parts).unwrap_or_default() {
            if part.kind() == "assignment" && code.field(part, "left") == "self.table_name" {
                let table = code.field(part, "right").trim_matches([':', '"', '\'']);
                let is_plain = table.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
                if is_plain && !table.starts_with(|c: char| c.is_ascii_uppercase()) {
                    found.insert(code.field(node, "name"), table.to_owned());
                }
            }
        }
    });
    found
}

impl<'t> Rails<'t> {
    /// A call that is not a command of the migration: code of models, most often.
    pub(super) fn data(&mut self, call: &Call<'t>) {
        match call.name {
            "update_all" | "delete_all" | "destroy_all" | "insert_all" | "insert_all!" | "upsert_all" | "create"
            | "create!" => {
                self.rows(call);
            }
            "transaction"
            | "no_touching"
            | "suppress"
            | "uncached"
            | "unscoped"
            | "while_preventing_writes"
            | "silence" => {
                flow::block(self, call);
            }
            "execute" if call.items.len() == 1 => self.schema(call),
            _ if call.block.is_some() => self.loop_of(call),
            name if call.is_value || IDLE.contains(&name) || name.ends_with('?') => {}
            "sanitize_sql" | "to_sql" => {}
            _ => {
                let what = format!("code of `{}`", call.title(self.scope.code));
                self.half().unknown(call.node, what);
            }
        }
    }

    fn rows(&mut self, call: &Call<'t>) {
        let Some((table, is_filtered)) = self.model(call) else {
            let what = format!("code of `{}`", call.title(self.scope.code));
            return self.half().unknown(call.node, what);
        };
        let columns = || call.named.iter().map(|(name, _)| (*name).to_owned()).collect();
        let operation = match call.name {
            "update_all" => Operation::Update { table, is_filtered, columns: columns() },
            "delete_all" | "destroy_all" => Operation::Delete { table, is_filtered },
            _ => Operation::Insert { table, source: None },
        };
        self.stop(call, format!("rows changed by `{}`", call.title(self.scope.code)));
        self.push(call, operation);
    }

    /// The table that a chain of calls begins with, and whether the chain leaves rows out.
    fn model(&self, call: &Call<'t>) -> Option<(Name, bool)> {
        let code = self.scope.code;
        let (mut receiver, mut is_filtered) = (call.receiver?, false);
        for _ in 0..DEEPEST {
            let Some(inner) = Call::of(code, receiver).filter(|_| receiver.kind() == "call") else { break };
            is_filtered |= !WHOLE.contains(&inner.name);
            receiver = inner.receiver?;
        }
        let table = self.models.get(code.text(receiver))?;
        Some((Name::dotted(table), is_filtered))
    }

    /// `User.find_each { … }`: what its block does, in some runs. What nobody can tell of that is told once.
    fn loop_of(&mut self, call: &Call<'t>) {
        if flow::known_part(self, |rails| flow::conditionally(rails, |rails| flow::block(rails, call))) {
            let what = format!("code of `{}`", call.title(self.scope.code));
            self.half().unknown(call.node, what);
        }
    }
}
