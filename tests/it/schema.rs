//! The schema that migrations make, as Portcullis replays it and as real databases tell it: Debian's PostgreSQL and SQLite run the same
//! files, and are asked for their columns.

mod postgres;
mod project;
mod sqlite;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::Once;

use portcullis::fact::migration::{ColumnType, Schema, Table};

use project::Project;

/// A column as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    name: String,
    kind: String,
    is_nullable: bool,
    has_default: bool,
}

/// Tables by name, with the schema where that is not the usual one; columns in their order.
type Tables = BTreeMap<String, Vec<Row>>;

/// What Portcullis knows: its tables, types in the words that `kind` has for them, and the names of those that it says it does not know.
fn replayed(schema: &Schema, kind: fn(&ColumnType) -> String) -> (Tables, Vec<String>) {
    let rows = |table: &Table| {
        let rows = table.columns.iter().map(|column| Row {
            name: column.name.to_lowercase(),
            kind: kind(&column.kind),
            is_nullable: column.is_nullable,
            has_default: column.has_default,
        });
        rows.collect()
    };
    let known = schema.tables().filter(|table| table.is_known).map(|table| (name(table), rows(table)));
    let unknown = schema.tables().filter(|table| !table.is_known).map(name);
    (known.collect(), unknown.collect())
}

fn name(table: &Table) -> String {
    match table.name.schema.as_deref() {
        None | Some("public") => table.name.key(),
        Some(schema) => format!("{schema}.{}", table.name.key()),
    }
}

/// Holds what Portcullis knows of a project to what a database tells. `unknown` are the tables that it may say it does not know.
fn hold(project: &Project, told: Tables, kind: fn(&ColumnType) -> String, unknown: &[&str]) {
    let (known, said_unknown) = replayed(&project.schema(), kind);
    assert_eq!(said_unknown, unknown, "{}", project.name());
    let mut told = told;
    told.retain(|table, _| !unknown.contains(&table.as_str()));
    assert!(!told.is_empty(), "{}", project.name());
    assert_eq!(known.keys().collect::<Vec<_>>(), told.keys().collect::<Vec<_>>(), "{}", project.name());
    for (table, rows) in told {
        let known = &known[&table];
        for (ours, theirs) in known.iter().zip(&rows) {
            assert_eq!(ours, theirs, "{}: {table}", project.name());
        }
        assert_eq!(known.len(), rows.len(), "{}: {table}: {known:?} {rows:?}", project.name());
    }
}

#[test]
fn postgresql_tells_the_same() {
    if !is_installed(postgres::program("initdb").arg("--version")) {
        return;
    }
    let server = postgres::Server::start();
    for (name, unknown) in [
        ("pairs", &[][..]),
        ("diesel", &[]),
        ("flyway", &[]),
        ("dbmate", &[]),
        ("dynamic", &["drafts", "reports", "tickets"]),
    ] {
        let project = Project::read(name);
        hold(&project, server.tables(&project), postgres::kind, unknown);
    }
}

#[test]
fn sqlite_tells_the_same() {
    if !is_installed(Command::new("sqlite3").arg("--version")) {
        return;
    }
    for name in ["goose", "prisma"] {
        let project = Project::read(name);
        hold(&project, sqlite::tables(&project), sqlite::kind, &[]);
    }
}

/// Whether a database is there to be asked. Where it is not, that is said once, or, where it is demanded, is a failure.
fn is_installed(version: &mut Command) -> bool {
    static TOLD: Once = Once::new();
    let is_there = version.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    #[allow(clippy::disallowed_methods, reason = "a test asks its own environment")]
    let is_needed = std::env::var_os("PORTCULLIS_TESTS_NEED_DATABASES").is_some_and(|value| value == "1");
    assert!(is_there || !is_needed, "{version:?} fails, and PORTCULLIS_TESTS_NEED_DATABASES demands it");
    if !is_there {
        // Past the harness, which shows what is printed by tests that fail.
        let told = "the tests under `schema` did not all run: they need PostgreSQL and SQLite (.ci/test installs them)";
        TOLD.call_once(|| drop(writeln!(io::stderr(), "{told}")));
    }
    is_there
}
