//! Kysely: `db.schema.createTable('users').addColumn(…).execute()`. (<https://kysely.dev/docs/migrations>)

use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::javascript;
use crate::fact::extract::migration::language::program::{Chain, Link, Reader, Run, at_run_time};
use crate::fact::extract::migration::language::{dialect, kinds};
use crate::fact::migration::{Column, ColumnType, Constraint, Framework, Name, Object, Operation, Script};

/// Whether a file is a migration for Kysely.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::Kysely)
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    javascript::read(source, &|| Kysely { dialect: dialect::of(source) })
}

/// What calls of Kysely do.
struct Kysely {
    dialect: Dialect,
}

impl<'t> Reader<'t> for Kysely {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let root = run.program().text(chain.root);
        if root == "sql" {
            if let Some(text) = chain.links.iter().find(|link| link.is_call()).filter(|_| chain.has(&["execute"])) {
                run.sql(text.argument(0), self.dialect, text.whole);
            }
            return;
        }
        let Some(link) = chain.links.iter().find(|link| is_change(link.name) && link.is_call()) else {
            return self.hand_on(run, chain);
        };
        let Some(name) = link.argument(0).and_then(|name| run.text(name)) else {
            return run.effect(at_run_time(link.name), chain.span());
        };
        let name = within(run, chain, &name);
        match link.name {
            "createTable" => {
                let operation = self.create(run, chain, name);
                run.effect(operation, chain.span());
            }
            "alterTable" => self.alter(run, chain, &name),
            _ => {
                let operation = simple(run, chain, link, name);
                run.effect(operation, chain.span());
            }
        }
    }
}

/// The first step of what changes something.
fn is_change(method: &str) -> bool {
    const OBJECTS: &[&str] = &["Table", "Index", "View", "Schema", "Type"];
    let made = ["create", "drop", "alter"].iter().find_map(|verb| method.strip_prefix(verb));
    made.is_some_and(|object| OBJECTS.contains(&object))
        || matches!(method, "insertInto" | "updateTable" | "deleteFrom" | "replaceInto")
}

fn within<'t>(run: &Run<'t>, chain: &Chain<'t>, name: &str) -> Name {
    let schema = chain.link("withSchema").and_then(|link| run.text(link.argument(0)?));
    schema.map_or_else(|| Name::dotted(name), |schema| Name::within(schema, name))
}

