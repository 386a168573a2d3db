//! Django. (<https://docs.djangoproject.com/en/stable/ref/migration-operations/>)

mod data;
mod fields;
mod operations;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use bstr::ByteSlice;

use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, DEEPEST, parts, span, walk};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half};
use crate::fact::extract::migration::language::inverse;
use crate::fact::extract::migration::language::value::{Scope, Value};
use crate::fact::migration::{Down, Effect, Name, Operation, Script};
use crate::text::{RepoPath, Span};

/// Whether a file defines a migration of Django.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let has = |text: &str| source.bytes.contains_str(text);
    source.path.lower_name().ends_with(".py")
        && has("class Migration(")
        && (has("migrations.Migration") || has("django.db.migrations") || has("(Migration)"))
}

/// Reads the migration of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Python, source.bytes) else { return vec![half::unread(source.bytes)] };
    let Some(body) = migration(&code) else { return half::none(&code) };
    let mut django = Django::new(&code, source.path, body);
    let mut script = django.script(source.path, body);
    half::finish(&code, &mut script);
    vec![script]
}

/// The body of the class that Django looks for.
fn migration<'t>(code: &'t Code<'t>) -> Option<Node<'t>> {
    let mut found = None;
    walk(code.root(), |node| {
        if found.is_none() && node.kind() == "class_definition" && code.field(node, "name") == "Migration" {
            found = node.child_by_field_name("body");
        }
    });
    found
}

/// What undoes one operation.
enum Undo {
    /// The framework knows.
    Known,
    /// The author says that nothing needs to be done, here.
    Noop(Span),
    /// Effects of code that the author wrote for that.
    Written(Vec<Effect>),
    /// The author's code says that it cannot be done.
    Refused(Span),
    /// Nothing.
    Nothing(Span, String),
}

/// Whether an operation leaves a table or a column other than it was, so that migrating again would fail.
fn leaves(operation: &Operation) -> bool {
    use Operation as Op;
    matches!(
        operation,
        Op::CreateTable { is_temporary: false, .. }
            | Op::DropTable { .. }
            | Op::RenameTable { .. }
            | Op::AddColumn { .. }
            | Op::DropColumn { .. }
            | Op::RenameColumn { .. }
    )
}

/// Reads the operations of a migration.
struct Django<'t> {
    scope: Scope<'t>,
    half: Half,
    /// The application whose models these are.
    label: String,
    /// The tables of models, where the file says how they are called.
    tables: BTreeMap<String, Name>,
    /// What undoes the operations so far, and the effects that each had.
    undo: Vec<(Undo, Vec<Effect>)>,
}

impl<'t> Reader<'t> for Django<'t> {
    fn scope(&mut self) -> &mut Scope<'t> {
        &mut self.scope
    }

    fn half(&mut self) -> &mut Half {
        &mut self.half
    }

    fn call(&mut self, call: &Call<'t>) {
        self.statement(call);
    }
}

impl<'t> Django<'t> {
    fn new(code: &'t Code<'t>, path: &RepoPath, body: Node<'t>) -> Self {
        let scope = Scope::new(code);
        let label = label(&scope, path, body);
        Self { scope, half: Half::new(), label, tables: BTreeMap::new(), undo: Vec::new() }
    }

    fn script(&mut self, path: &RepoPath, body: Node<'t>) -> Script {
        let mut lists = Vec::new();
        self.members(body, &mut lists, 0);
        let at = lists.first().map_or(span(body), |(list, _)| span(*list));
        for (list, is_conditional) in lists {
            self.half.branches = usize::from(is_conditional);
            self.list(list, 0);
        }
        let mut script = Script::new(at, std::mem::take(&mut self.half.effects));
        script.version = stem(path);
        script.parents = self.own(&dependencies(&self.scope, body, "dependencies"));
        script.replaces = self.own(&dependencies(&self.scope, body, "replaces"));
        script.down = self.way_back(at, &script.up);
        script.unread = std::mem::take(&mut self.half.unread);
        script
    }

