//! Plain text, and wiki pages, org-mode and mail saved as text.

use super::flow::{self, Flow, Lines, is_blank, trimmed};
use super::language::Language;
use super::page::Page;
use super::{line, sentence};
use crate::text::Span;

/// Reads the page line by line.
pub(super) fn read(page: &mut Page<'_>) {
    let is_org = page.is_named(".org");
    let mut reader =
        Reader { lines: Lines::new(page.bytes()), flow: Flow::new(b"`"), page, is_org, state: State::default() };
    while let Some((span, text)) = reader.lines.next() {
        reader.line(span, text);
    }
    reader.flow.end_lists(reader.page);
}

struct Reader<'p, 't> {
    page: &'p mut Page<'t>,
    lines: Lines<'t>,
    flow: Flow,
    is_org: bool,
    state: State,
}

/// What the lines before say of the next one.
#[derive(Default)]
struct State {
    is_after_blank: bool,
    /// The line before ends with a colon.
    is_introduced: bool,
    /// The line before is the one that a colon introduced.
    is_first: bool,
    /// The line before goes on.
    is_continued: bool,
    /// Inside a table whose cells are steps.
    table: Option<bool>,
}

impl Reader<'_, '_> {
    fn line(&mut self, span: Span, text: &[u8]) {
        let before = std::mem::take(&mut self.state);
        if before.is_continued && !is_blank(text) {
            self.flow.push(span);
            self.state = State { is_continued: text.ends_with(b"\\"), ..before };
            return;
        }
        if is_blank(text) {
            self.flow.flush(self.page);
            self.state = State { is_after_blank: true, is_introduced: before.is_introduced, ..State::default() };
            return;
        }
        if let Some((language, is_end)) = opening(text) {
            self.flow.flush(self.page);
            let lines = self.lines.until(is_end);
            flow::literal(self.page, &lines, language);
            return;
        }
        if let Some(level) = self.underlined(span, text) {
            let title = self.flow.only().unwrap_or(span);
            self.flow.drop();
            return self.heading(level, title);
        }
        if let Some((level, title)) = self.title(span, text, &before) {
            return self.heading(level, title);
        }
        if text.trim_ascii_start().starts_with(b"|") {
            let is_told = before.table.unwrap_or_else(|| sentence::tells(text));
            self.flow.row(self.page, span, is_told);
            self.state.table = Some(is_told);
            return;
        }
        self.text(span, text, &before);
    }

    /// A line of a paragraph or a list.
    fn text(&mut self, span: Span, text: &[u8], before: &State) {
        let item = flow::item(span, text);
        let is_indented = text.starts_with(b" ") || text.starts_with(b"\t");
        let is_introducing = text.trim_ascii_end().ends_with(b":") && text.len() <= 160;
        match item {
            Some((indent, text, is_step)) => self.flow.item(self.page, indent, text, is_step),
            // A paragraph behind a list ends it; so does the next introduction.
            None if self.flow.is_list()
                && !is_indented
                && (before.is_after_blank || is_introducing || before.is_first) =>
            {
                self.flow.end_lists(self.page);
                self.flow.push(span);
            }
            None => {
                if before.is_introduced && !self.flow.is_list() {
                    self.flow.flush(self.page);
                    self.flow.open_list(self.page);
                    self.state.is_first = true;
                }
                self.flow.push(span);
            }
        }
        if is_introducing {
            self.flow.flush(self.page);
        }
        self.state.is_introduced = is_introducing;
        self.state.is_continued = text.ends_with(b"\\");
    }

    fn heading(&mut self, level: usize, title: Span) {
        self.flow.end_lists(self.page);
        self.page.heading(level, title);
        self.state.is_after_blank = true;
    }

    /// The level of the heading that this line underlines.
    fn underlined(&self, span: Span, text: &[u8]) -> Option<usize> {
        let mark = *text.first()?;
        let level = b"=-~^".iter().position(|byte| *byte == mark)? + 1;
        let title = self.flow.only()?;
        let is_line = text.len() >= 3 && text.iter().all(|byte| *byte == mark);
        // The title stands right above, and is about as long.
        let is_near = span.start - title.end <= 2 && title.len() <= 100 && text.len() + 8 >= title.len();
        (is_line && is_near && !self.flow.is_list()).then_some(level)
    }

