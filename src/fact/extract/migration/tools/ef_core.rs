//! Entity Framework Core: `migrationBuilder.AddColumn<string>(…)`. (<https://learn.microsoft.com/ef/core/managing-schemas/migrations/>)

mod column;

use memchr::memmem::find;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::code::Code;
use crate::fact::extract::migration::language::csharp::{self, Class};
use crate::fact::extract::migration::language::program::{
    self, Chain, Half, Halves, Link, Program, Reader, Run, at_run_time,
};
use crate::fact::extract::migration::language::{dialect, unread};
use crate::fact::migration::{Constraint, Name, Object, Operation, Script};

/// Whether a file is a migration for EF Core.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    csharp::is_written(source)
        && find(source.bytes, b"MigrationBuilder ").is_some()
        && find(source.bytes, b"Up(MigrationBuilder").is_some()
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::CSharp, source.bytes) else { return vec![unread::all(source)] };
    let program = Program::new(&code);
    let dialect = dialect::of(source);
    let classes = csharp::classes(&code);
    let mut scripts: Vec<_> = classes.iter().filter_map(|class| script(&program, class, dialect)).collect();
    if scripts.is_empty() {
        scripts.extend(unread::broken(source, &code));
    }
    scripts
}

fn script<'t>(program: &'t Program<'t>, class: &Class<'t>, dialect: Dialect) -> Option<Script> {
    let half = |name| {
        class.method(program, name).map_or(Half::Absent, |method| Half::Function { whole: method, function: method })
    };
    let halves = Halves { up: half("Up"), down: half("Down") };
    halves.up.node()?;
    let mut script = program::script(program, &halves, &|| EfCore { dialect }, &program::missing);
    let version = class.attribute(program, &["Migration", "MigrationAttribute"]);
    script.version = version.map(|version| program.text(version).trim_matches('"').to_owned());
    Some(script)
}

/// What calls of a migration builder do.
struct EfCore {
    dialect: Dialect,
}

impl<'t> Reader<'t> for EfCore {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(link) = chain.links.iter().find(|link| link.is_call()).filter(|_| run.is_handle(chain.root)) else {
            return run.other(self, chain);
        };
        let call = Call { run, chain, link };
        let operations = match link.name {
            "Sql" => return run.sql(run.program().argument(link, "sql", 0), self.dialect, link.whole),
            "CreateTable" => vec![column::create(&call, self.dialect)],
            "AddColumn" => vec![column::add(&call, self.dialect)],
            "AlterColumn" => column::alter(&call, self.dialect),
            "AlterTable" | "AlterDatabase" | "AlterSequence" | "RestartSequence" | "EnsureSchema" | "IsSqlServer"
            | "IsNpgsql" | "IsSqlite" | "IsMySql" => return,
            _ => match call.table_change().or_else(|| call.part()).or_else(|| call.thing()).or_else(|| call.data()) {
                Some(operation) => vec![operation],
                None => return run.unknown_code(link.name, link.whole),
            },
        };
        operations.into_iter().for_each(|operation| run.effect(operation, link.whole));
    }
}

/// A call of the builder, with what follows it.
struct Call<'a, 't> {
    run: &'a Run<'t>,
    chain: &'a Chain<'t>,
    link: &'a Link<'t>,
}

