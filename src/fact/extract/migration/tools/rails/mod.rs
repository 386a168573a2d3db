//! Rails. (<https://guides.rubyonrails.org/active_record_migrations.html>)

mod columns;
mod data;
mod schema;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use bstr::ByteSlice;

use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, parts, span, walk};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half};
use crate::fact::extract::migration::language::inverse;
use crate::fact::extract::migration::language::value::Scope;
use crate::fact::migration::{Down, Effect, Operation, Script};
use crate::text::Span;

use table::Table;

/// Whether a file defines a class of Rails' migrations.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    const BASES: &[&[u8]] = &[b"ActiveRecord::Migration", b"Database::Migration[", b"MIGRATION_CLASS"];
    let is_base = |at: usize| {
        let before = source.bytes.get(..at).unwrap_or_default();
        let before = before.trim_end_with(|c| c.is_alphanumeric() || c == ':');
        before.trim_end().ends_with(b"<")
    };
    source.path.lower_name().ends_with(".rb") && BASES.iter().any(|base| source.bytes.find_iter(base).any(is_base))
}

/// Reads the migration of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Ruby, source.bytes) else { return vec![half::unread(source.bytes)] };
    let Some(class) = migration(&code) else { return half::none(&code) };
    let mut script = script(&code, class);
    half::finish(&code, &mut script);
    vec![script]
}

/// The first class that inherits from a migration, and has a method that one runs.
fn migration<'t>(code: &'t Code<'t>) -> Option<Node<'t>> {
    let mut found = None;
    walk(code.root(), |node| {
        if found.is_none() && node.kind() == "class" {
            let base = code.field(node, "superclass");
            let runs = ["change", "up", "down"].into_iter().any(|name| method(code, node, name).is_some());
            let is_migration = base.contains("Migration") || base.contains("MIGRATION_CLASS");
            found = (is_migration && runs).then_some(node);
        }
    });
    found
}

/// A method of a class, or of its singleton.
fn method<'t>(code: &'t Code<'t>, class: Node<'t>, name: &str) -> Option<Node<'t>> {
    let is_one =
        |node: &Node<'t>| matches!(node.kind(), "method" | "singleton_method") && code.field(*node, "name") == name;
    let members = class.child_by_field_name("body").map(parts).unwrap_or_default();
    let own = members.iter().copied().find(is_one);
    own.or_else(|| {
        let singleton = members.into_iter().find(|node| node.kind() == "singleton_class")?;
        parts(singleton.child_by_field_name("body")?).into_iter().find(is_one)
    })
}

fn script<'t>(code: &'t Code<'t>, class: Node<'t>) -> Script {
    if let Some(change) = method(code, class, "change") {
        let mut rails = Rails::of(code, class, Way::Change);
        rails.run(change);
        return rails.into_script(change);
    }
    let run = |name, way| {
        let method = method(code, class, name)?;
        let mut rails = Rails::of(code, class, way);
        rails.run(method);
        Some((rails.up, span(method)))
    };
    let up = run("up", Way::Up).unwrap_or_else(|| (Half::new(), span(class)));
    half::pair(up, run("down", Way::Down), head(method(code, class, "up").unwrap_or(class)))
}

/// The first line of a method or a class: `def up`.
fn head(node: Node<'_>) -> Span {
    let end = node.child_by_field_name("name").map_or(node.end_byte(), |name| name.end_byte());
    Span::new(node.start_byte(), end)
}

/// In which direction a method is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Forward.
    Up,
    /// Back.
    Down,
    /// Forward, and back by a recorder that turns each command round.
    Change,
}

/// Reads methods of a migration.
struct Rails<'t> {
    scope: Scope<'t>,
    /// What the method does, run forward in the case of `change`.
    up: Half,
    /// What `change` says that it does when it is run back, and only then.
    down: Half,
    way: Way,
    /// Which effects of `change` only happen forward.
    forward: Vec<Range<usize>>,
    /// Where that is said.
    one_way: Option<Span>,
    /// The first command of `change` that has no inverse, and why.
    stop: Option<(Span, String)>,
    /// The tables whose blocks are being read, by what the blocks call them.
    tables: Vec<Table<'t>>,
    /// What `reversible` calls the direction.
    directions: Vec<&'t str>,
    /// The tables of the classes that the file defines, where it names them.
    models: BTreeMap<&'t str, String>,
    /// The version of Rails that it was written for, as `[7.1]` says: 71. Nought where that is not said, as it was before there were any.
    version: u32,
    /// Whether `down` is being read for `change`.
    is_back: bool,
}

impl<'t> Reader<'t> for Rails<'t> {
    fn scope(&mut self) -> &mut Scope<'t> {
        &mut self.scope
    }

    fn half(&mut self) -> &mut Half {
        if self.is_back { &mut self.down } else { &mut self.up }
    }

    fn call(&mut self, call: &Call<'t>) {
        let code = self.scope.code;
        let receiver = call.receiver_text(code);
        if let Some(table) =
            self.tables.iter().rposition(|table| table.variable == receiver).filter(|_| !receiver.is_empty())
        {
            self.in_table(table, call);
        } else if self.directions.contains(&receiver) && matches!(call.name, "up" | "down") {
            self.direction(call);
        } else if is_connection(receiver) {
            self.schema(call);
        } else {
            self.data(call);
        }
    }
}