    /// The heading that this line is by itself.
    fn title(&self, span: Span, text: &[u8], before: &State) -> Option<(usize, Span)> {
        let trimmed = trimmed(span, text);
        let line = text.trim_ascii();
        let run = |byte: u8| line.iter().take_while(|other| **other == byte).count();
        let is_spaced = |len: usize| line.get(len) == Some(&b' ');
        match line.first()? {
            b'*' if self.is_org && text.starts_with(b"*") && is_spaced(run(b'*')) => return Some((run(b'*'), trimmed)),
            b'=' if line.len() > 2 && line.ends_with(b"=") && run(b'=') < line.len() && run(b'=') <= 6 => {
                return Some((run(b'='), trimmed));
            }
            b'#' if is_spaced(run(b'#')) && run(b'#') <= 6 => {
                let is_command = line::start(&line[run(b'#')..]).is_some();
                return (!is_command).then_some((run(b'#'), trimmed));
            }
            b'h' if matches!(line, [b'h', b'1'..=b'6', b'.', b' ', ..]) => {
                return Some((usize::from(line[1] - b'0'), trimmed));
            }
            b'H' if matches!(line, [b'H', b'1'..=b'6', b':', b' ', ..]) => {
                return Some((usize::from(line[1] - b'0'), trimmed));
            }
            _ => {}
        }
        if line.ends_with("¶".as_bytes()) {
            return Some((2, trimmed));
        }
        let is_loud = line.iter().any(u8::is_ascii_uppercase)
            && line
                .iter()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"_:- /()'&.".contains(byte));
        let is_quiet = line.len() <= 64
            && before.is_after_blank
            && line[0].is_ascii_uppercase()
            && !line.ends_with(b".")
            && !line.ends_with(b":")
            && !line.ends_with(b",")
            && !line.ends_with(b"\\")
            && memchr::memmem::find(line, b": ").is_none();
        let is_title = is_loud && (before.is_after_blank || self.is_before_blank()) && !line.ends_with(b":")
            || is_quiet && self.is_before_blank();
        (is_title && line.len() <= 100 && memchr::memmem::find(line, b": ").is_none()).then_some((2, trimmed))
    }

    fn is_before_blank(&self) -> bool {
        self.lines.peek().is_none_or(|(_, next)| is_blank(next))
    }
}

/// What ends a code block.
type IsEnd = fn(&[u8]) -> bool;

/// The language of the code block that a line opens, and what closes it.
fn opening(text: &[u8]) -> Option<(Language, IsEnd)> {
    let line = text.trim_ascii();
    let starts = |mark: &str| {
        line.get(..mark.len()).filter(|head| head.eq_ignore_ascii_case(mark.as_bytes())).map(|_| &line[mark.len()..])
    };
    if let Some(info) = starts("```").filter(|info| !info.contains(&b'`')) {
        return Some((Language::of(info), |line| line.trim_ascii() == b"```"));
    }
    if let Some(info) = starts("~~~").filter(|info| !info.starts_with(b"~")) {
        return Some((Language::of(info), |line| line.trim_ascii() == b"~~~"));
    }
    if let Some(info) = starts("#+begin_src").or_else(|| starts("#+begin_example")) {
        return Some((Language::of(info), |line| line.trim_ascii().to_ascii_lowercase().starts_with(b"#+end_")));
    }
    if let Some(info) = starts("{code").filter(|info| info.ends_with(b"}")) {
        let info = info.split(|byte| matches!(byte, b'|' | b'}')).next().unwrap_or_default();
        return Some((Language::of(info.strip_prefix(b":").unwrap_or(info)), |line| line.trim_ascii() == b"{code}"));
    }
    if starts("{noformat").is_some() {
        return Some((Language::Unsaid, |line| line.trim_ascii().starts_with(b"{noformat}")));
    }
    if line == b"{{{" || line.starts_with(b"{{{#!") {
        return Some((Language::of(&line[3..]), |line| line.trim_ascii() == b"}}}"));
    }
    let tag = starts("<source").or_else(|| starts("<syntaxhighlight")).or_else(|| starts("<pre"))?;
    let lang = memchr::memmem::find(tag, b"lang=\"").map_or(b"".as_slice(), |at| &tag[at + 6..]);
    let lang = lang.split(|byte| *byte == b'"').next().unwrap_or_default();
    let is_open = tag.ends_with(b">") && !tag.contains(&b'<');
    is_open.then_some((Language::of(lang), |line| line.windows(2).any(|two| two == b"</")))
}
