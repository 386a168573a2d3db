//! node-pg-migrate: `pgm.addColumns('users', { … })`. (<https://salsita.github.io/node-pg-migrate/>)

use std::cell::RefCell;

use crate::document::Passage;
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::javascript::{self, flag_of, has, name, object, text_of, texts_of};
use crate::fact::extract::migration::language::kinds;
use crate::fact::extract::migration::language::program::{Chain, Link, Reader, Run, at_run_time};
use crate::fact::migration::{Column, ColumnType, Constraint, Down, Framework, Name, Object, Operation, Script};
use crate::text::Span;

/// Whether a file is a migration for node-pg-migrate.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::NodePgMigrate)
}

/// Reads one. Without a way back it is worked out, where all that is done is the making or renaming of things.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let stays = RefCell::new(None);
    javascript::read_with(source, &|| NodePgMigrate { stays: &stays }, &|_, _| match stays.take() {
        Some((at, why)) => Down::Missing { at, why: Some(why) },
        None => Down::Automatic,
    })
}

/// What calls of the builder do.
struct NodePgMigrate<'a> {
    /// The first operation that cannot be worked out backwards.
    stays: &'a RefCell<Option<(Span, String)>>,
}

impl<'t> Reader<'t> for NodePgMigrate<'_> {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(link) = chain.links.iter().find(|link| link.is_call() && !link.name.is_empty()) else {
            return run.other(self, chain);
        };
        if !run.is_handle(chain.root) {
            return run.other(self, chain);
        }
        match link.name {
            "sql" | "query" | "select" => {
                self.keep(link, link.name == "sql");
                run.sql(link.argument(0), Dialect::PostgreSql, link.whole);
            }
            "noTransaction" | "func" => {}
            method => {
                self.keep(link, !is_reversible(method));
                if let Some(passage) = written(run, link).filter(|_| method.ends_with("Constraint")) {
                    run.sql_of(&passage, Dialect::PostgreSql);
                }
                let operations = change(run, link);
                operations.into_iter().for_each(|operation| run.effect(operation, link.whole));
            }
        }
        for next in chain.links.iter().filter(|next| next.whole.end > link.whole.end) {
            run.pass(self, chain, next);
        }
    }
}

impl NodePgMigrate<'_> {
    fn keep(&self, link: &Link<'_>, stays: bool) {
        let mut kept = self.stays.borrow_mut();
        if stays && kept.is_none() {
            *kept = Some((link.whole, format!("`{}`", link.name)));
        }
    }
}

/// What is made is dropped, what is renamed gets its name back, what is granted is revoked.
fn is_reversible(method: &str) -> bool {
    let makes = ["create", "add", "rename", "grant"].iter().any(|verb| method.starts_with(verb));
    makes && method != "addTypeValue"
}

fn change<'t>(run: &Run<'t>, link: &Link<'t>) -> Vec<Operation> {
    if let Some(what) = link.name.strip_prefix("revoke") {
        return vec![Operation::Restrict { what: format!("privileges {}", what.to_lowercase()) }];
    }
    if link.name.starts_with("grant") {
        return Vec::new();
    }
    let named = link.argument(0).and_then(|node| name(run, node));
    let Some(table) = named else { return vec![at_run_time(link.name)] };
    let text = |index| link.argument(index).and_then(|node| run.text(node));
    let one = |operation: Option<Operation>| vec![operation.unwrap_or_else(|| at_run_time(link.name))];
    match link.name {
        "createTable" => vec![create(run, link, table)],
        "dropTable" => vec![Operation::DropTable { table, cascades: cascades(run, link, 1) }],
        "renameTable" => {
            one(link.argument(1).and_then(|to| name(run, to)).map(|to| Operation::RenameTable { from: table, to }))
        }
        "addColumn" | "addColumns" => match columns(run, link.argument(1)) {
            Some(columns) => {
                columns.into_iter().map(|column| Operation::AddColumn { table: table.clone(), column }).collect()
            }
            None => one(None),
        },
        "dropColumn" | "dropColumns" => drop_columns(run, link, &table),
        "renameColumn" => one(text(1).zip(text(2)).map(|(from, to)| Operation::RenameColumn { table, from, to })),
        "alterColumn" => match text(1) {
            Some(column) => alter_column(run, link, &table, &column),
            None => one(None),
        },
        "addConstraint" | "createConstraint" => constraint(run, link, table).into_iter().collect(),
        "dropConstraint" => one(text(1).map(|name| Operation::DropConstraint {
            table,
            name: Some(name),
            kind: None,
            columns: Vec::new(),
        })),
        "renameConstraint" | "comment" => Vec::new(),
        "createIndex" | "addIndex" => vec![index(run, link, table)],
        "dropIndex" => {
            let options = link.argument(2).and_then(|options| object(run, options));
            let columns = link.argument(1).and_then(|columns| run.texts(columns)).unwrap_or_default();
            vec![Operation::DropIndex { table: Some(table), name: text_of(run, options, "name"), columns }]
        }
        "alterTable" => alter_table(run, link, &table),
        "addTypeValue" => one(text(1).map(|value| Operation::AddEnumValue { of: table, value })),
        "renameTypeValue" => {
            one(text(1).zip(text(2)).map(|(from, to)| Operation::RenameEnumValue { of: table, from, to }))
        }
        method => thing(run, method, link, table),
    }
}

