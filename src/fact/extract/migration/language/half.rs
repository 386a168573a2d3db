//! One direction of a migration, as its reader collects it.

use std::collections::BTreeSet;

use super::code::{Code, span, walk};
use crate::document::Passage;
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::sql;
use crate::fact::migration::{Down, Effect, Operation, Script};
use crate::text::Span;

/// How many statements are read: functions that call each other, and loops, would make any number of them.
const MOST_STEPS: usize = 20_000;

/// How many places of a file are named that the parser did not understand.
const MOST_ERRORS: usize = 8;

/// What one direction does.
pub(in crate::fact::extract::migration) struct Half {
    /// In order.
    pub(in crate::fact::extract::migration) effects: Vec<Effect>,
    /// What could not be read, and why.
    pub(in crate::fact::extract::migration) unread: Vec<(Span, String)>,
    /// What stops it on purpose in every run: `raise`, `throw`.
    pub(in crate::fact::extract::migration) refusal: Option<Span>,
    /// How many branches are open around what is being read.
    pub(in crate::fact::extract::migration) branches: usize,
    /// How many tests for whether a thing is there at all are open around it.
    pub(in crate::fact::extract::migration) guards: usize,
    /// How many functions deep it stands.
    pub(in crate::fact::extract::migration) calls: usize,
    /// How many nodes deep it stands.
    pub(in crate::fact::extract::migration) depth: usize,
    /// Whether the function has returned: in some runs, or in all.
    pub(in crate::fact::extract::migration) returned: Option<Return>,
    steps: usize,
}

/// When a function returned before its end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::fact::extract::migration) enum Return {
    /// In some runs.
    Sometimes,
    /// In all of them.
    Always,
}

impl Half {
    /// One that does nothing yet.
    pub(in crate::fact::extract::migration) fn new() -> Self {
        Self {
            effects: Vec::new(),
            unread: Vec::new(),
            refusal: None,
            branches: 0,
            guards: 0,
            calls: 0,
            depth: 0,
            returned: None,
            steps: MOST_STEPS,
        }
    }

    /// Whether another statement may be read.
    pub(in crate::fact::extract::migration) fn step(&mut self, node: Node<'_>) -> bool {
        if self.steps == 1 {
            self.unread.push((span(node), "more statements than are read".to_owned()));
        }
        self.steps = self.steps.saturating_sub(1);
        self.steps > 0
    }

    /// Adds an effect that a node says.
    pub(in crate::fact::extract::migration) fn push(&mut self, node: Node<'_>, operation: Operation) {
        self.push_at(span(node), operation);
    }

    /// Adds an effect.
    pub(in crate::fact::extract::migration) fn push_at(&mut self, span: Span, operation: Operation) {
        self.effects.push(Effect { is_conditional: self.branches > 0, ..Effect::new(operation, span) });
    }

    /// Adds something that may do anything: `` `backfill` ``.
    pub(in crate::fact::extract::migration) fn unknown(&mut self, node: Node<'_>, what: impl Into<String>) {
        self.push(node, Operation::Unknown { what: what.into() });
    }

    /// Adds what a text of SQL does, which stands in `node`.
    pub(in crate::fact::extract::migration) fn sql(&mut self, node: Node<'_>, passage: &Passage, dialect: Dialect) {
        if is_open(passage.bytes()) {
            return self.unknown(node, "a statement built at run time");
        }
        let said = sql::read(passage, dialect);
        let is_conditional = self.branches > 0;
        self.effects.extend(
            said.effects
                .into_iter()
                .map(|effect| Effect { is_conditional: effect.is_conditional || is_conditional, ..effect }),
        );
        self.unread.extend(said.unread);
    }

    /// Whether it does nothing at all.
    pub(in crate::fact::extract::migration) fn is_idle(&self) -> bool {
        self.effects.is_empty() && self.unread.is_empty() && self.refusal.is_none()
    }

    /// What this is as the way back, which stands at `at`.
    pub(in crate::fact::extract::migration) fn down(self, at: Span) -> Down {
        match self.refusal {
            Some(at) => Down::Irreversible { at },
            None if self.is_idle() => Down::Empty { at, is_declared: false },
            None => Down::Written { at, effects: self.effects },
        }
    }
}