/// Whether a receiver takes the commands of a migration.
fn is_connection(receiver: &str) -> bool {
    matches!(receiver, "" | "self" | "connection" | "conn" | "@connection" | "ActiveRecord::Migration")
        || receiver.ends_with(".connection")
}

impl<'t> Rails<'t> {
    fn new(code: &'t Code<'t>, way: Way) -> Self {
        Self {
            scope: Scope::new(code),
            up: Half::new(),
            down: Half::new(),
            way,
            forward: Vec::new(),
            one_way: None,
            stop: None,
            tables: Vec::new(),
            directions: Vec::new(),
            models: data::models(code),
            version: 0,
            is_back: false,
        }
    }

    /// The same, for a class.
    fn of(code: &'t Code<'t>, class: Node<'t>, way: Way) -> Self {
        let base = code.field(class, "superclass");
        let version =
            base.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(version, _)| version);
        let version = version.split_once('.').and_then(|(major, minor)| {
            Some(major.trim().parse::<u32>().ok()?.checked_mul(10)? + minor.trim().parse::<u32>().ok()?.min(9))
        });
        // Other frameworks' own versions are of late.
        let is_own = base.contains("ActiveRecord");
        Self { version: if is_own { version.unwrap_or(0) } else { 70 }, ..Self::new(code, way) }
    }

    /// What identifiers are where nothing else is said.
    fn identifier(&self) -> &'static str {
        if self.version < 51 { "integer" } else { "bigint" }
    }

    fn run(&mut self, method: Node<'t>) {
        if let Some(body) = method.child_by_field_name("body") {
            flow::read(self, body);
        }
    }

    /// `dir.up { … }`, `dir.down { … }`.
    fn direction(&mut self, call: &Call<'t>) {
        match (call.name, self.way) {
            ("up", Way::Change) => self.only_forward(call),
            ("down", Way::Change) => self.only_back(call),
            ("up", Way::Up) | ("down", Way::Down) => flow::block(self, call),
            _ => {}
        }
    }

    /// What a block does when `change` is run forward, and only then.
    fn only_forward(&mut self, call: &Call<'t>) {
        let start = self.up.effects.len();
        self.way = Way::Up;
        flow::block(self, call);
        self.way = Way::Change;
        if start < self.up.effects.len() {
            self.forward.push(start..self.up.effects.len());
            self.one_way.get_or_insert(span(call.node));
        }
    }

    fn only_back(&mut self, call: &Call<'t>) {
        (self.way, self.is_back) = (Way::Down, true);
        flow::block(self, call);
        (self.way, self.is_back) = (Way::Change, false);
    }

    /// Notes that the recorder cannot turn a command round.
    fn stop(&mut self, call: &Call<'t>, why: impl Into<String>) {
        if self.way == Way::Change {
            self.stop.get_or_insert((span(call.node), why.into()));
        }
    }

    /// A command about something that is named at run time.
    fn dynamic(&mut self, call: &Call<'t>) {
        let what = format!("`{}` of something that is named at run time", call.name);
        self.half().unknown(call.node, what);
    }

    fn push(&mut self, call: &Call<'t>, operation: Operation) {
        self.half().push(call.node, operation);
    }

    fn into_script(self, change: Node<'t>) -> Script {
        let down = self.way_back(span(change));
        let mut script = Script::new(span(change), self.up.effects);
        script.unread = self.up.unread;
        script.unread.extend(self.down.unread);
        script.down = down;
        script
    }

    /// How `change` is undone.
    fn way_back(&self, change: Span) -> Down {
        if let Some((at, why)) = &self.stop {
            return Down::Missing { at: *at, why: Some(why.clone()) };
        }
        if let Some(at) = self.down.refusal {
            return Down::Irreversible { at };
        }
        let is_forward = |index: usize| self.forward.iter().any(|range| range.contains(&index));
        let builds =
            self.up.effects.iter().enumerate().any(|(index, effect)| is_forward(index) && is_structural(effect));
        if builds || !self.down.effects.is_empty() {
            let recorded = self.up.effects.iter().enumerate().filter(|(index, _)| !is_forward(*index));
            let recorded: Vec<_> = recorded.map(|(_, effect)| effect.clone()).collect();
            let mut effects = inverse::of_all(&recorded);
            effects.extend(self.down.effects.iter().cloned());
            return Down::Written { at: change, effects };
        }
        self.one_way.map_or(Down::Automatic, |at| Down::Empty { at, is_declared: true })
    }
}

/// Whether an effect changes more than rows.
fn is_structural(effect: &Effect) -> bool {
    use Operation::{Delete, Insert, StateOnly, Truncate, Unknown, Update};
    !matches!(
        effect.operation,
        Insert { .. } | Update { .. } | Delete { .. } | Truncate { .. } | Unknown { .. } | StateOnly(_)
    )
}
