//! Markdown: `CommonMark` with tables and strikethrough as GitHub reads them, and the containers of mkdocs, Docusaurus and MDX.

mod html;
mod mask;
mod outline;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::language::Language;
use super::literal::Literal;
use super::page::Page;
use super::sentence::{self, Place, Prose};
use crate::document::Passage;
use crate::text::Span;
use mask::Masked;

/// Reads the page's sections that may matter.
pub(super) fn read(page: &mut Page<'_>) {
    for section in outline::sections(page.bytes()) {
        if let Some((level, title)) = section.heading {
            page.heading(level, title);
        }
        if !page.wants(section.span) {
            continue;
        }
        // What the heading itself says is no instruction, so it is not parsed.
        let span = Span::new(section.body, section.span.end.max(section.body));
        let masked = mask::mask(&page.bytes()[span.range()]);
        Reader::new(page, span.start, &masked).read(&masked);
    }
}

/// What reads the events of one section.
struct Reader<'p, 't> {
    page: &'p mut Page<'t>,
    /// Where the section starts in the file.
    base: usize,
    asides: std::iter::Peekable<std::vec::IntoIter<(usize, Option<Span>)>>,
    prose: Prose,
    /// The code or the strike that is open, and where it started.
    code: Option<usize>,
    struck: Option<usize>,
    literal: Option<Literal>,
    /// Whether each open list is numbered.
    lists: Vec<bool>,
    items: Vec<bool>,
    table: Option<Table>,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    is_head: bool,
    is_told: bool,
}

impl<'p, 't> Reader<'p, 't> {
    fn new(page: &'p mut Page<'t>, base: usize, masked: &Masked) -> Self {
        let asides = masked.asides.clone().into_iter().peekable();
        let prose = Prose::default();
        Self {
            page,
            base,
            asides,
            prose,
            code: None,
            struck: None,
            literal: None,
            lists: vec![],
            items: vec![],
            table: None,
        }
    }

    fn read(mut self, masked: &Masked) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(&masked.text, options).into_offset_iter() {
            self.aside(range.start);
            match event {
                Event::Start(tag) => self.start(&tag, range),
                Event::End(tag) => self.end(tag, range),
                event => self.inline(&event, range),
            }
        }
        self.flush();
        self.page.set_aside(None);
        self.page.forget();
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// Opens and closes the `:::` containers up to `at`.
    fn aside(&mut self, at: usize) {
        while let Some((_, title)) = self.asides.next_if(|(start, _)| *start <= at) {
            self.flush();
            let title = title.map(|title| self.span(&title.range()));
            self.page.set_aside(title);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => return,
            Tag::Strikethrough => {
                self.struck = Some(self.prose.flat.len());
                return;
            }
            _ => self.flush(),
        }
        let span = self.span(&range);
        match tag {
            Tag::List(first) => {
                self.page.open();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                let title = self.container(span);
                self.items.push(title.is_some());
                match title {
                    Some(title) => self.page.open_aside(title),
                    None => self.page.forget(),
                }
            }
            Tag::BlockQuote(_) => self.page.open(),
            Tag::CodeBlock(kind) => self.literal = self.page.wants(span).then(|| literal(kind, span)),
            Tag::HtmlBlock => {
                for literal in html::literals(self.page.bytes(), span) {
                    self.page.literal(&literal);
                }
            }
            Tag::Table(_) => self.table = Some(Table::default()),
            Tag::TableHead => self.table = Some(Table { is_head: true, is_told: false }),
            _ => {}
        }
    }

