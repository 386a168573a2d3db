//! Doctrine Migrations. (<https://www.doctrine-project.org/projects/doctrine-migrations/en/stable/reference/migration-classes.html>)

mod schema;
#[cfg(test)]
mod tests;

use bstr::ByteSlice;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, span};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half, Return};
use crate::fact::extract::migration::language::php;
use crate::fact::extract::migration::language::value::{Scope, Value};
use crate::fact::migration::{Name, Operation, Script};

use schema::Table;

/// Whether a file defines a migration of Doctrine, perhaps by way of a base class of the application.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let has = |text: &str| source.bytes.contains_str(text);
    source.path.lower_name().ends_with(".php")
        && has("Migration")
        && has("extends ")
        && has("function up")
        && (has(r"Doctrine\DBAL\Schema\Schema")
            || has(r"Doctrine\Migrations\AbstractMigration")
            || has(r"DBAL\Migrations\AbstractMigration"))
}

/// Reads the migration of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Php, source.bytes) else { return vec![half::unread(source.bytes)] };
    let Some(class) = php::class(&code, |base| base.ends_with("Migration"), &["up"]) else { return half::none(&code) };
    let run = |names: [&str; 3]| {
        let main = php::method(&code, class, names[1])?;
        let mut doctrine = Doctrine::new(&code);
        for method in names.into_iter().filter_map(|name| php::method(&code, class, name)) {
            php::run(&mut doctrine, method);
            (doctrine.half.branches, doctrine.half.returned) = (0, None);
        }
        Some((doctrine.half, main))
    };
    let Some((up, method)) = run(["preUp", "up", "postUp"]) else { return half::none(&code) };
    let down = run(["preDown", "down", "postDown"]).map(|(half, method)| (half, span(method)));
    let mut script = half::pair((up, span(method)), down, php::head(method));
    half::finish(&code, &mut script);
    vec![script]
}

/// Reads one direction of a migration.
struct Doctrine<'t> {
    scope: Scope<'t>,
    half: Half,
    /// The tables that variables stand for.
    tables: Vec<Table<'t>>,
    /// The platform that the migration says it is for.
    dialect: Dialect,
}

impl<'t> Reader<'t> for Doctrine<'t> {
    fn scope(&mut self) -> &mut Scope<'t> {
        &mut self.scope
    }

    fn half(&mut self) -> &mut Half {
        &mut self.half
    }

    fn call(&mut self, call: &Call<'t>) {
        let code = self.scope.code;
        let (root, chain) = call.chain(code);
        let root = root.map_or("", |root| code.text(root));
        if root == "$schema" {
            return self.schema(call, &chain);
        }
        if let Some(at) = self.tables.iter().rposition(|table| table.variable == root && !root.is_empty()) {
            return self.in_chain(at, &chain);
        }
        match root {
            "$this" if chain.len() == 1 => self.own(call),
            "$this->connection" => self.connection(call),
            _ => self.other(call),
        }
    }
}

/// Methods that change neither structure nor rows.
const IDLE: &[&str] = &[
    "write", "warnIf", "info", "notice", "warning", "debug", "preventEmptyMigrationWarning", "getDescription",
    "isTransactional", "sleep", "count", "getDatabasePlatform", "close", "beginTransaction", "commit", "rollBack",
    "quote", "setTimezone", "quoteIdentifier", "sprintf", "array_push", "writeln", "refresh", "prepare", "isConnected",
];

impl<'t> Doctrine<'t> {
    fn new(code: &'t Code<'t>) -> Self {
        Self { scope: Scope::new(code), half: Half::new(), tables: Vec::new(), dialect: Dialect::Unknown }
    }

    fn text_at(&self, call: &Call<'t>, place: usize) -> Option<String> {
        call.items.get(place).and_then(|node| self.scope.text(*node))
    }

    fn value_at(&self, call: &Call<'t>, place: usize) -> Value {
        call.items.get(place).map_or(Value::Unknown, |node| self.scope.value(*node))
    }

