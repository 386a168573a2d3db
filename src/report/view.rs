//! The one view through which everything printed passes: secrets masked, hidden characters shown, places as lines and columns.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::clean;
use super::place::{self, ByText, Places};
use crate::finding::{Edit, Fix};
use crate::secret::mask::{MASK, Redactor};
use crate::text::{BOM, RepoPath, Side, Site, Span, Text};

/// The most characters that are shown of one sentence.
const LONGEST_PROSE: usize = 1000;

/// The most bytes that are shown of one line, and how many of them stand before the place that it is shown for.
const LONGEST_LINE: usize = 320;
const BEFORE_PLACE: usize = 80;

/// The most lines that are shown of one place.
pub(super) const MOST_LINES: usize = 8;

/// How many bytes before and after an edit are read with it, to see whether it writes a secret.
const EDIT_CONTEXT: usize = 1024;

/// What is secret is found once for each text, over all of it: what makes a line secret may stand on another line.
#[derive(Default)]
pub(super) struct View {
    redactor: Arc<Redactor>,
    places: Places,
    secrets: ByText<Rc<[Span]>>,
}

/// A piece of a file as it may be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of its first line.
    pub(super) line: usize,
    /// Whole lines with LF between them; long ones are cut around the places.
    pub(super) source: String,
    /// The places that were asked for, as bytes of `source`.
    pub(super) marks: Vec<Range<usize>>,
}

impl View {
    /// One that hides what `redactor` knows of.
    pub(super) fn new(redactor: &Arc<Redactor>) -> Self {
        Self { redactor: Arc::clone(redactor), ..Self::default() }
    }

    /// A sentence, on one line.
    pub(super) fn prose(&self, text: &str) -> String {
        bounded(&self.redactor.prose(text))
    }

    /// What a sentence is about, on one line: often a path.
    pub(super) fn subject(&self, text: &str) -> String {
        bounded(&self.redactor.path(text))
    }

    /// Several lines, to be shown as such.
    pub(super) fn lines(&self, text: &str) -> String {
        let lines: Vec<_> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        let lines = lines.join("\n");
        self.redactor.lines(&lines).split('\n').map(clean::clean).collect::<Vec<_>>().join("\n")
    }

    /// A path, to be read: hidden characters are shown, what is no UTF-8 is lost.
    pub(super) fn path(&self, path: &RepoPath) -> String {
        clean::clean(&self.redactor.path(&path.to_string())).replace('\t', " ")
    }

    /// A path for machines: only secrets are masked, what is no UTF-8 is lost.
    pub(super) fn machine_path(&self, path: &RepoPath) -> String {
        self.redactor.path(&String::from_utf8_lossy(path.as_bstr())).into_owned()
    }

    /// Where a site is.
    pub(super) fn range(&self, site: &Site) -> place::Range {
        self.places.range(site)
    }

    /// What an edit replaces, to the byte.
    pub(super) fn exact(&self, site: &Site) -> place::Range {
        self.places.exact(site)
    }

    /// `path:line:column`, and whether the change removed it; the path alone for a file that was not read.
    pub(super) fn origin(&self, site: &Site) -> String {
        let mut origin = self.path(site.text.path());
        if !site.text.bytes().is_empty() {
            let start = self.range(site).start;
            origin.push_str(&format!(":{}:{}", start.line, start.column));
        }
        if site.text.side() == Side::Base {
            origin.push_str(" (before the change)");
        }
        origin
    }

    /// `path:line`; the path alone for a file that was not read.
    pub(super) fn line(&self, site: &Site) -> String {
        let path = self.path(site.text.path());
        if site.text.bytes().is_empty() { path } else { format!("{path}:{}", self.range(site).start.line) }
    }

    /// The fix, unless a secret stands on a line that it reads or writes: then nobody sees it.
    pub(super) fn fix<'f>(&self, fix: Option<&'f Fix>) -> Option<&'f Fix> {
        fix.filter(|fix| !fix.edits.is_empty() && !fix.edits.iter().any(|edit| self.edit_holds_secret(edit)))
    }

    fn edit_holds_secret(&self, edit: &Edit) -> bool {
        let text = &edit.site.text;
        if self.holds_secret(text, whole_lines(text, edit.site.span)) {
            return true;
        }
        let before = text.slice(Span::new(edit.site.span.start.saturating_sub(EDIT_CONTEXT), edit.site.span.start));
        let after = text.slice(Span::new(edit.site.span.end, edit.site.span.end.saturating_add(EDIT_CONTEXT)));
        let written = [before, edit.text.as_bytes(), after].concat();
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', after).unwrap_or(after.len()) + before.len() + edit.text.len();
        self.redactor.holds_secret(&written, Span::new(start, end))
    }

    /// Whether a secret has bytes in `span`.
    pub(super) fn holds_secret(&self, text: &Arc<Text>, span: Span) -> bool {
        let secrets = self.secrets(text);
        let next = secrets.partition_point(|secret| secret.end <= span.start);
        secrets.get(next).is_some_and(|secret| secret.meets(span))
    }

    fn secrets(&self, text: &Arc<Text>) -> Rc<[Span]> {
        let mut all = self.secrets.borrow_mut();
        let found = || (Arc::clone(text), self.redactor.spans_in(text).into());
        Rc::clone(&all.entry(Arc::as_ptr(text)).or_insert_with(found).1)
    }

    /// The lines that hold `spans`, which must lie near each other.
    pub(super) fn excerpt(&self, text: &Arc<Text>, spans: &[Span]) -> Excerpt {
        self.around(text, spans, 0)
    }

    /// Likewise, with so many lines before and behind them.
    pub(super) fn around(&self, text: &Arc<Text>, spans: &[Span], context: usize) -> Excerpt {
        let lines = text.lines();
        let shown: Vec<Span> = spans.iter().map(|span| shortened(text, *span)).collect();
        let first = shown.iter().map(|span| lines.line(span.start)).min().unwrap_or(1);
        let last = shown.iter().map(|span| lines.line(span.end)).max().unwrap_or(1);
        // A final line feed opens a line on which nothing stands.
        let end = lines.count() - usize::from(text.bytes().ends_with(b"\n"));
        let (first, last) = (first.saturating_sub(context).max(1), last.max((last + context).min(end)));
        let mut writer = Writer { bytes: text.bytes(), secrets: self.secrets(text), out: String::new() };
        let mut marks = vec![0..0; spans.len()];
        for line in first..=last {
            if line > first {
                writer.out.push('\n');
            }
            let mut span = place::without_line_end(text, lines.span(line));
            if line == 1 && text.bytes().starts_with(BOM) {
                span.start = BOM.len();
            }
            writer.line(span, &shown, &mut marks);
        }
        Excerpt { line: first + text.before().lines, source: writer.out, marks }
    }
}