    /// The first line of an item, if it was made of a container of another dialect.
    fn container(&self, item: Span) -> Option<Span> {
        let text = &self.page.bytes()[item.range()];
        let mark = [b"!!!".as_slice(), b"???", b"==="].into_iter().find(|mark| text.starts_with(mark))?;
        let end = memchr::memchr(b'\n', text).unwrap_or(text.len());
        let title = text[mark.len()..end].trim_ascii();
        // `!!! danger "Never do this"`: the title is what stands between quotes.
        let title = memchr::memchr(b'"', title).map_or(title, |at| &title[at + 1..]);
        let title = title.strip_suffix(b"\"").unwrap_or(title);
        let start = memchr::memmem::rfind(&text[..end], title).unwrap_or(mark.len());
        Some(Span::new(item.start + start, item.start + start + title.len()))
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => return,
            TagEnd::Strikethrough => {
                let start = self.struck.take().unwrap_or_default();
                self.prose.struck.push(start..self.prose.flat.len());
                return;
            }
            TagEnd::CodeBlock => {
                match self.literal.take() {
                    Some(literal) => self.page.literal(&literal),
                    None => self.page.forget(),
                }
                return;
            }
            TagEnd::Paragraph => {
                self.flush();
                let span = self.span(&range);
                self.page.pass(span);
                return;
            }
            _ => self.flush(),
        }
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.page.close();
            }
            TagEnd::Item => {
                if self.items.pop() == Some(true) {
                    self.page.close();
                }
                self.page.forget();
            }
            TagEnd::BlockQuote(_) => self.page.close(),
            TagEnd::TableHead => self.table.get_or_insert_default().is_head = false,
            TagEnd::Table => self.table = None,
            _ => {}
        }
    }

    fn inline(&mut self, event: &Event<'_>, range: Range<usize>) {
        let span = self.span(&range);
        match event {
            Event::Text(text) => match &mut self.literal {
                Some(literal) => push(&mut literal.body, self.page.bytes(), text.as_bytes(), span),
                None => push(&mut self.prose.flat, self.page.bytes(), text.as_bytes(), span),
            },
            Event::Code(text) => {
                let start = self.prose.flat.len();
                self.push_code(text.as_bytes(), span);
                self.prose.code.push(start..self.prose.flat.len());
            }
            Event::SoftBreak => self.line_end(span),
            Event::HardBreak => {
                if self.page.bytes().get(span.start) == Some(&b'\\') {
                    self.prose.flat.push(b"\\", Span::new(span.start, span.start + 1));
                }
                self.line_end(span);
            }
            Event::InlineHtml(tag) => self.tag(tag.as_bytes()),
            _ => {}
        }
    }

    /// A line ends in or right behind `span`.
    fn line_end(&mut self, span: Span) {
        let near = &self.page.bytes()[span.start..self.page.bytes().len().min(span.end + 2)];
        let at = memchr::memchr(b'\n', near).map(|at| span.start + at);
        self.prose.flat.push(b"\n", at.map_or(Span::empty(span.end), |at| Span::new(at, at + 1)));
    }

    /// The text between backticks; a line end in it is shown as a blank.
    fn push_code(&mut self, text: &[u8], span: Span) {
        let written = self.page.bytes().get(span.range()).unwrap_or_default();
        let ticks = written.iter().take_while(|byte| **byte == b'`').count();
        let inner =
            &written[ticks.min(written.len())..written.len().saturating_sub(ticks).max(ticks.min(written.len()))];
        let pad = usize::from(inner.len() == text.len() + 2);
        let start = span.start + ticks + pad;
        let len = inner.len().saturating_sub(2 * pad);
        push(&mut self.prose.flat, self.page.bytes(), text, Span::new(start, (start + len).min(span.end).max(start)));
    }

    /// `<kbd>`, `<code>`, `<del>` in a sentence.
    fn tag(&mut self, tag: &[u8]) {
        let name = tag.trim_ascii_end().to_ascii_lowercase();
        let name = name.strip_prefix(b"<").unwrap_or(&name);
        let (is_end, name) = name.strip_prefix(b"/").map_or((false, name), |name| (true, name));
        let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let at = self.prose.flat.len();
        match (&name[..len], is_end) {
            (b"code" | b"kbd" | b"tt" | b"samp", false) => self.code = Some(at),
            (b"code" | b"kbd" | b"tt" | b"samp", true) => {
                let start = self.code.take().filter(|start| *start < at);
                self.prose.code.extend(start.map(|start| start..at));
            }
            (b"del" | b"s" | b"strike", false) => self.struck = Some(at),
            (b"del" | b"s" | b"strike", true) => {
                let start = self.struck.take();
                self.prose.struck.extend(start.map(|start| start..at));
            }
            (b"br", _) => self.prose.flat.push(b"\n", Span::empty(self.prose.flat.whole().end)),
            _ => {}
        }
    }

    /// Hands over the running text that was read.
    fn flush(&mut self) {
        (self.code, self.struck) = (None, None);
        if self.prose.flat.is_empty() {
            return;
        }
        let mut prose = std::mem::take(&mut self.prose);
        prose.span = prose.flat.whole();
        prose.place = match &mut self.table {
            Some(table) => {
                if table.is_head {
                    table.is_told |= sentence::tells(prose.flat.bytes());
                }
                Place::Cell { is_told: table.is_told }
            }
            None => self.lists.last().map_or(Place::Paragraph, |is_step| Place::Item { is_step: *is_step }),
        };
        self.page.prose(&prose);
    }
}

/// A code block that is about to be read.
fn literal(kind: &CodeBlockKind<'_>, span: Span) -> Literal {
    let language = match kind {
        CodeBlockKind::Fenced(info) => Language::of(info.as_bytes()),
        CodeBlockKind::Indented => Language::Unsaid,
    };
    Literal { body: Passage::default(), language, span }
}

/// Adds what `span` shows: the file's own bytes, which masking may have changed, but blanks where it removed something.
fn push(passage: &mut Passage, bytes: &[u8], text: &[u8], span: Span) {
    let written = bytes.get(span.range()).unwrap_or_default();
    if written.len() != text.len() || written == text {
        return passage.push(text, span);
    }
    let own = |(shown, written): (&u8, &u8)| if shown.is_ascii_whitespace() { *shown } else { *written };
    let text: Vec<u8> = text.iter().zip(written).map(own).collect();
    passage.push(&text, span);
}
