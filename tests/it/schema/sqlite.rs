//! SQLite, which is given a file of its own for each project.

use std::process::Command;

use portcullis::fact::migration::ColumnType;

use super::project::Project;
use super::{Row, Tables};

/// All columns: of each table its name, then theirs.
const COLUMNS: &str = "SELECT m.name, c.name, c.type, c.\"notnull\" = 0 AND c.pk = 0, coalesce(upper(c.dflt_value) <> 'NULL', 0), \
    c.pk > 0 AND upper(c.type) = 'INTEGER' FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid;";

/// The tables that a project makes.
pub(crate) fn tables(project: &Project) -> Tables {
    let directory = tempfile::tempdir().unwrap();
    let database = directory.path().join("database");
    for (file, text) in project.statements() {
        let script = directory.path().join("script.sql");
        std::fs::write(&script, text).unwrap();
        let mut command = Command::new("sqlite3");
        command.args(["-batch", "-bail"]).arg(&database).arg(format!(".read {}", script.display()));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
    }
    let output =
        Command::new("sqlite3").args(["-batch", "-separator", "\t"]).arg(&database).arg(COLUMNS).output().unwrap();
    let mut tables = Tables::new();
    for line in String::from_utf8(output.stdout).unwrap().split_terminator('\n') {
        let [table, column, kind, is_nullable, has_default, is_row_id] = line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        tables.entry(table.to_lowercase()).or_default().push(Row {
            name: column.to_lowercase(),
            kind: affinity(kind).to_owned(),
            is_nullable: is_nullable == "1",
            has_default: has_default == "1" || is_row_id == "1",
        });
    }
    tables
}

/// What SQLite keeps in a column whose type is written so. <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>
fn affinity(written: &str) -> &'static str {
    let upper = written.to_uppercase();
    let has = |parts: &[&str]| parts.iter().any(|part| upper.contains(part));
    match () {
        () if has(&["INT"]) => "integer",
        () if has(&["CHAR", "CLOB", "TEXT"]) => "text",
        () if has(&["BLOB"]) || upper.is_empty() => "blob",
        () if has(&["REAL", "FLOA", "DOUB"]) => "real",
        () => "numeric",
    }
}

/// The same of a type as Portcullis knows it.
pub(crate) fn kind(kind: &ColumnType) -> String {
    let affinity = match kind {
        ColumnType::Integer { .. } => "integer",
        ColumnType::Text { .. } => "text",
        ColumnType::Bytes { .. } | ColumnType::Unknown => "blob",
        ColumnType::Float { .. } => "real",
        ColumnType::Other(name) => affinity(name),
        _ => "numeric",
    };
    affinity.to_owned()
}
