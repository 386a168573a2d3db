//! Flyway, in Java: classes that extend `BaseJavaMigration`. (<https://documentation.red-gate.com/fd/java-based-migrations-273973389.html>)

use memchr::memmem::find;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::code::{Code, parts};
use crate::fact::extract::migration::language::program::{self, Chain, Half, Halves, Link, Program, Reader, Run};
use crate::fact::extract::migration::language::{dialect, unread};
use crate::fact::migration::{Down, Script};

/// Whether a file is a migration for Flyway, in Java.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let has = |word: &[u8]| find(source.bytes, word).is_some();
    source.path.lower_name().ends_with(".java")
        && (has(b"extends BaseJavaMigration") || has(b"implements JavaMigration"))
        && has(b"migrate(")
}

/// Reads one. A class has no way back.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Java, source.bytes) else { return vec![unread::all(source)] };
    let program = Program::new(&code);
    let dialect = dialect::of(source);
    let classes = parts(code.root()).into_iter().filter(|item| item.kind() == "class_declaration");
    let mut scripts: Vec<_> = classes
        .filter_map(|class| migrate(&program, class))
        .map(|method| {
            let halves = Halves { up: Half::Function { whole: method, function: method }, down: Half::Absent };
            program::script(&program, &halves, &|| Flyway { dialect }, &|_, _| Down::Elsewhere)
        })
        .collect();
    if scripts.is_empty() {
        scripts.extend(unread::broken(source, &code));
    }
    scripts
}

fn migrate<'t>(program: &Program<'t>, class: Node<'t>) -> Option<Node<'t>> {
    let body = class.child_by_field_name("body").map(parts)?;
    body.into_iter().find(|member| {
        member.kind() == "method_declaration"
            && member.child_by_field_name("name").is_some_and(|name| program.text(name) == "migrate")
    })
}

/// What calls of JDBC, and of what stands on it, do.
struct Flyway {
    dialect: Dialect,
}

impl<'t> Reader<'t> for Flyway {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let mut is_known = false;
        for link in &chain.links {
            let Some(first) = link.argument(0).filter(|_| is_statement(link.name)) else { continue };
            // Objects have methods of these names, too.
            let is_text = run.passage(first).is_some();
            if is_text || link.name.starts_with("execute") || link.name.starts_with("prepare") {
                is_known = true;
                self.statement(run, link, first);
            }
        }
        if !is_known {
            run.other(self, chain);
        }
    }
}

impl Flyway {
    fn statement<'t>(&mut self, run: &mut Run<'t>, link: &Link<'t>, first: Node<'t>) {
        if first.kind() == "lambda_expression" {
            return run.enter(self, first);
        }
        run.sql(Some(first), self.dialect, link.whole);
    }
}

fn is_statement(method: &str) -> bool {
    matches!(
        method,
        "execute"
            | "executeUpdate"
            | "executeLargeUpdate"
            | "executeQuery"
            | "addBatch"
            | "update"
            | "batchUpdate"
            | "prepareStatement"
            | "prepareCall"
            | "queryForList"
            | "query"
    )
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    #[test]
    fn what_is_not_written_out_is_unknown() {
        let text = "public class V1__A extends BaseJavaMigration {
    @Override public void migrate(Context context) throws Exception {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(build());
        }
        fill(context);
        new Backfill(context.getConnection()).run();
    }
    private void fill(Context c) { other.fill(c); }
}";
        assert!(is_one(source("db/V1__A.java", text)));
        let script = script(read, "db/V1__A.java", text);
        assert_eq!(effects(&script.up), ["? a statement built at run time", "? code of `fill()`"]);
        assert_eq!(down(&script), "elsewhere");
    }
}
