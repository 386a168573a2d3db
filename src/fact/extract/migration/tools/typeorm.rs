//! TypeORM: classes that implement `MigrationInterface`. (<https://typeorm.io/docs/migrations/api/>)

use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::javascript::{
    self, flag_of, has, name, number_of, object, text_of, texts_of,
};
use crate::fact::extract::migration::language::program::{Chain, Link, Reader, Run, at_run_time};
use crate::fact::extract::migration::language::{dialect, kinds};
use crate::fact::migration::{Column, ColumnType, Constraint, Framework, Name, Object, Operation, Script};

/// Whether a file is a migration for TypeORM.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::TypeOrm)
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    javascript::read(source, &|| TypeOrm { dialect: dialect::of(source) })
}

/// What calls of a query runner do.
struct TypeOrm {
    dialect: Dialect,
}

impl<'t> Reader<'t> for TypeOrm {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(link) = chain.links.iter().find(|link| link.is_call()) else { return };
        let is_runner = run.is_handle(chain.root);
        match link.name {
            "query" if is_runner || link.argument(0).and_then(|text| run.passage(text)).is_some() => {
                run.sql(link.argument(0), self.dialect, link.whole);
                self.rest(run, chain, link);
            }
            "createQueryBuilder" => build(run, chain),
            _ if is_runner && is_question(link.name) => self.rest(run, chain, link),
            _ if is_runner && !link.name.is_empty() => match self.change(run, link) {
                Some(operations) => operations.into_iter().for_each(|operation| run.effect(operation, link.whole)),
                None => run.other(self, chain),
            },
            _ => run.other(self, chain),
        }
    }
}

/// What only asks, or begins and ends a transaction.
fn is_question(method: &str) -> bool {
    let starts = ["has", "get", "is", "start", "commit", "rollback", "connect", "release", "stream", "sql"];
    starts.iter().any(|start| method.starts_with(start))
}

