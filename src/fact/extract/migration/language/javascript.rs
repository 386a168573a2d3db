//! What migrations in JavaScript and TypeScript have in common: which framework a file is for, and where its two halves stand.

use memchr::memmem::find;

use super::code::{Code, parts};
use super::program::{self, Half, Halves, Program, Reader, Run};
use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::Source;
use crate::fact::migration::{Down, Effect, Framework, Name, Script};
use crate::text::Span;

/// Which framework a file is for, by what it names; each file is for one at most.
pub(in crate::fact::extract::migration) fn framework(source: Source<'_>) -> Option<Framework> {
    let language = language(source)?;
    let has = |word: &str| find(source.bytes, word.as_bytes()).is_some();
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    if !matches!(language, Language::JavaScript | Language::TypeScript) || !has("up") || is_test(source) {
        return None;
    }
    let is_object = any(&["module.exports", "export default", "export =", "export {"])
        && any(&["up:", "up(", "up,", "up }", "up ="]);
    let is_exported =
        is_object || any(&["exports.up", "export const up", "export function up", "export async function up"]);
    if has("implements MigrationInterface") || (has("queryRunner") && has("up(queryRunner")) {
        Some(Framework::TypeOrm)
    } else if has("extends Migration") && any(&["addSql", "@mikro-orm/"]) {
        Some(Framework::MikroOrm)
    } else if !is_exported {
        None
    } else if any(&["Kysely<", "from 'kysely'", "from \"kysely\"", "require('kysely')", "require(\"kysely\")"]) {
        Some(Framework::Kysely)
    } else if any(&["pgm.", "pgm)", "(pgm", "{ pgm", "node-pg-migrate"]) {
        Some(Framework::NodePgMigrate)
    } else if any(&["queryInterface", "QueryInterface"]) {
        Some(Framework::Sequelize)
    } else if any(&["dbmigrate", "db-migrate", "dbm.", "db.runSql", "function (db", "function(db", "(db, c", "-up.sql"])
        && !has("knex")
    {
        Some(Framework::DbMigrate)
    } else if any(&["knex", "Knex"]) {
        Some(Framework::Knex)
    } else {
        None
    }
}

fn language(source: Source<'_>) -> Option<Language> {
    let name = source.path.lower_name();
    let (stem, extension) = name.rsplit_once('.')?;
    Language::of_extension(extension).filter(|_| !stem.ends_with(".d"))
}

/// Tests and fixtures of a framework speak its language, too.
fn is_test(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    [".test.", ".spec.", ".stories."].iter().any(|part| name.contains(part))
}

/// Reads a file whose second half may not be missing.
pub(in crate::fact::extract::migration) fn read<R: for<'t> Reader<'t>>(
    source: Source<'_>,
    reader: &dyn Fn() -> R,
) -> Vec<Script> {
    read_with(source, reader, &program::missing)
}

/// Reads a file; `absent` says what it means that there is no second half.
pub(in crate::fact::extract::migration) fn read_with<R: for<'t> Reader<'t>>(
    source: Source<'_>,
    reader: &dyn Fn() -> R,
    absent: &dyn Fn(&[Effect], Span) -> Down,
) -> Vec<Script> {
    let Some(language) = language(source) else { return Vec::new() };
    let Some(code) = Code::parse(language, source.bytes) else { return vec![super::unread::all(source)] };
    let program = Program::new(&code);
    let halves = halves(&program);
    if matches!(halves.up, Half::Absent) {
        return super::unread::broken(source, &code).into_iter().collect();
    }
    vec![program::script(&program, &halves, reader, absent)]
}

/// Both halves, wherever the file has them: exported one by one, in an object, or as methods of a class.
pub(in crate::fact::extract::migration) fn halves<'t>(program: &Program<'t>) -> Halves<'t> {
    let mut found = Halves::default();
    for statement in parts(program.code().root()) {
        note_statement(program, statement, &mut found);
    }
    found
}

fn note_statement<'t>(program: &Program<'t>, statement: Node<'t>, found: &mut Halves<'t>) {
    match statement.kind() {
        "expression_statement" => {
            let assignment = statement.named_child(0).filter(|inner| inner.kind() == "assignment_expression");
            if let Some((left, right)) = assignment.and_then(sides) {
                note_assignment(program, statement, left, right, found);
            }
        }
        "export_statement" => {
            if let Some(declaration) = statement.child_by_field_name("declaration") {
                note_declaration(program, declaration, found);
            }
            if let Some(value) = statement.child_by_field_name("value") {
                note_value(program, value, found);
            }
            // export = { … }
            for value in parts(statement).into_iter().filter(|part| part.kind() == "object") {
                note_value(program, value, found);
            }
            for clause in parts(statement).into_iter().filter(|part| part.kind() == "export_clause") {
                note_clause(program, clause, found);
            }
        }
        "class_declaration" | "abstract_class_declaration" => note_class(program, statement, found),
        _ => {}
    }
}

fn sides(assignment: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    assignment.child_by_field_name("left").zip(assignment.child_by_field_name("right"))
}

fn note_assignment<'t>(
    program: &Program<'t>,
    whole: Node<'t>,
    left: Node<'t>,
    right: Node<'t>,
    found: &mut Halves<'t>,
) {
    match program.text(left) {
        "exports.up" | "module.exports.up" => found.up = Half::of(program, whole, right),
        "exports.down" | "module.exports.down" => found.down = Half::of(program, whole, right),
        "module.exports" | "exports" => note_value(program, right, found),
        _ => {}
    }
}

