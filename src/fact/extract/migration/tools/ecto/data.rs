//! Rows changed through the repository, and code of other modules.

use super::Ecto;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{DEEPEST, parts};
use crate::fact::extract::migration::language::flow;
use crate::fact::extract::migration::language::value::Value;
use crate::fact::migration::{Name, Operation};

/// Functions of the repository that only read.
const READS: &[&str] = &[
    "all", "one", "one!", "get", "get!", "get_by", "get_by!", "exists?", "aggregate", "stream", "config", "preload",
    "checkout", "rollback", "puts", "info", "debug", "warning", "warn", "error", "ensure_all_started",
    "ensure_started", "ensure_loaded", "start", "sleep", "inspect", "to_sql", "put_env", "get_env", "fetch_env!",
    "each", "map", "filter", "reduce", "where", "select", "join", "from", "reload",
];

/// Modules of Elixir whose functions change no rows.
const PURE: &[&str] = &[
    "Enum", "Map", "MapSet", "List", "String", "Keyword", "Integer", "Stream", "Logger", "IO", "Process", "System",
    "Application", "DateTime", "NaiveDateTime", "Date", "Regex", "Code", "Mix", "Tuple", "Kernel", "Access", "Task",
];

impl<'t> Ecto<'t> {
    /// A call of another module's function.
    pub(super) fn data(&mut self, call: &Call<'t>) {
        let receiver = call.receiver_text(self.scope.code);
        let is_repository = receiver.starts_with("repo()") || receiver == "repo" || receiver.ends_with("Repo");
        match call.name {
            "query" | "query!" => {
                let statement = if is_repository { call.items.first() } else { call.items.get(1) };
                let Some(statement) = statement.copied() else { return };
                let before = self.half.effects.len();
                self.statement(statement);
                if self.half.effects.len() > before {
                    self.stop(call, format!("`{}`", call.title(self.scope.code)));
                }
            }
            "update_all" | "delete_all" | "insert_all" => self.rows(call),
            "transaction" | "transact" if is_repository => self.transaction(call),
            "insert" | "insert!" | "update" | "update!" | "delete" | "delete!" | "insert_or_update!"
                if is_repository =>
            {
                self.other(call)
            }
            name if READS.contains(&name) || PURE.contains(&receiver) => self.closures(call),
            _ if call.is_value => self.closures(call),
            _ => self.other(call),
        }
    }

    fn other(&mut self, call: &Call<'t>) {
        let what = format!("code of `{}`", call.title(self.scope.code));
        self.half.unknown(call.node, what);
    }

    /// The functions that a call is given; in how many runs they are called nobody knows.
    fn closures(&mut self, call: &Call<'t>) {
        let is_partly = flow::known_part(self, |ecto| {
            flow::conditionally(ecto, |ecto| {
                for item in &call.items {
                    ecto.closure(*item);
                }
            });
        });
        if is_partly {
            self.other(call);
        }
    }

    fn closure(&mut self, item: Node<'t>) {
        if item.kind() != "anonymous_function" {
            return;
        }
        for clause in parts(item) {
            if let Some(body) = clause.child_by_field_name("right") {
                flow::read(self, body);
            }
        }
    }

    fn transaction(&mut self, call: &Call<'t>) {
        for item in &call.items {
            self.closure(*item);
        }
    }

    /// `repo().update_all(from(u in "users", where: …), set: [age: 1])`.
    fn rows(&mut self, call: &Call<'t>) {
        let Some((table, is_filtered)) = call.items.first().and_then(|source| self.source(*source)) else {
            return self.other(call);
        };
        self.stop(call, format!("rows changed by `{}`", call.title(self.scope.code)));
        let columns = match call.option("set").map(|set| self.scope.value(set)) {
            Some(Value::Map(entries)) => entries.into_iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        };
        let operation = match call.name {
            "update_all" => Operation::Update { table, is_filtered, columns },
            "delete_all" => Operation::Delete { table, is_filtered },
            _ => Operation::Insert { table, source: None },
        };
        self.push(call, operation);
    }

    /// The table that a query is about, where it is named in quotes, and whether the query leaves rows out.
    fn source(&self, node: Node<'t>) -> Option<(Name, bool)> {
        let code = self.scope.code;
        let (mut node, mut is_filtered) = (node, false);
        for _ in 0..DEEPEST {
            match node.kind() {
                "string" => return self.scope.text(node).map(|name| (Name::new(name), is_filtered)),
                "identifier" => {
                    node = self.scope.assignment(code.text(node)).filter(|value| value.kind() != "identifier")?
                }
                _ => {
                    let query = Call::of(code, node)?;
                    is_filtered |= matches!(query.name, "where" | "limit" | "join")
                        || ["where", "limit", "join"].iter().any(|name| query.option(name).is_some());
                    node = *query.items.first()?;
                    // `u in "users"`
                    node = node
                        .child_by_field_name("right")
                        .filter(|_| code.field(node, "operator") == "in")
                        .unwrap_or(node);
                }
            }
        }
        None
    }
}
