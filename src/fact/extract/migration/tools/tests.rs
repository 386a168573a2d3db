use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::testing::{effects, source};
use crate::fact::extract::migration::sql;
use crate::fact::extract::migration::tools::{ef_core, goose, knex, sea_orm, sequelize};
use crate::fact::migration::{Operation, Script};
use crate::text::Span;

/// What files do that are made to be hard.
fn read(path: &str, text: &str) -> Vec<Script> {
    let source = source(path, text);
    let rooms = [
        (knex::is_one as fn(_) -> _, knex::read as fn(_) -> _),
        (sequelize::is_one, sequelize::read),
        (ef_core::is_one, ef_core::read),
        (sea_orm::is_one, sea_orm::read),
        (goose::is_one, goose::read),
    ];
    rooms.iter().find(|(is_one, _)| is_one(source)).map(|(_, read)| read(source)).unwrap_or_default()
}

#[test]
fn deep_code_is_not_followed_forever() {
    let deep = |open: &str, close: &str| format!("{}knex('a').del(){}", open.repeat(20_000), close.repeat(20_000));
    let nested = [
        deep("(", ")"),
        deep("f(() => ", ")"),
        deep("[", "]"),
        deep("if (x) { ", "; }"),
        deep("knex.raw(`${", "}`)"),
        deep("a + ", ""),
        deep("!", ""),
        format!("knex{}", ".schema.dropTable('a')".repeat(20_000)),
        format!("knex.raw({}'b')", "'a' + ".repeat(20_000)),
    ];
    for body in nested {
        let scripts = read("m/1.js", &format!("exports.up = async (knex) => {{ {body} }};"));
        assert_eq!(scripts.len(), 1, "{}", &body[..60]);
    }
    let calls = format!("{}{}", "Table::create(".repeat(20_000), ")".repeat(20_000));
    read(
        "src/m.rs",
        &format!("impl MigrationTrait for M {{ async fn up(&self, manager: &S) {{ manager.create_table({calls}) }} }}"),
    );
    let class =
        format!("class A : Migration {{ void Up(MigrationBuilder m) {{ m.Sql({}\"a\"); }} }}", "x + ".repeat(20_000));
    read("A.cs", &class);
}

#[test]
fn functions_that_call_one_another_end() {
    let many = "a(knex); ".repeat(40);
    let text = format!(
        "exports.up = (knex) => {{ {many} }}; const a = (k) => {{ {} }}; const b = (k) => {{ {} }};",
        "b(k); ".repeat(40),
        "a(k); ".repeat(40)
    );
    let scripts = read("m/1.js", &text);
    let unknown = scripts[0].up.iter().filter(|effect| matches!(effect.operation, Operation::Unknown { .. })).count();
    assert_eq!(unknown, scripts[0].up.len());
    assert!(unknown > 0);
}

#[test]
fn sql_in_strings_is_read_where_it_stands() {
    const SQL: &str = "DROP TABLE a";
    let cases = [
        ("m/1.js", "exports.up = (knex) => knex.raw(`\n  DROP TABLE a\n`);"),
        ("m/1.js", "exports.up = (knex) => knex.schema.raw('DROP TABLE a').then(() => {});"),
        ("m/1.js", "const sql = 'DROP TABLE a'; exports.up = async (knex) => { await knex.raw(sql); };"),
        ("m/1.js", "module.exports = { up: (queryInterface) => queryInterface.sequelize.query(\"DROP TABLE a\") };"),
        ("A.cs", "class A : Migration { void Up(MigrationBuilder m) { m.Sql(@\"DROP TABLE a\"); } }"),
        ("A.cs", "class A : Migration { void Up(MigrationBuilder m) { m.Sql(\"\"\"DROP TABLE a\"\"\"); } }"),
        (
            "src/m.rs",
            "impl MigrationTrait for M { async fn up(&self, m: &S) { m.get_connection().execute_unprepared(r#\"DROP TABLE a\"#).await } }",
        ),
        (
            "1.go",
            "package m\nfunc init() { goose.AddMigration(up, nil) }\nfunc up(tx *sql.Tx) error { _, err := tx.Exec(`DROP TABLE a`); return err }",
        ),
    ];
    for (path, text) in cases {
        let at = text.find(SQL).unwrap();
        let alone = sql::read(&Passage::of(text.as_bytes(), Span::new(at, at + SQL.len())), Dialect::Unknown);
        let scripts = read(path, text);
        assert_eq!(scripts.len(), 1, "{text}");
        assert_eq!((&scripts[0].up, &scripts[0].unread), (&alone.effects, &alone.unread), "{text}");
    }
}

#[test]
fn a_column_is_filled_before_it_must_have_a_value() {
    let change = "await knex.schema.alterTable('a', (t) => { t.integer('b').notNullable().alter(); });";
    for (before, expected) in [("await knex('a').update({ b: 1 });", "notnull a.b filled"), ("", "notnull a.b")] {
        let scripts = read("m/1.js", &format!("exports.up = async (knex) => {{ {before} {change} }};"));
        assert_eq!(effects(&scripts[0].up).last().map(String::as_str), Some(expected));
    }
}

#[test]
fn names_stand_for_what_is_known_of_them() {
    let cases = [
        ("const t = 'a'; await knex.schema.dropTable(t)", "-T a"),
        ("let t; t = 'a'; await knex.schema.dropTable(t)", "-T a"),
        (
            "let t = 'a'; if (x) t = 'b'; await knex.schema.dropTable(t)",
            "? `dropTable` of a name that is known at run time",
        ),
        ("let t = 'a'; t += 'b'; await knex.schema.dropTable(t)", "? `dropTable` of a name that is known at run time"),
        ("const N = { T: 'a' }; await knex.schema.dropTable(N.T)", "-T a"),
        (
            "const t = 'a'; const f = (t) => knex.schema.dropTable(t); await f(x)",
            "? `dropTable` of a name that is known at run time",
        ),
        ("const t = 'x'; const f = (t) => knex.schema.dropTable(t); await f('a')", "-T a"),
        ("await knex.schema.dropTable('a' + '_' + 'b')", "-T a_b"),
        ("await knex.schema.dropTable(`${['a', 'b'].join('_')}`)", "-T a_b"),
        ("const drop = knex.schema.dropTable.bind(knex.schema); await drop('a')", "-T a"),
    ];
    for (body, expected) in cases {
        let scripts = read("m/1.js", &format!("exports.up = async (knex, x) => {{ {body}; }};"));
        assert_eq!(effects(&scripts[0].up), [expected], "{body}");
    }
}