impl TypeOrm {
    /// What follows a query: functions that get its rows.
    fn rest<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>, first: &Link<'t>) {
        for link in chain.links.iter().filter(|link| link.whole.end > first.whole.end) {
            run.pass(self, chain, link);
        }
    }

    /// What a method of the query runner does; none where it is not known.
    fn change<'t>(&self, run: &Run<'t>, link: &Link<'t>) -> Option<Vec<Operation>> {
        let table = link.argument(0).and_then(|table| name(run, table));
        let operations = match link.name {
            "createTable" => vec![self.create(run, link)],
            "createView" | "dropView" | "createSchema" | "dropSchema" | "createDatabase" | "dropDatabase" => {
                vec![thing(run, link)]
            }
            "dropTable" | "renameTable" | "clearTable" => vec![whole(run, link)],
            method if is_part(method) => match table.zip(items(run, link.argument(1))) {
                Some((table, items)) => items.into_iter().flat_map(|item| self.part(run, link, &table, item)).collect(),
                None => vec![at_run_time(method)],
            },
            _ => return None,
        };
        Some(operations)
    }

    fn create<'t>(&self, run: &Run<'t>, link: &Link<'t>) -> Operation {
        let table = link.argument(0).and_then(|table| object(run, table));
        let Some(named) = table.and_then(|table| name(run, table)) else { return at_run_time(link.name) };
        let listed = table.and_then(|table| run.items(run.property(table, "columns")?));
        let columns: Vec<_> = listed.iter().flatten().map(|column| self.column(run, *column)).collect();
        let is_complete = listed.is_some() && columns.iter().all(Option::is_some);
        let columns = columns.into_iter().flatten().collect();
        Operation::CreateTable { table: named, columns, is_complete, is_temporary: false }
    }

    fn column<'t>(&self, run: &Run<'t>, node: Node<'t>) -> Option<Column> {
        let options = object(run, node);
        let is_key = flag_of(run, options, "isPrimary") == Some(true);
        let has_default =
            has(run, options, "default") || has(run, options, "isGenerated") || has(run, options, "asExpression");
        Some(Column {
            is_nullable: !is_key && flag_of(run, options, "isNullable") == Some(true),
            has_default,
            ..Column::new(text_of(run, options, "name")?, self.kind(run, options))
        })
    }

    fn kind<'t>(&self, run: &Run<'t>, options: Option<Node<'t>>) -> ColumnType {
        let values = texts_of(run, options, "enum");
        let Some(kind) = text_of(run, options, "type") else { return ColumnType::Unknown };
        if flag_of(run, options, "isArray") == Some(true) {
            return kinds::other(&format!("{kind}[]"));
        }
        if !values.is_empty() {
            return ColumnType::Enum(values);
        }
        let number = |key| number_of(run, options, key);
        let size = match (number("length"), number("precision"), number("scale")) {
            (Some(length), ..) => format!("({length})"),
            (None, Some(precision), Some(scale)) => format!("({precision}, {scale})"),
            (None, Some(precision), None) => format!("({precision})"),
            _ => String::new(),
        };
        let kind = kinds::sql(&format!("{kind}{size}"), self.dialect);
        if flag_of(run, options, "unsigned") == Some(true) { kinds::unsigned(kind) } else { kind }
    }

    /// What a method does to one column, key or index of a table.
    fn part<'t>(&self, run: &Run<'t>, link: &Link<'t>, table: &Name, item: Node<'t>) -> Vec<Operation> {
        let options = object(run, item);
        let own = run.text(item).or_else(|| text_of(run, options, "name"));
        let table = table.clone();
        let columns = texts_of(run, options, "columnNames");
        let constraint = |kind| {
            vec![Operation::AddConstraint {
                table: table.clone(),
                name: own.clone(),
                kind,
                columns: columns.clone(),
                checks_rows: true,
            }]
        };
        let dropped = |kind| {
            vec![Operation::DropConstraint {
                table: table.clone(),
                name: own.clone(),
                kind: Some(kind),
                columns: columns.clone(),
            }]
        };
        match link.name {
            "addColumn" | "addColumns" => match self.column(run, item) {
                Some(column) => vec![Operation::AddColumn { table, column }],
                None => vec![at_run_time(link.name)],
            },
            "dropColumn" | "dropColumns" => match own {
                Some(column) => vec![Operation::DropColumn { table, column }],
                None => vec![at_run_time(link.name)],
            },
            "renameColumn" | "changeColumn" => self.change_column(run, link, table, own),
            "createPrimaryKey" => vec![Operation::AddConstraint {
                table: table.clone(),
                name: None,
                kind: Constraint::PrimaryKey,
                columns: link.argument(1).and_then(|columns| run.texts(columns)).unwrap_or_default(),
                checks_rows: true,
            }],
            "dropPrimaryKey" => dropped(Constraint::PrimaryKey),
            "createUniqueConstraint" | "createUniqueConstraints" => constraint(Constraint::Unique),
            "createCheckConstraint" | "createCheckConstraints" => constraint(Constraint::Check),
            "createForeignKey" | "createForeignKeys" => constraint(Constraint::ForeignKey),
            "dropUniqueConstraint" | "dropUniqueConstraints" => dropped(Constraint::Unique),
            "dropCheckConstraint" | "dropCheckConstraints" => dropped(Constraint::Check),
            "dropForeignKey" | "dropForeignKeys" => dropped(Constraint::ForeignKey),
            "createIndex" | "createIndices" if flag_of(run, options, "isUnique") == Some(true) => {
                constraint(Constraint::Unique)
            }
            "createIndex" | "createIndices" => vec![Operation::CreateIndex { table, name: own, columns }],
            "dropIndex" | "dropIndices" => vec![Operation::DropIndex { table: Some(table), name: own, columns }],
            _ => Vec::new(),
        }
    }

    fn change_column<'t>(&self, run: &Run<'t>, link: &Link<'t>, table: Name, from: Option<String>) -> Vec<Operation> {
        let Some((from, new)) = from.zip(link.argument(2)) else { return vec![at_run_time(link.name)] };
        let options = object(run, new);
        let to = run.text(new).or_else(|| text_of(run, options, "name"));
        let Some(to) = to else { return vec![at_run_time(link.name)] };
        let mut operations = Vec::new();
        if to != from {
            operations.push(Operation::RenameColumn { table: table.clone(), from, to: to.clone() });
        }
        let Some(column) = self.column(run, new).filter(|_| link.name == "changeColumn") else { return operations };
        let before = link.argument(1).and_then(|before| object(run, before)).map(|before| self.kind(run, Some(before)));
        operations.push(Operation::ChangeType {
            table: table.clone(),
            column: to.clone(),
            from: before,
            to: column.kind,
            is_computed: false,
        });
        operations.push(if column.is_nullable {
            Operation::DropNotNull { table, column: to }
        } else {
            Operation::SetNotNull { table, column: to, is_filled: false }
        });
        operations
    }
}

/// Methods that are about the parts of a table.
fn is_part(method: &str) -> bool {
    const PARTS: &[&str] = &["Column", "PrimaryKey", "Constraint", "ForeignKey", "Index", "Indices"];
    let is_verb = ["add", "drop", "create", "rename", "change"].iter().any(|verb| method.starts_with(verb));
    is_verb && PARTS.iter().any(|part| method.contains(part))
}

/// The things that a method is about: one, or a list.
fn items<'t>(run: &Run<'t>, node: Option<Node<'t>>) -> Option<Vec<Node<'t>>> {
    node.map(|node| run.items(node).unwrap_or_else(|| vec![node]))
}

fn whole<'t>(run: &Run<'t>, link: &Link<'t>) -> Operation {
    let named = |index| link.argument(index).and_then(|table| name(run, table));
    match (link.name, named(0)) {
        ("dropTable", Some(table)) => Operation::DropTable { table, cascades: false },
        ("clearTable", Some(table)) => Operation::Truncate { table },
        ("renameTable", Some(from)) => {
            named(1).map_or(at_run_time(link.name), |to| Operation::RenameTable { from, to })
        }
        _ => at_run_time(link.name),
    }
}

