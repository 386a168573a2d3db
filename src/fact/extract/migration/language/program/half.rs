//! The two halves of a migration, and what becomes of them.

use super::{Program, Reader, Run, bare, is_function};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::code::span;
use crate::fact::extract::migration::language::filled;
use crate::fact::migration::{Down, Effect, Operation, Script};
use crate::text::Span;

/// One half, as the file has it.
#[derive(Clone, Copy, Default)]
pub(in crate::fact::extract::migration) enum Half<'t> {
    /// It is not there.
    #[default]
    Absent,
    /// It is a function.
    Function {
        /// All that declares it.
        whole: Node<'t>,
        /// The function.
        function: Node<'t>,
    },
    /// It is something else: `false`, `null`, what a call returns.
    Value(Node<'t>),
}

/// Both.
#[derive(Clone, Copy, Default)]
pub(in crate::fact::extract::migration) struct Halves<'t> {
    /// What leads forward.
    pub(in crate::fact::extract::migration) up: Half<'t>,
    /// What leads back.
    pub(in crate::fact::extract::migration) down: Half<'t>,
}

impl<'t> Half<'t> {
    /// A half whose value is an expression; `whole` declares it.
    pub(in crate::fact::extract::migration) fn of(program: &Program<'t>, whole: Node<'t>, value: Node<'t>) -> Self {
        match as_function(program, value) {
            Some(function) => Self::Function { whole, function },
            None => Self::Value(value),
        }
    }

    /// All of it.
    pub(in crate::fact::extract::migration) fn node(&self) -> Option<Node<'t>> {
        match *self {
            Self::Absent => None,
            Self::Function { whole, .. } => Some(whole),
            Self::Value(value) => Some(value),
        }
    }
}

/// The function that an expression is: written there, named there, or wrapped in a call that takes it alone.
pub(in crate::fact::extract::migration) fn as_function<'t>(program: &Program<'t>, value: Node<'t>) -> Option<Node<'t>> {
    let value = bare(value);
    if is_function(value) {
        return Some(value);
    }
    if value.kind().ends_with("identifier") {
        return program.function(program.text(value), value.start_byte());
    }
    let chain = program.chain(value);
    let arguments = chain.last()?.arguments();
    arguments.first().copied().filter(|only| arguments.len() == 1 && is_function(*only))
}

/// Reads both halves. `absent` says what it means that the second is not there, by what the first does.
pub(in crate::fact::extract::migration) fn script<'t, R: Reader<'t>>(
    program: &'t Program<'t>,
    halves: &Halves<'t>,
    reader: &dyn Fn() -> R,
    absent: &dyn Fn(&[Effect], Span) -> Down,
) -> Script {
    let Half::Function { whole, function } = halves.up else { return unknown(program, halves) };
    let mut up = Run::of(program, function, &mut reader());
    filled::mark(&mut up.effects);
    let mut script = Script::new(span(whole), up.effects);
    script.unread = up.unread;
    script.down = match halves.down {
        Half::Absent => absent(&script.up, head(whole, function)),
        Half::Function { whole, function } => back(program, whole, function, &mut reader(), &mut script.unread),
        Half::Value(value) => value_of(program, value),
    };
    if script.up.is_empty()
        && script.unread.is_empty()
        && !matches!(script.down, Down::Written { .. } | Down::Elsewhere)
    {
        script.down = Down::Automatic;
    }
    script
}

/// The usual meaning of a half that is not there: nothing undoes the migration.
pub(in crate::fact::extract::migration) fn missing(_: &[Effect], at: Span) -> Down {
    Down::Missing { at, why: None }
}

/// What a migration begins with, up to the body of its function.
fn head(whole: Node<'_>, function: Node<'_>) -> Span {
    let name = whole.child_by_field_name("name").or_else(|| whole.child_by_field_name("left"));
    let end = function.child_by_field_name("body").map_or(function.end_byte(), |body| body.start_byte());
    name.map_or(Span::new(whole.start_byte(), end.max(whole.start_byte())), span)
}

fn back<'t, R: Reader<'t>>(
    program: &'t Program<'t>,
    whole: Node<'t>,
    function: Node<'t>,
    reader: &mut R,
    unread: &mut Vec<(Span, String)>,
) -> Down {
    let mut run = Run::of(program, function, reader);
    filled::mark(&mut run.effects);
    let is_read = run.unread.is_empty();
    unread.extend(run.unread);
    match run.refusal {
        Some(at) if run.effects.is_empty() => Down::Irreversible { at },
        _ if run.effects.is_empty() && is_read => Down::Empty { at: span(whole), is_declared: false },
        _ => Down::Written { at: span(whole), effects: run.effects },
    }
}

fn value_of(program: &Program<'_>, value: Node<'_>) -> Down {
    match program.text(value) {
        "false" => Down::Irreversible { at: span(value) },
        "null" | "undefined" | "nil" => Down::Empty { at: span(value), is_declared: false },
        _ => Down::Written { at: span(value), effects: vec![code_of(program, value)] },
    }
}

fn code_of(program: &Program<'_>, value: Node<'_>) -> Effect {
    let what = match program.chain(value).root.kind() {
        "identifier" => format!("code of `{}()`", program.text(program.chain(value).root)),
        _ => "code that stands elsewhere".to_owned(),
    };
    Effect::new(Operation::Unknown { what }, span(value))
}

/// A migration whose first half is not written in this file.
fn unknown(program: &Program<'_>, halves: &Halves<'_>) -> Script {
    let value = halves.up.node().unwrap_or(program.code.root());
    let mut script = Script::new(span(value), vec![code_of(program, value)]);
    if let Some(node) = halves.down.node() {
        script.down = Down::Written { at: span(node), effects: vec![code_of(program, node)] };
    }
    script
}
