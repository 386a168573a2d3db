//! pgroll: operations in YAML or JSON. (<https://pgroll.com/docs/latest/operations>)

use memchr::memmem::find;

use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::document::yaml::{self, Node};
use crate::fact::extract::migration::language::{inverse, kinds};
use crate::fact::extract::migration::{Source, sql};
use crate::fact::migration::{Column, ColumnType, Constraint, Down, Effect, Name, Operation, Script};
use crate::text::{Side, Span, Text};

/// What an operation can be.
const OPERATIONS: &[&str] = &[
    "create_table", "drop_table", "rename_table", "add_column", "drop_column", "alter_column", "rename_column",
    "create_index", "drop_index", "create_constraint", "drop_constraint", "drop_multicolumn_constraint",
    "rename_constraint", "set_replica_identity", "sql",
];

/// Whether a file is a migration for pgroll: a list of operations, each with a name that is known.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    let has = |word: &[u8]| find(source.bytes, word).is_some();
    let is_named = || {
        OPERATIONS
            .iter()
            .any(|operation| has(format!("{operation}:").as_bytes()) || has(format!("\"{operation}\"").as_bytes()))
    };
    [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending))
        && (has(b"operations:") || has(b"\"operations\""))
        && is_named()
}

/// Reads one. While old and new schema live side by side, pgroll goes back by itself; what it cannot work out stands under `down`.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    // The side says nothing about a text that is only read here.
    let text = Text::new(Side::Head, source.path.clone(), source.bytes.to_vec());
    let file = yaml::parse(&text);
    let whole = Span::new(0, source.bytes.len());
    let Some(operations) = file.documents().find_map(|document| document.get("operations")) else {
        let mut script = Script::new(whole, Vec::new());
        script.unread.extend(file.problems().first().map(|problem| (problem.span, problem.why.clone())));
        return Some(script).filter(|script| !script.unread.is_empty()).into_iter().collect();
    };
    let all: Vec<_> = operations.items().filter_map(Op::of).collect();
    if all.is_empty() && operations.items().next().is_some() {
        return Vec::new();
    }
    let mut script = Script::new(whole, Vec::new());
    all.iter().for_each(|op| op.read(&mut script));
    script.down = match all.iter().find_map(Op::lacks) {
        Some((at, why)) => Down::Missing { at, why: Some(why) },
        None => way_back(&all),
    };
    script.unread.extend(file.problems().first().map(|problem| (problem.span, problem.why.clone())));
    vec![script]
}

/// The way back, if what undoes each operation is there: what is written as SQL, and what pgroll works out for the others.
fn way_back(all: &[Op<'_>]) -> Down {
    let Some(first) = all.iter().find_map(Op::undoing) else { return Down::Automatic };
    let mut effects = Vec::new();
    for op in all.iter().rev() {
        match op.undoing() {
            Some(down) => match sql::down(&Passage::of_scalar(down), Dialect::PostgreSql) {
                (Down::Written { effects: own, .. }, _) => effects.extend(own),
                (Down::Irreversible { at }, _) => return Down::Irreversible { at },
                _ => {}
            },
            None => effects.extend(inverse::of_all(&op.effects())),
        }
    }
    let at = all.iter().filter_map(Op::undoing).fold(first.span(), |at, down| at.join(down.span()));
    if effects.is_empty() { Down::Empty { at, is_declared: false } } else { Down::Written { at, effects } }
}

/// An operation.
struct Op<'a> {
    name: &'a str,
    span: Span,
    body: Node<'a>,
}

impl<'a> Op<'a> {
    fn of(item: Node<'a>) -> Option<Self> {
        let (key, body) = item.entries().next()?;
        let name = key.str().filter(|name| OPERATIONS.contains(name))?;
        Some(Self { name, span: key.span().join(body.span()), body })
    }

    fn text(&self, key: &str) -> Option<String> {
        text(self.body, key)
    }

    fn table(&self, key: &str) -> Option<Name> {
        self.text(key).map(|name| Name::dotted(&name))
    }

    /// What must be said for the way back and is not: how an old column gets its values, or what undoes SQL.
    fn lacks(&self) -> Option<(Span, String)> {
        let needs = match self.name {
            "drop_column" | "sql" => true,
            "alter_column" => self.body.get("type").is_some(),
            _ => false,
        };
        let has = self.body.get("down").is_some_and(|down| !down.is_null());
        (needs && !has).then(|| (self.span, format!("`{}` without `down`", self.name)))
    }