impl Kysely {
    /// Transactions, and code of others.
    fn hand_on<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        if chain.has(&["transaction", "connection"]) {
            chain.links.iter().flat_map(Link::functions).for_each(|function| run.hand_over(function));
        }
        if !chain.has(&["selectFrom", "destroy", "introspection"]) {
            run.other(self, chain);
        }
    }

    fn create<'t>(&self, run: &Run<'t>, chain: &Chain<'t>, table: Name) -> Operation {
        let added: Vec<_> = chain.links.iter().filter(|link| link.name == "addColumn").collect();
        let columns: Vec<_> = added.iter().map(|link| self.column(run, link)).collect();
        let is_complete = columns.iter().all(Option::is_some) && !chain.has(&["$call", "as"]);
        let columns = columns.into_iter().flatten().collect();
        Operation::CreateTable { table, columns, is_complete, is_temporary: chain.has(&["temporary"]) }
    }

    /// `addColumn('name', 'varchar(50)', (col) => col.notNull())`
    fn column<'t>(&self, run: &Run<'t>, link: &Link<'t>) -> Option<Column> {
        let name = run.text(link.argument(0)?)?;
        let kind = self.kind(run, link.argument(1));
        let is_serial = link.argument(1).and_then(|kind| run.text(kind)).is_some_and(|kind| kind.contains("serial"));
        let said = link.argument(2).map(|function| words(run, function)).unwrap_or_default();
        let has = |words: &[&str]| said.iter().any(|word| words.contains(word));
        let is_required = has(&["notNull", "primaryKey"]) || is_serial;
        let has_default = is_serial
            || has(&["defaultTo", "autoIncrement", "generatedAlwaysAs", "generatedByDefaultAsIdentity", "identity"]);
        Some(Column { is_nullable: !is_required, has_default, ..Column::new(name, kind) })
    }

    /// A type: a text, or SQL.
    fn kind<'t>(&self, run: &Run<'t>, node: Option<Node<'t>>) -> ColumnType {
        node.and_then(|node| run.text(node)).map_or(ColumnType::Unknown, |text| kinds::sql(&text, self.dialect))
    }

    fn alter<'t>(&self, run: &mut Run<'t>, chain: &Chain<'t>, table: &Name) {
        for link in chain.links.iter().filter(|link| link.is_call()) {
            let text = |index| link.argument(index).and_then(|text| run.text(text));
            let operation = match (link.name, text(0)) {
                ("execute" | "alterTable" | "withSchema" | "", _) => continue,
                ("alterColumn", Some(column)) => {
                    self.alter_column(run, link, table, &column);
                    continue;
                }
                ("addColumn", Some(_)) => {
                    self.column(run, link).map(|column| Operation::AddColumn { table: table.clone(), column })
                }
                ("dropColumn", Some(column)) => Some(Operation::DropColumn { table: table.clone(), column }),
                ("renameColumn", Some(from)) => {
                    text(1).map(|to| Operation::RenameColumn { table: table.clone(), from, to })
                }
                ("renameTo", Some(to)) => {
                    let to = Name { schema: table.schema.clone(), name: to };
                    Some(Operation::RenameTable { from: table.clone(), to })
                }
                ("setSchema", Some(schema)) => {
                    let to = Name::within(schema, table.name.clone());
                    Some(Operation::RenameTable { from: table.clone(), to })
                }
                ("modifyColumn", Some(_)) => {
                    self.modify(run, link, table);
                    continue;
                }
                (method, name) => match constraint(run, link, table, name) {
                    Some(operation) => Some(operation),
                    None if method.starts_with("add") || method.starts_with("drop") || method.starts_with("rename") => {
                        None
                    }
                    None => continue,
                },
            };
            let operation = operation.unwrap_or_else(|| at_run_time(link.name));
            run.effect(operation, link.span);
        }
    }

    /// `modifyColumn('name', 'text', (col) => …)` says all of the column anew.
    fn modify<'t>(&self, run: &mut Run<'t>, link: &Link<'t>, table: &Name) {
        let Some(column) = self.column(run, link) else { return };
        let (name, table) = (column.name, table.clone());
        let change = Operation::ChangeType {
            table: table.clone(),
            column: name.clone(),
            from: None,
            to: column.kind,
            is_computed: false,
        };
        run.effect(change, link.span);
        let nulls = if column.is_nullable {
            Operation::DropNotNull { table, column: name }
        } else {
            Operation::SetNotNull { table, column: name, is_filled: false }
        };
        run.effect(nulls, link.span);
    }

    /// `alterColumn('name', (col) => col.setDataType('text'))`
    fn alter_column<'t>(&self, run: &mut Run<'t>, link: &Link<'t>, table: &Name, column: &str) {
        let Some(chain) = link.argument(1).and_then(|function| said(run, function)) else {
            return run.effect(at_run_time(link.name), link.span);
        };
        for step in chain.links.iter().filter(|step| step.is_call()) {
            let (table, column) = (table.clone(), column.to_owned());
            let operation = match step.name {
                "setDataType" => Operation::ChangeType {
                    table,
                    column,
                    from: None,
                    to: self.kind(run, step.argument(0)),
                    is_computed: false,
                },
                "setNotNull" => Operation::SetNotNull { table, column, is_filled: false },
                "dropNotNull" => Operation::DropNotNull { table, column },
                "setDefault" => Operation::SetDefault { table, column },
                "dropDefault" => Operation::DropDefault { table, column },
                _ => continue,
            };
            run.effect(operation, link.span);
        }
    }
}

/// The steps that a function of one expression takes.
fn said<'t>(run: &Run<'t>, function: Node<'t>) -> Option<Chain<'t>> {
    let function = crate::fact::extract::migration::language::program::as_function(run.program(), function)?;
    let mut body = function.child_by_field_name("body")?;
    if body.kind() == "statement_block" {
        body = crate::fact::extract::migration::language::code::parts(body).last()?.named_child(0)?;
    }
    Some(run.program().chain(body))
}