/// `export async function up() {}`, `export const up = () => {}`, `export class A {}`
fn note_declaration<'t>(program: &Program<'t>, declaration: Node<'t>, found: &mut Halves<'t>) {
    match declaration.kind() {
        "function_declaration" => {
            note(program, declaration, declaration.child_by_field_name("name"), declaration, found)
        }
        "lexical_declaration" | "variable_declaration" => {
            for one in parts(declaration) {
                let (name, value) = (one.child_by_field_name("name"), one.child_by_field_name("value"));
                note(program, one, name, value.unwrap_or(one), found);
            }
        }
        "class_declaration" | "abstract_class_declaration" => note_class(program, declaration, found),
        _ => {}
    }
}

fn note<'t>(program: &Program<'t>, whole: Node<'t>, name: Option<Node<'t>>, value: Node<'t>, found: &mut Halves<'t>) {
    match name.map(|name| program.text(name).trim_matches(['\'', '"'])) {
        Some("up") => found.up = Half::of(program, whole, value),
        Some("down") => found.down = Half::of(program, whole, value),
        _ => {}
    }
}

/// `{ up, down }`, a class, or a name of one.
fn note_value<'t>(program: &Program<'t>, value: Node<'t>, found: &mut Halves<'t>) {
    let value = program.value(value);
    match value.kind() {
        "object" => {
            for part in parts(value) {
                match part.kind() {
                    "shorthand_property_identifier" => note(program, part, Some(part), part, found),
                    "method_definition" => note(program, part, part.child_by_field_name("name"), part, found),
                    _ => {
                        let inner = part.child_by_field_name("value").unwrap_or(part);
                        note(program, part, part.child_by_field_name("key"), inner, found);
                    }
                }
            }
        }
        "class" | "class_declaration" => note_class(program, value, found),
        "call_expression" | "new_expression" => found.up = Half::Value(value),
        _ => {}
    }
}

/// `export { up, back as down }`
fn note_clause<'t>(program: &Program<'t>, clause: Node<'t>, found: &mut Halves<'t>) {
    for one in parts(clause) {
        let Some(name) = one.child_by_field_name("name") else { continue };
        note(program, name, one.child_by_field_name("alias").or(Some(name)), name, found);
    }
}

fn note_class<'t>(program: &Program<'t>, class: Node<'t>, found: &mut Halves<'t>) {
    for member in class.child_by_field_name("body").map(parts).unwrap_or_default() {
        let name = member.child_by_field_name("name").or_else(|| member.child_by_field_name("property"));
        let value = member.child_by_field_name("value").unwrap_or(member);
        note(program, member, name, value, found);
    }
}

/// The object literal that an expression is, or that a constructor is given: `{ … }`, `new Table({ … })`.
pub(in crate::fact::extract::migration) fn object<'t>(run: &Run<'t>, node: Node<'t>) -> Option<Node<'t>> {
    let node = run.resolve(node);
    match node.kind() {
        "object" => Some(node),
        "new_expression" => {
            let first = node.child_by_field_name("arguments").map(parts)?.first().copied()?;
            Some(run.resolve(first)).filter(|inner| inner.kind() == "object")
        }
        _ => None,
    }
}

/// A name: a text, or an object with it and perhaps its schema.
pub(in crate::fact::extract::migration) fn name<'t>(run: &Run<'t>, node: Node<'t>) -> Option<Name> {
    let Some(object) = object(run, node) else { return run.text(node).map(|text| Name::dotted(&text)) };
    let of = |keys: &[&str]| keys.iter().find_map(|key| run.text(run.property(object, key)?));
    let name = of(&["tableName", "name"])?;
    Some(of(&["schema"]).map_or_else(|| Name::dotted(&name), |schema| Name::within(schema, name.clone())))
}

/// The texts that stand under a key: one, or a list.
pub(in crate::fact::extract::migration) fn texts_of<'t>(
    run: &Run<'t>,
    object: Option<Node<'t>>,
    key: &str,
) -> Vec<String> {
    object.and_then(|object| run.texts(run.property(object, key)?)).unwrap_or_default()
}

/// The text that stands under a key.
pub(in crate::fact::extract::migration) fn text_of<'t>(
    run: &Run<'t>,
    object: Option<Node<'t>>,
    key: &str,
) -> Option<String> {
    object.and_then(|object| run.text(run.property(object, key)?))
}

/// The flag that stands under a key.
pub(in crate::fact::extract::migration) fn flag_of<'t>(
    run: &Run<'t>,
    object: Option<Node<'t>>,
    key: &str,
) -> Option<bool> {
    object.and_then(|object| run.flag(run.property(object, key)?))
}

/// The number that stands under a key, perhaps in quotes.
pub(in crate::fact::extract::migration) fn number_of<'t>(
    run: &Run<'t>,
    object: Option<Node<'t>>,
    key: &str,
) -> Option<u64> {
    let value = object.and_then(|object| run.property(object, key))?;
    run.number(value).or_else(|| run.text(value)?.parse().ok())
}

/// Whether a key is there with a value that is one.
pub(in crate::fact::extract::migration) fn has<'t>(run: &Run<'t>, object: Option<Node<'t>>, key: &str) -> bool {
    let value = object.and_then(|object| run.property(object, key));
    value.is_some_and(|value| !matches!(run.program().text(value), "undefined" | "null" | "false"))
}
