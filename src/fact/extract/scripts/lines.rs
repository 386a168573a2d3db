//! Files of lines: how they are cut, Procfiles, and `tox.ini`.

use super::{owner, posix, trim};
use crate::document::Passage;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::{BOM, Span};

/// The lines of a file from `at` on, without their ends (LF or CR LF).
pub(in crate::fact::extract) struct Lines<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    /// All lines, without a byte-order mark in front.
    pub(super) fn of(file: &'a [u8]) -> Self {
        Self::from(file, without_mark(file).start)
    }

    /// The lines from a line's start on.
    pub(in crate::fact::extract) fn from(file: &'a [u8], at: usize) -> Self {
        Self { file, at }
    }

    /// Where the next line starts.
    pub(super) fn offset(&self) -> usize {
        self.at
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.file.get(self.at..).filter(|rest| !rest.is_empty())?;
        let feed = memchr::memchr(b'\n', rest);
        let mut end = self.at + feed.unwrap_or(rest.len());
        let line = Span::new(self.at, end);
        self.at = (end + 1).min(self.file.len());
        if feed.is_some() && self.file[line.range()].ends_with(b"\r") {
            end -= 1;
        }
        Some(Span::new(line.start, end))
    }
}

/// The file without a byte-order mark.
pub(in crate::fact::extract) fn without_mark(file: &[u8]) -> Span {
    Span::new(if file.starts_with(BOM) { BOM.len() } else { 0 }, file.len())
}

/// How many bytes in front of a line are blanks or tabs.
pub(super) fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// `name: command`, a process a line. (<https://devcenter.heroku.com/articles/procfile>)
pub(super) fn procfile(file: &[u8]) -> Vec<Script> {
    let process = |line: Span| {
        let bytes = &file[line.range()];
        let colon = memchr::memchr(b':', bytes)?;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let command = trim(file, Span::new(line.start + colon + 1, line.end));
        let is_one = colon > 0 && bytes[..colon].iter().all(is_name) && !command.is_empty();
        is_one.then(|| posix(owner("process", &bytes[..colon]), Passage::of(file, command), Runner::Machine))
    };
    Lines::of(file).filter_map(process).collect()
}

/// `commands = …` with the indented lines below it, and `commands_pre`, `commands_post`. A `-` in front lets it fail.
/// (<https://tox.wiki/en/latest/config.html#commands>)
pub(super) fn tox(file: &[u8]) -> Vec<Script> {
    let mut found = Vec::new();
    let mut section = Span::default();
    let mut open: Option<Passage> = None;
    let mut ignores = false;
    for line in Lines::of(file) {
        let bytes = &file[line.range()];
        let content = trim(file, line);
        if indent(bytes) > 0 || content.is_empty() {
            if let Some(text) = &mut open {
                tox_line(text, &mut ignores, file, content);
            }
            continue;
        }
        close(open.take(), &file[section.range()], &mut found);
        if bytes.starts_with(b"[") {
            section = Span::new(line.start + 1, (content.end - 1).max(line.start + 1));
        } else if bytes.starts_with(b"commands")
            && let Some(equals) = memchr::memchr(b'=', bytes)
            && matches!(bytes[..equals].trim_ascii_end(), b"commands" | b"commands_pre" | b"commands_post")
        {
            let mut text = Passage::default();
            tox_line(&mut text, &mut ignores, file, trim(file, Span::new(line.start + equals + 1, line.end)));
            open = Some(text);
        }
    }
    close(open, &file[section.range()], &mut found);
    found
}

fn close(text: Option<Passage>, section: &[u8], found: &mut Vec<Script>) {
    found.extend(
        text.filter(|text| !text.is_empty()).map(|text| posix(owner("section", section), text, Runner::Script)),
    );
}

/// Adds a line. One that continues the line before it fails as that one does.
fn tox_line(text: &mut Passage, ignores: &mut bool, file: &[u8], line: Span) {
    let bytes = &file[line.range()];
    if bytes.is_empty() || bytes.starts_with(b"#") {
        return;
    }
    let is_first = !text.bytes().ends_with(b"\\\n");
    let mark = is_first && bytes.starts_with(b"-");
    *ignores = if is_first { mark } else { *ignores };
    let command = trim(file, Span::new(line.start + usize::from(mark), line.end));
    text.append(&Passage::of(file, command));
    if *ignores && !bytes.ends_with(b"\\") {
        super::may_fail(text);
    }
    text.push_between(b"\n", command.end);
}
