//! Sequelize: `queryInterface.addColumn(…)`. (<https://sequelize.org/docs/v6/other-topics/query-interface/>)

use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::javascript::{self, flag_of, has, name, object, text_of, texts_of};
use crate::fact::extract::migration::language::program::{Chain, Link, Reader, Run, at_run_time};
use crate::fact::extract::migration::language::{dialect, kinds};
use crate::fact::migration::{Column, ColumnType, Constraint, Framework, Name, Object, Operation, Script};

/// Whether a file is a migration for Sequelize.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::Sequelize)
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    javascript::read(source, &|| Sequelize { dialect: dialect::of(source) })
}

/// What calls of a query interface do.
struct Sequelize {
    dialect: Dialect,
}

impl<'t> Reader<'t> for Sequelize {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(link) = chain.links.iter().find(|link| link.is_call()) else { return };
        if link.name == "query" {
            run.sql(link.argument(0).map(|text| statement(run, text)), self.dialect, link.whole);
        } else if let Some(operations) = self.change(run, link) {
            operations.into_iter().for_each(|operation| run.effect(operation, link.whole));
        } else if !is_question(link.name) {
            return run.other(self, chain);
        }
        for next in chain.links.iter().filter(|next| next.whole.end > link.whole.end) {
            run.pass(self, chain, next);
        }
    }
}

/// The text of a query, which may stand in an object.
fn statement<'t>(run: &Run<'t>, node: Node<'t>) -> Node<'t> {
    object(run, node).and_then(|object| run.property(object, "query")).unwrap_or(node)
}

/// What only asks.
fn is_question(method: &str) -> bool {
    ["describeTable", "showAllTables", "showIndex", "showConstraint", "rawSelect", "select", "tableExists"]
        .contains(&method)
        || method.starts_with("getForeignKey")
        || method.starts_with("getConstraint")
}

