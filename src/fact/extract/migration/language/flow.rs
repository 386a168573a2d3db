//! The statements of a function, in the order in which they run, in all the languages.

use super::call::{Call, parameters};
use super::code::{DEEPEST, children, parts, span};
use super::half::{Half, Return};
use super::value::{Scope, Value};
use crate::document::grammar::{Language, Node};
use crate::fact::migration::Operation;

/// How deep functions of the file are followed.
const DEEPEST_CALL: usize = 3;

/// What knows the words of a framework.
pub(in crate::fact::extract::migration) trait Reader<'t> {
    /// What the names of the file stand for.
    fn scope(&mut self) -> &mut Scope<'t>;

    /// Where effects go.
    fn half(&mut self) -> &mut Half;

    /// Reads a call that stands for itself.
    fn call(&mut self, call: &Call<'t>);
}

/// Reads a statement, or all of a body.
pub(in crate::fact::extract::migration) fn read<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let half = reader.half();
    if half.returned == Some(Return::Always) || !half.step(node) {
        return;
    }
    if half.depth > DEEPEST {
        return half.unread.push((span(node), "nested too deeply".to_owned()));
    }
    half.depth += 1;
    statement(reader, node);
    reader.half().depth -= 1;
}

fn statement<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    match node.kind() {
        "if"
        | "unless"
        | "elsif"
        | "if_modifier"
        | "unless_modifier"
        | "if_statement"
        | "elif_clause"
        | "else_if_clause"
        | "conditional"
        | "conditional_expression" => branch(reader, node),
        "for_statement" | "for" | "foreach_statement" => each(reader, node),
        "while" | "until" | "while_modifier" | "until_modifier" | "while_statement" | "do_statement" | "case"
        | "case_match" | "switch_statement" | "match_statement" | "match_expression" | "rescue" | "rescue_modifier"
        | "rescue_block" | "except_clause" | "catch_clause" | "stab_clause" => sometimes(reader, node),
        "binary" | "boolean_operator" | "binary_expression" => either(reader, node),
        "raise_statement" | "throw_expression" => refuse(reader, node),
        "return_statement" | "return" => finish(reader, node),
        "assignment" | "assignment_expression" => assign(reader, node),
        "binary_operator" => operator(reader, node),
        "with_statement" => with(reader, node),
        "call"
        | "identifier"
        | "function_call_expression"
        | "member_call_expression"
        | "nullsafe_member_call_expression"
        | "scoped_call_expression"
        | "object_creation_expression" => call(reader, node),
        "program"
        | "module"
        | "source"
        | "body_statement"
        | "block_body"
        | "begin"
        | "begin_block"
        | "then"
        | "else"
        | "ensure"
        | "do_block"
        | "block"
        | "body"
        | "expression_statement"
        | "else_clause"
        | "finally_clause"
        | "try_statement"
        | "compound_statement"
        | "colon_block"
        | "parenthesized_statements"
        | "parenthesized_expression"
        | "await"
        | "else_block"
        | "after_block" => all(reader, node),
        _ => {}
    }
}

/// Reads the statements in a node.
pub(in crate::fact::extract::migration) fn all<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    for part in parts(node) {
        if part.kind() != "block_parameters" {
            read(reader, part);
        }
    }
}

/// Reads what only happens in some runs.
pub(in crate::fact::extract::migration) fn conditionally<'t, R: Reader<'t>>(reader: &mut R, read: impl FnOnce(&mut R)) {
    reader.half().branches += 1;
    read(reader);
    let half = reader.half();
    half.branches -= 1;
    if half.returned == Some(Return::Sometimes) && half.branches == 0 {
        // Whatever follows in the function happens only if this did not return.
        half.branches = 1;
    }
}

fn sometimes<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let condition = node.child_by_field_name("condition").or_else(|| node.child_by_field_name("value"));
    conditionally(reader, |reader| {
        for part in parts(node).into_iter().filter(|part| Some(*part) != condition) {
            read(reader, part);
        }
    });
}

/// `a or b`: the second only in some runs.
fn either<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let sides = parts(node);
    if let Some(first) = sides.first() {
        read(reader, *first);
    }
    conditionally(reader, |reader| {
        for side in sides.iter().skip(1) {
            read(reader, *side);
        }
    });
}

