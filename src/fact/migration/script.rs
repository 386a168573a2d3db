//! What a migration file says, as the reader of its framework understands it, before anybody has looked at the files beside it.

use super::Effect;
use crate::text::Span;

/// One migration of a file. Most files hold one; a change log holds many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// What the file itself calls it, where it does: a revision, the id and author of a change set.
    pub version: Option<String>,
    /// The versions that it follows, where the file itself names them (Alembic's `down_revision`, Django's `dependencies` of its own app).
    pub parents: Vec<String>,
    /// The versions that it stands for, so that those may be deleted (Django's `replaces`).
    pub replaces: Vec<String>,
    /// All of the half that leads forward.
    pub up_span: Span,
    /// What that does, in order.
    pub up: Vec<Effect>,
    /// How it is undone.
    pub down: Down,
    /// What could not be read: where, and why in a few words, lower case.
    pub unread: Vec<(Span, String)>,
}

impl Script {
    /// One that leads forward over `up_span`, and says nothing about the way back.
    #[must_use]
    pub fn new(up_span: Span, up: Vec<Effect>) -> Self {
        Self {
            version: None,
            parents: Vec::new(),
            replaces: Vec::new(),
            up_span,
            up,
            down: Down::Elsewhere,
            unread: Vec::new(),
        }
    }
}

/// How a migration is undone, from worst to best but for the first two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Down {
    /// Not said in this file: another one says it, or the format has none.
    Elsewhere,
    /// The framework works it out from the way forward, all of it.
    Automatic,
    /// Nothing undoes it, or not all of it, though the format has a place for that.
    Missing {
        /// What cannot be undone: the operation, or what the file begins with.
        at: Span,
        /// Why the framework cannot work it out, where it would for others: ``` `execute` ``, ``` `remove_column` without a type ```.
        why: Option<String>,
    },
    /// The author says that it cannot be undone: it raises, throws, or is `false`.
    Irreversible {
        /// What says so.
        at: Span,
    },
    /// It is there and does nothing: `pass`, `{}`, comments, `SELECT 1`.
    Empty {
        /// What stands there.
        at: Span,
        /// Whether the author says so on purpose in the framework's own words: `migrations.RunPython.noop`, `<rollback/>`.
        is_declared: bool,
    },
    /// It is written out.
    Written {
        /// All of it.
        at: Span,
        /// What it does, in order.
        effects: Vec<Effect>,
    },
}