/// On one line, and not without end.
fn bounded(redacted: &str) -> String {
    let mut shown = clean::clean(redacted).replace('\t', " ");
    if let Some((cut, _)) = shown.char_indices().nth(LONGEST_PROSE) {
        shown.truncate(cut);
        shown.push('…');
    }
    shown
}

/// The lines that `span` stands on, with their ends.
pub(super) fn whole_lines(text: &Text, span: Span) -> Span {
    let span = place::without_line_end(text, span);
    let lines = text.lines();
    lines.span(lines.line(span.start)).join(lines.span(lines.line(span.end)))
}

/// At most the first lines of a place.
fn shortened(text: &Text, span: Span) -> Span {
    let span = place::without_line_end(text, span);
    let last = text.lines().line(span.start) + MOST_LINES - 1;
    let end = place::without_line_end(text, text.lines().span(last)).end;
    Span::new(span.start, span.end.min(end.max(span.start)))
}

struct Writer<'a> {
    bytes: &'a [u8],
    secrets: Rc<[Span]>,
    out: String,
}

impl Writer<'_> {
    /// Writes the part of `line` around the places that meet it, and notes where they came to stand.
    fn line(&mut self, line: Span, places: &[Span], marks: &mut [Range<usize>]) {
        let here = |place: &Span| place.start <= line.end && place.end >= line.start;
        let first = places.iter().filter(|place| here(place)).map(|place| place.start.max(line.start)).min();
        let window = window(self.bytes, line, first.unwrap_or(line.start));
        if window.start > line.start {
            self.out.push('…');
        }
        // Where a place starts or ends, the text so far must end: a secret is not cut, the place grows to hold its mask.
        let edges = |place: &Span| {
            [self.start_outside_secrets(place.start, window), self.end_outside_secrets(place.end, window)]
        };
        let mut cuts: Vec<usize> = places.iter().filter(|place| here(place)).flat_map(edges).collect();
        cuts.extend([window.start, window.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut shown = Vec::with_capacity(cuts.len());
        for (index, cut) in cuts.iter().enumerate() {
            if index > 0 {
                self.piece(Span::new(cuts[index - 1], *cut));
            }
            shown.push((*cut, self.out.len()));
        }
        let at = |offset: usize| shown.iter().find(|(cut, _)| *cut >= offset).or(shown.last()).map_or(0, |(_, at)| *at);
        for (place, mark) in places.iter().zip(marks) {
            if !here(place) {
                continue;
            }
            if place.start >= line.start {
                mark.start = at(self.start_outside_secrets(place.start, window));
            }
            if place.end <= line.end {
                mark.end = at(self.end_outside_secrets(place.end, window)).max(mark.start);
            }
        }
        if window.end < line.end {
            self.out.push('…');
        }
    }

    /// `offset`, moved to the start of the secret that it stands in and into the window.
    fn start_outside_secrets(&self, offset: usize, window: Span) -> usize {
        let start = self.secret_at(offset).map_or(offset, |secret| secret.start);
        start.clamp(window.start, window.end)
    }

    fn end_outside_secrets(&self, offset: usize, window: Span) -> usize {
        let end = self.secret_at(offset).map_or(offset, |secret| secret.end);
        end.clamp(window.start, window.end)
    }

    /// The secret that has bytes on both sides of `offset`.
    fn secret_at(&self, offset: usize) -> Option<Span> {
        let next = self.secrets.partition_point(|secret| secret.end <= offset);
        self.secrets.get(next).copied().filter(|secret| secret.start < offset)
    }

    fn piece(&mut self, piece: Span) {
        let mut done = piece.start;
        let first = self.secrets.partition_point(|secret| secret.end <= piece.start);
        let secrets = Rc::clone(&self.secrets);
        for secret in secrets[first..].iter().take_while(|secret| secret.start < piece.end) {
            self.plain(Span::new(done, secret.start.max(done)));
            self.out.push_str(MASK);
            done = secret.end.min(piece.end);
        }
        self.plain(Span::new(done, piece.end));
    }

    fn plain(&mut self, span: Span) {
        for c in bstr::ByteSlice::chars(&self.bytes[span.range()]) {
            clean::push(&mut self.out, c);
        }
    }
}

/// The part of a line that is shown: all of it, or what stands around `place`.
fn window(bytes: &[u8], line: Span, place: usize) -> Span {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let is_inside = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    // Cut in front of a character; three steps are enough for any that is valid.
    let boundary = |at: usize| (at.saturating_sub(3)..=at).rev().find(|at| !is_inside(*at)).unwrap_or(at);
    let start = boundary(place.saturating_sub(BEFORE_PLACE)).max(line.start);
    Span::new(start, boundary(start + LONGEST_LINE).clamp(start, line.end))
}
