//! db-migrate: `db.addColumn('users', 'name', { type: 'string' }, callback)`. (<https://db-migrate.readthedocs.io/>)

use memchr::memmem::find;

use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::javascript::{self, flag_of, has, number_of, object};
use crate::fact::extract::migration::language::program::{Chain, Reader, Run, at_run_time};
use crate::fact::extract::migration::language::{dialect, kinds};
use crate::fact::migration::{Column, ColumnType, Constraint, Framework, Name, Object, Operation, Script};
use crate::text::Span;

/// Whether a file is a migration for db-migrate.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::DbMigrate)
}

/// Reads one. A file that only runs a pair of SQL files says nothing itself.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    if find(source.bytes, b"-up.sql").is_some() && find(source.bytes, b"readFile").is_some() {
        return vec![Script::new(Span::new(0, source.bytes.len()), Vec::new())];
    }
    javascript::read(source, &|| DbMigrate { dialect: dialect::of(source) })
}

/// What calls of the driver do.
struct DbMigrate {
    dialect: Dialect,
}

impl<'t> Reader<'t> for DbMigrate {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(call) = Call::of(run, chain) else { return run.other(self, chain) };
        if call.name == "runSql" {
            run.sql(call.argument(0), self.dialect, call.span);
        } else if let Some(operations) = self.change(run, &call) {
            operations.into_iter().for_each(|operation| run.effect(operation, call.span));
        } else if !matches!(call.name, "all" | "connect" | "close" | "startMigration" | "endMigration") {
            return run.other(self, chain);
        }
        for link in &chain.links {
            run.enter_all(self, link);
        }
    }
}

/// A call of the driver, at once or bound for later: `db.addColumn.bind(db, 'users', …)`.
struct Call<'t> {
    name: &'t str,
    arguments: Vec<Node<'t>>,
    span: Span,
}

impl<'t> Call<'t> {
    fn of(run: &Run<'t>, chain: &Chain<'t>) -> Option<Self> {
        if !run.is_handle(chain.root) {
            return None;
        }
        let first = chain.links.first()?;
        let link = chain.links.iter().find(|link| link.is_call())?;
        let skipped = usize::from(link.name == "bind");
        let name = if skipped == 1 { first.name } else { link.name };
        Some(Self { name, arguments: link.arguments().into_iter().skip(skipped).collect(), span: link.whole })
    }

    fn argument(&self, index: usize) -> Option<Node<'t>> {
        self.arguments.get(index).copied()
    }

    fn text(&self, run: &Run<'t>, index: usize) -> Option<String> {
        run.text(self.argument(index)?)
    }
}

