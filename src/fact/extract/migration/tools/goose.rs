//! goose, in Go: `goose.AddMigrationContext(up, down)`. (<https://pressly.github.io/goose/documentation/provider/>)

use memchr::memmem::find;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::code::{Code, parts};
use crate::fact::extract::migration::language::program::{self, Chain, Half, Halves, Link, Program, Reader, Run};
use crate::fact::extract::migration::language::{dialect, unread};
use crate::fact::migration::Script;

/// How deep a function is searched for what registers a migration.
const DEEPEST: usize = 16;

/// Whether a file is a migration for goose, in Go.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    let registers = || {
        [&b"goose.AddMigration"[..], b"goose.AddNamedMigration"].iter().any(|call| find(source.bytes, call).is_some())
    };
    name.ends_with(".go") && !name.ends_with("_test.go") && registers()
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Go, source.bytes) else { return vec![unread::all(source)] };
    let program = Program::new(&code);
    let dialect = dialect::of(source);
    let mut found = Vec::new();
    registered(&program, code.root(), 0, &mut found);
    let mut scripts: Vec<_> = found
        .iter()
        .map(|halves| program::script(&program, halves, &|| Goose { dialect }, &program::missing))
        .collect();
    if scripts.is_empty() {
        scripts.extend(unread::broken(source, &code));
    }
    scripts
}

/// The halves of each migration that a file registers.
fn registered<'t>(program: &Program<'t>, node: Node<'t>, depth: usize, found: &mut Vec<Halves<'t>>) {
    if node.kind() == "call_expression" {
        let chain = program.chain(node);
        let link = chain.last().filter(|link| link.is_call() && program.text(chain.root) == "goose");
        found.extend(link.and_then(|link| halves(program, link)));
    } else if depth < DEEPEST {
        parts(node).into_iter().for_each(|part| registered(program, part, depth + 1, found));
    }
}

/// `AddMigrationContext(up, down)`; those with a name take it first.
fn halves<'t>(program: &Program<'t>, link: &Link<'t>) -> Option<Halves<'t>> {
    let skipped: usize = match link.name {
        name if name.starts_with("AddMigration") => 0,
        name if name.starts_with("AddNamedMigration") => 1,
        _ => return None,
    };
    let half = |index: usize| link.argument(skipped + index).map_or(Half::Absent, |node| function(program, node));
    Some(Halves { up: half(0), down: half(1) })
}

fn function<'t>(program: &Program<'t>, node: Node<'t>) -> Half<'t> {
    match program::as_function(program, node) {
        Some(function) => Half::Function { whole: function, function },
        None => Half::Value(node),
    }
}

/// What calls of a transaction do.
struct Goose {
    dialect: Dialect,
}

impl<'t> Reader<'t> for Goose {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(link) = chain.links.iter().find(|link| link.is_call() && is_statement(link.name)) else {
            return run.other(self, chain);
        };
        // What was prepared was read where it was prepared.
        let is_prepared = |node| run.program().chain(node).has(&["Prepare", "PrepareContext"]);
        if link.name.starts_with("Exec") && is_prepared(run.resolve(chain.root)) {
            return;
        }
        // A context stands in front.
        let index = usize::from(link.name.ends_with("Context"));
        run.sql(link.argument(index), self.dialect, link.whole);
    }
}

fn is_statement(method: &str) -> bool {
    let plain = method.trim_end_matches("Context");
    matches!(plain, "Exec" | "MustExec" | "Query" | "QueryRow" | "Prepare")
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    fn migration(register: &str, functions: &str) -> String {
        format!(
            "package migrations

import \"github.com/pressly/goose/v3\"

func init() {{
	goose.{register}
}}

func up(ctx context.Context, tx *sql.Tx) error {{
	_, err := tx.ExecContext(ctx, build())
	if err != nil {{
		return err
	}}
	return fill(tx)
}}
{functions}"
        )
    }

    #[test]
    fn ways_back() {
        let cases = [
            (
                "AddMigrationContext(up, down)",
                "func down(ctx context.Context, tx *sql.Tx) error {\n\treturn nil\n}",
                "empty",
            ),
            ("AddMigration(up, nil)", "", "empty"),
            (
                "AddNamedMigrationContext(\"1_a.go\", up, down)",
                "func down(_ context.Context, _ *sql.Tx) error { return errors.New(\"no\") }",
                "irreversible",
            ),
            (
                "AddMigrationContext(up, func(ctx context.Context, tx *sql.Tx) error { _, err := tx.Exec(text); return err })",
                "",
                "written: ? a statement built at run time",
            ),
            ("AddMigrationContext(up, other.Down)", "", "written: ? code of `other()`"),
        ];
        for (register, functions, expected) in cases {
            let text = migration(register, functions);
            assert!(is_one(source("db/1_a.go", &text)));
            let script = script(read, "db/1_a.go", &text);
            assert_eq!(effects(&script.up), ["? a statement built at run time", "? code of `fill()`"]);
            assert_eq!(down(&script), expected, "{register}");
        }
    }
}
