//! Texts and places in them: bytes in, byte ranges out.

pub mod edit;
pub mod hunks;
mod lines;
mod path;
mod span;
mod spans;

use std::cmp::Ordering;
use std::fmt;
use std::sync::{Arc, OnceLock};

pub use lines::{BOM, LineIndex, Position};
pub use path::RepoPath;
pub use span::Span;
pub use spans::Spans;

/// Before or after the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// What the change starts from.
    Base,
    /// What it leads to.
    Head,
}

/// Something that exists once for each side of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// Before the change.
    pub base: T,
    /// After it.
    pub head: T,
}

/// One file on one side of the change, read. It lives as long as a [`Site`] points into it.
pub struct Text {
    side: Side,
    path: RepoPath,
    bytes: Vec<u8>,
    /// What stands in front of it, where it is only a part of a file.
    before: Option<Before>,
    lines: OnceLock<LineIndex>,
}

/// How much of a file stands in front of a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Whole lines.
    pub lines: usize,
    /// What stands in front on the part's first line, in the units of columns.
    pub columns: usize,
}

impl Text {
    /// A file's bytes as they stand on `side`.
    #[must_use]
    pub fn new(side: Side, path: RepoPath, bytes: Vec<u8>) -> Arc<Self> {
        Arc::new(Self { side, path, bytes, before: None, lines: OnceLock::new() })
    }

    /// A part of a file that is too large to be held, or to be kept.
    #[must_use]
    pub fn part(side: Side, path: RepoPath, bytes: Vec<u8>, before: Before) -> Arc<Self> {
        Arc::new(Self { side, path, bytes, before: Some(before), lines: OnceLock::new() })
    }

    /// The lines around `span` as a text of their own, and the span in it: what is kept when the file is not.
    #[must_use]
    pub fn excerpt(&self, span: Span) -> (Arc<Self>, Span) {
        /// How much is kept on each side, in lines and at most in bytes.
        const LINES: usize = 3;
        const BYTES: usize = 4096;
        let lines = self.lines();
        let first = lines.line(span.start).saturating_sub(LINES).max(1);
        let line_start = lines.span(first).start;
        let start = line_start.max(span.start.saturating_sub(BYTES));
        let first = lines.line(start);
        let last = lines.line(span.end).saturating_add(LINES).min(lines.count());
        let end = lines.span(last).end.min(span.end.saturating_add(BYTES)).max(start);
        let in_front = self.position(start);
        let before = Before { lines: self.before().lines + first - 1, columns: in_front.column - 1 };
        let bytes = self.slice(Span::new(start, end)).to_vec();
        (Self::part(self.side, self.path.clone(), bytes, before), Span::new(span.start - start, span.end - start))
    }

    /// What stands in front of it.
    #[must_use]
    pub fn before(&self) -> Before {
        self.before.unwrap_or_default()
    }

    /// Whether it is a part of a file, whose other lines are not known.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.before.is_some()
    }

    /// The side that it stands on.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side
    }

    /// Where it stands on that side.
    #[must_use]
    pub fn path(&self) -> &RepoPath {
        &self.path
    }

    /// The raw bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of `span`, cut to the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &[u8] {
        let end = span.end.min(self.bytes.len());
        &self.bytes[span.start.min(end)..end]
    }

    /// Its lines, indexed at the first call.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.bytes))
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.placed(self.lines().position(&self.bytes, offset))
    }

    /// A position in this text as one in its file.
    #[must_use]
    pub fn placed(&self, position: Position) -> Position {
        let Position { line, column } = position;
        let Before { lines, columns } = self.before();
        let columns = if line == 1 { columns } else { 0 };
        Position { line: line + lines, column: column + columns }
    }
}

/// Names the file; its bytes may hold a secret.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:{}", self.side, self.path)
    }
}

/// A place: which bytes of which file on which side. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The file.
    pub text: Arc<Text>,
    /// The bytes.
    pub span: Span,
}

impl Site {
    /// The place `span` in `text`.
    #[must_use]
    pub fn new(text: &Arc<Text>, span: Span) -> Self {
        Self { text: Arc::clone(text), span }
    }

    /// The bytes that stand there.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.text.slice(self.span)
    }

    /// Another place in the same file.
    #[must_use]
    pub fn with_span(&self, span: Span) -> Self {
        Self::new(&self.text, span)
    }

    fn order(&self) -> (&RepoPath, Side, Span) {
        (&self.text.path, self.text.side, self.span)
    }
}

impl PartialEq for Site {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Site {}

impl PartialOrd for Site {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By path, then side, then bytes: the order of every report.
impl Ord for Site {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:{}..{}", self.text, self.span.start, self.span.end)
    }
}

/// Characters that reorder the text around them on a screen (Unicode, UAX #9): they make a reader see another text than the machine.
#[must_use]
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
