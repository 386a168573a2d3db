use proptest::prelude::*;

use super::{Dialect, Kind, Lexer, Statement, content, statements};
use crate::document::Passage;
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

/// The tokens that a database sees, with their kinds.
fn tokens(sql: &str, dialect: Dialect) -> Vec<(Kind, &str)> {
    let code = Lexer::new(sql.as_bytes(), dialect).filter(|token| token.kind.is_code());
    code.map(|token| (token.kind, &sql[token.span.range()])).collect()
}

fn words(sql: &str, dialect: Dialect) -> Vec<&str> {
    tokens(sql, dialect).into_iter().map(|(_, text)| text).collect()
}

fn text<'a>(sql: &'a str, statement: &Statement) -> &'a str {
    &sql[statement.span().range()]
}

/// The statements; those that only some runs reach begin with a question mark, those that are not certain with a tilde.
fn split(sql: &str, dialect: Dialect) -> Vec<String> {
    split_as(sql, dialect, false)
}

fn split_as(sql: &str, dialect: Dialect, is_body: bool) -> Vec<String> {
    let mark = |one: &Statement| {
        format!(
            "{}{}{}",
            if one.is_certain { "" } else { "~" },
            if one.is_conditional { "?" } else { "" },
            text(sql, one).split_whitespace().collect::<Vec<_>>().join(" ")
        )
    };
    statements(sql.as_bytes(), dialect, is_body).map(|one| mark(&one)).collect()
}

#[test]
fn a_string_ends_where_its_dialect_ends_it() {
    for (sql, dialect, strings) in [
        ("'it''s' x", Dialect::PostgreSql, vec!["'it''s'"]),
        (r"'a\' x 'b'", Dialect::PostgreSql, vec![r"'a\'", "'b'"]),
        (r"'a\' x' b", Dialect::MySql, vec![r"'a\' x'"]),
        (r"E'a\' x' b", Dialect::PostgreSql, vec![r"E'a\' x'"]),
        (r"('a\', 'b')", Dialect::Unknown, vec![r"'a\'", "'b'"]),
        (r"('it\'s', 'b')", Dialect::Unknown, vec![r"'it\'s'", "'b'"]),
        ("q'[it's]' x", Dialect::Oracle, vec!["q'[it's]'"]),
        ("N'a' X'ff' b'1'", Dialect::Unknown, vec!["N'a'", "X'ff'", "b'1'"]),
        ("$$a;'b$$ $x$ $$ $x$", Dialect::PostgreSql, vec!["$$a;'b$$", "$x$ $$ $x$"]),
        ("$1 $a$ 'b'", Dialect::Unknown, vec!["'b'"]),
    ] {
        let found = tokens(sql, dialect).into_iter().filter(|(kind, _)| *kind == Kind::Text).map(|(_, text)| text);
        assert_eq!(found.collect::<Vec<_>>(), strings, "{sql}");
    }
}

#[test]
fn a_name_may_stand_in_quotes() {
    for (sql, dialect, names) in [
        ("\"a b\" `c``d`", Dialect::Unknown, vec!["\"a b\"", "`c``d`"]),
        ("[dbo].[a]]b] x", Dialect::SqlServer, vec!["[dbo]", "[a]]b]"]),
        ("[a].[b] arr[1] int[] ARRAY[a]", Dialect::Unknown, vec!["[a]", "[b]"]),
        ("a[b]", Dialect::PostgreSql, vec![]),
        ("[${schema}].a", Dialect::Unknown, vec!["[${schema}]"]),
    ] {
        let found = tokens(sql, dialect).into_iter().filter(|(kind, _)| *kind == Kind::Name).map(|(_, text)| text);
        assert_eq!(found.collect::<Vec<_>>(), names, "{sql}");
    }
}

