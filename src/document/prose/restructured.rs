//! reStructuredText: <https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html>.

use super::flow::{self, Flow, Lines, indent, is_blank, trimmed};
use super::language::Language;
use super::page::Page;
use super::sentence;
use crate::text::Span;

/// Reads the page line by line.
pub(super) fn read(page: &mut Page<'_>) {
    let lines = Lines::new(page.bytes());
    let mut reader = Reader {
        page,
        lines,
        flow: Flow::new(b"`"),
        styles: Vec::new(),
        open: Vec::new(),
        depth: 0,
        is_literal: false,
        table: None,
    };
    while let Some((span, text)) = reader.lines.next() {
        reader.line(span, text);
    }
    reader.flow.end_lists(reader.page);
    for _ in reader.open {
        reader.page.close();
    }
}

struct Reader<'p, 't> {
    page: &'p mut Page<'t>,
    lines: Lines<'t>,
    flow: Flow,
    /// The marks that headings are underlined with, the outermost first.
    styles: Vec<(u8, bool)>,
    /// How far each open directive is indented.
    open: Vec<usize>,
    /// How far the paragraph is indented.
    depth: usize,
    /// The paragraph ends with `::`.
    is_literal: bool,
    table: Option<bool>,
}

/// Directives are followed to this depth.
const DEPTH: usize = 32;

impl Reader<'_, '_> {
    fn line(&mut self, span: Span, text: &[u8]) {
        if is_blank(text) {
            return self.blank();
        }
        let depth = indent(text);
        while self.open.last().is_some_and(|open| *open >= depth) {
            self.flow.end_lists(self.page);
            self.open.pop();
            self.page.close();
        }
        if self.heading(span, text) {
            return;
        }
        let line = text.trim_ascii();
        if let Some(rest) = line.strip_prefix(b".. ").filter(|_| self.flow.is_empty()) {
            return self.directive(span, depth, rest);
        }
        if line.starts_with(b"|") && line.len() > 2 || line.starts_with(b"+-") {
            let is_told = self.table.unwrap_or_else(|| sentence::tells(line));
            self.table = line.starts_with(b"|").then_some(is_told).or(self.table);
            return self.flow.row(self.page, span, is_told);
        }
        self.table = None;
        match item(span, text) {
            Some((indent, text, is_step)) => self.flow.item(self.page, indent, text, is_step),
            None => {
                if self.flow.is_empty() && self.flow.is_list() && depth == 0 {
                    self.flow.end_lists(self.page);
                }
                self.flow.push(trimmed(span, text));
            }
        }
        self.depth = depth;
        self.is_literal = line.ends_with(b"::");
    }

    /// A paragraph ends; behind `::` stands a literal block.
    fn blank(&mut self) {
        self.flow.flush(self.page);
        if std::mem::take(&mut self.is_literal) {
            let lines = self.lines.indented(self.depth);
            flow::literal(self.page, &lines, Language::Unsaid);
        }
    }

    /// Whether the line is a heading, of which the next one, or both around it, are a row of marks.
    fn heading(&mut self, span: Span, text: &[u8]) -> bool {
        if !self.flow.is_empty() || indent(text) > 1 {
            return false;
        }
        let Some((next_span, next)) = self.lines.peek() else { return false };
        let (title, mark, is_over) = match (row(text), row(next)) {
            (Some(mark), None) if !is_blank(next) => {
                let mut ahead = Lines::new(self.page.bytes().get(next_span.end..).unwrap_or_default());
                // Past the rest of the title's line.
                let _ = ahead.next();
                if ahead.peek().and_then(|(_, line)| row(line)) != Some(mark) {
                    return false;
                }
                (trimmed(next_span, next), mark, true)
            }
            (None, Some(mark)) if next.len() + 2 >= text.trim_ascii().len() => (trimmed(span, text), mark, false),
            _ => return false,
        };
        self.lines.next();
        if is_over {
            self.lines.next();
        }
        let level = self.styles.iter().position(|style| *style == (mark, is_over)).unwrap_or_else(|| {
            if self.styles.len() < DEPTH {
                self.styles.push((mark, is_over));
            }
            self.styles.len() - 1
        });
        self.flow.end_lists(self.page);
        self.page.heading(level + 1, title);
        true
    }

    /// `.. code-block:: bash`, `.. warning::`, a comment.
    fn directive(&mut self, span: Span, depth: usize, rest: &[u8]) {
        let Some(at) = memchr::memmem::find(rest, b"::") else {
            // A comment, unless it is a target or a footnote of one line.
            if !rest.starts_with(b"_") && !rest.starts_with(b"[") {
                self.lines.indented(depth);
            }
            return;
        };
        let argument = rest[at + 2..].trim_ascii();
        match &rest[..at] {
            b"code-block" | b"code" | b"sourcecode" | b"prompt" | b"parsed-literal" | b"highlight" => {
                let lines = self.lines.indented(depth);
                let is_option = |line: &&Span| {
                    let text = self.page.bytes()[line.range()].trim_ascii();
                    text.is_empty() || text.starts_with(b":") && memchr::memchr(b':', &text[1..]).is_some()
                };
                let options = lines.iter().take_while(is_option).count();
                flow::literal(self.page, &lines[options..], Language::of(argument));
            }
            b"raw" | b"image" | b"figure" | b"toctree" | b"include" | b"math" | b"csv-table" => {
                drop(self.lines.indented(depth))
            }
            _ if self.open.len() < DEPTH => {
                self.open.push(depth);
                let end = span.end;
                self.page.open_aside(Span::new(end - argument.len().min(span.len()), end));
            }
            _ => {}
        }
    }
}

/// The mark of a row of marks, which makes a line beside it a heading.
fn row(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_end();
    let mark = *line.first().filter(|byte| byte.is_ascii_punctuation())?;
    (line.len() >= 3 && line.iter().all(|byte| *byte == mark)).then_some(mark)
}

/// A list item; `#.` numbers by itself.
fn item(span: Span, line: &[u8]) -> Option<(usize, Span, bool)> {
    flow::item(span, line).or_else(|| {
        let depth = line.iter().take_while(|byte| **byte == b' ').count();
        line[depth..].starts_with(b"#. ").then(|| (depth, Span::new(span.start + depth + 3, span.end), true))
    })
}
