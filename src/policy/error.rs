//! What can be wrong with a policy or a baseline, shown in its own text.

use std::fmt;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use bstr::ByteSlice;

use super::mask;
use crate::settings::Refusal;
pub(super) use crate::settings::Source;
use crate::source::Unread;
use crate::text::{BOM, Position, RepoPath, Side, Site, Span, Text};

/// How many bytes on each side of a place are shown.
const WINDOW: usize = 2000;

/// How many characters a message may have.
const LONGEST_MESSAGE: usize = 400;

/// Why there is no policy to judge by.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something in the text of a policy or a baseline.
    #[error(transparent)]
    Wrong(Box<Wrong>),
    /// A policy or a baseline that cannot be read at all.
    #[error("{file}: {why}")]
    Unreadable {
        /// Which file.
        file: String,
        /// Why, lower case, no full stop.
        why: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// A policy or a baseline that may well be in order, and that the source of the change does not hand out.
    #[error("{file}: {why}")]
    Unread {
        /// Which file.
        file: String,
        /// Why, lower case, no full stop.
        why: String,
    },
}

/// Something wrong at one place of a policy or a baseline.
#[derive(Debug)]
pub struct Wrong {
    source: Source,
    refusal: Refusal,
}

impl Error {
    /// The file, as the user knows it.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Wrong(wrong) => &wrong.source.name,
            Self::Unreadable { file, .. } | Self::Unread { file, .. } => file,
        }
    }

    /// Line and column, where one place is to blame.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Wrong(wrong) => Some(wrong.position()),
            Self::Unreadable { .. } | Self::Unread { .. } => None,
        }
    }

    /// The bytes to blame.
    #[must_use]
    pub fn site(&self) -> Option<Site> {
        match self {
            Self::Wrong(wrong) => Some(Site::new(&wrong.source.text, wrong.refusal.span)),
            Self::Unreadable { .. } | Self::Unread { .. } => None,
        }
    }

    /// What is wrong: lower case, no full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        match self {
            Self::Wrong(wrong) => &wrong.refusal.message,
            Self::Unreadable { why, .. } | Self::Unread { why, .. } => why,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Wrong(wrong) => wrong.refusal.help.as_deref(),
            Self::Unreadable { help, .. } => help.as_deref(),
            Self::Unread { .. } => Some(
                "nothing is judged by another policy: fetch the target branch without `--filter`, or see to it that the file can be read",
            ),
        }
    }

    /// Whether there may be a policy that could not be seen: exit code 3, where all else is a wrong one (2).
    #[must_use]
    pub fn unverifiable(&self) -> bool {
        matches!(self, Self::Unread { .. })
    }

    /// The error in the text that it is about, as plain lines for a terminal.
    #[must_use]
    pub fn report(&self) -> String {
        let mut lines = match self {
            Self::Wrong(wrong) => wrong.frame(),
            Self::Unreadable { file, why, .. } | Self::Unread { file, why } => {
                format!("error: {}: {}", mask::shown(file), mask::shown(why))
            }
        };
        if let Some(help) = self.help() {
            lines.push_str("\nhelp: ");
            lines.push_str(&mask::shown(help));
        }
        lines.push('\n');
        lines
    }

    /// Adds what to do about it.
    pub(super) fn with_help(mut self, advice: impl Into<String>) -> Self {
        match &mut self {
            Self::Wrong(wrong) => wrong.refusal.help = Some(advice.into()),
            Self::Unreadable { help, .. } => *help = Some(advice.into()),
            Self::Unread { .. } => {}
        }
        self
    }

    /// Adds "did you mean", where something near is known.
    pub(super) fn did_you_mean(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(nearest) => self.with_help(format!("did you mean `{nearest}`?")),
            None => self,
        }
    }

    pub(super) fn unreadable(file: impl Into<String>, why: impl fmt::Display) -> Self {
        Self::Unreadable { file: file.into(), why: why.to_string(), help: None }
    }

    /// What a source says instead of the bytes of a policy.
    pub(crate) fn unread(file: impl Into<String>, unread: &Unread) -> Self {
        match unread {
            Unread::TooLarge { .. } => Self::unreadable(file, unread),
            Unread::Failed(_) => Self::Unread { file: file.into(), why: unread.to_string() },
        }
    }
}

impl Source {
    /// A file of the base, or one that the caller gives.
    pub(super) fn new(name: String, path: RepoPath, bytes: Vec<u8>) -> Self {
        Self { name, text: Text::new(Side::Base, path, bytes) }
    }

    /// The text that is parsed: what follows the byte-order mark, which must be UTF-8.
    pub(super) fn utf8(&self) -> Result<&str, Error> {
        let body = &self.text.bytes()[self.shift()..];
        std::str::from_utf8(body).map_err(|error| {
            let start = error.valid_up_to();
            self.wrong(Span::new(start, start + 1), "it is not UTF-8")
        })
    }

    /// An error at `span` of what [`Source::utf8`] gave.
    pub(super) fn wrong(&self, span: Span, message: impl Into<String>) -> Error {
        self.refused(Refusal::new(span, message))
    }

    /// An error at a place of what [`Source::utf8`] gave.
    pub(super) fn refused(&self, mut refusal: Refusal) -> Error {
        // It may quote a word of the file, however long.
        if let Some((end, _)) = refusal.message.char_indices().nth(LONGEST_MESSAGE) {
            refusal.message.truncate(end);
            refusal.message.push('…');
        }
        refusal.span = self.span(refusal.span);
        Error::Wrong(Box::new(Wrong { source: self.clone(), refusal }))
    }

    /// The place `span` of what [`Source::utf8`] gave.
    pub(super) fn site(&self, span: Span) -> Site {
        Site::new(&self.text, self.span(span))
    }

    fn span(&self, span: Span) -> Span {
        let end = self.text.bytes().len();
        Span::new((span.start + self.shift()).min(end), (span.end + self.shift()).min(end))
    }

    fn shift(&self) -> usize {
        if self.text.bytes().starts_with(BOM) { BOM.len() } else { 0 }
    }
}

impl Wrong {
    fn position(&self) -> Position {
        self.source.text.position(self.refusal.span.start)
    }

    /// The line of the text with the place marked; what is far from the place on a very long line is left out.
    fn frame(&self) -> String {
        let text = &self.source.text;
        let line = self.position().line;
        let row = text.lines().span(line);
        let body = if line == 1 { row.start + self.source.shift().min(row.len()) } else { row.start };
        let at = self.refusal.span.start.max(body);
        let end = self.refusal.span.end.clamp(at, row.end.max(at)).min(at + WINDOW);
        let before = mask::plain(text.slice(Span::new(body.max(at.saturating_sub(WINDOW)), at)));
        let marked = mask::plain(text.slice(Span::new(at, end)).trim_end_with(|c| matches!(c, '\r' | '\n')));
        let after = text.slice(Span::new(end, row.end.min(end + WINDOW)));
        let after = mask::plain(after.trim_end_with(|c| matches!(c, '\r' | '\n')));
        let mark = before.len()..before.len() + marked.len();
        let snippet = Snippet::source(mask::hidden(&[before, marked, after].concat()))
            .line_start(line)
            .path(mask::shown(&self.source.name))
            .annotation(AnnotationKind::Primary.span(mark));
        Renderer::plain().render(&[Level::ERROR.primary_title(mask::shown(&self.refusal.message)).element(snippet)])
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position();
        write!(f, "{}:{line}:{column}: {}", mask::shown(&self.source.name), mask::shown(&self.refusal.message))
    }
}

impl std::error::Error for Wrong {}