#[test]
fn comments_are_no_code() {
    for (sql, dialect, code) in [
        ("a -- b\nc", Dialect::Unknown, vec!["a", "c"]),
        ("a # b\nc", Dialect::MySql, vec!["a", "c"]),
        ("a #> b #- c", Dialect::PostgreSql, vec!["a", "#", ">", "b", "#", "-", "c"]),
        ("a /* b /* c */ d */ e", Dialect::PostgreSql, vec!["a", "e"]),
        ("a /* b /* c */ d", Dialect::MySql, vec!["a", "d"]),
        ("/*!40101 SET a */;", Dialect::MySql, vec!["SET", "a", ";"]),
        ("/*! SET a */ b", Dialect::PostgreSql, vec!["b"]),
        ("DROP TABLE #a", Dialect::Unknown, vec!["DROP", "TABLE", "#a"]),
        ("{# a #}b{{- /* c */ -}}", Dialect::Unknown, vec!["b"]),
    ] {
        assert_eq!(words(sql, dialect), code, "{sql}");
    }
}

#[test]
fn what_is_filled_in_is_a_name() {
    for (sql, names) in [
        ("${schema}.users", vec!["${schema}"]),
        ("${prefix}users a_{{ .X }}_b", vec!["${prefix}users", "a_{{ .X }}_b"]),
        (":name x::int :'a'", vec![":name", ":'a'"]),
        ("@TABLE@ $1 %s %(id)s <%= x %>", vec!["@TABLE@", "$1", "%s", "%(id)s", "<%= x %>"]),
        ("{schema}.a {p:UInt8}", vec!["{schema}", "{p:UInt8}"]),
    ] {
        let found = tokens(sql, Dialect::Unknown).into_iter().filter(|(kind, _)| *kind == Kind::Open);
        assert_eq!(found.map(|(_, text)| text).collect::<Vec<_>>(), names, "{sql}");
    }
}

#[test]
fn statements_end_where_their_dialect_ends_them() {
    for (sql, dialect, found) in [
        ("a; b ;; c", Dialect::Unknown, vec!["a", "b", "c"]),
        ("a\nGO\nb\ngo 2\nc", Dialect::SqlServer, vec!["a", "b", "c"]),
        ("a\n/\nb / c", Dialect::Oracle, vec!["a", "b / c"]),
        ("a;\n--> statement-breakpoint\nb", Dialect::Unknown, vec!["a", "b"]),
        (
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN a; b; END//\nDELIMITER ;\nc; d",
            Dialect::MySql,
            vec!["DELIMITER //", "CREATE PROCEDURE p() BEGIN a; b; END", "DELIMITER ;", "c", "d"],
        ),
        ("COPY t FROM stdin;\n1\tDROP TABLE a;\n\\.\nb", Dialect::PostgreSql, vec!["COPY t FROM stdin", "b"]),
        ("\\connect x; y\na", Dialect::PostgreSql, vec!["\\connect x; y", "a"]),
        ("SET DEFINE OFF\nPROMPT it's\na;", Dialect::Oracle, vec!["SET DEFINE OFF", "PROMPT it's", "a"]),
        (
            "CREATE RULE r AS ON INSERT TO t DO (a; b); c",
            Dialect::PostgreSql,
            vec!["CREATE RULE r AS ON INSERT TO t DO (a; b)", "c"],
        ),
    ] {
        assert_eq!(split(sql, dialect), found, "{sql}");
    }
}

#[test]
fn a_routine_is_one_statement() {
    for (sql, dialect) in [
        ("CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN d THEN 1 END; END", Dialect::Sqlite),
        ("CREATE FUNCTION f() RETURNS int BEGIN IF a THEN b; END IF; RETURN 1; END", Dialect::MySql),
        ("CREATE OR REPLACE PROCEDURE p IS v int; BEGIN a; END p", Dialect::Oracle),
        ("CREATE PACKAGE BODY p AS PROCEDURE q IS BEGIN a; END; END p", Dialect::Oracle),
        ("CREATE FUNCTION f() RETURNS int AS $$ BEGIN a; END $$ LANGUAGE plpgsql", Dialect::PostgreSql),
        ("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END", Dialect::PostgreSql),
    ] {
        let whole = format!("{sql};\nDROP TABLE x;");
        assert_eq!(split(&whole, dialect), [sql, "DROP TABLE x"], "{sql}");
        let unknown = split(&whole, Dialect::Unknown);
        assert_eq!(unknown.last().map(String::as_str), Some("DROP TABLE x"), "{sql}");
    }
}

