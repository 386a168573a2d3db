//! SeaORM: `manager.create_table(Table::create()…)`. (<https://www.sea-ql.org/SeaORM/docs/migration/writing-migration/>)

mod column;
mod iden;
mod query;

use memchr::memmem::find;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::code::{Code, parts};
use crate::fact::extract::migration::language::program::{
    self, Chain, Half, Halves, Link, Program, Reader, Run, at_run_time,
};
use crate::fact::extract::migration::language::{dialect, unread};
use crate::fact::migration::{Constraint, Name, Object, Operation, Script};
use crate::text::Span;

use iden::Idens;

/// Whether a file is a migration for SeaORM.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    source.path.lower_name().ends_with(".rs") && find(source.bytes, b"MigrationTrait for").is_some()
}

/// Reads one. The trait has a way back that only fails, so that none of one's own is none.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Rust, source.bytes) else { return vec![unread::all(source)] };
    let program = Program::new(&code);
    let idens = Idens::of(&code);
    let dialect = dialect::of(source);
    let mut scripts: Vec<_> = implementations(&program)
        .into_iter()
        .map(|halves| program::script(&program, &halves, &|| SeaOrm { idens: &idens, dialect }, &program::missing))
        .collect();
    if scripts.is_empty() {
        scripts.extend(unread::broken(source, &code));
    }
    scripts
}

/// The halves of each type that implements the trait.
fn implementations<'t>(program: &Program<'t>) -> Vec<Halves<'t>> {
    let is_one = |item: &Node<'t>| {
        let name = item.child_by_field_name("trait").map_or("", |name| program.text(name));
        item.kind() == "impl_item" && name.rsplit("::").next() == Some("MigrationTrait")
    };
    let items = parts(program.code().root()).into_iter().filter(is_one);
    items.map(|item| halves(program, item)).filter(|halves| halves.up.node().is_some()).collect()
}

fn halves<'t>(program: &Program<'t>, item: Node<'t>) -> Halves<'t> {
    let mut found = Halves::default();
    for function in item.child_by_field_name("body").map(parts).unwrap_or_default() {
        let half = Half::Function { whole: function, function };
        match function.child_by_field_name("name").map(|name| program.text(name)) {
            Some("up") => found.up = half,
            Some("down") => found.down = half,
            _ => {}
        }
    }
    found
}

/// What calls of a schema manager do.
struct SeaOrm<'a> {
    idens: &'a Idens,
    dialect: Dialect,
}

impl<'t> Reader<'t> for SeaOrm<'_> {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let is_known = |link: &&Link<'t>| link.is_call() && (is_change(link.name) || is_statement(link.name));
        let Some(link) = chain.links.iter().find(is_known).filter(|_| run.is_handle(chain.root)) else {
            if !run.is_handle(chain.root) {
                run.other(self, chain);
            }
            return;
        };
        let Some(argument) = link.argument(0) else { return };
        if is_statement(link.name) {
            return self.statement(run, link, argument);
        }
        let builder = Builder {
            run,
            idens: self.idens,
            dialect: self.dialect,
            chain: run.program().chain(run.resolve(argument)),
        };
        let placed = match link.name {
            "alter_table" => builder.alter_table(),
            method => builder.operations(method).map(|all| all.into_iter().map(|one| (one, link.whole)).collect()),
        };
        for (operation, place) in placed.unwrap_or_else(|| vec![(at_run_time(link.name), link.whole)]) {
            // A statement that is built elsewhere is pointed to where it is run.
            run.effect(operation, if link.whole.contains(place) { place } else { link.whole });
        }
    }
}

/// What changes the schema by a statement that is built.
fn is_change(method: &str) -> bool {
    let made = ["create_", "alter_", "drop_", "rename_", "truncate_"].iter().find_map(|verb| method.strip_prefix(verb));
    made.is_some_and(|object| matches!(object, "table" | "index" | "foreign_key" | "type"))
}

/// What runs any statement.
fn is_statement(method: &str) -> bool {
    matches!(
        method,
        "execute_unprepared"
            | "execute"
            | "execute_raw"
            | "exec_stmt"
            | "query_one"
            | "query_all"
            | "query_one_raw"
            | "query_all_raw"
    )
}