impl Sequelize {
    /// What a method of the query interface does; none where it is another's.
    fn change<'t>(&self, run: &Run<'t>, link: &Link<'t>) -> Option<Vec<Operation>> {
        let named = |index| link.argument(index).and_then(|node| name(run, node));
        let text = |index| link.argument(index).and_then(|node| run.text(node));
        let table = named(0);
        let of_table = |operation: &dyn Fn(Name) -> Option<Operation>| {
            vec![table.clone().and_then(operation).unwrap_or_else(|| at_run_time(link.name))]
        };
        Some(match link.name {
            "createTable" => of_table(&|table| Some(self.create(run, link, table))),
            "dropTable" => of_table(&|table| {
                Some(Operation::DropTable { table, cascades: has(run, object_at(run, link, 1), "cascade") })
            }),
            "renameTable" => of_table(&|from| Some(Operation::RenameTable { from, to: named(1)? })),
            "addColumn" => of_table(&|table| {
                let column = self.column(run, text(1)?, link.argument(2)?);
                Some(Operation::AddColumn { table, column })
            }),
            "removeColumn" => of_table(&|table| Some(Operation::DropColumn { table, column: text(1)? })),
            "renameColumn" => of_table(&|table| Some(Operation::RenameColumn { table, from: text(1)?, to: text(2)? })),
            "changeColumn" => match table.clone().zip(text(1)).zip(link.argument(2)) {
                Some(((table, column), options)) => self.alter(run, &table, &column, options),
                None => vec![at_run_time(link.name)],
            },
            "addIndex" => of_table(&|table| Some(index(run, link, table))),
            "removeIndex" => of_table(&|table| {
                let name = text(1);
                let columns = if name.is_some() { Vec::new() } else { columns(run, link.argument(1)) };
                let is_known = name.is_some() || !columns.is_empty();
                is_known.then_some(Operation::DropIndex { table: Some(table), name, columns })
            }),
            "addConstraint" => of_table(&|table| Some(constraint(run, link, table))),
            "removeConstraint" => of_table(&|table| {
                Some(Operation::DropConstraint { table, name: Some(text(1)?), kind: None, columns: Vec::new() })
            }),
            "bulkInsert" | "insert" => of_table(&|table| Some(Operation::Insert { table, source: None })),
            "upsert" => of_table(&|table| Some(Operation::Update { table, is_filtered: true, columns: Vec::new() })),
            "bulkUpdate" => of_table(&|table| {
                let columns = object_at(run, link, 1).map(|set| run.entries(set)).unwrap_or_default();
                let columns = columns.into_iter().map(|(key, _)| key).collect();
                Some(Operation::Update { table, is_filtered: is_filter(run, link.argument(2)), columns })
            }),
            "bulkDelete" => of_table(&|table| Some(delete(run, link, table))),
            "dropAllTables" | "dropAllSchemas" | "dropAllEnums" => {
                vec![Operation::Unknown { what: format!("`{}`", link.name) }]
            }
            method => vec![thing(run, method, link)?],
        })
    }

    fn create<'t>(&self, run: &Run<'t>, link: &Link<'t>, table: Name) -> Operation {
        let listed = object_at(run, link, 1);
        let entries = listed.map(|listed| run.entries(listed)).unwrap_or_default();
        let columns = entries.into_iter().map(|(name, options)| self.column(run, name, options)).collect();
        let is_complete = listed.is_some_and(Run::is_complete);
        Operation::CreateTable { table, columns, is_complete, is_temporary: false }
    }

    /// A column by its options, or by its type alone.
    fn column<'t>(&self, run: &Run<'t>, name: String, options: Node<'t>) -> Column {
        let object = object(run, options);
        let is_key = flag_of(run, object, "primaryKey") == Some(true);
        let is_serial = flag_of(run, object, "autoIncrement") == Some(true);
        Column {
            is_nullable: !is_key && flag_of(run, object, "allowNull") != Some(false),
            has_default: is_serial || has(run, object, "defaultValue"),
            ..Column::new(name, self.kind(run, object, options))
        }
    }

    fn kind<'t>(&self, run: &Run<'t>, object: Option<Node<'t>>, options: Node<'t>) -> ColumnType {
        let node = match object {
            Some(object) => match run.property(object, "type") {
                Some(node) => node,
                None => return ColumnType::Unknown,
            },
            None => options,
        };
        let kind = kind(run, node, self.dialect);
        match kind {
            ColumnType::Enum(values) if values.is_empty() => ColumnType::Enum(texts_of(run, object, "values")),
            kind => kind,
        }
    }

    fn alter<'t>(&self, run: &Run<'t>, table: &Name, column: &str, options: Node<'t>) -> Vec<Operation> {
        let object = object(run, options);
        let (table, column) = (table.clone(), column.to_owned());
        let mut operations = Vec::new();
        if object.is_none_or(|object| run.property(object, "type").is_some()) {
            operations.push(Operation::ChangeType {
                table: table.clone(),
                column: column.clone(),
                from: None,
                to: self.kind(run, object, options),
                is_computed: false,
            });
        }
        match flag_of(run, object, "allowNull") {
            Some(true) => operations.push(Operation::DropNotNull { table: table.clone(), column: column.clone() }),
            Some(false) => operations.push(Operation::SetNotNull {
                table: table.clone(),
                column: column.clone(),
                is_filled: false,
            }),
            None => {}
        }
        if has(run, object, "defaultValue") {
            operations.push(Operation::SetDefault { table: table.clone(), column: column.clone() });
        }
        if flag_of(run, object, "unique") == Some(true) {
            let columns = vec![column];
            operations.push(Operation::AddConstraint {
                table,
                name: None,
                kind: Constraint::Unique,
                columns,
                checks_rows: true,
            });
        }
        operations
    }
}

