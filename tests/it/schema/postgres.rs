//! PostgreSQL in a temporary directory, which listens on a socket there and nowhere else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portcullis::fact::migration::ColumnType;
use tempfile::TempDir;

use super::project::Project;
use super::{Row, Tables};

/// A server that ends when it is dropped.
pub(crate) struct Server {
    directory: TempDir,
}

/// All columns: of each table its name, then what tells their types, then the rest.
const COLUMNS: &str = "SELECT c.table_schema, c.table_name, c.column_name, c.data_type, \
    coalesce(c.character_maximum_length::text, ''), coalesce(c.numeric_precision::text, ''), \
    coalesce(c.numeric_scale::text, ''), coalesce(c.datetime_precision::text, ''), c.udt_name, \
    coalesce(c.domain_name, ''), c.is_nullable, \
    coalesce(c.column_default NOT LIKE 'NULL%', false) OR c.is_identity = 'YES' OR c.is_generated = 'ALWAYS' \
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
    WHERE t.table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') \
    ORDER BY table_schema, table_name, ordinal_position";

/// One of the server's programs, which Debian keeps out of the path. A database does not run as root.
pub(crate) fn program(name: &str) -> Command {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = installed.map(|version| version.path().join("bin").join(name)).filter(|path| path.exists()).max();
    let path = newest.unwrap_or_else(|| PathBuf::from(name));
    if !is_root() {
        return Command::new(path);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(path).current_dir("/");
    command
}

fn is_root() -> bool {
    said(Command::new("id").arg("-u")) == "0"
}

/// What a command prints, which must succeed.
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (out, faults) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {out}{faults}");
    out.trim_end().to_owned()
}

impl Server {
    pub(crate) fn start() -> Self {
        let server = Self { directory: tempfile::tempdir().unwrap() };
        if is_root() {
            let id = |flag| said(Command::new("id").args([flag, "postgres"])).parse().unwrap();
            std::os::unix::fs::chown(server.directory.path(), Some(id("-u")), Some(id("-g"))).unwrap();
        }
        let initdb = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"];
        said(program("initdb").args(initdb).arg("-D").arg(server.data()));
        let options = format!("-k {} -c listen_addresses= -c fsync=off", server.directory.path().display());
        let log = server.directory.path().join("log");
        // Its output would be waited for as long as it runs.
        let status = server.control().args(["start", "-w", "-s", "-o", &options, "-l"]).arg(log).status().unwrap();
        assert!(status.success());
        server
    }

    fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    fn control(&self) -> Command {
        let mut control = program("pg_ctl");
        control.arg("-D").arg(self.data());
        control
    }

    /// The client, in a database, without what the machine's user has set up.
    fn client(&self, database: &str) -> Command {
        let mut client = program("psql");
        client
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-h"])
            .arg(self.directory.path());
        client
    }

    /// The tables that a project makes in a database of its own.
    pub(crate) fn tables(&self, project: &Project) -> Tables {
        let database = project.name().rsplit('/').next().unwrap_or_default().to_owned();
        said(self.client("postgres").arg("-c").arg(format!("CREATE DATABASE \"{database}\"")));
        for (file, text) in project.statements() {
            self.run(&database, file, &text);
        }
        self.columns(&database)
    }

    /// Runs a file, as it would be typed in.
    fn run(&self, database: &str, file: &Path, text: &str) {
        let script = self.directory.path().join("script.sql");
        fs::write(&script, text).unwrap();
        let output = self.client(database).arg("-f").arg(&script).output().unwrap();
        assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
    }

    fn columns(&self, database: &str) -> Tables {
        let mut tables = Tables::new();
        for line in said(self.client(database).args(["-At", "-F", "\t", "-c", COLUMNS])).split_terminator('\n') {
            let fields: Vec<&str> = line.split('\t').collect();
            let [schema, table, column, types @ .., is_nullable, has_default] = &fields[..] else { panic!("{line}") };
            let table =
                if *schema == "public" { table.to_lowercase() } else { format!("{schema}.{}", table.to_lowercase()) };
            tables.entry(table).or_default().push(Row {
                name: column.to_lowercase(),
                kind: told(types),
                is_nullable: *is_nullable == "YES",
                has_default: *has_default == "t",
            });
        }
        tables
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.control().args(["stop", "-m", "immediate", "-s"]).status();
    }
}

/// A type as `information_schema` tells it.
fn told(fields: &[&str]) -> String {
    let [data_type, length, digits, scale, fraction, udt, domain] = fields else { panic!("{fields:?}") };
    if !domain.is_empty() {
        return (*domain).to_owned();
    }
    let bounded = |kind: &str, size: &str| if size.is_empty() { kind.to_owned() } else { format!("{kind}({size})") };
    match *data_type {
        "character varying" | "character" | "text" => bounded("text", length),
        "numeric" if digits.is_empty() => "decimal".to_owned(),
        "numeric" => format!("decimal({digits},{scale})"),
        "timestamp with time zone" | "timestamp without time zone" => format!("{data_type}({fraction})"),
        "time without time zone" => "time".to_owned(),
        "time with time zone" => "timetz".to_owned(),
        "json" | "jsonb" => "json".to_owned(),
        "bit" | "bit varying" => bounded(data_type, length),
        "ARRAY" => "array".to_owned(),
        "USER-DEFINED" if *udt == "citext" => "text".to_owned(),
        "USER-DEFINED" => udt.to_lowercase(),
        other => other.to_owned(),
    }
}

/// The same of a type as Portcullis knows it.
pub(crate) fn kind(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Text { limit: Some(limit) } => format!("text({limit})"),
        ColumnType::Text { limit: None } => "text".to_owned(),
        ColumnType::Integer { bytes: 2, .. } => "smallint".to_owned(),
        ColumnType::Integer { bytes: 4, .. } => "integer".to_owned(),
        ColumnType::Integer { .. } => "bigint".to_owned(),
        ColumnType::Decimal(None) => "decimal".to_owned(),
        ColumnType::Decimal(Some((digits, scale))) => format!("decimal({digits},{scale})"),
        ColumnType::Float { bytes: 4 } => "real".to_owned(),
        ColumnType::Float { .. } => "double precision".to_owned(),
        ColumnType::Timestamp { with_zone, precision } => {
            let zone = if *with_zone { "with" } else { "without" };
            format!("timestamp {zone} time zone({})", precision.unwrap_or(6))
        }
        ColumnType::Bytes { .. } => "bytea".to_owned(),
        ColumnType::Other(name) if name.ends_with("[]") => "array".to_owned(),
        other => other.to_string().to_lowercase(),
    }
}