    fn dynamic(&mut self, call: &Call<'t>) {
        let what = format!("`{}` of something that is named at run time", call.name);
        self.half.unknown(call.node, what);
    }

    /// `$this->…`.
    fn own(&mut self, call: &Call<'t>) {
        match call.name {
            "addSql" => self.statement(call, call.argument_at(0, "sql")),
            "throwIrreversibleMigrationException" => self.refuse(call),
            "abortIf" | "skipIf" => self.condition(call),
            name if IDLE.contains(&name) => {}
            _ if flow::follow(self, call) => {}
            _ => self.other(call),
        }
    }

    fn refuse(&mut self, call: &Call<'t>) {
        if self.half.branches == 0 && self.half.guards == 0 {
            self.half.refusal.get_or_insert(span(call.node));
        }
    }

    /// What must hold, or else the migration stops: the platform, most often.
    fn condition(&mut self, call: &Call<'t>) {
        let Some(condition) = call.items.first() else { return };
        let text = self.scope.code.text(*condition);
        if call.name == "abortIf" && self.scope.value(*condition).is_true() {
            return self.refuse(call);
        }
        match platform(text) {
            Dialect::Unknown if call.name == "skipIf" && !flow::tests_existence(text) => {
                // What follows only happens in some runs.
                self.half.returned = self.half.returned.or(Some(Return::Sometimes));
                self.half.branches = self.half.branches.max(1);
            }
            dialect => self.dialect = dialect,
        }
    }

    fn statement(&mut self, call: &Call<'t>, statement: Option<Node<'t>>) {
        let Some(statement) = statement else { return };
        let passage = self.scope.passage(statement);
        self.half.sql(call.node, &passage, self.dialect);
    }

    /// `$this->connection->…`.
    fn connection(&mut self, call: &Call<'t>) {
        match call.name {
            "executeStatement" | "executeUpdate" | "executeQuery" | "exec" | "query" => {
                self.statement(call, call.items.first().copied());
            }
            "insert" | "update" | "delete" => self.rows(call),
            name if name.starts_with("fetch") || IDLE.contains(&name) => {}
            _ => self.other(call),
        }
    }

    /// `$this->connection->update('users', ['a' => 1], ['id' => 2])`.
    fn rows(&mut self, call: &Call<'t>) {
        let Some(table) = self.text_at(call, 0).map(|name| Name::dotted(&name)) else { return self.dynamic(call) };
        let columns = match self.value_at(call, 1) {
            Value::Map(entries) => entries.into_iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        };
        let operation = match call.name {
            "insert" => Operation::Insert { table, source: None },
            "update" => Operation::Update { table, is_filtered: true, columns },
            _ => Operation::Delete { table, is_filtered: true },
        };
        self.half.push(call.node, operation);
    }

    /// Code that is neither the schema's nor the connection's.
    fn other(&mut self, call: &Call<'t>) {
        let code = self.scope.code;
        if call.receiver.is_none() && flow::follow(self, call) {
            return;
        }
        if call.block.is_some() {
            flow::conditionally(self, |doctrine| flow::block(doctrine, call));
        } else if !call.is_value && !IDLE.contains(&call.name) {
            self.half.unknown(call.node, format!("code of `{}`", call.title(code)));
        }
    }
}

/// The platform that a condition names.
fn platform(condition: &str) -> Dialect {
    let text = condition.to_ascii_lowercase();
    if !text.contains("platform") {
        return Dialect::Unknown;
    }
    let names = [
        ("mysql", Dialect::MySql),
        ("mariadb", Dialect::MySql),
        ("postgre", Dialect::PostgreSql),
        ("sqlite", Dialect::Sqlite),
        ("mssql", Dialect::SqlServer),
        ("sqlserver", Dialect::SqlServer),
        ("oracle", Dialect::Oracle),
    ];
    let mut named = names.into_iter().filter(|(name, _)| text.contains(name)).map(|(_, dialect)| dialect);
    match (named.next(), named.next()) {
        (Some(one), None) => one,
        _ => Dialect::Unknown,
    }
}