/// The columns of an index or a constraint: names, or objects with names; none where one of them is not known.
fn columns<'t>(run: &Run<'t>, list: Option<Node<'t>>) -> Vec<String> {
    let Some(list) = list else { return Vec::new() };
    let named = |item: Node<'t>| {
        let object = object(run, item);
        run.text(item).or_else(|| ["name", "attribute"].iter().find_map(|key| text_of(run, object, key)))
    };
    let items = run.items(list).unwrap_or_else(|| vec![list]);
    items.into_iter().map(named).collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn object_at<'t>(run: &Run<'t>, link: &Link<'t>, index: usize) -> Option<Node<'t>> {
    link.argument(index).and_then(|node| object(run, node))
}

/// `addIndex('users', ['a'], { unique: true })`, `addIndex('users', { fields: ['a'] })`
fn index<'t>(run: &Run<'t>, link: &Link<'t>, table: Name) -> Operation {
    let options = object_at(run, link, 1).or_else(|| object_at(run, link, 2));
    let fields = ["fields", "indicesFields"].iter().find_map(|key| run.property(options?, key));
    let columns = columns(run, fields.or_else(|| link.argument(1)));
    let name = ["name", "indexName"].iter().find_map(|key| text_of(run, options, key));
    let kind = ["type", "indicesType"].iter().find_map(|key| text_of(run, options, key)).unwrap_or_default();
    if flag_of(run, options, "unique") == Some(true) || kind.eq_ignore_ascii_case("unique") {
        return Operation::AddConstraint { table, name, kind: Constraint::Unique, columns, checks_rows: true };
    }
    Operation::CreateIndex { table, name, columns }
}

/// `addConstraint('users', { fields, type })`, or with the fields in front.
fn constraint<'t>(run: &Run<'t>, link: &Link<'t>, table: Name) -> Operation {
    let options = object_at(run, link, 1).or_else(|| object_at(run, link, 2));
    let columns =
        columns(run, options.and_then(|options| run.property(options, "fields")).or_else(|| link.argument(1)));
    let kind = match text_of(run, options, "type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "unique" => Constraint::Unique,
        "primary key" => Constraint::PrimaryKey,
        "foreign key" => Constraint::ForeignKey,
        "check" => Constraint::Check,
        "default" => return default(&table, columns),
        _ => return Operation::Unknown { what: "a constraint of an unknown kind".to_owned() },
    };
    Operation::AddConstraint { table, name: text_of(run, options, "name"), kind, columns, checks_rows: true }
}

fn default(table: &Name, columns: Vec<String>) -> Operation {
    match columns.into_iter().next() {
        Some(column) => Operation::SetDefault { table: table.clone(), column },
        None => at_run_time("addConstraint"),
    }
}

/// Whether a condition on rows is one: `{}` and `null` mean all of them.
fn is_filter<'t>(run: &Run<'t>, condition: Option<Node<'t>>) -> bool {
    let Some(condition) = condition.map(|condition| run.resolve(condition)) else { return false };
    match condition.kind() {
        "object" => !run.entries(condition).is_empty() || !Run::is_complete(condition),
        "null" | "undefined" => false,
        _ => true,
    }
}

fn delete<'t>(run: &Run<'t>, link: &Link<'t>, table: Name) -> Operation {
    let truncates = [2, 3].iter().any(|index| flag_of(run, object_at(run, link, *index), "truncate") == Some(true));
    if truncates {
        return Operation::Truncate { table };
    }
    Operation::Delete { table, is_filtered: is_filter(run, link.argument(1)) }
}

/// Schemas, databases, functions, triggers.
fn thing<'t>(run: &Run<'t>, method: &str, link: &Link<'t>) -> Option<Operation> {
    let (verb, rest) =
        ["create", "drop", "rename"].iter().find_map(|verb| Some((*verb, method.strip_prefix(verb)?)))?;
    let kind = match rest {
        "Schema" => Object::Schema,
        "Database" => Object::Database,
        "Function" => Object::Function,
        "Trigger" => Object::Trigger,
        "Enum" => Object::Type,
        _ => return None,
    };
    // Triggers are named after their table.
    let own = usize::from(kind == Object::Trigger);
    let named = |index| link.argument(index).and_then(|node| name(run, node));
    let Some(name) = named(own) else { return Some(at_run_time(method)) };
    Some(match verb {
        "create" => Operation::Create { kind, name, replaces: false },
        "drop" => Operation::Drop { kind, name, cascades: false },
        _ => named(own + 1).map_or_else(|| at_run_time(method), |to| Operation::Rename { kind, from: name, to }),
    })
}

