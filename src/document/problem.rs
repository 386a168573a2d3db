//! What a reader could not make sense of.

use crate::text::Span;

/// A part of a document that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where reading stopped, or what it stumbled over.
    pub span: Span,
    /// Why, lower case, no full stop.
    pub why: String,
    /// What may not have been read because of it: the whole document, where reading stopped.
    pub hides: Span,
}
