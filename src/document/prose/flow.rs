//! What the markups that are read line by line have in common: lines, paragraphs, lists, code blocks.

use super::language::Language;
use super::literal::Literal;
use super::page::Page;
use super::sentence::Place;
use super::words;
use crate::document::Passage;
use crate::text::Span;

/// The lines of `bytes`, each without its end.
pub(super) struct Lines<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The line that comes next.
    pub(super) fn peek(&self) -> Option<(Span, &'t [u8])> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let kept = if len > 0 && rest[len - 1] == b'\r' { len - 1 } else { len };
        Some((Span::new(self.at, self.at + kept), &rest[..kept]))
    }

    /// Takes it.
    pub(super) fn next(&mut self) -> Option<(Span, &'t [u8])> {
        let line = self.peek()?;
        let rest = &self.bytes[line.0.end..];
        self.at = line.0.end + memchr::memchr(b'\n', rest).map_or(rest.len(), |len| len + 1);
        Some(line)
    }

    /// Takes the lines up to one that `is_end`, which is taken too; all that are left if there is none.
    pub(super) fn until(&mut self, is_end: impl Fn(&[u8]) -> bool) -> Vec<Span> {
        let mut spans = Vec::new();
        while let Some((span, line)) = self.next() {
            if is_end(line) {
                break;
            }
            spans.push(span);
        }
        spans
    }

    /// Takes blank lines and those that are indented by more than `indent`.
    pub(super) fn indented(&mut self, indent: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        while let Some((span, line)) = self.peek() {
            if !is_blank(line) && self::indent(line) <= indent {
                break;
            }
            spans.push(span);
            self.next();
        }
        spans
    }
}

/// Whether nothing is seen of `line`.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty()
}

/// How many blanks `line` starts with; a tab is eight.
pub(super) fn indent(line: &[u8]) -> usize {
    let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.map(|byte| if *byte == b'\t' { 8 } else { 1 }).sum()
}

/// Shows the lines at `spans` as a code block.
pub(super) fn literal(page: &mut Page<'_>, spans: &[Span], language: Language) {
    let Some((first, last)) = spans.first().zip(spans.last()) else { return page.forget() };
    let span = first.join(*last);
    if language == Language::Other || !page.wants(span) {
        return page.forget();
    }
    let bytes = page.bytes();
    let depth =
        spans.iter().map(|span| &bytes[span.range()]).filter(|line| !is_blank(line)).map(blanks).min().unwrap_or(0);
    let mut body = Passage::default();
    for (index, line) in spans.iter().enumerate() {
        let start = line.start + depth.min(line.len());
        body.push(&bytes[start..line.end], Span::new(start, line.end));
        let next = spans.get(index + 1).map_or(line.end, |next| next.start);
        body.push(b"\n", Span::new(line.end, next.clamp(line.end, line.end + 1)));
    }
    page.literal(&Literal { body, language, span });
}

fn blanks(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// The paragraph that is being read, and the lists around it.
pub(super) struct Flow {
    lines: Vec<Span>,
    place: Place,
    marks: &'static [u8],
    /// How far the marks of each open list are indented.
    lists: Vec<usize>,
}

/// Lists are followed to this depth.
const DEPTH: usize = 16;

impl Flow {
    /// In a markup that puts code between `marks`.
    pub(super) fn new(marks: &'static [u8]) -> Self {
        Self { lines: Vec::new(), place: Place::Paragraph, marks, lists: Vec::new() }
    }

    /// Whether no paragraph is open.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a list is open.
    pub(super) fn is_list(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Another line of the paragraph.
    pub(super) fn push(&mut self, line: Span) {
        self.lines.push(line);
    }

    /// The only line of the paragraph, if it has but one.
    pub(super) fn only(&self) -> Option<Span> {
        if let [line] = self.lines.as_slice() { Some(*line) } else { None }
    }

    /// Gives the paragraph up: it was a heading.
    pub(super) fn drop(&mut self) {
        self.lines.clear();
    }

    /// The paragraph ends.
    pub(super) fn flush(&mut self, page: &mut Page<'_>) {
        page.lines(&self.lines, self.marks, self.place);
        self.lines.clear();
    }

    /// A list item starts: its text stands at `text`, its mark is indented by `indent`.
    pub(super) fn item(&mut self, page: &mut Page<'_>, indent: usize, text: Span, is_step: bool) {
        self.flush(page);
        while self.lists.last().is_some_and(|last| *last > indent) {
            self.lists.pop();
            page.close();
        }
        if self.lists.last().is_none_or(|last| *last < indent) && self.lists.len() < DEPTH {
            self.lists.push(indent);
            page.open();
        }
        self.place = Place::Item { is_step };
        page.forget();
        self.lines.push(text);
    }

    /// A line that introduced what follows holds for one line and the items behind it, though that line has no mark.
    pub(super) fn open_list(&mut self, page: &mut Page<'_>) {
        self.lists.push(0);
        page.open();
    }

    /// All lists end.
    pub(super) fn end_lists(&mut self, page: &mut Page<'_>) {
        if self.lists.is_empty() && self.lines.is_empty() {
            self.place = Place::Paragraph;
            return;
        }
        self.flush(page);
        for _ in self.lists.drain(..) {
            page.close();
        }
        self.place = Place::Paragraph;
    }

    /// The cells of a table's row, between `|`.
    pub(super) fn row(&mut self, page: &mut Page<'_>, line: Span, is_told: bool) {
        self.flush(page);
        if !page.wants(line) {
            return;
        }
        let bytes = page.bytes();
        let mut start = line.start;
        for at in memchr::memchr_iter(b'|', &bytes[line.range()]).map(|at| line.start + at).chain([line.end]) {
            page.lines(&[Span::new(start, at)], self.marks, Place::Cell { is_told });
            start = (at + 1).min(line.end);
        }
        page.forget();
    }
}

/// The text of a list item, how far its mark is indented, and whether the mark is a number.
pub(super) fn item(span: Span, line: &[u8]) -> Option<(usize, Span, bool)> {
    let mark = words::item(line);
    let depth = indent(line);
    let is_step = line.get(blanks(line)).is_some_and(u8::is_ascii_digit);
    (mark > 0).then(|| (depth, Span::new(span.start + mark, span.end), is_step))
}

/// The bytes of `line` that are not blank, as a place.
pub(super) fn trimmed(span: Span, line: &[u8]) -> Span {
    let start = span.start + line.len() - line.trim_ascii_start().len();
    Span::new(start, start + line.trim_ascii().len())
}
