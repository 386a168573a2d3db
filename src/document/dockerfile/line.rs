//! Physical lines, and the logical lines that continuations make of them.

use std::ops::Range;

use memchr::memchr;

use crate::document::Passage;
use crate::text::{BOM, Span};

/// One instruction's bytes without line ends, continuations and the comments between them, each byte with its place.
#[derive(Debug, Default)]
pub(super) struct Line {
    bytes: Vec<u8>,
    /// Where a run of bytes starts here, and where in the file.
    runs: Vec<(usize, usize)>,
}

impl Line {
    /// The bytes of `span` as they stand.
    pub(super) fn of(file: &[u8], span: Span) -> Self {
        let mut line = Self::default();
        line.push(file, span);
        line
    }

    fn push(&mut self, file: &[u8], span: Span) {
        if !span.is_empty() || self.runs.is_empty() {
            self.runs.push((self.bytes.len(), span.start));
            self.bytes.extend_from_slice(&file[span.range()]);
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the byte at `at` stands in the file; past the end, where the next one would.
    pub(super) fn source(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.runs.get(run).map_or(0, |(start, source)| source + (at - start))
    }

    /// From the first byte of `range` to its last, in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start);
        if range.is_empty() { Span::empty(start) } else { Span::new(start, self.source(range.end - 1) + 1) }
    }

    /// `range` with the place of each byte.
    pub(super) fn passage(&self, range: Range<usize>) -> Passage {
        let mut passage = Passage::default();
        let first = self.runs.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        for (index, (start, source)) in self.runs.iter().enumerate().skip(first) {
            let end = self.runs.get(index + 1).map_or(self.bytes.len(), |(next, _)| *next);
            let (from, to) = (range.start.max(*start), range.end.min(end));
            if from >= to {
                break;
            }
            passage.push(&self.bytes[from..to], Span::new(source + from - start, source + to - start));
        }
        passage
    }

    /// `range` without blanks at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let bytes = &self.bytes[range.clone()];
        let start = range.start + bytes.iter().take_while(|byte| is_blank(**byte)).count();
        let end = range.end - bytes.iter().rev().take_while(|byte| is_blank(**byte)).count();
        start..end.max(start)
    }
}

/// White space inside an instruction.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Reads lines from the front of a file to its end, once.
pub(super) struct Reader<'a> {
    file: &'a [u8],
    at: usize,
    /// The byte that continues a line.
    pub(super) escape: u8,
    /// The whole-line comments seen so far, from `#` to the line's end.
    pub(super) comments: Vec<Span>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a [u8]) -> Self {
        let at = if file.starts_with(BOM) { BOM.len() } else { 0 };
        Self { file, at, escape: b'\\', comments: Vec::new() }
    }

    /// How far it has read.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The next physical line without its end.
    pub(super) fn physical(&mut self) -> Option<Span> {
        let line = self.peek()?;
        self.at = memchr(b'\n', &self.file[line.end..]).map_or(self.file.len(), |feed| line.end + feed + 1);
        Some(line)
    }

    /// The physical line that comes next.
    pub(super) fn peek(&self) -> Option<Span> {
        let rest = self.file.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = self.at + memchr(b'\n', rest).unwrap_or(rest.len());
        let returns = self.file[self.at..end].iter().rev().take_while(|byte| **byte == b'\r').count();
        Some(Span::new(self.at, end - returns))
    }

    /// Reads the next physical line, which is a comment.
    pub(super) fn skip_comment(&mut self) {
        if let Some(line) = self.physical() {
            self.comments.push(self.trim_start(line));
        }
    }

    /// The next logical line that is neither empty nor a comment.
    pub(super) fn logical(&mut self) -> Option<Line> {
        loop {
            let first = self.physical()?;
            let first = self.trim_start(first);
            if self.take_comment(first) || first.is_empty() {
                continue;
            }
            let (content, mut more) = self.cut_continuation(first);
            let mut line = Line::of(self.file, content);
            while more {
                let Some(next) = self.physical() else { break };
                let trimmed = self.trim_start(next);
                if self.take_comment(trimmed) || trimmed.is_empty() {
                    continue;
                }
                let (content, goes_on) = self.cut_continuation(next);
                line.push(self.file, content);
                more = goes_on;
            }
            return Some(line);
        }
    }

    /// The body of a heredoc: all up to the line that is `name` alone. `None`, and the rest of the file read, where there is none.
    pub(super) fn heredoc(&mut self, name: &[u8], strips_tabs: bool) -> Option<(Span, usize)> {
        let start = self.at;
        while let Some(line) = self.physical() {
            let bytes = &self.file[line.range()];
            let tabs = if strips_tabs { bytes.iter().take_while(|byte| **byte == b'\t').count() } else { 0 };
            if &bytes[tabs..] == name {
                return Some((Span::new(start, line.start), line.end));
            }
        }
        None
    }

    fn trim_start(&self, line: Span) -> Span {
        let blanks = self.file[line.range()].iter().take_while(|byte| is_blank(**byte)).count();
        Span::new(line.start + blanks, line.end)
    }

    /// Whether the line is a comment, which is then kept.
    fn take_comment(&mut self, trimmed: Span) -> bool {
        let is_comment = self.file[trimmed.range()].first() == Some(&b'#');
        if is_comment {
            self.comments.push(trimmed);
        }
        is_comment
    }

    /// The line without a continuation at its end, and whether there was one: an escape that no other escape precedes, then
    /// nothing but spaces and tabs.
    fn cut_continuation(&self, line: Span) -> (Span, bool) {
        let bytes = &self.file[line.range()];
        let blanks = bytes.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        match &bytes[..bytes.len() - blanks] {
            [rest @ .., last] if *last == self.escape && rest.last() != Some(&self.escape) => {
                (Span::new(line.start, line.start + rest.len()), true)
            }
            _ => (line, false),
        }
    }
}