    /// The lists of operations in a class, and whether each only counts in some runs.
    fn members(&self, body: Node<'t>, lists: &mut Vec<(Node<'t>, bool)>, depth: usize) {
        for statement in parts(body) {
            match statement.kind() {
                "expression_statement" => self.member(statement, depth > 0, lists),
                "if_statement" | "else_clause" | "elif_clause" | "block" if depth < DEEPEST => {
                    self.members(statement, lists, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn member(&self, statement: Node<'t>, is_conditional: bool, lists: &mut Vec<(Node<'t>, bool)>) {
        for part in parts(statement) {
            let is_own = self.scope.code.field(part, "left") == "operations";
            let added = Call::of(self.scope.code, part).filter(|call| {
                call.receiver_text(self.scope.code) == "operations" && matches!(call.name, "append" | "extend")
            });
            let list = match part.kind() {
                "assignment" | "augmented_assignment" if is_own => part.child_by_field_name("right"),
                "call" => added.and_then(|call| call.items.first().copied()),
                _ => None,
            };
            lists.extend(list.map(|list| (list, is_conditional)));
        }
    }

    /// Reads a list of operations, or one of them.
    fn list(&mut self, node: Node<'t>, depth: usize) {
        if depth > DEEPEST || !self.half.step(node) {
            return;
        }
        match node.kind() {
            "list" | "tuple" | "parenthesized_expression" => {
                for part in parts(node) {
                    self.list(part, depth + 1);
                }
            }
            "binary_operator" => {
                for side in ["left", "right"] {
                    if let Some(side) = node.child_by_field_name(side) {
                        self.list(side, depth + 1);
                    }
                }
            }
            "list_splat" | "conditional_expression" => {
                for part in parts(node) {
                    self.list(part, depth + 1);
                }
            }
            "call" => match Call::of(self.scope.code, node) {
                Some(call) => self.one(&call),
                None => self.unknown(node, "operations"),
            },
            "identifier" => match self.scope.assignment(self.scope.code.text(node)) {
                Some(list) => self.list(list, depth + 1),
                None => self.unknown(node, "operations"),
            },
            "none" | "true" | "false" => {}
            _ => self.unknown(node, "operations"),
        }
    }

    fn unknown(&mut self, node: Node<'t>, what: &str) {
        let start = self.half.effects.len();
        self.half.unknown(node, format!("{what} that are put together at run time"));
        self.note(start, Undo::Known);
    }

    /// Reads one operation of the list.
    fn one(&mut self, call: &Call<'t>) {
        let start = self.half.effects.len();
        let undo = self.operation(call, 0);
        self.note(start, undo);
    }

    fn note(&mut self, start: usize, undo: Undo) {
        let effects = self.half.effects.get(start..).unwrap_or_default().to_vec();
        self.undo.push((undo, effects));
    }

    /// How all of it is undone.
    fn way_back(&mut self, at: Span, up: &[Effect]) -> Down {
        let (mut noop, mut refused, mut is_written, mut effects) = (None, None, false, Vec::new());
        for (undo, own) in self.undo.drain(..).rev() {
            match undo {
                Undo::Nothing(at, why) => return Down::Missing { at, why: Some(why) },
                Undo::Refused(at) => refused = Some(at),
                // That nothing is to be undone is believed of rows; the first place that leaves something behind counts.
                Undo::Noop(at) => {
                    let is_declared = !own.iter().any(|effect| leaves(&effect.operation));
                    noop = noop.filter(|(_, of_rows)| is_declared && !of_rows).or(Some((at, is_declared)));
                }
                Undo::Known => effects.extend(inverse::of_all(&own)),
                Undo::Written(own) => {
                    is_written = true;
                    effects.extend(own);
                }
            }
        }
        let does = |effect: &Effect| !matches!(effect.operation, Operation::StateOnly(_));
        if !up.iter().any(does) && self.half.unread.is_empty() {
            return Down::Automatic;
        }
        match (refused, noop) {
            (Some(at), _) => Down::Irreversible { at },
            (None, Some((at, is_declared))) => Down::Empty { at, is_declared },
            (None, None) if is_written && effects.is_empty() => Down::Empty { at, is_declared: false },
            (None, None) if is_written => Down::Written { at, effects },
            (None, None) => Down::Automatic,
        }
    }

    /// The migrations of this application among those that are named.
    fn own(&self, named: &[(String, String)]) -> Vec<String> {
        named.iter().filter(|(label, _)| *label == self.label).map(|(_, name)| name.clone()).collect()
    }
}

/// What a file is called, without its ending: `0002_add_age`.
fn stem(path: &RepoPath) -> Option<String> {
    let name = path.name().to_str().ok()?;
    Some(name.strip_suffix(".py")?.to_owned())
}

/// The pairs of application and migration that a member of the class lists.
fn dependencies<'t>(scope: &Scope<'t>, body: Node<'t>, name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for statement in parts(body).into_iter().flat_map(parts) {
        if statement.kind() != "assignment" || scope.code.field(statement, "left") != name {
            continue;
        }
        let Some(Value::List(list)) = statement.child_by_field_name("right").map(|list| scope.value(list)) else {
            continue;
        };
        for pair in list {
            if let Some([label, name]) = pair.texts().as_deref() {
                found.push((label.clone(), name.clone()));
            }
        }
    }
    found
}

/// The application that a migration belongs to: the directory above `migrations`, unless what the migration follows or replaces shows that
/// the application calls itself something else.
fn label<'t>(scope: &Scope<'t>, path: &RepoPath, body: Node<'t>) -> String {
    let directory = path.parent().parent().name().to_str_lossy().into_owned();
    let named = dependencies(scope, body, "dependencies");
    let replaced = dependencies(scope, body, "replaces");
    if named.iter().chain(&replaced).any(|(label, _)| *label == directory) {
        return directory;
    }
    if let Some((label, _)) = replaced.into_iter().next() {
        return label;
    }
    let number = |name: &str| name.split('_').next().and_then(|digits| digits.parse::<u32>().ok());
    let own = stem(path).as_deref().and_then(number).and_then(|own| own.checked_sub(1)).filter(|before| *before > 0);
    let mut before = named.iter().filter(|(_, name)| own.is_some() && number(name) == own);
    match (before.next(), before.next()) {
        (Some((label, _)), None) => label.clone(),
        _ => directory,
    }
}

/// The same as `flow::follow`, but for a function that is named and not called; whether there is one.
fn run<'t>(django: &mut Django<'t>, name: &str) -> bool {
    let Some(body) = django.scope.function(name).and_then(|function| flow::body(django.scope.code, function)) else {
        return false;
    };
    flow::read(django, body);
    true
}
