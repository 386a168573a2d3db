//! Rows changed through the query builder, statements, and other code.

use super::Laravel;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::flow;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::Operation;

/// Methods that only read, or write elsewhere.
const IDLE: &[&str] = &[
    "get", "first", "find", "pluck", "exists", "doesntExist", "count", "value", "max", "min", "sum", "toArray", "all",
    "select", "selectOne", "info", "warning", "error", "debug", "beginTransaction", "commit", "rollBack",
    "getDriverName", "getPdo", "forget", "flush", "isEmpty", "enableQueryLog", "disableQueryLog", "connection",
    "getConfig", "printf", "print", "dump", "sleep", "usleep", "set_time_limit", "ini_set", "array_push", "sprintf",
    "raw", "registerDoctrineTypeMapping", "getDoctrineSchemaManager", "line", "writeln", "forgetCachedPermissions",
    "registerCustomDoctrineType", "reconnect", "purge", "setFetchMode", "unset", "refresh",
];

/// Steps of a query that leave out no row.
const WHOLE: &[&str] = &["table", "connection", "orderBy", "select", "lockForUpdate", "query"];

impl<'t> Laravel<'t> {
    /// `DB::…`.
    pub(super) fn database(&mut self, call: &Call<'t>, chain: &[Call<'t>]) {
        let is_built = chain.iter().any(|call| call.name == "table");
        match call.name {
            _ if is_built && call.block.is_some() => flow::conditionally(self, |laravel| flow::block(laravel, call)),
            _ if is_built => self.rows(call, chain),
            "transaction" | "withoutForeignKeyConstraints" => flow::block(self, call),
            "statement" | "unprepared" | "update" | "insert" | "delete" | "affectingStatement" | "exec" => {
                let Some(statement) = call.items.first() else { return };
                let passage = self.scope.passage(*statement);
                self.half.sql(call.node, &passage, Dialect::Unknown);
            }
            _ => self.other(call),
        }
    }

    /// `DB::table('users')->where(…)->update([…])`.
    fn rows(&mut self, call: &Call<'t>, chain: &[Call<'t>]) {
        const WRITES: &[&str] = &[
            "update", "insert", "insertGetId", "insertOrIgnore", "insertUsing", "upsert", "updateOrInsert", "delete",
            "truncate", "increment", "decrement",
        ];
        if !WRITES.contains(&call.name) {
            return;
        }
        let table = chain.iter().find(|call| call.name == "table").and_then(|call| self.table_at(call, 0));
        let Some(table) = table else {
            return self
                .half
                .unknown(call.node, format!("`{}` of rows in a table that is named at run time", call.name));
        };
        let before = chain.len().saturating_sub(1);
        let is_filtered = chain.iter().take(before).any(|call| !WHOLE.contains(&call.name));
        let columns = match self.value_at(call, 0, "values") {
            Some(Value::Map(entries)) => {
                entries.into_iter().map(|(name, _)| name).filter(|name| !name.is_empty()).collect()
            }
            Some(Value::Text(column)) => vec![column],
            _ => Vec::new(),
        };
        let operation = match call.name {
            "update" | "increment" | "decrement" => Operation::Update { table, is_filtered, columns },
            "upsert" | "updateOrInsert" => Operation::Update { table, is_filtered: true, columns: Vec::new() },
            "delete" => Operation::Delete { table, is_filtered: is_filtered || !call.items.is_empty() },
            "truncate" => Operation::Truncate { table },
            _ => Operation::Insert { table, source: None },
        };
        self.half.push(call.node, operation);
    }

    /// Code that is neither the schema's nor the database's. What nobody can tell of a loop is told once.
    pub(super) fn other(&mut self, call: &Call<'t>) {
        if call.receiver.is_none() && flow::follow(self, call) {
            return;
        }
        let code = self.scope.code;
        if call.block.is_some() {
            if flow::known_part(self, |laravel| flow::conditionally(laravel, |laravel| flow::block(laravel, call))) {
                self.half.unknown(call.node, format!("code of `{}`", call.title(code)));
            }
        } else if !call.is_value && !IDLE.contains(&call.name) && !call.receiver_text(code).ends_with("Log") {
            self.half.unknown(call.node, format!("code of `{}`", call.title(code)));
        }
    }
}