/// The names of those steps.
fn words<'t>(run: &Run<'t>, function: Node<'t>) -> Vec<&'t str> {
    said(run, function).map(|chain| chain.links.iter().map(|link| link.name).collect()).unwrap_or_default()
}

fn constraint<'t>(run: &Run<'t>, link: &Link<'t>, table: &Name, name: Option<String>) -> Option<Operation> {
    let table = table.clone();
    let columns = link.argument(1).and_then(|columns| run.texts(columns)).unwrap_or_default();
    let add = |kind, columns| Operation::AddConstraint {
        table: table.clone(),
        name: name.clone(),
        kind,
        columns,
        checks_rows: true,
    };
    Some(match link.name {
        "addUniqueConstraint" => add(Constraint::Unique, columns),
        "addPrimaryKeyConstraint" => add(Constraint::PrimaryKey, columns),
        "addForeignKeyConstraint" => add(Constraint::ForeignKey, columns),
        "addCheckConstraint" => add(Constraint::Check, Vec::new()),
        "dropConstraint" => Operation::DropConstraint { table, name: Some(name?), kind: None, columns: Vec::new() },
        "addIndex" => Operation::CreateIndex { table, name, columns: Vec::new() },
        "dropIndex" => Operation::DropIndex { table: Some(table), name, columns: Vec::new() },
        _ => return None,
    })
}

/// What needs no more than one operation.
fn simple<'t>(run: &Run<'t>, chain: &Chain<'t>, link: &Link<'t>, name: Name) -> Operation {
    let cascades = chain.has(&["cascade"]);
    let is_filtered = chain.links.iter().any(|link| link.name.starts_with("where") || link.name == "limit");
    match link.name {
        "dropTable" => Operation::DropTable { table: name, cascades },
        "createIndex" => index(run, chain, name),
        "dropIndex" => {
            let table =
                chain.link("on").and_then(|link| run.text(link.argument(0)?)).map(|table| within(run, chain, &table));
            Operation::DropIndex { table, name: Some(name.name), columns: Vec::new() }
        }
        "insertInto" => Operation::Insert { table: name, source: None },
        "replaceInto" => Operation::Update { table: name, is_filtered: true, columns: Vec::new() },
        "deleteFrom" => Operation::Delete { table: name, is_filtered },
        "updateTable" => Operation::Update { table: name, is_filtered, columns: written(run, chain) },
        method => {
            let kind = match () {
                () if method.ends_with("View") => Object::View,
                () if method.ends_with("Schema") => Object::Schema,
                () => Object::Type,
            };
            if method.starts_with("drop") {
                return Operation::Drop { kind, name, cascades };
            }
            if method.starts_with("create") {
                return Operation::Create { kind, name, replaces: chain.has(&["orReplace"]) };
            }
            Operation::Unknown { what: format!("`{method}`") }
        }
    }
}

fn index<'t>(run: &Run<'t>, chain: &Chain<'t>, name: Name) -> Operation {
    let Some(table) = chain.link("on").and_then(|link| run.text(link.argument(0)?)) else {
        return at_run_time("createIndex");
    };
    let table = within(run, chain, &table);
    let steps = chain.links.iter().filter(|link| matches!(link.name, "column" | "columns"));
    let columns: Vec<_> = steps.filter_map(|link| run.texts(link.argument(0)?)).collect::<Vec<_>>().concat();
    // `name desc`
    let columns = columns.iter().filter_map(|column| column.split_whitespace().next().map(str::to_owned)).collect();
    let name = Some(name.name);
    if chain.has(&["unique"]) {
        return Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true };
    }
    Operation::CreateIndex { table, name, columns }
}