/// A type: `Sequelize.STRING(50)`, `DataTypes.INTEGER.UNSIGNED`, `'varchar(50)'`.
fn kind<'t>(run: &Run<'t>, node: Node<'t>, dialect: Dialect) -> ColumnType {
    let node = run.resolve(node);
    if let Some(text) = run.text(node) {
        return kinds::sql(&text, dialect);
    }
    let chain = run.program().chain(node);
    let is_word = |link: &&Link<'t>| !link.name.is_empty() && link.name.chars().all(|one| one.is_ascii_uppercase());
    let root = run.program().text(chain.root);
    let Some(link) = chain.links.iter().find(is_word).or_else(|| chain.links.first()) else {
        return word(root, &[], &[]);
    };
    let name = if link.name.is_empty() { root } else { link.name };
    let last = chain.links.iter().rev().find(|link| link.is_call());
    let numbers: Vec<_> = last.map(Link::arguments).unwrap_or_default();
    let mut sizes: Vec<_> = numbers.iter().filter_map(|number| run.number(*number)).collect();
    if let Some(options) = last.and_then(|last| object_at(run, last, 0)) {
        sizes = ["length", "precision", "scale"]
            .iter()
            .filter_map(|key| javascript::number_of(run, Some(options), key))
            .collect();
    }
    let values = last.map(Link::arguments).unwrap_or_default().into_iter().filter_map(|value| run.texts(value));
    let kind = word(name, &sizes, &values.collect::<Vec<_>>().concat());
    if chain.has(&["UNSIGNED"]) { kinds::unsigned(kind) } else { kind }
}