impl DbMigrate {
    fn change<'t>(&self, run: &Run<'t>, call: &Call<'t>) -> Option<Vec<Operation>> {
        let text = |index| call.text(run, index);
        let table = text(0).map(|name| Name::dotted(&name));
        let one = |operation: Option<Operation>| vec![operation.unwrap_or_else(|| at_run_time(call.name))];
        let with = |operation: &dyn Fn(Name) -> Option<Operation>| one(table.clone().and_then(operation));
        Some(match call.name {
            "createTable" => with(&|table| Some(self.create(run, call, table))),
            "dropTable" => with(&|table| Some(Operation::DropTable { table, cascades: false })),
            "renameTable" => with(&|from| Some(Operation::RenameTable { from, to: Name::dotted(&text(1)?) })),
            "addColumn" => with(&|table| {
                Some(Operation::AddColumn { table, column: self.column(run, text(1)?, call.argument(2)?) })
            }),
            "removeColumn" => with(&|table| Some(Operation::DropColumn { table, column: text(1)? })),
            "renameColumn" => with(&|table| Some(Operation::RenameColumn { table, from: text(1)?, to: text(2)? })),
            "changeColumn" => match table.clone().zip(text(1)).zip(call.argument(2)) {
                Some(((table, column), options)) => self.alter(run, &table, column, options),
                None => one(None),
            },
            "addIndex" => with(&|table| Some(index(run, call, table))),
            // The table may be left out.
            "removeIndex" => match (text(0), text(1)) {
                (Some(table), Some(name)) => {
                    vec![Operation::DropIndex {
                        table: Some(Name::dotted(&table)),
                        name: Some(name),
                        columns: Vec::new(),
                    }]
                }
                (name, None) => vec![Operation::DropIndex { table: None, name, columns: Vec::new() }],
                _ => one(None),
            },
            "addForeignKey" => with(&|table| {
                let mapping = call.argument(3).and_then(|mapping| object(run, mapping));
                let columns = mapping.map(|mapping| run.entries(mapping)).unwrap_or_default();
                let columns = columns.into_iter().map(|(key, _)| key).collect();
                Some(Operation::AddConstraint {
                    table,
                    name: text(2),
                    kind: Constraint::ForeignKey,
                    columns,
                    checks_rows: true,
                })
            }),
            "removeForeignKey" => with(&|table| {
                Some(Operation::DropConstraint {
                    table,
                    name: text(1),
                    kind: Some(Constraint::ForeignKey),
                    columns: Vec::new(),
                })
            }),
            "insert" => with(&|table| Some(Operation::Insert { table, source: None })),
            "createDatabase" => with(&|name| Some(Operation::Create { kind: Object::Database, name, replaces: false })),
            "dropDatabase" => with(&|name| Some(Operation::Drop { kind: Object::Database, name, cascades: false })),
            _ => return None,
        })
    }

    /// `createTable('a', { id: 'int' })`, or with the columns under a key of their own.
    fn create<'t>(&self, run: &Run<'t>, call: &Call<'t>, table: Name) -> Operation {
        let options = call.argument(1).and_then(|options| object(run, options));
        let nested = options.and_then(|options| object(run, run.property(options, "columns")?));
        let listed = nested.or(options);
        let entries = listed.map(|listed| run.entries(listed)).unwrap_or_default();
        let columns = entries.into_iter().map(|(name, options)| self.column(run, name, options)).collect();
        let is_complete = listed.is_some_and(Run::is_complete);
        Operation::CreateTable { table, columns, is_complete, is_temporary: false }
    }

    fn column<'t>(&self, run: &Run<'t>, name: String, options: Node<'t>) -> Column {
        let object = object(run, options);
        let is = |key| flag_of(run, object, key) == Some(true);
        Column {
            is_nullable: !is("notNull") && !is("primaryKey"),
            has_default: is("autoIncrement") || has(run, object, "defaultValue"),
            ..Column::new(name, self.kind(run, object, options))
        }
    }

    fn kind<'t>(&self, run: &Run<'t>, object: Option<Node<'t>>, options: Node<'t>) -> ColumnType {
        let named = match object.and_then(|object| run.property(object, "type")) {
            Some(node) => word(run, node),
            None => word(run, options).filter(|_| object.is_none()),
        };
        let Some(named) = named else { return ColumnType::Unknown };
        let length = number_of(run, object, "length");
        match (named.as_str(), length) {
            ("string", length) => kinds::text(length),
            ("binary" | "blob", limit) => ColumnType::Bytes { limit },
            ("datetime", _) => kinds::timestamp(false, None),
            (kind, Some(length)) if !kind.contains("int") => kinds::sql(&format!("{kind}({length})"), self.dialect),
            (kind, _) => {
                let kind = kinds::sql(kind, self.dialect);
                if flag_of(run, object, "unsigned") == Some(true) { kinds::unsigned(kind) } else { kind }
            }
        }
    }

    fn alter<'t>(&self, run: &Run<'t>, table: &Name, column: String, options: Node<'t>) -> Vec<Operation> {
        let object = object(run, options);
        let table = table.clone();
        let mut operations = Vec::new();
        if object.is_none_or(|object| run.property(object, "type").is_some()) {
            let to = self.kind(run, object, options);
            let (table, column) = (table.clone(), column.clone());
            operations.push(Operation::ChangeType { table, column, from: None, to, is_computed: false });
        }
        match flag_of(run, object, "notNull") {
            Some(true) => {
                operations.push(Operation::SetNotNull {
                    table: table.clone(),
                    column: column.clone(),
                    is_filled: false,
                });
            }
            Some(false) => operations.push(Operation::DropNotNull { table: table.clone(), column: column.clone() }),
            None => {}
        }
        if has(run, object, "defaultValue") {
            operations.push(Operation::SetDefault { table, column });
        }
        operations
    }
}

