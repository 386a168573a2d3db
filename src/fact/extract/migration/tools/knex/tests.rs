use super::{is_one, read};
use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

#[test]
fn a_table_is_created_with_its_columns() {
    let text = "exports.up = function (knex) {
  return knex.schema.createTable('users', (table) => {
    table.increments();
    table.string('name', 50).notNullable();
    table.decimal('price', 10, 2).defaultTo(0);
    table.timestamps(true, true);
    table.unique(['name']);
  });
};
exports.down = (knex) => knex.schema.dropTable('users');";
    assert!(is_one(source("migrations/1_users.js", text)));
    let script = script(read, "migrations/1_users.js", text);
    assert_eq!(
        effects(&script.up),
        [
            "+T users (id int4! default, name text50!, price decimal(10,2) default, created_at timestamptz! default, updated_at timestamptz! default)"
        ]
    );
    assert!(spans(text, &script.up)[0].starts_with("createTable('users'"));
    assert_eq!(down(&script), "written: -T users");
}

#[test]
fn changes_of_a_table() {
    let text = "const TABLE = 'billing.users';
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable(TABLE, (t) => {
    t.text('bio');
    t.string('mail').notNullable().alter();
    t.dropColumns('a', 'b');
    t.renameColumn('c', 'd');
    t.dropUnique(['a', 'b'], 'u');
    t.index(['mail'], 'i');
    t.setNullable('d');
  });
}
export async function down(): Promise<void> {}";
    let script = script(read, "migrations/1_users.ts", text);
    assert_eq!(
        effects(&script.up),
        [
            "+C billing.users.bio text", "~C billing.users.mail text255", "notnull billing.users.mail",
            "-C billing.users.a", "-C billing.users.b", "ren C billing.users.c d",
            "-K billing.users u unique constraint (a, b)", "+I billing.users i (mail)", "null billing.users.d",
        ]
    );
    assert_eq!(spans(text, &script.up)[1], "t.string('mail').notNullable().alter()");
    assert_eq!(down(&script), "empty");
}

#[test]
fn rows_are_changed() {
    let cases = [
        ("knex('users').where({ id: 1 }).update({ name: 'x' })", "update users (name) where"),
        ("knex('users').update('name', 'x')", "update users (name)"),
        ("knex('users').del()", "delete users"),
        ("knex('users as u').whereNull('u.id').delete()", "delete users where"),
        ("knex.insert([{ id: 1 }]).into('users')", "insert users"),
        ("knex.batchInsert('users', rows)", "insert users"),
        ("knex('users').truncate()", "truncate users"),
        ("knex(name).del()", "? `del` of a table that is known at run time"),
        ("knex.schema.dropTable(name)", "? `dropTable` of a name that is known at run time"),
        ("knex.raw(build())", "? a statement built at run time"),
        ("fill(knex)", "? code of `fill()`"),
    ];
    for (call, expected) in cases {
        let text = format!("exports.up = async (knex, name) => {{ await {call}; }}; exports.down = async () => {{}};");
        assert_eq!(effects(&script(read, "m/1.js", &text).up), [expected], "{call}");
    }
}

#[test]
fn questions_for_existence_are_no_conditions() {
    let cases = [
        ("if (!(await knex.schema.hasTable('a'))) { await knex.schema.dropTable('a'); }", "-T a"),
        ("const has = await knex.schema.hasColumn('a', 'b'); if (has) await knex.schema.dropTable('a');", "-T a"),
        (
            "await knex.schema.hasTable('a').then((exists) => { if (exists) return knex.schema.dropTable('a'); });",
            "-T a",
        ),
        ("if (await knex.schema.hasTable('b')) return; await knex.schema.dropTable('a');", "-T a"),
        ("if (process.env.X) { await knex.schema.dropTable('a'); }", "-T a?"),
        ("if (process.env.X) return; await knex.schema.dropTable('a');", "-T a?"),
        ("for (const row of rows) { await knex.schema.dropTable('a'); }", "-T a?"),
        ("await Promise.all([knex.schema.dropTable('a')])", "-T a"),
        ("await knex.transaction(async (trx) => { await trx.schema.dropTable('a'); })", "-T a"),
        ("await gone(knex, 'a'); async function gone(k, name) { await k.schema.dropTable(name); }", "-T a"),
        ("for (const name of ['a']) { await knex.schema.dropTable(name); }", "-T a"),
        ("await Promise.all(['a'].map((name) => knex.schema.dropTable(`${name}`)))", "-T a"),
        ("for (const { name } of [{ name: 'a' }]) await knex.schema.dropTable(name)", "-T a"),
    ];
    for (body, expected) in cases {
        let text = format!("exports.up = async (knex) => {{ {body} }}; exports.down = async () => {{}};");
        assert_eq!(effects(&script(read, "m/1.js", &text).up), [expected], "{body}");
    }
}

#[test]
fn ways_back() {
    let cases = [
        ("", "missing"),
        ("exports.down = async () => {};", "empty"),
        ("exports.down = () => Promise.resolve();", "empty"),
        ("exports.down = function (knex, Promise) { return Promise.resolve(true); };", "empty"),
        ("exports.down = async () => { /* nothing */ return null; };", "empty"),
        ("exports.down = async () => { console.log('no'); };", "empty"),
        ("exports.down = () => { throw new Error('no way back'); };", "irreversible"),
        ("exports.down = () => Promise.reject(new Error('no'));", "irreversible"),
        ("exports.down = (knex) => knex.schema.dropTable('b');", "written: -T b"),
        ("exports.down = undo;", "written: ? code of `undo()`"),
        ("exports.down = async () => { await undo(); };", "written: ? code of `undo()`"),
        ("exports.down = async (knex) => { if (x) throw 1; };", "empty"),
    ];
    for (back, expected) in cases {
        let text = format!("exports.up = (knex) => knex.schema.renameTable('a', 'b'); {back}");
        assert_eq!(down(&script(read, "m/1.js", &text)), expected, "{back}");
    }
}

#[test]
fn what_does_nothing_needs_no_way_back() {
    let text = "exports.up = async (knex) => { await knex('a').select('b'); };";
    assert_eq!(down(&script(read, "m/1.js", text)), "automatic");
}

#[test]
fn no_migration_of_another_framework() {
    for text in [
        "module.exports = { up: async (queryInterface) => {} }", "exports.up = (pgm) => { pgm.sql('knex') }",
        "const knex = require('knex'); module.exports = knex({})",
    ] {
        assert!(!is_one(source("m/1.js", text)), "{text}");
    }
}