impl<'t> Call<'_, 't> {
    fn argument(&self, name: &str, index: usize) -> Option<Node<'t>> {
        self.run.program().argument(self.link, name, index)
    }

    fn named(&self, name: &str) -> Option<Node<'t>> {
        self.argument(name, usize::MAX)
    }

    fn text(&self, name: &str, index: usize) -> Option<String> {
        self.run.text(self.argument(name, index)?)
    }

    /// The texts of an argument that is one or many.
    fn texts(&self, one: &str, many: &str, index: usize) -> Vec<String> {
        let node = self.named(one).or_else(|| self.named(many)).or_else(|| self.argument(one, index));
        node.and_then(|node| self.run.texts(node)).unwrap_or_default()
    }

    /// A name, in the schema that another argument names.
    fn name(&self, name: &str, index: usize, schema: &str) -> Option<Name> {
        let name = self.text(name, index)?;
        let schema = self.named(schema).and_then(|schema| self.run.text(schema));
        Some(schema.map_or_else(|| Name::new(name.clone()), |schema| Name::within(schema, name.clone())))
    }

    fn table(&self) -> Option<Name> {
        self.name("table", 1, "schema")
    }

    /// What cannot be told, since a name is only known when the migration runs.
    fn at_run_time(&self) -> Operation {
        at_run_time(self.link.name)
    }

    fn table_change(&self) -> Option<Operation> {
        let table = self.name("name", 0, "schema");
        let operation = match self.link.name {
            "DropTable" => table.map(|table| Operation::DropTable { table, cascades: false }),
            "RenameTable" => table.map(|from| {
                let schema =
                    self.named("newSchema").and_then(|schema| self.run.text(schema)).or_else(|| from.schema.clone());
                let name = self.text("newName", 2).unwrap_or_else(|| from.name.clone());
                Operation::RenameTable { from, to: Name { schema, name } }
            }),
            _ => return None,
        };
        Some(operation.unwrap_or_else(|| self.at_run_time()))
    }

    /// Columns, keys and indexes of a table.
    fn part(&self) -> Option<Operation> {
        let (table, name) = (self.table(), self.text("name", 0));
        let named = || table.clone().zip(name.clone());
        let add = |kind| {
            table.clone().map(|table| Operation::AddConstraint {
                table,
                name: name.clone(),
                kind,
                columns: self.texts("column", "columns", 2),
                checks_rows: true,
            })
        };
        let drop = |kind| {
            named().map(|(table, name)| Operation::DropConstraint {
                table,
                name: Some(name),
                kind: Some(kind),
                columns: Vec::new(),
            })
        };
        let is_unique = self.named("unique").and_then(|flag| self.run.flag(flag)) == Some(true);
        let operation = match self.link.name {
            "DropColumn" => named().map(|(table, column)| Operation::DropColumn { table, column }),
            "RenameColumn" => named().zip(self.text("newName", 2)).map(|((table, from), to)| Operation::RenameColumn {
                table,
                from,
                to,
            }),
            "AddPrimaryKey" => add(Constraint::PrimaryKey),
            "AddForeignKey" => add(Constraint::ForeignKey),
            "AddUniqueConstraint" => add(Constraint::Unique),
            "AddCheckConstraint" | "CreateCheckConstraint" => add(Constraint::Check),
            "CreateIndex" if is_unique => add(Constraint::Unique),
            "CreateIndex" => {
                table.map(|table| Operation::CreateIndex { table, name, columns: self.texts("column", "columns", 2) })
            }
            "DropPrimaryKey" => drop(Constraint::PrimaryKey),
            "DropForeignKey" => drop(Constraint::ForeignKey),
            "DropUniqueConstraint" => drop(Constraint::Unique),
            "DropCheckConstraint" => drop(Constraint::Check),
            "DropIndex" => name.map(|name| Operation::DropIndex { table, name: Some(name), columns: Vec::new() }),
            "RenameIndex" => self.text("newName", 1).zip(name).map(|(to, from)| Operation::Rename {
                kind: Object::Other,
                from: Name::new(from),
                to: Name::new(to),
            }),
            _ => return None,
        };
        Some(operation.unwrap_or_else(|| self.at_run_time()))
    }

    fn thing(&self) -> Option<Operation> {
        let name = self.name("name", 0, "schema");
        let operation = match self.link.name {
            "CreateSequence" => name.map(|name| Operation::Create { kind: Object::Sequence, name, replaces: false }),
            "DropSequence" => name.map(|name| Operation::Drop { kind: Object::Sequence, name, cascades: false }),
            "DropSchema" => name.map(|name| Operation::Drop { kind: Object::Schema, name, cascades: false }),
            "RenameSequence" => name.zip(self.text("newName", 2)).map(|(from, to)| Operation::Rename {
                kind: Object::Sequence,
                from,
                to: Name::new(to),
            }),
            _ => return None,
        };
        Some(operation.unwrap_or_else(|| self.at_run_time()))
    }

    /// Rows: always those with the keys that are written out.
    fn data(&self) -> Option<Operation> {
        let table = self.name("table", 0, "schema");
        let operation = match self.link.name {
            "InsertData" => table.map(|table| Operation::Insert { table, source: None }),
            "DeleteData" => table.map(|table| Operation::Delete { table, is_filtered: true }),
            "UpdateData" => table.map(|table| Operation::Update {
                table,
                is_filtered: true,
                columns: self.texts("column", "columns", 3),
            }),
            _ => return None,
        };
        Some(operation.unwrap_or_else(|| self.at_run_time()))
    }

    /// Whether what follows says that values come from a sequence.
    fn is_generated(&self) -> bool {
        column::is_generated(self.run, self.chain)
    }
}

#[cfg(test)]
mod tests;
