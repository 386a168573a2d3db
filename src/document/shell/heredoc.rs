//! Here-documents: the lines behind a command, up to the one that says its delimiter.

use super::MOST_NESTED;
use super::reader::{self, Reader, is_blank};
use super::syntax::{Body, Raw, Waiting};
use crate::document::Passage;

impl Reader<'_> {
    /// Reads the here-documents that begin here.
    pub(super) fn here_documents(&mut self) {
        for waiting in std::mem::take(&mut self.waiting) {
            self.here_document(&waiting);
        }
    }

    fn here_document(&mut self, waiting: &Waiting) {
        let start = self.at;
        let Some((end, behind)) = self.delimiter(&waiting.delimiter) else {
            // Nothing ends it: what follows may be anything, also commands, if they may be looked through once more.
            if !self.limits.again(self.bytes.len() - start) {
                self.at = self.bytes.len();
            }
            return;
        };
        self.at = behind;
        let text = self.body(start, end, waiting);
        let is_open = !waiting.is_quoted && memchr::memchr2(b'$', b'`', text.bytes()).is_some();
        let holes = if is_open && self.depth < MOST_NESTED && self.limits.script(text.len()) {
            reader::holes(&text, self.dialect, self.depth + 1, self.limits)
        } else {
            Vec::new()
        };
        if let Some(body) = self.limits.bodies.get_mut(waiting.body) {
            *body = Body { text, holes };
        }
    }

    /// Where the line that says `delimiter` starts, and where the text goes on. Documents indent it with the rest of a block.
    fn delimiter(&self, delimiter: &[u8]) -> Option<(usize, usize)> {
        let mut at = self.at;
        while at < self.bytes.len() {
            let len = memchr::memchr(b'\n', &self.bytes[at..]);
            let end = len.map_or(self.bytes.len(), |len| at + len);
            let line = &self.bytes[at..end];
            let blanks = line.iter().take_while(|byte| is_blank(**byte)).count();
            if line[blanks..].trim_ascii_end() == delimiter {
                return Some((at, (end + 1).min(self.bytes.len())));
            }
            // `EOF)` ends a document in a substitution: the parenthesis is read on.
            if self.depth > 0 && line[blanks..].strip_prefix(delimiter).is_some_and(|rest| rest.trim_ascii() == b")") {
                return Some((at, at + blanks + delimiter.len()));
            }
            at = end + 1;
        }
        None
    }

    /// The lines of a here-document as its reader gets them.
    fn body(&self, start: usize, end: usize, waiting: &Waiting) -> Passage {
        let lines = &self.bytes[start..end];
        let has_escapes = !waiting.is_quoted && memchr::memchr(b'\\', lines).is_some();
        if !has_escapes && !waiting.is_stripped {
            return self.text.slice(start..end);
        }
        let mut body = Raw::default();
        let mut at = start;
        let mut kept = start;
        let mut is_line_start = true;
        while at < end {
            let escaped = self.bytes[at + 1..end].first().copied().filter(|byte| b"$`\\\n".contains(byte));
            match self.bytes[at] {
                b'\t' if is_line_start && waiting.is_stripped => {
                    self.keep(&mut body, kept..at);
                    kept = at + 1;
                }
                b'\\' if has_escapes && escaped.is_some() => {
                    self.keep(&mut body, kept..at);
                    // An escaped dollar sign is one for the script that the lines may be.
                    let byte = escaped.filter(|byte| *byte != b'\n');
                    self.put(&mut body, byte.as_slice(), at..at + 2);
                    kept = at + 2;
                    at += 1;
                }
                _ => {}
            }
            is_line_start = self.bytes[at] == b'\n' || (is_line_start && self.bytes[at] == b'\t');
            at += 1;
        }
        self.keep(&mut body, kept.min(end)..end);
        body.text
    }
}
