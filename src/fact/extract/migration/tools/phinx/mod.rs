//! Phinx and the migrations of CakePHP, which build on it. (<https://book.cakephp.org/phinx/0/en/migrations.html>)

mod columns;
mod table;
#[cfg(test)]
mod tests;

use bstr::ByteSlice;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, span};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half};
use crate::fact::extract::migration::language::php;
use crate::fact::extract::migration::language::value::{Scope, Value};
use crate::fact::migration::{Down, Name, Operation, Script};
use crate::text::Span;

use table::Table;

/// Whether a file defines a migration of Phinx or CakePHP.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    const BASES: &[&str] =
        &[r"Phinx\Migration\AbstractMigration", r"Migrations\AbstractMigration", r"Migrations\BaseMigration"];
    let has = |text: &str| source.bytes.contains_str(text);
    let is_other = has(r"Doctrine\Migrations") || has(r"DBAL\Migrations") || has(r"Doctrine\DBAL\Schema");
    source.path.lower_name().ends_with(".php") && !is_other && has("extends ") && BASES.iter().any(|base| has(base))
}

/// Reads the migration of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Php, source.bytes) else { return vec![half::unread(source.bytes)] };
    let Some(class) = php::class(&code, |base| base.ends_with("Migration"), &["change", "up"]) else {
        return half::none(&code);
    };
    let run = |name, records| {
        let method = php::method(&code, class, name)?;
        let mut phinx = Phinx { scope: Scope::new(&code), half: Half::new(), tables: Vec::new(), records, stop: None };
        php::run(&mut phinx, method);
        Some((phinx, method))
    };
    let mut script = match run("change", true) {
        Some((phinx, method)) => recorded(phinx, method),
        None => {
            let (up, method) = match run("up", false) {
                Some((phinx, method)) => (phinx.half, method),
                None => return half::none(&code),
            };
            let down = run("down", false).map(|(phinx, method)| (phinx.half, span(method)));
            half::pair((up, span(method)), down, php::head(method))
        }
    };
    half::finish(&code, &mut script);
    vec![script]
}

/// A `change`, which Phinx turns round where it can.
fn recorded(phinx: Phinx<'_>, method: Node<'_>) -> Script {
    let mut script = Script::new(span(method), phinx.half.effects);
    script.unread = phinx.half.unread;
    script.down = match phinx.stop {
        Some((at, why)) => Down::Missing { at, why: Some(why) },
        None => Down::Automatic,
    };
    script
}

/// Reads a method of a migration.
struct Phinx<'t> {
    scope: Scope<'t>,
    half: Half,
    /// The tables that variables stand for, and what is pending for each.
    tables: Vec<Table<'t>>,
    /// Whether the method is `change`.
    records: bool,
    /// The first action of `change` that has no inverse, and why.
    stop: Option<(Span, String)>,
}

impl<'t> Reader<'t> for Phinx<'t> {
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
        if let Some(at) = self.tables.iter().rposition(|table| table.variable == root && !root.is_empty()) {
            return self.in_table(at, &chain);
        }
        match (root, chain.first()) {
            ("$this", Some(first)) if first.name == "table" => self.table(call, &chain),
            ("$this", Some(first)) if chain.len() == 1 || first.name == "getAdapter" => self.own(call),
            ("$this", Some(first)) if first.name.ends_with("Builder") => self.built(call, &chain),
            _ => self.other(call),
        }
    }
}

/// Methods that change neither structure nor rows.
const IDLE: &[&str] = &[
    "fetchRow", "fetchAll", "hasTable", "isMigratingUp", "getAdapter", "getOptions", "getInput", "getOutput",
    "writeln", "setOutput", "getName", "getEnvironment", "sleep", "beginTransaction", "commitTransaction",
    "preFlightCheck", "postFlightCheck", "shouldExecute", "quote", "out",
];

impl<'t> Phinx<'t> {
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