impl SeaOrm<'_> {
    /// SQL as text, or a query that is built.
    fn statement<'t>(&self, run: &mut Run<'t>, link: &Link<'t>, argument: Node<'t>) {
        if let Some(file) = included(run, argument) {
            return run.unknown(format!("the SQL of `{file}`"), link.whole);
        }
        if run.passage(argument).is_some() {
            return run.sql(Some(argument), self.dialect, link.whole);
        }
        let chain = run.program().chain(run.resolve(argument));
        let text = chain.links.iter().find_map(|step| match step.name {
            "from_string" | "from_sql_and_values" => step.argument(1),
            _ => None,
        });
        if text.is_some() {
            return run.sql(text, self.dialect, link.whole);
        }
        let builder = Builder { run, idens: self.idens, dialect: self.dialect, chain };
        let operation = query::read(&builder);
        match operation {
            Some(Some(operation)) => run.effect(operation, link.whole),
            Some(None) => {}
            None => run.unknown("a statement built at run time", link.whole),
        }
    }
}

/// The file of `include_str!("up.sql")`.
fn included<'t>(run: &Run<'t>, argument: Node<'t>) -> Option<&'t str> {
    let node = run.resolve(argument);
    let name = node.child_by_field_name("macro").map(|name| run.program().text(name))?;
    let tokens = parts(node).into_iter().find(|part| part.kind() == "token_tree").map(parts)?;
    tokens.first().filter(|_| name == "include_str").map(|file| run.program().text(*file).trim_matches('"'))
}

/// A statement that is built step by step.
struct Builder<'a, 't> {
    run: &'a Run<'t>,
    idens: &'a Idens,
    dialect: Dialect,
    chain: Chain<'t>,
}

