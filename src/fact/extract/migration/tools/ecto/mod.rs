//! Ecto. (<https://hexdocs.pm/ecto_sql/Ecto.Migration.html>)

mod columns;
mod commands;
mod data;
#[cfg(test)]
mod tests;

use std::ops::Range;

use bstr::ByteSlice;

use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, span};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half};
use crate::fact::extract::migration::language::inverse;
use crate::fact::extract::migration::language::value::Scope;
use crate::fact::migration::{Column, Down, Effect, Name, Operation, Script};
use crate::text::Span;

/// Whether a file defines a migration of Ecto.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    (name.ends_with(".exs") || name.ends_with(".ex"))
        && source.bytes.contains_str("use Ecto.Migration")
        && ["def change", "def up"].iter().any(|function| source.bytes.contains_str(function))
}

/// Reads the migration of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Elixir, source.bytes) else { return vec![half::unread(source.bytes)] };
    let mut script = if let Some((ecto, function)) = run(&code, "change", true) {
        ecto.into_script(span(function))
    } else {
        let Some((up, function)) = run(&code, "up", false) else { return half::none(&code) };
        let down = run(&code, "down", false).map(|(ecto, function)| (ecto.half, span(function)));
        half::pair((up.half, span(function)), down, head(&code, function))
    };
    half::finish(&code, &mut script);
    vec![script]
}

/// What a function begins with: `def up`.
fn head(code: &Code<'_>, function: Node<'_>) -> Span {
    let first = Call::of(code, function).and_then(|call| call.items.first().copied());
    Span::new(function.start_byte(), first.map_or(function.end_byte(), |first| first.end_byte()))
}

fn run<'t>(code: &'t Code<'t>, name: &str, records: bool) -> Option<(Ecto<'t>, Node<'t>)> {
    let mut ecto = Ecto::new(code, records);
    let function = ecto.scope.function(name)?;
    if let Some(body) = flow::body(code, function) {
        flow::read(&mut ecto, body);
    }
    Some((ecto, function))
}

/// What the block of `create table` or `alter table` is about.
enum Block {
    /// A new table, with its columns so far, and whether those are all.
    New(Vec<Column>, bool),
    /// One that is there.
    Old(Name),
    /// One that only a run names.
    Unknown,
}

/// Reads a function of a migration.
struct Ecto<'t> {
    scope: Scope<'t>,
    half: Half,
    /// Whether the function is `change`, which Ecto turns round where it can.
    records: bool,
    /// The first command of `change` that has no inverse, and why.
    stop: Option<(Span, String)>,
    /// Which effects of `change` have a way back that is written out, and what that does.
    written: Vec<Range<usize>>,
    back: Vec<Effect>,
    /// What of that way back could not be read.
    unread: Vec<(Span, String)>,
    /// A way back that says on purpose that it does nothing.
    noop: Option<Span>,
    /// The table whose block is being read.
    block: Option<Block>,
}

impl<'t> Reader<'t> for Ecto<'t> {
    fn scope(&mut self) -> &mut Scope<'t> {
        &mut self.scope
    }

    fn half(&mut self) -> &mut Half {
        &mut self.half
    }

    fn call(&mut self, call: &Call<'t>) {
        if call.receiver.is_some() {
            return self.data(call);
        }
        if self.block.is_some() && self.column_command(call) {
            return;
        }
        self.command(call);
    }
}

impl<'t> Ecto<'t> {
    fn new(code: &'t Code<'t>, records: bool) -> Self {
        Self {
            scope: Scope::new(code),
            half: Half::new(),
            records,
            stop: None,
            written: Vec::new(),
            back: Vec::new(),
            unread: Vec::new(),
            noop: None,
            block: None,
        }
    }

    /// Notes that Ecto cannot turn a command round.
    fn stop(&mut self, call: &Call<'t>, why: impl Into<String>) {
        if self.records {
            self.stop.get_or_insert((span(call.node), why.into()));
        }
    }

    fn dynamic(&mut self, call: &Call<'t>) {
        let what = format!("`{}` of something that is named at run time", call.name);
        self.half.unknown(call.node, what);
    }

    fn push(&mut self, call: &Call<'t>, operation: Operation) {
        self.half.push(call.node, operation);
    }

    /// Reads a way back that is written beside the way forward.
    fn apart(&mut self, start: usize, read: impl FnOnce(&mut Self)) -> bool {
        let forward = std::mem::replace(&mut self.half, Half::new());
        read(self);
        let back = std::mem::replace(&mut self.half, forward);
        let does = !back.effects.is_empty() || !back.unread.is_empty();
        self.back.extend(back.effects);
        self.unread.extend(back.unread);
        if start < self.half.effects.len() {
            self.written.push(start..self.half.effects.len());
        }
        does
    }

    fn into_script(self, function: Span) -> Script {
        let down = self.way_back(function);
        let mut script = Script::new(function, self.half.effects);
        script.unread = self.half.unread;
        script.unread.extend(self.unread);
        script.down = down;
        script
    }

    fn way_back(&self, function: Span) -> Down {
        if let Some((at, why)) = &self.stop {
            return Down::Missing { at: *at, why: Some(why.clone()) };
        }
        let is_written = |index: usize| self.written.iter().any(|range| range.contains(&index));
        if !self.back.is_empty() {
            let recorded = self.half.effects.iter().enumerate().filter(|(index, _)| !is_written(*index));
            let recorded: Vec<_> = recorded.map(|(_, effect)| effect.clone()).collect();
            let mut effects = inverse::of_all(&recorded);
            effects.extend(self.back.iter().cloned());
            return Down::Written { at: function, effects };
        }
        match self.noop {
            Some(at) if !self.half.effects.is_empty() || !self.half.unread.is_empty() => {
                Down::Empty { at, is_declared: true }
            }
            _ => Down::Automatic,
        }
    }
}