    /// Notes that `change` cannot be turned round; where that is not certain (`if ($this->isMigratingUp())`), it is not said.
    fn stop(&mut self, call: &Call<'t>, why: impl Into<String>) {
        if self.records && self.half.branches == 0 {
            let at = call.link(self.scope.code);
            self.stop.get_or_insert((at, why.into()));
        }
    }

    /// `$this->…`.
    fn own(&mut self, call: &Call<'t>) {
        match call.name {
            "execute" | "query" => self.execute(call),
            "dropTable" => {
                self.stop(call, "`dropTable`");
                match self.text_at(call, 0) {
                    Some(table) => {
                        self.half
                            .push(call.node, Operation::DropTable { table: Name::dotted(&table), cascades: false });
                    }
                    None => self.dynamic(call),
                }
            }
            "insert" => match self.text_at(call, 0) {
                Some(table) => {
                    self.stop(call, "`insert`");
                    self.half.push(call.node, Operation::Insert { table: Name::dotted(&table), source: None });
                }
                None => self.dynamic(call),
            },
            name if IDLE.contains(&name) => {}
            _ if flow::follow(self, call) => {}
            _ => self.other(call),
        }
    }

    fn execute(&mut self, call: &Call<'t>) {
        let Some(statement) = call.items.first() else { return };
        let passage = self.scope.passage(*statement);
        let before = (self.half.effects.len(), self.half.unread.len());
        self.half.sql(call.node, &passage, Dialect::Unknown);
        // It is run in both directions, which is fine for what only reads.
        if before != (self.half.effects.len(), self.half.unread.len()) {
            self.stop(call, format!("`{}`", call.name));
        }
    }

    /// `$this->getQueryBuilder('update')->update('users')->set('age', 1)->where(…)->execute()`.
    fn built(&mut self, call: &Call<'t>, chain: &[Call<'t>]) {
        let Some(first) = chain.first() else { return };
        let named = |names: &[&str]| chain.iter().skip(1).find(|call| names.contains(&call.name));
        let kind = match first.name {
            "getUpdateBuilder" => Some("update".to_owned()),
            "getDeleteBuilder" => Some("delete".to_owned()),
            "getInsertBuilder" => Some("insert".to_owned()),
            "getSelectBuilder" => Some("select".to_owned()),
            _ => self.text_at(first, 0).or_else(|| {
                ["update", "delete", "insert", "select"]
                    .into_iter()
                    .find(|kind| named(&[kind]).is_some())
                    .map(str::to_owned)
            }),
        };
        if kind.as_deref() == Some("select") {
            return;
        }
        let tables = chain.iter().skip(1).filter(|call| matches!(call.name, "update" | "into" | "from" | "delete"));
        let table = tables.into_iter().find_map(|call| self.text_at(call, 0)).map(|name| Name::dotted(&name));
        let (Some(kind), Some(table)) = (kind, table) else { return self.dynamic(call) };
        let is_filtered = named(&["where", "andWhere", "limit"]).is_some();
        let columns = chain.iter().filter(|call| call.name == "set");
        let columns = columns.flat_map(|call| match self.value_at(call, 0) {
            Value::Text(column) => vec![column],
            Value::Map(entries) => entries.into_iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        });
        let operation = match kind.as_str() {
            "update" => Operation::Update { table, is_filtered, columns: columns.collect() },
            "delete" => Operation::Delete { table, is_filtered },
            _ => Operation::Insert { table, source: None },
        };
        self.stop(call, format!("rows changed by `{}`", first.name));
        self.half.push(call.node, operation);
    }

    /// Code that is not Phinx's.
    fn other(&mut self, call: &Call<'t>) {
        if call.receiver.is_none() && flow::follow(self, call) {
            return;
        }
        if call.block.is_some() {
            flow::conditionally(self, |phinx| flow::block(phinx, call));
        } else if !call.is_value && !IDLE.contains(&call.name) && !call.receiver_text(self.scope.code).ends_with("Log")
        {
            let what = format!("code of `{}`", call.title(self.scope.code));
            self.half.unknown(call.node, what);
        }
    }
}