fn cascades<'t>(run: &Run<'t>, link: &Link<'t>, index: usize) -> bool {
    let options = link.argument(index).and_then(|options| object(run, options));
    flag_of(run, options, "cascade") == Some(true)
}

fn create<'t>(run: &Run<'t>, link: &Link<'t>, table: Name) -> Operation {
    let listed = link.argument(1).and_then(|listed| object(run, listed));
    let options = link.argument(2).and_then(|options| object(run, options));
    let is_complete =
        listed.is_some_and(Run::is_complete) && !has(run, options, "like") && !has(run, options, "inherits");
    let is_temporary = flag_of(run, options, "temporary") == Some(true);
    Operation::CreateTable { table, columns: columns(run, listed).unwrap_or_default(), is_complete, is_temporary }
}

fn columns<'t>(run: &Run<'t>, node: Option<Node<'t>>) -> Option<Vec<Column>> {
    let listed = node.and_then(|node| object(run, node))?;
    Some(run.entries(listed).into_iter().map(|(name, options)| column(run, name, options)).collect())
}

/// A column by its options, or by its type alone; `id` alone is a serial key.
fn column<'t>(run: &Run<'t>, name: String, options: Node<'t>) -> Column {
    let object = object(run, options);
    let written = if object.is_some() { text_of(run, object, "type") } else { run.text(options) };
    let is_serial = written.as_deref().is_some_and(|kind| kind == "id" || kind.contains("serial"));
    let is = |key| flag_of(run, object, key) == Some(true);
    let is_generated =
        ["default", "sequenceGenerated", "expressionGenerated", "identity"].iter().any(|key| has(run, object, key));
    Column {
        is_nullable: !is("notNull") && !is("primaryKey") && !is_serial,
        has_default: is_serial || is_generated,
        ..Column::new(name, written.map_or(ColumnType::Unknown, |kind| self::kind(&kind)))
    }
}

/// A type, as its short form or as PostgreSQL writes it.
fn kind(written: &str) -> ColumnType {
    match written {
        "id" => kinds::integer(4),
        "string" => kinds::text(None),
        "int" => kinds::integer(4),
        "float" => ColumnType::Float { bytes: 4 },
        "double" => ColumnType::Float { bytes: 8 },
        "datetime" => kinds::timestamp(false, None),
        "bool" => ColumnType::Boolean,
        other => kinds::sql(other, Dialect::PostgreSql),
    }
}

fn drop_columns<'t>(run: &Run<'t>, link: &Link<'t>, table: &Name) -> Vec<Operation> {
    let Some(node) = link.argument(1) else { return vec![at_run_time(link.name)] };
    let keys = || object(run, node).map(|listed| run.entries(listed).into_iter().map(|(key, _)| key).collect());
    let Some(names) = run.texts(node).or_else(keys) else { return vec![at_run_time(link.name)] };
    names.into_iter().map(|column| Operation::DropColumn { table: table.clone(), column }).collect()
}