fn branch<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let condition = node.child_by_field_name("condition");
    let is_guard = condition.is_some_and(|condition| tests_existence(reader.scope().code.text(condition)));
    let rest: Vec<_> = parts(node).into_iter().filter(|part| Some(*part) != condition).collect();
    guarded(reader, is_guard, |reader| {
        for part in rest {
            read(reader, part);
        }
    });
}

/// Reads what a condition decides about. A test for whether a thing is there at all decides nothing about what the migration means.
pub(in crate::fact::extract::migration) fn guarded<'t, R: Reader<'t>>(
    reader: &mut R,
    is_guard: bool,
    read: impl FnOnce(&mut R),
) {
    if is_guard {
        reader.half().guards += 1;
        read(reader);
        reader.half().guards -= 1;
    } else {
        conditionally(reader, read);
    }
}

/// Whether a condition only tests that a table, a column or an index exists.
pub(in crate::fact::extract::migration) fn tests_existence(condition: &str) -> bool {
    const WORDS: &[&str] = &[
        "exist", "hastable", "hascolumn", "hasindex", "hasforeignkey", "has_table", "has_column", "has_index",
        "get_columns", "get_table_names", "get_indexes", "data_source", "getindexes", "existing_",
    ];
    const BUT: &[&str] = &[" or ", "||", ".exists():", "env", "config"];
    let text = condition.to_ascii_lowercase();
    WORDS.iter().any(|word| text.contains(word)) && !BUT.iter().any(|word| text.contains(word))
}

fn refuse<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let half = reader.half();
    if half.branches == 0 && half.guards == 0 {
        half.refusal.get_or_insert(span(node));
        half.returned = Some(Return::Always);
    } else if half.guards == 0 {
        half.returned = half.returned.or(Some(Return::Sometimes));
    }
}

fn finish<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    all(reader, node);
    for list in parts(node).into_iter().filter(|part| part.kind() == "argument_list") {
        all(reader, list);
    }
    let half = reader.half();
    if half.guards == 0 {
        let how = if half.branches == 0 { Return::Always } else { Return::Sometimes };
        half.returned = half.returned.or(Some(how));
    }
}

fn assign<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let Some(right) = node.child_by_field_name("right") else { return };
    match Call::of(reader.scope().code, right).filter(|_| right.kind() != "identifier") {
        Some(call) => {
            let code = reader.scope().code;
            let alias = call.alias.or_else(|| node.child_by_field_name("left").map(|left| code.text(left)));
            dispatch(reader, &Call { is_value: true, alias, ..call });
        }
        None if right.kind().starts_with("assignment") => read(reader, right),
        None => {}
    }
}

fn operator<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    match reader.scope().code.field(node, "operator") {
        "=" => assign(reader, node),
        "|>" => call(reader, node),
        "&&" | "||" | "and" | "or" => either(reader, node),
        _ => {}
    }
}

/// Python's `with a() as b:` is a call with a block.
fn with<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let code = reader.scope().code;
    let body = node.child_by_field_name("body");
    let items = parts(node).into_iter().filter(|part| part.kind() == "with_clause").flat_map(parts);
    let mut opened = None;
    for item in items {
        let Some(value) = item.child_by_field_name("value") else { continue };
        let (value, alias) = match (value.kind(), &parts(value)[..]) {
            ("as_pattern", [value, alias]) => (*value, Some(code.text(*alias))),
            _ => (value, None),
        };
        let own = Call::of(code, value).filter(|_| value.kind() == "call");
        opened = own.map(|own| Call { alias, block: body, ..own }).or(opened);
    }
    match (opened, body) {
        (Some(call), _) => dispatch(reader, &call),
        (None, Some(body)) => read(reader, body),
        (None, None) => {}
    }
}

fn call<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let code = reader.scope().code;
    // A name alone calls something in some languages only.
    let is_call = node.kind() != "identifier" || matches!(code.language(), Language::Ruby | Language::Elixir);
    if let Some(call) = Call::of(code, node).filter(|_| is_call) {
        dispatch(reader, &call);
    }
}