/// A type: a text, or `dataType.STRING`.
fn word<'t>(run: &Run<'t>, node: Node<'t>) -> Option<String> {
    run.text(node).map(|text| text.to_lowercase()).or_else(|| {
        let chain = run.program().chain(run.resolve(node));
        chain.last().map(|link| link.name.to_lowercase())
    })
}

fn index<'t>(run: &Run<'t>, call: &Call<'t>, table: Name) -> Operation {
    let columns = call.argument(2).and_then(|columns| run.texts(columns)).unwrap_or_default();
    let name = call.text(run, 1);
    if call.argument(3).and_then(|flag| run.flag(flag)) == Some(true) {
        return Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true };
    }
    Operation::CreateIndex { table, name, columns }
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    #[test]
    fn what_each_method_does() {
        let cases = [
            (
                "db.createTable('a', { id: { type: 'string', length: 9, notNull: true }, b: 'string' }, cb)",
                "+T a (id text9!, b text)",
            ),
            (
                "db.createTable('a', { columns: { b: { type: dbm.dataType.STRING } }, ifNotExists: true })",
                "+T a (b text)",
            ),
            ("db.dropTable('a', cb)", "-T a"),
            ("db.addColumn('a', 'b', { type: 'blob', defaultValue: 1 }, cb)", "+C a.b bytes default"),
            ("db.removeColumn('a', 'b', cb)", "-C a.b"),
            ("db.renameColumn('a', 'b', 'c')", "ren C a.b c"),
            ("db.changeColumn('a', 'b', { notNull: true })", "notnull a.b"),
            ("db.addIndex('a', 'i', ['b'], true, cb)", "+K a i unique constraint (b)"),
            ("db.removeIndex('a', 'i', cb)", "-I a i ()"),
            ("db.addForeignKey('a', 'c', 'k', { b: 'id' }, {}, cb)", "+K a k foreign key (b)"),
            ("db.runSql(build(), cb)", "? a statement built at run time"),
            ("async.series([db.dropTable.bind(db, 'a'), db.removeColumn.bind(db, 'b', 'c')], cb)", "-T a; -C b.c"),
            ("db.all('SELECT 1', (error, rows) => { db.dropTable('a', cb); })", "-T a"),
        ];
        for (call, expected) in cases {
            let text = format!(
                "var dbm;\nexports.up = function (db, cb) {{ {call}; }};\nexports.down = function (db, cb) {{ cb(); }};"
            );
            assert!(is_one(source("m/1.js", &text)));
            let script = script(read, "m/1.js", &text);
            assert_eq!(effects(&script.up).join("; "), expected, "{call}");
            assert_eq!(down(&script), "empty");
        }
    }

    #[test]
    fn a_pair_of_sql_files_speaks_for_itself() {
        let text = "exports.up = function(db) {
  var filePath = path.join(__dirname, 'sqls', '1-a-up.sql');
  return new Promise((resolve) => { fs.readFile(filePath, resolve); }).then((data) => db.runSql(data));
};";
        assert!(is_one(source("m/1.js", text)));
        let script = script(read, "m/1.js", text);
        assert_eq!((script.up.len(), down(&script).as_str()), (0, "elsewhere"));
    }
}
