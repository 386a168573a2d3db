//! The arena behind a file's nodes: document order, so that a node's children follow it and its subtree is one range.

use crate::document::template::Action;
use crate::text::Span;

use super::Problem;

/// No node, no text.
pub(super) const NONE: u32 = u32::MAX;

/// How many problems are reported one by one.
const MAX_PROBLEMS: usize = 64;

/// What a node is, and how a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
    Sequence,
    Mapping,
    Alias,
}

/// One node. Offsets count in the text as it was parsed (`Source::parsed`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    pub(super) kind: Kind,
    /// Written with brackets or braces.
    pub(super) flow: bool,
    /// The document broke off inside.
    pub(super) cut: bool,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where the next node starts: comments between belong to this one as much as to that one.
    pub(super) reach: u32,
    /// The column of `start`.
    pub(super) column: u32,
    /// One past the last node of the subtree.
    pub(super) next: u32,
    /// An alias: its target. A scalar: its text in `Tree::owned`, or `NONE` if the source says it letter by letter.
    pub(super) link: u32,
}

impl Raw {
    pub(super) fn is_scalar(&self) -> bool {
        !matches!(self.kind, Kind::Sequence | Kind::Mapping | Kind::Alias)
    }

    pub(super) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The node and what stands between it and the next one.
    pub(super) fn reach(&self) -> Span {
        Span::new(self.start as usize, self.reach as usize)
    }

    /// The text without its quotes.
    pub(super) fn inner(&self) -> Span {
        match self.kind {
            Kind::Single | Kind::Double => Span::new(self.start as usize + 1, (self.end as usize).saturating_sub(1)),
            _ => self.span(),
        }
    }
}

/// The nodes of a file and what was noticed while reading it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Raw>,
    pub(super) owned: Vec<Owned>,
    pub(super) documents: Vec<u32>,
    pub(super) comments: Vec<Span>,
    pub(super) problems: Vec<Problem>,
    pub(super) duplicates: Vec<Span>,
    /// The actions of templates that were masked, in order.
    pub(super) masks: Vec<Action>,
}

/// A scalar whose text differs from its source, and where its parts stand there once somebody has asked.
#[derive(Debug)]
pub(super) struct Owned {
    pub(super) text: Box<str>,
    pub(super) pieces: std::sync::OnceLock<Option<super::align::Pieces>>,
}

/// The lengths of a tree's lists, to go back to.
#[derive(Clone, Copy)]
pub(super) struct Mark([usize; 6]);

impl Mark {
    /// How many comments there were.
    pub(super) fn comments(self) -> usize {
        self.0[3]
    }
}

impl Tree {
    pub(super) fn mark(&self) -> Mark {
        Mark([
            self.nodes.len(),
            self.owned.len(),
            self.documents.len(),
            self.comments.len(),
            self.problems.len(),
            self.duplicates.len(),
        ])
    }

    /// Forgets what was read since `mark`.
    pub(super) fn reset(&mut self, Mark([nodes, owned, documents, comments, problems, duplicates]): Mark) {
        self.nodes.truncate(nodes);
        self.owned.truncate(owned);
        self.documents.truncate(documents);
        self.comments.truncate(comments);
        self.problems.truncate(problems);
        self.duplicates.truncate(duplicates);
    }

    /// The spans of the scalars and comments read since `mark`, in order, counted from `base`.
    pub(super) fn tokens_since(&self, Mark([nodes, _, _, comments, ..]): Mark, base: usize) -> (Vec<Span>, Vec<Span>) {
        let counted = |span: Span| Span::new(span.start - base, span.end - base);
        let scalars = self.nodes[nodes..].iter().filter(|node| node.is_scalar()).map(Raw::span).map(counted).collect();
        (scalars, self.comments[comments..].iter().copied().map(counted).collect())
    }

    /// Notes a problem; of very many only the first are reported.
    pub(super) fn problem(&mut self, span: Span, why: String) {
        match self.problems.len() {
            MAX_PROBLEMS.. => {}
            MAX_PROBLEMS_BUT_ONE => {
                self.problems.push(Problem {
                    span,
                    why: "more of it cannot be read than is listed here".to_owned(),
                    hides: span,
                });
            }
            _ => self.problems.push(Problem { span, why, hides: span }),
        }
    }

    /// Says what may not have been read because of the problems from number `told` on.
    pub(super) fn hide(&mut self, told: usize, span: Span) {
        self.problems.iter_mut().skip(told).for_each(|problem| problem.hides = span);
    }

    /// The masked actions that share a byte with `span`.
    pub(super) fn masks_in(&self, span: Span) -> &[Action] {
        let first = self.masks.partition_point(|mask| mask.span.end <= span.start);
        let len = self.masks[first..].partition_point(|mask| mask.span.start < span.end);
        &self.masks[first..first + len]
    }
}

const MAX_PROBLEMS_BUT_ONE: usize = MAX_PROBLEMS - 1;