/// The columns that an update sets.
fn written<'t>(run: &Run<'t>, chain: &Chain<'t>) -> Vec<String> {
    let sets = chain.links.iter().filter(|link| link.name == "set").filter_map(|link| link.argument(0));
    sets.flat_map(|set| {
        let set = run.resolve(set);
        if set.kind() == "object" {
            run.entries(set).into_iter().map(|(key, _)| key).collect()
        } else {
            run.text(set).into_iter().collect::<Vec<_>>()
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

    fn migration(up: &str, down: &str) -> String {
        format!(
            "import {{ Kysely, sql }} from 'kysely'\nexport async function up(db: Kysely<any>): Promise<void> {{ {up} }}\n{down}"
        )
    }

    #[test]
    fn what_each_chain_does() {
        let cases = [
            ("await db.schema.dropTable('a').ifExists().cascade().execute()", "-T a cascade"),
            ("await db.schema.alterTable('a').renameTo('b').execute()", "ren T a b"),
            ("await db.schema.alterTable('a').dropColumn('b').dropColumn('c').execute()", "-C a.b; -C a.c"),
            ("await db.schema.alterTable('a').renameColumn('b', 'c').execute()", "ren C a.b c"),
            ("await db.schema.alterTable('a').alterColumn('b', (c) => c.setNotNull()).execute()", "notnull a.b"),
            (
                "await db.schema.alterTable('a').alterColumn('b', (c) => { return c.dropDefault() }).execute()",
                "-default a.b",
            ),
            (
                "await db.schema.alterTable('a').addUniqueConstraint('k', ['b']).execute()",
                "+K a k unique constraint (b)",
            ),
            ("await db.schema.alterTable('a').dropConstraint('k').execute()", "-K a k"),
            ("await db.schema.createIndex('i').on('a').columns(['b', 'c desc']).execute()", "+I a i (b, c)"),
            ("await db.schema.createIndex('i').on('a').column('b').unique().execute()", "+K a i unique constraint (b)"),
            ("await db.schema.dropIndex('i').on('a').execute()", "-I a i ()"),
            ("await db.schema.createType('t').asEnum(['x']).execute()", "+type t"),
            ("await db.withSchema('s').schema.dropTable('a').execute()", "-T s.a"),
            ("await db.updateTable('a').set({ b: 1 }).where('c', '=', 2).execute()", "update a (b) where"),
            ("await db.deleteFrom('a').execute()", "delete a"),
            ("await db.insertInto('a').values([{ b: 1 }]).execute()", "insert a"),
            ("await db.schema.dropTable(name).execute()", "? `dropTable` of a name that is known at run time"),
            ("await sql.raw(text).execute(db)", "? a statement built at run time"),
            ("await db.transaction().execute(async (trx) => { await trx.schema.dropTable('a').execute() })", "-T a"),
            ("await fill(db)", "? code of `fill()`"),
        ];
        for (call, expected) in cases {
            let text = migration(call, "");
            assert!(is_one(source("m/1.ts", &text)));
            assert_eq!(effects(&script(read, "m/1.ts", &text).up).join("; "), expected, "{call}");
        }
    }

    #[test]
    fn columns() {
        let text = migration(
            "await db.schema.createTable('a').ifNotExists()
               .addColumn('id', 'serial', (col) => col.primaryKey())
               .addColumn('b', 'text')
               .addPrimaryKeyConstraint('k', ['id'])
               .execute();
             await db.schema.alterTable('a').addColumn('c', 'text', (col) => col.notNull().defaultTo(sql`now()`)).execute();",
            "export async function down(db: Kysely<any>) { await db.schema.dropTable('a').execute() }",
        );
        let script = script(read, "m/1.ts", &text);
        let said = effects(&script.up);
        assert!(said[0].starts_with("+T a (id ") && !said[0].contains('…'), "{said:?}");
        assert!(said[0].contains("! default, b ") && said[1].ends_with("! default"), "{said:?}");
        assert!(spans(&text, &script.up)[1].starts_with("addColumn('c'"));
        assert_eq!(down(&script), "written: -T a");
    }

    #[test]
    fn ways_back() {
        for (back, expected) in [
            ("", "missing"),
            ("export async function down() {}", "empty"),
            ("export async function down(): Promise<void> { throw new Error('no') }", "irreversible"),
            (
                "export const down = async (db: Kysely<any>) => { await db.schema.dropTable('b').execute() }",
                "written: -T b",
            ),
        ] {
            let text = migration("await db.schema.alterTable('a').renameTo('b').execute()", back);
            assert_eq!(down(&script(read, "m/1.ts", &text)), expected, "{back}");
        }
    }
}
