//! Markdown's dialects turned into plain Markdown of the same length, so that every byte stays where it stands.

use super::outline::State;
use crate::text::Span;

/// A section made ready for the parser.
pub(super) struct Masked {
    /// As long as the section, in UTF-8.
    pub(super) text: String,
    /// Where a `:::` container starts, with its title, or ends.
    pub(super) asides: Vec<(usize, Option<Span>)>,
}

/// Deeper quotes and lists than these are text: the parser's time grows with lines times depth.
const DEPTH: usize = 48;

/// Rewrites `section`:
/// - `!!! note`, `??? note` and `=== "Tab"` become list items, whose content is indented as theirs is;
/// - `:::note` and `:::` become blank lines, as do tags on lines of their own, so that Markdown between them is seen;
/// - marks of quotes and lists beyond a depth are blanked;
/// - a byte that is no UTF-8 becomes `?`.
pub(super) fn mask(section: &[u8]) -> Masked {
    let mut bytes = utf8(section);
    let mut asides = Vec::new();
    let mut state = State::default();
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |len| at + len + 1);
        flatten(&mut bytes[at..end]);
        if !state.step(&bytes[at..end]) {
            line(&mut bytes[at..end], at, &mut asides);
        }
        at = end;
    }
    // What is written over is ASCII or whole characters, so this copies nothing.
    let text = String::from_utf8(bytes).unwrap_or_else(|_| "?".repeat(section.len()));
    Masked { text, asides }
}

/// `section` with each byte that is no UTF-8 replaced.
fn utf8(section: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(section.len());
    for chunk in section.utf8_chunks() {
        bytes.extend_from_slice(chunk.valid().as_bytes());
        bytes.extend(chunk.invalid().iter().map(|_| b'?'));
    }
    // A byte of nothing ends no word, and the parser would write three bytes for it.
    bytes.iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = b'?');
    bytes
}

/// Blanks the marks of quotes and lists beyond [`DEPTH`].
fn flatten(line: &mut [u8]) {
    let mut depth = 0;
    let mut column = 0;
    for byte in line {
        match byte {
            b' ' => column += 1,
            b'\t' => column += 4,
            b'>' | b'-' | b'*' | b'+' | b'0'..=b'9' | b'.' | b')' => {
                depth += 1;
                if depth > DEPTH || column > DEPTH * 4 {
                    *byte = b' ';
                }
            }
            _ => return,
        }
    }
}

/// Rewrites a line that is no code.
fn line(line: &mut [u8], at: usize, asides: &mut Vec<(usize, Option<Span>)>) {
    let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let text = line[blanks..].trim_ascii_end();
    let len = text.len();
    match text {
        [b'!', b'!', b'!', ..] | [b'?', b'?', b'?', ..] | [b'=', b'=', b'=', b' ', b'"', ..] if len > 4 => {
            let mark = &mut line[blanks..blanks + 5];
            let is_open = mark[3] == b'+' || mark[3] == b'!';
            mark[..4].copy_from_slice(b"-   ");
            if is_open || mark[4] == b' ' {
                mark[4] = b'.';
            }
        }
        [b':', b':', b':', rest @ ..] => {
            let colons = rest.iter().take_while(|byte| **byte == b':').count();
            let title = rest[colons..].trim_ascii();
            let start = at + blanks + len - title.len();
            asides.push((at, (!title.is_empty()).then(|| Span::new(start, start + title.len()))));
            line[blanks..blanks + len].fill(b' ');
        }
        [b'<', ..] => tags(&mut line[blanks..blanks + len]),
        _ => {}
    }
}

/// Blanks the tags of a line that starts with one, but those that say how their text is shown.
fn tags(line: &mut [u8]) {
    const KEPT: [&[u8]; 9] = [b"code", b"kbd", b"tt", b"samp", b"del", b"s", b"strike", b"pre", b"a"];
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', &line[at..]).map(|len| at + len) {
        let name = line[start + 1..].strip_prefix(b"/").unwrap_or(&line[start + 1..]);
        let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let is_kept = len == 0 || KEPT.contains(&name[..len].to_ascii_lowercase().as_slice());
        let Some(end) = memchr::memchr(b'>', &line[start..]).map(|len| start + len + 1) else { return };
        if !is_kept {
            line[start..end].fill(b' ');
        }
        at = end;
    }
}
