//! Places that may hold a secret, before anybody has judged them.

use super::checksum::Proven;
use super::detector::Detector;
use super::found::{Note, Written};
use crate::text::Span;

/// A value that something names: found by [`super::assignment`], judged by [`super::judge`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The value, without its quotes.
    pub(super) value: Span,
    /// What names it.
    pub(super) name: Option<Span>,
    /// How it is written.
    pub(super) written: Written,
    /// Whether quotes stand around it: then it is no expression of a language.
    pub(super) quoted: bool,
}

/// A credential that is known by its own form: found by the tables or by [`super::structure`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// What it is.
    pub(super) detector: &'static Detector,
    /// The secret itself.
    pub(super) span: Span,
    /// What names it, where the form says so: the user of a URL.
    pub(super) name: Option<Span>,
    /// How it is written.
    pub(super) written: Written,
    /// What its checksum or its structure says.
    pub(super) proven: Proven,
    /// Why it is worth no more than a note, where its form says so.
    pub(super) note: Option<Note>,
}
