//! Variables: what `ARG` and `ENV` define, and what a word comes to with them.

use std::collections::BTreeMap;

use super::instruction::Pair;
use super::word::{Operation, Piece, Variable, Word};
use crate::text::Span;

/// A longer value than this is not followed: defaults that use each other twice would double at each step.
const LONGEST: usize = 1024;

/// Nor is one of more parts.
const MOST_PARTS: usize = 64;

/// Set by each build for itself (<https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope>).
const PREDEFINED: &[&str] = &[
    "BUILDARCH", "BUILDOS", "BUILDPLATFORM", "BUILDVARIANT", "TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETSTAGE",
    "TARGETVARIANT",
];

/// A part of a word after its variables were replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Text, and where it stands: perhaps in the `ARG` that gives the default.
    Text {
        /// The text.
        text: String,
        /// The bytes that it was read from.
        span: Span,
    },
    /// Only the build decides: the variable's use.
    Unknown(Span),
}

/// The variables that an instruction sees.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    names: BTreeMap<String, Definition>,
    /// Whether nothing else can define a variable. A stage's image may bring an environment.
    is_closed: bool,
}

#[derive(Clone, Debug)]
enum Definition {
    Value(Vec<Resolved>),
    /// `ARG NAME`: the build may give a value.
    Open,
    Unknown,
}

impl Scope {
    /// The scope that `FROM` sees: the `ARG`s before the first stage.
    #[must_use]
    pub fn global() -> Self {
        Self { names: BTreeMap::new(), is_closed: true }
    }

    /// The scope at the start of a stage. It sees a global only once an `ARG` declares it again.
    #[must_use]
    pub fn stage() -> Self {
        Self::default()
    }

    /// `ARG NAME` or `ARG NAME=default`; without a default it takes what `globals` has.
    pub fn arg(&mut self, pair: &Pair, globals: Option<&Self>) {
        let Some(name) = pair.name.text() else { return };
        let inherited = || globals.and_then(|globals| globals.names.get(&name)).cloned();
        let definition = match &pair.value {
            _ if PREDEFINED.contains(&name.as_str()) => Definition::Unknown,
            Some(value) => Definition::Value(self.resolve(value)),
            None => inherited().unwrap_or(Definition::Open),
        };
        self.names.insert(name, definition);
    }

    /// `ENV NAME=value`, seen by the instructions after it.
    pub fn env(&mut self, pairs: &[Pair]) {
        let defined: Vec<_> = pairs
            .iter()
            .filter_map(|pair| Some((pair.name.text()?, Definition::Value(self.resolve(pair.value.as_ref()?)))))
            .collect();
        self.names.extend(defined);
    }

    /// What `word` comes to, as far as the file tells.
    #[must_use]
    pub fn resolve(&self, word: &Word) -> Vec<Resolved> {
        let mut out = Expansion::default();
        self.pieces(&word.pieces, &mut out);
        if out.is_full() { vec![Resolved::Unknown(word.span)] } else { out.parts }
    }

    fn pieces(&self, pieces: &[Piece], out: &mut Expansion) {
        for piece in pieces {
            match piece {
                _ if out.is_full() => return,
                Piece::Text { text, span } => out.push(&Resolved::Text { text: text.clone(), span: *span }),
                Piece::Opaque(span) => out.push(&Resolved::Unknown(*span)),
                Piece::Variable(variable) => self.variable(variable, out),
            }
        }
    }

    fn variable(&self, variable: &Variable, out: &mut Expansion) {
        let found = self.names.get(&variable.name);
        let predefined = found.is_none() && PREDEFINED.contains(&variable.name.as_str());
        let unknown = Resolved::Unknown(variable.span);
        match (found, &variable.operation) {
            _ if predefined => out.push(&unknown),
            (Some(Definition::Unknown), _) | (_, Operation::Pattern) => out.push(&unknown),
            (Some(Definition::Value(value)), operation) => match operation {
                Operation::Default { unless_empty: true, word } if value.is_empty() => self.pieces(word, out),
                Operation::Alternative { unless_empty: true, .. } if value.is_empty() => {}
                Operation::Alternative { .. } if value.iter().any(|part| matches!(part, Resolved::Unknown(_))) => {
                    out.push(&unknown);
                }
                Operation::Alternative { word, .. } => self.pieces(word, out),
                Operation::Plain | Operation::Default { .. } | Operation::Pattern => {
                    value.iter().for_each(|part| out.push(part));
                }
            },
            (_, Operation::Default { word, .. }) => self.pieces(word, out),
            (None, Operation::Alternative { .. }) if self.is_closed => {}
            (None | Some(Definition::Open), Operation::Plain | Operation::Alternative { .. }) => out.push(&unknown),
        }
    }
}

/// A word on its way.
#[derive(Default)]
struct Expansion {
    parts: Vec<Resolved>,
    length: usize,
}

impl Expansion {
    fn push(&mut self, part: &Resolved) {
        if !self.is_full() {
            self.length += if let Resolved::Text { text, .. } = part { text.len() } else { 1 };
            self.parts.push(part.clone());
        }
    }

    fn is_full(&self) -> bool {
        self.length > LONGEST || self.parts.len() > MOST_PARTS
    }
}
