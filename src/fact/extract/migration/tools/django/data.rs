//! `RunPython` and `RunSQL`: code and statements of the author's own.

use super::{Django, Undo, run};
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{DEEPEST, parts};
use crate::fact::extract::migration::language::flow::{self, is_empty};
use crate::fact::extract::migration::language::half::Half;
use crate::fact::migration::{Name, Operation};

/// Methods and functions that only read, or write elsewhere.
const IDLE: &[&str] = &[
    "print", "info", "debug", "warning", "warn", "error", "exception", "write", "get_model", "get_models", "filter",
    "all", "get", "exists", "count", "values_list", "values", "append", "add_argument", "cursor", "fetchall",
    "fetchone", "close", "sleep", "flush", "extend", "len", "sorted", "list", "isinstance", "getattr", "setdefault",
    "items", "keys", "only", "defer", "iterator", "order_by", "exclude", "commit", "activate", "super",
    "check_dependencies",
];

/// Steps of a query that leave out no row.
const WHOLE: &[&str] = &["all", "using", "order_by", "select_related", "only", "defer", "get_queryset", "objects"];

impl<'t> Django<'t> {
    /// `RunPython`, and what undoes it.
    pub(super) fn run_python(&mut self, call: &Call<'t>) -> Undo {
        let forward = call.argument_at(0, "code");
        self.code(call, forward);
        let Some(back) = call.argument_at(1, "reverse_code").filter(|node| node.kind() != "none") else {
            let is_nothing = forward.is_some_and(|forward| self.does_nothing(forward));
            return if is_nothing {
                Undo::Known
            } else {
                Undo::Nothing(Self::place(call, None), "`RunPython` without `reverse_code`".to_owned())
            };
        };
        if self.does_nothing(back) {
            return Undo::Noop(Self::place(call, Some(back)));
        }
        self.apart(|django| django.code(call, Some(back)))
    }

    /// `RunSQL`, and what undoes it.
    pub(super) fn run_sql(&mut self, call: &Call<'t>) -> Undo {
        let forward = call.argument_at(0, "sql");
        if let Some(forward) = forward {
            self.statements(forward, 0);
        }
        self.state(call.argument_at(2, "state_operations"), 0);
        let Some(back) = call.argument_at(1, "reverse_sql").filter(|node| node.kind() != "none") else {
            let is_nothing = forward.is_some_and(|forward| self.does_nothing(forward));
            return if is_nothing {
                Undo::Known
            } else {
                Undo::Nothing(Self::place(call, None), "`RunSQL` without `reverse_sql`".to_owned())
            };
        };
        if self.does_nothing(back) {
            return Undo::Noop(Self::place(call, Some(back)));
        }
        self.apart(|django| django.statements(back, 0))
    }

    /// Reads a way back: its effects are not those of the way forward.
    fn apart(&mut self, read: impl FnOnce(&mut Self)) -> Undo {
        let forward = std::mem::replace(&mut self.half, Half::new());
        read(self);
        let back = std::mem::replace(&mut self.half, forward);
        self.half.unread.extend(back.unread);
        match back.refusal {
            Some(at) => Undo::Refused(at),
            None => Undo::Written(back.effects),
        }
    }

    /// Whether code or a statement is given that does nothing: `RunPython.noop`, a function that only passes, an empty text. The argument is
    /// there for nothing but to say so.
    fn does_nothing(&self, node: Node<'t>) -> bool {
        let code = self.scope.code;
        match node.kind() {
            "attribute" => code.field(node, "attribute") == "noop",
            "lambda" => {
                node.child_by_field_name("body").is_some_and(|body| matches!(body.kind(), "none" | "true" | "ellipsis"))
            }
            "string" => code.string(node).bytes().trim_ascii().is_empty(),
            "list" | "tuple" => is_empty(node),
            "identifier" if code.text(node) == "noop" => true,
            "identifier" => match self.scope.function(code.text(node)) {
                Some(function) => flow::body(code, function).is_some_and(passes),
                None => self
                    .scope
                    .assignment(code.text(node))
                    .is_some_and(|value| value.kind() == "attribute" && self.does_nothing(value)),
            },
            _ => false,
        }
    }

    /// Reads a function that is given by its name. What nobody can tell of it is told once.
    fn code(&mut self, call: &Call<'t>, function: Option<Node<'t>>) {
        let Some(function) = function else { return self.half.unknown(call.node, "code of `RunPython`") };
        let code = self.scope.code;
        if function.kind() == "attribute" && code.field(function, "attribute") == "noop" {
            return;
        }
        let before = (self.half.branches, self.half.returned.take());
        let mut is_read = true;
        let is_partly = flow::known_part(self, |django| match function.kind() {
            "identifier" => is_read = run(django, code.text(function)),
            "lambda" => {
                if let Some(body) = function.child_by_field_name("body") {
                    flow::read(django, body);
                }
            }
            _ => is_read = false,
        });
        (self.half.branches, self.half.returned) = before;
        if !is_read || is_partly {
            let text = code.text(function);
            let is_short = text.len() < 60 && !text.contains('\n') && function.kind() != "lambda";
            let what = if is_short { format!("code of `{text}`") } else { "code of `RunPython`".to_owned() };
            self.half.unknown(call.node, what);
        }
    }

