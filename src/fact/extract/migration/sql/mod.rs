//! SQL, wherever it stands, as effects.
//!
//! A recogniser and no grammar: it looks at the head of each statement, and at the actions of an `ALTER`, and passes over what it need not
//! know. A head that it does not know is told as unread, so that silence means that nothing is changed.

mod add;
mod alter;
mod alter_other;
mod built;
mod call;
mod columns;
mod create;
mod cursor;
mod data;
mod drop;
pub(in crate::fact::extract) mod halves;
mod hash;
mod modify;
mod reader;
mod rename;
mod select;
#[cfg(test)]
mod tests;
mod types;

use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::fact::migration::{Down, Effect};
use crate::text::Span;

pub(in crate::fact::extract) use hash::tokens_hash;
use reader::Memory;

/// What a text of SQL does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::fact::extract) struct Said {
    /// What it does, in order. Spans are the file's.
    pub(in crate::fact::extract) effects: Vec<Effect>,
    /// What could not be read: where in the file, and why in a few words, lower case.
    pub(in crate::fact::extract) unread: Vec<(Span, String)>,
    /// Where it raises an error on purpose, in every run: `RAISE EXCEPTION`, `THROW`.
    pub(in crate::fact::extract) raises: Option<Span>,
}

impl Said {
    /// Whether it does nothing at all, for all that can be told: comments, `BEGIN` and `COMMIT`, `SELECT 1`.
    pub(in crate::fact::extract) fn is_nothing(&self) -> bool {
        self.effects.is_empty() && self.unread.is_empty()
    }
}

/// What is known while texts are read one after the other, as a database is told them.
#[derive(Default)]
pub(in crate::fact::extract) struct Session {
    dialect: Dialect,
    memory: Memory,
}

impl Session {
    /// One in which nothing was read yet. Where the dialect is not known, each text is asked for its own.
    pub(in crate::fact::extract) fn new(dialect: Dialect) -> Self {
        Self { dialect, memory: Memory::default() }
    }

    /// The dialect of a text.
    pub(in crate::fact::extract) fn dialect(&self, bytes: &[u8]) -> Dialect {
        self.dialect.or_guess(bytes)
    }

    /// Reads a text that may call the routines of those before it.
    pub(in crate::fact::extract) fn read(&mut self, passage: &Passage, dialect: Dialect) -> Said {
        self.memory.next_text();
        reader::read(passage, dialect, &mut self.memory)
    }
}

/// Reads a text whose purpose is to undo: what it says about the way back, and what of it could not be read.
pub(in crate::fact::extract) fn down(passage: &Passage, dialect: Dialect) -> (Down, Vec<(Span, String)>) {
    let said = read(passage, dialect);
    let at = passage.whole();
    let down = match said.raises {
        Some(at) if said.is_nothing() => Down::Irreversible { at },
        _ if said.is_nothing() => Down::Empty { at, is_declared: false },
        _ => Down::Written { at, effects: said.effects },
    };
    (down, said.unread)
}

/// Reads statements out of a file, or out of a string in one. A `${…}` of the passage is something that the text does not tell.
pub(in crate::fact::extract) fn read(passage: &Passage, dialect: Dialect) -> Said {
    Session::default().read(passage, dialect)
}
