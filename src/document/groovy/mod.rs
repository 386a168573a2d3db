//! Groovy as pipelines are written in it: the calls, what they are given and what their closures hold. Reading never fails.
//!
//! <https://groovy-lang.org/syntax.html>; a Jenkinsfile is such a text.

mod lex;
mod quote;
mod read;
#[cfg(test)]
mod tests;

use crate::document::Passage;
use crate::text::Span;

pub use read::read;

/// The most calls that are read of one file.
pub const MAX_CALLS: usize = 200_000;

/// Brackets are told apart this deep; what stands deeper counts as standing here. (Each may hold a call that holds the next.)
pub const MAX_DEPTH: usize = 64;

/// The calls of a text in their order: what holds others stands before them.
#[derive(Clone, Debug, Default)]
pub struct Groovy {
    /// Every call, and every closure that belongs to none.
    pub calls: Vec<Call>,
}

/// `name(arguments) { body }`, `name arguments`, `name { body }`; also `if (…) { … }` and kin, and a closure without a name.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// The last word of the name; the label of a closure (`a` of `a: { … }`), or nothing.
    pub name: String,
    /// Where that stands.
    pub name_span: Span,
    /// Whether it is a closure of its own: an argument, a branch of `parallel`.
    pub is_closure: bool,
    /// What stands before the name and its dot: `docker` of `docker.build(…)`.
    pub receiver: Option<Span>,
    /// What it is given.
    pub arguments: Vec<Argument>,
    /// The inside of its parentheses.
    pub parentheses: Option<Span>,
    /// The inside of its closure.
    pub body: Option<Span>,
    /// The call in whose arguments or closure it stands.
    pub parent: Option<usize>,
}

/// `name: value`, or `value`.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name.
    pub name: Option<Span>,
    /// What is given.
    pub value: Value,
}

/// What an argument says.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string, escapes undone; `$name` and `${…}` stay in it, and what is added to it with `+` stands there as `$name`.
    Text(Passage),
    /// Anything else: `true`, `env.NAME`.
    Word(Span),
}

impl Groovy {
    /// The calls right inside each call, in order; the last list has those inside none.
    #[must_use]
    pub fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.calls.len() + 1];
        for (index, call) in self.calls.iter().enumerate() {
            children[call.parent.unwrap_or(self.calls.len())].push(index);
        }
        children
    }
}

impl Call {
    /// The value of the argument `name`.
    #[must_use]
    pub fn named(&self, bytes: &[u8], name: &str) -> Option<&Value> {
        let is_it = |span: Span| bytes.get(span.range()) == Some(name.as_bytes());
        self.arguments.iter().find(|argument| argument.name.is_some_and(is_it)).map(|argument| &argument.value)
    }

    /// The first argument without a name.
    #[must_use]
    pub fn first(&self) -> Option<&Value> {
        self.arguments.iter().find(|argument| argument.name.is_none()).map(|argument| &argument.value)
    }
}

impl Value {
    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&Passage> {
        match self {
            Self::Text(text) => Some(text),
            Self::Word(_) => None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Text(text) => text.whole(),
            Self::Word(span) => *span,
        }
    }
}