    fn read(&self, script: &mut Script) {
        if self.name == "sql" {
            let up = self.body.get("up").map(Passage::of_scalar);
            let said = up.map(|up| sql::read(&up, Dialect::PostgreSql)).unwrap_or_default();
            script.up.extend(said.effects);
            script.unread.extend(said.unread);
            return;
        }
        script.up.extend(self.effects());
    }

    /// What undoes it, where that is written as SQL.
    fn undoing(&self) -> Option<Node<'a>> {
        self.body.get("down").filter(|down| self.name == "sql" && !down.is_null())
    }

    /// What it does, if it is not SQL.
    fn effects(&self) -> Vec<Effect> {
        let operations = self.operations().unwrap_or_else(|| {
            vec![Operation::Unknown { what: format!("`{}` of a name that a template decides", self.name) }]
        });
        operations.into_iter().map(|operation| Effect::new(operation, self.span)).collect()
    }

    fn operations(&self) -> Option<Vec<Operation>> {
        let column = || self.text("column");
        let table = || self.table("table");
        Some(match self.name {
            "create_table" => vec![self.create()?],
            "drop_table" => vec![Operation::DropTable { table: self.table("name")?, cascades: false }],
            "rename_table" => vec![Operation::RenameTable { from: self.table("from")?, to: self.table("to")? }],
            "add_column" => {
                vec![Operation::AddColumn { table: table()?, column: self::column(self.body.get("column")?)? }]
            }
            "drop_column" => vec![Operation::DropColumn { table: table()?, column: column()? }],
            "rename_column" => {
                vec![Operation::RenameColumn { table: table()?, from: self.text("from")?, to: self.text("to")? }]
            }
            "alter_column" => self.alter(&table()?, &column()?),
            "create_index" => vec![self.index()?],
            "drop_index" => {
                vec![Operation::DropIndex { table: None, name: Some(self.text("name")?), columns: Vec::new() }]
            }
            "create_constraint" => vec![self.constraint()?],
            "drop_constraint" | "drop_multicolumn_constraint" => {
                vec![Operation::DropConstraint {
                    table: table()?,
                    name: Some(self.text("name")?),
                    kind: None,
                    columns: Vec::new(),
                }]
            }
            _ => Vec::new(),
        })
    }

    fn create(&self) -> Option<Operation> {
        let columns: Vec<_> = self.body.get("columns").map(|all| all.items().map(column).collect()).unwrap_or_default();
        let is_complete = columns.iter().all(Option::is_some);
        let columns = columns.into_iter().flatten().collect();
        Some(Operation::CreateTable { table: self.table("name")?, columns, is_complete, is_temporary: false })
    }

    fn alter(&self, table: &Name, column: &str) -> Vec<Operation> {
        let at = || (table.clone(), column.to_owned());
        let has = |key| self.body.get(key).is_some();
        let mut operations = Vec::new();
        if let Some(to) = self.text("name") {
            let (table, from) = at();
            operations.push(Operation::RenameColumn { table, from, to });
        }
        if let Some(to) = self.text("type").map(|kind| kinds::sql(&kind, Dialect::PostgreSql)) {
            let (table, column) = at();
            operations.push(Operation::ChangeType { table, column, from: None, to, is_computed: has("up") });
        }
        let (table, column) = at();
        match self.text("nullable").as_deref() {
            // Old rows are filled by what stands under `up`.
            Some("false") => operations.push(Operation::SetNotNull { table, column, is_filled: has("up") }),
            Some(_) => operations.push(Operation::DropNotNull { table, column }),
            None => {}
        }
        for (key, kind) in
            [("unique", Constraint::Unique), ("check", Constraint::Check), ("references", Constraint::ForeignKey)]
        {
            let Some(said) = self.body.get(key) else { continue };
            let (table, column) = at();
            let columns = vec![column];
            operations.push(Operation::AddConstraint {
                table,
                name: text(said, "name"),
                kind,
                columns,
                checks_rows: true,
            });
        }
        if let Some(default) = self.body.get("default") {
            let (table, column) = at();
            operations.push(if default.is_null() {
                Operation::DropDefault { table, column }
            } else {
                Operation::SetDefault { table, column }
            });
        }
        operations
    }

    fn columns(&self) -> Vec<String> {
        let Some(all) = self.body.get("columns") else { return Vec::new() };
        let keys = all.entries().filter_map(|(key, _)| key.str().map(str::to_owned));
        all.items().filter_map(|one| one.str().map(str::to_owned)).chain(keys).collect()
    }

    fn index(&self) -> Option<Operation> {
        let (table, name, columns) = (self.table("table")?, self.text("name"), self.columns());
        if self.text("unique").as_deref() == Some("true") {
            return Some(Operation::AddConstraint {
                table,
                name,
                kind: Constraint::Unique,
                columns,
                checks_rows: true,
            });
        }
        Some(Operation::CreateIndex { table, name, columns })
    }

    fn constraint(&self) -> Option<Operation> {
        let kind = match self.text("type")?.as_str() {
            "unique" => Constraint::Unique,
            "foreign_key" => Constraint::ForeignKey,
            "primary_key" => Constraint::PrimaryKey,
            _ => Constraint::Check,
        };
        let (table, name, columns) = (self.table("table")?, self.text("name"), self.columns());
        Some(Operation::AddConstraint { table, name, kind, columns, checks_rows: true })
    }
}