#[test]
fn blocks_are_entered_and_transactions_are_not() {
    for (sql, dialect, found) in [
        ("BEGIN; a; COMMIT;", Dialect::PostgreSql, vec!["BEGIN", "a", "COMMIT"]),
        ("BEGIN TRANSACTION; a; END;", Dialect::Sqlite, vec!["BEGIN TRANSACTION", "a", "END"]),
        ("BEGIN a; IF x THEN b; ELSE c; END IF; d; END;\n/\ne;", Dialect::Oracle, vec!["a", "?b", "?c", "d", "e"]),
        ("BEGIN a; EXCEPTION WHEN OTHERS THEN b; END;\n/\nc;", Dialect::Oracle, vec!["a", "?b", "c"]),
        (
            "IF OBJECT_ID('t') IS NOT NULL DROP TABLE t\nDROP TABLE u",
            Dialect::SqlServer,
            vec!["?DROP TABLE t", "DROP TABLE u"],
        ),
        (
            "IF EXISTS (SELECT 1)\nBEGIN\nALTER TABLE a ADD b int\nDROP TABLE c\nEND\nIF x = 1 DROP TABLE d ELSE DROP TABLE e\nDROP TABLE f",
            Dialect::SqlServer,
            vec!["?ALTER TABLE a ADD b int", "?DROP TABLE c", "?DROP TABLE d", "?DROP TABLE e", "DROP TABLE f"],
        ),
        (
            "BEGIN TRY a END TRY BEGIN CATCH DROP TABLE b END CATCH\nDROP TABLE c",
            Dialect::SqlServer,
            vec!["a", "?DROP TABLE b", "DROP TABLE c"],
        ),
        ("{% if a %}b;{% endif %} c; {{ if .x }} d; {{ end }} e;", Dialect::Unknown, vec!["?b", "c", "?d", "e"]),
    ] {
        assert_eq!(split(sql, dialect), found, "{sql}");
    }
}

#[test]
fn the_body_of_a_block_is_read_like_a_script() {
    let body = "DECLARE r record; n int := 1;\nBEGIN\n  FOR r IN SELECT 1 LOOP a; END LOOP;\n  b;\n  CASE n WHEN 1 THEN c; END CASE;\n  \
                <<label>> WHILE x LOOP d; END LOOP label;\n  e;\nEND";
    assert_eq!(split_as(body, Dialect::PostgreSql, true), ["DECLARE r record", "?a", "b", "?c", "?d", "e"]);
}

#[test]
fn sql_server_needs_no_semicolon() {
    for (sql, found) in [
        ("ALTER TABLE a ALTER COLUMN b int\nALTER TABLE a DROP COLUMN c\nEXEC p", 3),
        ("ALTER TABLE a DROP CONSTRAINT x\nDROP INDEX i ON a", 2),
        ("INSERT INTO a (b)\nSELECT c FROM d\nUPDATE a SET b = 1\nWHERE c = 2", 2),
        ("UPDATE a\nSET b = CASE WHEN c THEN 1 ELSE 2 END\nFROM a\nDELETE FROM a", 2),
        (
            "MERGE a USING b ON c WHEN MATCHED THEN UPDATE SET d = 1 WHEN NOT MATCHED THEN INSERT (e) VALUES (1);\nDROP TABLE x",
            2,
        ),
        ("WITH x AS (SELECT 1) UPDATE a SET b = 1\nSELECT 1", 2),
        (
            "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c ON DELETE SET NULL ON UPDATE CASCADE\nDROP TABLE IF EXISTS d",
            2,
        ),
        ("CREATE VIEW v AS\nSELECT 1 UNION ALL\nSELECT 2", 1),
        ("CREATE PROCEDURE p AS\nBEGIN\nDROP TABLE a;\nEND\nSELECT 1", 1),
        ("GRANT SELECT, UPDATE, EXECUTE ON a TO b\nDROP TABLE c", 2),
        ("GRANT CREATE TABLE TO b\nDROP TABLE c", 2),
    ] {
        let statements = split(sql, Dialect::SqlServer);
        assert_eq!(statements.len(), found, "{statements:?}");
    }
}