fn alter_column<'t>(run: &Run<'t>, link: &Link<'t>, table: &Name, column: &str) -> Vec<Operation> {
    let options = link.argument(2).and_then(|options| object(run, options));
    let Some(written) = options else { return vec![at_run_time(link.name)] };
    let (table, column) = (table.clone(), column.to_owned());
    let mut operations = Vec::new();
    if let Some(node) = ["type", "using"].iter().find_map(|key| run.property(written, key)) {
        let to =
            run.text(run.property(written, "type").unwrap_or(node)).map_or(ColumnType::Unknown, |text| kind(&text));
        let (table, column) = (table.clone(), column.clone());
        operations.push(Operation::ChangeType {
            table,
            column,
            from: None,
            to,
            is_computed: has(run, options, "using"),
        });
    }
    let nulls = flag_of(run, options, "notNull").or_else(|| flag_of(run, options, "allowNull").map(|allows| !allows));
    match nulls {
        Some(true) => {
            operations.push(Operation::SetNotNull { table: table.clone(), column: column.clone(), is_filled: false })
        }
        Some(false) => operations.push(Operation::DropNotNull { table: table.clone(), column: column.clone() }),
        None => {}
    }
    match run.property(written, "default").map(|value| run.program().text(value)) {
        Some("null") => operations.push(Operation::DropDefault { table, column }),
        Some(_) => operations.push(Operation::SetDefault { table, column }),
        None => {}
    }
    operations
}

/// `addConstraint('a', 'k', { unique: ['b'] })`; none where the demand is written as SQL.
fn constraint<'t>(run: &Run<'t>, link: &Link<'t>, table: Name) -> Option<Operation> {
    let name = link.argument(1).and_then(|name| run.text(name));
    let options = link.argument(2).and_then(|options| object(run, options));
    let foreign = options.and_then(|options| object(run, run.property(options, "foreignKeys")?));
    let (kind, columns) = if has(run, options, "unique") {
        (Constraint::Unique, texts_of(run, options, "unique"))
    } else if has(run, options, "primaryKey") {
        (Constraint::PrimaryKey, texts_of(run, options, "primaryKey"))
    } else if has(run, options, "foreignKeys") {
        (Constraint::ForeignKey, texts_of(run, foreign, "columns"))
    } else if has(run, options, "check") || has(run, options, "exclude") {
        (Constraint::Check, Vec::new())
    } else {
        return options.is_some().then(|| Operation::Unknown { what: "a constraint of an unknown kind".to_owned() });
    };
    Some(Operation::AddConstraint { table, name, kind, columns, checks_rows: true })
}

/// `addConstraint('a', 'k', 'UNIQUE (b)')`, as the statement that it becomes.
fn written<'t>(run: &Run<'t>, link: &Link<'t>) -> Option<Passage> {
    let text = |index| link.argument(index).and_then(|text| run.text(text));
    let table = link.argument(0).and_then(|table| name(run, table))?;
    let demand =
        link.argument(2).filter(|demand| object(run, *demand).is_none()).and_then(|demand| run.passage(demand))?;
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', ""));
    let schema = table.schema.as_deref().map(|schema| quoted(schema) + ".").unwrap_or_default();
    let own = text(1).map(|name| format!("CONSTRAINT {} ", quoted(&name))).unwrap_or_default();
    let head = format!("ALTER TABLE {schema}{} ADD {own}", quoted(&table.name));
    let mut passage = Passage::default();
    passage.push_for(head.as_bytes(), link.whole);
    passage.append(&demand);
    Some(passage)
}

fn index<'t>(run: &Run<'t>, link: &Link<'t>, table: Name) -> Operation {
    let options = link.argument(2).and_then(|options| object(run, options));
    let columns = link.argument(1).and_then(|columns| run.texts(columns)).unwrap_or_default();
    let name = text_of(run, options, "name");
    if flag_of(run, options, "unique") == Some(true) {
        return Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true };
    }
    Operation::CreateIndex { table, name, columns }
}

/// `alterTable('a', { levelSecurity: 'DISABLE' })`
fn alter_table<'t>(run: &Run<'t>, link: &Link<'t>, table: &Name) -> Vec<Operation> {
    let options = link.argument(1).and_then(|options| object(run, options));
    match text_of(run, options, "levelSecurity").as_deref() {
        Some("DISABLE" | "NO FORCE") => vec![Operation::Restrict { what: format!("row level security of {table}") }],
        _ => Vec::new(),
    }
}