/// A migration of two functions: what leads forward, and what leads back where there is such a function. `missing` is where one would say that
/// there is none. What does nothing need not be undone.
pub(in crate::fact::extract::migration) fn pair(up: (Half, Span), down: Option<(Half, Span)>, missing: Span) -> Script {
    let (forward, up_span) = up;
    let is_idle = forward.effects.is_empty() && forward.unread.is_empty();
    let mut script = Script::new(up_span, forward.effects);
    script.unread = forward.unread;
    script.down = match down {
        Some((back, _)) if is_idle && back.is_idle() => Down::Automatic,
        Some((back, at)) => {
            script.unread.extend(back.unread.iter().cloned());
            back.down(at)
        }
        None if is_idle => Down::Automatic,
        None => Down::Missing { at: missing, why: None },
    };
    script
}

/// Whether a text is nothing but what a run fills in.
fn is_open(text: &[u8]) -> bool {
    let mut rest = text.trim_ascii();
    while let Some(open) = rest.strip_prefix(b"${") {
        let Some(end) = open.iter().position(|byte| *byte == b'}') else { return false };
        rest = open.get(end + 1..).unwrap_or_default().trim_ascii_start();
    }
    rest.is_empty() && !text.trim_ascii().is_empty()
}

/// A file that the parser gave up on.
pub(in crate::fact::extract::migration) fn unread(bytes: &[u8]) -> Script {
    let all = Span::new(0, bytes.len());
    Script { unread: vec![(all, "too large or too tangled to parse".to_owned())], ..Script::new(all, Vec::new()) }
}

/// A file that holds no migration after all: none, or one that is unread where the parser may have lost it.
pub(in crate::fact::extract::migration) fn none(code: &Code<'_>) -> Vec<Script> {
    let mut script = Script::new(span(code.root()), Vec::new());
    mark_errors(code, &mut script);
    if script.unread.is_empty() { Vec::new() } else { vec![script] }
}

/// What is known of a migration only when all of it was read.
pub(in crate::fact::extract::migration) fn finish(code: &Code<'_>, script: &mut Script) {
    mark_filled(&mut script.up);
    mark_errors(code, script);
}

/// A column that may no longer be empty is filled if rows were updated before. An update that names no columns may be about any.
fn mark_filled(effects: &mut [Effect]) {
    let mut filled = BTreeSet::new();
    for effect in effects {
        match &mut effect.operation {
            Operation::Update { table, columns, .. } if columns.is_empty() => {
                filled.insert((table.key(), None));
            }
            Operation::Update { table, columns, .. } => {
                filled.extend(columns.iter().map(|column| (table.key(), Some(column.to_lowercase()))));
            }
            Operation::SetNotNull { table, column, is_filled } => {
                *is_filled |= filled.contains(&(table.key(), None))
                    || filled.contains(&(table.key(), Some(column.to_lowercase())));
            }
            _ => {}
        }
    }
}

/// Says what the parser did not understand, and that effects in such a place are doubtful.
fn mark_errors(code: &Code<'_>, script: &mut Script) {
    if !code.root().has_error() {
        return;
    }
    let mut errors = Vec::new();
    walk(code.root(), |node| {
        if (node.is_error() || node.is_missing()) && errors.len() < MOST_ERRORS {
            errors.push(span(node));
        }
    });
    let is_near =
        |effect: &Effect| errors.iter().any(|error| effect.span.meets(*error) || effect.span.contains(*error));
    let down: &mut [Effect] = match &mut script.down {
        Down::Written { effects, .. } => effects,
        _ => &mut [],
    };
    for effect in script.up.iter_mut().chain(down) {
        effect.is_certain &= !is_near(effect);
    }
    script.unread.extend(errors.into_iter().map(|at| (at, "not valid in its language".to_owned())));
}

#[cfg(test)]
mod tests {
    use super::is_open;

    #[test]
    fn what_a_run_fills_in() {
        for (text, expected) in
            [("${____}", true), (" ${____}${____} ", true), ("DROP ${____}", false), ("", false), ("${", false)]
        {
            assert_eq!(is_open(text.as_bytes()), expected, "{text}");
        }
    }
}
