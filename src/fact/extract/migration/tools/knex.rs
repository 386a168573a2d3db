//! Knex: `exports.up = (knex) => knex.schema.createTable(…)`. (<https://knexjs.org/guide/schema-builder.html>)

mod query;
mod table;

use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::program::{Chain, Link, Reader, Run};
use crate::fact::extract::migration::language::{dialect, javascript};
use crate::fact::migration::{Framework, Name, Object, Operation, Script};

/// Whether a file is a migration for Knex.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::Knex)
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    javascript::read(source, &|| Knex { dialect: dialect::of(source) })
}

/// What calls of Knex do.
struct Knex {
    dialect: Dialect,
}

impl<'t> Reader<'t> for Knex {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let is_schema = chain.links.iter().any(|link| link.name == "schema" && !link.is_call())
            || (run.program().text(chain.root) == "schema"
                && chain.links.first().is_some_and(|link| is_change(link.name)));
        if is_schema {
            self.schema(run, chain);
        } else if !query::read(run, chain, self) {
            run.other(self, chain);
        }
    }
}

impl Knex {
    /// `knex.schema`, and each change that follows.
    fn schema<'t>(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let mut schema = None;
        for link in &chain.links {
            match link.name {
                "withSchema" => schema = link.argument(0).and_then(|name| run.text(name)),
                "raw" => run.sql(link.argument(0), self.dialect, link.span),
                "then" | "catch" | "finally" | "transaction" | "tap" => run.pass(self, chain, link),
                name if is_change(name) && link.is_call() => self.change(run, link, schema.as_deref()),
                _ => {}
            }
        }
    }

    fn change<'t>(&mut self, run: &mut Run<'t>, link: &Link<'t>, schema: Option<&str>) {
        let named = |run: &Run<'t>, index| {
            link.argument(index).and_then(|name| run.text(name)).map(|name| within(schema, &name))
        };
        let Some(name) = named(run, 0) else {
            return run.unknown(format!("`{}` of a name that is known at run time", link.name), link.span);
        };
        let operation = match link.name {
            "createTable" | "createTableIfNotExists" => return table::create(run, link, name, self.dialect),
            "alterTable" | "table" => return table::alter(run, link, &name, self.dialect),
            "createTableLike" => {
                Operation::CreateTable { table: name, columns: Vec::new(), is_complete: false, is_temporary: false }
            }
            "dropTable" | "dropTableIfExists" => Operation::DropTable { table: name, cascades: false },
            "renameTable" => match named(run, 1) {
                Some(to) => Operation::RenameTable { from: name, to },
                None => Operation::Unknown { what: "`renameTable` to a name that is known at run time".to_owned() },
            },
            "renameView" => match named(run, 1) {
                Some(to) => Operation::Rename { kind: Object::View, from: name, to },
                None => Operation::Unknown { what: "`renameView` to a name that is known at run time".to_owned() },
            },
            other => match object(run, other, link, name) {
                Some(operation) => operation,
                None => return,
            },
        };
        run.effect(operation, link.span);
    }
}

/// What is made and dropped besides tables.
fn object<'t>(run: &Run<'t>, method: &str, link: &Link<'t>, name: Name) -> Option<Operation> {
    let (verb, kind) = match method {
        "createSchema" | "createSchemaIfNotExists" => ("create", Object::Schema),
        "dropSchema" | "dropSchemaIfExists" => ("drop", Object::Schema),
        "createExtension" | "createExtensionIfNotExists" => ("create", Object::Extension),
        "dropExtension" | "dropExtensionIfExists" => ("drop", Object::Extension),
        "createView" | "createMaterializedView" => ("create", Object::View),
        "createViewOrReplace" => ("replace", Object::View),
        "dropView" | "dropViewIfExists" | "dropMaterializedView" | "dropMaterializedViewIfExists" => {
            ("drop", Object::View)
        }
        _ => return None,
    };
    let cascades = || link.argument(1).and_then(|flag| run.flag(flag)) == Some(true);
    Some(match verb {
        "drop" => Operation::Drop { kind, name, cascades: cascades() },
        verb => Operation::Create { kind, name, replaces: verb == "replace" },
    })
}

/// Whether a method of `schema` changes something.
fn is_change(method: &str) -> bool {
    method == "table" || ["create", "alter", "drop", "rename"].iter().any(|verb| method.starts_with(verb))
}

fn within(schema: Option<&str>, name: &str) -> Name {
    schema.map_or_else(|| Name::dotted(name), |schema| Name::within(schema, name))
}

/// The functions that a call is given, or the functions that its arguments name.
fn callback<'t>(run: &Run<'t>, link: &Link<'t>) -> Option<Node<'t>> {
    let last = *link.arguments().last()?;
    crate::fact::extract::migration::language::program::as_function(run.program(), run.resolve(last))
}

#[cfg(test)]
mod tests;