    /// Reads statements: a text, a list of them, a list of texts with their parameters.
    fn statements(&mut self, node: Node<'t>, depth: usize) {
        match node.kind() {
            "list" if depth < DEEPEST => {
                for part in parts(node) {
                    self.statements(part, depth + 1);
                }
            }
            "tuple" if depth < DEEPEST => {
                // Inside a list, what follows the text are its parameters.
                let most = if depth > 0 { 1 } else { usize::MAX };
                for part in parts(node).into_iter().take(most) {
                    self.statements(part, depth + 1);
                }
            }
            "attribute" if self.scope.code.field(node, "attribute") == "noop" => {}
            _ => {
                let passage = self.scope.passage(node);
                self.half.sql(node, &passage, Dialect::Unknown);
            }
        }
    }

    /// A call in the author's code.
    pub(super) fn statement(&mut self, call: &Call<'t>) {
        let code = self.scope.code;
        match call.name {
            "execute" | "executescript" => self.execute(call),
            "update" | "delete" | "create" | "bulk_create" | "get_or_create" | "update_or_create" | "bulk_update"
            | "_raw_delete" => {
                self.rows(call);
            }
            "atomic" | "cursor" => flow::block(self, call),
            name if IDLE.contains(&name) => {}
            _ if call.receiver.is_none() && flow::follow(self, call) => {}
            _ if call.block.is_some() => flow::block(self, call),
            _ if call.is_value => {}
            _ => {
                let what = format!("code of `{}`", call.title(code));
                self.half.unknown(call.node, what);
            }
        }
    }

    fn execute(&mut self, call: &Call<'t>) {
        let Some(statement) = call.items.first() else { return };
        let passage = self.scope.passage(*statement);
        self.half.sql(call.node, &passage, Dialect::Unknown);
    }

    /// `User.objects.filter(…).update(…)`.
    fn rows(&mut self, call: &Call<'t>) {
        let Some((table, is_filtered)) = self.queried(call) else {
            let what = format!("code of `{}`", call.title(self.scope.code));
            return self.half.unknown(call.node, what);
        };
        let columns: Vec<String> = call.named.iter().map(|(name, _)| (*name).to_owned()).collect();
        let operation = match call.name {
            "update" => Operation::Update { table, is_filtered, columns },
            "bulk_update" => Operation::Update { table, is_filtered: true, columns: Vec::new() },
            "delete" | "_raw_delete" => Operation::Delete { table, is_filtered },
            _ => Operation::Insert { table, source: None },
        };
        self.half.push(call.node, operation);
    }

    /// The table that a query is about, and whether it leaves rows out.
    fn queried(&self, call: &Call<'t>) -> Option<(Name, bool)> {
        let code = self.scope.code;
        let (mut receiver, mut is_filtered) = (call.receiver?, false);
        for _ in 0..DEEPEST {
            match receiver.kind() {
                "call" => {
                    let inner = Call::of(code, receiver)?;
                    if inner.name == "get_model" {
                        break;
                    }
                    is_filtered |= !WHOLE.contains(&inner.name);
                    receiver = inner.receiver?;
                }
                "attribute" => receiver = receiver.child_by_field_name("object")?,
                "identifier" => {
                    let value = self.scope.assignment(code.text(receiver))?;
                    receiver = value;
                    if value.kind() == "identifier" {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        let model = Call::of(code, receiver).filter(|model| receiver.kind() == "call" && model.name == "get_model")?;
        Some((self.historical(&model)?, is_filtered))
    }

    /// The table of `apps.get_model("app", "Model")`.
    fn historical(&self, model: &Call<'t>) -> Option<Name> {
        let label = self.scope.text(model.argument_at(0, "app_label")?)?;
        let (label, name) = match model.argument_at(1, "model_name") {
            Some(name) => (label, self.scope.text(name)?),
            None => label.split_once('.').map(|(label, name)| (label.to_owned(), name.to_owned()))?,
        };
        if label == self.label {
            return Some(self.table(&name));
        }
        Some(Name::new(format!("{label}_{}", name.to_lowercase())))
    }
}

/// Whether a body only passes, or returns.
fn passes(body: Node<'_>) -> bool {
    parts(body).into_iter().all(|statement| match statement.kind() {
        "pass_statement" => true,
        "return_statement" => parts(statement).into_iter().all(|value| value.kind() == "none"),
        "expression_statement" => parts(statement).into_iter().all(|part| matches!(part.kind(), "string" | "ellipsis")),
        _ => false,
    })
}
