use super::{framework_of, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::sql::Session;
use crate::fact::migration::{Down, Framework, Operation, Script};
use crate::text::RepoPath;

fn scripts(text: &str) -> Vec<Script> {
    let path = RepoPath::from("migrations/1_x.sql");
    read(Source { path: &path, bytes: text.as_bytes() }, &mut Session::default()).unwrap_or_default()
}

/// How the one migration of a text is undone, and the bytes that say so.
fn down(text: &str) -> (String, &str) {
    let scripts = scripts(text);
    assert_eq!(scripts.len(), 1, "{text}");
    let (said, at) = match &scripts[0].down {
        Down::Missing { at, .. } => ("missing".to_owned(), *at),
        Down::Irreversible { at } => ("irreversible".to_owned(), *at),
        Down::Empty { at, is_declared } => (if *is_declared { "declared" } else { "empty" }.to_owned(), *at),
        Down::Written { at, effects } => (format!("written {}", effects.len()), *at),
        other => panic!("{other:?}"),
    };
    (said, text[at.range()].trim())
}

#[test]
fn a_comment_tells_the_tool() {
    for (text, framework) in [
        ("-- +goose Up\nSELECT 1;", Some(Framework::Goose)),
        ("--+goose StatementBegin\n", Some(Framework::Goose)),
        ("-- migrate:up transaction:false\n", Some(Framework::Dbmate)),
        ("-- +migrate Up notransaction\n", Some(Framework::SqlMigrate)),
        ("-- // a thing\n-- //@UNDO\n", Some(Framework::MyBatis)),
        ("\u{feff}--liquibase formatted sql\n", Some(Framework::Liquibase)),
        ("-- Liquibase formatted SQL changeLogId:1\n", Some(Framework::Liquibase)),
        ("-- a goose goes up\nSELECT '-- +goose Up';", None),
        ("CREATE TABLE a (b int);", None),
        ("", None),
    ] {
        assert_eq!(framework_of(text.as_bytes()), framework, "{text}");
        assert_eq!(framework.is_some(), !scripts(text).is_empty() || framework == Some(Framework::Liquibase), "{text}");
    }
}

#[test]
fn the_half_that_leads_back_is_read() {
    for (text, expected) in [
        ("-- +goose Up\nCREATE TABLE a (b int);\n-- +goose Down\nDROP TABLE a;\n", ("written 1", "DROP TABLE a;")),
        ("-- +goose Up\nCREATE TABLE a (b int);\n-- +goose Down\n", ("empty", "-- +goose Down")),
        ("-- +goose Up\nCREATE TABLE a (b int);\n-- +goose Down\n-- nothing\nSELECT 1;\n", ("empty", "-- +goose Down")),
        ("-- +goose Up\nCREATE TABLE a (b int);\n", ("missing", "-- +goose Up")),
        ("-- migrate:up\nDROP TABLE a;\n\n-- migrate:down\n\n", ("empty", "-- migrate:down")),
        ("-- +migrate Up\nDROP TABLE a;\n-- +migrate Down\nFOO;\n", ("written 0", "FOO;")),
        ("-- // a\nDROP TABLE a;\n-- //@UNDO\nCREATE TABLE a (b int);\n", ("written 1", "CREATE TABLE a (b int);")),
        (
            "-- +goose Up\nSELECT 1;\n-- +goose Down\nDO $$ BEGIN RAISE EXCEPTION 'no'; END $$;\n",
            ("irreversible", "RAISE EXCEPTION 'no'"),
        ),
    ] {
        let (said, at) = down(text);
        assert_eq!((said.as_str(), at), expected, "{text}");
    }
}

#[test]
fn the_way_forward_ends_where_the_way_back_begins() {
    let text = "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nDROP TABLE a;\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE b;\n";
    let scripts = scripts(text);
    let [script] = scripts.as_slice() else { panic!("{scripts:?}") };
    assert_eq!(script.up.len(), 1);
    assert!(matches!(&script.up[0].operation, Operation::DropTable { table, .. } if table.name == "a"));
    assert!(
        text[script.up_span.range()].contains("DROP TABLE a") && !text[script.up_span.range()].contains("DROP TABLE b")
    );
}

#[test]
fn each_change_set_has_a_way_back_of_its_own() {
    let text = "\
--liquibase formatted sql

--changeset ann:1 runOnChange:true
--comment a table
CREATE TABLE a (b int);
--rollback DROP TABLE
--rollback a;

--changeset ann:2 dbms:oracle endDelimiter:#
DROP TABLE b#
DROP TABLE c#
--rollback empty

-- changeset bob:3
DROP TABLE d;

--changeset bob:4
DROP TABLE e;
/* liquibase rollback
CREATE TABLE e (f int);
*/

--changeset bob:5
DROP TABLE g;
--rollback changesetId:1 changesetAuthor:ann
";
    let scripts = scripts(text);
    let versions: Vec<_> = scripts.iter().map(|script| script.version.as_deref().unwrap()).collect();
    assert_eq!(versions, ["ann:1", "ann:2", "bob:3", "bob:4", "bob:5"]);
    assert_eq!(scripts.iter().map(|script| script.up.len()).collect::<Vec<_>>(), [1, 2, 1, 1, 1]);
    assert!(
        matches!(&scripts[0].down, Down::Written { effects, .. } if matches!(&effects[0].operation, Operation::DropTable { .. }))
    );
    assert!(matches!(scripts[1].down, Down::Empty { is_declared: true, .. }));
    assert!(matches!(scripts[2].down, Down::Missing { at, .. } if &text[at.range()] == "-- changeset bob:3"));
    assert!(
        matches!(&scripts[3].down, Down::Written { at, effects } if effects.len() == 1 && text[at.range()].contains("CREATE TABLE e"))
    );
    assert!(
        matches!(&scripts[4].down, Down::Written { effects, .. } if matches!(effects[0].operation, Operation::Unknown { .. }))
    );
}
