//! Vagrantfiles: the shell that provisions a machine. (<https://developer.hashicorp.com/vagrant/docs/provisioning/shell>)

use bstr::ByteSlice;

use super::lines::Lines;
use super::posix;
use super::quoted::{self, Style};
use crate::document::Passage;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Reads `inline: "…"` and here-documents.
pub(super) fn read(file: &[u8]) -> Vec<Script> {
    let mut found = Vec::new();
    let mut lines = Lines::of(file);
    while let Some(line) = lines.next() {
        let bytes = &file[line.range()];
        if bytes.trim_ascii_start().starts_with(b"#") {
            continue;
        }
        let mut push = |text: Passage| {
            let owner = format!("inline {}", found.len() + 1);
            found.push(posix(owner, text, Runner::Machine));
        };
        if let Some(name) = heredoc(bytes) {
            push(Passage::of(file, body(file, name, &mut lines)));
        } else if let Some(at) = inline(bytes)
            && let Some((text, end)) = quoted::string(file, line.start + at, Style::Plain)
        {
            push(text);
            // The string may end on a later line.
            if end > lines.offset() {
                let feed = memchr::memchr(b'\n', &file[end..]).map_or(file.len(), |feed| end + feed + 1);
                lines = Lines::from(file, feed);
            }
        }
    }
    found.retain(|script: &Script| !script.text.bytes().trim_ascii().is_empty());
    found
}

/// The name of the here-document that a line opens: `<<-SHELL`, `<<~'SCRIPT'`.
fn heredoc(line: &[u8]) -> Option<&[u8]> {
    let at = memchr::memmem::find(line, b"<<")?;
    let after = line[at + 2..].trim_start_with(|c| matches!(c, '-' | '~' | '\'' | '"'));
    let length = after.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (after.first().is_some_and(u8::is_ascii_uppercase)).then(|| &after[..length])
}

/// The lines up to `name`.
fn body(file: &[u8], name: &[u8], lines: &mut Lines<'_>) -> Span {
    let start = lines.offset();
    let last = lines.find(|line| file[line.range()].trim_ascii() == name);
    Span::new(start, last.map_or(file.len(), |line| line.start))
}

/// Where the string behind `inline:` or `inline =` starts.
fn inline(line: &[u8]) -> Option<usize> {
    let at = memchr::memmem::find(line, b"inline")? + b"inline".len();
    let after = line[at..].iter().position(|byte| !matches!(byte, b':' | b'=' | b'>' | b' ' | b'\t' | b'"' | b'\''))?;
    let gap = &line[at..at + after];
    let quote = gap.iter().rposition(|byte| matches!(byte, b'"' | b'\''))?;
    // `"inline" => "…"` has a quote before its arrow.
    gap[..quote].iter().any(|byte| matches!(byte, b':' | b'=' | b'>')).then_some(at + quote)
}