/// The text under a key, if no template decides it.
fn text(node: Node<'_>, key: &str) -> Option<String> {
    node.get(key).filter(|value| !value.is_unknown()).and_then(|value| value.str().map(str::to_owned))
}

/// A column: it must have a value unless it says otherwise.
fn column(node: Node<'_>) -> Option<Column> {
    let is = |key| text(node, key).as_deref() == Some("true");
    let kind = text(node, "type");
    let is_serial = kind.as_deref().is_some_and(|kind| kind.to_ascii_lowercase().contains("serial"));
    Some(Column {
        is_nullable: is("nullable"),
        has_default: is_serial || node.get("default").is_some() || node.get("generated").is_some(),
        ..Column::new(
            text(node, "name")?,
            kind.map_or(ColumnType::Unknown, |kind| kinds::sql(&kind, Dialect::PostgreSql)),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

    #[test]
    fn what_each_operation_does() {
        let cases = [
            ("drop_table: { name: a }", "-T a", "automatic"),
            ("rename_table: { from: a, to: b }", "ren T a b", "automatic"),
            ("drop_column: { table: a, column: b }", "-C a.b", "missing: `drop_column` without `down`"),
            ("drop_column: { table: a, column: b, down: '0' }", "-C a.b", "automatic"),
            ("rename_column: { table: a, from: b, to: c }", "ren C a.b c", "automatic"),
            ("alter_column: { table: a, column: b, nullable: false, up: '0' }", "notnull a.b filled", "automatic"),
            ("alter_column: { table: a, column: b, unique: { name: u } }", "+K a u unique constraint (b)", "automatic"),
            ("alter_column: { table: a, column: b, default: null }", "-default a.b", "automatic"),
            ("create_index: { table: a, name: i, columns: [b, c] }", "+I a i (b, c)", "automatic"),
            ("drop_index: { name: i }", "-I i ()", "automatic"),
            (
                "create_constraint: { table: a, name: k, type: check, columns: [b], check: b > 0 }",
                "+K a k check constraint (b)",
                "automatic",
            ),
            ("drop_constraint: { table: a, name: k, down: b }", "-K a k", "automatic"),
        ];
        for (operation, expected, back) in cases {
            let text = format!("operations:\n  - {operation}\n");
            assert!(is_one(source("migrations/1.yaml", &text)));
            let script = script(read, "migrations/1.yaml", &text);
            assert_eq!(effects(&script.up).join("; "), expected, "{operation}");
            assert_eq!(down(&script), back, "{operation}");
            assert_eq!(spans(&text, &script.up), [operation]);
        }
    }

    #[test]
    fn sql_is_undone_by_what_it_says() {
        for (operations, back) in [
            ("  - sql: { up: CREATE TABLE a (b int), down: DROP TABLE a }\n", "written: -T a"),
            ("  - sql: { up: CREATE TABLE a (b int), down: SELECT 1 }\n", "empty"),
            ("  - sql: { up: CREATE TABLE a (b int), down: '' }\n  - drop_table: { name: c }\n", "written: +T c ( …)"),
            ("  - sql: { up: CREATE TABLE a (b int) }\n", "missing: `sql` without `down`"),
        ] {
            let text = format!("operations:\n{operations}");
            assert_eq!(down(&script(read, "migrations/1.yaml", &text)), back, "{operations}");
        }
    }

    #[test]
    fn json() {
        let text = r#"{"operations": [{"create_table": {"name": "a", "columns": [{"name": "b", "nullable": true, "default": "1"}]}}]}"#;
        let said = effects(&script(read, "1.json", text).up);
        assert_eq!(said, ["+T a (b unknown default)"]);
    }

    #[test]
    fn other_operations_are_no_migration() {
        let text = "operations:\n  - rotate: { image: x }\nsql: y\n";
        assert!(read(source("a.yaml", text)).is_empty());
    }
}