/// The calls that are statements of the language; all others are the framework's.
fn dispatch<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) {
    let is_elixir = call.node.child_by_field_name("target").is_some();
    match call.name {
        "raise" | "fail" | "throw" | "abort" if call.receiver.is_none() => refuse(reader, call.node),
        "each" if is_list(reader, call.receiver) => each_of(reader, call, call.receiver),
        "if" | "unless" if is_elixir => elixir_branch(reader, call),
        "case" | "cond" | "with" if is_elixir => blocks(reader, call),
        "for" if is_elixir => comprehension(reader, call),
        "each" if is_elixir && call.receiver_text(reader.scope().code) == "Enum" => enumeration(reader, call),
        "try" if is_elixir => {
            if let Some(block) = call.block {
                read(reader, block);
            }
        }
        _ => reader.call(call),
    }
}

fn is_list<'t, R: Reader<'t>>(reader: &mut R, node: Option<Node<'t>>) -> bool {
    node.is_some_and(|node| matches!(reader.scope().value(node), Value::List(_)))
}

fn elixir_branch<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) {
    let code = reader.scope().code;
    let is_guard = call.items.first().is_some_and(|condition| tests_existence(code.text(*condition)));
    guarded(reader, is_guard, |reader| {
        for body in call.block.into_iter().chain(call.option("else")) {
            read(reader, body);
        }
    });
}

fn blocks<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) {
    conditionally(reader, |reader| {
        for body in call.block.into_iter().chain(call.option("else")) {
            read(reader, body);
        }
    });
}

/// `for table <- [:a, :b] do`.
fn comprehension<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) {
    let sides = call
        .items
        .first()
        .and_then(|item| Some((item.child_by_field_name("left")?, item.child_by_field_name("right")?)));
    let (Some((left, right)), Some(body)) = (sides, call.block) else { return blocks(reader, call) };
    let name = reader.scope().code.text(left);
    repeat(reader, &[name], Some(right), body);
}

/// `Enum.each([:a, :b], fn table -> … end)`.
fn enumeration<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) {
    let (Some(list), Some(closure)) = (call.items.first().copied(), call.items.get(1).copied()) else { return };
    let Some(clause) = parts(closure).into_iter().find(|part| part.kind() == "stab_clause") else {
        return reader.call(call);
    };
    let names = clause.child_by_field_name("left").map(parts).unwrap_or_default();
    let code = reader.scope().code;
    let names: Vec<_> = names.into_iter().map(|name| code.text(name)).collect();
    if let Some(body) = clause.child_by_field_name("right") {
        repeat(reader, &names, Some(list), body);
    }
}

fn each_of<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>, list: Option<Node<'t>>) {
    let Some(block) = call.block else { return };
    let names = parameters(reader.scope().code, block);
    repeat(reader, &names, list, block);
}

/// `for … in …` of Ruby and Python, `foreach` of PHP.
fn each<'t, R: Reader<'t>>(reader: &mut R, node: Node<'t>) {
    let code = reader.scope().code;
    let Some(body) = node.child_by_field_name("body") else { return sometimes(reader, node) };
    let heads: Vec<_> = parts(node).into_iter().filter(|part| *part != body).collect();
    let (list, target) = match node.child_by_field_name("right") {
        Some(list) => (Some(list), node.child_by_field_name("left")),
        None => (heads.first().copied(), heads.get(1).copied()),
    };
    let names: Vec<_> = match target {
        Some(target) if matches!(target.kind(), "pattern_list" | "tuple_pattern" | "pair" | "left_assignment_list") => {
            parts(target).into_iter().map(|part| code.text(part)).collect()
        }
        Some(target) => vec![code.text(target)],
        None => Vec::new(),
    };
    repeat(reader, &names, list, body);
}

/// Reads a body once for each element of a list that is written out; once, as something that only some runs do, where it is not.
fn repeat<'t, R: Reader<'t>>(reader: &mut R, names: &[&str], list: Option<Node<'t>>, body: Node<'t>) {
    let value = list.map_or(Value::Unknown, |list| reader.scope().value(list));
    let bindings = reader.scope().bindings();
    let Value::List(values) = value else {
        for name in names {
            reader.scope().bind(name, Value::Unknown);
        }
        conditionally(reader, |reader| read(reader, body));
        return reader.scope().release(bindings);
    };
    for value in values {
        match (names, value) {
            ([name], value) => reader.scope().bind(name, value),
            (_, Value::List(values)) if values.len() == names.len() => {
                for (name, value) in names.iter().zip(values) {
                    reader.scope().bind(name, value);
                }
            }
            _ => {
                for name in names {
                    reader.scope().bind(name, Value::Unknown);
                }
            }
        }
        read(reader, body);
        reader.scope().release(bindings);
    }
}