#[test]
fn reading_goes_on_behind_what_is_never_closed() {
    for sql in ["a 'b\nDROP TABLE c;", "a /* b\n  DROP TABLE c;", "a \"b\nDROP TABLE c;"] {
        let mut all = statements(sql.as_bytes(), Dialect::PostgreSql, false);
        let found: Vec<_> = all.by_ref().map(|one| (text(sql, &one), one.is_certain)).collect();
        assert_eq!(found, [("a", true), ("DROP TABLE c", false)], "{sql}");
        assert_eq!(all.problems().count(), 1, "{sql}");
    }
    let mut open = statements(b"CREATE PROCEDURE p() BEGIN a; b;", Dialect::MySql, false);
    assert_eq!(open.by_ref().count(), 1);
    assert_eq!(open.problems().count(), 1);
}

#[test]
fn what_a_string_says_knows_its_bytes() {
    for (sql, dialect, said) in [
        ("'it''s'", Dialect::Unknown, "it's"),
        (r"'it\'s\n'", Dialect::MySql, "it's\n"),
        (r"'a\n'", Dialect::PostgreSql, r"a\n"),
        ("$x$a'b$x$", Dialect::PostgreSql, "a'b"),
        ("q'[it's]'", Dialect::Oracle, "it's"),
        ("[a]]b]", Dialect::SqlServer, "a]b"),
        ("\"a\"\"b\"", Dialect::Unknown, "a\"b"),
        ("'", Dialect::Unknown, ""),
        ("", Dialect::Unknown, ""),
    ] {
        let passage = Passage::of(sql.as_bytes(), Span::new(0, sql.len()));
        let found = content(&passage, Span::new(0, sql.len()), dialect);
        assert_eq!(String::from_utf8_lossy(found.bytes()), said, "{sql}");
    }
    let passage = Passage::of(b"'it''s x'", Span::new(0, 9));
    assert_eq!(content(&passage, Span::new(0, 9), Dialect::Unknown).span(5..6), Span::new(7, 8));
}

/// Pieces that dialects disagree about.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "'", "\"", "`", "[", "]", "$$", "$a$", "/*", "*/", "/*!", "--", "#", "\\", "\n", ";", "GO\n", "\n/\n", "{{",
        "}}", "{%", "%}", "${x}", ":", "@", "(", ")", ",", ".", "BEGIN ", "END ", "IF ", "THEN ", "CASE ", "LOOP ",
        "DECLARE ", "CREATE ", "PROCEDURE ", "TRIGGER ", "DROP ", "TABLE ", "ALTER ", "COPY ", "FROM ", "STDIN",
        "\\.\n", "DELIMITER //\n", "//", "E'", "q'[", "x", "1", "1.5e3", "é", "\u{feff}", "ELSE ", "EXEC ", "AS ",
        "IS ", "SELECT ", "UPDATE ", "SET ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) {
    for dialect in DIALECTS {
        let mut at = 0;
        for token in Lexer::new(bytes, dialect) {
            assert!(token.span.start == at && token.span.end > at, "{dialect:?}");
            at = token.span.end;
        }
        assert_eq!(at, bytes.len(), "{dialect:?}");
        for is_body in [false, true] {
            let mut at = 0;
            for statement in statements(bytes, dialect, is_body) {
                for token in &statement.tokens {
                    assert!(token.span.start >= at && token.span.end <= bytes.len());
                    at = token.span.end;
                }
                assert!(!statement.tokens.is_empty());
            }
        }
    }
}

proptest! {
    #[test]
    fn tokens_tile_any_text(text in pieces()) {
        check(text.as_bytes());
    }

    #[test]
    fn tokens_tile_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }
}
