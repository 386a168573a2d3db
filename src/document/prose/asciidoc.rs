//! `AsciiDoc`: <https://docs.asciidoctor.org/asciidoc/latest/>.

use super::flow::{self, Flow, Lines, is_blank, trimmed};
use super::language::Language;
use super::page::Page;
use super::sentence;
use crate::text::Span;

/// Reads the page line by line.
pub(super) fn read(page: &mut Page<'_>) {
    let flow = Flow::new(b"`+");
    let mut reader =
        Reader { lines: Lines::new(page.bytes()), flow, page, style: Style::default(), open: Vec::new(), table: None };
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
    style: Style,
    /// The delimiters of the blocks that are open around this line.
    open: Vec<&'t [u8]>,
    /// In a table: whether its cells are steps, once its head is read.
    table: Option<Option<bool>>,
}

/// What a line between brackets says of the block below it.
#[derive(Default)]
struct Style {
    language: Option<Language>,
    title: Option<Span>,
}

/// Blocks are followed to this depth.
const DEPTH: usize = 32;

impl<'t> Reader<'_, 't> {
    fn line(&mut self, span: Span, text: &'t [u8]) {
        let line = text.trim_ascii_end();
        if is_blank(line) {
            self.flow.flush(self.page);
            return;
        }
        if let Some(mark) = delimiter(line) {
            return self.block(mark);
        }
        if self.table.is_some() && line.trim_ascii_start().starts_with(b"|") {
            let told = self.table.flatten().unwrap_or_else(|| sentence::tells(line));
            self.table = Some(Some(told));
            return self.flow.row(self.page, span, told);
        }
        if line.starts_with(b"//") || line == b"+" {
            return self.flow.flush(self.page);
        }
        if line.starts_with(b"[") && line.ends_with(b"]") && !line.starts_with(b"[[") {
            self.flow.flush(self.page);
            return self.attributes(span, &line[1..line.len() - 1]);
        }
        if let Some(level) = heading(line) {
            self.flow.end_lists(self.page);
            self.style = Style::default();
            return self.page.heading(level, trimmed(span, line));
        }
        if line.starts_with(b".") && line.get(1).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'.') {
            // The title of the block below.
            self.flow.flush(self.page);
            let title = Span::new(span.start + 1, span.start + line.len());
            self.style.title = Some(title);
            return self.page.pass(title);
        }
        self.text(span, text);
    }

    /// `[source,bash]`, `[WARNING]`.
    fn attributes(&mut self, span: Span, inner: &[u8]) {
        let mut parts = inner.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
        let style = parts.next().unwrap_or_default();
        let style = style.split(|byte| matches!(byte, b'%' | b'#' | b'.')).next().unwrap_or_default();
        let second = parts.find(|part| !part.contains(&b'='));
        match style {
            b"source" | b"listing" | b"" if second.is_some() || style == b"source" => {
                self.style.language = Some(second.map_or(Language::Unsaid, Language::of));
            }
            b"listing" | b"literal" => self.style.language = Some(Language::Unsaid),
            b"console" | b"terminal" | b"bash" | b"sh" | b"shell" => self.style.language = Some(Language::of(style)),
            _ => self.style.title = self.style.title.or(Some(span)),
        }
    }

    /// A line that opens or closes a block.
    fn block(&mut self, mark: &'t [u8]) {
        self.flow.flush(self.page);
        let style = std::mem::take(&mut self.style);
        let is_code = matches!(mark.first(), Some(b'.' | b'`'))
            || mark.starts_with(b"----")
            || mark == b"--" && style.language.is_some();
        if is_code {
            let info = &mark[mark.iter().take_while(|byte| **byte == b'`').count()..];
            let language = style
                .language
                .unwrap_or_else(|| if mark.starts_with(b"`") { Language::of(info) } else { Language::Unsaid });
            let end = &mark[..mark.len() - if mark.starts_with(b"`") { info.len() } else { 0 }];
            let lines = self.lines.until(|line| line.trim_ascii_end() == end);
            return flow::literal(self.page, &lines, language);
        }
        match mark[0] {
            b'/' | b'+' => drop(self.lines.until(|line| line.trim_ascii_end() == mark)),
            b'|' => self.table = if self.table.is_some() { None } else { Some(None) },
            _ if self.open.last() == Some(&mark) => {
                self.flow.end_lists(self.page);
                self.open.pop();
                self.page.close();
            }
            _ if self.open.len() < DEPTH => {
                self.open.push(mark);
                match style.title {
                    Some(title) => self.page.open_aside(title),
                    None => self.page.open(),
                }
            }
            _ => {}
        }
    }

    /// A line of a paragraph, a list, or a literal paragraph.
    fn text(&mut self, span: Span, text: &'t [u8]) {
        let is_literal = self.flow.is_empty() && (text.starts_with(b" ") || text.starts_with(b"\t"));
        let item = flow::item(span, text).or_else(|| numbered(span, text));
        if let Some(language) =
            self.style.language.take().or_else(|| (is_literal && item.is_none()).then_some(Language::Unsaid))
        {
            let mut lines = vec![span];
            lines.extend(self.lines.until(is_blank));
            return flow::literal(self.page, &lines, language);
        }
        match item {
            Some((indent, text, is_step)) => self.flow.item(self.page, indent, text, is_step),
            None => {
                if self.flow.is_empty() && self.flow.is_list() {
                    self.flow.end_lists(self.page);
                }
                self.flow.push(span);
            }
        }
    }
}

/// `== Title`: the level.
fn heading(line: &[u8]) -> Option<usize> {
    let mark = *line.first().filter(|byte| matches!(byte, b'=' | b'#'))?;
    let len = line.iter().take_while(|byte| **byte == mark).count();
    (len <= 6 && line.get(len) == Some(&b' ')).then_some(len)
}

/// `. text`, `.. text`, `** text`: how deep, the text, whether it is numbered.
fn numbered(span: Span, line: &[u8]) -> Option<(usize, Span, bool)> {
    let start = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let mark = *line.get(start).filter(|byte| matches!(byte, b'.' | b'*' | b'-'))?;
    let len = line[start..].iter().take_while(|byte| **byte == mark).count();
    let is_item = len <= 5 && line.get(start + len) == Some(&b' ');
    is_item.then(|| (len, Span::new(span.start + start + len + 1, span.end), mark == b'.'))
}

/// A line that opens or closes a block, with what follows it on the line for a fence.
fn delimiter(line: &[u8]) -> Option<&[u8]> {
    let mark = *line.first()?;
    if mark == b'`' {
        let is_fence = line.starts_with(b"```") && !line[3..].contains(&b'`');
        return is_fence.then_some(line);
    }
    if mark == b'|' {
        return (line == b"|===").then_some(line);
    }
    let is_run = b"-.=*_+/".contains(&mark) && line.iter().all(|byte| *byte == mark);
    (is_run && (line.len() >= 4 || line == b"--")).then_some(line)
}