/// Sequences, views, functions, types and their like.
fn thing<'t>(run: &Run<'t>, method: &str, link: &Link<'t>, own: Name) -> Vec<Operation> {
    let verbs = ["create", "add", "drop", "rename", "alter", "refresh"];
    let Some((verb, rest)) = verbs.iter().find_map(|verb| Some((*verb, method.strip_prefix(verb)?))) else {
        return vec![Operation::Unknown { what: format!("code of `{method}()`") }];
    };
    let kind = match rest {
        "Schema" => Object::Schema,
        "Sequence" => Object::Sequence,
        "View" | "MaterializedView" => Object::View,
        "Function" | "Operator" | "OperatorClass" | "OperatorFamily" | "Cast" => Object::Function,
        "Trigger" => Object::Trigger,
        "Type" | "Domain" => Object::Type,
        "Extension" => Object::Extension,
        "Policy" => Object::Policy,
        "Role" => Object::Role,
        _ => Object::Other,
    };
    // Triggers and policies are named after their table.
    let place = usize::from(matches!(kind, Object::Trigger | Object::Policy));
    let name_at = |index| link.argument(index).and_then(|node| name(run, node));
    let name = if place == 0 { Some(own) } else { name_at(1) };
    let Some(name) = name else { return vec![at_run_time(method)] };
    match verb {
        "create" | "add" if rest != "TypeAttribute" => vec![Operation::Create { kind, name, replaces: false }],
        "drop" if rest != "TypeAttribute" => {
            let cascades = (1..4).any(|index| cascades(run, link, index));
            vec![Operation::Drop { kind, name, cascades }]
        }
        "rename" if rest != "TypeAttribute" => {
            // Functions are named with their parameters.
            let to = name_at(place + 1).or_else(|| name_at(place + 2));
            vec![to.map_or_else(|| at_run_time(method), |to| Operation::Rename { kind, from: name, to })]
        }
        "refresh" => Vec::new(),
        _ if kind == Object::Other => vec![Operation::Unknown { what: format!("`{method}`") }],
        // Another definition of the same thing.
        _ => vec![Operation::Create { kind, name, replaces: true }],
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    #[test]
    fn what_each_method_does() {
        let cases = [
            (
                "createTable('a', { id: 'id', b: { type: 'string', notNull: true }, c: 'bool' })",
                "+T a (id int4! default, b text!, c boolean)",
                "automatic",
            ),
            (
                "addColumns({ schema: 's', name: 'a' }, { b: { type: 'int', default: 1 } })",
                "+C s.a.b int4 default",
                "automatic",
            ),
            ("renameColumn('a', 'b', 'c')", "ren C a.b c", "automatic"),
            ("addConstraint('a', 'k', { unique: ['b', 'c'] })", "+K a k unique constraint (b, c)", "automatic"),
            ("createIndex('a', 'b')", "+I a _ (b)", "automatic"),
            ("createType('t', ['x'])", "+type t", "automatic"),
            ("renameView('v', 'w')", "ren view v w", "automatic"),
            ("dropTable('a', { cascade: true })", "-T a cascade", "missing: `dropTable`"),
            ("dropColumns('a', ['b', 'c'])", "-C a.b; -C a.c", "missing: `dropColumns`"),
            (
                "alterColumn('a', 'b', { type: 'int', using: 'b::int', notNull: true })",
                "~C a.b int4; notnull a.b",
                "missing: `alterColumn`",
            ),
            ("alterColumn('a', 'b', { default: null })", "-default a.b", "missing: `alterColumn`"),
            ("addTypeValue('t', 'y')", "AddEnumValue", "missing: `addTypeValue`"),
            ("dropTrigger('a', 'g')", "-trigger g", "missing: `dropTrigger`"),
            ("sql(text)", "? a statement built at run time", "missing: `sql`"),
        ];
        for (call, expected, back) in cases {
            let text = format!("exports.up = (pgm) => {{ pgm.{call}; }};");
            assert!(is_one(source("m/1.js", &text)));
            let script = script(read, "m/1.js", &text);
            let said = effects(&script.up).join("; ");
            assert!(said == expected || (expected == "AddEnumValue" && said.starts_with(expected)), "{call}: {said}");
            assert_eq!(down(&script), back, "{call}");
        }
    }

    #[test]
    fn ways_back() {
        for (back, expected) in [
            ("exports.down = false;", "irreversible"),
            ("exports.down = () => {};", "empty"),
            ("exports.down = (pgm) => pgm.dropTable('a');", "written: -T a"),
            ("exports.down = undefined;", "empty"),
        ] {
            let text = format!("exports.up = (pgm) => {{ pgm.createTable('a', {{ id: 'id' }}); }}; {back}");
            assert_eq!(down(&script(read, "m/1.js", &text)), expected, "{back}");
        }
    }
}
