//! Alembic and Flask-Migrate. (<https://alembic.sqlalchemy.org/en/latest/ops.html>)

mod columns;
mod operations;
mod statements;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use bstr::ByteSlice;

use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, parts, span, walk};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half};
use crate::fact::extract::migration::language::value::{Scope, Value};
use crate::fact::migration::{Name, Script};
use crate::text::Span;

/// Whether a file defines a revision of Alembic.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let has = |text: &str| source.bytes.contains_str(text);
    source.path.lower_name().ends_with(".py") && has("down_revision") && has("def upgrade")
}

/// Reads the revision of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Python, source.bytes) else { return vec![half::unread(source.bytes)] };
    let Some((up, up_span, names)) = run(&code, "upgrade") else { return half::none(&code) };
    let down = run(&code, "downgrade").map(|(half, at, _)| (half, at));
    let mut script = half::pair((up, up_span), down, Span::new(up_span.start, names));
    let scope = Scope::new(&code);
    let named = |name| scope.assignment(name).map(|node| scope.value(node)).and_then(Value::texts).unwrap_or_default();
    script.version = named("revision").into_iter().next();
    script.parents = named("down_revision");
    script.replaces = named("replaces");
    half::finish(&code, &mut script);
    vec![script]
}

/// What a function of the file does, where it stands, and where its name ends.
fn run(code: &Code<'_>, name: &str) -> Option<(Half, Span, usize)> {
    let mut alembic = Alembic::new(code);
    let function = alembic.scope.function(name)?;
    if let Some(body) = function.child_by_field_name("body") {
        flow::read(&mut alembic, body);
    }
    let end = function.child_by_field_name("name").map_or(function.end_byte(), |name| name.end_byte());
    Some((alembic.half, span(function), end))
}

/// Reads one direction of a revision.
struct Alembic<'t> {
    scope: Scope<'t>,
    half: Half,
    /// The tables that `batch_alter_table` opened, by what they are called; none where only a run names them.
    batches: Vec<(&'t str, Option<Name>)>,
    /// The tables of the classes that the file defines.
    models: BTreeMap<&'t str, String>,
}

impl<'t> Reader<'t> for Alembic<'t> {
    fn scope(&mut self) -> &mut Scope<'t> {
        &mut self.scope
    }

    fn half(&mut self) -> &mut Half {
        &mut self.half
    }

    fn call(&mut self, call: &Call<'t>) {
        let receiver = call.receiver_text(self.scope.code);
        let batch = self.batches.iter().rev().find(|(alias, _)| *alias == receiver && !receiver.is_empty());
        if let Some((_, table)) = batch.cloned() {
            match table {
                Some(table) => self.in_batch(call, table),
                None => self.dynamic(call),
            }
        } else if matches!(receiver, "op" | "operations" | "alembic.op") {
            self.operation(call);
        } else {
            self.statement(call);
        }
    }
}

impl<'t> Alembic<'t> {
    fn new(code: &'t Code<'t>) -> Self {
        Self { scope: Scope::new(code), half: Half::new(), batches: Vec::new(), models: models(code) }
    }

    /// An operation on something that is named at run time.
    fn dynamic(&mut self, call: &Call<'t>) {
        self.half.unknown(call.node, format!("`{}` of something that is named at run time", call.name));
    }

    /// The value of an argument, where it is given.
    fn option(&self, call: &Call<'t>, name: &str) -> Option<Value> {
        call.option(name).map(|node| self.scope.value(node))
    }

    /// A text, by its name or its place.
    fn text(&self, call: &Call<'t>, place: usize, name: &str) -> Option<String> {
        call.argument_at(place, name).and_then(|node| self.scope.text(node))
    }
}

/// The tables of declarative classes: `__tablename__ = "users"`.
fn models<'t>(code: &'t Code<'t>) -> BTreeMap<&'t str, String> {
    let mut found = BTreeMap::new();
    walk(code.root(), |node| {
        if node.kind() != "class_definition" {
            return;
        }
        let members = node.child_by_field_name("body").map(parts).unwrap_or_default();
        for member in members.into_iter().flat_map(parts) {
            if member.kind() == "assignment" && code.field(member, "left") == "__tablename__" {
                let table = code.field(member, "right").trim_matches(['"', '\'']);
                if table.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    found.insert(code.field(node, "name"), table.to_owned());
                }
            }
        }
    });
    found
}

/// The call that a node is, unless it is a mere name.
fn call_of<'t>(code: &'t Code<'t>, node: Node<'t>) -> Option<Call<'t>> {
    Call::of(code, node).filter(|_| node.kind() == "call")
}