fn thing<'t>(run: &Run<'t>, link: &Link<'t>) -> Operation {
    let kind = match link.name {
        "createView" | "dropView" => Object::View,
        "createSchema" | "dropSchema" => Object::Schema,
        _ => Object::Database,
    };
    let Some(name) = link.argument(0).and_then(|node| name(run, node)) else { return at_run_time(link.name) };
    if link.name.starts_with("create") {
        return Operation::Create { kind, name, replaces: false };
    }
    let cascades = kind == Object::Schema && link.argument(2).and_then(|flag| run.flag(flag)) == Some(true);
    Operation::Drop { kind, name, cascades }
}

/// `createQueryBuilder().update('users').set({ … }).where(…)`
fn build<'t>(run: &mut Run<'t>, chain: &Chain<'t>) {
    let changes = ["insert", "update", "delete", "softDelete", "restore"];
    let Some(link) = chain.links.iter().find(|link| changes.contains(&link.name)) else { return };
    let named =
        |step: &str| chain.link(step).and_then(|link| run.text(link.argument(0)?)).map(|name| Name::dotted(&name));
    let is_filtered = chain.links.iter().any(|link| link.name.to_ascii_lowercase().contains("where"));
    let columns = chain.link("set").and_then(|link| link.argument(0)).map(|set| run.resolve(set));
    let columns = columns.map(|set| run.entries(set).into_iter().map(|(key, _)| key).collect()).unwrap_or_default();
    let operation = match link.name {
        "insert" => named("into").map(|table| Operation::Insert { table, source: None }),
        "delete" => named("from").map(|table| Operation::Delete { table, is_filtered }),
        _ => named("update").map(|table| Operation::Update { table, is_filtered, columns }),
    };
    run.effect(operation.unwrap_or_else(|| at_run_time(link.name)), chain.span());
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    fn migration(up: &str, down: &str) -> String {
        format!(
            "import {{ MigrationInterface, QueryRunner, Table, TableColumn }} from 'typeorm'
export class A1 implements MigrationInterface {{
  public async up(queryRunner: QueryRunner): Promise<void> {{ {up} }}
  {down}
}}"
        )
    }

    #[test]
    fn tables_and_their_parts() {
        let cases = [
            ("dropTable('a')", "-T a"),
            ("renameTable('a', 'b')", "ren T a b"),
            ("clearTable('a')", "truncate a"),
            ("dropColumn('a', 'b')", "-C a.b"),
            ("dropColumns('a', ['b', 'c'])", "-C a.b; -C a.c"),
            ("renameColumn('a', 'b', 'c')", "ren C a.b c"),
            ("dropForeignKey('a', 'k')", "-K a k foreign key"),
            ("createIndex('a', new TableIndex({ name: 'i', columnNames: ['b'] }))", "+I a i (b)"),
            (
                "createIndex('a', new TableIndex({ name: 'i', columnNames: ['b'], isUnique: true }))",
                "+K a i unique constraint (b)",
            ),
            ("dropIndex('a', 'i')", "-I a i ()"),
            ("dropSchema('s', true, true)", "-schema s cascade"),
            ("dropTable(name)", "? `dropTable` of a name that is known at run time"),
            ("query(text)", "? a statement built at run time"),
            ("manager.createQueryBuilder().delete().from('a').where('x').execute()", "delete a where"),
            ("manager.save(user)", "? code of `save()`"),
        ];
        for (call, expected) in cases {
            let text = migration(&format!("await queryRunner.{call};"), "async down() {}");
            assert!(is_one(source("m/1.ts", &text)));
            assert_eq!(effects(&script(read, "m/1.ts", &text).up).join("; "), expected, "{call}");
        }
    }

    #[test]
    fn columns_of_a_table() {
        let text = migration(
            "await queryRunner.createTable(new Table({ name: 'a', columns: [
               { name: 'id', type: 'int', isPrimary: true, isGenerated: true },
               { name: 'b', type: 'enum', enum: ['x', 'y'], isNullable: true },
             ] }), true);
             await queryRunner.addColumn('a', new TableColumn({ name: 'c', type: 'enum', enum: ['z'], default: `'z'` }));",
            "public async down(queryRunner: QueryRunner): Promise<void> { await queryRunner.dropTable('a'); }",
        );
        let script = script(read, "m/1.ts", &text);
        let said = effects(&script.up);
        assert!(said[0].starts_with("+T a (id ") && said[0].ends_with("! default, b enum(x|y))"), "{said:?}");
        assert_eq!(said[1], "+C a.c enum(z)! default");
        assert_eq!(down(&script), "written: -T a");
    }

    #[test]
    fn ways_back() {
        let cases = [
            ("", "missing"),
            ("public async down(queryRunner: QueryRunner): Promise<void> {}", "empty"),
            ("async down(): Promise<any> { throw new Error('no'); }", "irreversible"),
            ("down = async () => { /* nothing */ };", "empty"),
        ];
        for (back, expected) in cases {
            let text = migration("await queryRunner.renameTable('a', 'b');", back);
            assert_eq!(down(&script(read, "m/1.ts", &text)), expected, "{back}");
        }
    }
}