fn word(name: &str, sizes: &[u64], values: &[String]) -> ColumnType {
    let size = |index| sizes.get(index).copied();
    match name {
        "STRING" | "CHAR" => kinds::text(Some(size(0).unwrap_or(255))),
        "TEXT" | "CITEXT" => kinds::text(None),
        "TINYINT" => kinds::integer(1),
        "SMALLINT" => kinds::integer(2),
        "MEDIUMINT" => kinds::integer(3),
        "INTEGER" => kinds::integer(4),
        "BIGINT" => kinds::integer(8),
        "FLOAT" | "REAL" => ColumnType::Float { bytes: 4 },
        "DOUBLE" => ColumnType::Float { bytes: 8 },
        "DECIMAL" | "NUMERIC" => kinds::decimal(size(0), size(1)),
        "BOOLEAN" => ColumnType::Boolean,
        "DATEONLY" => ColumnType::Date,
        "DATE" | "NOW" => kinds::timestamp(true, size(0)),
        "TIME" => ColumnType::Time,
        "JSON" | "JSONB" => ColumnType::Json,
        "UUID" | "UUIDV1" | "UUIDV4" => ColumnType::Uuid,
        "BLOB" => ColumnType::Bytes { limit: None },
        "ENUM" => ColumnType::Enum(values.to_vec()),
        "" => ColumnType::Unknown,
        other if other.chars().all(|one| one.is_ascii_uppercase()) => kinds::other(other),
        _ => ColumnType::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

    fn migration(up: &str, down: &str) -> String {
        format!("module.exports = {{ up: async (queryInterface, Sequelize) => {{ {up} }}, {down} }};")
    }

    #[test]
    fn what_each_method_does() {
        let cases = [
            (
                "addColumn('a', 'b', { type: Sequelize.STRING(50), allowNull: false, defaultValue: '' })",
                "+C a.b text50! default",
            ),
            ("addColumn({ tableName: 'a', schema: 's' }, 'b', Sequelize.INTEGER.UNSIGNED)", "+C s.a.b uint4"),
            ("addColumn('a', 'b', { type: Sequelize.ENUM('x', 'y') })", "+C a.b enum(x|y)"),
            ("addColumn('a', 'b', { type: Sequelize.ENUM, values: ['x'] })", "+C a.b enum(x)"),
            (
                "addColumn('a', 'b', { type: Sequelize.DECIMAL(10, 2), allowNull: true }, { transaction: t })",
                "+C a.b decimal(10,2)",
            ),
            ("removeColumn('a', 'b')", "-C a.b"),
            ("renameColumn('a', 'b', 'c')", "ren C a.b c"),
            ("changeColumn('a', 'b', { type: Sequelize.TEXT, allowNull: true })", "~C a.b text; null a.b"),
            ("changeColumn('a', 'b', { type: Sequelize.BIGINT, allowNull: false })", "~C a.b int8; notnull a.b"),
            (
                "createTable('a', { id: { type: Sequelize.UUID, primaryKey: true }, at: Sequelize.DATE })",
                "+T a (id UUID!, at timestamptz)",
            ),
            ("createTable('a', { ...base, b: Sequelize.DATE })", "+T a (b timestamptz …)"),
            ("dropTable('a', { cascade: true })", "-T a cascade"),
            ("renameTable('a', 'b')", "ren T a b"),
            ("addIndex('a', ['b', 'c'], { name: 'i' })", "+I a i (b, c)"),
            ("addIndex('a', { fields: ['b'], unique: true })", "+K a _ unique constraint (b)"),
            ("removeIndex('a', ['b'])", "-I a _ (b)"),
            (
                "addConstraint('a', { fields: ['b'], type: 'foreign key', name: 'k', references: {} })",
                "+K a k foreign key (b)",
            ),
            ("addConstraint('a', ['b'], { type: 'unique' })", "+K a _ unique constraint (b)"),
            ("removeConstraint('a', 'k')", "-K a k"),
            ("bulkInsert('a', rows)", "insert a"),
            ("bulkUpdate('a', { b: 1 }, { c: 2 })", "update a (b) where"),
            ("bulkDelete('a', { b: 1 })", "delete a where"),
            ("bulkDelete('a', null, {})", "delete a"),
            ("dropSchema('s')", "-schema s"),
            ("removeColumn(table, 'b')", "? `removeColumn` of a name that is known at run time"),
            ("sequelize.query(text)", "? a statement built at run time"),
            ("sequelize.transaction(async (t) => { await queryInterface.dropTable('a'); })", "-T a"),
            ("removeColumn('a', 'b').then(() => queryInterface.removeColumn('a', 'c'))", "-C a.b; -C a.c"),
        ];
        for (call, expected) in cases {
            let text = migration(&format!("await queryInterface.{call};"), "");
            assert!(is_one(source("m/1.js", &text)));
            assert_eq!(effects(&script(read, "m/1.js", &text).up).join("; "), expected, "{call}");
        }
    }

    #[test]
    fn a_span_is_the_call() {
        let text = migration("await Promise.all([queryInterface.removeColumn('a', 'b'), x]);", "");
        assert_eq!(spans(&text, &script(read, "m/1.js", &text).up), ["queryInterface.removeColumn('a', 'b')"]);
    }

    #[test]
    fn ways_back() {
        let cases = [
            ("", "missing"),
            ("down: async () => {}", "empty"),
            ("async down() { return Promise.resolve(); }", "empty"),
            ("down() { throw new Error('no'); }", "irreversible"),
            ("down: (queryInterface) => queryInterface.dropTable('b')", "written: -T b"),
        ];
        for (back, expected) in cases {
            let text = migration("await queryInterface.renameTable('a', 'b');", back);
            assert_eq!(down(&script(read, "m/1.js", &text)), expected, "{back}");
        }
    }
}
