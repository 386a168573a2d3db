use crate::fact::extract::migration::testing::{effects, source};
use crate::fact::extract::migration::{ef_core, goose, knex, sea_orm, sequelize};
use crate::fact::migration::{Operation, Script};

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
        assert!(
            !scripts.is_empty() && scripts.iter().all(|script| !script.up.is_empty() || !script.unread.is_empty()),
            "{}",
            &body[..60]
        );
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
