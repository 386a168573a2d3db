use proptest::prelude::*;

use super::{Said, read};
use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::fact::migration::{Column, ColumnType, Constraint, Effect, Name, Object, Operation};
use crate::text::Span;

const DIALECTS: [Dialect; 7] = [
    Dialect::PostgreSql,
    Dialect::MySql,
    Dialect::Sqlite,
    Dialect::SqlServer,
    Dialect::Oracle,
    Dialect::ClickHouse,
    Dialect::Unknown,
];

fn said(sql: &str, dialect: Dialect) -> Said {
    read(&Passage::of(sql.as_bytes(), Span::new(0, sql.len())), dialect)
}

/// An effect in short: what it does and to what, `?` if it is conditional, and where it stands.
fn short(sql: &str, effect: &Effect) -> String {
    let mark = match (effect.is_certain, effect.is_conditional) {
        (false, _) => "~",
        (true, true) => "?",
        (true, false) => "",
    };
    format!("{mark}{} <{}>", operation(&effect.operation), &sql[effect.span.range()])
}

fn operation(operation: &Operation) -> String {
    let or_none = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
    match operation {
        Operation::CreateTable { table, columns, is_complete, is_temporary } => {
            let columns: Vec<_> = columns.iter().map(column).collect();
            let (open, kind) =
                (if *is_complete { "" } else { ", …" }, if *is_temporary { "+temporary" } else { "+table" });
            format!("{kind} {table} ({}{open})", columns.join(", "))
        }
        Operation::DropTable { table, cascades } => {
            format!("-table {table}{}", if *cascades { " cascade" } else { "" })
        }
        Operation::RenameTable { from, to } => format!("table {from} > {to}"),
        Operation::AddColumn { table, column: added } => format!("+{table}.{}", column(added)),
        Operation::DropColumn { table, column } => format!("-{table}.{column}"),
        Operation::RenameColumn { table, from, to } => format!("{table}.{from} > {to}"),
        Operation::ChangeType { table, column, to, is_computed, .. } => {
            format!("{table}.{column}: {to}{}", if *is_computed { " computed" } else { "" })
        }
        Operation::SetNotNull { table, column, is_filled } => {
            format!("{table}.{column} not null{}", if *is_filled { " filled" } else { "" })
        }
        Operation::DropNotNull { table, column } => format!("{table}.{column} null"),
        Operation::SetDefault { table, column } => format!("{table}.{column} default"),
        Operation::DropDefault { table, column } => format!("{table}.{column} no default"),
        Operation::AddConstraint { table, name, kind, columns, checks_rows } => {
            let unchecked = if *checks_rows { "" } else { " unchecked" };
            format!("+{kind} {} {table}({}){unchecked}", or_none(name), columns.join(","))
        }
        Operation::DropConstraint { table, name, kind, columns } => {
            let kind = kind.map_or("constraint".to_owned(), |kind| kind.to_string());
            format!("-{kind} {} {table}({})", or_none(name), columns.join(","))
        }
        Operation::CreateIndex { table, name, columns } => {
            format!("+index {} {table}({})", or_none(name), columns.join(","))
        }
        Operation::DropIndex { table, name, .. } => {
            format!("-index {} {}", or_none(name), table.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        Operation::Create { kind, name, replaces } => {
            format!("{}{} {name}", if *replaces { "~" } else { "+" }, kind.noun())
        }
        Operation::Drop { kind, name, cascades } => {
            format!("-{} {name}{}", kind.noun(), if *cascades { " cascade" } else { "" })
        }
        Operation::Rename { kind, from, to } => format!("{} {from} > {to}", kind.noun()),
        Operation::AddEnumValue { of, value } => format!("+{of}:{value}"),
        Operation::RenameEnumValue { of, from, to } => format!("{of}:{from} > {to}"),
        Operation::Insert { table, source } => {
            format!("insert {table}{}", source.as_ref().map(|source| format!(" from {source}")).unwrap_or_default())
        }
        Operation::Update { table, is_filtered, columns } => {
            format!("update {table}({}){}", columns.join(","), if *is_filtered { " some" } else { " all" })
        }
        Operation::Delete { table, is_filtered } => {
            format!("delete {table}{}", if *is_filtered { " some" } else { " all" })
        }
        Operation::Truncate { table } => format!("truncate {table}"),
        Operation::Detach { table } => format!("detach {table}"),
        Operation::Restrict { what } => format!("restrict {what}"),
        Operation::StateOnly(_) => "state".to_owned(),
        Operation::UnknownTarget { what } => format!("unknown target of {what}"),
        Operation::Unknown { what } => format!("unknown {what}"),
    }
}

fn column(column: &Column) -> String {
    let null = if column.is_nullable { "" } else { " not null" };
    let default = if column.has_default { " default" } else { "" };
    format!("{} {}{null}{default}", column.name, column.kind)
}

/// Each text, and the effects that it has, in short.
fn check(dialect: Dialect, cases: &[(&str, &[&str])]) {
    for (sql, expected) in cases {
        let said = said(sql, dialect);
        let found: Vec<_> = said.effects.iter().map(|effect| short(sql, effect)).collect();
        let expected: Vec<String> = expected
            .iter()
            .map(|one| if one.contains('<') { (*one).to_owned() } else { format!("{one} <{sql}>") })
            .collect();
        assert_eq!(found, expected, "{sql}");
        assert_eq!(said.unread, [], "{sql}");
    }
}

#[test]
fn tables_are_made_and_dropped() {
    check(
        Dialect::Unknown,
        &[
            (
                "CREATE TABLE a (id int PRIMARY KEY, b varchar(50) NOT NULL DEFAULT 'x', UNIQUE (b), CHECK (b <> ''))",
                &["+table a (id 32-bit integer not null, b text of 50 characters not null default) <CREATE TABLE a>"],
            ),
            (
                "CREATE TABLE IF NOT EXISTS s.a (b int, c int, PRIMARY KEY (b))",
                &["+table s.a (b 32-bit integer not null, c 32-bit integer) <CREATE TABLE IF NOT EXISTS s.a>"],
            ),
            ("CREATE TABLE a AS SELECT 1", &["+table a (, …) <CREATE TABLE a>"]),
            ("CREATE TABLE a (LIKE b INCLUDING ALL)", &["+table a (, …) <CREATE TABLE a>"]),
            ("CREATE TEMP TABLE a (b int)", &["+temporary a (b 32-bit integer) <CREATE TEMP TABLE a>"]),
            (
                "CREATE TABLE a (key text, fulltext tsvector, KEY k (key))",
                &["+table a (key text, fulltext tsvector) <CREATE TABLE a>"],
            ),
            ("DROP TABLE a", &["-table a"]),
            ("DROP TABLE IF EXISTS a CASCADE", &["-table a cascade"]),
            ("DROP TABLE a, b.c", &["-table a <a>", "-table b.c <b.c>"]),
            ("ALTER TABLE a RENAME TO b", &["table a > b <RENAME TO b>"]),
            ("RENAME TABLE a TO b, c TO d", &["table a > b <a TO b>", "table c > d <c TO d>"]),
            ("ALTER TABLE a SET SCHEMA s", &["table a > s.a <SET SCHEMA s>"]),
        ],
    );
}

#[test]
fn each_action_of_an_alter_is_an_effect_of_its_own() {
    check(
        Dialect::PostgreSql,
        &[
            (
                "ALTER TABLE a ADD COLUMN x int, DROP COLUMN y",
                &["+a.x 32-bit integer <ADD COLUMN x int>", "-a.y <DROP COLUMN y>"],
            ),
            (
                "ALTER TABLE ONLY \"A\".\"B\" ADD IF NOT EXISTS x text NOT NULL UNIQUE REFERENCES c (d) ON DELETE SET NULL",
                &[
                    "+A.B.x text not null <ADD IF NOT EXISTS x text NOT NULL UNIQUE REFERENCES c (d) ON DELETE SET NULL>",
                    "+unique constraint - A.B(x) <UNIQUE>",
                    "+foreign key - A.B(x) <REFERENCES c (d)>",
                ],
            ),
            (
                "ALTER TABLE a ADD x serial, ADD y bigint GENERATED ALWAYS AS IDENTITY",
                &[
                    "+a.x 32-bit integer not null default <ADD x serial>",
                    "+a.y 64-bit integer not null default <ADD y bigint GENERATED ALWAYS AS IDENTITY>",
                ],
            ),
            (
                "ALTER TABLE a DROP COLUMN IF EXISTS x CASCADE, DROP CONSTRAINT y",
                &["-a.x <DROP COLUMN IF EXISTS x CASCADE>", "-constraint y a() <DROP CONSTRAINT y>"],
            ),
            ("ALTER TABLE a RENAME COLUMN x TO y", &["a.x > y <RENAME COLUMN x TO y>"]),
            ("ALTER TABLE a RENAME x TO y", &["a.x > y <RENAME x TO y>"]),
            (
                "ALTER TABLE a ALTER x TYPE varchar(5), ALTER COLUMN type SET NOT NULL",
                &[
                    "a.x: text of 5 characters <ALTER x TYPE varchar(5)>",
                    "a.type not null <ALTER COLUMN type SET NOT NULL>",
                ],
            ),
            ("ALTER TABLE a ALTER x TYPE int USING x::int", &["a.x: 32-bit integer <ALTER x TYPE int USING x::int>"]),
            (
                "ALTER TABLE a ALTER x TYPE int USING (trim(x)::int)",
                &["a.x: 32-bit integer computed <ALTER x TYPE int USING (trim(x)::int)>"],
            ),
            (
                "ALTER TABLE a ALTER x DROP DEFAULT, ALTER x DROP NOT NULL, ALTER x SET DEFAULT 1",
                &[
                    "a.x no default <ALTER x DROP DEFAULT>", "a.x null <ALTER x DROP NOT NULL>",
                    "a.x default <ALTER x SET DEFAULT 1>",
                ],
            ),
            (
                "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (x, y) REFERENCES b NOT VALID",
                &["+foreign key c a(x,y) unchecked <ADD CONSTRAINT c FOREIGN KEY (x, y) REFERENCES b NOT VALID>"],
            ),
            ("ALTER TABLE a ADD PRIMARY KEY (x)", &["+primary key - a(x) <ADD PRIMARY KEY (x)>"]),
            (
                "ALTER TABLE a ADD CONSTRAINT c UNIQUE USING INDEX i",
                &["+unique constraint c a() <ADD CONSTRAINT c UNIQUE USING INDEX i>"],
            ),
            ("ALTER TABLE a OWNER TO b, ENABLE ROW LEVEL SECURITY, SET (fillfactor = 70), VALIDATE CONSTRAINT c", &[]),
            (
                "ALTER TABLE a DISABLE ROW LEVEL SECURITY",
                &["restrict row level security of a <DISABLE ROW LEVEL SECURITY>"],
            ),
            ("ALTER TABLE a DETACH PARTITION b", &["detach a <DETACH PARTITION b>"]),
        ],
    );
}

#[test]
fn my_sql_changes_and_modifies() {
    check(
        Dialect::MySql,
        &[
            (
                "ALTER TABLE `a` CHANGE `x` `y` INT UNSIGNED NOT NULL",
                &[
                    "a.x > y <CHANGE `x` `y` INT UNSIGNED NOT NULL>",
                    "a.y: unsigned 32-bit integer <CHANGE `x` `y` INT UNSIGNED NOT NULL>",
                    "a.y not null <CHANGE `x` `y` INT UNSIGNED NOT NULL>",
                ],
            ),
            ("ALTER TABLE a CHANGE x x TEXT", &["a.x: text of 65535 characters <CHANGE x x TEXT>"]),
            (
                "ALTER TABLE a MODIFY COLUMN x ENUM('a', 'b') NULL AFTER y",
                &[
                    "a.x: one of a, b <MODIFY COLUMN x ENUM('a', 'b') NULL AFTER y>",
                    "a.x null <MODIFY COLUMN x ENUM('a', 'b') NULL AFTER y>",
                ],
            ),
            (
                "ALTER TABLE a ADD INDEX i (x), ADD UNIQUE KEY u (y), ADD key_id INT, ADD FULLTEXT (z)",
                &[
                    "+index i a(x) <ADD INDEX i (x)>", "+unique constraint u a(y) <ADD UNIQUE KEY u (y)>",
                    "+a.key_id 32-bit integer <ADD key_id INT>", "+index - a(z) <ADD FULLTEXT (z)>",
                ],
            ),
            (
                "ALTER TABLE a DROP FOREIGN KEY f, DROP PRIMARY KEY, DROP INDEX i, DROP x, ENGINE=InnoDB",
                &[
                    "-foreign key f a() <DROP FOREIGN KEY f>", "-primary key - a() <DROP PRIMARY KEY>",
                    "-index i a <DROP INDEX i>", "-a.x <DROP x>",
                ],
            ),
            ("ALTER TABLE a DROP PARTITION p1, p2", &["truncate a <DROP PARTITION p1>"]),
            ("DROP INDEX i ON a", &["-index i a"]),
            (
                "CREATE TABLE a (b INT NOT NULL AUTO_INCREMENT COMMENT 'it\\'s', c TINYINT(1) DEFAULT NULL, KEY k (b)) ENGINE=InnoDB",
                &["+table a (b 32-bit integer not null default, c 8-bit integer) <CREATE TABLE a>"],
            ),
            ("PREPARE s FROM 'DROP TABLE a'; EXECUTE s; DEALLOCATE PREPARE s", &["-table a <DROP TABLE a>"]),
            ("PREPARE s FROM @x; EXECUTE s", &["unknown a statement built at run time <EXECUTE s>"]),
        ],
    );
}

#[test]
fn sql_server_has_words_of_its_own() {
    check(
        Dialect::SqlServer,
        &[
            (
                "ALTER TABLE [dbo].[a] ADD [x] INT NULL, [y] BIT CONSTRAINT d DEFAULT (0) NOT NULL",
                &[
                    "+dbo.a.x 32-bit integer <ADD [x] INT NULL>",
                    "+dbo.a.y boolean not null default <[y] BIT CONSTRAINT d DEFAULT (0) NOT NULL>",
                ],
            ),
            ("ALTER TABLE a DROP COLUMN x, y", &["-a.x <DROP COLUMN x>", "-a.y <y>"]),
            (
                "ALTER TABLE a DROP CONSTRAINT x, COLUMN y",
                &["-constraint x a() <DROP CONSTRAINT x>", "-a.y <COLUMN y>"],
            ),
            ("ALTER TABLE a DROP x", &["-constraint x a() <DROP x>"]),
            (
                "ALTER TABLE a ALTER COLUMN x NVARCHAR(MAX) NOT NULL",
                &[
                    "a.x: text <ALTER COLUMN x NVARCHAR(MAX) NOT NULL>",
                    "a.x not null <ALTER COLUMN x NVARCHAR(MAX) NOT NULL>",
                ],
            ),
            (
                "ALTER TABLE a WITH NOCHECK ADD CONSTRAINT c CHECK (x > 1)",
                &["+check constraint c a() unchecked <WITH NOCHECK ADD CONSTRAINT c CHECK (x > 1)>"],
            ),
            ("EXEC sp_rename 'dbo.a.x', 'y', 'COLUMN'", &["dbo.a.x > y <EXEC sp_rename 'dbo.a.x', 'y', 'COLUMN'>"]),
            ("EXEC sp_rename N'[dbo].[a]', N'b'", &["table dbo.a > b <EXEC sp_rename N'[dbo].[a]', N'b'>"]),
            (
                "IF COL_LENGTH('a', 'x') IS NULL\nBEGIN\n  ALTER TABLE a ADD x INT\nEND\nGO\nDROP TABLE b",
                &["?+a.x 32-bit integer <ADD x INT>", "-table b <DROP TABLE b>"],
            ),
            ("EXEC('DROP TABLE a')", &["-table a <DROP TABLE a>"]),
            ("EXEC(@sql)", &["unknown a statement built at run time"]),
            ("SELECT * INTO #b FROM a", &["+temporary #b (, …) <INTO #b>"]),
            ("UPDATE u SET x = 1 FROM users u", &["update users(x) all <UPDATE u>"]),
            (
                "CREATE UNIQUE NONCLUSTERED INDEX i ON a (x) WHERE x IS NOT NULL",
                &["+unique constraint i a(x) <CREATE UNIQUE NONCLUSTERED INDEX i ON a (x)>"],
            ),
        ],
    );
}

#[test]
fn oracle_and_click_house_do_too() {
    check(
        Dialect::Oracle,
        &[
            (
                "ALTER TABLE a ADD (x NUMBER(10), y VARCHAR2(30 CHAR))",
                &["+a.x decimal(10, 0) <x NUMBER(10)>", "+a.y text of 30 characters <y VARCHAR2(30 CHAR)>"],
            ),
            ("ALTER TABLE a DROP (x, y)", &["-a.x <DROP (x, y)>", "-a.y <DROP (x, y)>"]),
            (
                "ALTER TABLE a MODIFY (x NOT NULL, y NUMBER(5))",
                &["a.x not null <x NOT NULL>", "a.y: decimal(5, 0) <y NUMBER(5)>"],
            ),
            ("ALTER TABLE a SET UNUSED COLUMN x", &["-a.x <SET UNUSED COLUMN x>"]),
            (
                "BEGIN EXECUTE IMMEDIATE 'DROP TABLE a'; EXCEPTION WHEN OTHERS THEN NULL; END;\n/",
                &["-table a <DROP TABLE a>"],
            ),
            (
                "DECLARE s VARCHAR2(9); BEGIN EXECUTE IMMEDIATE s; END;\n/",
                &["unknown a statement built at run time <EXECUTE IMMEDIATE s>"],
            ),
        ],
    );
    check(
        Dialect::ClickHouse,
        &[
            (
                "ALTER TABLE a ON CLUSTER c ADD COLUMN x Nullable(UInt8), ADD COLUMN y String AFTER x",
                &[
                    "+a.x unsigned 8-bit integer <ADD COLUMN x Nullable(UInt8)>",
                    "+a.y text not null default <ADD COLUMN y String AFTER x>",
                ],
            ),
            ("ALTER TABLE a DELETE WHERE x = 1", &["delete a some <DELETE WHERE x = 1>"]),
            ("ALTER TABLE a CLEAR COLUMN x", &["truncate a <CLEAR COLUMN x>"]),
            ("ALTER TABLE a DROP PARTITION 202001", &["truncate a <DROP PARTITION 202001>"]),
            ("ALTER TABLE a MODIFY TTL d + INTERVAL 1 DAY", &[]),
            (
                "EXCHANGE TABLES a AND b",
                &["table a > b <EXCHANGE TABLES a AND b>", "table b > a <EXCHANGE TABLES a AND b>"],
            ),
            ("OPTIMIZE TABLE a FINAL", &[]),
        ],
    );
}

#[test]
fn other_things_come_and_go() {
    check(
        Dialect::PostgreSql,
        &[
            ("CREATE OR REPLACE VIEW v AS SELECT 1", &["~view v <CREATE OR REPLACE VIEW v>"]),
            ("DROP MATERIALIZED VIEW IF EXISTS v CASCADE", &["-view v cascade"]),
            ("CREATE TYPE t AS ENUM ('a')", &["+type t <CREATE TYPE t>"]),
            ("ALTER TYPE t ADD VALUE IF NOT EXISTS 'b' AFTER 'a'", &["+t:b"]),
            ("ALTER TYPE t RENAME VALUE 'a' TO 'b'", &["t:a > b"]),
            ("ALTER TYPE t RENAME TO u", &["type t > u"]),
            ("DROP SCHEMA s CASCADE", &["-schema s cascade"]),
            ("DROP FUNCTION f(int, text)", &["-function f"]),
            ("DROP TRIGGER t ON a", &["-trigger t"]),
            ("DROP OWNED BY r", &["-role r"]),
            (
                "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"",
                &["+extension uuid-ossp <CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\">"],
            ),
            (
                "CREATE UNIQUE INDEX CONCURRENTLY i ON a USING btree (x, lower(y))",
                &["+unique constraint i a() <CREATE UNIQUE INDEX CONCURRENTLY i ON a USING btree (x, lower(y))>"],
            ),
            ("DROP INDEX CONCURRENTLY IF EXISTS i", &["-index i "]),
            ("REVOKE SELECT ON a FROM b", &["restrict SELECT ON a FROM b"]),
        ],
    );
}

#[test]
fn rows_are_written() {
    check(
        Dialect::PostgreSql,
        &[
            ("INSERT INTO a (x) SELECT y FROM b WHERE z", &["insert a from b <INSERT INTO a>"]),
            ("INSERT INTO a SELECT 1 FROM b, c", &["insert a <INSERT INTO a>"]),
            ("UPDATE a SET x = 1, y = (SELECT 2) WHERE z = 3", &["update a(x,y) some <UPDATE a>"]),
            ("UPDATE a SET (x, y) = (1, 2)", &["update a(x,y) all <UPDATE a>"]),
            ("UPDATE a SET x = 1 WHERE 1 = 1", &["update a(x) all <UPDATE a>"]),
            ("DELETE FROM a", &["delete a all"]),
            ("DELETE FROM a USING b WHERE a.x = b.x", &["delete a some <DELETE FROM a>"]),
            ("TRUNCATE TABLE ONLY a, b CASCADE", &["truncate a <ONLY a>", "truncate b <b>"]),
            ("COPY a (x) FROM stdin;\n1\n\\.\n", &["insert a <COPY a (x)>"]),
            (
                "WITH m AS (DELETE FROM a WHERE x RETURNING *) INSERT INTO b SELECT * FROM m",
                &["delete a some <DELETE FROM a>", "insert b from m <INSERT INTO b>"],
            ),
            (
                "UPDATE a SET x = 0; ALTER TABLE a ALTER x SET NOT NULL",
                &["update a(x) all <UPDATE a>", "a.x not null filled <ALTER x SET NOT NULL>"],
            ),
            ("INSERT INTO a VALUES (1); INSERT INTO a VALUES (2)", &["insert a <INSERT INTO a>"]),
        ],
    );
}

#[test]
fn what_runs_statements_is_followed() {
    check(
        Dialect::PostgreSql,
        &[
            (
                "DO $$ BEGIN DROP TABLE a; IF x THEN DROP TABLE b; END IF; END $$",
                &["-table a <DROP TABLE a>", "?-table b <DROP TABLE b>"],
            ),
            (
                "DO $x$ BEGIN EXECUTE 'ALTER TABLE a DROP COLUMN \"it''s\"'; END $x$",
                &["-a.it's <DROP COLUMN \"it''s\">"],
            ),
            ("DO $$ BEGIN x := 1; PERFORM setval('s', 1); RAISE NOTICE 'x'; END $$", &[]),
            ("DO LANGUAGE plpython3u $$ x $$", &["unknown code in plpython3u"]),
            (
                "CREATE FUNCTION f() RETURNS void AS $$ BEGIN DROP TABLE a; END $$ LANGUAGE plpgsql",
                &["+function f <CREATE FUNCTION f>"],
            ),
            (
                "CREATE FUNCTION f() RETURNS void AS $$ BEGIN DROP TABLE a; END $$ LANGUAGE plpgsql; SELECT f()",
                &["+function f <CREATE FUNCTION f>", "-table a <DROP TABLE a>"],
            ),
            ("SELECT backfill(1) FROM t", &["unknown a call of `backfill()` <backfill>"]),
            ("CALL p()", &["unknown a call of `p()`"]),
            ("SELECT 'x' \\gexec\n", &["unknown statements that a query returns <SELECT 'x'>"]),
            ("\\i other.sql\n", &["unknown statements of another file <\\i other.sql>"]),
        ],
    );
    check(
        Dialect::MySql,
        &[(
            "CREATE PROCEDURE p() BEGIN IF x THEN ALTER TABLE a DROP COLUMN b; END IF; END; CALL p(); DROP PROCEDURE p",
            &["+function p <CREATE PROCEDURE p>", "?-a.b <DROP COLUMN b>", "-function p <DROP PROCEDURE p>"],
        )],
    );
}

#[test]
fn what_changes_nothing_says_nothing() {
    for sql in [
        "", "-- x", ";;", "SELECT 1", "BEGIN; COMMIT", "SET search_path = ''",
        "SELECT pg_catalog.set_config('search_path', '', false)", "COMMENT ON TABLE a IS 'x'",
        "GRANT SELECT ON a TO b", "VACUUM a", "ANALYZE", "LOCK TABLE a", "PRAGMA foreign_keys = OFF",
        "SELECT count(*) FROM a WHERE lower(b) IN (1, 2)", "START TRANSACTION", "ALTER INDEX i RENAME TO j", "USE a",
        "REINDEX TABLE a",
    ] {
        assert!(said(sql, Dialect::Unknown).is_nothing(), "{sql}: {:?}", said(sql, Dialect::Unknown));
    }
}

#[test]
fn what_nobody_knows_is_said() {
    for (sql, why) in [
        ("FOO BAR a", "`FOO BAR` is not known"),
        ("DROP WOMBAT a", "`DROP WOMBAT` is not known"),
        ("ALTER TABLE a FROBNICATE", "`ALTER TABLE … FROBNICATE` is not known"),
        ("DROP TABLE a; 'b", "a string that is not closed"),
        ("\u{feff}DROP TABLE a; \"b", "a name whose quote is not closed"),
    ] {
        let said = said(sql, Dialect::Unknown);
        assert_eq!(said.unread.iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>(), [why], "{sql}");
    }
    let after = said("a 'b\nDROP TABLE c;", Dialect::PostgreSql);
    assert!(after.effects.iter().all(|effect| !effect.is_certain) && after.effects.len() == 1);
}

#[test]
fn a_name_that_is_made_at_run_time_is_not_known() {
    // The schema alone does not matter, and a name that a file gives itself is a name.
    check(
        Dialect::Unknown,
        &[("DROP TABLE ${____}.a", &["-table ${____}.a"]), ("DROP TABLE ${prefix}users", &["-table ${prefix}users"])],
    );
}

#[test]
fn an_error_that_is_raised_in_every_run_is_told() {
    let raises = |sql: &str| said(sql, Dialect::PostgreSql).raises.is_some();
    assert!(raises("DO $$ BEGIN RAISE EXCEPTION 'no way back'; END $$"));
    assert!(!raises("DO $$ BEGIN RAISE NOTICE 'x'; IF a THEN RAISE EXCEPTION 'x'; END IF; END $$"));
}

#[test]
fn types_are_read_in_every_dialect() {
    let kind = |written: &str, dialect| {
        let sql = format!("ALTER TABLE a ADD x {written}");
        match said(&sql, dialect).effects.into_iter().next().map(|effect| effect.operation) {
            Some(Operation::AddColumn { column, .. }) => column.kind,
            other => panic!("{written}: {other:?}"),
        }
    };
    let text = |limit| ColumnType::Text { limit };
    let timestamp = |with_zone, precision| ColumnType::Timestamp { with_zone, precision };
    for (written, dialect, expected) in [
        ("character varying(20) COLLATE \"C\"", Dialect::PostgreSql, text(Some(20))),
        ("timestamp(3) with time zone DEFAULT now()", Dialect::PostgreSql, timestamp(true, Some(3))),
        ("timestamptz", Dialect::PostgreSql, timestamp(true, None)),
        ("TIMESTAMP", Dialect::MySql, timestamp(true, None)),
        ("DATE", Dialect::Oracle, timestamp(false, Some(0))),
        ("double precision", Dialect::PostgreSql, ColumnType::Float { bytes: 8 }),
        ("numeric(10, 2)", Dialect::Unknown, ColumnType::Decimal(Some((10, 2)))),
        ("text[]", Dialect::PostgreSql, ColumnType::Other("text[]".into())),
        ("public.status NOT NULL", Dialect::PostgreSql, ColumnType::Other("status".into())),
        ("geometry(Point, 4326)", Dialect::PostgreSql, ColumnType::Other("geometry(point, 4326)".into())),
        ("BIGINT(20) UNSIGNED", Dialect::MySql, ColumnType::Integer { bytes: 8, unsigned: true }),
        ("VARCHAR(50)", Dialect::Sqlite, text(None)),
        ("LowCardinality(Nullable(String))", Dialect::ClickHouse, text(None)),
        ("DateTime64(3, 'UTC')", Dialect::ClickHouse, timestamp(false, Some(3))),
        ("uniqueidentifier", Dialect::SqlServer, ColumnType::Uuid),
        ("nvarchar(max)", Dialect::SqlServer, text(None)),
        ("varbinary(16)", Dialect::SqlServer, ColumnType::Bytes { limit: Some(16) }),
        ("", Dialect::Sqlite, ColumnType::Unknown),
    ] {
        assert_eq!(kind(written, dialect), expected, "{written}");
    }
}

#[test]
fn places_are_those_of_the_file() {
    let mut passage = Passage::default();
    passage.push(b"DROP TABLE a;", Span::new(100, 113));
    passage.push_for(b"\n", Span::new(113, 115));
    passage.push(b"DROP TABLE b", Span::new(115, 127));
    let effects = read(&passage, Dialect::Unknown).effects;
    assert_eq!(
        effects.iter().map(|effect| effect.span).collect::<Vec<_>>(),
        [Span::new(100, 112), Span::new(115, 127)]
    );
    let table = Operation::DropTable { table: Name::new("b"), cascades: false };
    assert_eq!(effects.last().map(|effect| &effect.operation), Some(&table));
    assert_ne!(Object::Type.noun(), Constraint::Check.to_string());
}

/// Pieces of statements.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "ALTER ", "TABLE ", "a", "b ", "ADD ", "COLUMN ", "DROP ", "(", ")", ",", ";", "'x'", "\"y\"", ".", "CREATE ",
        "INDEX ", "UNIQUE ", "ON ", "SELECT ", "FROM ", "WHERE ", "UPDATE ", "SET ", "=", "1", "DELETE ", "INSERT ",
        "INTO ", "WITH ", "AS ", "DO ", "$$", "EXECUTE ", "EXEC ", "sp_rename ", "CALL ", "PRIMARY ", "KEY ",
        "REFERENCES ", "TYPE ", "USING ", "::", "int ", "RENAME ", "TO ", "CHANGE ", "MODIFY ", "CONSTRAINT ",
        "FUNCTION ", "BEGIN ", "END ", "IF ", "THEN ", "EXISTS ", "VALUE ", "PREPARE ", "MERGE ", "COPY ", "TRUNCATE ",
        "DEFAULT ", "NOT ", "NULL ", "enum", "nullable", "[", "]", "\\i x\n", "${____}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn effects_stand_in_any_text(text in pieces()) {
        for dialect in DIALECTS {
            let said = said(&text, dialect);
            for span in said.effects.iter().map(|effect| effect.span).chain(said.unread.iter().map(|(span, _)| *span)) {
                prop_assert!(span.start <= span.end && span.end <= text.len());
            }
        }
    }
}