/// Reads something, and leaves out what nobody can tell of it; whether there was anything of the kind. It is for the caller to say so, once.
pub(in crate::fact::extract::migration) fn known_part<'t, R: Reader<'t>>(
    reader: &mut R,
    read: impl FnOnce(&mut R),
) -> bool {
    let start = reader.half().effects.len();
    read(reader);
    let effects = &mut reader.half().effects;
    let all = effects.len();
    let own = effects.split_off(start.min(all));
    effects.extend(own.into_iter().filter(|effect| !matches!(effect.operation, Operation::Unknown { .. })));
    effects.len() < all
}

/// Reads the block that a call is given, with its parameters as something that only a run tells.
pub(in crate::fact::extract::migration) fn block<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) {
    let Some(block) = call.block else { return };
    let bindings = reader.scope().bindings();
    for name in parameters(reader.scope().code, block).into_iter().chain(call.alias) {
        reader.scope().bind(name, Value::Unknown);
    }
    read(reader, block);
    reader.scope().release(bindings);
}

/// Reads a function of the file that is called; whether there is one.
pub(in crate::fact::extract::migration) fn follow<'t, R: Reader<'t>>(reader: &mut R, call: &Call<'t>) -> bool {
    let Some(function) = reader.scope().function(call.name) else { return false };
    if reader.half().calls >= DEEPEST_CALL {
        return false;
    }
    let bindings = reader.scope().bindings();
    let code = reader.scope().code;
    let names = definition_parameters(code, function);
    let skip = usize::from(names.first() == Some(&"self"));
    for (place, name) in names.into_iter().skip(skip).enumerate() {
        let value = call.argument_at(place, name).map_or(Value::Unknown, |value| reader.scope().value(value));
        reader.scope().bind(name, value);
    }
    let half = reader.half();
    let before = (half.branches, half.returned);
    half.calls += 1;
    if let Some(body) = body(code, function) {
        read(reader, body);
    }
    let half = reader.half();
    half.calls -= 1;
    (half.branches, half.returned) = before;
    reader.scope().release(bindings);
    true
}

fn definition_parameters<'t>(code: &'t super::code::Code<'t>, function: Node<'t>) -> Vec<&'t str> {
    if function.kind() != "call" {
        return parameters(code, function);
    }
    let head = Call::of(code, function).and_then(|call| Call::of(code, call.items.first().copied()?));
    head.map(|head| head.items.into_iter().map(|item| code.text(item)).collect()).unwrap_or_default()
}

/// What a function runs.
pub(in crate::fact::extract::migration) fn body<'t>(
    code: &'t super::code::Code<'t>,
    function: Node<'t>,
) -> Option<Node<'t>> {
    if function.kind() == "call" {
        return Call::of(code, function)?.block;
    }
    // A body that holds nothing is no node in Ruby.
    function.child_by_field_name("body")
}

/// Whether a node holds no statement.
pub(in crate::fact::extract::migration) fn is_empty(node: Node<'_>) -> bool {
    children(node).into_iter().all(|child| !child.is_named() || child.kind().contains("comment"))
}

#[cfg(test)]
mod tests {
    use super::tests_existence;

    #[test]
    fn tests_for_existence() {
        for (condition, expected) in [
            ("column_exists?(:users, :age)", true),
            ("! Schema::hasColumn('users', 'age')", true),
            ("not inspector.has_table('users')", true),
            ("'age' in [c['name'] for c in inspector.get_columns('users')]", true),
            ("User.exists? || forced", false),
            ("Rails.env.production?", false),
            ("index_exists?(:a, :b) || x", false),
        ] {
            assert_eq!(tests_existence(condition), expected, "{condition}");
        }
    }
}
