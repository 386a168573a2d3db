//! Where the sections of a Markdown file are, told line by line: only those that may matter are parsed.

use bstr::ByteSlice;

use crate::document::prose::words;
use crate::text::Span;

/// A heading and what stands below it, up to the next heading.
pub(super) struct Section {
    /// Its level and its title, with markup; none for what stands above the first.
    pub(super) heading: Option<(usize, Span)>,
    /// With the heading's lines.
    pub(super) span: Span,
    /// Where the text behind the heading starts.
    pub(super) body: usize,
}

/// The sections of `bytes`, in order and without gaps, settings at the head left out.
pub(super) fn sections(bytes: &[u8]) -> Vec<Section> {
    let mut at = front_matter(bytes);
    let mut sections = vec![Section { heading: None, span: Span::new(at, bytes.len()), body: at }];
    let mut state = State::default();
    let mut before = Span::default();
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |len| at + len + 1);
        let line = Span::new(at, end);
        let text = &bytes[line.range()];
        if !state.step(text) {
            let found = heading(text)
                .map(|(level, title)| (level, Span::new(at + title.start, at + title.end), at))
                .or_else(|| underline(text).filter(|_| !before.is_empty()).map(|level| (level, before, before.start)));
            if let Some((level, title, start)) = found {
                if let Some(last) = sections.last_mut() {
                    last.span.end = start;
                }
                let span = Span::new(start, bytes.len());
                sections.push(Section { heading: Some((level, title)), span, body: end });
                before = Span::default();
            } else {
                before = if is_paragraph(text) { line } else { Span::default() };
            }
        } else {
            before = Span::default();
        }
        at = end;
    }
    sections
}

/// The length of the settings that some tools read at the head of a page.
fn front_matter(bytes: &[u8]) -> usize {
    let Some(fence) = [b"---\n".as_slice(), b"+++\n", b"---\r\n"].into_iter().find(|fence| bytes.starts_with(fence))
    else {
        return 0;
    };
    let fence = fence.trim_ascii_end();
    let close: Vec<u8> = [b"\n".as_slice(), fence].concat();
    let Some(end) = memchr::memmem::find(&bytes[3..], &close).map(|at| at + 3 + close.len()) else { return 0 };
    // Between two rules may stand a text; settings have neither blank lines nor code blocks.
    let is_text =
        [b"\n\n".as_slice(), b"\n\r\n", b"\n```", b"\n~~~"].iter().any(|mark| bytes[..end].contains_str(mark));
    if is_text { 0 } else { end }
}

/// `## Title`, `<h2>Title</h2>`: the level, and where in the line the title stands.
fn heading(line: &[u8]) -> Option<(usize, Span)> {
    let blanks = line.iter().take(4).take_while(|byte| **byte == b' ').count();
    let rest = &line[blanks..];
    let (level, start) = match rest.first()? {
        b'#' if blanks < 4 => {
            let level = rest.iter().take_while(|byte| **byte == b'#').count();
            let is_heading = level <= 6 && rest.get(level).is_none_or(u8::is_ascii_whitespace);
            is_heading.then_some((level, blanks + level))?
        }
        b'<' => match rest.get(1..3)? {
            [b'h' | b'H', digit @ b'1'..=b'6'] => {
                let end = memchr::memchr(b'>', rest)?;
                (usize::from(digit - b'0'), blanks + end + 1)
            }
            _ => return None,
        },
        _ => return None,
    };
    let title = line[start..].trim_ascii();
    let title =
        title.strip_suffix(b">").and_then(|title| Some(&title[..memchr::memrchr(b'<', title)?])).unwrap_or(title);
    let start =
        start + line[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count().min(line.len() - start);
    Some((level, Span::new(start, start + title.len())))
}

/// The level of the heading that `line` underlines.
fn underline(line: &[u8]) -> Option<usize> {
    let line = line.trim_ascii_end();
    let mark = *line.first().filter(|byte| matches!(byte, b'=' | b'-'))?;
    line.iter().all(|byte| *byte == mark).then_some(if mark == b'=' { 1 } else { 2 })
}

/// Whether a line can be underlined to a heading.
fn is_paragraph(line: &[u8]) -> bool {
    let is_start = |byte: &u8| !byte.is_ascii_whitespace() && !b">#|<".contains(byte);
    line.first().is_some_and(is_start) && !words::starts_item(line)
}

/// Whether a line is in a code block between fences, or in raw HTML.
#[derive(Default)]
pub(super) struct State {
    fence: Option<(u8, usize)>,
    html: Option<&'static [u8]>,
}

impl State {
    /// Takes the next line; whether it belongs to a block whose lines are no Markdown, fences too.
    pub(super) fn step(&mut self, line: &[u8]) -> bool {
        if let Some(end) = self.html {
            if memchr::memmem::find(line, end).is_some() {
                self.html = None;
            }
            return true;
        }
        let text = if self.fence.is_some() { line.trim_ascii_start() } else { inner(line) };
        let fence = fence(text);
        match (self.fence, fence) {
            (Some((mark, len)), Some((byte, own, is_bare))) if byte == mark && own >= len && is_bare => {
                self.fence = None
            }
            // In a quote the closing fence has a mark in front of it.
            (Some((mark, len)), None) if text.starts_with(b">") => {
                let is_end = matches!(self::fence(inner(text)), Some((byte, own, true)) if byte == mark && own >= len);
                if is_end {
                    self.fence = None;
                }
            }
            (Some(_), _) => {}
            (None, Some((byte, len, _))) => self.fence = Some((byte, len)),
            (None, None) => return self.raw(text),
        }
        true
    }

    /// Whether raw HTML starts on a line.
    fn raw(&mut self, text: &[u8]) -> bool {
        const RAW: [(&[u8], &[u8]); 5] = [
            (b"<pre", b"</pre>"),
            (b"<script", b"</script>"),
            (b"<style", b"</style>"),
            (b"<textarea", b"</textarea>"),
            (b"<!--", b"-->"),
        ];
        if text.first() != Some(&b'<') {
            return false;
        }
        let Some((start, end)) = RAW.into_iter().find(|(start, _)| text.starts_with(start)) else { return false };
        if memchr::memmem::find(&text[start.len()..], end).is_none() {
            self.html = Some(end);
        }
        true
    }
}

/// A line without the marks of quotes and lists in front of it.
fn inner(mut line: &[u8]) -> &[u8] {
    for _ in 0..8 {
        line = line.trim_ascii_start();
        let mark = match line.first() {
            Some(b'>') => 1,
            Some(b'-' | b'*' | b'+' | b'0'..=b'9') => words::item(line),
            _ => 0,
        };
        if mark == 0 {
            break;
        }
        line = &line[mark..];
    }
    line
}

/// A fence: its byte, its length, and whether nothing follows it.
fn fence(text: &[u8]) -> Option<(u8, usize, bool)> {
    let mark = *text.first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let len = text.iter().take_while(|byte| **byte == mark).count();
    let rest = &text[len..];
    let is_code = mark == b'`' && rest.contains(&b'`');
    (len >= 3 && !is_code).then(|| (mark, len, rest.trim_ascii().is_empty()))
}