impl<'t> Builder<'_, 't> {
    fn steps<'b>(&'b self, names: &'b [&str]) -> impl Iterator<Item = &'b Link<'t>> {
        self.chain.links.iter().filter(|link| link.is_call() && names.contains(&link.name))
    }

    /// An identifier: a text, or a variant of an enumeration.
    fn iden(&self, node: Node<'t>) -> Option<String> {
        self.idens.name(self.run, node)
    }

    fn iden_of(&self, step: &str, index: usize) -> Option<String> {
        self.iden(self.steps(&[step]).next()?.argument(index)?)
    }

    /// A table, perhaps with its schema in front.
    fn name(&self, node: Node<'t>) -> Option<Name> {
        let node = self.run.resolve(node);
        if node.kind() != "tuple_expression" {
            return self.iden(node).map(Name::new);
        }
        let all = parts(node);
        let (last, before) = all.split_last()?;
        Some(Name { schema: before.last().and_then(|schema| self.iden(*schema)), name: self.iden(*last)? })
    }

    fn table(&self, step: &str) -> Option<Name> {
        self.name(self.steps(&[step]).next()?.argument(0)?)
    }

    fn has(&self, step: &str) -> bool {
        self.chain.has(&[step])
    }

    /// What handing this to a method of the manager does; none where a name is not known.
    fn operations(&self, method: &str) -> Option<Vec<Operation>> {
        Some(match method {
            "create_table" => vec![self.create_table()?],
            "drop_table" => {
                let tables = self.steps(&["table"]).map(|step| self.name(step.argument(0)?));
                let dropped = |table| Operation::DropTable { table, cascades: self.has("cascade") };
                let all: Vec<_> = tables.map(|table| table.map(dropped)).collect::<Option<_>>()?;
                Some(all).filter(|all| !all.is_empty())?
            }
            "rename_table" => {
                let step = self.steps(&["table"]).next()?;
                vec![Operation::RenameTable { from: self.name(step.argument(0)?)?, to: self.name(step.argument(1)?)? }]
            }
            "truncate_table" => vec![Operation::Truncate { table: self.table("table")? }],
            "create_type" | "drop_type" | "alter_type" => self.type_change(method)?,
            _ => vec![self.part(method)?],
        })
    }

    /// What each step does, and where it stands.
    fn alter_table(&self) -> Option<Vec<(Operation, Span)>> {
        let table = self.table("table")?;
        let mut operations = Vec::new();
        for step in self.chain.links.iter().filter(|step| step.is_call()) {
            let iden = |index| step.argument(index).and_then(|node| self.iden(node));
            let table = table.clone();
            let done = match step.name {
                "add_column" | "add_column_if_not_exists" => {
                    vec![Operation::AddColumn { table, column: self.column(step.argument(0)?)? }]
                }
                "modify_column" => self.modify(&table, step.argument(0)?)?,
                "drop_column" | "drop_column_if_exists" => vec![Operation::DropColumn { table, column: iden(0)? }],
                "rename_column" => vec![Operation::RenameColumn { table, from: iden(0)?, to: iden(1)? }],
                "add_foreign_key" => vec![Operation::AddConstraint {
                    table,
                    name: None,
                    kind: Constraint::ForeignKey,
                    columns: Vec::new(),
                    checks_rows: true,
                }],
                "drop_foreign_key" => {
                    vec![Operation::DropConstraint {
                        table,
                        name: iden(0),
                        kind: Some(Constraint::ForeignKey),
                        columns: Vec::new(),
                    }]
                }
                _ => Vec::new(),
            };
            operations.extend(done.into_iter().map(|operation| (operation, step.span)));
        }
        Some(operations)
    }

    fn texts(&self, steps: &[&str]) -> Vec<String> {
        self.steps(steps).filter_map(|step| step.argument(0)).filter_map(|node| self.iden(node)).collect()
    }

    /// Indexes and foreign keys.
    fn part(&self, method: &str) -> Option<Operation> {
        let name = self.iden_of("name", 0);
        let table = self.table("table");
        Some(match method {
            "create_index" => {
                let (table, columns) = (table?, self.texts(&["col"]));
                if self.has("unique") {
                    return Some(Operation::AddConstraint {
                        table,
                        name,
                        kind: Constraint::Unique,
                        columns,
                        checks_rows: true,
                    });
                }
                Operation::CreateIndex { table, name, columns }
            }
            "drop_index" => Operation::DropIndex { table, name: Some(name?), columns: Vec::new() },
            "create_foreign_key" => {
                let from = self.steps(&["from"]).next();
                let table = from.and_then(|from| self.name(from.argument(0)?)).or_else(|| self.table("from_tbl"))?;
                let mut columns = self.texts(&["from_col"]);
                columns.extend(from.and_then(|from| self.iden(from.argument(1)?)));
                Operation::AddConstraint { table, name, kind: Constraint::ForeignKey, columns, checks_rows: true }
            }
            "drop_foreign_key" => Operation::DropConstraint {
                table: table?,
                name,
                kind: Some(Constraint::ForeignKey),
                columns: Vec::new(),
            },
            _ => return None,
        })
    }

    fn type_change(&self, method: &str) -> Option<Vec<Operation>> {
        let kind = Object::Type;
        let name = || self.table("as_enum").or_else(|| self.table("name"));
        Some(match method {
            "create_type" => vec![Operation::Create { kind, name: name()?, replaces: false }],
            "drop_type" => {
                let many = self.steps(&["names"]).next().and_then(|step| self.run.items(step.argument(0)?));
                let all = match many {
                    Some(many) => many.into_iter().map(|one| self.name(one)).collect::<Option<Vec<_>>>()?,
                    None => vec![name()?],
                };
                all.into_iter().map(|name| Operation::Drop { kind, name, cascades: self.has("cascade") }).collect()
            }
            _ => self.alter_type(name()?)?,
        })
    }

    fn alter_type(&self, name: Name) -> Option<Vec<Operation>> {
        let mut operations = Vec::new();
        for step in self.chain.links.iter().filter(|step| step.is_call()) {
            let iden = |index| step.argument(index).and_then(|node| self.iden(node));
            operations.push(match step.name {
                "add_value" => Operation::AddEnumValue { of: name.clone(), value: iden(0)? },
                "rename_value" => Operation::RenameEnumValue { of: name.clone(), from: iden(0)?, to: iden(1)? },
                "rename_to" => Operation::Rename { kind: Object::Type, from: name.clone(), to: Name::new(iden(0)?) },
                _ => continue,
            });
        }
        Some(operations)
    }
}

#[cfg(test)]
mod tests;
